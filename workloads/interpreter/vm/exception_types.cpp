// The builtin exception classes; what only some of them have is in exception_fields.cpp.

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/vm/classes.h"
#include "workloads/interpreter/vm/exception_fields.h"
#include "workloads/interpreter/vm/exception_groups.h"
#include "workloads/interpreter/vm/instance_members.h"
#include "workloads/interpreter/vm/registration.h"

namespace midden::python {

Owned exception_new(Vm& vm, Arguments a) {
  if (!a[0].is(Kind::Type) || !(a[0].as<Type>()->flags & kTypeException)) {
    return raise_type_error(vm, "BaseException.__new__(X): X is not a type object");
  }
  Local type(vm, a[0]);
  Local tuple(vm, a.count() > 1 ? make_tuple(vm, a.data() + 1, a.count() - 1) : retain(vm.empty_tuple));
  if (!tuple) return nullptr;
  Owned made = make_instance(vm, type);
  if (!made) return nullptr;
  auto* instance = made.value().as<Instance>();
  initialize(vm, instance, instance->slots_[kExceptionArguments], tuple);
  return made;
}

bool exception_take_arguments(Vm& vm, Arguments a) {
  // BaseException.__new__ has seen them; nearly always they are the same.
  if (const Value known = exception_slot(a[0], kExceptionArguments); known.is(Kind::Tuple)) {
    const auto* tuple = known.as<Tuple>();
    bool same = tuple->length() + 1 == a.count();
    for (std::uint32_t i = 0; same && i < tuple->length(); ++i) same = load(tuple->items[i]) == a[i + 1];
    if (same) return true;
  }
  Owned tuple = a.count() > 1 ? make_tuple(vm, a.data() + 1, a.count() - 1) : retain(vm.empty_tuple);
  if (!tuple) return false;
  set_exception_slot(vm, a[0], kExceptionArguments, tuple.value());
  return true;
}

bool exception_refuse_keywords(Vm& vm, Arguments a) {
  if (!a.keyword_names() || a.keyword_names().as<Tuple>()->length() == 0) return true;
  raise_type_error(vm, "%s() takes no keyword arguments", type_name(vm, a[0]).c_str());
  return false;
}

Owned exception_init(Vm& vm, Arguments a) {
  if (!exception_refuse_keywords(vm, a) || !exception_take_arguments(vm, a)) return nullptr;
  return retain(Value::none());
}

Owned exception_text(Vm& vm, Value self) {
  Value arguments = exception_slot(self, kExceptionArguments);
  std::uint32_t count = arguments.as<Tuple>()->length();
  if (count == 0) return retain(vm.empty_string);
  if (count == 1) return str(vm, load(arguments.as<Tuple>()->items[0]));
  return repr(vm, arguments);
}

namespace {

Owned none() { return retain(Value::none()); }

Owned exception_str(Vm& vm, Arguments a) { return exception_text(vm, a[0]); }

Owned value_init(Vm& vm, Arguments a) {
  if (!exception_refuse_keywords(vm, a) || !exception_take_arguments(vm, a)) return nullptr;
  set_exception_slot(vm, a[0], kExceptionValue, a.count() > 1 ? a[1] : Value::none());
  return none();
}
Owned exit_init(Vm& vm, Arguments a) {
  if (!exception_refuse_keywords(vm, a) || !exception_take_arguments(vm, a)) return nullptr;
  Value code = a.count() == 2  ? a[1]
               : a.count() > 2 ? exception_slot(a[0], kExceptionArguments)
                               : Value::none();
  set_exception_slot(vm, a[0], kExceptionValue, code);
  return none();
}

Owned exception_repr(Vm& vm, Arguments a) {
  Local arguments(vm, exception_slot(a[0], kExceptionArguments));
  std::string name = to_utf8(load(type_of(vm, a[0]).as<Type>()->name));
  text::StringBuilder builder;
  builder.append_utf8(name);
  if (arguments.as<Tuple>()->length() == 1) {
    Owned shown = repr(vm, load(arguments.as<Tuple>()->items[0]));
    if (!shown) return nullptr;
    builder.append("(");
    builder.append(unwrap_as<Str>(shown.value(), Kind::Str)->view());
    builder.append(")");
  } else {
    Owned shown = repr(vm, arguments);
    if (!shown) return nullptr;
    builder.append(shown.value().as<Str>()->view());
  }
  return make_str(vm, builder);
}

Owned with_traceback(Vm& vm, Arguments a) {
  if (!a[1].is_none() && !a[1].is(Kind::Traceback)) {
    return raise_type_error(vm, "__traceback__ must be a traceback or None");
  }
  set_exception_slot(vm, a[0], kExceptionTraceback, a[1].is_none() ? Value{} : a[1]);
  return retain(a[0]);
}
Owned add_note(Vm& vm, Arguments a) {
  if (!is_str(a[1])) return raise_type_error(vm, "note must be a str, not '%s'", type_name(vm, a[1]).c_str());
  Local notes(vm, instance_attribute(vm, a[0], vm.names.__notes__));
  if (!notes) {
    notes = make_list(vm);
    if (!notes || !set_instance_attribute(vm, a[0], vm.names.__notes__, notes)) return nullptr;
  }
  return list_append(vm, notes, a[1]) ? none() : Owned();
}
Owned set_state(Vm&, Arguments) { return none(); }

template <unsigned slot>
bool set_slot(Vm& vm, Value self, Value value) {
  bool clears = !value || value.is_none();
  if (!clears && (slot == kExceptionContext || slot == kExceptionCause) && !is_exception(vm, value)) {
    raise_type_error(vm, "exception %s must be None or derive from BaseException",
                     slot == kExceptionCause ? "cause" : "context");
    return false;
  }
  set_exception_slot(vm, self, slot, clears ? Value{} : value);
  if (slot == kExceptionCause) set_exception_slot(vm, self, kExceptionFlags, Value::boolean(true));
  return true;
}
bool set_arguments(Vm& vm, Value self, Value value) {
  Local held(vm, self);
  if (!value) {
    raise_type_error(vm, "args may not be deleted");
    return false;
  }
  Owned tuple = tuple_from(vm, value);
  if (!tuple) return false;
  set_exception_slot(vm, held, kExceptionArguments, tuple.value());
  return true;
}
Owned get_suppress(Vm&, Value self) {
  Value flag = exception_slot(self, kExceptionFlags);
  return retain(Value::boolean(flag && flag.is_true()));
}
bool set_suppress(Vm& vm, Value self, Value value) {
  int truth = value ? is_true(vm, value) : 0;
  if (truth < 0) return false;
  set_exception_slot(vm, self, kExceptionFlags, Value::boolean(truth));
  return true;
}
constexpr NativeDefinition kMethods[] = {
    {"__init__", exception_init, "*args, **kwargs"},
    {"__repr__", exception_repr, ""},
    {"__str__", exception_str, ""},
    {"with_traceback", with_traceback, "tb, /"},
    {"add_note", add_note, "note, /"},
    {"__setstate__", set_state, "state, /"},
};
constexpr GetSetDefinition kGetters[] = {
    {"args", exception_get<kExceptionArguments>, set_arguments},
    {"__traceback__", exception_get<kExceptionTraceback>, set_slot<kExceptionTraceback>},
    {"__context__", exception_get<kExceptionContext>, set_slot<kExceptionContext>},
    {"__cause__", exception_get<kExceptionCause>, set_slot<kExceptionCause>},
    {"__suppress_context__", get_suppress, set_suppress},
    {"__dict__", get_object_dict, set_object_dict},
};
constexpr TypeDefinition kBaseException{.kind = Kind::Instance,
                                        .name = "BaseException",
                                        .module = "builtins",
                                        .operations = nullptr,
                                        .methods = kMethods,
                                        .getters = kGetters,
                                        .construct = exception_new,
                                        .construct_signature = "*args, **kwargs"};
constexpr NativeDefinition kStopIterationMethods[] = {{"__init__", value_init, "*args, **kwargs"}};
constexpr GetSetDefinition kStopIterationGetters[] = {EXCEPTION_FIELD("value", kExceptionValue)};
constexpr TypeDefinition kStopIteration{.kind = Kind::Instance,
                                        .name = "StopIteration",
                                        .module = "builtins",
                                        .operations = nullptr,
                                        .methods = kStopIterationMethods,
                                        .getters = kStopIterationGetters};
constexpr NativeDefinition kSystemExitMethods[] = {{"__init__", exit_init, "*args, **kwargs"}};
constexpr GetSetDefinition kSystemExitGetters[] = {EXCEPTION_FIELD("code", kExceptionValue)};
constexpr TypeDefinition kSystemExit{.kind = Kind::Instance,
                                     .name = "SystemExit",
                                     .module = "builtins",
                                     .operations = nullptr,
                                     .methods = kSystemExitMethods,
                                     .getters = kSystemExitGetters};

// Classes with fields of their own have different numbers of slots, so that classes with two such bases can
// be refused.
unsigned slot_count(ExceptionClass type, unsigned inherited) {
  unsigned own = exception_field_count(type);
  return own ? own : std::max<unsigned>(inherited, kExceptionSlotCount);
}

}  // namespace

void define_exceptions(Vm& vm) {
  auto type_of_class = [&](const char* name) -> Type* {
    for (Type* type : vm.exception_types) {
      if (type && to_utf8(load(type->name)) == name) return type;
    }
    return vm.object_type;
  };
#define EXCEPTION(exception, base)                                                                      \
  {                                                                                                     \
    Type* parent = type_of_class(#base);                                                                \
    Type* type = make_builtin_type(vm, #exception, "builtins", parent, Kind::Instance, kTypeException); \
    type->reserved_slots =                                                                              \
        static_cast<std::uint16_t>(slot_count(ExceptionClass::exception, parent->reserved_slots));      \
    vm.exception_types[static_cast<unsigned>(ExceptionClass::exception)] = type;                        \
    Local text(vm, Value::none());                                                                      \
    dict_set_name(vm, load(type->dict), vm.names.__doc__, text);                                        \
  }
  MIDDEN_EXCEPTIONS(EXCEPTION)
#undef EXCEPTION
  add_type_members(vm, vm.exception_types[static_cast<unsigned>(ExceptionClass::BaseException)],
                   kBaseException);
  add_type_members(vm, vm.exception_types[static_cast<unsigned>(ExceptionClass::StopIteration)],
                   kStopIteration);
  add_type_members(vm, vm.exception_types[static_cast<unsigned>(ExceptionClass::SystemExit)], kSystemExit);
  add_exception_fields(vm);
  define_exception_groups(vm);
}

}  // namespace midden::python
