// bytes(…) and bytearray(…).

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/bytes_internal.h"
#include "workloads/interpreter/builtins/codec_calls.h"
#include "workloads/interpreter/builtins/containers.h"

namespace midden::python {
namespace {

const char* range_message(Kind kind) {
  return kind == Kind::Bytes ? "bytes must be in range(0, 256)" : "byte must be in range(0, 256)";
}

bool collect_list(Vm& vm, Value source, Kind kind, std::string* out) {
  const Local list(vm, source);
  for (std::uint64_t i = 0; i < list_length(list); ++i) {
    std::uint8_t byte;
    if (!byte_argument(vm, list_item(list, i), range_message(kind), &byte)) return false;
    out->push_back(static_cast<char>(byte));
  }
  return true;
}

bool raise_cannot_convert(Vm& vm, Value source, Kind kind) {
  raise_type_error(vm, "cannot convert '%s' object to %s", type_name(vm, source).c_str(),
                   kind == Kind::Bytes ? "bytes" : "bytearray");
  return false;
}

// What __bytes__ answers. Null without a pending exception: there is no such method.
Owned from_method(Vm& vm, Value source) {
  Local result(vm, call_special(vm, source, vm.names.__bytes__));
  if (!result) return nullptr;
  if (const Value bytes = unwrap(result, Kind::Bytes)) return retain(bytes);
  return raise_type_error(vm, "__bytes__ returned non-bytes (type %s)", type_name(vm, result).c_str());
}

bool as_text(Vm& vm, Arguments arguments, std::string* out) {
  const Local bytes(vm, encode_str(vm, unwrap(arguments[1], Kind::Str), arguments[2], arguments[3], "bytes"));
  if (!bytes) return false;
  std::string_view view;
  bytes_view(bytes, &view);
  out->assign(view);
  return true;
}

// The content of bytes(source, encoding, errors); false: exception.
bool content(Vm& vm, Arguments arguments, Kind kind, std::string* out) {
  const Value source = arguments[1];
  if (arguments[2] || arguments[3]) {
    for (std::uint32_t i : {2u, 3u}) {
      if (!arguments[i] || unwrap(arguments[i], Kind::Str)) continue;
      raise_type_error(vm, "%s() argument '%s' must be str, not %s",
                       kind == Kind::Bytes ? "bytes" : "bytearray", i == 2 ? "encoding" : "errors",
                       type_name(vm, arguments[i]).c_str());
      return false;
    }
    if (!source || !unwrap(source, Kind::Str)) {
      raise_type_error(vm, "%s without a string argument", arguments[2] ? "encoding" : "errors");
      return false;
    }
    if (!arguments[2]) {
      raise_type_error(vm, "string argument without an encoding");
      return false;
    }
    return as_text(vm, arguments, out);
  }
  if (!source) return true;
  if (unwrap(source, Kind::Str)) {
    raise_type_error(vm, "string argument without an encoding");
    return false;
  }
  std::string_view view;
  if (!bytes_view(source, &view) && is_index_like(vm, source)) {
    std::int64_t count;
    if (!size_argument(vm, source, &count)) return false;
    if (count < 0) {
      raise_value_error(vm, "negative count");
      return false;
    }
    if (count > UINT32_MAX) {
      raise_memory_error(vm);
      return false;
    }
    out->assign(static_cast<std::size_t>(count), '\0');
    return true;
  }
  return collect_bytes(vm, arguments[1], kind, out);
}

}  // namespace

bool byte_argument(Vm& vm, Value value, const char* range_message, std::uint8_t* byte) {
  std::int64_t number;
  if (is_small_int(value)) {
    number = small_int(value);
  } else if (!to_index(vm, value, &number, true)) {
    return false;
  }
  if (number < 0 || number > 255) {
    raise_value_error(vm, "%s", range_message);
    return false;
  }
  *byte = static_cast<std::uint8_t>(number);
  return true;
}

bool collect_bytes(Vm& vm, Value source, Kind kind, std::string* out) {
  std::string_view view;
  if (bytes_view(source, &view)) {
    out->assign(view);
    return true;
  }
  if (unwrap(source, Kind::Str)) return raise_cannot_convert(vm, source, kind);
  if (source.is(Kind::List)) return collect_list(vm, source, kind, out);
  const Local keep(vm, source);
  const Local iterator(vm, get_iterator(vm, keep));
  if (!iterator) {
    if (!pending_is(vm, ExceptionClass::TypeError)) return false;
    clear_pending(vm);
    return raise_cannot_convert(vm, keep, kind);
  }
  Local item(vm);
  for (;;) {
    item = next(vm, iterator);
    if (!item) return !has_pending(vm);
    std::uint8_t byte;
    if (!byte_argument(vm, item, range_message(kind), &byte)) return false;
    out->push_back(static_cast<char>(byte));
  }
}

Owned bytes_from(Vm& vm, Value value) {
  if (value.is(Kind::Bytes)) return retain(value);
  const Local keep(vm, value);
  if (value.is(Kind::Instance)) {
    Owned result = from_method(vm, keep);
    if (result || has_pending(vm)) return result;
  }
  std::string content;
  if (!collect_bytes(vm, keep, Kind::Bytes, &content)) return nullptr;
  return make_bytes(vm, content);
}

Owned bytes_construct(Vm& vm, Arguments arguments) {
  Owned result;
  if (arguments[1] && !arguments[2] && !arguments[3]) {
    if (arguments[1].is(Kind::Bytes)) return wrap_payload(vm, arguments[0], retain(arguments[1]));
    if (arguments[1].is(Kind::Instance)) {
      result = from_method(vm, arguments[1]);
      if (!result && has_pending(vm)) return nullptr;
    }
  }
  if (!result) {
    std::string bytes;
    if (!content(vm, arguments, Kind::Bytes, &bytes)) return nullptr;
    result = make_bytes(vm, bytes);
  }
  return result ? wrap_payload(vm, arguments[0], std::move(result)) : nullptr;
}

Owned bytearray_construct(Vm& vm, Arguments arguments) {
  std::string bytes;
  if (!content(vm, arguments, Kind::ByteArray, &bytes)) return nullptr;
  Owned result = make_bytearray(vm, bytes);
  return result ? wrap_payload(vm, arguments[0], std::move(result)) : nullptr;
}

}  // namespace midden::python
