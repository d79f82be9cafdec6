// list.sort: a stable merge sort that uses runs already in order. What is sorted are positions, never
// references: the items and their keys stay where a collector sees them, whatever comparisons do.

#include <algorithm>
#include <memory>
#include <new>

#include "workloads/interpreter/builtins/list.h"
#include "workloads/interpreter/builtins/quick.h"
#include "workloads/interpreter/builtins/results.h"
#include "workloads/interpreter/builtins/sequence.h"

namespace midden::python {
namespace {

// Runs shorter than this are extended by insertion.
constexpr std::size_t kMinimumRun = 32;

// Sorts elements with `less`, which answers 1, 0, or -1 to give up.
template <class Element, class Less>
class MergeSort {
 public:
  MergeSort(Element* elements, Element* scratch, std::size_t count, Less& less)
      : elements_(elements), scratch_(scratch), count_(count), less_(less) {}

  bool sort() {
    std::size_t start = 0;
    while (start < count_) {
      const std::size_t length = take_run(start);
      if (length == 0) return false;
      pending_[depth_++] = {start, length};
      start += length;
      while (depth_ > 1 && pending_[depth_ - 2].length <= 2 * pending_[depth_ - 1].length) {
        if (depth_ > 2 && pending_[depth_ - 3].length < pending_[depth_ - 1].length) {
          if (!merge_at(depth_ - 3)) return false;
        } else if (!merge_at(depth_ - 2)) {
          return false;
        }
      }
    }
    while (depth_ > 1) {
      if (!merge_at(depth_ - 2)) return false;
    }
    return true;
  }

 private:
  struct Run {
    std::size_t start, length;
  };

  // The run that begins at `start`, made ascending and at least kMinimumRun long. 0: gave up.
  std::size_t take_run(std::size_t start) {
    std::size_t end = start + 1;
    if (end < count_) {
      const int descending = less_(elements_[end], elements_[end - 1]);
      if (descending < 0) return 0;
      for (++end; end < count_; ++end) {
        const int next = less_(elements_[end], elements_[end - 1]);
        if (next < 0) return 0;
        if (next != descending) break;
      }
      if (descending) {
        for (std::size_t low = start, high = end - 1; low < high; ++low, --high) {
          std::swap(elements_[low], elements_[high]);
        }
      }
    }
    const std::size_t wanted = std::min(count_, start + kMinimumRun);
    for (; end < wanted; ++end) {
      if (!insert(start, end)) return 0;
    }
    return end - start;
  }

  // Puts element `at` in its place in the sorted [start, at).
  bool insert(std::size_t start, std::size_t at) {
    const Element element = elements_[at];
    std::size_t low = start, high = at;
    while (low < high) {
      const std::size_t middle = low + (high - low) / 2;
      const int before = less_(element, elements_[middle]);
      if (before < 0) return false;
      if (before) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    for (std::size_t i = at; i > low; --i) elements_[i] = elements_[i - 1];
    elements_[low] = element;
    return true;
  }

  bool merge_at(std::size_t index) {
    Run& left = pending_[index];
    const Run right = pending_[index + 1];
    if (!merge(left.start, right.start, right.start + right.length)) return false;
    left.length += right.length;
    if (index + 2 < depth_) pending_[index + 1] = pending_[index + 2];
    --depth_;
    return true;
  }

  bool merge(std::size_t start, std::size_t middle, std::size_t end) {
    const int crossing = less_(elements_[middle], elements_[middle - 1]);
    if (crossing < 0) return false;
    if (!crossing) return true;
    const std::size_t left_count = middle - start;
    std::copy(elements_ + start, elements_ + middle, scratch_);
    std::size_t left = 0, right = middle, out = start;
    while (left < left_count && right < end) {
      const int right_first = less_(elements_[right], scratch_[left]);
      if (right_first < 0) return false;
      elements_[out++] = right_first ? elements_[right++] : scratch_[left++];
    }
    std::copy(scratch_ + left, scratch_ + left_count, elements_ + out);
    return true;
  }

  Element* elements_;
  Element* scratch_;
  std::size_t count_;
  Less& less_;
  Run pending_[96];  // lengths more than double from one to the next below: never more than the bits of a
                     // size
  std::size_t depth_ = 0;
};

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
  MergeSort<Element, decltype(less)>(elements.get(), elements.get() + count, count, less).sort();
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
  return MergeSort<std::uint32_t, decltype(less)>(order, scratch.get(), count, less).sort();
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
  Storage* storage = allocate_extent<Storage>(vm, Kind::Storage, count, 0);
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
