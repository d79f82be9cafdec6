// weakref.proxy: an object that stands for another without keeping it alive.

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/results.h"
#include "workloads/interpreter/modules/weakref_object.h"

namespace midden::python {
namespace {

// What a proxy stands for, any other value itself. Null: ReferenceError.
Owned target(Vm& vm, Value value) {
  if (!value.is(Kind::WeakProxy) && !value.is(Kind::WeakCallableProxy)) return retain(value);
  const Value referent = weak_referent(vm, value);
  if (referent) return retain(referent);
  return raise(vm, ExceptionClass::ReferenceError, "weakly-referenced object no longer exists");
}

Owned proxy_repr(Vm& vm, Value self) {
  Local referent(vm, weak_referent(vm, self));
  char text[64];
  snprintf(text, sizeof text, "<weakproxy at 0x%llx to ",
           static_cast<unsigned long long>(vm.mutator.identity(self.object()) * 16));
  std::string out = text;
  if (!referent) return make_str_utf8(vm, out + "NoneType>");
  const std::uint64_t identity = vm.mutator.identity(referent.get().object());
  snprintf(text, sizeof text, " at 0x%llx>", static_cast<unsigned long long>(identity * 16));
  return make_str_utf8(vm, out + class_name(vm, referent) + text);
}
Owned proxy_str(Vm& vm, Value self) {
  Local object(vm, target(vm, self));
  return object ? str(vm, object) : nullptr;
}
Owned proxy_compare(Vm& vm, Value left, Value right, Comparison op) {
  Local other(vm, right), a(vm, target(vm, left));
  if (!a) return nullptr;
  Local b(vm, target(vm, other));
  return b ? compare(vm, a, b, op) : nullptr;
}
int proxy_truth(Vm& vm, Value self) {
  Local object(vm, target(vm, self));
  return object ? is_true(vm, object) : -1;
}
std::int64_t proxy_length(Vm& vm, Value self) {
  Local object(vm, target(vm, self));
  return object ? length(vm, object) : -1;
}
Owned proxy_get_item(Vm& vm, Value self, Value key) {
  Local held(vm, key), object(vm, target(vm, self));
  return object ? get_item(vm, object, held) : nullptr;
}
bool proxy_set_item(Vm& vm, Value self, Value key, Value value) {
  Local held(vm, key), content(vm, value), object(vm, target(vm, self));
  return object && set_item(vm, object, held, content);
}
int proxy_contains(Vm& vm, Value self, Value item) {
  Local held(vm, item), object(vm, target(vm, self));
  return object ? contains(vm, object, held) : -1;
}
Owned proxy_iterate(Vm& vm, Value self) {
  Local object(vm, target(vm, self));
  return object ? get_iterator(vm, object) : nullptr;
}
Owned proxy_next(Vm& vm, Value self) {
  Local object(vm, target(vm, self));
  return object ? next(vm, object) : nullptr;
}
Owned proxy_binary(Vm& vm, BinaryOperator op, Value left, Value right) {
  Local other(vm, right), a(vm, target(vm, left));
  if (!a) return nullptr;
  Local b(vm, target(vm, other));
  return b ? binary_operation(vm, op, a, b) : nullptr;
}
Owned proxy_inplace(Vm& vm, BinaryOperator op, Value left, Value right) {
  Local other(vm, right), a(vm, target(vm, left));
  if (!a) return nullptr;
  Local b(vm, target(vm, other));
  return b ? inplace_operation(vm, op, a, b) : nullptr;
}
Owned proxy_unary(Vm& vm, UnaryOperator op, Value self) {
  Local object(vm, target(vm, self));
  return object ? unary_operation(vm, op, object) : nullptr;
}
Owned proxy_index(Vm& vm, Value self) {
  Local object(vm, target(vm, self));
  return object ? index_to_int(vm, object) : nullptr;
}
Owned proxy_call(Vm& vm, Value self, Arguments arguments) {
  Local object(vm, target(vm, self));
  if (!object) return nullptr;
  const Value names = arguments.keyword_names();
  const std::uint32_t count = arguments.count() + (names ? names.as<Tuple>()->length() : 0);
  return call_span(vm, object, {reinterpret_cast<const Value*>(arguments.data()), count}, names);
}
Owned proxy_get_attribute(Vm& vm, Value self, Value name) {
  Local held(vm, name), object(vm, target(vm, self));
  return object ? get_attribute(vm, object, held) : nullptr;
}
bool proxy_set_attribute(Vm& vm, Value self, Value name, Value value) {
  Local held(vm, name), content(vm, value), object(vm, target(vm, self));
  return object && set_attribute(vm, object, held, content);
}

// What int() and float() look for in a type.
template <const char* kBuiltin>
Owned convert(Vm& vm, Arguments arguments) {
  Local object(vm, target(vm, arguments[0]));
  Local function(vm, retain(dict_get_name(vm, Value{vm.builtins}, intern_immortal(vm, kBuiltin))));
  return object ? call(vm, function, {object.get()}) : nullptr;
}
template <const char* kMethod>
Owned forward(Vm& vm, Arguments arguments) {
  Local object(vm, target(vm, arguments[0]));
  return object ? call_method(vm, object, intern_immortal(vm, kMethod)) : nullptr;
}
constexpr char kInt[] = "int", kFloat[] = "float", kReversed[] = "__reversed__", kBytes[] = "__bytes__";
constexpr NativeDefinition kMethods[] = {
    {"__int__", convert<kInt>, ""},
    {"__float__", convert<kFloat>, ""},
    {kReversed, forward<kReversed>, ""},
    {kBytes, forward<kBytes>, ""},
};

constexpr std::uint32_t kAllOperators = (1u << (static_cast<unsigned>(BinaryOperator::divmod) + 1)) - 1;
constexpr KindOperations kCallableOperations = {
    .repr = proxy_repr,
    .str = proxy_str,
    .unhashable = true,
    .compare = proxy_compare,
    .truth = proxy_truth,
    .length = proxy_length,
    .get_item = proxy_get_item,
    .set_item = proxy_set_item,
    .contains = proxy_contains,
    .iterate = proxy_iterate,
    .next = proxy_next,
    .binary = proxy_binary,
    .inplace = proxy_inplace,
    .binary_operators = kAllOperators,
    .inplace_operators = kAllOperators,
    .unary = proxy_unary,
    .index = proxy_index,
    .call = proxy_call,
    .get_attribute = proxy_get_attribute,
    .set_attribute = proxy_set_attribute,
};

constexpr KindOperations kOperations = [] {
  KindOperations operations = kCallableOperations;
  operations.call = nullptr;
  return operations;
}();

constexpr TypeDefinition kTypes[] = {
    {.kind = Kind::WeakProxy,
     .name = "ProxyType",
     .module = "weakref",
     .operations = &kOperations,
     .methods = kMethods,
     .flags = kTypeFinal},
    {.kind = Kind::WeakCallableProxy,
     .name = "CallableProxyType",
     .module = "weakref",
     .operations = &kCallableOperations,
     .methods = kMethods,
     .flags = kTypeFinal},
};

}  // namespace

std::span<const TypeDefinition> weak_proxy_types() { return kTypes; }

}  // namespace midden::python
