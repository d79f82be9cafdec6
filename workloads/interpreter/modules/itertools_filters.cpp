// compress, dropwhile, takewhile, filterfalse, starmap, islice.

#include "workloads/interpreter/modules/itertools.h"

namespace midden::python {
namespace {

// function(iterable) iterators: first the iterator (nothing once exhausted), second the function.
template <Kind kind>
Owned construct_with_function(Vm& vm, Arguments arguments) {
  Local iterator(vm, get_iterator(vm, arguments[2]));
  return iterator ? make_itertool(vm, kind, arguments[0], {iterator, arguments[1]}) : nullptr;
}

// Truth of function(item), of the item itself when there is no function: 1, 0, -1.
int holds(Vm& vm, Value function, const Local& item) {
  if (function.is_none()) return is_true(vm, item);
  Local answer(vm, call(vm, function, {item}));
  return answer ? is_true(vm, answer) : -1;
}

Owned drop_while_next(Vm& vm, Value self) {  // number 1: dropping is over
  Local object(vm, Value::of(itertool(self, Kind::DropWhile)));
  auto state = [&] { return object.as<ItertoolsObject>(); };
  for (;;) {
    Local item(vm, next(vm, load(state()->first)));
    if (!item || state()->number) return item.take();
    const int truth = holds(vm, load(state()->second), item);
    if (truth < 0) return nullptr;
    if (truth) continue;
    state()->number = 1;
    return item.take();
  }
}

Owned take_while_next(Vm& vm, Value self) {  // number 1: the end
  Local object(vm, Value::of(itertool(self, Kind::TakeWhile)));
  auto state = [&] { return object.as<ItertoolsObject>(); };
  if (state()->number) return nullptr;
  Local item(vm, next(vm, load(state()->first)));
  if (!item) return nullptr;
  const int truth = holds(vm, load(state()->second), item);
  if (truth < 0) return nullptr;
  if (truth) return item.take();
  state()->number = 1;
  return nullptr;
}

Owned filter_false_next(Vm& vm, Value self) {
  Local object(vm, Value::of(itertool(self, Kind::FilterFalse)));
  auto state = [&] { return object.as<ItertoolsObject>(); };
  for (;;) {
    Local item(vm, next(vm, load(state()->first)));
    if (!item) return nullptr;
    const int truth = holds(vm, load(state()->second), item);
    if (truth < 0) return nullptr;
    if (!truth) return item.take();
  }
}

Owned star_map_next(Vm& vm, Value self) {
  Local object(vm, Value::of(itertool(self, Kind::StarMap)));
  auto state = [&] { return object.as<ItertoolsObject>(); };
  Local item(vm, next(vm, load(state()->first)));
  if (!item) return nullptr;
  Local arguments(vm, tuple_from(vm, item));
  if (!arguments) return nullptr;
  const Tuple* tuple = arguments.as<Tuple>();
  // The tuple may move: its items are passed from roots.
  RootedWords values(vm, tuple->length());
  if (!values) return nullptr;
  for (std::uint32_t i = 0; i < tuple->length(); ++i) values.set(i, load(tuple->items[i]));
  return call_span(vm, load(state()->second), values.values());
}

// --- compress: first the data, second the selectors
// ---------------------------------------------------------

Owned compress_construct(Vm& vm, Arguments arguments) {
  Local data(vm, get_iterator(vm, arguments[1]));
  if (!data) return nullptr;
  Local selectors(vm, get_iterator(vm, arguments[2]));
  return selectors ? make_itertool(vm, Kind::Compress, arguments[0], {data, selectors}) : nullptr;
}

Owned compress_next(Vm& vm, Value self) {
  Local object(vm, Value::of(itertool(self, Kind::Compress)));
  auto state = [&] { return object.as<ItertoolsObject>(); };
  for (;;) {
    Local item(vm, next(vm, load(state()->first)));
    if (!item) return nullptr;
    Local selector(vm, next(vm, load(state()->second)));
    if (!selector) return nullptr;
    const int truth = is_true(vm, selector);
    if (truth < 0) return nullptr;
    if (truth) return item.take();
  }
}

// --- islice: first the iterator; number how many it has given, limit the end (-1: none), step; fourth the
// next index -

bool slice_bound(Vm& vm, Value argument, std::int64_t usual, const char* problem, std::int64_t minimum,
                 std::int64_t* bound) {
  *bound = usual;
  if (!argument || argument.is_none()) return true;
  if (to_index(vm, argument, bound) && *bound >= minimum) return true;
  if (has_pending(vm) && !pending_is(vm, ExceptionClass::TypeError) &&
      !pending_is(vm, ExceptionClass::OverflowError)) {
    return false;
  }
  clear_pending(vm);
  raise_value_error(vm, "%s", problem);
  return false;
}

Owned islice_construct(Vm& vm, Arguments arguments) {
  if (!check_plain_arguments(vm, arguments, "islice", 2, 4)) return nullptr;
  constexpr const char* kStop =
      "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
  constexpr const char* kIndices = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
  constexpr const char* kStep = "Step for islice() must be a positive integer or None.";
  std::int64_t start = 0, stop, step = 1;
  if (arguments.count() == 3) {
    if (!slice_bound(vm, arguments[2], -1, kStop, 0, &stop)) return nullptr;
  } else {
    if (!slice_bound(vm, arguments[3], -1, kStop, 0, &stop) ||
        !slice_bound(vm, arguments[2], 0, kIndices, 0, &start) ||
        (arguments.count() > 4 && !slice_bound(vm, arguments[4], 1, kStep, 1, &step))) {
      return nullptr;
    }
  }
  Local iterator(vm, get_iterator(vm, arguments[1]));
  if (!iterator) return nullptr;
  Local first_index(vm, make_int(vm, start));
  return make_itertool(vm, Kind::ISlice, arguments[0], {iterator, Value{}, Value{}, first_index}, 0, stop,
                       step);
}

Owned islice_next(Vm& vm, Value self) {
  Local object(vm, Value::of(itertool(self, Kind::ISlice)));
  auto state = [&] { return object.as<ItertoolsObject>(); };
  if (!load(state()->first)) return nullptr;
  const std::int64_t wanted = small_int(load(state()->fourth));
  const std::int64_t stop = state()->limit;
  bool ended = stop >= 0 && wanted >= stop;
  // What lies before the next index, or before the end, is consumed.
  const std::int64_t skip_to = ended ? std::max(stop, state()->number) : wanted;
  while (state()->number < skip_to) {
    const Owned skipped = next(vm, load(state()->first));
    if (!skipped) {
      ended = true;
      break;
    }
    ++state()->number;
  }
  Local item(vm, ended ? nullptr : next(vm, load(state()->first)));
  if (!item) {
    store(vm, state(), state()->first, Value{});
    return nullptr;
  }
  ++state()->number;
  std::int64_t following;
  if (__builtin_add_overflow(wanted, state()->step, &following) || (stop >= 0 && following > stop)) {
    following = stop >= 0 ? stop : INT64_MAX / 2;
  }
  Owned index = make_int(vm, following);
  if (!index) return nullptr;
  store(vm, state(), state()->fourth, std::move(index));
  return item.take();
}

constexpr KindOperations kDropWhile = {.iterate = itertool_iterate, .next = drop_while_next};
constexpr KindOperations kTakeWhile = {.iterate = itertool_iterate, .next = take_while_next};
constexpr KindOperations kFilterFalse = {.iterate = itertool_iterate, .next = filter_false_next};
constexpr KindOperations kStarMap = {.iterate = itertool_iterate, .next = star_map_next};
constexpr KindOperations kCompress = {.iterate = itertool_iterate, .next = compress_next};
constexpr KindOperations kISlice = {.iterate = itertool_iterate, .next = islice_next};

constexpr TypeDefinition kTypes[] = {
    itertool_type(Kind::DropWhile, "dropwhile", &kDropWhile, construct_with_function<Kind::DropWhile>,
                  "predicate, iterable, /"),
    itertool_type(Kind::TakeWhile, "takewhile", &kTakeWhile, construct_with_function<Kind::TakeWhile>,
                  "predicate, iterable, /"),
    itertool_type(Kind::FilterFalse, "filterfalse", &kFilterFalse, construct_with_function<Kind::FilterFalse>,
                  "function, iterable, /"),
    itertool_type(Kind::StarMap, "starmap", &kStarMap, construct_with_function<Kind::StarMap>,
                  "function, iterable, /"),
    itertool_type(Kind::Compress, "compress", &kCompress, compress_construct, "data, selectors"),
    itertool_type(Kind::ISlice, "islice", &kISlice, islice_construct, "*args, **kwargs"),
};

}  // namespace

std::span<const TypeDefinition> itertools_filter_types() { return kTypes; }

}  // namespace midden::python
