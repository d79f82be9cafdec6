// Building tuples and lists from native code.

#include <algorithm>

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/list.h"
#include "workloads/interpreter/builtins/results.h"

namespace midden::python {
namespace {

const Slot* as_slots(const Word* words) { return reinterpret_cast<const Slot*>(words); }

// CPython's over-allocation for short lists. Long ones get twice as much room to spare: CPython's grow in
// place as a rule, ours are copied.
std::uint64_t grown_capacity(std::uint64_t old_length, std::uint64_t wanted) {
  constexpr std::uint64_t kLong = 256;
  const std::uint64_t spare = wanted < kLong ? wanted >> 3 : wanted >> 2;
  std::uint64_t capacity = (wanted + spare + 6) & ~std::uint64_t{3};
  if (wanted > old_length && wanted - old_length > capacity - wanted) {
    capacity = (wanted + 3) & ~std::uint64_t{3};
  }
  return capacity;
}

// The old storage is given up: under counting its references move, instead of being counted up here and down
// there.
void move_items(Vm& vm, Storage* from, Storage* to, std::uint64_t count) {
  if constexpr (Collector::kCounts) {
    for (std::uint64_t i = 0; i < count; ++i)
      initialize(vm, to, to->items[i], take(vm, from, from->items[i]));
  } else {
    vm.mutator.copy(to, to->items, from->items, count, CopyMode::fill);
  }
}

// A new storage with the list's items; `list` is rooted.
bool replace_storage(Vm& vm, const Local& list, std::uint64_t capacity) {
  Storage* fresh = allocate_extent<Storage>(vm, Kind::ListItems, capacity, 0);
  if (!fresh) return false;
  List* owner = list.as<List>();
  if (owner->length > 0) move_items(vm, load(owner->storage).as<Storage>(), fresh, owner->length);
  store(vm, owner, owner->storage, adopt(fresh));
  return true;
}

bool extend_from_words(Vm& vm, const Local& list, const Local& source) {
  const bool is_list = source.get().is(Kind::List);
  const std::uint64_t count = is_list ? source.as<List>()->length : source.as<Tuple>()->length();
  if (count == 0) return true;
  if (!list_reserve(vm, list, list.as<List>()->length + count)) return false;
  List* target = list.as<List>();
  Storage* storage = load(target->storage).as<Storage>();
  const Slot* items =
      is_list ? load(source.as<List>()->storage).as<Storage>()->items : source.as<Tuple>()->items;
  vm.mutator.copy(storage, storage->items + target->length, items, count, CopyMode::fill);
  target->length += count;
  return true;
}

}  // namespace

// --- tuple -------------------------------------------------------------------------------------------------

Tuple* allocate_tuple(Vm& vm, std::uint64_t length) {
  return allocate_extent<Tuple>(vm, Kind::Tuple, length, 0);
}

Owned make_tuple(Vm& vm, const Word* first, std::size_t count) {
  if (count == 0) return retain(vm.empty_tuple);
  Tuple* tuple = allocate_tuple(vm, count);
  if (!tuple) return nullptr;
  vm.mutator.copy(tuple, tuple->items, as_slots(first), count, CopyMode::fill);
  return adopt(tuple);
}

Owned make_tuple(Vm& vm, std::initializer_list<Value> items) {
  if (items.size() == 0) return retain(vm.empty_tuple);
  RootedWords roots(vm, items.size());
  if (!roots) return nullptr;
  std::size_t i = 0;
  for (Value item : items) roots.set(i++, item);
  Tuple* tuple = allocate_tuple(vm, items.size());
  if (!tuple) return nullptr;
  for (i = 0; i < roots.size(); ++i) initialize(vm, tuple, tuple->items[i], roots.take(i));
  return adopt(tuple);
}

Owned tuple_from(Vm& vm, Value iterable) {
  if (iterable.is(Kind::Tuple)) return retain(iterable);
  if (iterable.is(Kind::List)) return list_to_tuple(vm, iterable);
  Local list(vm, list_from(vm, iterable));
  if (!list) return nullptr;
  return list_to_tuple(vm, list);
}

Owned list_to_tuple(Vm& vm, Value list) {
  const std::uint64_t length = list_length(list);
  if (length == 0) return retain(vm.empty_tuple);
  Local source(vm, list);
  Tuple* tuple = allocate_tuple(vm, length);
  if (!tuple) return nullptr;
  vm.mutator.copy(tuple, tuple->items, load(source.as<List>()->storage).as<Storage>()->items, length,
                  CopyMode::fill);
  return adopt(tuple);
}

// --- list --------------------------------------------------------------------------------------------------

Owned make_list(Vm& vm, std::uint64_t capacity) {
  List* list = allocate<List>(vm, Kind::List);
  if (!list) return nullptr;
  list->length = 0;
  if (capacity == 0) return adopt(list);
  Local result(vm, adopt(list));
  if (!replace_storage(vm, result, capacity)) return nullptr;
  return result.take();
}

Owned make_list(Vm& vm, const Word* first, std::size_t count) {
  Local list(vm, make_list(vm, count));
  if (!list || count == 0) return list.take();
  List* target = list.as<List>();
  Storage* storage = load(target->storage).as<Storage>();
  vm.mutator.copy(storage, storage->items, as_slots(first), count, CopyMode::fill);
  target->length = count;
  return list.take();
}

bool list_reserve(Vm& vm, const Local& list, std::uint64_t length) {
  const List* target = list.as<List>();
  const Value storage = load(target->storage);
  if (storage && length <= storage.as<Storage>()->capacity()) return true;
  return replace_storage(vm, list, grown_capacity(target->length, length));
}

void list_shrink(Vm& vm, const Local& list) {
  const List* target = list.as<List>();
  const Value storage = load(target->storage);
  if (!storage) return;
  const std::uint64_t capacity = storage.as<Storage>()->capacity();
  if (capacity < 16 || target->length >= capacity / 2) return;
  // Without memory for a smaller storage the list keeps its larger one.
  if (!replace_storage(vm, list, grown_capacity(target->length, target->length))) clear_pending(vm);
}

bool list_append(Vm& vm, Value list, Owned&& item) {
  List* target = list.as<List>();
  const Value storage = load(target->storage);
  if (storage && target->length < storage.as<Storage>()->capacity()) [[likely]] {
    Storage* items = storage.as<Storage>();
    initialize(vm, items, items->items[target->length], std::move(item));
    ++target->length;
    return true;
  }
  Local owner(vm, list), held(vm, std::move(item));
  if (!list_reserve(vm, owner, target->length + 1)) return false;
  target = owner.as<List>();
  Storage* items = load(target->storage).as<Storage>();
  initialize(vm, items, items->items[target->length], held.take());
  ++target->length;
  return true;
}

bool list_append(Vm& vm, Value list, Value item) { return list_append(vm, list, retain(item)); }

bool list_extend(Vm& vm, Value list, Value iterable) {
  Local target(vm, list), source(vm, iterable);
  if (iterable.is(Kind::List) || iterable.is(Kind::Tuple)) return extend_from_words(vm, target, source);
  Local iterator(vm, get_iterator(vm, source));
  if (!iterator) return false;
  const std::int64_t hint = length_hint(vm, source, 8);
  if (hint < 0) return false;
  // More than any list can hold: better to say so now than when memory is full.
  if (hint > std::int64_t{UINT32_MAX}) {
    raise_memory_error(vm);
    return false;
  }
  // A hint may be wrong; beyond this, growing on demand costs little.
  constexpr std::int64_t kLargestTrustedHint = 1 << 20;
  const std::uint64_t room =
      target.as<List>()->length + static_cast<std::uint64_t>(std::min(hint, kLargestTrustedHint));
  if (hint > 8 && !list_reserve(vm, target, room)) return false;
  for (;;) {
    Owned item = next(vm, iterator);
    if (!item) break;
    if (!list_append(vm, target, std::move(item))) return false;
  }
  return !has_pending(vm);
}

Owned list_from(Vm& vm, Value iterable) {
  Local source(vm, iterable);
  Local list(vm, make_list(vm));
  if (!list || !list_extend(vm, list, source)) return nullptr;
  return list.take();
}

void list_clear(Vm& vm, Value list) {
  List* target = list.as<List>();
  target->length = 0;
  store(vm, target, target->storage, Value{});
}

bool list_insert(Vm& vm, const Local& list, std::uint64_t index, const Local& item) {
  if (!list_reserve(vm, list, list.as<List>()->length + 1)) return false;
  List* target = list.as<List>();
  Storage* storage = load(target->storage).as<Storage>();
  vm.mutator.copy(storage, storage->items + index + 1, storage->items + index, target->length - index,
                  CopyMode::move);
  initialize(vm, storage, storage->items[index], item.get());
  ++target->length;
  return true;
}

Owned list_take(Vm& vm, const Local& list, std::uint64_t index) {
  List* target = list.as<List>();
  Storage* storage = load(target->storage).as<Storage>();
  Owned removed = take(vm, storage, storage->items[index]);
  const std::uint64_t last = target->length - 1;
  if (index < last) {
    vm.mutator.copy(storage, storage->items + index, storage->items + index + 1, last - index,
                    CopyMode::move);
    initialize(vm, storage, storage->items[last], Value{});
  }
  target->length = last;
  if (storage->capacity() < 16 || last >= storage->capacity() / 2) return removed;
  Local held(vm, std::move(removed));
  list_shrink(vm, list);
  return held.take();
}

bool take_out(Vm& vm, const Local& list, std::uint64_t first, std::uint64_t step, std::uint64_t count,
              Kind order, Local& removed) {
  auto items = [&] { return load(list.as<List>()->storage).as<Storage>(); };
  if constexpr (Collector::kCounts) {
    if (count > 1) {
      auto* storage = allocate_extent<Storage>(vm, order, count, 0);
      if (!storage) return false;
      removed = adopt(storage);
      for (std::uint64_t i = 0; i < count; ++i) {
        initialize(vm, storage, storage->items[i], take(vm, items(), items()->items[first + i * step]));
      }
      return true;
    }
  }
  for (std::uint64_t i = 0; i < count; ++i) store(vm, items(), items()->items[first + i * step], Value{});
  return true;
}

bool list_replace_range(Vm& vm, const Local& list, std::uint64_t start, std::uint64_t stop,
                        const Local& source) {
  const std::uint64_t added = source ? source.as<List>()->length : 0;
  const std::uint64_t length = list.as<List>()->length;
  const std::uint64_t new_length = length - (stop - start) + added;
  if (new_length > length && !list_reserve(vm, list, new_length)) return false;
  if (!list.as<List>()->storage.load()) return true;
  Local removed(vm);
  // Last to first, as CPython does.
  if (!take_out(vm, list, start, 1, stop - start, Kind::ListItems, removed)) return false;
  List* target = list.as<List>();
  Storage* storage = load(target->storage).as<Storage>();
  if (start + added != stop) {
    vm.mutator.copy(storage, storage->items + start + added, storage->items + stop, length - stop,
                    CopyMode::move);
    // Stale copies: behind the new end, or in the gap.
    for (std::uint64_t i = new_length; i < length; ++i) initialize(vm, storage, storage->items[i], Value{});
    for (std::uint64_t i = stop; i < std::min(start + added, length); ++i)
      initialize(vm, storage, storage->items[i], Value{});
  }
  if (added > 0) {
    const Slot* items = load(source.as<List>()->storage).as<Storage>()->items;
    vm.mutator.copy(storage, storage->items + start, items, added, CopyMode::fill);
  }
  target->length = new_length;
  if (new_length < length) list_shrink(vm, list);
  return true;
}

}  // namespace midden::python
