// The types set and frozenset, and their iterator.

#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/sequence.h"
#include "workloads/interpreter/builtins/set_operations.h"

namespace midden::python {
namespace {

Value receiver(Arguments arguments) { return as_set(arguments[0]); }
Kind set_kind(Value set) { return static_cast<Kind>(set.object()->header.kind); }

// frozenset methods answer a frozenset itself where nothing would change.
Owned fresh_copy(Vm& vm, Value set) { return set_copy(vm, set, set_kind(set)); }

Owned set_repr(Vm& vm, Value self) {
  Local whole(vm, self), set(vm, as_set(self));
  const std::string name = class_name(vm, whole);
  if (set_length(set) == 0) return make_str_utf8(vm, name + "()");
  ReprGuard guard(vm, set);
  if (!guard.first()) return make_str_utf8(vm, name + "(...)");
  RecursionGuard depth(vm, " while getting the repr of an object");
  if (!depth) return nullptr;
  const bool bare = whole.get().is(Kind::Set);
  text::StringBuilder out;
  if (!bare) {
    out.append_utf8(name);
    out.append(U'(');
  }
  out.append(U'{');
  std::uint64_t cell = 0;
  std::int64_t hash;
  for (bool first = true;; first = false) {
    Local key(vm, set_next(set, &cell, &hash));
    if (!key) break;
    if (!first) out.append(", ");
    Local shown(vm, repr(vm, key));
    if (!shown) return nullptr;
    out.append(str_view(shown));
  }
  out.append(bare ? "}" : "})");
  return make_str(vm, out);
}

bool frozen_hash(Vm&, Value self, std::int64_t* result) {
  const Value value = as_set(self);
  Set* set = value.as<Set>();
  if (set->hash == -1) {
    text::FrozensetHasher hasher;
    std::uint64_t cell = 0;
    std::int64_t hash;
    while (set_next(value, &cell, &hash)) hasher.add(hash);
    set->hash = hasher.finish();
  }
  *result = set->hash;
  return true;
}

Owned set_compare(Vm& vm, Value left, Value right, Comparison op) {
  if (!as_set(right)) return owned_not_implemented();
  Local a(vm, as_set(left)), b(vm, as_set(right));
  const std::uint64_t m = set_length(a), n = set_length(b);
  int answer;
  switch (op) {
    case Comparison::equal:
    case Comparison::not_equal: {
      const bool hashes_differ = set_kind(a) == Kind::FrozenSet && set_kind(b) == Kind::FrozenSet &&
                                 a.as<Set>()->hash != -1 && b.as<Set>()->hash != -1 &&
                                 a.as<Set>()->hash != b.as<Set>()->hash;
      answer = m != n || hashes_differ ? 0 : set_is_subset(vm, a, b);
      if (op == Comparison::not_equal && answer >= 0) answer = !answer;
      break;
    }
    case Comparison::less:
      answer = m < n ? set_is_subset(vm, a, b) : 0;
      break;
    case Comparison::less_equal:
      answer = set_is_subset(vm, a, b);
      break;
    case Comparison::greater:
      answer = m > n ? set_is_subset(vm, b, a) : 0;
      break;
    default:
      answer = set_is_subset(vm, b, a);
      break;
  }
  return answer < 0 ? nullptr : owned_bool(answer);
}

std::int64_t set_length_operation(Vm&, Value self) {
  return static_cast<std::int64_t>(set_length(as_set(self)));
}
int set_contains_operation(Vm& vm, Value self, Value key) { return set_contains(vm, as_set(self), key); }

Owned set_iterate(Vm& vm, Value self) {
  const Value set = as_set(self);
  return make_container_iterator(vm, Kind::SetIterator, set, 0, set_length(set));
}

Owned set_binary(Vm& vm, BinaryOperator op, Value left, Value right) {
  if (!as_set(left) || !as_set(right)) return owned_not_implemented();
  Local a(vm, as_set(left)), b(vm, as_set(right));
  const Kind kind = set_kind(a);
  switch (op) {
    case BinaryOperator::bit_or:
      return set_union(vm, a, b, kind);
    case BinaryOperator::bit_and:
      return set_intersection(vm, a, b, kind);
    case BinaryOperator::subtract:
      return set_difference(vm, a, b, kind);
    case BinaryOperator::bit_xor:
      return set_symmetric_difference(vm, a, b, kind);
    default:
      return owned_not_implemented();
  }
}

// Gives `set` the keys of `other`, an exact set that nobody else uses.
void take_table(Vm& vm, const Local& set, const Local& other) {
  Set* owner = set.as<Set>();
  owner->length = set_length(other);
  store(vm, owner, owner->table, load(other.as<Set>()->table));
}

bool intersection_update(Vm& vm, const Local& set, Value other) {
  Local result(vm, set_intersection(vm, set, other, Kind::Set));
  if (!result) return false;
  take_table(vm, set, result);
  return true;
}

Owned set_inplace(Vm& vm, BinaryOperator op, Value left, Value right) {
  if (!as_set(right)) return owned_not_implemented();
  Local self(vm, left), set(vm, as_set(left)), other(vm, as_set(right));
  bool ok;
  switch (op) {
    case BinaryOperator::bit_or:
      ok = set_update(vm, set, other);
      break;
    case BinaryOperator::bit_and:
      ok = intersection_update(vm, set, other);
      break;
    case BinaryOperator::subtract:
      ok = set_difference_update(vm, set, other);
      break;
    case BinaryOperator::bit_xor:
      ok = set_symmetric_difference_update(vm, set, other);
      break;
    default:
      return owned_not_implemented();
  }
  return ok ? self.take() : nullptr;
}

// --- constructors ------------------------------------------------------------------------------------------

Owned construct_set(Vm& vm, Arguments arguments) {
  if (constructs_exactly(vm, arguments[0], Kind::Set)) {
    if (!check_plain_arguments(vm, arguments, "set", 0, 1)) return nullptr;
    return arguments.count() > 1 ? set_from(vm, arguments[1], Kind::Set) : make_set(vm);
  }
  Owned payload = make_set(vm);
  return payload ? wrap_payload(vm, arguments[0], std::move(payload)) : nullptr;
}

Owned construct_frozen(Vm& vm, Arguments arguments) {
  const bool exact = constructs_exactly(vm, arguments[0], Kind::FrozenSet);
  if (exact && !check_plain_arguments(vm, arguments, "frozenset", 0, 1)) return nullptr;
  if (exact && arguments.count() > 1 && arguments[1].is(Kind::FrozenSet)) return retain(arguments[1]);
  Local payload(vm, arguments.count() > 1 ? set_from(vm, arguments[1], Kind::FrozenSet)
                                          : make_set(vm, Kind::FrozenSet));
  if (!payload) return nullptr;
  return exact ? payload.take() : wrap_payload(vm, arguments[0], payload.take());
}

Owned initialize_set(Vm& vm, Arguments arguments) {
  if (!check_plain_arguments(vm, arguments, "set", 0, 1)) return nullptr;
  set_clear(vm, receiver(arguments));
  if (arguments.count() > 1 && !set_update(vm, receiver(arguments), arguments[1])) return nullptr;
  return owned_none();
}

// --- methods of both ---------------------------------------------------------------------------------------

Owned copy(Vm& vm, Arguments arguments) {
  if (arguments[0].is(Kind::FrozenSet)) return retain(arguments[0]);
  return fresh_copy(vm, receiver(arguments));
}

Owned unite(Vm& vm, Arguments arguments) {
  Local result(vm, fresh_copy(vm, receiver(arguments)));
  if (!result) return nullptr;
  for (std::uint32_t i = 1; i < arguments.count(); ++i) {
    if (!set_update(vm, result, arguments[i])) return nullptr;
  }
  return result.take();
}

Owned intersect(Vm& vm, Arguments arguments) {
  Local result(vm, receiver(arguments));
  const Kind kind = set_kind(result);
  if (arguments.count() == 1) return fresh_copy(vm, result);
  for (std::uint32_t i = 1; i < arguments.count(); ++i) {
    result = set_intersection(vm, result, arguments[i], kind);
    if (!result) return nullptr;
  }
  return result.take();
}

Owned subtract(Vm& vm, Arguments arguments) {
  Local result(vm, receiver(arguments));
  const Kind kind = set_kind(result);
  if (arguments.count() == 1) return fresh_copy(vm, result);
  result = set_difference(vm, result, arguments[1], kind);
  for (std::uint32_t i = 2; result && i < arguments.count(); ++i) {
    if (!set_difference_update(vm, result, arguments[i])) return nullptr;
  }
  return result.take();
}

Owned symmetric_difference(Vm& vm, Arguments arguments) {
  Local set(vm, receiver(arguments));
  return set_symmetric_difference(vm, set, arguments[1], set_kind(set));
}

Owned is_disjoint(Vm& vm, Arguments arguments) {
  Local set(vm, receiver(arguments));
  const int answer = set_is_disjoint(vm, set, arguments[1]);
  return answer < 0 ? nullptr : owned_bool(answer);
}

Owned as_any_set(Vm& vm, Value iterable) {
  return as_set(iterable) ? retain(as_set(iterable)) : set_from(vm, iterable, Kind::Set);
}

Owned is_subset(Vm& vm, Arguments arguments) {
  Local other(vm, as_any_set(vm, arguments[1]));
  if (!other) return nullptr;
  Local set(vm, receiver(arguments));
  const int answer = set_is_subset(vm, set, other);
  return answer < 0 ? nullptr : owned_bool(answer);
}

Owned is_superset(Vm& vm, Arguments arguments) {
  Local other(vm, as_any_set(vm, arguments[1]));
  if (!other) return nullptr;
  Local set(vm, receiver(arguments));
  const int answer = set_is_subset(vm, other, set);
  return answer < 0 ? nullptr : owned_bool(answer);
}

// With the instance itself, whose class is named.
Owned repr_method(Vm& vm, Arguments arguments) { return set_repr(vm, arguments[0]); }

Owned size_of(Vm& vm, Arguments arguments) {
  const std::uint64_t cells = set_cells(receiver(arguments));
  return make_int(vm, 216 + (cells > kSetMinimumSize ? static_cast<std::int64_t>(16 * cells) : 0));
}

// --- methods of set ----------------------------------------------------------------------------------------

Owned add(Vm& vm, Arguments arguments) {
  return set_add(vm, receiver(arguments), arguments[1]) ? owned_none() : nullptr;
}

Owned discard(Vm& vm, Arguments arguments) {
  return set_discard(vm, receiver(arguments), arguments[1]) < 0 ? nullptr : owned_none();
}

Owned remove(Vm& vm, Arguments arguments) {
  const int removed = set_discard(vm, receiver(arguments), arguments[1]);
  if (removed > 0) return owned_none();
  return removed < 0 ? nullptr : raise_with(vm, ExceptionClass::KeyError, arguments[1]);
}

Owned pop(Vm& vm, Arguments arguments) {
  Local set(vm, receiver(arguments));
  if (set_length(set) == 0) {
    Local message(vm, make_str(vm, "pop from an empty set"));
    return message ? raise_with(vm, ExceptionClass::KeyError, message) : nullptr;
  }
  const SetView view(set.get());
  std::uint64_t cell = view.counters().finger & view.mask();
  while (!view.key(cell)) cell = (cell + 1) & view.mask();
  view.counters().finger = cell + 1;
  Owned key = retain(view.key(cell));
  set_remove_cell(vm, set, static_cast<std::int64_t>(cell));
  return key;
}

Owned clear(Vm& vm, Arguments arguments) {
  set_clear(vm, receiver(arguments));
  return owned_none();
}

Owned update(Vm& vm, Arguments arguments) {
  for (std::uint32_t i = 1; i < arguments.count(); ++i) {
    if (!set_update(vm, receiver(arguments), arguments[i])) return nullptr;
  }
  return owned_none();
}

Owned intersection_update_method(Vm& vm, Arguments arguments) {
  Local result(vm, intersect(vm, arguments));
  if (!result) return nullptr;
  Local set(vm, receiver(arguments));
  take_table(vm, set, result);
  return owned_none();
}

Owned difference_update_method(Vm& vm, Arguments arguments) {
  Local set(vm, receiver(arguments));
  for (std::uint32_t i = 1; i < arguments.count(); ++i) {
    if (!set_difference_update(vm, set, arguments[i])) return nullptr;
  }
  return owned_none();
}

Owned symmetric_difference_update_method(Vm& vm, Arguments arguments) {
  Local set(vm, receiver(arguments));
  return set_symmetric_difference_update(vm, set, arguments[1]) ? owned_none() : nullptr;
}

// Pickling and copying: (class, ([keys],), dict or None).
Owned reduce(Vm& vm, Arguments arguments) {
  Local keys(vm, list_from(vm, receiver(arguments)));
  if (!keys) return nullptr;
  Local inner(vm, make_tuple(vm, {keys}));
  if (!inner) return nullptr;
  Local dict(vm, get_attribute_or_null(vm, arguments[0], vm.names.__dict__));
  if (!dict) {
    if (has_pending(vm)) return nullptr;
    dict = Value::none();
  }
  return make_tuple(vm, {type_of(vm, arguments[0]), inner, dict});
}

#define MIDDEN_METHODS_OF_BOTH                                                                            \
  {"copy", copy, ""}, {"union", unite, "*others"}, {"intersection", intersect, "*others"},                \
      {"difference", subtract, "*others"}, {"symmetric_difference", symmetric_difference, "other, /"},    \
      {"isdisjoint", is_disjoint, "other, /"}, {"issubset", is_subset, "other, /"},                       \
      {"issuperset", is_superset, "other, /"}, {"__reduce__", reduce, ""}, {"__repr__", repr_method, ""}, \
      {"__sizeof__", size_of, ""}, {                                                                      \
    "__class_getitem__", class_get_item, "item, /", NativeDefinition::class_method                        \
  }

constexpr NativeDefinition kFrozenSetMethods[] = {MIDDEN_METHODS_OF_BOTH};
constexpr NativeDefinition kSetMethods[] = {
    MIDDEN_METHODS_OF_BOTH,
    {"__init__", initialize_set, "*args, **kwargs"},
    {"add", add, "object, /"},
    {"discard", discard, "object, /"},
    {"remove", remove, "object, /"},
    {"pop", pop, ""},
    {"clear", clear, ""},
    {"update", update, "*others"},
    {"intersection_update", intersection_update_method, "*others"},
    {"difference_update", difference_update_method, "*others"},
    {"symmetric_difference_update", symmetric_difference_update_method, "other, /"},
};
#undef MIDDEN_METHODS_OF_BOTH

constexpr std::uint32_t kOperators = 1u << static_cast<unsigned>(BinaryOperator::bit_or) |
                                     1u << static_cast<unsigned>(BinaryOperator::bit_and) |
                                     1u << static_cast<unsigned>(BinaryOperator::subtract) |
                                     1u << static_cast<unsigned>(BinaryOperator::bit_xor);

constexpr KindOperations kFrozenSetOperations = {
    .repr = set_repr,
    .hash = frozen_hash,
    .compare = set_compare,
    .length = set_length_operation,
    .contains = set_contains_operation,
    .iterate = set_iterate,
    .binary = set_binary,
    .binary_operators = kOperators,
};
constexpr KindOperations kSetOperations = {
    .repr = set_repr,
    .unhashable = true,
    .compare = set_compare,
    .length = set_length_operation,
    .contains = set_contains_operation,
    .iterate = set_iterate,
    .binary = set_binary,
    .inplace = set_inplace,
    .binary_operators = kOperators,
    .inplace_operators = kOperators,
};

// --- iterator ----------------------------------------------------------------------------------------------

Owned iterate_self(Vm&, Value self) { return retain(self); }

Owned iterator_next(Vm& vm, Value self) {
  ContainerIterator* iterator = self.as<ContainerIterator>();
  const Value set = load(iterator->container);
  if (!set) return nullptr;
  if (iterator->expected_length != set_length(set)) {
    iterator->expected_length = UINT64_MAX;  // the error stays
    return raise(vm, ExceptionClass::RuntimeError, "Set changed size during iteration");
  }
  std::int64_t hash;
  if (const Value key = set_next(set, &iterator->index, &hash)) {
    return retain(key);
  }
  store(vm, iterator, iterator->container, Value{});
  return nullptr;
}

Owned iterator_length_hint(Vm& vm, Arguments arguments) {
  const ContainerIterator* iterator = arguments[0].as<ContainerIterator>();
  const Value set = load(iterator->container);
  if (!set || iterator->expected_length != set_length(set)) return make_int(vm, 0);
  std::uint64_t cell = iterator->index;
  std::int64_t hash, left = 0;
  while (set_next(set, &cell, &hash)) ++left;
  return make_int(vm, left);
}

constexpr NativeDefinition kIteratorMethods[] = {{"__length_hint__", iterator_length_hint, ""}};
constexpr KindOperations kIteratorOperations = {.iterate = iterate_self, .next = iterator_next};

}  // namespace

const TypeDefinition kSetType = {
    .kind = Kind::Set,
    .name = "set",
    .module = "builtins",
    .operations = &kSetOperations,
    .methods = kSetMethods,
    .construct = construct_set,
    .construct_signature = "*args, **kwargs",
};
const TypeDefinition kFrozenSetType = {
    .kind = Kind::FrozenSet,
    .name = "frozenset",
    .module = "builtins",
    .operations = &kFrozenSetOperations,
    .methods = kFrozenSetMethods,
    .construct = construct_frozen,
    .construct_signature = "*args, **kwargs",
};
const TypeDefinition kSetIteratorType = {
    .kind = Kind::SetIterator,
    .name = "set_iterator",
    .module = "builtins",
    .operations = &kIteratorOperations,
    .methods = kIteratorMethods,
    .flags = kTypeFinal,
};

}  // namespace midden::python
