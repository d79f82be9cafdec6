// mappingproxy: a read-only window on a mapping.

#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/dict.h"
#include "workloads/interpreter/builtins/sequence.h"

namespace midden::python {
namespace {

Value mapping_of(Value self) { return load(self.as<MappingProxy>()->mapping); }

Owned proxy_repr(Vm& vm, Value self) {
  Local shown(vm, repr(vm, mapping_of(self)));
  if (!shown) return nullptr;
  text::StringBuilder out;
  out.append("mappingproxy(");
  out.append(str_view(shown));
  out.append(U')');
  return make_str(vm, out);
}

Owned proxy_str(Vm& vm, Value self) { return str(vm, mapping_of(self)); }
bool proxy_hash(Vm& vm, Value self, std::int64_t* result) {
  return python::hash(vm, mapping_of(self), result);
}
Owned proxy_compare(Vm& vm, Value left, Value right, Comparison op) {
  return compare(vm, mapping_of(left), right, op);
}
std::int64_t proxy_length(Vm& vm, Value self) { return length(vm, mapping_of(self)); }
Owned proxy_get_item(Vm& vm, Value self, Value key) { return get_item(vm, mapping_of(self), key); }
int proxy_contains(Vm& vm, Value self, Value key) { return contains(vm, mapping_of(self), key); }
Owned proxy_iterate(Vm& vm, Value self) { return get_iterator(vm, mapping_of(self)); }

Owned proxy_binary(Vm& vm, BinaryOperator op, Value left, Value right) {
  if (op != BinaryOperator::bit_or) return owned_not_implemented();
  const Value a = left.is(Kind::MappingProxy) ? mapping_of(left) : left;
  const Value b = right.is(Kind::MappingProxy) ? mapping_of(right) : right;
  return binary_operation(vm, op, a, b);
}

Owned proxy_inplace(Vm& vm, BinaryOperator, Value left, Value) {
  return raise_type_error(vm, "'|=' is not supported by %s; use '|' instead", type_name(vm, left).c_str());
}

Owned get(Vm& vm, Arguments arguments) {
  const Value mapping = mapping_of(arguments[0]);
  if (!is_dict(mapping)) {
    return call_method(vm, mapping, vm.names.get,
                       {arguments[1], arguments[2] ? arguments[2] : Value::none()});
  }
  Owned found = dict_get(vm, mapping, arguments[1]);
  if (found || has_pending(vm)) return found;
  return arguments[2] ? retain(arguments[2]) : owned_none();
}
Owned keys(Vm& vm, Arguments arguments) { return call_method(vm, mapping_of(arguments[0]), vm.names.keys); }
Owned items(Vm& vm, Arguments arguments) { return call_method(vm, mapping_of(arguments[0]), vm.names.items); }
Owned copy(Vm& vm, Arguments arguments) { return call_method(vm, mapping_of(arguments[0]), vm.names.copy); }
Owned values(Vm& vm, Arguments arguments) {
  return call_method(vm, mapping_of(arguments[0]), intern_immortal(vm, "values"));
}
Owned reversed(Vm& vm, Arguments arguments) {
  return call_method(vm, mapping_of(arguments[0]), intern_immortal(vm, "__reversed__"));
}

Owned construct(Vm& vm, Arguments arguments) {
  if (!lookup_in_type(vm, type_of(vm, arguments[1]), vm.names.__getitem__) || is_sequence(arguments[1])) {
    return raise_type_error(vm, "mappingproxy() argument must be a mapping, not %s",
                            type_name(vm, arguments[1]).c_str());
  }
  MappingProxy* proxy = allocate<MappingProxy>(vm, Kind::MappingProxy);
  if (!proxy) return nullptr;
  initialize(vm, proxy, proxy->mapping, arguments[1]);
  return adopt(proxy);
}

constexpr NativeDefinition kMethods[] = {
    {"get", get, "key, default=, /"},
    {"keys", keys, ""},
    {"values", values, ""},
    {"items", items, ""},
    {"copy", copy, ""},
    {"__reversed__", reversed, ""},
    {"__class_getitem__", class_get_item, "item, /", NativeDefinition::class_method},
};

constexpr KindOperations kOperations = {
    .repr = proxy_repr,
    .str = proxy_str,
    .hash = proxy_hash,
    .compare = proxy_compare,
    .length = proxy_length,
    .get_item = proxy_get_item,
    .contains = proxy_contains,
    .iterate = proxy_iterate,
    .binary = proxy_binary,
    .inplace = proxy_inplace,
    .binary_operators = 1u << static_cast<unsigned>(BinaryOperator::bit_or),
    .inplace_operators = 1u << static_cast<unsigned>(BinaryOperator::bit_or),
};

}  // namespace

const TypeDefinition kMappingProxyType = {
    .kind = Kind::MappingProxy,
    .name = "mappingproxy",
    .module = "builtins",
    .operations = &kOperations,
    .methods = kMethods,
    .construct = construct,
    .construct_signature = "mapping",
    .flags = kTypeFinal,
};

}  // namespace midden::python
