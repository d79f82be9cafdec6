#pragma once

// What start-up code needs beyond native.h.

#include "workloads/interpreter/vm/vm.h"

namespace midden::python {

// An immortal type without members.
Type* make_builtin_type(Vm& vm, const char* name, const char* module, Type* base, Kind layout,
                        std::uint16_t flags);
// The type without members (define_type adds them); the one there is when it is declared already.
Type* declare_type(Vm& vm, const TypeDefinition& definition);
// Methods, getters, __new__, dunder methods.
void add_type_members(Vm& vm, Type* type, const TypeDefinition& definition);
Owned make_native_function(Vm& vm, const NativeDefinition& definition, Value owner, const char* qualifier);

}  // namespace midden::python
