#pragma once

// Looking at all objects of the heap.

#include <unordered_set>
#include <vector>

#include "collectors/common/slot_order.h"
#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/vm/calls.h"
#include "workloads/interpreter/vm/roots.h"

namespace midden::python {

// Objects that no program sees.
inline bool is_internal(Value value) {
  switch (value.kind()) {
    case Kind::Shape:
    case Kind::Storage:
    case Kind::ListItems:
    case Kind::Link:
    case Kind::Buffer:
    case Kind::DictTable:
    case Kind::SetTable:
    case Kind::WeakCallback:
      return true;
    default:
      return false;
  }
}

// The builtin object that an instance of a class derived from a builtin one carries: no program sees it.
inline Value other_half(Value value) {
  if (!value.is(Kind::Instance)) return {};
  const Object* object = value.object();
  const SlotOrderWord* own =
      slot_order_word<Model>(kind_table()[static_cast<unsigned>(Kind::Instance)], object);
  return own && own->half_slot ? load(object->slots()[own->half_slot]) : Value{};
}

// All of them at present.
class OtherHalves {
 public:
  void add(Value holder) {
    if (const Value half = other_half(holder)) halves_.insert(half.bits);
  }
  bool contains(Value value) const { return halves_.count(value.bits) != 0; }

 private:
  std::unordered_set<Word> halves_;
};

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

// Those of one generation; without generations everything is in the oldest. -1: all.
template <class Visit>
void for_each_container_of(Vm& vm, int generation, Visit visit) {
  if constexpr (requires { vm.heap->for_each_container(generation, visit); }) {
    if (generation >= 0) return vm.heap->for_each_container(generation, visit);
  }
  if (generation < 0 || generation == 2) vm.heap->for_each_container(visit);
}

inline OtherHalves find_other_halves(Vm& vm) {
  OtherHalves halves;
  for_each_container_of(vm, -1, [&](Object* object) { halves.add(Value::of(object)); });
  return halves;
}

// A list of those that programs see and for which wanted(Value) holds; it must not allocate.
template <class Wanted>
Owned collect_containers(Vm& vm, Wanted wanted_by_caller, int generation = -1) {
  collect_dead_objects(vm);
  OtherHalves halves = find_other_halves(vm);
  auto wanted = [&](Value value) {
    return !is_internal(value) && !halves.contains(value) && wanted_by_caller(value);
  };
  std::uint64_t count = 0;
  for_each_container_of(vm, generation, [&](Object* object) { count += wanted(Value::of(object)); });
  // Room is made before the second walk, which allocates nothing; making it can only lessen the number.
  Local list(vm, make_list(vm, count + 1));
  if (!list) return nullptr;
  const Value own_storage = load(list.as<List>()->storage);
  List* target = list.as<List>();
  Storage* storage = own_storage.as<Storage>();
  halves = find_other_halves(vm);
  for_each_container_of(vm, generation, [&](Object* object) {
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
