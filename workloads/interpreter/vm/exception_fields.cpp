#include "workloads/interpreter/vm/exception_fields.h"

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/integers.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/vm/classes.h"
#include "workloads/interpreter/vm/registration.h"
#include "workloads/interpreter/vm/unicode_errors.h"

namespace midden::python {

unsigned exception_field_count(ExceptionClass type) {
  switch (type) {
    case ExceptionClass::NameError:
      return kExceptionSlotCount + 1;
    case ExceptionClass::AttributeError:
      return kExceptionSlotCount + 2;
    case ExceptionClass::ImportError:
      return kExceptionSlotCount + 3;
    case ExceptionClass::OSError:
      return kExceptionSlotCount + 4;
    case ExceptionClass::UnicodeDecodeError:
    case ExceptionClass::UnicodeEncodeError:
    case ExceptionClass::UnicodeTranslateError:
      return kExceptionSlotCount + 5;
    case ExceptionClass::BaseExceptionGroup:
      return kExceptionSlotCount + 6;  // two are used; no other class has as many
    case ExceptionClass::SyntaxError:
      return kExceptionSlotCount + 8;
    default:
      return 0;
  }
}

namespace {

Owned none() { return retain(Value::none()); }
Value argument(Arguments a, std::uint32_t i) { return i + 1 < a.count() ? a[i + 1] : Value{}; }
bool given(Value value) { return value && !value.is_none(); }

// str(value) as UTF-8; false: error pending.
bool append_text(Vm& vm, std::string& out, Value value) {
  Local shown(vm, str(vm, value ? value : Value::none()));
  if (!shown) return false;
  out += to_utf8(unwrap(shown, Kind::Str));
  return true;
}
bool append_repr(Vm& vm, std::string& out, Value value) {
  Local shown(vm, repr(vm, value));
  if (!shown) return false;
  out += to_utf8(unwrap(shown, Kind::Str));
  return true;
}

// --- KeyError, and those whose fields are keywords
// -----------------------------------------------------------

Owned key_error_str(Vm& vm, Arguments a) {
  Tuple* arguments = exception_slot(a[0], kExceptionArguments).as<Tuple>();
  if (arguments->length() == 1) return repr(vm, load(arguments->items[0]));
  return exception_text(vm, a[0]);
}

struct KeywordField {
  const char* name;
  unsigned slot;
};

bool take_keywords(Vm& vm, Arguments a, const char* class_name, std::initializer_list<KeywordField> fields) {
  for (const KeywordField& field : fields) set_exception_slot(vm, a[0], field.slot, Value{});
  Value names = a.keyword_names();
  for (std::uint32_t i = 0; names && i < names.as<Tuple>()->length(); ++i) {
    std::string name = to_utf8(load(names.as<Tuple>()->items[i]));
    const KeywordField* found = nullptr;
    for (const KeywordField& field : fields) {
      if (name == field.name) found = &field;
    }
    if (!found) {
      raise_type_error(vm, "'%s' is an invalid keyword argument for %s()", name.c_str(), class_name);
      return false;
    }
    set_exception_slot(vm, a[0], found->slot, Value{a.data()[a.count() + i]});
  }
  return true;
}

Owned name_error_init(Vm& vm, Arguments a) {
  if (!exception_take_arguments(vm, a) || !take_keywords(vm, a, "NameError", {{"name", kNameErrorName}}))
    return nullptr;
  return none();
}
Owned attribute_error_init(Vm& vm, Arguments a) {
  if (!exception_take_arguments(vm, a)) return nullptr;
  if (!take_keywords(vm, a, "AttributeError",
                     {{"name", kAttributeErrorName}, {"obj", kAttributeErrorObject}})) {
    return nullptr;
  }
  return none();
}
Owned import_error_init(Vm& vm, Arguments a) {
  if (!exception_take_arguments(vm, a)) return nullptr;
  if (!take_keywords(vm, a, "ImportError", {{"name", kImportErrorName}, {"path", kImportErrorPath}}))
    return nullptr;
  set_exception_slot(vm, a[0], kImportErrorMessage, a.count() == 2 ? a[1] : Value{});
  return none();
}
// Those raised by native code have only arguments.
Owned import_error_message(Vm&, Value self) {
  Value message = exception_slot(self, kImportErrorMessage);
  Tuple* arguments = exception_slot(self, kExceptionArguments).as<Tuple>();
  if (!message && arguments->length() == 1) message = load(arguments->items[0]);
  return retain(message ? message : Value::none());
}
Owned import_error_str(Vm& vm, Arguments a) {
  Value message = exception_slot(a[0], kImportErrorMessage);
  if (message && is_str(message)) return retain(message);
  return exception_text(vm, a[0]);
}

// --- OSError -----------------------------------------------------------------------------------------------

bool take_os_error_arguments(Vm& vm, Value self_value, Arguments a) {
  Local self(vm, self_value);
  std::uint32_t count = a.count() - 1;
  bool known = count >= 2 && count <= 5;
  set_exception_slot(vm, self, kOsErrorNumber, known ? argument(a, 0) : Value{});
  set_exception_slot(vm, self, kOsErrorText, known ? argument(a, 1) : Value{});
  set_exception_slot(vm, self, kOsErrorFile, known ? argument(a, 2) : Value{});
  set_exception_slot(vm, self, kOsErrorFile2, known ? argument(a, 4) : Value{});
  if (!known || !given(argument(a, 2))) return true;
  Owned two = make_tuple(vm, a.data() + 1, 2);
  if (!two) return false;
  set_exception_slot(vm, self, kExceptionArguments, two.value());
  return true;
}

// OSError(errno, text) makes the class that the number stands for.
Owned os_error_new(Vm& vm, Arguments a) {
  Local type(vm, a[0]);
  if (type.get() == exception_type(vm, ExceptionClass::OSError) && a.count() >= 3 && a.count() <= 6 &&
      is_small_int(a[1])) {
    type = os_error_class(vm, static_cast<int>(small_int(a[1])));
    a.data()[0] = type.get().bits;  // builtin classes are immortal: no count to keep
  }
  Local made(vm, exception_new(vm, a));
  if (!made || !take_os_error_arguments(vm, made, a)) return nullptr;
  return made.take();
}
Owned os_error_init(Vm& vm, Arguments a) {
  if (!exception_refuse_keywords(vm, a) || !exception_take_arguments(vm, a)) return nullptr;
  if (!take_os_error_arguments(vm, a[0], a)) return nullptr;
  return none();
}
Owned os_error_str(Vm& vm, Arguments a) {
  Local self(vm, a[0]);
  Value number = exception_slot(self, kOsErrorNumber), reason = exception_slot(self, kOsErrorText);
  bool file = given(exception_slot(self, kOsErrorFile));
  if (!file && (!given(number) || !given(reason))) return exception_text(vm, self);
  std::string shown = "[Errno ";
  if (!append_text(vm, shown, number)) return nullptr;
  shown += "] ";
  if (!append_text(vm, shown, exception_slot(self, kOsErrorText))) return nullptr;
  if (file) {
    shown += ": ";
    if (!append_repr(vm, shown, exception_slot(self, kOsErrorFile))) return nullptr;
    if (Value second = exception_slot(self, kOsErrorFile2); given(second)) {
      shown += " -> ";
      if (!append_repr(vm, shown, second)) return nullptr;
    }
  }
  return make_str_utf8(vm, shown);
}

// --- SyntaxError -------------------------------------------------------------------------------------------

Owned syntax_error_init(Vm& vm, Arguments a) {
  if (!exception_refuse_keywords(vm, a) || !exception_take_arguments(vm, a)) return nullptr;
  if (a.count() > 1) set_exception_slot(vm, a[0], kSyntaxErrorMessage, a[1]);
  if (a.count() != 3) return none();
  Local details(vm, tuple_from(vm, a[2]));
  if (!details) return nullptr;
  std::uint32_t count = details.as<Tuple>()->length();
  if (count < 4 || count > 6) {
    return raise_type_error(vm, "function takes at %s %d arguments (%u given)", count < 4 ? "least" : "most",
                            count < 4 ? 4 : 6, count);
  }
  static constexpr unsigned kSlots[] = {kSyntaxErrorFile, kSyntaxErrorLine,    kSyntaxErrorOffset,
                                        kSyntaxErrorText, kSyntaxErrorEndLine, kSyntaxErrorEndOffset};
  for (std::uint32_t i = 0; i < 6; ++i) {
    set_exception_slot(vm, a[0], kSlots[i], i < count ? load(details.as<Tuple>()->items[i]) : Value{});
  }
  if (count == 5) return raise_type_error(vm, "end_offset must be provided when end_lineno is provided");
  return none();
}
Owned syntax_error_str(Vm& vm, Arguments a) {
  Local self(vm, a[0]);
  std::string shown, place;
  if (!append_text(vm, shown, exception_slot(self, kSyntaxErrorMessage))) return nullptr;
  Value file = exception_slot(self, kSyntaxErrorFile), line = exception_slot(self, kSyntaxErrorLine);
  if (file && is_str(file)) {
    place = to_utf8(file);
    place.erase(0, place.rfind('/') + 1);
  }
  if (line && is_int(line)) {
    std::int64_t number;
    if (!int_to_int64(line, &number)) number = -1;
    if (!place.empty()) place += ", ";
    place += "line " + std::to_string(number);
  }
  if (!place.empty()) shown += " (" + place + ")";
  return make_str_utf8(vm, shown);
}

// --- tables ------------------------------------------------------------------------------------------------

constexpr NativeDefinition kKeyErrorMethods[] = {{"__str__", key_error_str, ""}};
constexpr NativeDefinition kNameErrorMethods[] = {{"__init__", name_error_init, "*args, **kwargs"}};
constexpr GetSetDefinition kNameErrorFields[] = {EXCEPTION_FIELD("name", kNameErrorName)};
constexpr NativeDefinition kAttributeErrorMethods[] = {{"__init__", attribute_error_init, "*args, **kwargs"}};
constexpr GetSetDefinition kAttributeErrorFields[] = {EXCEPTION_FIELD("name", kAttributeErrorName),
                                                      EXCEPTION_FIELD("obj", kAttributeErrorObject)};
constexpr NativeDefinition kImportErrorMethods[] = {{"__init__", import_error_init, "*args, **kwargs"},
                                                    {"__str__", import_error_str, ""}};
constexpr GetSetDefinition kImportErrorFields[] = {
    {"msg", import_error_message, exception_set<kImportErrorMessage>},
    EXCEPTION_FIELD("name", kImportErrorName),
    EXCEPTION_FIELD("path", kImportErrorPath),
};
constexpr NativeDefinition kOsErrorMethods[] = {{"__init__", os_error_init, "*args, **kwargs"},
                                                {"__str__", os_error_str, ""}};
constexpr GetSetDefinition kOsErrorFields[] = {
    EXCEPTION_FIELD("errno", kOsErrorNumber),
    EXCEPTION_FIELD("strerror", kOsErrorText),
    EXCEPTION_FIELD("filename", kOsErrorFile),
    EXCEPTION_FIELD("filename2", kOsErrorFile2),
};
constexpr NativeDefinition kSyntaxErrorMethods[] = {{"__init__", syntax_error_init, "*args, **kwargs"},
                                                    {"__str__", syntax_error_str, ""}};
constexpr GetSetDefinition kSyntaxErrorFields[] = {
    EXCEPTION_FIELD("msg", kSyntaxErrorMessage),
    EXCEPTION_FIELD("filename", kSyntaxErrorFile),
    EXCEPTION_FIELD("lineno", kSyntaxErrorLine),
    EXCEPTION_FIELD("offset", kSyntaxErrorOffset),
    EXCEPTION_FIELD("text", kSyntaxErrorText),
    EXCEPTION_FIELD("end_lineno", kSyntaxErrorEndLine),
    EXCEPTION_FIELD("end_offset", kSyntaxErrorEndOffset),
    EXCEPTION_FIELD("print_file_and_line", kSyntaxErrorPrint),
};

void add(Vm& vm, ExceptionClass type, const char* name, std::span<const NativeDefinition> methods,
         std::span<const GetSetDefinition> fields, NativeCode construct = nullptr) {
  TypeDefinition definition{.kind = Kind::Instance,
                            .name = name,
                            .module = "builtins",
                            .operations = nullptr,
                            .methods = methods,
                            .getters = fields};
  definition.construct = construct;
  if (construct) definition.construct_signature = "*args, **kwargs";
  add_type_members(vm, vm.exception_types[static_cast<unsigned>(type)], definition);
}

}  // namespace

void add_exception_fields(Vm& vm) {
  add(vm, ExceptionClass::KeyError, "KeyError", kKeyErrorMethods, {});
  add(vm, ExceptionClass::NameError, "NameError", kNameErrorMethods, kNameErrorFields);
  add(vm, ExceptionClass::AttributeError, "AttributeError", kAttributeErrorMethods, kAttributeErrorFields);
  add(vm, ExceptionClass::ImportError, "ImportError", kImportErrorMethods, kImportErrorFields);
  add(vm, ExceptionClass::OSError, "OSError", kOsErrorMethods, kOsErrorFields, os_error_new);
  add(vm, ExceptionClass::SyntaxError, "SyntaxError", kSyntaxErrorMethods, kSyntaxErrorFields);
  for (ExceptionClass type : {ExceptionClass::UnicodeDecodeError, ExceptionClass::UnicodeEncodeError,
                              ExceptionClass::UnicodeTranslateError}) {
    Type* object = vm.exception_types[static_cast<unsigned>(type)];
    add(vm, type,
        vm.kept_texts.emplace_back(std::make_unique<std::string>(to_utf8(load(object->name))))->c_str(),
        unicode_error_methods(type), unicode_error_fields(type));
  }
}

bool set_os_error_fields(Vm& vm, Value exception, Value number, Value text, Value path) {
  set_exception_slot(vm, exception, kOsErrorNumber, number);
  set_exception_slot(vm, exception, kOsErrorText, text);
  set_exception_slot(vm, exception, kOsErrorFile, path);
  return true;
}

void set_name_error_name(Vm& vm, Value name) {
  static_assert(static_cast<unsigned>(kNameErrorName) == static_cast<unsigned>(kImportErrorName));
  bool has_name = pending_is(vm, ExceptionClass::NameError) || pending_is(vm, ExceptionClass::ImportError);
  if (has_name) set_exception_slot(vm, Value{vm.pending}, kNameErrorName, name);
}

void set_attribute_error_fields(Vm& vm, Value object, Value name) {
  if (!pending_is(vm, ExceptionClass::AttributeError)) return;
  set_exception_slot(vm, Value{vm.pending}, kAttributeErrorName, name);
  set_exception_slot(vm, Value{vm.pending}, kAttributeErrorObject, object);
}

}  // namespace midden::python
