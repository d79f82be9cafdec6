// The type range. Bounds that are small integers, nearly all, are computed with as int64; others as Python
// ints.

#include "workloads/interpreter/builtins/range.h"

#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/sequence.h"

namespace midden::python {
namespace {

struct SmallRange {
  std::int64_t start, stop, step, length;
  std::int64_t at(std::int64_t index) const { return start + index * step; }
};

// False: some bound is no small integer (then arithmetic might overflow too).
bool small_range(Value self, SmallRange* out) {
  constexpr std::int64_t kLimit = INT64_MAX / 4;
  const Range* range = self.as<Range>();
  const Value parts[] = {load(range->start), load(range->stop), load(range->step), load(range->length)};
  std::int64_t numbers[4];
  for (int i = 0; i < 4; ++i) {
    if (!is_small_int(parts[i])) return false;
    numbers[i] = small_int(parts[i]);
    if (numbers[i] > kLimit || numbers[i] < -kLimit) return false;
  }
  *out = {numbers[0], numbers[1], numbers[2], numbers[3]};
  return true;
}

Owned add(Vm& vm, Value a, Value b) { return int_binary(vm, BinaryOperator::add, a, b); }
Owned subtract(Vm& vm, Value a, Value b) { return int_binary(vm, BinaryOperator::subtract, a, b); }
Owned multiply(Vm& vm, Value a, Value b) { return int_binary(vm, BinaryOperator::multiply, a, b); }

int sign(Vm& vm, Value integer) {
  if (is_small_int(integer)) return small_int(integer) < 0 ? -1 : small_int(integer) > 0;
  Local held(vm, integer);
  Local zero(vm, make_int(vm, 0));
  return int_compare(held, zero);
}

// Number of items; all are exact ints.
Owned count_items(Vm& vm, const Local& start, const Local& stop, const Local& step) {
  const bool up = sign(vm, step) > 0;
  const Local& low = up ? start : stop;
  const Local& high = up ? stop : start;
  if (int_compare(low, high) >= 0) return make_int(vm, 0);
  Local one(vm, make_int(vm, 1)), zero(vm, make_int(vm, 0));
  if (!one || !zero) return nullptr;
  Local stride(vm, up ? retain(step) : subtract(vm, zero, step));
  if (!stride) return nullptr;
  Local distance(vm, subtract(vm, high, low));
  if (!distance) return nullptr;
  distance = subtract(vm, distance, one);
  if (!distance) return nullptr;
  distance = int_binary(vm, BinaryOperator::floor_divide, distance, stride);
  return distance ? add(vm, distance, one) : nullptr;
}

Owned build(Vm& vm, const Local& start, const Local& stop, const Local& step) {
  Local length(vm, count_items(vm, start, stop, step));
  if (!length) return nullptr;
  Range* range = allocate<Range>(vm, Kind::Range);
  if (!range) return nullptr;
  initialize(vm, range, range->start, start.get());
  initialize(vm, range, range->stop, stop.get());
  initialize(vm, range, range->step, step.get());
  initialize(vm, range, range->length, length.take());
  return adopt(range);
}

Owned index_of(Vm& vm, Value value) {
  if (is_int(value)) return retain(value);
  if (const Value integer = as_int(vm, value)) return retain(integer);
  Local held(vm, value);
  Local result(vm, call_special(vm, held, vm.names.__index__));
  if (!result) {
    if (has_pending(vm)) return nullptr;
    return raise_type_error(vm, "'%s' object cannot be interpreted as an integer",
                            type_name(vm, held).c_str());
  }
  const Value integer = as_int(vm, result);
  if (!integer) {
    return raise_type_error(vm, "__index__ returned non-int (type %s)", type_name(vm, result).c_str());
  }
  return retain(integer);
}

Owned construct(Vm& vm, Arguments arguments) {
  if (!check_plain_arguments(vm, arguments, "range", 1, 3)) return nullptr;
  const bool has_start = arguments.count() > 2;
  if (!has_start && is_small_int(arguments[1])) return make_range(vm, 0, small_int(arguments[1]), 1);
  Local start(vm, has_start ? index_of(vm, arguments[1]) : make_int(vm, 0));
  if (!start) return nullptr;
  Local stop(vm, index_of(vm, arguments[has_start ? 2 : 1]));
  if (!stop) return nullptr;
  Local step(vm, arguments.count() > 3 ? index_of(vm, arguments[3]) : make_int(vm, 1));
  if (!step) return nullptr;
  if (sign(vm, step) == 0) return raise_value_error(vm, "range() arg 3 must not be zero");
  return build(vm, start, stop, step);
}

// --- operators ---------------------------------------------------------------------------------------------

Owned range_repr(Vm& vm, Value self) {
  Local range(vm, self);
  text::StringBuilder out;
  out.append("range(");
  Local part(vm, repr(vm, load(range.as<Range>()->start)));
  if (!part) return nullptr;
  out.append(str_view(part));
  out.append(", ");
  part = repr(vm, load(range.as<Range>()->stop));
  if (!part) return nullptr;
  out.append(str_view(part));
  const Value step = load(range.as<Range>()->step);
  if (!is_small_int(step) || small_int(step) != 1) {
    out.append(", ");
    part = repr(vm, step);
    if (!part) return nullptr;
    out.append(str_view(part));
  }
  out.append(U')');
  return make_str(vm, out);
}

// Equal ranges are equal sequences; length, start and step decide, as far as they matter.
Owned essence(Vm& vm, Value self) {
  Local range(vm, self);
  const Value length = load(range.as<Range>()->length);
  const bool empty = is_small_int(length) && small_int(length) == 0;
  const bool single = is_small_int(length) && small_int(length) == 1;
  return make_tuple(vm, {length, empty ? Value::none() : load(range.as<Range>()->start),
                         empty || single ? Value::none() : load(range.as<Range>()->step)});
}

bool range_hash(Vm& vm, Value self, std::int64_t* result) {
  Local key(vm, essence(vm, self));
  return key && python::hash(vm, key, result);
}

Owned range_compare(Vm& vm, Value left, Value right, Comparison op) {
  if (!right.is(Kind::Range) || (op != Comparison::equal && op != Comparison::not_equal)) {
    return owned_not_implemented();
  }
  Local other(vm, right);
  Local a(vm, essence(vm, left));
  if (!a) return nullptr;
  Local b(vm, essence(vm, other));
  return b ? sequence_compare(vm, a, b, op) : nullptr;
}

std::int64_t range_length(Vm& vm, Value self) {
  const Value length = load(self.as<Range>()->length);
  std::int64_t result;
  if (int_to_int64(length, &result)) return result;
  raise(vm, ExceptionClass::OverflowError, "Python int too large to convert to C ssize_t");
  return -1;
}

int range_truth(Vm& vm, Value self) { return sign(vm, load(self.as<Range>()->length)) != 0; }

// start + index * step, for any ints.
Owned item_at(Vm& vm, const Local& range, Value index) {
  Local product(vm, multiply(vm, index, load(range.as<Range>()->step)));
  return product ? add(vm, load(range.as<Range>()->start), product) : nullptr;
}

Owned range_slice(Vm& vm, const Local& range, Value slice) {
  const std::int64_t length = range_length(vm, range);
  std::int64_t start, stop, step, count;
  if (length < 0 || !slice_indices(vm, slice, length, &start, &stop, &step, &count)) return nullptr;
  Local number(vm, make_int(vm, start));
  Local first(vm, number ? item_at(vm, range, number) : nullptr);
  if (!first) return nullptr;
  number = make_int(vm, stop);
  Local last(vm, number ? item_at(vm, range, number) : nullptr);
  if (!last) return nullptr;
  number = make_int(vm, step);
  Local stride(vm, number ? multiply(vm, number, load(range.as<Range>()->step)) : nullptr);
  return stride ? build(vm, first, last, stride) : nullptr;
}

Owned range_get_item(Vm& vm, Value self, Value key) {
  SmallRange small;
  Local range(vm, self);
  if (key.is(Kind::Slice)) return range_slice(vm, range, key);
  if (small_range(self, &small)) {
    std::int64_t index;
    if (!sequence_index(vm, key, small.length, "range indices must be integers or slices", &index))
      return nullptr;
    if (index < 0 || index >= small.length) return raise_index_error(vm, "range object index out of range");
    return make_int(vm, small.at(index));
  }
  Local index(vm, index_of(vm, key));
  if (!index) return nullptr;
  if (sign(vm, index) < 0) index = add(vm, index, load(range.as<Range>()->length));
  if (!index) return nullptr;
  if (sign(vm, index) < 0 || int_compare(index, load(range.as<Range>()->length)) >= 0) {
    return raise_index_error(vm, "range object index out of range");
  }
  return item_at(vm, range, index);
}

// Position of an int in the range, null without an exception when it is not in it.
Owned position_of(Vm& vm, const Local& range, const Local& item) {
  SmallRange small;
  if (small_range(range, &small) && is_small_int(item)) {
    const std::int64_t value = small_int(item);
    const bool inside = small.step > 0 ? value >= small.start && value < small.stop
                                       : value <= small.start && value > small.stop;
    if (!inside) return nullptr;
    const std::int64_t distance = value - small.start;
    return distance % small.step == 0 ? make_int(vm, distance / small.step) : nullptr;
  }
  const bool up = sign(vm, load(range.as<Range>()->step)) > 0;
  const int from_start = int_compare(item, load(range.as<Range>()->start));
  const int from_stop = int_compare(item, load(range.as<Range>()->stop));
  if (up ? from_start < 0 || from_stop >= 0 : from_start > 0 || from_stop <= 0) return nullptr;
  Local distance(vm, subtract(vm, item, load(range.as<Range>()->start)));
  if (!distance) return nullptr;
  Local rest(vm, int_binary(vm, BinaryOperator::modulo, distance, load(range.as<Range>()->step)));
  if (!rest || sign(vm, rest) != 0) return nullptr;
  return int_binary(vm, BinaryOperator::floor_divide, distance, load(range.as<Range>()->step));
}

bool is_plain_integer(Value value) { return is_int(value) || value.is_boolean(); }

Owned range_iterate(Vm& vm, Value self) {
  SmallRange small;
  if (small_range(self, &small)) {
    return make_range_iterator(vm, small.start, small.step, static_cast<std::uint64_t>(small.length));
  }
  Local range(vm, self);
  LongRangeIterator* iterator = allocate<LongRangeIterator>(vm, Kind::LongRangeIterator);
  if (!iterator) return nullptr;
  const Range* source = range.as<Range>();
  initialize(vm, iterator, iterator->next, load(source->start));
  initialize(vm, iterator, iterator->step, load(source->step));
  initialize(vm, iterator, iterator->remaining, load(source->length));
  return adopt(iterator);
}

// By comparing with every item: for objects with their own idea of equality.
std::int64_t search(Vm& vm, const Local& range, const Local& item, bool count_all) {
  Local iterator(vm, range_iterate(vm, range));
  if (!iterator) return -2;
  std::int64_t found = 0;
  for (std::int64_t position = 0;; ++position) {
    Local candidate(vm, next(vm, iterator));
    if (!candidate) return has_pending(vm) ? -2 : count_all ? found : -1;
    const int equal = is_equal(vm, candidate, item);
    if (equal < 0) return -2;
    if (equal && !count_all) return position;
    found += equal;
  }
}

int range_contains(Vm& vm, Value self, Value item) {
  Local range(vm, self), key(vm, item);
  if (is_plain_integer(item)) {
    key = as_int(vm, item);
    const Owned position = position_of(vm, range, key);
    return position ? 1 : has_pending(vm) ? -1 : 0;
  }
  const std::int64_t found = search(vm, range, key, false);
  return found == -2 ? -1 : found >= 0;
}

// --- methods -----------------------------------------------------------------------------------------------

Owned index_method(Vm& vm, Arguments arguments) {
  Local range(vm, arguments[0]), item(vm, arguments[1]);
  if (is_plain_integer(item)) {
    item = as_int(vm, item);
    Owned position = position_of(vm, range, item);
    if (position || has_pending(vm)) return position;
  } else {
    const std::int64_t position = search(vm, range, item, false);
    if (position >= 0) return make_int(vm, position);
    if (position == -2) return nullptr;
    return raise_value_error(vm, "sequence.index(x): x not in sequence");
  }
  Local shown(vm, repr(vm, arguments[1]));
  return shown ? raise_value_error(vm, "%s is not in range", to_utf8(shown).c_str()) : nullptr;
}

Owned count_method(Vm& vm, Arguments arguments) {
  Local range(vm, arguments[0]), item(vm, arguments[1]);
  if (is_plain_integer(item)) {
    const int found = range_contains(vm, range, item);
    return found < 0 ? nullptr : make_int(vm, found);
  }
  const std::int64_t found = search(vm, range, item, true);
  return found == -2 ? nullptr : make_int(vm, found);
}

Owned reversed(Vm& vm, Arguments arguments) {
  SmallRange small;
  if (small_range(arguments[0], &small)) {
    return make_range_iterator(vm, small.at(small.length - 1), -small.step,
                               static_cast<std::uint64_t>(small.length));
  }
  Local range(vm, arguments[0]), one(vm, make_int(vm, 1)), zero(vm, make_int(vm, 0));
  Local last(vm, subtract(vm, load(range.as<Range>()->length), one));
  if (!last) return nullptr;
  last = item_at(vm, range, last);
  if (!last) return nullptr;
  Local step(vm, subtract(vm, zero, load(range.as<Range>()->step)));
  if (!step) return nullptr;
  LongRangeIterator* iterator = allocate<LongRangeIterator>(vm, Kind::LongRangeIterator);
  if (!iterator) return nullptr;
  initialize(vm, iterator, iterator->next, last.take());
  initialize(vm, iterator, iterator->step, step.take());
  initialize(vm, iterator, iterator->remaining, load(range.as<Range>()->length));
  return adopt(iterator);
}

bool refuse_to_set(Vm& vm, Value, Value) {
  raise(vm, ExceptionClass::AttributeError, "readonly attribute");
  return false;
}
Owned get_start(Vm&, Value self) { return retain(load(self.as<Range>()->start)); }
Owned get_stop(Vm&, Value self) { return retain(load(self.as<Range>()->stop)); }
Owned get_step(Vm&, Value self) { return retain(load(self.as<Range>()->step)); }

constexpr NativeDefinition kMethods[] = {
    {"index", index_method, "value, /"},
    {"count", count_method, "value, /"},
    {"__reversed__", reversed, ""},
};
constexpr GetSetDefinition kGetters[] = {{"start", get_start, refuse_to_set},
                                         {"stop", get_stop, refuse_to_set},
                                         {"step", get_step, refuse_to_set}};

constexpr KindOperations kOperations = {
    .repr = range_repr,
    .hash = range_hash,
    .compare = range_compare,
    .truth = range_truth,
    .length = range_length,
    .get_item = range_get_item,
    .contains = range_contains,
    .iterate = range_iterate,
};

// --- iterators ---------------------------------------------------------------------------------------------

Owned iterate_self(Vm&, Value self) { return retain(self); }

Owned iterator_next(Vm& vm, Value self) {
  RangeIterator* iterator = self.as<RangeIterator>();
  if (iterator->remaining == 0) return nullptr;
  --iterator->remaining;
  const std::int64_t value = iterator->next;
  iterator->next += iterator->step;
  return make_int(vm, value);
}

Owned iterator_length_hint(Vm& vm, Arguments arguments) {
  return make_int(vm, static_cast<std::int64_t>(arguments[0].as<RangeIterator>()->remaining));
}

Owned long_next(Vm& vm, Value self) {
  Local iterator(vm, self);
  if (sign(vm, load(iterator.as<LongRangeIterator>()->remaining)) == 0) return nullptr;
  Local one(vm, make_int(vm, 1));
  Local left(vm, subtract(vm, load(iterator.as<LongRangeIterator>()->remaining), one));
  if (!left) return nullptr;
  Local following(vm, add(vm, load(iterator.as<LongRangeIterator>()->next),
                          load(iterator.as<LongRangeIterator>()->step)));
  if (!following) return nullptr;
  LongRangeIterator* state = iterator.as<LongRangeIterator>();
  Owned value = retain(load(state->next));
  store(vm, state, state->next, following.take());
  store(vm, state, state->remaining, left.take());
  return value;
}

Owned long_length_hint(Vm&, Arguments arguments) {
  return retain(load(arguments[0].as<LongRangeIterator>()->remaining));
}

constexpr NativeDefinition kIteratorMethods[] = {{"__length_hint__", iterator_length_hint, ""}};
constexpr NativeDefinition kLongMethods[] = {{"__length_hint__", long_length_hint, ""}};
constexpr KindOperations kIteratorOperations = {.iterate = iterate_self, .next = iterator_next};
constexpr KindOperations kLongOperations = {.iterate = iterate_self, .next = long_next};

}  // namespace

Owned make_range_iterator(Vm& vm, std::int64_t start, std::int64_t step, std::uint64_t count) {
  RangeIterator* iterator = allocate<RangeIterator>(vm, Kind::RangeIterator);
  if (!iterator) return nullptr;
  iterator->next = start;
  iterator->step = step;
  iterator->remaining = count;
  return adopt(iterator);
}

const TypeDefinition kRangeType = {
    .kind = Kind::Range,
    .name = "range",
    .module = "builtins",
    .operations = &kOperations,
    .methods = kMethods,
    .getters = kGetters,
    .construct = construct,
    .construct_signature = "*args, **kwargs",
    .flags = kTypeFinal,
};
const TypeDefinition kRangeIteratorType = {
    .kind = Kind::RangeIterator,
    .name = "range_iterator",
    .module = "builtins",
    .operations = &kIteratorOperations,
    .methods = kIteratorMethods,
    .flags = kTypeFinal,
};
const TypeDefinition kLongRangeIteratorType = {
    .kind = Kind::LongRangeIterator,
    .name = "longrange_iterator",
    .module = "builtins",
    .operations = &kLongOperations,
    .methods = kLongMethods,
    .flags = kTypeFinal,
};

}  // namespace midden::python
