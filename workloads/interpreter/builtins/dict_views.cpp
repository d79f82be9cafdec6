// dict.keys(), values() and items(): live views, the first and the last of which behave like sets.

#include "workloads/interpreter/builtins/dict_views.h"

#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/sequence.h"
#include "workloads/interpreter/builtins/set_operations.h"

namespace midden::python {
namespace {

Value dict_of(Value view) { return load(view.as<DictViewObject>()->dict); }
bool is_set_like(Value value) { return value.is(Kind::DictKeys) || value.is(Kind::DictItems); }

Owned view_repr(Vm& vm, Value self) {
  Local view(vm, self);
  const std::string name = class_name(vm, view);
  ReprGuard guard(vm, view);
  if (!guard.first()) return make_str(vm, "...");
  Local list(vm, list_from(vm, view));
  if (!list) return nullptr;
  Local shown(vm, repr(vm, list));
  if (!shown) return nullptr;
  text::StringBuilder out;
  out.append_utf8(name);
  out.append(U'(');
  out.append(str_view(shown));
  out.append(U')');
  return make_str(vm, out);
}

std::int64_t view_length(Vm&, Value self) { return static_cast<std::int64_t>(dict_length(dict_of(self))); }

int keys_contain(Vm& vm, Value self, Value key) { return dict_contains(vm, dict_of(self), key); }

int items_contain(Vm& vm, Value self, Value item) {
  if (!as_kind(item, Kind::Tuple) || as_kind(item, Kind::Tuple).as<Tuple>()->length() != 2) return 0;
  Local dict(vm, dict_of(self)), pair(vm, as_kind(item, Kind::Tuple));
  Local found(vm, dict_get(vm, dict, load(pair.as<Tuple>()->items[0])));
  if (!found) return has_pending(vm) ? -1 : 0;
  return is_equal(vm, found, load(pair.as<Tuple>()->items[1]));
}

Owned iterate_keys(Vm& vm, Value self) {
  return make_dict_iterator(vm, Kind::DictKeyIterator, dict_of(self));
}
Owned iterate_values(Vm& vm, Value self) {
  return make_dict_iterator(vm, Kind::DictValueIterator, dict_of(self));
}
Owned iterate_items(Vm& vm, Value self) {
  return make_dict_iterator(vm, Kind::DictItemIterator, dict_of(self));
}

// All items of one container are in the other: 1, 0, -1.
int all_contained(Vm& vm, const Local& items, const Local& container) {
  Local iterator(vm, get_iterator(vm, items));
  if (!iterator) return -1;
  for (;;) {
    Local item(vm, next(vm, iterator));
    if (!item) return has_pending(vm) ? -1 : 1;
    const int found = contains(vm, container, item);
    if (found != 1) return found;
  }
}

Owned view_compare(Vm& vm, Value left, Value right, Comparison op) {
  if (!as_set(right) && !is_set_like(right)) return owned_not_implemented();
  Local a(vm, left), b(vm, right);
  const std::int64_t m = view_length(vm, a), n = length(vm, b);
  if (n < 0) return nullptr;
  int answer;
  switch (op) {
    case Comparison::equal:
    case Comparison::not_equal:
      answer = m == n ? all_contained(vm, a, b) : 0;
      if (op == Comparison::not_equal && answer >= 0) answer = !answer;
      break;
    case Comparison::less:
      answer = m < n ? all_contained(vm, a, b) : 0;
      break;
    case Comparison::less_equal:
      answer = m <= n ? all_contained(vm, a, b) : 0;
      break;
    case Comparison::greater:
      answer = m > n ? all_contained(vm, b, a) : 0;
      break;
    default:
      answer = m >= n ? all_contained(vm, b, a) : 0;
      break;
  }
  return answer < 0 ? nullptr : owned_bool(answer);
}

Owned view_intersection(Vm& vm, Local& view, Local& other) {
  if (!is_set_like(view)) {
    Local swapped(vm, view.get());
    view = other.get();
    other = swapped.get();
  }
  if (is_set_like(other) && view_length(vm, other) > view_length(vm, view)) {
    Local swapped(vm, view.get());
    view = other.get();
    other = swapped.get();
  }
  Local result(vm, make_set(vm));
  Local iterator(vm, get_iterator(vm, other));
  if (!result || !iterator) return nullptr;
  for (;;) {
    Local item(vm, next(vm, iterator));
    if (!item) return has_pending(vm) ? nullptr : result.take();
    const int found = contains(vm, view, item);
    if (found < 0 || (found && !set_add(vm, result, item))) return nullptr;
  }
}

Owned view_binary(Vm& vm, BinaryOperator op, Value left, Value right) {
  Local a(vm, left), b(vm, right);
  if (op == BinaryOperator::bit_and) return view_intersection(vm, a, b);
  Local result(vm, set_from(vm, a, Kind::Set));
  if (!result) return nullptr;
  bool ok;
  switch (op) {
    case BinaryOperator::bit_or:
      ok = set_update(vm, result, b);
      break;
    case BinaryOperator::subtract:
      ok = set_difference_update(vm, result, b);
      break;
    case BinaryOperator::bit_xor:
      ok = set_symmetric_difference_update(vm, result, b);
      break;
    default:
      return owned_not_implemented();
  }
  return ok ? result.take() : nullptr;
}

Owned is_disjoint(Vm& vm, Arguments arguments) {
  Local view(vm, arguments[0]), other(vm, arguments[1]);
  Local iterator(vm, get_iterator(vm, other));
  if (!iterator) return nullptr;
  for (;;) {
    Local item(vm, next(vm, iterator));
    if (!item) return has_pending(vm) ? nullptr : owned_bool(true);
    const int found = contains(vm, view, item);
    if (found != 0) return found < 0 ? nullptr : owned_bool(false);
  }
}

Owned reversed(Vm& vm, Arguments arguments) {
  const Value view = arguments[0];
  const unsigned yields = view.is(Kind::DictKeys) ? 0 : view.is(Kind::DictValues) ? 1 : 2;
  return make_dict_reverse_iterator(vm, dict_of(view), yields);
}

Owned get_mapping(Vm& vm, Value self) {
  Local dict(vm, dict_of(self));
  MappingProxy* proxy = allocate<MappingProxy>(vm, Kind::MappingProxy);
  if (!proxy) return nullptr;
  initialize(vm, proxy, proxy->mapping, dict.take());
  return adopt(proxy);
}

constexpr NativeDefinition kSetLikeMethods[] = {
    {"isdisjoint", is_disjoint, "other, /"},
    {"__reversed__", reversed, ""},
};
constexpr NativeDefinition kValuesMethods[] = {{"__reversed__", reversed, ""}};
constexpr GetSetDefinition kGetters[] = {{"mapping", get_mapping}};

constexpr std::uint32_t kOperators = 1u << static_cast<unsigned>(BinaryOperator::bit_or) |
                                     1u << static_cast<unsigned>(BinaryOperator::bit_and) |
                                     1u << static_cast<unsigned>(BinaryOperator::subtract) |
                                     1u << static_cast<unsigned>(BinaryOperator::bit_xor);

constexpr KindOperations kKeysOperations = {
    .repr = view_repr,
    .unhashable = true,
    .compare = view_compare,
    .length = view_length,
    .contains = keys_contain,
    .iterate = iterate_keys,
    .binary = view_binary,
    .binary_operators = kOperators,
};
constexpr KindOperations kItemsOperations = {
    .repr = view_repr,
    .unhashable = true,
    .compare = view_compare,
    .length = view_length,
    .contains = items_contain,
    .iterate = iterate_items,
    .binary = view_binary,
    .binary_operators = kOperators,
};
constexpr KindOperations kValuesOperations = {
    .repr = view_repr, .length = view_length, .iterate = iterate_values};

}  // namespace

Owned make_dict_view(Vm& vm, Kind kind, Value dict) {
  Local held(vm, dict);
  DictViewObject* view = allocate<DictViewObject>(vm, kind);
  if (!view) return nullptr;
  initialize(vm, view, view->dict, held.take());
  return adopt(view);
}

const TypeDefinition kDictKeysType = {
    .kind = Kind::DictKeys,
    .name = "dict_keys",
    .module = "builtins",
    .operations = &kKeysOperations,
    .methods = kSetLikeMethods,
    .getters = kGetters,
    .flags = kTypeFinal,
};
const TypeDefinition kDictValuesType = {
    .kind = Kind::DictValues,
    .name = "dict_values",
    .module = "builtins",
    .operations = &kValuesOperations,
    .methods = kValuesMethods,
    .getters = kGetters,
    .flags = kTypeFinal,
};
const TypeDefinition kDictItemsType = {
    .kind = Kind::DictItems,
    .name = "dict_items",
    .module = "builtins",
    .operations = &kItemsOperations,
    .methods = kSetLikeMethods,
    .getters = kGetters,
    .flags = kTypeFinal,
};

}  // namespace midden::python
