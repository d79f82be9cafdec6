// The types object and type.

#include "workloads/interpreter/vm/object_type.h"

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/integers.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/vm/calls.h"
#include "workloads/interpreter/vm/classes.h"
#include "workloads/interpreter/vm/instance_members.h"

namespace midden::python {

Value class_module(Vm& vm, Value type) {
  return dict_get_name(vm, load(type.as<Type>()->dict), vm.names.__module__);
}

std::uint64_t object_number(Vm& vm, Value value) {
  if (!Model::is_reference(value.bits)) return value.bits;
  return 0x7f0000000000 + vm.mutator.identity(value.object()) * 16;
}

namespace {

Owned none() { return retain(Value::none()); }

std::string class_display_name(Vm&, Value type) { return to_utf8(load(type.as<Type>()->name)); }

// --- object ------------------------------------------------------------------------------------------------

bool overrides(Vm& vm, Value type, Value name) {
  Value found = lookup_in_type(vm, type, name);
  return found != dict_get_name(vm, load(vm.object_type->dict), name);
}

Owned object_new(Vm& vm, Arguments a) {
  if (!a[0].is(Kind::Type)) {
    return raise_type_error(vm, "object.__new__(X): X is not a type object (%s)",
                            type_name(vm, a[0]).c_str());
  }
  Local type(vm, a[0]);
  std::uint32_t given = a.count() - 1 + (a.keyword_names() ? a.keyword_names().as<Tuple>()->length() : 0);
  if (given) {
    if (overrides(vm, type, vm.names.__new__)) {
      return raise_type_error(vm, "object.__new__() takes exactly one argument (the type to instantiate)");
    }
    if (!overrides(vm, type, vm.names.__init__)) {
      return raise_type_error(vm, "%s() takes no arguments", class_display_name(vm, type).c_str());
    }
  }
  if (type.as<Type>()->flags & kTypeAbstract) {
    Local names(vm, get_attribute(vm, type, vm.names.__abstractmethods__));
    if (!names) return nullptr;
    Local sorted(vm, list_from(vm, names));
    if (!sorted) return nullptr;
    if (!call_method(vm, sorted, vm.names.sort)) return nullptr;
    std::string text;
    std::uint64_t count = list_length(sorted);
    for (std::uint64_t i = 0; i < count; ++i) text += (i ? ", " : "") + to_utf8(list_item(sorted, i));
    return raise_type_error(vm, "Can't instantiate abstract class %s with abstract method%s %s",
                            class_display_name(vm, type).c_str(), count == 1 ? "" : "s", text.c_str());
  }
  Type* definition = type.as<Type>();
  if (definition == vm.object_type) return make_instance(vm, type);
  if (definition->layout != Kind::Instance || definition->payload != Kind::Instance) {
    Value builtin = type;
    while (builtin.as<Type>()->layout == Kind::Instance) builtin = load(builtin.as<Type>()->base);
    std::string name = class_display_name(vm, builtin);
    return raise_type_error(vm, "object.__new__(%s) is not safe, use %s.__new__()",
                            class_display_name(vm, type).c_str(), name.c_str());
  }
  return make_instance(vm, type);
}

Owned object_init(Vm& vm, Arguments a) {
  std::uint32_t given = a.count() - 1 + (a.keyword_names() ? a.keyword_names().as<Tuple>()->length() : 0);
  if (given) {
    Value type = type_of(vm, a[0]);
    if (overrides(vm, type, vm.names.__init__)) {
      return raise_type_error(vm,
                              "object.__init__() takes exactly one argument (the instance to initialize)");
    }
    if (!overrides(vm, type, vm.names.__new__)) {
      return raise_type_error(vm, "%s.__init__() takes exactly one argument (the instance to initialize)",
                              class_display_name(vm, type).c_str());
    }
  }
  return none();
}

Owned object_repr(Vm& vm, Arguments a) { return default_repr(vm, a[0]); }
Owned object_str(Vm& vm, Arguments a) { return repr(vm, a[0]); }
Owned object_hash(Vm& vm, Arguments a) {
  std::int64_t number = Model::is_reference(a[0].bits)
                            ? static_cast<std::int64_t>(vm.mutator.identity(a[0].object()))
                            : static_cast<std::int64_t>(a[0].bits);
  return make_int(vm, number);
}
Owned object_eq(Vm&, Arguments a) {
  return retain(a[0] == a[1] ? Value::boolean(true) : Value::not_implemented());
}
Owned object_ne(Vm& vm, Arguments a) {
  Owned result = call_special(vm, a[0], vm.names.__eq__, {a[1]});
  if (!result || result.value().is_not_implemented()) return result;
  Local answer(vm, std::move(result));
  int truth = is_true(vm, answer);
  return truth < 0 ? Owned() : retain(Value::boolean(!truth));
}
Owned object_unordered(Vm&, Arguments) { return retain(Value::not_implemented()); }
Owned attribute_name(Vm& vm, Value name) {
  if (is_str(name)) return intern(vm, name);
  return raise_type_error(vm, "attribute name must be string, not '%s'", type_name(vm, name).c_str());
}
Owned object_getattribute(Vm& vm, Arguments a) {
  Local name(vm, attribute_name(vm, a[1]));
  if (!name) return nullptr;
  if (a[0].is(Kind::Type) || a[0].is(Kind::Module)) return get_attribute(vm, a[0], name);
  Owned result = generic_get_attribute(vm, a[0], name);
  if (!result && !has_pending(vm)) return raise_no_attribute(vm, a[0], name);
  return result;
}
// What a __setattr__ written in Python, of the object's class or its metaclass, ends in.
bool set_plain_attribute(Vm& vm, Value object, Value name, Value value) {
  if (object.is(Kind::Instance)) return generic_set_attribute(vm, object, name, value);
  if (object.is(Kind::Type)) return type_set_attribute(vm, object, name, value);
  return set_attribute(vm, object, name, value);
}
Owned object_setattr(Vm& vm, Arguments a) {
  Local name(vm, attribute_name(vm, a[1]));
  if (!name) return nullptr;
  return set_plain_attribute(vm, a[0], name, a[2]) ? none() : Owned();
}
Owned object_delattr(Vm& vm, Arguments a) {
  Local name(vm, attribute_name(vm, a[1]));
  if (!name) return nullptr;
  return set_plain_attribute(vm, a[0], name, Value{}) ? none() : Owned();
}
Owned object_format(Vm& vm, Arguments a) {
  if (is_str(a[1]) && a[1].as<Str>()->length) {
    return raise_type_error(vm, "unsupported format string passed to %s.__format__",
                            type_name(vm, a[0]).c_str());
  }
  return str(vm, a[0]);
}
Owned object_init_subclass(Vm& vm, Arguments a) {
  if (a.keyword_names() && a.keyword_names().as<Tuple>()->length()) {
    return raise_type_error(vm, "%s.__init_subclass__() takes no keyword arguments",
                            a[0].is(Kind::Type) ? to_utf8(load(a[0].as<Type>()->name)).c_str() : "object");
  }
  return none();
}
Owned object_subclasshook(Vm&, Arguments) { return retain(Value::not_implemented()); }
Owned object_sizeof(Vm& vm, Arguments a) {
  std::int64_t size =
      Model::is_reference(a[0].bits) ? static_cast<std::int64_t>(a[0].object()->size_bytes()) : 8;
  return make_int(vm, size);
}

Owned object_dir(Vm& vm, Arguments a) {
  Local names(vm, make_set(vm));
  if (!names) return nullptr;
  auto add_keys = [&](Value dict_value) {
    Local dict(vm, dict_value);
    for (std::uint32_t i = 0; i < dict_entry_count(dict); ++i) {
      Value key = dict_entry_key(dict, i);
      if (key && is_str(key) && !set_add(vm, names, key)) return false;
    }
    return true;
  };
  bool is_type = a[0].is(Kind::Type);
  if (a[0].is(Kind::Module)) {
    if (!add_keys(load(a[0].as<Module>()->dict))) return nullptr;
    return list_from(vm, names);
  }
  if (a[0].is(Kind::Instance)) {
    Shape* shape = shape_of(a[0].as<Instance>());
    if (shape->is_dictionary) {
      Value dict = load(a[0].as<Instance>()->overflow);
      if (dict && !add_keys(dict)) return nullptr;
    } else {
      for (std::uint32_t i = 0; i < shape_of(a[0].as<Instance>())->attribute_count; ++i) {
        Value name = load(load(shape_of(a[0].as<Instance>())->names).as<Storage>()->items[i]);
        if (instance_attribute(vm, a[0], name) && !set_add(vm, names, name)) return nullptr;
      }
    }
  }
  Local type(vm, is_type ? a[0] : type_of(vm, a[0]));
  Local mro(vm, load(type.as<Type>()->mro));
  for (std::uint32_t i = 0; i < mro.as<Tuple>()->length(); ++i) {
    if (!add_keys(load(load(mro.as<Tuple>()->items[i]).as<Type>()->dict))) return nullptr;
  }
  return list_from(vm, names);
}

Owned get_class(Vm& vm, Value self) { return retain(type_of(vm, self)); }
bool set_class(Vm& vm, Value self, Value value) {
  if (!value || !value.is(Kind::Type)) {
    raise_type_error(vm, "__class__ must be set to a class, not '%s' object",
                     value ? type_name(vm, value).c_str() : "");
    return false;
  }
  if (!self.is(Kind::Instance) || value.as<Type>()->layout != Kind::Instance ||
      value.as<Type>()->reserved_slots != type_of(vm, self).as<Type>()->reserved_slots ||
      (value.as<Type>()->flags & kTypeBuiltin)) {
    raise_type_error(vm, "__class__ assignment only supported for mutable types or ModuleType subclasses");
    return false;
  }
  // The attributes go through a dict, whose shape every class has.
  Local object(vm, self), type(vm, value);
  if (!instance_dict(vm, object)) return false;
  if (!type.as<Type>()->dict_shape.load()) {
    Owned shape = make_root_shape(vm, type, true);
    if (!shape) return false;
    store(vm, type.as<Type>(), type.as<Type>()->dict_shape, std::move(shape));
  }
  store(vm, object.as<Instance>(), object.as<Instance>()->shape, load(type.as<Type>()->dict_shape));
  return true;
}
Owned object_reduce_ex(Vm& vm, Arguments a) {
  return raise_type_error(vm, "cannot pickle '%s' object", type_name(vm, a[0]).c_str());
}
Owned object_getstate(Vm& vm, Arguments a) { return get_object_dict(vm, a[0]); }

constexpr NativeDefinition kObjectMethods[] = {
    {"__init__", object_init, "*args, **kwargs"},
    {"__repr__", object_repr, ""},
    {"__str__", object_str, ""},
    {"__hash__", object_hash, ""},
    {"__eq__", object_eq, "value, /"},
    {"__ne__", object_ne, "value, /"},
    {"__lt__", object_unordered, "value, /"},
    {"__le__", object_unordered, "value, /"},
    {"__gt__", object_unordered, "value, /"},
    {"__ge__", object_unordered, "value, /"},
    {"__getattribute__", object_getattribute, "name, /"},
    {"__setattr__", object_setattr, "name, value, /"},
    {"__delattr__", object_delattr, "name, /"},
    {"__format__", object_format, "format_spec, /"},
    {"__dir__", object_dir, ""},
    {"__sizeof__", object_sizeof, ""},
    {"__reduce_ex__", object_reduce_ex, "protocol, /"},
    {"__reduce__", object_reduce_ex, ""},
    {"__getstate__", object_getstate, ""},
    {"__init_subclass__", object_init_subclass, "**kwargs", NativeDefinition::class_method},
    {"__subclasshook__", object_subclasshook, "subclass, /", NativeDefinition::class_method},
};
constexpr GetSetDefinition kObjectGetters[] = {{"__class__", get_class, set_class}};

}  // namespace

const TypeDefinition kObjectType{.kind = Kind::Instance,
                                 .name = "object",
                                 .module = "builtins",
                                 .operations = nullptr,
                                 .methods = kObjectMethods,
                                 .getters = kObjectGetters,
                                 .construct = object_new,
                                 .construct_signature = "*args, **kwargs"};

}  // namespace midden::python
