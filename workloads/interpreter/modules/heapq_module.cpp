// The modules _heapq and _bisect: binary heaps and binary search in lists.

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/list.h"
#include "workloads/interpreter/builtins/quick.h"
#include "workloads/interpreter/builtins/results.h"

namespace midden::python {
namespace {

// --- heaps -------------------------------------------------------------------------------------------------

Storage* storage_of(const Local& list) { return load(list.as<List>()->storage).as<Storage>(); }

void swap_items(Vm& vm, const Local& list, std::uint64_t a, std::uint64_t b) {
  Storage* storage = storage_of(list);
  Owned held = take(vm, storage, storage->items[a]);
  store(vm, storage, storage->items[a], take(vm, storage, storage->items[b]));
  store(vm, storage, storage->items[b], std::move(held));
}

// items[a] < items[b]: 1, 0, -1. A comparison must not change the list's length.
int item_less(Vm& vm, const Local& list, std::uint64_t a, std::uint64_t b, bool reversed) {
  Value left = list_item(list, reversed ? b : a), right = list_item(list, reversed ? a : b);
  const int order = quick_order(left, right);
  if (order != 2) return order < 0;
  const std::uint64_t length = list_length(list);
  Local x(vm, left), y(vm, right);
  const int less = is_less(vm, x, y);
  if (less < 0 || list_length(list) == length) return less;
  raise(vm, ExceptionClass::RuntimeError, "list changed size during iteration");
  return -1;
}

// Moves the item at `position` towards the root, not above `start`.
bool sift_down(Vm& vm, const Local& list, std::uint64_t start, std::uint64_t position, bool reversed) {
  while (position > start) {
    const std::uint64_t parent = (position - 1) / 2;
    const int less = item_less(vm, list, position, parent, reversed);
    if (less < 0) return false;
    if (!less) break;
    swap_items(vm, list, parent, position);
    position = parent;
  }
  return true;
}

// Moves the item at `position` down to a leaf along the smaller children, then up to its place.
bool sift_up(Vm& vm, const Local& list, std::uint64_t position, bool reversed) {
  const std::uint64_t end = list_length(list), start = position, limit = end / 2;
  while (position < limit) {
    std::uint64_t child = 2 * position + 1;
    if (child + 1 < end) {
      const int less = item_less(vm, list, child, child + 1, reversed);
      if (less < 0) return false;
      if (!less) ++child;
    }
    swap_items(vm, list, child, position);
    position = child;
  }
  return sift_down(vm, list, start, position, reversed);
}

// The list in arguments[0]; null: TypeError.
Value heap_argument(Vm& vm, Arguments arguments, const char* function) {
  const Value heap = as_kind(arguments[0], Kind::List);
  if (heap) return heap;
  raise_type_error(vm, "%s() argument%s must be list, not %s", function, arguments.count() > 1 ? " 1" : "",
                   type_name(vm, arguments[0]).c_str());
  return {};
}

Owned heap_push(Vm& vm, Arguments arguments) {
  Local heap(vm, heap_argument(vm, arguments, "heappush"));
  if (!heap || !list_append(vm, heap, arguments[1])) return nullptr;
  return sift_down(vm, heap, 0, list_length(heap) - 1, false) ? owned_none() : nullptr;
}

Owned pop_root(Vm& vm, const Local& heap, bool reversed) {
  if (list_length(heap) == 0) return raise_index_error(vm, "index out of range");
  Local last(vm, list_take(vm, heap, list_length(heap) - 1));
  if (list_length(heap) == 0) return last.take();
  Storage* storage = storage_of(heap);
  Local root(vm, take(vm, storage, storage->items[0]));
  store(vm, storage, storage->items[0], last.take());
  return sift_up(vm, heap, 0, reversed) ? root.take() : nullptr;
}

Owned replace_root(Vm& vm, const Local& heap, Value item, bool reversed) {
  if (list_length(heap) == 0) return raise_index_error(vm, "index out of range");
  Storage* storage = storage_of(heap);
  Local root(vm, load(storage->items[0]));
  store(vm, storage, storage->items[0], item);
  return sift_up(vm, heap, 0, reversed) ? root.take() : nullptr;
}

bool make_heap(Vm& vm, const Local& heap, bool reversed) {
  for (std::uint64_t i = list_length(heap) / 2; i-- > 0;) {
    if (!sift_up(vm, heap, i, reversed)) return false;
  }
  return true;
}

Owned heap_pop(Vm& vm, Arguments arguments) {
  Local heap(vm, heap_argument(vm, arguments, "heappop"));
  return heap ? pop_root(vm, heap, false) : nullptr;
}
Owned heap_pop_max(Vm& vm, Arguments arguments) {
  Local heap(vm, heap_argument(vm, arguments, "_heappop_max"));
  return heap ? pop_root(vm, heap, true) : nullptr;
}
Owned heap_replace(Vm& vm, Arguments arguments) {
  Local heap(vm, heap_argument(vm, arguments, "heapreplace"));
  return heap ? replace_root(vm, heap, arguments[1], false) : nullptr;
}
Owned heap_replace_max(Vm& vm, Arguments arguments) {
  Local heap(vm, heap_argument(vm, arguments, "_heapreplace_max"));
  return heap ? replace_root(vm, heap, arguments[1], true) : nullptr;
}
Owned heap_push_pop(Vm& vm, Arguments arguments) {
  Local heap(vm, heap_argument(vm, arguments, "heappushpop"));
  if (!heap) return nullptr;
  if (list_length(heap) == 0) return retain(arguments[1]);
  const int less = is_less(vm, list_item(heap, 0), arguments[1]);
  if (less < 0) return nullptr;
  if (!less) return retain(arguments[1]);
  if (list_length(heap) == 0) return raise_index_error(vm, "index out of range");
  return replace_root(vm, heap, arguments[1], false);
}
Owned heapify(Vm& vm, Arguments arguments) {
  Local heap(vm, heap_argument(vm, arguments, "heapify"));
  return heap && make_heap(vm, heap, false) ? owned_none() : nullptr;
}
Owned heapify_max(Vm& vm, Arguments arguments) {
  Local heap(vm, heap_argument(vm, arguments, "_heapify_max"));
  return heap && make_heap(vm, heap, true) ? owned_none() : nullptr;
}

constexpr auto kForm = NativeDefinition::function;
constexpr NativeDefinition kHeapFunctions[] = {
    {"heappush", heap_push, "heap, item, /", kForm},
    {"heappop", heap_pop, "heap, /", kForm},
    {"heapreplace", heap_replace, "heap, item, /", kForm},
    {"heappushpop", heap_push_pop, "heap, item, /", kForm},
    {"heapify", heapify, "heap, /", kForm},
    {"_heappop_max", heap_pop_max, "heap, /", kForm},
    {"_heapreplace_max", heap_replace_max, "heap, item, /", kForm},
    {"_heapify_max", heapify_max, "heap, /", kForm},
};

// --- bisection ---------------------------------------------------------------------------------------------

// The place for x in sequence[low:high] by key; arguments: sequence, x, lo, hi, key. `x` has the key applied
// already.
bool bisect(Vm& vm, Arguments arguments, const Local& x, bool right, std::int64_t* place) {
  std::int64_t low = 0, high = -1;
  if (arguments[2] && !to_index(vm, arguments[2], &low)) return false;
  if (arguments[3] && !arguments[3].is_none() && !to_index(vm, arguments[3], &high)) return false;
  if (low < 0) {
    raise_value_error(vm, "lo must be non-negative");
    return false;
  }
  if (high < 0) {
    high = length(vm, arguments[0]);
    if (high < 0) return false;
  }
  const bool has_key = arguments[4] && !arguments[4].is_none();
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    Local item(vm);
    const Value list = arguments[0];
    if (list.is(Kind::List) && static_cast<std::uint64_t>(middle) < list_length(list)) {
      item = list_item(list, static_cast<std::uint64_t>(middle));
    } else {
      Local index(vm, make_int(vm, middle));
      item = get_item(vm, arguments[0], index);
    }
    if (item && has_key) item = call(vm, arguments[4], {item});
    if (!item) return false;
    const int order = quick_order(item, x);
    int less;
    if (right) {
      less = order != 2 ? order > 0 : is_less(vm, x, item);
    } else {
      less = order != 2 ? order < 0 : is_less(vm, item, x);
    }
    if (less < 0) return false;
    if (right == static_cast<bool>(less)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  *place = low;
  return true;
}

template <bool right>
Owned bisect_function(Vm& vm, Arguments arguments) {
  Local x(vm, arguments[1]);
  std::int64_t place;
  return bisect(vm, arguments, x, right, &place) ? make_int(vm, place) : nullptr;
}

template <bool right>
Owned insort_function(Vm& vm, Arguments arguments) {
  const bool has_key = arguments[4] && !arguments[4].is_none();
  Local x(vm, has_key ? call(vm, arguments[4], {arguments[1]}) : retain(arguments[1]));
  std::int64_t place;
  if (!x || !bisect(vm, arguments, x, right, &place)) return nullptr;
  if (arguments[0].is(Kind::List)) {
    Local list(vm, arguments[0]), item(vm, arguments[1]);
    const std::uint64_t at = std::min(static_cast<std::uint64_t>(place), list_length(list));
    return list_insert(vm, list, at, item) ? owned_none() : nullptr;
  }
  Local index(vm, make_int(vm, place));
  const Owned done = call_method(vm, arguments[0], intern_immortal(vm, "insert"), {index, arguments[1]});
  return done ? owned_none() : nullptr;
}

constexpr const char* kBisectSignature = "a, x, lo=, hi=, *, key=";
constexpr NativeDefinition kBisectFunctions[] = {
    {"bisect_right", bisect_function<true>, kBisectSignature, kForm},
    {"bisect", bisect_function<true>, kBisectSignature, kForm},
    {"bisect_left", bisect_function<false>, kBisectSignature, kForm},
    {"insort_right", insort_function<true>, kBisectSignature, kForm},
    {"insort", insort_function<true>, kBisectSignature, kForm},
    {"insort_left", insort_function<false>, kBisectSignature, kForm},
};

}  // namespace

const ModuleDefinition kHeapqModule = {.name = "_heapq", .functions = kHeapFunctions};
const ModuleDefinition kBisectModule = {.name = "_bisect", .functions = kBisectFunctions};

}  // namespace midden::python
