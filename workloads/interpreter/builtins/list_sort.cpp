// list.sort. What is sorted are positions, never references: the items and their keys stay where a collector
// sees them, whatever comparisons do.

#include <algorithm>
#include <memory>
#include <new>

#include "workloads/interpreter/builtins/list.h"
#include "workloads/interpreter/builtins/quick.h"
#include "workloads/interpreter/builtins/results.h"
#include "workloads/interpreter/builtins/sequence.h"
#include "workloads/interpreter/builtins/timsort.h"

namespace midden::python {
namespace {

template <class Key>
struct Keyed {
  Key key;
  std::uint32_t position;
};

// Which comparison all keys allow.
enum class KeyType { general, integer, real, string };

KeyType key_type(const Slot* keys, std::size_t count) {
  auto all = [&](auto&& test) {
    for (std::size_t i = 0; i < count; ++i) {
      if (!test(load(keys[i]))) return false;
    }
    return true;
  };
  const Value first = load(keys[0]);
  if (is_small_int(first))
    return all([](Value v) { return is_small_int(v); }) ? KeyType::integer : KeyType::general;
  if (is_float(first)) return all([](Value v) { return is_float(v); }) ? KeyType::real : KeyType::general;
  if (is_str(first)) return all([](Value v) { return is_str(v); }) ? KeyType::string : KeyType::general;
  return KeyType::general;
}

// Sorts copies of the keys, which no comparison can move; leaves the positions in `order`.
template <class Key, class Extract, class Before>
bool sort_extracted(const Slot* keys, std::size_t count, std::uint32_t* order, Extract extract,
                    Before before) {
  using Element = Keyed<Key>;
  std::unique_ptr<Element[]> elements(new (std::nothrow) Element[count * 2]);
  if (!elements) return false;
  for (std::size_t i = 0; i < count; ++i) elements[i] = {extract(load(keys[order[i]])), order[i]};
  auto less = [&](const Element& a, const Element& b) -> int { return before(a.key, b.key); };
  TimSort<Element, decltype(less)>(elements.get(), elements.get() + count, count, less).sort();
  for (std::size_t i = 0; i < count; ++i) order[i] = elements[i].position;
  return true;
}

bool sort_general(Vm& vm, const Local& keys, std::size_t count, std::uint32_t* order) {
  std::unique_ptr<std::uint32_t[]> scratch(new (std::nothrow) std::uint32_t[count]);
  if (!scratch) {
    raise_memory_error(vm);
    return false;
  }
  auto less = [&](std::uint32_t a, std::uint32_t b) -> int {
    const Slot* items = keys.as<Storage>()->items;
    const Value left = load(items[a]), right = load(items[b]);
    const int known = quick_order(left, right);
    return known != 2 ? known < 0 : is_less(vm, left, right);
  };
  return TimSort<std::uint32_t, decltype(less)>(order, scratch.get(), count, less).sort();
}

// Fills `order` with the positions of the keys in ascending order; it holds a permutation even after an
// error.
bool sort_positions(Vm& vm, const Local& keys, std::size_t count, std::uint32_t* order) {
  const Slot* items = keys.as<Storage>()->items;
  bool enough_memory = true;
  switch (key_type(items, count)) {
    case KeyType::general:
      return sort_general(vm, keys, count, order);
    case KeyType::integer:
      enough_memory = sort_extracted<std::int64_t>(
          items, count, order, [](Value v) { return small_int(v); },
          [](std::int64_t a, std::int64_t b) { return a < b; });
      break;
    case KeyType::real:
      enough_memory = sort_extracted<double>(
          items, count, order, [](Value v) { return float_value(v); },
          [](double a, double b) { return a < b; });
      break;
    case KeyType::string:
      enough_memory = sort_extracted<Value>(
          items, count, order, [](Value v) { return v; },
          [](Value a, Value b) { return text::compare(str_view(a), str_view(b)) < 0; });
      break;
  }
  if (!enough_memory) raise_memory_error(vm);
  return enough_memory;
}

// key(item) for each item, in a storage of their own.
Owned make_keys(Vm& vm, const Local& items, std::size_t count, const Local& key) {
  Local keys(vm);
  {
    Storage* storage = allocate_extent<Storage>(vm, Kind::Storage, count, 0);
    if (!storage) return nullptr;
    keys = adopt(storage);
  }
  for (std::size_t i = 0; i < count; ++i) {
    Owned result = call(vm, key, {load(items.as<Storage>()->items[i])});
    if (!result) return nullptr;
    initialize(vm, keys.as<Storage>(), keys.as<Storage>()->items[i], std::move(result));
  }
  return keys.take();
}

// The storage to put into the list: the items in their new order.
Owned permuted(Vm& vm, const Local& items, const std::uint32_t* order, std::size_t count) {
  Storage* storage = allocate_extent<Storage>(vm, Kind::ListItems, count, 0);
  if (!storage) return nullptr;
  const Slot* source = items.as<Storage>()->items;
  for (std::size_t i = 0; i < count; ++i) initialize(vm, storage, storage->items[i], load(source[order[i]]));
  return adopt(storage);
}

}  // namespace

bool list_sort(Vm& vm, Value list, Value key, bool reverse) {
  Local target(vm, list), key_function(vm, key);
  const std::size_t count = list_length(list);
  if (count == 0 || (count == 1 && !key)) return true;
  std::unique_ptr<std::uint32_t[]> order(new (std::nothrow) std::uint32_t[count]);
  if (!order) {
    raise_memory_error(vm);
    return false;
  }
  // Reversing before and after keeps equal items in their order.
  for (std::size_t i = 0; i < count; ++i) order[i] = static_cast<std::uint32_t>(reverse ? count - 1 - i : i);

  // While it is being sorted the list appears empty.
  Local items(vm, take(vm, target.as<List>(), target.as<List>()->storage));
  target.as<List>()->length = 0;
  Local keys(vm, items.get());
  bool ok = true;
  if (key_function) {
    keys = make_keys(vm, items, count, key_function);
    ok = static_cast<bool>(keys);
  }
  ok = ok && sort_positions(vm, keys, count, order.get());
  if (reverse) std::reverse(order.get(), order.get() + count);
  const bool modified = load(target.as<List>()->storage) || target.as<List>()->length > 0;
  if (ok) {
    Local sorted(vm, permuted(vm, items, order.get(), count));
    if (sorted) {
      items = sorted.get();
    } else {
      ok = false;
    }
  }
  List* owner = target.as<List>();
  store(vm, owner, owner->storage, items.take());
  owner->length = count;
  if (ok && modified) {
    raise_value_error(vm, "list modified during sort");
    return false;
  }
  return ok;
}

}  // namespace midden::python
