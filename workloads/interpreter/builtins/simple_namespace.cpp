// types.SimpleNamespace.

#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/dict.h"
#include "workloads/interpreter/vm/classes.h"

namespace midden::python {
namespace {

struct SimpleNamespace : Object {
  static constexpr unsigned kSlots = 1;
  Slot dict;
};

Value dict_of(Value self) { return load(as_kind(self, Kind::SimpleNamespace).as<SimpleNamespace>()->dict); }

Owned construct(Vm& vm, Arguments arguments) {
  if (arguments.count() > 1) return raise_type_error(vm, "no positional arguments expected");
  Local dict(vm, make_dict(vm));
  if (!dict) return nullptr;
  const std::uint32_t named = arguments.keyword_names() ? arguments.keyword_names().as<Tuple>()->length() : 0;
  for (std::uint32_t i = 0; i < named; ++i) {
    const Value key = load(arguments.keyword_names().as<Tuple>()->items[i]);
    if (!dict_set(vm, dict, key, arguments[arguments.count() + i])) return nullptr;
  }
  SimpleNamespace* object = allocate<SimpleNamespace>(vm, Kind::SimpleNamespace);
  if (!object) return nullptr;
  initialize(vm, object, object->dict, dict.take());
  return wrap_payload(vm, arguments[0], adopt(object));
}

Owned namespace_repr(Vm& vm, Value self) {
  Local object(vm, self), dict(vm, dict_of(self));
  const std::string name = self.is(Kind::SimpleNamespace) ? "namespace" : class_name(vm, self);
  ReprGuard guard(vm, dict);
  if (!guard.first()) return make_str_utf8(vm, name + "(...)");
  text::StringBuilder out;
  out.append_utf8(name);
  out.append(U'(');
  bool first = true;
  for (std::uint32_t entry = 0; entry < dict_entry_count(dict); ++entry) {
    Local key(vm, dict_entry_key(dict, entry));
    if (!key || !is_str(key) || str_view(key).empty()) continue;
    if (!first) out.append(", ");
    first = false;
    out.append(str_view(key));
    out.append(U'=');
    Local shown(vm, repr(vm, dict_entry_value(dict, entry)));
    if (!shown) return nullptr;
    out.append(str_view(shown));
  }
  out.append(U')');
  return make_str(vm, out);
}

Owned namespace_compare(Vm& vm, Value left, Value right, Comparison op) {
  if (!as_kind(right, Kind::SimpleNamespace)) return owned_not_implemented();
  return compare(vm, dict_of(left), dict_of(right), op);
}

Owned namespace_get_attribute(Vm& vm, Value self, Value name) {
  Local object(vm, self), held(vm, name);
  if (const Value own = dict_get_name(vm, dict_of(object), held)) return retain(own);
  Owned found = generic_get_attribute(vm, object, held);
  if (found || has_pending(vm)) return found;
  return raise_no_attribute(vm, object, held);
}

bool namespace_set_attribute(Vm& vm, Value self, Value name, Value value) {
  if (value) return dict_set(vm, dict_of(self), name, value);
  Local object(vm, self), held(vm, name);
  const int deleted = dict_delete(vm, dict_of(object), held);
  if (deleted == 0) raise_no_attribute(vm, object, held);
  return deleted > 0;
}

Owned get_dict(Vm&, Value self) { return retain(dict_of(self)); }

constexpr GetSetDefinition kGetters[] = {{"__dict__", get_dict}};
constexpr KindOperations kOperations = {
    .repr = namespace_repr,
    .unhashable = true,
    .compare = namespace_compare,
    .get_attribute = namespace_get_attribute,
    .set_attribute = namespace_set_attribute,
};

}  // namespace

const TypeDefinition kSimpleNamespaceType = {
    .kind = Kind::SimpleNamespace,
    .name = "SimpleNamespace",
    .module = "types",
    .operations = &kOperations,
    .getters = kGetters,
    .construct = construct,
    .construct_signature = "*args, **kwargs",
    .flags = kTypeFinal,
};

}  // namespace midden::python
