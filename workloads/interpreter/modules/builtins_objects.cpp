// Builtin functions about objects, attributes and classes.

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/dict.h"
#include "workloads/interpreter/builtins/generic_alias.h"
#include "workloads/interpreter/builtins/list.h"
#include "workloads/interpreter/builtins/results.h"
#include "workloads/interpreter/modules/builtins_functions.h"
#include "workloads/interpreter/vm/classes.h"

namespace midden::python {
namespace {

// The interned name in an argument; null: TypeError.
Owned attribute_name(Vm& vm, Value name) {
  const Value text = as_kind(name, Kind::Str);
  if (!text)
    return raise_type_error(vm, "attribute name must be string, not '%s'", type_name(vm, name).c_str());
  if (text.as<Str>()->interned) return retain(text);
  return intern(vm, text);
}

Owned get_attr(Vm& vm, Arguments arguments) {
  Local name(vm, attribute_name(vm, arguments[1]));
  if (!name) return nullptr;
  if (!arguments[2]) return get_attribute(vm, arguments[0], name);
  Owned found = get_attribute_or_null(vm, arguments[0], name);
  if (found || has_pending(vm)) return found;
  return retain(arguments[2]);
}

Owned has_attr(Vm& vm, Arguments arguments) {
  Local name(vm, attribute_name(vm, arguments[1]));
  if (!name) return nullptr;
  const Owned found = get_attribute_or_null(vm, arguments[0], name);
  if (!found && has_pending(vm)) return nullptr;
  return owned_bool(static_cast<bool>(found));
}

Owned set_attr(Vm& vm, Arguments arguments) {
  Local name(vm, attribute_name(vm, arguments[1]));
  return name && set_attribute(vm, arguments[0], name, arguments[2]) ? owned_none() : nullptr;
}

Owned delete_attr(Vm& vm, Arguments arguments) {
  Local name(vm, attribute_name(vm, arguments[1]));
  return name && set_attribute(vm, arguments[0], name, Value{}) ? owned_none() : nullptr;
}

// --- isinstance, issubclass --------------------------------------------------------------------------------

// The metatype's own hook, when it is one written in Python; null: the builtin rule applies.
Value custom_hook(Vm& vm, Value type, Value name) {
  const Value hook = lookup_in_type(vm, type_of(vm, type), name);
  return hook && !hook.is(Kind::NativeFunction) ? hook : Value{};
}

int truth_of(Vm& vm, Owned&& answer) {
  Local held(vm, std::move(answer));
  return held ? is_true(vm, held) : -1;
}

int any_of(Vm& vm, Value subject, Value classes, int (*test)(Vm&, Value, Value)) {
  Local object(vm, subject), tuple(vm, classes);
  RecursionGuard guard(vm, " in __instancecheck__");
  if (!guard) return -1;
  for (std::uint32_t i = 0; i < tuple.as<Tuple>()->length(); ++i) {
    const int answer = test(vm, object, load(tuple.as<Tuple>()->items[i]));
    if (answer != 0) return answer;
  }
  return 0;
}

Owned is_instance_function(Vm& vm, Arguments arguments) {
  const int answer = is_instance(vm, arguments[0], arguments[1]);
  return answer < 0 ? nullptr : owned_bool(answer);
}

Owned is_subclass_function(Vm& vm, Arguments arguments) {
  const int answer = is_subclass(vm, arguments[0], arguments[1]);
  return answer < 0 ? nullptr : owned_bool(answer);
}

// locals() of the caller: native functions have no frame of their own.
Owned current_locals(Vm& vm) {
  return call(vm, dict_get_name(vm, Value{vm.builtins}, intern_immortal(vm, "locals")));
}

// --- the rest ----------------------------------------------------------------------------------------------

Owned callable(Vm& vm, Arguments arguments) { return owned_bool(is_callable(vm, arguments[0])); }

Owned hash_function(Vm& vm, Arguments arguments) {
  std::int64_t result;
  return python::hash(vm, arguments[0], &result) ? make_int(vm, result) : nullptr;
}

// Numbers of objects are multiples of 16, as addresses would be; those of immediates never are.
Owned id(Vm& vm, Arguments arguments) {
  const Value value = arguments[0];
  if (Model::is_reference(value.bits) && !Model::is_constant(value.bits)) {
    return make_int(vm, static_cast<std::int64_t>(object_number(vm, value)));
  }
  if (Model::is_constant(value.bits))
    return make_int(vm, static_cast<std::int64_t>(Model::constant_of(value.bits)) + 1);
  return make_int(vm, static_cast<std::int64_t>(value.bits | 1) & (INT64_MAX >> 2));
}

Owned directory(Vm& vm, Arguments arguments) {
  Local names(vm);
  if (!arguments[0]) {
    Local scope(vm, current_locals(vm));
    if (!scope) return nullptr;
    names = list_from(vm, scope);
  } else {
    Local result(vm, call_special(vm, arguments[0], vm.names.__dir__));
    if (!result) return nullptr;
    names = list_from(vm, result);
  }
  if (!names || !list_sort(vm, names, Value{}, false)) return nullptr;
  return names.take();
}

Owned variables(Vm& vm, Arguments arguments) {
  if (!arguments[0]) return current_locals(vm);
  Owned dict = get_attribute_or_null(vm, arguments[0], vm.names.__dict__);
  if (dict || has_pending(vm)) return dict;
  return raise_type_error(vm, "vars() argument must have __dict__ attribute");
}

Owned length_function(Vm& vm, Arguments arguments) {
  const Value object = arguments[0];
  switch (object.kind()) {
    case Kind::List:
      return make_int(vm, static_cast<std::int64_t>(list_length(object)));
    case Kind::Str:
      return make_int(vm, object.as<Str>()->length);
    case Kind::Tuple:
      return make_int(vm, object.as<Tuple>()->length());
    case Kind::Dict:
      return make_int(vm, static_cast<std::int64_t>(dict_length(object)));
    default:
      break;
  }
  const std::int64_t result = length(vm, arguments[0]);
  return result < 0 ? nullptr : make_int(vm, result);
}

constexpr auto kForm = NativeDefinition::function;
constexpr NativeDefinition kFunctions[] = {
    {"getattr", get_attr, "object, name, default=, /", kForm},
    {"hasattr", has_attr, "object, name, /", kForm},
    {"setattr", set_attr, "object, name, value, /", kForm},
    {"delattr", delete_attr, "object, name, /", kForm},
    {"isinstance", is_instance_function, "object, class_or_tuple, /", kForm},
    {"issubclass", is_subclass_function, "class, class_or_tuple, /", kForm},
    {"callable", callable, "object, /", kForm},
    {"hash", hash_function, "object, /", kForm},
    {"id", id, "object, /", kForm},
    {"dir", directory, "object=, /", kForm},
    {"vars", variables, "object=, /", kForm},
    {"len", length_function, "object, /", kForm},
};

}  // namespace

namespace {

// The object's __class__ says so, though its type does not: proxies and mocks.
int pretends_to_be(Vm& vm, Value object, Value type) {
  Local held(vm, type);
  if (!object.is(Kind::WeakProxy) && !object.is(Kind::WeakCallableProxy)) {
    if (!object.is(Kind::Instance)) return 0;
    const Value own_type = type_of(vm, object);
    const Value getter = lookup_in_type(vm, own_type, vm.names.__class__);
    const bool custom = own_type.as<Type>()->flags & kTypeCustomGetAttribute;
    if (!custom && getter.is(Kind::GetSetDescriptor)) return 0;
  }
  const Owned claimed = get_attribute_or_null(vm, object, vm.names.__class__);
  if (!claimed) return has_pending(vm) ? -1 : 0;
  return claimed.value().is(Kind::Type) && is_subtype(vm, claimed.value(), held);
}

}  // namespace

int is_instance(Vm& vm, Value object, Value classes) {
  const Value type = type_of(vm, object);
  if (type == classes) return 1;
  if (classes.is(Kind::Type)) {
    if (!custom_hook(vm, classes, vm.names.__instancecheck__)) {
      return is_subtype(vm, type, classes) ? 1 : pretends_to_be(vm, object, classes);
    }
    return truth_of(vm, call_special(vm, classes, vm.names.__instancecheck__, {object}));
  }
  if (classes.is(Kind::Tuple)) return any_of(vm, object, classes, is_instance);
  if (classes.is(Kind::UnionType))
    return any_of(vm, object, load(classes.as<UnionType>()->arguments), is_instance);
  if (classes.is(Kind::Instance) && custom_hook(vm, classes, vm.names.__instancecheck__)) {
    return truth_of(vm, call_special(vm, classes, vm.names.__instancecheck__, {object}));
  }
  raise_type_error(vm, classes.is(Kind::GenericAlias)
                           ? "isinstance() argument 2 cannot be a parameterized generic"
                           : "isinstance() arg 2 must be a type, a tuple of types, or a union");
  return -1;
}

int is_subclass(Vm& vm, Value type, Value classes) {
  if (classes.is(Kind::Tuple)) return any_of(vm, type, classes, is_subclass);
  if (classes.is(Kind::UnionType))
    return any_of(vm, type, load(classes.as<UnionType>()->arguments), is_subclass);
  const bool has_hook = (classes.is(Kind::Type) || classes.is(Kind::Instance)) &&
                        custom_hook(vm, classes, vm.names.__subclasscheck__);
  if (has_hook) return truth_of(vm, call_special(vm, classes, vm.names.__subclasscheck__, {type}));
  if (!type.is(Kind::Type)) {
    raise_type_error(vm, "issubclass() arg 1 must be a class");
    return -1;
  }
  if (classes.is(Kind::Type)) return is_subtype(vm, type, classes);
  raise_type_error(vm, "issubclass() arg 2 must be a class, a tuple of classes, or a union");
  return -1;
}

std::span<const NativeDefinition> builtins_object_functions() { return kFunctions; }

}  // namespace midden::python
