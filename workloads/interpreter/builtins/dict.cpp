// The type dict.

#include "workloads/interpreter/builtins/dict.h"

#include "workloads/interpreter/builtins/default_dict.h"
#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/dict_views.h"
#include "workloads/interpreter/builtins/sequence.h"

namespace midden::python {
namespace {

Owned dict_repr(Vm& vm, Value self) {
  Local dict(vm, as_dict(self));
  if (dict_length(dict) == 0) return make_str(vm, "{}");
  ReprGuard guard(vm, dict);
  if (!guard.first()) return make_str(vm, "{...}");
  RecursionGuard depth(vm, " while getting the repr of an object");
  if (!depth) return nullptr;
  text::StringBuilder out;
  out.append(U'{');
  bool first = true;
  for (std::uint32_t entry = 0; entry < dict_entry_count(dict); ++entry) {
    Local key(vm, dict_entry_key(dict, entry));
    if (!key) continue;
    Local value(vm, dict_entry_value(dict, entry));
    if (!first) out.append(", ");
    first = false;
    Local shown(vm, repr(vm, key));
    if (!shown) return nullptr;
    out.append(str_view(shown));
    out.append(": ");
    shown = repr(vm, value);
    if (!shown) return nullptr;
    out.append(str_view(shown));
  }
  out.append(U'}');
  return make_str(vm, out);
}

// 1 equal, 0 not, -1 error.
int dicts_equal(Vm& vm, const Local& left, const Local& right) {
  if (dict_length(left) != dict_length(right)) return 0;
  RecursionGuard guard(vm, " in comparison");
  if (!guard) return -1;
  for (std::uint32_t entry = 0; entry < dict_entry_count(left); ++entry) {
    Local key(vm, dict_entry_key(left, entry));
    if (!key) continue;
    Local value(vm, dict_entry_value(left, entry));
    const std::int64_t found = dict_find(vm, right, key, DictView(left.get()).hash(entry));
    if (found < 0) return found == kDictError ? -1 : 0;
    Local other(vm, dict_entry_value(right, static_cast<std::uint32_t>(found)));
    int equal = quick_equal(value, other);
    if (equal < 0) equal = is_equal(vm, value, other);
    if (equal != 1) return equal;
  }
  return 1;
}

Owned dict_compare(Vm& vm, Value left, Value right, Comparison op) {
  const Value other = as_dict(right);
  if (!other || (op != Comparison::equal && op != Comparison::not_equal)) return owned_not_implemented();
  Local a(vm, as_dict(left)), b(vm, other);
  const int equal = dicts_equal(vm, a, b);
  return equal < 0 ? nullptr : owned_bool((equal == 1) == (op == Comparison::equal));
}

std::int64_t dict_length_operation(Vm&, Value self) {
  return static_cast<std::int64_t>(dict_length(as_dict(self)));
}

bool dict_set_item(Vm& vm, Value self, Value key, Value value) {
  if (value) return dict_set(vm, as_dict(self), key, value);
  Local held(vm, key);
  const int deleted = dict_delete(vm, as_dict(self), key);
  if (deleted == 0) raise_with(vm, ExceptionClass::KeyError, held);
  return deleted > 0;
}

int dict_contains_operation(Vm& vm, Value self, Value key) { return dict_contains(vm, as_dict(self), key); }

Owned dict_iterate(Vm& vm, Value self) {
  return make_dict_iterator(vm, Kind::DictKeyIterator, as_dict(self));
}

Owned dict_binary(Vm& vm, BinaryOperator op, Value left, Value right) {
  if (op != BinaryOperator::bit_or || !as_dict(left) || !as_dict(right)) return owned_not_implemented();
  Local other(vm, right);
  Local result(vm, dict_copy(vm, as_dict(left)));
  if (!result || !dict_update(vm, result, other)) return nullptr;
  return result.take();
}

Owned dict_inplace(Vm& vm, BinaryOperator op, Value left, Value right) {
  if (op != BinaryOperator::bit_or) return owned_not_implemented();
  Local self(vm, left);
  return dict_update(vm, as_dict(left), right) ? self.take() : nullptr;
}

// --- methods -----------------------------------------------------------------------------------------------

Value receiver(Arguments arguments) { return as_dict(arguments[0]); }

// The arguments of dict(), __init__ and update() after arguments[0]: at most one mapping or iterable, and
// keywords.
bool update_from_arguments(Vm& vm, const Local& dict, Arguments arguments, const char* name) {
  if (arguments.count() > 2) {
    raise_type_error(vm, "%s expected at most 1 argument, got %u", name, arguments.count() - 1);
    return false;
  }
  if (arguments.count() == 2 && !dict_update(vm, dict, arguments[1])) return false;
  const std::uint32_t named = arguments.keyword_names() ? arguments.keyword_names().as<Tuple>()->length() : 0;
  for (std::uint32_t i = 0; i < named; ++i) {
    const Value key = load(arguments.keyword_names().as<Tuple>()->items[i]);
    if (!dict_set(vm, dict, key, arguments[arguments.count() + i])) return false;
  }
  return true;
}

Owned construct(Vm& vm, Arguments arguments) {
  Local dict(vm, make_dict(vm));
  if (!dict) return nullptr;
  if (!constructs_exactly(vm, arguments[0], Kind::Dict)) return wrap_payload(vm, arguments[0], dict.take());
  return update_from_arguments(vm, dict, arguments, "dict") ? dict.take() : nullptr;
}

Owned initialize_dict(Vm& vm, Arguments arguments) {
  Local dict(vm, receiver(arguments));
  return update_from_arguments(vm, dict, arguments, "dict") ? owned_none() : nullptr;
}

Owned update(Vm& vm, Arguments arguments) {
  Local dict(vm, receiver(arguments));
  return update_from_arguments(vm, dict, arguments, "update") ? owned_none() : nullptr;
}

Owned get(Vm& vm, Arguments arguments) {
  std::int64_t hash;
  if (is_dict(arguments[0]) && quick_hash(arguments[1], &hash)) [[likely]] {
    const std::int64_t entry = dict_find_quick(arguments[0], arguments[1], hash);
    if (entry >= 0) return retain(dict_entry_value(arguments[0], static_cast<std::uint32_t>(entry)));
    if (entry == kDictAbsent) return arguments[2] ? retain(arguments[2]) : owned_none();
  }
  Owned found = dict_get(vm, receiver(arguments), arguments[1]);
  if (found || has_pending(vm)) return found;
  return arguments[2] ? retain(arguments[2]) : owned_none();
}

Owned set_default(Vm& vm, Arguments arguments) {
  Local dict(vm, receiver(arguments)), key(vm, arguments[1]);
  Local value(vm, arguments[2] ? arguments[2] : Value::none());
  std::int64_t hash;
  if (!quick_hash(key, &hash) && !python::hash(vm, key, &hash)) return nullptr;
  const std::int64_t entry = dict_find(vm, dict, key, hash);
  if (entry == kDictError) return nullptr;
  if (entry >= 0) return retain(dict_entry_value(dict, static_cast<std::uint32_t>(entry)));
  return dict_insert_new(vm, dict, key, value, hash) ? value.take() : nullptr;
}

Owned pop(Vm& vm, Arguments arguments) {
  Local dict(vm, receiver(arguments)), key(vm, arguments[1]);
  std::int64_t hash;
  if (!quick_hash(key, &hash) && !python::hash(vm, key, &hash)) return nullptr;
  const std::int64_t entry = dict_find(vm, dict, key, hash);
  if (entry == kDictError) return nullptr;
  if (entry < 0) {
    if (arguments[2]) return retain(arguments[2]);
    return raise_with(vm, ExceptionClass::KeyError, key);
  }
  Owned value = retain(dict_entry_value(dict, static_cast<std::uint32_t>(entry)));
  dict_remove_entry(vm, dict, entry);
  return value;
}

Owned pop_item(Vm& vm, Arguments arguments) {
  Local dict(vm, receiver(arguments));
  if (dict_length(dict) == 0) {
    Local message(vm, make_str(vm, "popitem(): dictionary is empty"));
    return message ? raise_with(vm, ExceptionClass::KeyError, message) : nullptr;
  }
  const DictView view(dict.get());
  std::uint32_t last = view.used() - 1;
  while (!view.key(last)) --last;
  Local item(vm, dict_item_tuple(vm, dict, last));
  if (!item) return nullptr;
  dict_remove_entry(vm, dict, last);
  DictView(dict.get()).used() = last;
  return item.take();
}

Owned clear(Vm& vm, Arguments arguments) {
  dict_clear(vm, receiver(arguments));
  return owned_none();
}

Owned copy(Vm& vm, Arguments arguments) { return dict_copy(vm, receiver(arguments)); }
Owned keys(Vm& vm, Arguments arguments) { return make_dict_view(vm, Kind::DictKeys, receiver(arguments)); }
Owned values(Vm& vm, Arguments arguments) {
  return make_dict_view(vm, Kind::DictValues, receiver(arguments));
}
Owned items(Vm& vm, Arguments arguments) { return make_dict_view(vm, Kind::DictItems, receiver(arguments)); }
Owned reversed(Vm& vm, Arguments arguments) { return make_dict_reverse_iterator(vm, receiver(arguments), 0); }

Owned from_keys(Vm& vm, Arguments arguments) {
  Local value(vm, arguments[2] ? arguments[2] : Value::none());
  Local dict(vm, call(vm, arguments[0]));
  if (!dict) return nullptr;
  Local iterator(vm, get_iterator(vm, arguments[1]));
  if (!iterator) return nullptr;
  const bool plain = is_dict(dict);
  for (;;) {
    Local key(vm, next(vm, iterator));
    if (!key) return has_pending(vm) ? nullptr : dict.take();
    if (!(plain ? dict_set(vm, dict, key, value) : set_item(vm, dict, key, value))) return nullptr;
  }
}

Owned size_of(Vm& vm, Arguments arguments) {
  const Value table = load(receiver(arguments).as<Dict>()->table);
  return make_int(vm, 64 + (table ? static_cast<std::int64_t>(table.object()->size_bytes()) : 0));
}

// With the instance itself, whose class may have __missing__.
Owned subscript(Vm& vm, Arguments arguments) { return dict_subscript(vm, arguments[0], arguments[1]); }

constexpr NativeDefinition kMethods[] = {
    {"__getitem__", subscript, "key, /"},
    {"__init__", initialize_dict, "*args, **kwargs"},
    {"get", get, "key, default=, /"},
    {"setdefault", set_default, "key, default=, /"},
    {"pop", pop, "key, default=, /"},
    {"popitem", pop_item, ""},
    {"keys", keys, ""},
    {"values", values, ""},
    {"items", items, ""},
    {"update", update, "*args, **kwargs"},
    {"fromkeys", from_keys, "iterable, value=, /", NativeDefinition::class_method},
    {"clear", clear, ""},
    {"copy", copy, ""},
    {"__reversed__", reversed, ""},
    {"__sizeof__", size_of, ""},
    {"__class_getitem__", class_get_item, "item, /", NativeDefinition::class_method},
};

constexpr KindOperations kOperations = {
    .repr = dict_repr,
    .unhashable = true,
    .compare = dict_compare,
    .length = dict_length_operation,
    .get_item = dict_subscript,
    .set_item = dict_set_item,
    .contains = dict_contains_operation,
    .iterate = dict_iterate,
    .binary = dict_binary,
    .inplace = dict_inplace,
    .binary_operators = 1u << static_cast<unsigned>(BinaryOperator::bit_or),
    .inplace_operators = 1u << static_cast<unsigned>(BinaryOperator::bit_or),
};

}  // namespace

const KindOperations& dict_operations() { return kOperations; }

Value as_dict_slow(Value value) {
  if (const Value dict = unwrap(value, Kind::Dict)) return dict;
  const Value with_default = unwrap(value, Kind::DefaultDict);
  return with_default ? load(with_default.as<DefaultDict>()->dict) : Value{};
}

Owned dict_subscript(Vm& vm, Value self, Value key) {
  std::int64_t hash;
  if (is_dict(self) && quick_hash(key, &hash)) [[likely]] {
    const std::int64_t entry = dict_find_quick(self, key, hash);
    if (entry >= 0) return retain(dict_entry_value(self, static_cast<std::uint32_t>(entry)));
  }
  Local object(vm, self), held(vm, key);
  Owned found = dict_get(vm, as_dict(self), key);
  if (found || has_pending(vm)) return found;
  if (!is_dict(object) && lookup_in_type(vm, type_of(vm, object), vm.names.__missing__)) {
    return call_special(vm, object, vm.names.__missing__, {held});
  }
  return raise_with(vm, ExceptionClass::KeyError, held);
}

const TypeDefinition kDictType = {
    .kind = Kind::Dict,
    .name = "dict",
    .module = "builtins",
    .operations = &kOperations,
    .methods = kMethods,
    .construct = construct,
    .construct_signature = "*args, **kwargs",
};

}  // namespace midden::python
