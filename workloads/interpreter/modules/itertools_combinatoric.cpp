// product, permutations, combinations, combinations_with_replacement: first the pool (product: a tuple of
// pools), second a Buffer of indices, third (permutations) a Buffer of cycles; number the length of results,
// limit 1 once started, 2 at the end.

#include "workloads/interpreter/modules/itertools.h"

namespace midden::python {
namespace {

enum : std::int64_t { kFresh, kStarted, kEnded };

// `count` numbers: start, start + step, …
Owned make_indices(Vm& vm, std::int64_t count, std::int64_t start, std::int64_t step) {
  Buffer* buffer = allocate_extent<Buffer>(vm, Kind::Buffer, 0, static_cast<std::uint64_t>(count) * 8 + 8);
  if (!buffer) return nullptr;
  auto* numbers = reinterpret_cast<std::int64_t*>(buffer->data);
  for (std::int64_t i = 0; i < count; ++i) numbers[i] = start + i * step;
  return adopt(buffer);
}

std::int64_t* numbers(const Slot& slot) {
  return reinterpret_cast<std::int64_t*>(load(slot).as<Buffer>()->data);
}

std::int64_t pool_size(const ItertoolsObject* state) { return load(state->first).as<Tuple>()->length(); }

// The items of the pool at the indices.
Owned selection(Vm& vm, const Local& object) {
  const std::int64_t count = object.as<ItertoolsObject>()->number;
  if (count == 0) return retain(vm.empty_tuple);
  Tuple* result = allocate_tuple(vm, static_cast<std::uint64_t>(count));
  if (!result) return nullptr;
  const ItertoolsObject* state = object.as<ItertoolsObject>();
  const std::int64_t* indices = numbers(state->second);
  const Tuple* pool = load(state->first).as<Tuple>();
  for (std::int64_t i = 0; i < count; ++i)
    initialize(vm, result, result->items[i], load(pool->items[indices[i]]));
  return adopt(result);
}

// The length argument of the three; absent or None: `usual`.
bool length_argument(Vm& vm, Value argument, std::int64_t usual, std::int64_t* length) {
  *length = usual;
  if (!argument || argument.is_none()) return true;
  if (!as_int(vm, argument)) {
    raise_type_error(vm, "Expected int as r");
    return false;
  }
  if (!to_index(vm, argument, length)) return false;
  if (*length >= 0) return true;
  raise_value_error(vm, "r must be non-negative");
  return false;
}

// --- product -----------------------------------------------------------------------------------------------

Owned product_construct(Vm& vm, Arguments arguments) {
  int repeat_at;
  std::int64_t repeat = 1;
  if (!find_keywords(vm, arguments, "product", {"repeat"}, &repeat_at)) return nullptr;
  if (repeat_at >= 0 && !to_index(vm, arguments[static_cast<std::size_t>(repeat_at)], &repeat))
    return nullptr;
  if (repeat < 0) return raise_value_error(vm, "repeat argument cannot be negative");
  Local pools(vm, make_list(vm));
  if (!pools) return nullptr;
  for (std::uint32_t i = 1; repeat > 0 && i < arguments.count(); ++i) {
    Owned pool = tuple_from(vm, arguments[i]);
    if (!pool || !list_append(vm, pools, std::move(pool))) return nullptr;
  }
  const std::uint64_t each = list_length(pools);
  constexpr std::uint64_t kMostPools = 1 << 26;
  if (each > 0 && static_cast<std::uint64_t>(repeat) > kMostPools / each) return raise_memory_error(vm);
  bool empty = false;
  for (std::uint64_t i = 0; i < each; ++i) empty |= list_item(pools, i).as<Tuple>()->length() == 0;
  for (std::int64_t round = 1; round < repeat; ++round) {
    for (std::uint64_t i = 0; i < each; ++i) {
      if (!list_append(vm, pools, list_item(pools, i))) return nullptr;
    }
  }
  const auto count = static_cast<std::int64_t>(list_length(pools));
  Local tuple(vm, list_to_tuple(vm, pools));
  Local indices(vm, make_indices(vm, count, 0, 0));
  if (!tuple || !indices) return nullptr;
  return make_itertool(vm, Kind::Product, arguments[0], {tuple, indices}, count, empty ? kEnded : kFresh);
}

Owned product_next(Vm& vm, Value self) {
  Local object(vm, Value::of(itertool(self, Kind::Product)));
  ItertoolsObject* state = object.as<ItertoolsObject>();
  if (state->limit == kEnded) return nullptr;
  auto pool = [](const ItertoolsObject* of, std::int64_t i) {
    return load(load(of->first).as<Tuple>()->items[i]).as<Tuple>();
  };
  if (state->limit == kStarted) {
    std::int64_t* indices = numbers(state->second);
    std::int64_t i = state->number - 1;
    for (; i >= 0; --i) {
      if (++indices[i] < pool(state, i)->length()) break;
      indices[i] = 0;
    }
    if (i < 0) {
      state->limit = kEnded;
      return nullptr;
    }
  }
  state->limit = kStarted;
  if (state->number == 0) return retain(vm.empty_tuple);
  Tuple* result = allocate_tuple(vm, static_cast<std::uint64_t>(state->number));
  if (!result) return nullptr;
  state = object.as<ItertoolsObject>();
  const std::int64_t* indices = numbers(state->second);
  for (std::int64_t i = 0; i < state->number; ++i) {
    initialize(vm, result, result->items[i], load(pool(state, i)->items[indices[i]]));
  }
  return adopt(result);
}

// --- combinations ------------------------------------------------------------------------------------------

template <Kind kind>
Owned combinations_construct(Vm& vm, Arguments arguments) {
  Local pool(vm, tuple_from(vm, arguments[1]));
  std::int64_t length;
  if (!pool || !to_index(vm, arguments[2], &length)) return nullptr;
  if (length < 0) return raise_value_error(vm, "r must be non-negative");
  const std::int64_t size = pool.as<Tuple>()->length();
  const bool repeats = kind == Kind::CombinationsWithReplacement;
  const bool none = repeats ? size == 0 && length > 0 : length > size;
  Local indices(vm, make_indices(vm, none ? 0 : length, 0, repeats ? 0 : 1));
  if (!indices) return nullptr;
  return make_itertool(vm, kind, arguments[0], {pool, indices}, length, none ? kEnded : kFresh);
}

Owned combinations_next(Vm& vm, Value self) {
  Local object(vm, Value::of(itertool(self, Kind::Combinations)));
  ItertoolsObject* state = object.as<ItertoolsObject>();
  if (state->limit == kEnded) return nullptr;
  if (state->limit == kStarted) {
    std::int64_t* indices = numbers(state->second);
    const std::int64_t size = pool_size(state), count = state->number;
    std::int64_t i = count - 1;
    while (i >= 0 && indices[i] == i + size - count) --i;
    if (i < 0) {
      state->limit = kEnded;
      return nullptr;
    }
    ++indices[i];
    for (std::int64_t j = i + 1; j < count; ++j) indices[j] = indices[j - 1] + 1;
  }
  state->limit = kStarted;
  return selection(vm, object);
}

Owned with_replacement_next(Vm& vm, Value self) {
  Local object(vm, Value::of(itertool(self, Kind::CombinationsWithReplacement)));
  ItertoolsObject* state = object.as<ItertoolsObject>();
  if (state->limit == kEnded) return nullptr;
  if (state->limit == kStarted) {
    std::int64_t* indices = numbers(state->second);
    const std::int64_t size = pool_size(state), count = state->number;
    std::int64_t i = count - 1;
    while (i >= 0 && indices[i] == size - 1) --i;
    if (i < 0) {
      state->limit = kEnded;
      return nullptr;
    }
    const std::int64_t index = indices[i] + 1;
    for (; i < count; ++i) indices[i] = index;
  }
  state->limit = kStarted;
  return selection(vm, object);
}

// --- permutations ------------------------------------------------------------------------------------------

Owned permutations_construct(Vm& vm, Arguments arguments) {
  Local pool(vm, tuple_from(vm, arguments[1]));
  if (!pool) return nullptr;
  const std::int64_t size = pool.as<Tuple>()->length();
  std::int64_t length;
  if (!length_argument(vm, arguments[2], size, &length)) return nullptr;
  Local indices(vm, make_indices(vm, size, 0, 1));
  Local cycles(vm, make_indices(vm, length <= size ? length : 0, size, -1));
  if (!indices || !cycles) return nullptr;
  return make_itertool(vm, Kind::Permutations, arguments[0], {pool, indices, cycles}, length,
                       length > size ? kEnded : kFresh);
}

Owned permutations_next(Vm& vm, Value self) {
  Local object(vm, Value::of(itertool(self, Kind::Permutations)));
  ItertoolsObject* state = object.as<ItertoolsObject>();
  if (state->limit == kEnded) return nullptr;
  if (state->limit == kStarted) {
    std::int64_t* indices = numbers(state->second);
    std::int64_t* cycles = numbers(state->third);
    const std::int64_t size = pool_size(state);
    std::int64_t i = state->number - 1;
    for (; i >= 0; --i) {
      if (--cycles[i] > 0) {
        std::swap(indices[i], indices[size - cycles[i]]);
        break;
      }
      // The cycle is complete: rotate it back.
      const std::int64_t index = indices[i];
      for (std::int64_t j = i; j < size - 1; ++j) indices[j] = indices[j + 1];
      indices[size - 1] = index;
      cycles[i] = size - i;
    }
    if (i < 0) {
      state->limit = kEnded;
      return nullptr;
    }
  }
  state->limit = kStarted;
  return selection(vm, object);
}

constexpr KindOperations kProduct = {.iterate = itertool_iterate, .next = product_next};
constexpr KindOperations kCombinations = {.iterate = itertool_iterate, .next = combinations_next};
constexpr KindOperations kWithReplacement = {.iterate = itertool_iterate, .next = with_replacement_next};
constexpr KindOperations kPermutations = {.iterate = itertool_iterate, .next = permutations_next};

constexpr TypeDefinition kTypes[] = {
    itertool_type(Kind::Product, "product", &kProduct, product_construct, "*iterables, **kwargs"),
    itertool_type(Kind::Combinations, "combinations", &kCombinations,
                  combinations_construct<Kind::Combinations>, "iterable, r"),
    itertool_type(Kind::CombinationsWithReplacement, "combinations_with_replacement", &kWithReplacement,
                  combinations_construct<Kind::CombinationsWithReplacement>, "iterable, r"),
    itertool_type(Kind::Permutations, "permutations", &kPermutations, permutations_construct, "iterable, r="),
};

}  // namespace

std::span<const TypeDefinition> itertools_combinatoric_types() { return kTypes; }

}  // namespace midden::python
