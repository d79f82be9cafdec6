#pragma once

// Looking at all objects of the heap.

#include <vector>

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/vm/calls.h"

namespace midden::python {

// Objects that no program sees.
inline bool is_internal(Value value) {
  switch (value.kind()) {
    case Kind::Shape:
    case Kind::Storage:
    case Kind::Buffer:
    case Kind::DictTable:
    case Kind::SetTable:
    case Kind::WeakCallback:
      return true;
    default:
      return false;
  }
}

// Collectors that find garbage by tracing have dead objects lying about: they are collected first.
inline void collect_dead_objects(Vm& vm) {
  if constexpr (!Collector::kCounts) vm.mutator.collect({CollectionReason::explicit_request, 2});
}

// Calls visit(Value) for each object with slots. It must not allocate.
template <class Visit>
void for_each_live_container(Vm& vm, Visit visit) {
  collect_dead_objects(vm);
  vm.heap->for_each_container([&](Object* object) { visit(Value::of(object)); });
}

// A list of those for which wanted(Value) holds; it must not allocate.
template <class Wanted>
Owned collect_containers(Vm& vm, Wanted wanted) {
  collect_dead_objects(vm);
  std::uint64_t count = 0;
  vm.heap->for_each_container([&](Object* object) { count += wanted(Value::of(object)); });
  // Room is made before the second walk, which allocates nothing; making it can only lessen the number.
  Local list(vm, make_list(vm, count + 1));
  if (!list) return nullptr;
  const Value own_storage = load(list.as<List>()->storage);
  List* target = list.as<List>();
  Storage* storage = own_storage.as<Storage>();
  vm.heap->for_each_container([&](Object* object) {
    const Value value = Value::of(object);
    if (value == list.get() || value == own_storage || target->length >= storage->capacity() ||
        !wanted(value))
      return;
    initialize(vm, storage, storage->items[target->length], value);
    ++target->length;
  });
  return list.take();
}

}  // namespace midden::python
