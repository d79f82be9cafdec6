#include "workloads/interpreter/vm/unicode_errors.h"

#include "workloads/interpreter/builtins/integers.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/vm/exception_fields.h"

namespace midden::python {

namespace {

bool check_text(Vm& vm, Value value, int number) {
  if (unwrap(value, Kind::Str)) return true;
  raise_type_error(vm, "argument %d must be str, not %s", number,
                   value.is_none() ? "None" : type_name(vm, value).c_str());
  return false;
}

// Arguments in order: [encoding,] object, start, end, reason.
Owned take_arguments(Vm& vm, Arguments a, bool has_encoding, bool of_bytes) {
  if (!exception_refuse_keywords(vm, a) || !exception_take_arguments(vm, a)) return nullptr;
  unsigned expected = has_encoding ? 5 : 4;
  if (a.count() - 1 != expected) {
    return raise_type_error(vm, "function takes exactly %u arguments (%u given)", expected, a.count() - 1);
  }
  int number = 1;
  if (has_encoding) {
    if (!check_text(vm, a[1], number)) return nullptr;
    set_exception_slot(vm, a[0], kUnicodeErrorEncoding, a[1]);
    ++number;
  }
  Local object(vm, a[number]);
  if (!of_bytes && !check_text(vm, object, number)) return nullptr;
  Local start(vm, index_to_int(vm, a[number + 1]));
  if (!start) return nullptr;
  Local end(vm, index_to_int(vm, a[number + 2]));
  if (!end || !check_text(vm, a[number + 3], number + 3)) return nullptr;
  if (of_bytes && !object.get().is(Kind::Bytes)) {
    std::string_view view;
    if (!bytes_view(object, &view)) {
      return raise_type_error(vm, "a bytes-like object is required, not '%s'", type_name(vm, object).c_str());
    }
    object = make_bytes(vm, std::string(view));
    if (!object) return nullptr;
  }
  set_exception_slot(vm, a[0], kUnicodeErrorObject, object);
  set_exception_slot(vm, a[0], kUnicodeErrorStart, start);
  set_exception_slot(vm, a[0], kUnicodeErrorEnd, end);
  set_exception_slot(vm, a[0], kUnicodeErrorReason, a[number + 3]);
  return retain(Value::none());
}

Owned decode_init(Vm& vm, Arguments a) { return take_arguments(vm, a, true, true); }
Owned encode_init(Vm& vm, Arguments a) { return take_arguments(vm, a, true, false); }
Owned translate_init(Vm& vm, Arguments a) { return take_arguments(vm, a, false, false); }

std::string text_of(Vm& vm, Value value) {
  if (!value) return {};
  Local shown(vm, str(vm, value));
  if (shown) return to_utf8(unwrap(shown, Kind::Str));
  clear_pending(vm);
  return {};
}

// "'X' codec can't decode byte 0xff in position 0: reason"
Owned describe(Vm& vm, Value self_value, bool has_encoding, bool of_bytes) {
  Local self(vm, self_value);
  std::int64_t start = 0, end = 0;
  Value object = exception_slot(self, kUnicodeErrorObject);
  if (!object) return retain(vm.empty_string);
  Value first = as_int(vm, exception_slot(self, kUnicodeErrorStart));
  if (!first || !int_to_int64(first, &start)) return retain(vm.empty_string);
  Value last = as_int(vm, exception_slot(self, kUnicodeErrorEnd));
  if (!last || !int_to_int64(last, &end)) return retain(vm.empty_string);
  std::string shown;
  if (has_encoding) shown = "'" + text_of(vm, exception_slot(self, kUnicodeErrorEncoding)) + "' codec ";
  shown += of_bytes       ? "can't decode byte"
           : has_encoding ? "can't encode character"
                          : "can't translate character";

  object = exception_slot(self, kUnicodeErrorObject);
  char one[32] = "";
  bool single = end == start + 1 && start >= 0;
  if (single && of_bytes && object.is(Kind::Bytes) &&
      static_cast<std::uint64_t>(start) < object.as<Bytes>()->length) {
    snprintf(one, sizeof one, " 0x%02x", object.as<Bytes>()->data[start]);
  } else if (Value text = unwrap(object, Kind::Str);
             single && !of_bytes && text && start < static_cast<std::int64_t>(text.as<Str>()->length)) {
    auto code_point = static_cast<unsigned>(str_view(text).at(static_cast<std::size_t>(start)));
    const char* format = code_point <= 0xFF     ? " '\\x%02x'"
                         : code_point <= 0xFFFF ? " '\\u%04x'"
                                                : " '\\U%08x'";
    snprintf(one, sizeof one, format, code_point);
  }
  if (*one) {
    shown += one;
    shown += " in position " + std::to_string(start);
  } else {
    shown += "s in position " + std::to_string(start) + "-" + std::to_string(end - 1);
  }
  shown += ": " + text_of(vm, exception_slot(self, kUnicodeErrorReason));
  return make_str_utf8(vm, shown);
}

Owned decode_str(Vm& vm, Arguments a) { return describe(vm, a[0], true, true); }
Owned encode_str(Vm& vm, Arguments a) { return describe(vm, a[0], true, false); }
Owned translate_str(Vm& vm, Arguments a) { return describe(vm, a[0], false, false); }

constexpr NativeDefinition kDecodeMethods[] = {{"__init__", decode_init, "*args, **kwargs"},
                                               {"__str__", decode_str, ""}};
constexpr NativeDefinition kEncodeMethods[] = {{"__init__", encode_init, "*args, **kwargs"},
                                               {"__str__", encode_str, ""}};
constexpr NativeDefinition kTranslateMethods[] = {{"__init__", translate_init, "*args, **kwargs"},
                                                  {"__str__", translate_str, ""}};
constexpr GetSetDefinition kFields[] = {
    EXCEPTION_FIELD("object", kUnicodeErrorObject),     EXCEPTION_FIELD("start", kUnicodeErrorStart),
    EXCEPTION_FIELD("end", kUnicodeErrorEnd),           EXCEPTION_FIELD("reason", kUnicodeErrorReason),
    EXCEPTION_FIELD("encoding", kUnicodeErrorEncoding),
};

}  // namespace

std::span<const NativeDefinition> unicode_error_methods(ExceptionClass type) {
  if (type == ExceptionClass::UnicodeDecodeError) return kDecodeMethods;
  if (type == ExceptionClass::UnicodeEncodeError) return kEncodeMethods;
  return kTranslateMethods;
}
std::span<const GetSetDefinition> unicode_error_fields(ExceptionClass) { return kFields; }

}  // namespace midden::python
