#pragma once

#include "workloads/interpreter/vm/heap_access.h"

namespace midden::python {

// Adds a type that only this module has to it, defining the type when the module is first imported.
inline bool add_own_type(Vm& vm, Value module_value, const TypeDefinition& definition) {
  const Local module(vm, module_value);
  if (!vm.kind_types[static_cast<unsigned>(definition.kind)] && !define_type(vm, definition)) return false;
  return add_type(vm, module, definition.kind);
}

}  // namespace midden::python
