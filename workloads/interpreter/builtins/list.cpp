// The type list: operators. Methods are in list_methods.cpp.

#include "workloads/interpreter/builtins/list.h"

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/list_methods.h"
#include "workloads/interpreter/builtins/sequence.h"

namespace midden::python {
namespace {

constexpr std::uint64_t kMaximumLength = UINT32_MAX - 16;

Value as_list(Value value) { return as_kind(value, Kind::List); }

Owned list_repr(Vm& vm, Value self) {
  Local list(vm, as_list(self));
  return sequence_repr(vm, list, '[', ']');
}

Owned list_compare(Vm& vm, Value left, Value right, Comparison op) {
  const Value other = as_list(right);
  if (!other) return owned_not_implemented();
  Local a(vm, as_list(left)), b(vm, other);
  return sequence_compare(vm, a, b, op);
}

std::int64_t list_length_operation(Vm&, Value self) {
  return static_cast<std::int64_t>(list_length(as_list(self)));
}

Owned list_slice(Vm& vm, const Local& list, Value slice) {
  std::int64_t start, stop, step, count;
  Local bounds(vm, slice);
  if (!slice_indices(vm, bounds, static_cast<std::int64_t>(list_length(list)), &start, &stop, &step,
                     &count)) {
    return nullptr;
  }
  // __index__ of a bound may have changed the list.
  const auto length = static_cast<std::int64_t>(list_length(list));
  if (count > 0 && (start >= length || start + (count - 1) * step >= length)) count = 0;
  Local result(vm, make_list(vm, static_cast<std::uint64_t>(count)));
  if (!result || count == 0) return result.take();
  List* target = result.as<List>();
  Storage* storage = load(target->storage).as<Storage>();
  const Slot* items = sequence_items(list);
  if (step == 1) {
    vm.mutator.copy(storage, storage->items, items + start, static_cast<std::size_t>(count), CopyMode::fill);
  } else {
    for (std::int64_t i = 0; i < count; ++i)
      initialize(vm, storage, storage->items[i], load(items[start + i * step]));
  }
  target->length = static_cast<std::uint64_t>(count);
  return result.take();
}

Owned list_get_item(Vm& vm, Value self, Value key) {
  const Value plain = as_list(self);
  if (is_small_int(key)) [[likely]] {
    const auto length = static_cast<std::int64_t>(list_length(plain));
    std::int64_t index = small_int(key);
    if (index < 0) index += length;
    if (index < 0 || index >= length) return raise_index_error(vm, "list index out of range");
    return retain(list_item(plain, static_cast<std::uint64_t>(index)));
  }
  Local list(vm, plain);
  if (key.is(Kind::Slice)) return list_slice(vm, list, key);
  std::int64_t index;
  const auto length = static_cast<std::int64_t>(list_length(plain));
  if (!sequence_index(vm, key, length, "list indices must be integers or slices", &index)) return nullptr;
  if (index < 0 || index >= static_cast<std::int64_t>(list_length(list))) {
    return raise_index_error(vm, "list index out of range");
  }
  return retain(list_item(list, static_cast<std::uint64_t>(index)));
}

// del list[start::step] with |step| > 1.
bool delete_extended(Vm& vm, const Local& list, std::int64_t start, std::int64_t step, std::int64_t count) {
  if (step < 0) {
    start += (count - 1) * step;
    step = -step;
  }
  Local removed(vm);
  if (!take_out(vm, list, static_cast<std::uint64_t>(start), static_cast<std::uint64_t>(step),
                static_cast<std::uint64_t>(count), Kind::Storage, removed)) {
    return false;
  }
  List* target = list.as<List>();
  Storage* storage = load(target->storage).as<Storage>();
  const auto length = static_cast<std::int64_t>(target->length);
  Slot* items = storage->items;
  // Close the gaps run by run; what a run leaves behind is overwritten by nothing or by the next run.
  std::int64_t to = start;
  for (std::int64_t i = 0; i < count; ++i) {
    const std::int64_t from = start + i * step + 1;
    const std::int64_t end = i + 1 < count ? from + step - 1 : length;
    vm.mutator.copy(storage, items + to, items + from, static_cast<std::size_t>(end - from), CopyMode::move);
    for (std::int64_t stale = std::max(to + end - from, from); stale < end; ++stale) {
      initialize(vm, storage, items[stale], Value{});
    }
    to += end - from;
  }
  target->length = static_cast<std::uint64_t>(length - count);
  list_shrink(vm, list);
  return true;
}

bool list_set_slice(Vm& vm, const Local& list, Value slice, Value value) {
  Local bounds(vm, slice), source(vm);
  if (value) {
    if (!value.is(Kind::List) || value == list.get()) {
      Local iterable(vm, value);
      if (load(bounds.as<Slice>()->step).is_none() &&
          !lookup_in_type(vm, type_of(vm, iterable), vm.names.__iter__) &&
          !lookup_in_type(vm, type_of(vm, iterable), vm.names.__getitem__)) {
        raise_type_error(vm, "can only assign an iterable");
        return false;
      }
      source = list_from(vm, iterable);
      if (!source) return false;
    } else {
      source = value;
    }
  }
  std::int64_t start, stop, step, count;
  if (!slice_indices(vm, bounds, static_cast<std::int64_t>(list_length(list)), &start, &stop, &step,
                     &count)) {
    return false;
  }
  if (stop > static_cast<std::int64_t>(list_length(list)))
    stop = static_cast<std::int64_t>(list_length(list));
  if (step == 1) {
    stop = std::max(start, stop);
    return list_replace_range(vm, list, static_cast<std::uint64_t>(start), static_cast<std::uint64_t>(stop),
                              source);
  }
  if (!source) {
    return count == 0 || delete_extended(vm, list, start, step, count);
  }
  if (static_cast<std::int64_t>(list_length(source)) != count) {
    raise_value_error(vm, "attempt to assign sequence of size %lld to extended slice of size %lld",
                      static_cast<long long>(list_length(source)), static_cast<long long>(count));
    return false;
  }
  for (std::int64_t i = 0; i < count; ++i) {
    Storage* storage = load(list.as<List>()->storage).as<Storage>();
    store(vm, storage, storage->items[start + i * step], list_item(source, static_cast<std::uint64_t>(i)));
  }
  return true;
}

bool list_set_item(Vm& vm, Value self, Value key, Value value) {
  const Value plain = as_list(self);
  std::int64_t index;
  if (is_small_int(key)) [[likely]] {
    index = small_int(key);
    if (index < 0) index += static_cast<std::int64_t>(list_length(plain));
    if (value && index >= 0 && index < static_cast<std::int64_t>(list_length(plain))) [[likely]] {
      Storage* storage = load(plain.as<List>()->storage).as<Storage>();
      store(vm, storage, storage->items[index], value);
      return true;
    }
  }
  Local list(vm, plain), item(vm, value);
  if (key.is(Kind::Slice)) return list_set_slice(vm, list, key, item);
  const auto length = static_cast<std::int64_t>(list_length(list));
  if (!sequence_index(vm, key, length, "list indices must be integers or slices", &index)) return false;
  if (index < 0 || index >= static_cast<std::int64_t>(list_length(list))) {
    raise_index_error(vm, "list assignment index out of range");
    return false;
  }
  if (!item) {
    static_cast<void>(list_take(vm, list, static_cast<std::uint64_t>(index)));
    return true;
  }
  Storage* storage = load(list.as<List>()->storage).as<Storage>();
  store(vm, storage, storage->items[index], item.get());
  return true;
}

int list_contains(Vm& vm, Value self, Value item) {
  Local list(vm, as_list(self)), key(vm, item);
  return sequence_contains(vm, list, key);
}

Owned list_iterate(Vm& vm, Value self) {
  return make_container_iterator(vm, Kind::ListIterator, as_list(self));
}

Owned list_concatenate(Vm& vm, Value left, Value right) {
  const Value other = as_list(right);
  if (!other) return owned_not_implemented();
  Local a(vm, as_list(left)), b(vm, other);
  Local result(vm, make_list(vm, list_length(a) + list_length(b)));
  if (!result || !list_extend(vm, result, a) || !list_extend(vm, result, b)) return nullptr;
  return result.take();
}

// list * factor, or list *= factor.
Owned list_repeat(Vm& vm, Value self, Value factor, bool in_place) {
  Local whole(vm, self), list(vm, as_list(self));
  std::int64_t times;
  const RepeatCount known = repeat_count(vm, factor, &times);
  if (known != RepeatCount::ok) return known == RepeatCount::error ? nullptr : owned_not_implemented();
  const std::uint64_t length = list_length(list);
  if (length == 0 || times <= 0) {
    if (!in_place) return make_list(vm);
    list_clear(vm, list);
    return whole.take();
  }
  if (static_cast<std::uint64_t>(times) > kMaximumLength / length) return raise_memory_error(vm);
  const std::uint64_t total = length * static_cast<std::uint64_t>(times);
  Local result(vm, in_place ? list.get() : Value{});
  if (in_place) {
    if (!list_reserve(vm, list, total)) return nullptr;
  } else {
    result = make_list(vm, total);
    if (!result) return nullptr;
  }
  List* target = result.as<List>();
  Storage* storage = load(target->storage).as<Storage>();
  if (!in_place) vm.mutator.copy(storage, storage->items, sequence_items(list), length, CopyMode::fill);
  for (std::uint64_t done = length; done < total; done += std::min(done, total - done)) {
    vm.mutator.copy(storage, storage->items + done, storage->items, std::min(done, total - done),
                    CopyMode::fill);
  }
  target->length = total;
  return in_place ? whole.take() : result.take();
}

Owned list_binary(Vm& vm, BinaryOperator op, Value left, Value right) {
  if (op == BinaryOperator::add)
    return as_list(left) ? list_concatenate(vm, left, right) : owned_not_implemented();
  if (op != BinaryOperator::multiply) return owned_not_implemented();
  return as_list(left) ? list_repeat(vm, left, right, false) : list_repeat(vm, right, left, false);
}

Owned list_inplace(Vm& vm, BinaryOperator op, Value left, Value right) {
  if (op == BinaryOperator::multiply) return list_repeat(vm, left, right, true);
  if (op != BinaryOperator::add) return owned_not_implemented();
  Local self(vm, left), list(vm, as_list(left));
  if (!list_extend(vm, list, right)) return nullptr;
  return self.take();
}

Owned construct(Vm& vm, Arguments arguments) {
  if (constructs_exactly(vm, arguments[0], Kind::List)) {
    if (!check_plain_arguments(vm, arguments, "list", 0, 1)) return nullptr;
    return arguments.count() > 1 ? list_from(vm, arguments[1]) : make_list(vm);
  }
  Owned payload = make_list(vm);
  return payload ? wrap_payload(vm, arguments[0], std::move(payload)) : nullptr;
}

constexpr std::uint32_t kOperators =
    1u << static_cast<unsigned>(BinaryOperator::add) | 1u << static_cast<unsigned>(BinaryOperator::multiply);

constexpr KindOperations kOperations = {
    .repr = list_repr,
    .unhashable = true,
    .compare = list_compare,
    .length = list_length_operation,
    .get_item = list_get_item,
    .set_item = list_set_item,
    .contains = list_contains,
    .iterate = list_iterate,
    .binary = list_binary,
    .inplace = list_inplace,
    .binary_operators = kOperators,
    .inplace_operators = kOperators,
};

}  // namespace

const TypeDefinition kListType = {
    .kind = Kind::List,
    .name = "list",
    .module = "builtins",
    .operations = &kOperations,
    .methods = kListMethods,
    .construct = construct,
    .construct_signature = "*args, **kwargs",
};

}  // namespace midden::python
