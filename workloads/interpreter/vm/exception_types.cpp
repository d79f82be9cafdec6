// The builtin exception classes and their attributes.

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/integers.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/vm/classes.h"
#include "workloads/interpreter/vm/exceptions.h"
#include "workloads/interpreter/vm/registration.h"

namespace midden::python {

namespace {

Owned none() { return retain(Value::none()); }
Tuple* arguments_of(Value self) { return exception_slot(self, kExceptionArguments).as<Tuple>(); }

bool derives_from(Vm& vm, Value self, ExceptionClass type) {
  return is_subtype(vm, type_of(vm, self), exception_type(vm, type));
}

// Attributes that only some classes have live in the instance as ordinary attributes.
bool set_field(Vm& vm, Value self, const char* name, Value value) {
  Local object(vm, self), held(vm, value);
  return set_instance_attribute(vm, object, intern_immortal(vm, name), held);
}

// What __init__ of the class derives from the arguments.
bool set_fields(Vm& vm, const Local& self) {
  auto argument = [&](std::uint32_t i) {
    Tuple* arguments = arguments_of(self);
    return i < arguments->length() ? load(arguments->items[i]) : Value::none();
  };
  std::uint32_t count = arguments_of(self)->length();
  if (derives_from(vm, self, ExceptionClass::StopIteration) || derives_from(vm, self, ExceptionClass::SystemExit)) {
    Value value = argument(0);
    if (derives_from(vm, self, ExceptionClass::SystemExit) && count > 1) value = exception_slot(self, kExceptionArguments);
    set_exception_slot(vm, self, kExceptionValue, value);
    return true;
  }
  if (derives_from(vm, self, ExceptionClass::OSError)) {
    if (count >= 2 && count <= 5) {
      if (!set_field(vm, self, "errno", argument(0)) || !set_field(vm, self, "strerror", argument(1))) return false;
      if (!set_field(vm, self, "filename", argument(2))) return false;
      if (count >= 3) {
        Owned two = make_tuple(vm, {argument(0), argument(1)});
        if (!two) return false;
        set_exception_slot(vm, self, kExceptionArguments, two.value());
      }
      return true;
    }
    for (const char* name : {"errno", "strerror", "filename"}) {
      if (!set_field(vm, self, name, Value::none())) return false;
    }
    return true;
  }
  if (derives_from(vm, self, ExceptionClass::SyntaxError)) {
    if (!set_field(vm, self, "msg", argument(0))) return false;
    static constexpr const char* kNames[] = {"filename", "lineno", "offset", "text", "end_lineno", "end_offset"};
    Local details(vm, argument(1));
    for (std::uint32_t i = 0; i < 6; ++i) {
      Value value = Value::none();
      if (details.get().is(Kind::Tuple) && i < details.as<Tuple>()->length()) value = load(details.as<Tuple>()->items[i]);
      if (!set_field(vm, self, kNames[i], value)) return false;
    }
    return set_field(vm, self, "print_file_and_line", Value::none());
  }
  if (derives_from(vm, self, ExceptionClass::UnicodeDecodeError) ||
      derives_from(vm, self, ExceptionClass::UnicodeEncodeError)) {
    static constexpr const char* kNames[] = {"encoding", "object", "start", "end", "reason"};
    for (std::uint32_t i = 0; i < 5; ++i) {
      if (!set_field(vm, self, kNames[i], argument(i))) return false;
    }
  }
  return true;
}

Owned exception_new(Vm& vm, Arguments a) {
  if (!a[0].is(Kind::Type)) return raise_type_error(vm, "BaseException.__new__(X): X is not a type object");
  Local type(vm, a[0]);
  Local tuple(vm, a.count() > 1 ? make_tuple(vm, a.data() + 1, a.count() - 1) : retain(vm.empty_tuple));
  if (!tuple) return nullptr;
  // OSError(errno, text) makes the class that the number stands for.
  if (type.as<Type>() == vm.exception_types[static_cast<unsigned>(ExceptionClass::OSError)] && a.count() >= 3 &&
      is_small_int(a[1])) {
    type = os_error_class(vm, static_cast<int>(small_int(a[1])));
  }
  Owned made = make_instance(vm, type);
  if (!made) return nullptr;
  auto* instance = made.value().as<Instance>();
  initialize(vm, instance, instance->slots_[kExceptionArguments], tuple);
  Local self(vm, std::move(made));
  if (!set_fields(vm, self)) return nullptr;
  return self.take();
}

Owned exception_init(Vm& vm, Arguments a) {
  Local self(vm, a[0]);
  if (a.keyword_names()) {
    bool allowed = derives_from(vm, self, ExceptionClass::ImportError) || derives_from(vm, self, ExceptionClass::NameError) ||
                   derives_from(vm, self, ExceptionClass::AttributeError);
    for (std::uint32_t i = 0; i < a.keyword_names().as<Tuple>()->length(); ++i) {
      Value name = load(a.keyword_names().as<Tuple>()->items[i]);
      if (!allowed) {
        return raise_type_error(vm, "%s() takes no keyword arguments", type_name(vm, self).c_str());
      }
      if (!set_instance_attribute(vm, self, name, Value{a.data()[a.count() + i]})) return nullptr;
    }
  }
  Owned tuple = a.count() > 1 ? make_tuple(vm, a.data() + 1, a.count() - 1) : retain(vm.empty_tuple);
  if (!tuple) return nullptr;
  set_exception_slot(vm, self, kExceptionArguments, tuple.value());
  tuple = Owned();
  if (!set_fields(vm, self)) return nullptr;
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

Owned exception_str(Vm& vm, Arguments a) {
  Local self(vm, a[0]), arguments(vm, exception_slot(a[0], kExceptionArguments));
  std::uint32_t count = arguments.as<Tuple>()->length();
  if (derives_from(vm, self, ExceptionClass::OSError)) {
    Value number = instance_attribute(vm, self, vm.names.errno_), text = instance_attribute(vm, self, vm.names.strerror);
    if (number && !number.is_none() && text) {
      Local file(vm, instance_attribute(vm, self, vm.names.filename));
      Local number_text(vm, str(vm, number));
      if (!number_text) return nullptr;
      Local message(vm, str(vm, instance_attribute(vm, self, vm.names.strerror)));
      if (!message) return nullptr;
      std::string shown = "[Errno " + to_utf8(number_text) + "] " + to_utf8(message);
      if (file && !file.get().is_none()) {
        Local quoted(vm, repr(vm, file));
        if (!quoted) return nullptr;
        shown += ": " + to_utf8(quoted);
      }
      return make_str_utf8(vm, shown);
    }
  }
  if (derives_from(vm, self, ExceptionClass::SyntaxError)) {
    Local message(vm, instance_attribute(vm, self, vm.names.msg)), file(vm, instance_attribute(vm, self, vm.names.filename));
    Local line(vm, instance_attribute(vm, self, vm.names.lineno));
    if (message && count) {
      Local shown(vm, str(vm, message));
      if (!shown) return nullptr;
      std::string text = to_utf8(shown), place;
      if (file && is_str(file)) {
        place = to_utf8(file);
        if (std::size_t slash = place.rfind('/'); slash != std::string::npos) place = place.substr(slash + 1);
      }
      bool has_line = line && is_small_int(line);
      if (!place.empty() || has_line) {
        text += " (";
        if (!place.empty()) text += place + (has_line ? ", " : "");
        if (has_line) text += "line " + std::to_string(small_int(line));
        text += ")";
      }
      return make_str_utf8(vm, text);
    }
  }
  if (derives_from(vm, self, ExceptionClass::KeyError) && count == 1) return repr(vm, load(arguments.as<Tuple>()->items[0]));
  bool decode = derives_from(vm, self, ExceptionClass::UnicodeDecodeError);
  if (count == 5 && (decode || derives_from(vm, self, ExceptionClass::UnicodeEncodeError))) {
    return unicode_error_text(vm, arguments, decode);
  }
  if (count == 0) return retain(vm.empty_string);
  if (count == 1) return str(vm, load(arguments.as<Tuple>()->items[0]));
  return repr(vm, arguments);
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
Owned get_slot(Vm&, Value self) {
  Value value = exception_slot(self, slot);
  return retain(value ? value : Value::none());
}
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
bool set_value(Vm& vm, Value self, Value value) {
  set_exception_slot(vm, self, kExceptionValue, value);
  return true;
}

constexpr NativeDefinition kMethods[] = {
    {"__init__", exception_init, "*args, **kwargs"}, {"__repr__", exception_repr, ""},
    {"__str__", exception_str, ""},                  {"with_traceback", with_traceback, "tb, /"},
    {"add_note", add_note, "note, /"},               {"__setstate__", set_state, "state, /"},
};
constexpr GetSetDefinition kGetters[] = {
    {"args", get_slot<kExceptionArguments>, set_arguments},
    {"__traceback__", get_slot<kExceptionTraceback>, set_slot<kExceptionTraceback>},
    {"__context__", get_slot<kExceptionContext>, set_slot<kExceptionContext>},
    {"__cause__", get_slot<kExceptionCause>, set_slot<kExceptionCause>},
    {"__suppress_context__", get_suppress, set_suppress},
};
constexpr TypeDefinition kBaseException{.kind = Kind::Instance,
                                        .name = "BaseException",
                                        .module = "builtins",
                                        .operations = nullptr,
                                        .methods = kMethods,
                                        .getters = kGetters,
                                        .construct = exception_new,
                                        .construct_signature = "*args, **kwargs"};
constexpr GetSetDefinition kStopIterationGetters[] = {{"value", get_slot<kExceptionValue>, set_value}};
constexpr TypeDefinition kStopIteration{.kind = Kind::Instance,
                                        .name = "StopIteration",
                                        .module = "builtins",
                                        .operations = nullptr,
                                        .getters = kStopIterationGetters};
constexpr GetSetDefinition kSystemExitGetters[] = {{"code", get_slot<kExceptionValue>, set_value}};
constexpr TypeDefinition kSystemExit{.kind = Kind::Instance,
                                     .name = "SystemExit",
                                     .module = "builtins",
                                     .operations = nullptr,
                                     .getters = kSystemExitGetters};

}  // namespace

bool set_os_error_fields(Vm& vm, Value exception, Value number_value, Value text_value, Value path_value) {
  Local self(vm, exception), number(vm, number_value), text(vm, text_value), path(vm, path_value);
  return set_field(vm, self, "errno", number) && set_field(vm, self, "strerror", text) &&
         set_field(vm, self, "filename", path ? path.get() : Value::none());
}

void set_name_error_name(Vm& vm, Value name) {
  Local held(vm, name);
  Local error(vm, take_pending(vm));
  set_instance_attribute(vm, error, vm.names.name, held);
  if (!has_pending(vm)) vm.pending = error.take().take().bits;
}

void define_exceptions(Vm& vm) {
  auto type_of_class = [&](const char* name) -> Type* {
    for (Type* type : vm.exception_types) {
      if (type && to_utf8(load(type->name)) == name) return type;
    }
    return vm.object_type;
  };
#define EXCEPTION(exception, base)                                                                          \
  {                                                                                                         \
    Type* parent = type_of_class(#base);                                                                    \
    Type* type = make_builtin_type(vm, #exception, "builtins", parent, Kind::Instance, kTypeException);     \
    type->reserved_slots = kExceptionSlotCount;                                                             \
    vm.exception_types[static_cast<unsigned>(ExceptionClass::exception)] = type;                            \
    Local text(vm, Value::none());                                                                          \
    dict_set_name(vm, load(type->dict), vm.names.__doc__, text);                                            \
  }
  MIDDEN_EXCEPTIONS(EXCEPTION)
#undef EXCEPTION
  add_type_members(vm, vm.exception_types[static_cast<unsigned>(ExceptionClass::BaseException)], kBaseException);
  add_type_members(vm, vm.exception_types[static_cast<unsigned>(ExceptionClass::StopIteration)], kStopIteration);
  add_type_members(vm, vm.exception_types[static_cast<unsigned>(ExceptionClass::SystemExit)], kSystemExit);
}

}  // namespace midden::python
