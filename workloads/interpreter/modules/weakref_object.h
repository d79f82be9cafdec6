#pragma once

#include <span>

#include "workloads/interpreter/vm/heap_access.h"

namespace midden::python {

// What a weak reference names; null once that died.
inline Value weak_referent(Vm& vm, Value reference) { return {vm.mutator.read_weak(reference.object())}; }
// The referenceable object in `value`; false: TypeError "cannot create weak reference to 'int' object".
bool check_weakly_referenceable(Vm& vm, Value value);
// A fresh WeakReference or WeakProxy (the kinds share their layout). callback: null for none.
Owned make_weak(Vm& vm, Kind kind, Value referent, Value callback);

std::span<const TypeDefinition> weakref_types();
std::span<const TypeDefinition> weak_proxy_types();

}  // namespace midden::python
