// The type tuple and its iterator.

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/integers.h"
#include "workloads/interpreter/builtins/sequence.h"

namespace midden::python {
namespace {

Value as_tuple(Value value) { return as_kind(value, Kind::Tuple); }

Owned tuple_repr(Vm& vm, Value self) {
  Local tuple(vm, as_tuple(self));
  return sequence_repr(vm, tuple, '(', ')');
}

bool tuple_hash(Vm& vm, Value self, std::int64_t* result) {
  Local tuple(vm, as_tuple(self));
  if (quick_hash(tuple, result)) return true;
  RecursionGuard guard(vm, " while hashing a tuple");
  if (!guard) return false;
  text::TupleHasher hasher;
  for (std::uint32_t i = 0; i < tuple.as<Tuple>()->length(); ++i) {
    std::int64_t item;
    if (!python::hash(vm, load(tuple.as<Tuple>()->items[i]), &item)) return false;
    hasher.add(item);
  }
  *result = hasher.finish();
  return true;
}

Owned tuple_compare(Vm& vm, Value left, Value right, Comparison op) {
  const Value other = as_tuple(right);
  if (!other) return owned_not_implemented();
  Local a(vm, as_tuple(left)), b(vm, other);
  return sequence_compare(vm, a, b, op);
}

std::int64_t tuple_length(Vm&, Value self) { return as_tuple(self).as<Tuple>()->length(); }

Owned tuple_slice(Vm& vm, Value self, Value slice) {
  Local whole(vm, self), tuple(vm, as_tuple(self));
  std::int64_t start, stop, step, count;
  if (!slice_indices(vm, slice, tuple.as<Tuple>()->length(), &start, &stop, &step, &count)) return nullptr;
  if (count == 0) return retain(vm.empty_tuple);
  if (step == 1 && count == tuple.as<Tuple>()->length() && whole.get().is(Kind::Tuple)) return whole.take();
  Tuple* result = allocate_tuple(vm, static_cast<std::uint64_t>(count));
  if (!result) return nullptr;
  const Slot* items = tuple.as<Tuple>()->items;
  if (step == 1) {
    vm.mutator.copy(result, result->items, items + start, static_cast<std::size_t>(count), CopyMode::fill);
  } else {
    for (std::int64_t i = 0; i < count; ++i)
      initialize(vm, result, result->items[i], load(items[start + i * step]));
  }
  return adopt(result);
}

Owned tuple_get_item(Vm& vm, Value self, Value key) {
  if (key.is(Kind::Slice)) return tuple_slice(vm, self, key);
  Local tuple(vm, as_tuple(self));
  const std::int64_t length = tuple.as<Tuple>()->length();
  std::int64_t index;
  if (!sequence_index(vm, key, length, "tuple indices must be integers or slices", &index)) return nullptr;
  if (index < 0 || index >= length) return raise_index_error(vm, "tuple index out of range");
  return retain(load(tuple.as<Tuple>()->items[index]));
}

int tuple_contains(Vm& vm, Value self, Value item) {
  Local tuple(vm, as_tuple(self)), key(vm, item);
  return sequence_contains(vm, tuple, key);
}

Owned tuple_iterate(Vm& vm, Value self) {
  return make_container_iterator(vm, Kind::TupleIterator, as_tuple(self));
}

Owned tuple_concatenate(Vm& vm, Value left, Value right) {
  const Value other = as_tuple(right);
  if (!other) return owned_not_implemented();
  Local a(vm, as_tuple(left)), b(vm, other);
  const std::uint64_t m = a.as<Tuple>()->length(), n = b.as<Tuple>()->length();
  if (n == 0 && left.is(Kind::Tuple)) return a.take();
  if (m == 0 && right.is(Kind::Tuple)) return b.take();
  if (m + n == 0) return retain(vm.empty_tuple);
  Tuple* result = allocate_tuple(vm, m + n);
  if (!result) return nullptr;
  vm.mutator.copy(result, result->items, a.as<Tuple>()->items, m, CopyMode::fill);
  vm.mutator.copy(result, result->items + m, b.as<Tuple>()->items, n, CopyMode::fill);
  return adopt(result);
}

Owned tuple_repeat(Vm& vm, Value self, Value factor) {
  Local whole(vm, self), tuple(vm, as_tuple(self));
  std::int64_t times;
  const RepeatCount known = repeat_count(vm, factor, &times);
  if (known != RepeatCount::ok) return known == RepeatCount::error ? nullptr : owned_not_implemented();
  const std::uint64_t length = tuple.as<Tuple>()->length();
  if (length == 0 || times <= 0) return retain(vm.empty_tuple);
  if (times == 1 && whole.get().is(Kind::Tuple)) return whole.take();
  if (static_cast<std::uint64_t>(times) > UINT32_MAX / length) return raise_memory_error(vm);
  const std::uint64_t total = length * static_cast<std::uint64_t>(times);
  Tuple* result = allocate_tuple(vm, total);
  if (!result) return nullptr;
  vm.mutator.copy(result, result->items, tuple.as<Tuple>()->items, length, CopyMode::fill);
  for (std::uint64_t done = length; done < total; done += std::min(done, total - done)) {
    vm.mutator.copy(result, result->items + done, result->items, std::min(done, total - done),
                    CopyMode::fill);
  }
  return adopt(result);
}

Owned tuple_binary(Vm& vm, BinaryOperator op, Value left, Value right) {
  if (op == BinaryOperator::add) {
    return as_tuple(left) ? tuple_concatenate(vm, left, right) : owned_not_implemented();
  }
  if (op != BinaryOperator::multiply) return owned_not_implemented();
  return as_tuple(left) ? tuple_repeat(vm, left, right) : tuple_repeat(vm, right, left);
}

// --- methods -----------------------------------------------------------------------------------------------

Owned construct(Vm& vm, Arguments arguments) {
  if (constructs_exactly(vm, arguments[0], Kind::Tuple)) {
    return arguments[1] ? tuple_from(vm, arguments[1]) : retain(vm.empty_tuple);
  }
  Local payload(vm, arguments[1] ? tuple_from(vm, arguments[1]) : retain(vm.empty_tuple));
  if (!payload) return nullptr;
  return wrap_payload(vm, arguments[0], payload.take());
}

Owned method_index(Vm& vm, Arguments arguments) {
  Local tuple(vm, as_tuple(arguments[0])), item(vm, arguments[1]);
  std::int64_t start, stop;
  if (!search_bounds(vm, arguments[2], arguments[3], tuple.as<Tuple>()->length(), &start, &stop))
    return nullptr;
  const std::int64_t at = sequence_find(vm, tuple, item, start, stop);
  if (at == -2) return nullptr;
  return at < 0 ? raise_value_error(vm, "tuple.index(x): x not in tuple") : make_int(vm, at);
}

Owned method_count(Vm& vm, Arguments arguments) {
  Local tuple(vm, as_tuple(arguments[0])), item(vm, arguments[1]);
  const std::int64_t count = sequence_count(vm, tuple, item);
  return count < 0 ? nullptr : make_int(vm, count);
}

Owned method_get_new_arguments(Vm& vm, Arguments arguments) {
  return make_tuple(vm, {as_tuple(arguments[0])});
}

constexpr NativeDefinition kMethods[] = {
    {"index", method_index, "value, start=, stop=, /"},
    {"count", method_count, "value, /"},
    {"__getnewargs__", method_get_new_arguments, ""},
    {"__class_getitem__", class_get_item, "item, /", NativeDefinition::class_method},
};

constexpr KindOperations kOperations = {
    .repr = tuple_repr,
    .hash = tuple_hash,
    .compare = tuple_compare,
    .length = tuple_length,
    .get_item = tuple_get_item,
    .contains = tuple_contains,
    .iterate = tuple_iterate,
    .binary = tuple_binary,
    .binary_operators = 1u << static_cast<unsigned>(BinaryOperator::add) |
                        1u << static_cast<unsigned>(BinaryOperator::multiply),
};

// --- iterator ----------------------------------------------------------------------------------------------

Owned iterate_self(Vm&, Value self) { return retain(self); }

Owned iterator_next(Vm& vm, Value self) {
  ContainerIterator* iterator = self.as<ContainerIterator>();
  const Value tuple = load(iterator->container);
  if (!tuple) return nullptr;
  if (iterator->index < tuple.as<Tuple>()->length())
    return retain(load(tuple.as<Tuple>()->items[iterator->index++]));
  store(vm, iterator, iterator->container, Value{});
  return nullptr;
}

Owned iterator_length_hint(Vm& vm, Arguments arguments) {
  const ContainerIterator* iterator = arguments[0].as<ContainerIterator>();
  const Value tuple = load(iterator->container);
  return make_int(vm, tuple ? static_cast<std::int64_t>(tuple.as<Tuple>()->length() - iterator->index) : 0);
}

constexpr NativeDefinition kIteratorMethods[] = {{"__length_hint__", iterator_length_hint, ""}};
constexpr KindOperations kIteratorOperations = {.iterate = iterate_self, .next = iterator_next};

}  // namespace

const TypeDefinition kTupleType = {
    .kind = Kind::Tuple,
    .name = "tuple",
    .module = "builtins",
    .operations = &kOperations,
    .methods = kMethods,
    .construct = construct,
    .construct_signature = "iterable=, /",
};
const TypeDefinition kTupleIteratorType = {
    .kind = Kind::TupleIterator,
    .name = "tuple_iterator",
    .module = "builtins",
    .operations = &kIteratorOperations,
    .methods = kIteratorMethods,
    .flags = kTypeFinal,
};

}  // namespace midden::python
