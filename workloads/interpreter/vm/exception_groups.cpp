// BaseExceptionGroup and ExceptionGroup: construction, split and subgroup.

#include "workloads/interpreter/vm/exception_groups.h"

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/generic_alias.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/vm/classes.h"
#include "workloads/interpreter/vm/registration.h"
#include "workloads/interpreter/vm/split_group.h"

namespace midden::python {

bool is_exception_group(const Vm& vm, Value value) {
  return value.is(Kind::Instance) && is_subtype(vm, class_of(value.as<Instance>()),
                                                exception_type(vm, ExceptionClass::BaseExceptionGroup));
}

namespace {

bool derives(const Vm& vm, Value type, ExceptionClass base) {
  return is_subtype(vm, type, exception_type(vm, base));
}

// What a class may contain; the class to make. Null: TypeError.
Value class_for(Vm& vm, Value type, bool any_base_exception) {
  if (type == exception_type(vm, ExceptionClass::ExceptionGroup)) {
    if (any_base_exception) {
      raise_type_error(vm, "Cannot nest BaseExceptions in an ExceptionGroup");
      return {};
    }
  } else if (type == exception_type(vm, ExceptionClass::BaseExceptionGroup)) {
    if (!any_base_exception) return exception_type(vm, ExceptionClass::ExceptionGroup);
  } else if (any_base_exception && derives(vm, type, ExceptionClass::Exception)) {
    raise_type_error(vm, "Cannot nest BaseExceptions in '%s'", to_utf8(load(type.as<Type>()->name)).c_str());
    return {};
  }
  return type;
}

bool is_sequence(Vm& vm, Value value) {
  if (value.is(Kind::Dict) || value.is(Kind::Set) || value.is(Kind::FrozenSet)) return false;
  return bool(lookup_in_type(vm, type_of(vm, value), vm.names.__getitem__));
}

Owned group_new(Vm& vm, Arguments a) {
  if (!a[0].is(Kind::Type) || !derives(vm, a[0], ExceptionClass::BaseExceptionGroup)) {
    return raise_type_error(vm, "BaseExceptionGroup.__new__(X): X is not a type object");
  }
  if (a.count() != 3) {
    return raise_type_error(vm, "BaseExceptionGroup.__new__() takes exactly 2 arguments (%u given)",
                            a.count() - 1);
  }
  if (!unwrap(a[1], Kind::Str)) {
    return raise_type_error(vm, "BaseExceptionGroup.__new__() argument 1 must be str, not %s",
                            type_name(vm, a[1]).c_str());
  }
  if (!is_sequence(vm, a[2])) return raise_type_error(vm, "second argument (exceptions) must be a sequence");
  Local members(vm, tuple_from(vm, a[2]));
  if (!members) return nullptr;
  std::uint32_t count = members.as<Tuple>()->length();
  if (count == 0) return raise_value_error(vm, "second argument (exceptions) must be a non-empty sequence");
  bool any_base_exception = false;
  for (std::uint32_t i = 0; i < count; ++i) {
    Value member = load(members.as<Tuple>()->items[i]);
    if (!is_exception(vm, member)) {
      return raise_value_error(vm, "Item %u of second argument (exceptions) is not an exception", i);
    }
    any_base_exception |= !derives(vm, type_of(vm, member), ExceptionClass::Exception);
  }
  Value type = class_for(vm, a[0], any_base_exception);
  if (!type) return nullptr;
  Local held_type(vm, type);
  Local arguments(vm, make_tuple(vm, a.data() + 1, 2));
  if (!arguments) return nullptr;
  Owned made = make_instance(vm, held_type);
  if (!made) return nullptr;
  auto* instance = made.value().as<Instance>();
  initialize(vm, instance, instance->slots_[kExceptionArguments], arguments);
  initialize(vm, instance, instance->slots_[kGroupMessage], a[1]);
  initialize(vm, instance, instance->slots_[kGroupExceptions], members);
  return made;
}

Owned group_str(Vm& vm, Arguments a) {
  Local self(vm, a[0]);
  Value members = group_exceptions(self);
  Value message = exception_slot(self, kGroupMessage);
  std::uint32_t count = members ? members.as<Tuple>()->length() : 0;
  Local shown(vm, message ? str(vm, message) : retain(vm.empty_string));
  if (!shown) return nullptr;
  std::string text = to_utf8(unwrap(shown, Kind::Str));
  text += " (" + std::to_string(count) + " sub-exception" + (count > 1 ? "s)" : ")");
  return make_str_utf8(vm, text);
}

Owned group_derive(Vm& vm, Arguments a) {
  Local self(vm, a[0]), members(vm, a[1]);
  Value message = exception_slot(self, kGroupMessage);
  return call(vm, exception_type(vm, ExceptionClass::BaseExceptionGroup),
              {message ? message : vm.empty_string, members});
}

Owned group_split(Vm& vm, Arguments a) {
  Local self(vm, a[0]), condition(vm, a[1]);
  GroupCondition::Form form;
  if (!condition_form(vm, condition, &form)) return nullptr;
  Local match(vm), rest(vm);
  if (!split_group(vm, self, {form, &condition, nullptr}, &match, &rest)) return nullptr;
  return make_tuple(vm, {match ? match.get() : Value::none(), rest ? rest.get() : Value::none()});
}

Owned group_subgroup(Vm& vm, Arguments a) {
  Local self(vm, a[0]), condition(vm, a[1]);
  GroupCondition::Form form;
  if (!condition_form(vm, condition, &form)) return nullptr;
  Local match(vm);
  if (!split_group(vm, self, {form, &condition, nullptr}, &match, nullptr)) return nullptr;
  return match ? match.take() : retain(Value::none());
}

Owned group_class_getitem(Vm& vm, Arguments a) { return make_generic_alias(vm, a[0], a[1]); }

template <unsigned slot>
Owned get_slot(Vm&, Value self) {
  Value value = exception_slot(self, slot);
  return retain(value ? value : Value::none());
}
bool read_only(Vm& vm, Value, Value) {
  raise(vm, ExceptionClass::AttributeError, "readonly attribute");
  return false;
}

constexpr NativeDefinition kMethods[] = {
    {"__str__", group_str, ""},
    {"derive", group_derive, "excs, /"},
    {"split", group_split, "condition, /"},
    {"subgroup", group_subgroup, "condition, /"},
    {"__class_getitem__", group_class_getitem, "item, /", NativeDefinition::class_method},
};
constexpr GetSetDefinition kGetters[] = {
    {"message", get_slot<kGroupMessage>, read_only},
    {"exceptions", get_slot<kGroupExceptions>, read_only},
};
constexpr TypeDefinition kGroup{.kind = Kind::Instance,
                                .name = "BaseExceptionGroup",
                                .module = "builtins",
                                .operations = nullptr,
                                .methods = kMethods,
                                .getters = kGetters,
                                .construct = group_new,
                                .construct_signature = "*args, **kwargs"};

}  // namespace

void define_exception_groups(Vm& vm) {
  Type* base = vm.exception_types[static_cast<unsigned>(ExceptionClass::BaseExceptionGroup)];
  add_type_members(vm, base, kGroup);
  // The one builtin class with two bases.
  Type* group = vm.exception_types[static_cast<unsigned>(ExceptionClass::ExceptionGroup)];
  Value self = Value::of(group), exception = exception_type(vm, ExceptionClass::Exception);
  Value root = exception_type(vm, ExceptionClass::BaseException), object = Value::of(vm.object_type);
  store(vm, group, group->bases, make_tuple(vm, {Value::of(base), exception}));
  store(vm, group, group->mro, make_tuple(vm, {self, Value::of(base), exception, root, object}));
}

}  // namespace midden::python
