#pragma once

#include <span>

#include "workloads/interpreter/vm/heap_access.h"

namespace midden::python {

// What a weak reference names; null once that died.
inline Value weak_referent(Vm& vm, Value reference) { return {vm.mutator.read_weak(reference.object())}; }
// The referenceable object in `value`; false: TypeError "cannot create weak reference to 'int' object".
bool check_weakly_referenceable(Vm& vm, Value value);
// A fresh WeakReference, WeakProxy or WeakCallableProxy (the kinds share their layout). callback: null for
// none.
Owned make_weak(Vm& vm, Kind kind, Value referent, Value callback);
// The same without a callback. Collectors that know an object's weak references give back the one there is.
Owned make_plain_weak(Vm& vm, Kind kind, Value referent);

// The weak references to an object, those without a callback first, then the newest first. Visits must not
// allocate.
template <class Visit>
void for_each_weak_reference(Vm& vm, Value referent, Visit visit) {
  const auto has_callback = [](Value reference) {
    return static_cast<bool>(load(reference.as<WeakReference>()->callback));
  };
  for (const bool with_callback : {false, true}) {
    auto visit_some = [&](Object* object) {
      const Value reference = Value::of(object);
      if (reference.is(Kind::WeakReference) || reference.is(Kind::WeakProxy) ||
          reference.is(Kind::WeakCallableProxy)) {
        if (has_callback(reference) == with_callback && weak_referent(vm, reference) == referent)
          visit(reference);
      }
    };
    auto visit_all = [&](auto& heap) {
      if constexpr (requires { heap.for_each_weak_reference(referent.object(), visit_some); }) {
        heap.for_each_weak_reference(referent.object(), visit_some);
      } else {
        heap.for_each_container(visit_some);
      }
    };
    visit_all(*vm.heap);
  }
}

std::span<const TypeDefinition> weakref_types();
std::span<const TypeDefinition> weak_proxy_types();

}  // namespace midden::python
