// types.GenericAlias (list[int]) and types.UnionType (int | str): annotations, which nothing interprets.

#include "workloads/interpreter/builtins/generic_alias.h"

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/sequence.h"
#include "workloads/interpreter/vm/classes.h"

namespace midden::python {
namespace {

Value origin_of(Value self) { return load(self.as<GenericAlias>()->origin); }
Value arguments_of(Value self) { return load(self.as<GenericAlias>()->arguments); }
Value members_of(Value self) { return load(self.as<UnionType>()->arguments); }

// A type as annotations show it: module.name, without the module for builtins.
bool append_type(Vm& vm, text::StringBuilder& out, Value item) {
  Local held(vm, item);
  if (item == Value::ellipsis()) {
    out.append("...");
    return true;
  }
  if (item.is_none() || item == Value::of(vm.kind_types[static_cast<unsigned>(Kind::NoneType)])) {
    out.append("None");
    return true;
  }
  if (!item.is(Kind::Type)) {
    Local shown(vm, repr(vm, held));
    if (!shown) return false;
    out.append(str_view(shown));
    return true;
  }
  Local module(vm, get_attribute_or_null(vm, held, vm.names.__module__));
  if (!module && has_pending(vm)) return false;
  if (module && is_str(module) && !text::equal(str_view(module), "builtins")) {
    out.append(str_view(module));
    out.append(U'.');
  }
  out.append(str_view(load(held.as<Type>()->qualified_name)));
  return true;
}

bool append_types(Vm& vm, text::StringBuilder& out, Value tuple, const char* separator) {
  Local types(vm, tuple);
  for (std::uint32_t i = 0; i < types.as<Tuple>()->length(); ++i) {
    if (i > 0) out.append(separator);
    if (!append_type(vm, out, load(types.as<Tuple>()->items[i]))) return false;
  }
  return true;
}

Owned alias_repr(Vm& vm, Value self) {
  Local alias(vm, self);
  text::StringBuilder out;
  if (!append_type(vm, out, origin_of(alias))) return nullptr;
  out.append(U'[');
  if (arguments_of(alias).as<Tuple>()->length() == 0) out.append("()");
  if (!append_types(vm, out, arguments_of(alias), ", ")) return nullptr;
  out.append(U']');
  return make_str(vm, out);
}

bool alias_hash(Vm& vm, Value self, std::int64_t* result) {
  Local alias(vm, self);
  std::int64_t origin, arguments;
  if (!python::hash(vm, origin_of(alias), &origin) || !python::hash(vm, arguments_of(alias), &arguments))
    return false;
  *result = origin ^ arguments;
  if (*result == -1) *result = -2;
  return true;
}

Owned alias_compare(Vm& vm, Value left, Value right, Comparison op) {
  if (!right.is(Kind::GenericAlias) || (op != Comparison::equal && op != Comparison::not_equal)) {
    return owned_not_implemented();
  }
  Local a(vm, left), b(vm, right);
  int equal = is_equal(vm, origin_of(a), origin_of(b));
  if (equal == 1) equal = is_equal(vm, arguments_of(a), arguments_of(b));
  return equal < 0 ? nullptr : owned_bool((equal == 1) == (op == Comparison::equal));
}

// Substituting type variables changes only what annotations show: the alias stays as it is.
Owned alias_get_item(Vm&, Value self, Value) { return retain(self); }

Owned alias_call(Vm& vm, Value self, Arguments arguments) {
  const Value names = arguments.keyword_names();
  const std::uint32_t named = names ? names.as<Tuple>()->length() : 0;
  const std::span<const Value> values(reinterpret_cast<const Value*>(arguments.data()),
                                      arguments.count() + named);
  return call_span(vm, origin_of(self), values, names);
}

Owned alias_get_attribute(Vm& vm, Value self, Value name) {
  Local alias(vm, self), held(vm, name);
  Owned own = generic_get_attribute(vm, alias, held);
  if (own || has_pending(vm)) return own;
  return get_attribute(vm, origin_of(alias), held);
}

Owned alias_mro_entries(Vm& vm, Arguments arguments) { return make_tuple(vm, {origin_of(arguments[0])}); }

Owned get_origin(Vm&, Value self) { return retain(origin_of(self)); }
Owned get_arguments(Vm&, Value self) { return retain(arguments_of(self)); }
Owned get_parameters(Vm& vm, Value) { return retain(vm.empty_tuple); }

Owned alias_construct(Vm& vm, Arguments arguments) {
  return make_generic_alias(vm, arguments[1], arguments[2]);
}

Owned union_binary(Vm& vm, BinaryOperator op, Value left, Value right) {
  return op == BinaryOperator::bit_or ? make_union(vm, left, right) : owned_not_implemented();
}

constexpr NativeDefinition kAliasMethods[] = {{"__mro_entries__", alias_mro_entries, "bases, /"}};
constexpr GetSetDefinition kAliasGetters[] = {
    {"__origin__", get_origin}, {"__args__", get_arguments}, {"__parameters__", get_parameters}};
constexpr KindOperations kAliasOperations = {
    .repr = alias_repr,
    .hash = alias_hash,
    .compare = alias_compare,
    .get_item = alias_get_item,
    .binary = union_binary,
    .binary_operators = operator_bit(BinaryOperator::bit_or),
    .call = alias_call,
    .get_attribute = alias_get_attribute,
};

// --- unions ------------------------------------------------------------------------------------------------

bool can_be_member(Value value) {
  return value.is_none() || value.is(Kind::Type) || value.is(Kind::GenericAlias) ||
         value.is(Kind::UnionType) || value.is(Kind::Instance);
}

// Adds a type, or the members of a union, that `list` does not have yet.
bool add_members(Vm& vm, const Local& list, Value value) {
  Local item(vm, value);
  if (item.get().is(Kind::UnionType)) {
    Local members(vm, members_of(item));
    for (std::uint32_t i = 0; i < members.as<Tuple>()->length(); ++i) {
      if (!add_members(vm, list, load(members.as<Tuple>()->items[i]))) return false;
    }
    return true;
  }
  if (value.is_none()) item = Value::of(vm.kind_types[static_cast<unsigned>(Kind::NoneType)]);
  const int known = sequence_contains(vm, list, item);
  return known < 0 ? false : known == 1 || list_append(vm, list, item.get());
}

Owned union_repr(Vm& vm, Value self) {
  text::StringBuilder out;
  return append_types(vm, out, members_of(self), " | ") ? make_str(vm, out) : nullptr;
}

bool union_hash(Vm& vm, Value self, std::int64_t* result) {
  Local members(vm, set_from(vm, members_of(self), Kind::FrozenSet));
  return members && python::hash(vm, members, result);
}

Owned union_compare(Vm& vm, Value left, Value right, Comparison op) {
  if (!right.is(Kind::UnionType) || (op != Comparison::equal && op != Comparison::not_equal)) {
    return owned_not_implemented();
  }
  Local other(vm, right);
  Local a(vm, set_from(vm, members_of(left), Kind::Set));
  if (!a) return nullptr;
  Local b(vm, set_from(vm, members_of(other), Kind::Set));
  return b ? compare(vm, a, b, op) : nullptr;
}

Owned union_arguments(Vm&, Value self) { return retain(members_of(self)); }

constexpr GetSetDefinition kUnionGetters[] = {{"__args__", union_arguments},
                                              {"__parameters__", get_parameters}};
constexpr KindOperations kUnionOperations = {
    .repr = union_repr,
    .hash = union_hash,
    .compare = union_compare,
    .binary = union_binary,
    .binary_operators = operator_bit(BinaryOperator::bit_or),
};

}  // namespace

Owned make_generic_alias(Vm& vm, Value origin, Value arguments) {
  Local source(vm, origin), items(vm, arguments);
  if (!items.get().is(Kind::Tuple)) {
    items = make_tuple(vm, {items.get()});
    if (!items) return nullptr;
  }
  GenericAlias* alias = allocate<GenericAlias>(vm, Kind::GenericAlias);
  if (!alias) return nullptr;
  initialize(vm, alias, alias->origin, source.take());
  initialize(vm, alias, alias->arguments, items.take());
  return adopt(alias);
}

Owned make_union(Vm& vm, Value left, Value right) {
  if (!can_be_member(left) || !can_be_member(right)) return owned_not_implemented();
  Local a(vm, left), b(vm, right), members(vm, make_list(vm));
  if (!members || !add_members(vm, members, a) || !add_members(vm, members, b)) return nullptr;
  if (list_length(members) == 1) return retain(list_item(members, 0));
  Local items(vm, list_to_tuple(vm, members));
  if (!items) return nullptr;
  UnionType* result = allocate<UnionType>(vm, Kind::UnionType);
  if (!result) return nullptr;
  initialize(vm, result, result->arguments, items.take());
  return adopt(result);
}

Owned class_get_item(Vm& vm, Arguments arguments) {
  return make_generic_alias(vm, arguments[0], arguments[1]);
}

const TypeDefinition kGenericAliasType = {
    .kind = Kind::GenericAlias,
    .name = "GenericAlias",
    .module = "types",
    .operations = &kAliasOperations,
    .methods = kAliasMethods,
    .getters = kAliasGetters,
    .construct = alias_construct,
    .construct_signature = "origin, arguments, /",
};
const TypeDefinition kUnionType = {
    .kind = Kind::UnionType,
    .name = "UnionType",
    .module = "types",
    .operations = &kUnionOperations,
    .getters = kUnionGetters,
    .flags = kTypeFinal,
};

}  // namespace midden::python
