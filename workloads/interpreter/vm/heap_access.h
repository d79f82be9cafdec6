#pragma once

// Local and the helpers through which native code builds and changes heap objects.

#include "workloads/interpreter/vm/vm.h"

namespace midden::python {

// A root for the duration of a scope. Local list(vm, …); list.as<List>()->length
class Local : public LocalBase {
 public:
  explicit Local(Vm& vm) : LocalBase(vm.mutator) {}
  Local(Vm& vm, Value value) : LocalBase(vm.mutator, value) {}
  Local(Vm& vm, Owned&& owned) : LocalBase(vm.mutator, std::move(owned)) {}
  Local& operator=(Owned&& owned) {
    set(std::move(owned));
    return *this;
  }
  Local& operator=(Value value) {
    set(value);
    return *this;
  }
  operator Value() const { return get(); }
  // The address is valid until the next allocation.
  template <class T>
  T* as() const {
    return get().as<T>();
  }
};

// Fresh objects: header filled, slots nothing, raw words undefined. Null: MemoryError is pending.
template <class T>
T* allocate(Vm& vm, Kind kind) {
  constexpr unsigned raw = (sizeof(T) - sizeof(Object)) / sizeof(Word) - T::kSlots;
  Object* object = vm.mutator.allocate(static_cast<KindNumber>(kind), T::kSlots, raw);
  if (!object) [[unlikely]]
    return static_cast<T*>(raise_memory_error(vm));
  object->type_word.set(vm.kind_types[static_cast<unsigned>(kind)]);
  return static_cast<T*>(object);
}
// raw_bytes counts everything behind the slots.
template <class T>
T* allocate_extent(Vm& vm, Kind kind, std::uint64_t slots, std::uint64_t raw_bytes) {
  if ((slots | (raw_bytes >> 3)) > 0xFFFFFFF0u) [[unlikely]]
    return static_cast<T*>(raise_memory_error(vm));
  Object* object = vm.mutator.allocate_extent(static_cast<KindNumber>(kind), static_cast<unsigned>(slots),
                                              static_cast<unsigned>((raw_bytes + 7) / 8));
  if (!object) [[unlikely]]
    return static_cast<T*>(raise_memory_error(vm));
  object->type_word.set(vm.kind_types[static_cast<unsigned>(kind)]);
  return static_cast<T*>(object);
}

// Takes over the count that a fresh object has.
inline Owned adopt(Object* object) { return Owned::adopt(Value::of(object)); }
inline Owned retain(Value value) { return Owned::retain(value); }

// First store into a slot that holds nothing; any later store.
inline void initialize(Vm& vm, Object* holder, Slot& slot, Value value) {
  vm.mutator.initialize(holder, slot, value.bits);
}
inline void initialize(Vm& vm, Object* holder, Slot& slot, Owned&& value) {
  vm.mutator.initialize_owned(holder, slot, value.take().bits);
}
inline void store(Vm& vm, Object* holder, Slot& slot, Value value) {
  vm.mutator.store(holder, slot, value.bits);
}
inline void store(Vm& vm, Object* holder, Slot& slot, Owned&& value) {
  vm.mutator.store_owned(holder, slot, value.take().bits);
}
// Leaves nothing in the slot.
inline Owned take(Vm& vm, Object* holder, Slot& slot) {
  return Owned::adopt(Value{vm.mutator.take(holder, slot)});
}
inline Value read(Vm& vm, const Slot& slot) { return Value{vm.mutator.read(const_cast<Slot&>(slot))}; }

}  // namespace midden::python
