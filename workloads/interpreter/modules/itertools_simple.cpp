// count, cycle, repeat, accumulate, chain, pairwise, zip_longest.

#include "workloads/interpreter/modules/itertools.h"

namespace midden::python {
namespace {

// --- count: first the next number, second the step ---------------------------------------------------------

bool is_number(Vm& vm, Value value) {
  return as_int(vm, value) || as_kind(value, Kind::Float) || as_kind(value, Kind::Complex) ||
         has_special(vm, value, vm.names.__index__) || has_special(vm, value, vm.names.__float__);
}

Owned count_construct(Vm& vm, Arguments arguments) {
  for (std::size_t i = 1; i <= 2; ++i) {
    if (arguments[i] && !is_number(vm, arguments[i])) return raise_type_error(vm, "a number is required");
  }
  Local start(vm, arguments[1] ? retain(arguments[1]) : make_int(vm, 0));
  Local step(vm, arguments[2] ? retain(arguments[2]) : make_int(vm, 1));
  return make_itertool(vm, Kind::Count, arguments[0], {start, step});
}

Owned count_next(Vm& vm, Value self) {
  ItertoolsObject* state = itertool(self, Kind::Count);
  const Value current = load(state->first), step = load(state->second);
  std::int64_t sum;
  if (is_small_int(current) && is_small_int(step) &&
      !__builtin_add_overflow(small_int(current), small_int(step), &sum)) {
    Local object(vm, Value::of(state)), result(vm, current);
    Owned following = make_int(vm, sum);
    if (!following) return nullptr;
    state = object.as<ItertoolsObject>();
    store(vm, state, state->first, std::move(following));
    return result.take();
  }
  Local object(vm, Value::of(state)), result(vm, current);
  Owned following = binary_operation(vm, BinaryOperator::add, current, step);
  if (!following) return nullptr;
  state = object.as<ItertoolsObject>();
  store(vm, state, state->first, std::move(following));
  return result.take();
}

Owned count_repr(Vm& vm, Value self) {
  Local object(vm, Value::of(itertool(self, Kind::Count)));
  text::StringBuilder out;
  out.append("count(");
  Local shown(vm, repr(vm, load(object.as<ItertoolsObject>()->first)));
  if (!shown) return nullptr;
  out.append(str_view(shown));
  const Value step = load(object.as<ItertoolsObject>()->second);
  if (!is_small_int(step) || small_int(step) != 1) {
    out.append(", ");
    shown = repr(vm, step);
    if (!shown) return nullptr;
    out.append(str_view(shown));
  }
  out.append(U')');
  return make_str(vm, out);
}

// --- cycle: first the iterator (nothing once exhausted), second what it gave; number the next of these
// ------

Owned cycle_construct(Vm& vm, Arguments arguments) {
  Local iterator(vm, get_iterator(vm, arguments[1]));
  if (!iterator) return nullptr;
  Local saved(vm, make_list(vm));
  return saved ? make_itertool(vm, Kind::Cycle, arguments[0], {iterator, saved}) : nullptr;
}

Owned cycle_next(Vm& vm, Value self) {
  Local object(vm, Value::of(itertool(self, Kind::Cycle)));
  auto state = [&] { return object.as<ItertoolsObject>(); };
  if (load(state()->first)) {
    Local item(vm, next(vm, load(state()->first)));
    if (item) return list_append(vm, load(state()->second), item.get()) ? item.take() : nullptr;
    if (has_pending(vm)) return nullptr;
    store(vm, state(), state()->first, Value{});
  }
  const Value saved = load(state()->second);
  const auto length = static_cast<std::int64_t>(list_length(saved));
  if (length == 0) return nullptr;
  Owned item = retain(list_item(saved, static_cast<std::uint64_t>(state()->number)));
  state()->number = state()->number + 1 < length ? state()->number + 1 : 0;
  return item;
}

// --- repeat: first the object; number how often yet, -1 for ever
// --------------------------------------------

Owned repeat_construct(Vm& vm, Arguments arguments) {
  std::int64_t times = -1;
  if (arguments[2]) {
    if (!to_index(vm, arguments[2], &times)) return nullptr;
    times = std::max<std::int64_t>(times, 0);
  }
  return make_itertool(vm, Kind::Repeat, arguments[0], {arguments[1]}, times);
}

Owned repeat_next(Vm&, Value self) {
  ItertoolsObject* state = itertool(self, Kind::Repeat);
  if (state->number == 0) return nullptr;
  if (state->number > 0) --state->number;
  return retain(load(state->first));
}

Owned repeat_repr(Vm& vm, Value self) {
  Local object(vm, Value::of(itertool(self, Kind::Repeat)));
  Local shown(vm, repr(vm, load(object.as<ItertoolsObject>()->first)));
  if (!shown) return nullptr;
  text::StringBuilder out;
  out.append("repeat(");
  out.append(str_view(shown));
  const std::int64_t left = object.as<ItertoolsObject>()->number;
  if (left >= 0) {
    out.append(", ");
    out.append(std::string_view(std::to_string(left)));
  }
  out.append(U')');
  return make_str(vm, out);
}

Owned repeat_length_hint(Vm& vm, Arguments arguments) {
  const std::int64_t left = itertool(arguments[0], Kind::Repeat)->number;
  return left < 0 ? raise_type_error(vm, "len() of unsized object") : make_int(vm, left);
}

// --- accumulate: first the iterator, second the function or None, third the total; number 1: an initial
// value is due -

Owned accumulate_construct(Vm& vm, Arguments arguments) {
  Local iterator(vm, get_iterator(vm, arguments[1]));
  if (!iterator) return nullptr;
  const Value function = arguments[2] ? arguments[2] : Value::none();
  const bool has_initial = arguments[3] && !arguments[3].is_none();
  return make_itertool(vm, Kind::Accumulate, arguments[0],
                       {iterator, function, has_initial ? arguments[3] : Value{}}, has_initial);
}

Owned accumulate_next(Vm& vm, Value self) {
  Local object(vm, Value::of(itertool(self, Kind::Accumulate)));
  auto state = [&] { return object.as<ItertoolsObject>(); };
  if (state()->number) {
    state()->number = 0;
    return retain(load(state()->third));
  }
  Local item(vm, next(vm, load(state()->first)));
  if (!item) return nullptr;
  if (load(state()->third)) {
    const Value total = load(state()->third), function = load(state()->second);
    item = function.is_none() ? binary_operation(vm, BinaryOperator::add, total, item)
                              : call(vm, function, {total, item});
    if (!item) return nullptr;
  }
  store(vm, state(), state()->third, item.get());
  return item.take();
}

// --- chain: first the iterator over iterables (nothing once exhausted), second the one in use
// ----------------

Owned chain_construct(Vm& vm, Arguments arguments) {
  const Value names = arguments.keyword_names();
  if (names && names.as<Tuple>()->length() > 0)
    return raise_type_error(vm, "chain() takes no keyword arguments");
  Local iterables(vm, make_tuple(vm, arguments.data() + 1, arguments.count() - 1));
  if (!iterables) return nullptr;
  Local source(vm, get_iterator(vm, iterables));
  return source ? make_itertool(vm, Kind::Chain, arguments[0], {source}) : nullptr;
}

Owned chain_from_iterable(Vm& vm, Arguments arguments) {
  Local source(vm, get_iterator(vm, arguments[1]));
  return source ? make_itertool(vm, Kind::Chain, arguments[0], {source}) : nullptr;
}

Owned chain_next(Vm& vm, Value self) {
  Local object(vm, Value::of(itertool(self, Kind::Chain)));
  auto state = [&] { return object.as<ItertoolsObject>(); };
  while (load(state()->first)) {
    if (!load(state()->second)) {
      Local iterable(vm, next(vm, load(state()->first)));
      Local iterator(vm, iterable ? get_iterator(vm, iterable) : nullptr);
      if (!iterator) {
        store(vm, state(), state()->first, Value{});
        return nullptr;
      }
      store(vm, state(), state()->second, iterator.take());
    }
    Owned item = next(vm, load(state()->second));
    if (item) return item;
    if (has_pending(vm)) return nullptr;
    store(vm, state(), state()->second, Value{});
  }
  return nullptr;
}

// --- pairwise: first the iterator, second the item before
// ---------------------------------------------------

Owned pairwise_construct(Vm& vm, Arguments arguments) {
  Local iterator(vm, get_iterator(vm, arguments[1]));
  return iterator ? make_itertool(vm, Kind::Pairwise, arguments[0], {iterator}) : nullptr;
}

Owned pairwise_next(Vm& vm, Value self) {
  Local object(vm, Value::of(itertool(self, Kind::Pairwise)));
  auto state = [&] { return object.as<ItertoolsObject>(); };
  if (!load(state()->first)) return nullptr;
  Local before(vm, load(state()->second));
  if (!before) before = next(vm, load(state()->first));
  Local item(vm, before ? next(vm, load(state()->first)) : nullptr);
  if (!item) {
    store(vm, state(), state()->first, Value{});
    store(vm, state(), state()->second, Value{});
    return nullptr;
  }
  store(vm, state(), state()->second, item.get());
  return make_tuple(vm, {before, item});
}

// --- zip_longest: first a list of iterators (None once exhausted), second the filler; number how many are
// left -

Owned zip_longest_construct(Vm& vm, Arguments arguments) {
  int filler_at;
  if (!find_keywords(vm, arguments, "zip_longest", {"fillvalue"}, &filler_at)) {
    clear_pending(vm);
    return raise_type_error(vm, "zip_longest() got an unexpected keyword argument");
  }
  Local iterators(vm, make_list(vm, arguments.count() - 1));
  if (!iterators) return nullptr;
  for (std::uint32_t i = 1; i < arguments.count(); ++i) {
    Owned iterator = get_iterator(vm, arguments[i]);
    if (!iterator || !list_append(vm, iterators, std::move(iterator))) return nullptr;
  }
  const Value filler = filler_at < 0 ? Value::none() : arguments[static_cast<std::size_t>(filler_at)];
  return make_itertool(vm, Kind::ZipLongest, arguments[0], {iterators, filler}, arguments.count() - 1);
}

Owned zip_longest_next(Vm& vm, Value self) {
  Local object(vm, Value::of(itertool(self, Kind::ZipLongest)));
  auto state = [&] { return object.as<ItertoolsObject>(); };
  if (state()->number == 0) return nullptr;
  Local iterators(vm, load(state()->first));
  const std::uint64_t count = list_length(iterators);
  RootedWords items(vm, count);
  if (!items) return nullptr;
  for (std::uint64_t i = 0; i < count; ++i) {
    if (!list_item(iterators, i).is_none()) {
      items.set(i, next(vm, list_item(iterators, i)));
      if (!items[i]) {
        if (has_pending(vm)) {
          state()->number = 0;
          return nullptr;
        }
        if (--state()->number == 0) return nullptr;
        Storage* storage = load(iterators.as<List>()->storage).as<Storage>();
        store(vm, storage, storage->items[i], Value::none());
      }
    }
    if (!items[i]) items.set(i, load(state()->second));
  }
  return make_tuple(vm, items.data(), count);
}

constexpr KindOperations kCount = {.repr = count_repr, .iterate = itertool_iterate, .next = count_next};
constexpr KindOperations kCycle = {.iterate = itertool_iterate, .next = cycle_next};
constexpr KindOperations kRepeat = {.repr = repeat_repr, .iterate = itertool_iterate, .next = repeat_next};
constexpr KindOperations kAccumulate = {.iterate = itertool_iterate, .next = accumulate_next};
constexpr KindOperations kChain = {.iterate = itertool_iterate, .next = chain_next};
constexpr KindOperations kPairwise = {.iterate = itertool_iterate, .next = pairwise_next};
constexpr KindOperations kZipLongest = {.iterate = itertool_iterate, .next = zip_longest_next};

constexpr NativeDefinition kRepeatMethods[] = {{"__length_hint__", repeat_length_hint, ""}};
constexpr NativeDefinition kChainMethods[] = {
    {"from_iterable", chain_from_iterable, "iterable, /", NativeDefinition::class_method},
    {"__class_getitem__", class_get_item, "item, /", NativeDefinition::class_method},
};

constexpr TypeDefinition kTypes[] = {
    itertool_type(Kind::Count, "count", &kCount, count_construct, "start=, step="),
    itertool_type(Kind::Cycle, "cycle", &kCycle, cycle_construct, "iterable, /"),
    itertool_type(Kind::Repeat, "repeat", &kRepeat, repeat_construct, "object, times=", kRepeatMethods),
    itertool_type(Kind::Accumulate, "accumulate", &kAccumulate, accumulate_construct,
                  "iterable, func=, *, initial="),
    itertool_type(Kind::Chain, "chain", &kChain, chain_construct, "*iterables, **kwargs", kChainMethods),
    itertool_type(Kind::Pairwise, "pairwise", &kPairwise, pairwise_construct, "iterable, /"),
    itertool_type(Kind::ZipLongest, "zip_longest", &kZipLongest, zip_longest_construct,
                  "*iterables, **kwargs"),
};

}  // namespace

std::span<const TypeDefinition> itertools_simple_types() { return kTypes; }

}  // namespace midden::python
