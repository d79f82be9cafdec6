// collections.deque: a ring of slots.

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/keywords.h"
#include "workloads/interpreter/builtins/sequence.h"
#include "workloads/interpreter/modules/collections.h"

namespace midden::python {
namespace {

struct Deque : Object {
  static constexpr unsigned kSlots = 1;
  Slot storage;  // Storage or nothing; item i stands at (head + i) % capacity
  std::uint64_t head;
  std::uint64_t length;
  std::int64_t maximum;   // -1: none
  std::uint64_t version;  // changes with every change of length: iterators notice
};

Deque* as_deque(Value value) { return as_kind(value, Kind::Deque).as<Deque>(); }
Storage* ring(const Deque* deque) { return load(deque->storage).as<Storage>(); }
std::uint64_t place(const Deque* deque, std::uint64_t index) {
  // Capacities are powers of two.
  return (deque->head + index) & (ring(deque)->capacity() - 1);
}
Slot& slot_at(const Deque* deque, std::uint64_t index) { return ring(deque)->items[place(deque, index)]; }
Value item_at(const Deque* deque, std::uint64_t index) { return load(slot_at(deque, index)); }

Owned make_deque(Vm& vm, std::int64_t maximum) {
  Deque* deque = allocate<Deque>(vm, Kind::Deque);
  if (!deque) return nullptr;
  deque->head = deque->length = deque->version = 0;
  deque->maximum = maximum;
  return adopt(deque);
}

// Room for one more item.
bool make_room(Vm& vm, const Local& deque) {
  const Deque* old = deque.as<Deque>();
  const Value storage = load(old->storage);
  const std::uint64_t capacity = storage ? ring(old)->capacity() : 0;
  if (old->length < capacity) return true;
  Storage* fresh = allocate_extent<Storage>(vm, Kind::Storage, capacity ? capacity * 2 : 8, 0);
  if (!fresh) return false;
  Deque* target = deque.as<Deque>();
  if (capacity > 0) {
    const std::uint64_t first = std::min(target->length, capacity - target->head);
    vm.mutator.copy(fresh, fresh->items, ring(target)->items + target->head, first, CopyMode::fill);
    vm.mutator.copy(fresh, fresh->items + first, ring(target)->items, target->length - first, CopyMode::fill);
  }
  target->head = 0;
  store(vm, target, target->storage, adopt(fresh));
  return true;
}

Owned pop_right(Vm& vm, Deque* deque) {
  ++deque->version;
  Storage* storage = ring(deque);
  --deque->length;
  return take(vm, storage, slot_at(deque, deque->length));
}
Owned pop_left(Vm& vm, Deque* deque) {
  ++deque->version;
  Storage* storage = ring(deque);
  Owned item = take(vm, storage, slot_at(deque, 0));
  deque->head = place(deque, 1);
  --deque->length;
  return item;
}

bool push(Vm& vm, const Local& deque, const Local& item, bool left) {
  if (deque.as<Deque>()->maximum == 0) return true;
  if (!make_room(vm, deque)) return false;
  Deque* target = deque.as<Deque>();
  Storage* storage = ring(target);
  if (left) target->head = (target->head - 1) & (storage->capacity() - 1);
  ++target->length;
  ++target->version;
  initialize(vm, storage, slot_at(target, left ? 0 : target->length - 1), item.get());
  if (target->maximum >= 0 && target->length > static_cast<std::uint64_t>(target->maximum)) {
    const Owned dropped = left ? pop_right(vm, target) : pop_left(vm, target);
  }
  return true;
}

bool extend(Vm& vm, const Local& deque, Value iterable, bool left) {
  Local source(vm, iterable);
  if (as_kind(source, Kind::Deque) == deque.get()) {
    source = list_from(vm, source);
    if (!source) return false;
  }
  Local iterator(vm, get_iterator(vm, source));
  if (!iterator) return false;
  for (;;) {
    Local item(vm, next(vm, iterator));
    if (!item) return !has_pending(vm);
    if (!push(vm, deque, item, left)) return false;
  }
}

void clear_deque(Vm& vm, Deque* deque) {
  deque->head = deque->length = 0;
  ++deque->version;
  store(vm, deque, deque->storage, Value{});
}

void rotate(Vm& vm, const Local& deque, std::int64_t steps) {
  Deque* target = deque.as<Deque>();
  const auto length = static_cast<std::int64_t>(target->length);
  if (length < 2) return;
  steps %= length;
  if (steps < 0) steps += length;
  ++target->version;
  Storage* storage = ring(target);
  const std::uint64_t mask = storage->capacity() - 1;
  const bool right = steps <= length / 2;
  for (std::int64_t i = right ? steps : length - steps; i > 0; --i) {
    // A full ring rotates by moving its head alone.
    const std::uint64_t end = (target->head + target->length) & mask;
    const std::uint64_t before = (target->head - 1) & mask;
    if (right) {
      const std::uint64_t from = (end - 1) & mask;
      if (from != before)
        initialize(vm, storage, storage->items[before], take(vm, storage, storage->items[from]));
      target->head = before;
    } else {
      if (end != target->head) {
        initialize(vm, storage, storage->items[end], take(vm, storage, storage->items[target->head]));
      }
      target->head = (target->head + 1) & mask;
    }
  }
}

// --- methods -----------------------------------------------------------------------------------------------

bool maximum_argument(Vm& vm, Value argument, std::int64_t* maximum) {
  *maximum = -1;
  if (!argument || argument.is_none()) return true;
  if (!as_int(vm, argument)) {
    raise_type_error(vm, "an integer is required");
    return false;
  }
  if (!to_index(vm, argument, maximum)) return false;
  if (*maximum >= 0) return true;
  raise_value_error(vm, "maxlen must be non-negative");
  return false;
}

// deque(iterable=(), maxlen=None), into a fresh or emptied deque.
bool fill(Vm& vm, const Local& deque, Arguments arguments) {
  int positions[2];
  if (!find_keywords(vm, arguments, "deque", {"iterable", "maxlen"}, positions)) return false;
  if (arguments.count() > 3) {
    raise_type_error(vm, "deque expected at most 2 arguments, got %u", arguments.count() - 1);
    return false;
  }
  auto argument = [&](std::uint32_t i) {
    if (arguments.count() > i + 1) return arguments[i + 1];
    return positions[i] < 0 ? Value{} : arguments[static_cast<std::size_t>(positions[i])];
  };
  std::int64_t maximum;
  if (!maximum_argument(vm, argument(1), &maximum)) return false;
  deque.as<Deque>()->maximum = maximum;
  return !argument(0) || extend(vm, deque, argument(0), false);
}

Owned construct(Vm& vm, Arguments arguments) {
  Local deque(vm, make_deque(vm, -1));
  if (!deque) return nullptr;
  if (!constructs_exactly(vm, arguments[0], Kind::Deque)) return wrap_payload(vm, arguments[0], deque.take());
  return fill(vm, deque, arguments) ? deque.take() : nullptr;
}

Owned initialize_deque(Vm& vm, Arguments arguments) {
  Local deque(vm, as_kind(arguments[0], Kind::Deque));
  clear_deque(vm, deque.as<Deque>());
  return fill(vm, deque, arguments) ? owned_none() : nullptr;
}

Owned append(Vm& vm, Arguments arguments) {
  Local deque(vm, as_kind(arguments[0], Kind::Deque)), item(vm, arguments[1]);
  return push(vm, deque, item, false) ? owned_none() : nullptr;
}
Owned append_left(Vm& vm, Arguments arguments) {
  Local deque(vm, as_kind(arguments[0], Kind::Deque)), item(vm, arguments[1]);
  return push(vm, deque, item, true) ? owned_none() : nullptr;
}
Owned extend_method(Vm& vm, Arguments arguments) {
  Local deque(vm, as_kind(arguments[0], Kind::Deque));
  return extend(vm, deque, arguments[1], false) ? owned_none() : nullptr;
}
Owned extend_left(Vm& vm, Arguments arguments) {
  Local deque(vm, as_kind(arguments[0], Kind::Deque));
  return extend(vm, deque, arguments[1], true) ? owned_none() : nullptr;
}

Owned pop(Vm& vm, Arguments arguments) {
  Deque* deque = as_deque(arguments[0]);
  return deque->length ? pop_right(vm, deque) : raise_index_error(vm, "pop from an empty deque");
}
Owned pop_left_method(Vm& vm, Arguments arguments) {
  Deque* deque = as_deque(arguments[0]);
  return deque->length ? pop_left(vm, deque) : raise_index_error(vm, "pop from an empty deque");
}

Owned clear(Vm& vm, Arguments arguments) {
  clear_deque(vm, as_deque(arguments[0]));
  return owned_none();
}

Owned copy_of(Vm& vm, Value self) {
  Local source(vm, as_kind(self, Kind::Deque)), result(vm, make_deque(vm, as_deque(self)->maximum));
  return result && extend(vm, result, source, false) ? result.take() : nullptr;
}
Owned copy(Vm& vm, Arguments arguments) {
  if (arguments[0].is(Kind::Deque)) return copy_of(vm, arguments[0]);
  const std::int64_t maximum = as_deque(arguments[0])->maximum;
  Local limit(vm, maximum < 0 ? owned_none() : make_int(vm, maximum));
  return call(vm, type_of(vm, arguments[0]), {arguments[0], limit});
}

Owned rotate_method(Vm& vm, Arguments arguments) {
  std::int64_t steps = 1;
  if (arguments[1] && !to_index(vm, arguments[1], &steps)) return nullptr;
  Local deque(vm, as_kind(arguments[0], Kind::Deque));
  rotate(vm, deque, steps);
  return owned_none();
}

Owned reverse(Vm& vm, Arguments arguments) {
  Deque* deque = as_deque(arguments[0]);
  if (deque->length < 2) return owned_none();
  ++deque->version;
  Storage* storage = ring(deque);
  for (std::uint64_t low = 0, high = deque->length - 1; low < high; ++low, --high) {
    Owned held = take(vm, storage, slot_at(deque, low));
    store(vm, storage, slot_at(deque, low), take(vm, storage, slot_at(deque, high)));
    store(vm, storage, slot_at(deque, high), std::move(held));
  }
  return owned_none();
}

// Position of an item in [start, stop), -1, or -2 for an error; the deque must not change meanwhile.
std::int64_t find(Vm& vm, const Local& deque, const Local& item, std::int64_t start, std::int64_t stop) {
  const std::uint64_t version = deque.as<Deque>()->version;
  const auto length = static_cast<std::int64_t>(deque.as<Deque>()->length);
  for (std::int64_t i = start; i < std::min(stop, length); ++i) {
    Local candidate(vm, item_at(deque.as<Deque>(), static_cast<std::uint64_t>(i)));
    int equal = quick_equal(candidate, item);
    if (equal < 0) equal = is_equal(vm, candidate, item);
    if (equal < 0) return -2;
    if (deque.as<Deque>()->version != version) {
      raise(vm, ExceptionClass::RuntimeError, "deque mutated during iteration");
      return -2;
    }
    if (equal) return i;
  }
  return -1;
}

Owned count(Vm& vm, Arguments arguments) {
  Local deque(vm, as_kind(arguments[0], Kind::Deque)), item(vm, arguments[1]);
  std::int64_t total = 0;
  for (std::int64_t at = 0;; ++at, ++total) {
    at = find(vm, deque, item, at, INT64_MAX);
    if (at < 0) return at == -2 ? nullptr : make_int(vm, total);
  }
}

Owned index(Vm& vm, Arguments arguments) {
  Local deque(vm, as_kind(arguments[0], Kind::Deque)), item(vm, arguments[1]);
  std::int64_t start, stop;
  const auto length = static_cast<std::int64_t>(deque.as<Deque>()->length);
  if (!search_bounds(vm, arguments[2], arguments[3], length, &start, &stop)) return nullptr;
  const std::int64_t at = find(vm, deque, item, start, stop);
  if (at == -2) return nullptr;
  if (at >= 0) return make_int(vm, at);
  Local shown(vm, repr(vm, item));
  return shown ? raise_value_error(vm, "%s is not in deque", to_utf8(shown).c_str()) : nullptr;
}

void remove_at(Vm& vm, const Local& deque, std::int64_t index) {
  rotate(vm, deque, -index);
  const Owned removed = pop_left(vm, deque.as<Deque>());
  rotate(vm, deque, index);
}

Owned remove(Vm& vm, Arguments arguments) {
  Local deque(vm, as_kind(arguments[0], Kind::Deque)), item(vm, arguments[1]);
  const std::int64_t at = find(vm, deque, item, 0, INT64_MAX);
  if (at == -2) return nullptr;
  if (at < 0) {
    Local shown(vm, repr(vm, item));
    return shown ? raise_value_error(vm, "%s is not in deque", to_utf8(shown).c_str()) : nullptr;
  }
  remove_at(vm, deque, at);
  return owned_none();
}

Owned insert(Vm& vm, Arguments arguments) {
  std::int64_t at;
  if (!to_index(vm, arguments[1], &at)) return nullptr;
  Local deque(vm, as_kind(arguments[0], Kind::Deque)), item(vm, arguments[2]);
  const auto length = static_cast<std::int64_t>(deque.as<Deque>()->length);
  if (deque.as<Deque>()->maximum == length) return raise_index_error(vm, "deque already at its maximum size");
  if (at < 0) at = std::max<std::int64_t>(at + length, 0);
  at = std::min(at, length);
  rotate(vm, deque, -at);
  if (!push(vm, deque, item, true)) return nullptr;
  rotate(vm, deque, at);
  return owned_none();
}

Owned get_maximum(Vm& vm, Value self) {
  const std::int64_t maximum = as_deque(self)->maximum;
  return maximum < 0 ? owned_none() : make_int(vm, maximum);
}

Owned reduce(Vm& vm, Arguments arguments) {
  Local items(vm, list_from(vm, arguments[0])), limit(vm, get_maximum(vm, arguments[0]));
  if (!items || !limit) return nullptr;
  Local inner(vm, make_tuple(vm, {items, limit}));
  return inner ? make_tuple(vm, {type_of(vm, arguments[0]), inner}) : nullptr;
}

// --- operators ---------------------------------------------------------------------------------------------

Owned deque_repr(Vm& vm, Value self) {
  Local whole(vm, self), deque(vm, as_kind(self, Kind::Deque));
  const std::string name = class_name(vm, whole);
  ReprGuard guard(vm, deque);
  if (!guard.first()) return make_str(vm, "[...]");
  Local items(vm, list_from(vm, deque));
  Local shown(vm, items ? repr(vm, items) : nullptr);
  if (!shown) return nullptr;
  text::StringBuilder out;
  out.append_utf8(name);
  out.append(U'(');
  out.append(str_view(shown));
  if (deque.as<Deque>()->maximum >= 0) {
    out.append(", maxlen=");
    out.append(std::string_view(std::to_string(deque.as<Deque>()->maximum)));
  }
  out.append(U')');
  return make_str(vm, out);
}
Owned repr_method(Vm& vm, Arguments arguments) { return deque_repr(vm, arguments[0]); }

Owned deque_compare(Vm& vm, Value left, Value right, Comparison op) {
  if (!as_kind(right, Kind::Deque)) return owned_not_implemented();
  Local other(vm, as_kind(right, Kind::Deque));
  Local a(vm, list_from(vm, as_kind(left, Kind::Deque)));
  Local b(vm, a ? list_from(vm, other) : nullptr);
  return b ? sequence_compare(vm, a, b, op) : nullptr;
}

std::int64_t deque_length(Vm&, Value self) { return static_cast<std::int64_t>(as_deque(self)->length); }

bool item_index(Vm& vm, const Local& deque, Value given, std::int64_t* index) {
  const Local key(vm, given);
  const auto length = static_cast<std::int64_t>(deque.as<Deque>()->length);
  if (!sequence_index(vm, key, length, "sequence index must be integer", index)) {
    if (pending_is(vm, ExceptionClass::TypeError)) {
      clear_pending(vm);
      raise_type_error(vm, "sequence index must be integer, not '%s'", type_name(vm, key).c_str());
    }
    return false;
  }
  if (*index >= 0 && *index < static_cast<std::int64_t>(deque.as<Deque>()->length)) return true;
  raise_index_error(vm, "deque index out of range");
  return false;
}

Owned deque_get_item(Vm& vm, Value self, Value key) {
  Local deque(vm, as_kind(self, Kind::Deque));
  std::int64_t at;
  if (!item_index(vm, deque, key, &at)) return nullptr;
  return retain(item_at(deque.as<Deque>(), static_cast<std::uint64_t>(at)));
}

bool deque_set_item(Vm& vm, Value self, Value key, Value value) {
  Local deque(vm, as_kind(self, Kind::Deque)), item(vm, value);
  std::int64_t at;
  if (!item_index(vm, deque, key, &at)) return false;
  if (!item) {
    remove_at(vm, deque, at);
    return true;
  }
  const Deque* target = deque.as<Deque>();
  store(vm, ring(target), slot_at(target, static_cast<std::uint64_t>(at)), item.get());
  return true;
}

int deque_contains(Vm& vm, Value self, Value key) {
  Local deque(vm, as_kind(self, Kind::Deque)), item(vm, key);
  const std::int64_t at = find(vm, deque, item, 0, INT64_MAX);
  return at == -2 ? -1 : at >= 0;
}

bool repeat_in_place(Vm& vm, const Local& deque, std::int64_t times) {
  if (times <= 0) {
    clear_deque(vm, deque.as<Deque>());
    return true;
  }
  const std::uint64_t length = deque.as<Deque>()->length;
  if (length > 0 && static_cast<std::uint64_t>(times) > UINT32_MAX / length) {
    raise_memory_error(vm);
    return false;
  }
  Local items(vm, list_from(vm, deque));
  if (!items) return false;
  for (std::int64_t i = 1; i < times; ++i) {
    if (!extend(vm, deque, items, false)) return false;
  }
  return true;
}

Owned deque_binary(Vm& vm, BinaryOperator op, Value left, Value right) {
  Local a(vm, left), b(vm, right);
  if (op == BinaryOperator::add) {
    if (!as_kind(left, Kind::Deque)) return owned_not_implemented();
    if (!as_kind(right, Kind::Deque)) {
      return raise_type_error(vm, "can only concatenate deque (not \"%s\") to deque",
                              type_name(vm, right).c_str());
    }
    Local result(vm, copy_of(vm, a));
    return result && extend(vm, result, b, false) ? result.take() : nullptr;
  }
  if (!as_kind(left, Kind::Deque)) std::swap(left, right);
  Local source(vm, left);
  std::int64_t times;
  const RepeatCount known = repeat_count(vm, right, &times);
  if (known != RepeatCount::ok) return known == RepeatCount::error ? nullptr : owned_not_implemented();
  Local result(vm, copy_of(vm, source));
  return result && repeat_in_place(vm, result, times) ? result.take() : nullptr;
}

Owned deque_inplace(Vm& vm, BinaryOperator op, Value left, Value right) {
  Local self(vm, left), deque(vm, as_kind(left, Kind::Deque));
  if (op == BinaryOperator::add) return extend(vm, deque, right, false) ? self.take() : nullptr;
  std::int64_t times;
  const RepeatCount known = repeat_count(vm, right, &times);
  if (known != RepeatCount::ok) return known == RepeatCount::error ? nullptr : owned_not_implemented();
  return repeat_in_place(vm, deque, times) ? self.take() : nullptr;
}

// --- iterators ---------------------------------------------------------------------------------------------

Owned deque_iterate(Vm& vm, Value self) {
  return make_container_iterator(vm, Kind::DequeIterator, as_kind(self, Kind::Deque), 0,
                                 as_deque(self)->version);
}
Owned reversed(Vm& vm, Arguments arguments) {
  const Value deque = as_kind(arguments[0], Kind::Deque);
  return make_container_iterator(vm, Kind::DequeReverseIterator, deque, 0, deque.as<Deque>()->version);
}
Owned iterate_self(Vm&, Value self) { return retain(self); }

Owned step(Vm& vm, Value self, bool backwards) {
  ContainerIterator* iterator = self.as<ContainerIterator>();
  const Value container = load(iterator->container);
  if (!container) return nullptr;
  const Deque* deque = container.as<Deque>();
  if (iterator->expected_length != deque->version) {
    return raise(vm, ExceptionClass::RuntimeError, "deque mutated during iteration");
  }
  if (iterator->index < deque->length) {
    const std::uint64_t index = iterator->index++;
    return retain(item_at(deque, backwards ? deque->length - 1 - index : index));
  }
  store(vm, iterator, iterator->container, Value{});
  return nullptr;
}
Owned iterator_next(Vm& vm, Value self) { return step(vm, self, false); }
Owned reverse_next(Vm& vm, Value self) { return step(vm, self, true); }

Owned length_hint_method(Vm& vm, Arguments arguments) {
  const ContainerIterator* iterator = arguments[0].as<ContainerIterator>();
  const Value container = load(iterator->container);
  return make_int(vm,
                  container ? static_cast<std::int64_t>(container.as<Deque>()->length - iterator->index) : 0);
}

constexpr NativeDefinition kMethods[] = {
    {"__init__", initialize_deque, "*args, **kwargs"},
    {"append", append, "item, /"},
    {"appendleft", append_left, "item, /"},
    {"extend", extend_method, "iterable, /"},
    {"extendleft", extend_left, "iterable, /"},
    {"pop", pop, ""},
    {"popleft", pop_left_method, ""},
    {"clear", clear, ""},
    {"copy", copy, ""},
    {"__copy__", copy, ""},
    {"rotate", rotate_method, "n=, /"},
    {"reverse", reverse, ""},
    {"count", count, "value, /"},
    {"index", index, "value, start=, stop=, /"},
    {"insert", insert, "index, value, /"},
    {"remove", remove, "value, /"},
    {"__reversed__", reversed, ""},
    {"__reduce__", reduce, ""},
    {"__repr__", repr_method, ""},
    {"__class_getitem__", class_get_item, "item, /", NativeDefinition::class_method},
};
constexpr GetSetDefinition kGetters[] = {{"maxlen", get_maximum}};
constexpr NativeDefinition kIteratorMethods[] = {{"__length_hint__", length_hint_method, ""}};

constexpr std::uint32_t kOperators =
    operator_bit(BinaryOperator::add) | operator_bit(BinaryOperator::multiply);
constexpr KindOperations kOperations = {
    .repr = deque_repr,
    .unhashable = true,
    .compare = deque_compare,
    .length = deque_length,
    .get_item = deque_get_item,
    .set_item = deque_set_item,
    .contains = deque_contains,
    .iterate = deque_iterate,
    .binary = deque_binary,
    .inplace = deque_inplace,
    .binary_operators = kOperators,
    .inplace_operators = kOperators,
};
constexpr KindOperations kIteratorOperations = {.iterate = iterate_self, .next = iterator_next};
constexpr KindOperations kReverseOperations = {.iterate = iterate_self, .next = reverse_next};

constexpr TypeDefinition kTypes[] = {
    {.kind = Kind::Deque,
     .name = "deque",
     .module = "collections",
     .operations = &kOperations,
     .methods = kMethods,
     .getters = kGetters,
     .construct = construct,
     .construct_signature = "*args, **kwargs"},
    {.kind = Kind::DequeIterator,
     .name = "_deque_iterator",
     .module = "_collections",
     .operations = &kIteratorOperations,
     .methods = kIteratorMethods,
     .flags = kTypeFinal},
    {.kind = Kind::DequeReverseIterator,
     .name = "_deque_reverse_iterator",
     .module = "_collections",
     .operations = &kReverseOperations,
     .methods = kIteratorMethods,
     .flags = kTypeFinal},
};

}  // namespace

std::span<const TypeDefinition> deque_types() { return kTypes; }

}  // namespace midden::python
