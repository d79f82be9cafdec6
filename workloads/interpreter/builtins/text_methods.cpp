#include "workloads/interpreter/builtins/text_methods.h"

#include <cstring>

namespace midden::python {

bool StrText::text(Vm& vm, Value value, text::StringView* view, const char* who) {
  const Value string = is_str(value) ? value : unwrap(value, Kind::Str);
  if (!string) {
    const bool named = who && *who;
    raise_type_error(vm, "%s%smust be str, not %s", named ? who : "", named ? " " : "",
                     type_name(vm, value).c_str());
    return false;
  }
  *view = str_view(string);
  return true;
}

bool StrText::needle(Vm& vm, Value value, Needle* needle) { return text(vm, value, &needle->view, nullptr); }

bool StrText::fill_character(Vm& vm, Value value, const char*, char32_t* fill) {
  const Value string = str_argument(vm, value, "The fill character must be a unicode character, not %s");
  if (!string) return false;
  const text::StringView view = str_view(string);
  if (view.length != 1) {
    raise_type_error(vm, "The fill character must be exactly one character long");
    return false;
  }
  *fill = view.at(0);
  return true;
}

bool BytesText::text(Vm& vm, Value value, text::StringView* view, const char*) {
  std::string_view bytes;
  if (!bytes_view(value, &bytes)) {
    raise_type_error(vm, "a bytes-like object is required, not '%s'", type_name(vm, value).c_str());
    return false;
  }
  *view = as_view(bytes);
  return true;
}

bool BytesText::needle(Vm& vm, Value value, Needle* needle) {
  std::string_view bytes;
  if (bytes_view(value, &bytes)) {
    needle->view = as_view(bytes);
    return true;
  }
  if (!is_index_like(vm, value)) {
    raise_type_error(vm, "argument should be integer or bytes-like object, not '%s'",
                     type_name(vm, value).c_str());
    return false;
  }
  std::int64_t byte;
  if (!to_index(vm, value, &byte, true)) return false;
  if (byte < 0 || byte > 255) {
    raise_value_error(vm, "byte must be in range(0, 256)");
    return false;
  }
  needle->byte = static_cast<std::uint8_t>(byte);
  needle->view = {&needle->byte, 1, 1};
  return true;
}

bool BytesText::fill_character(Vm& vm, Value value, const char* method, char32_t* fill) {
  std::string_view bytes;
  if (!bytes_view(value, &bytes) || bytes.size() != 1) {
    raise_type_error(vm, "%s() argument 2 must be a byte string of length 1, not %s", method,
                     type_name(vm, value).c_str());
    return false;
  }
  *fill = static_cast<std::uint8_t>(bytes[0]);
  return true;
}

namespace {

std::string_view narrow(const text::StringBuilder& builder) {
  return {static_cast<const char*>(builder.view().data), builder.view().length};
}

}  // namespace

Owned BytesText::make(Vm& vm, const text::StringBuilder& builder) {
  if (builder.failed()) return raise_memory_error(vm);
  return make_bytes(vm, narrow(builder));
}

Owned BytesText::part(Vm& vm, Value self, text::Range range) {
  if (range.start == 0 && range.stop == self.as<Bytes>()->length) return retain(self);
  const Local keep(vm, self);
  Bytes* result = allocate_bytes(vm, range.length());
  if (!result) return nullptr;
  std::memcpy(result->data, keep.as<Bytes>()->data + range.start, range.length());
  return adopt(result);
}

Owned ByteArrayText::make(Vm& vm, const text::StringBuilder& builder) {
  if (builder.failed()) return raise_memory_error(vm);
  return make_bytearray(vm, narrow(builder));
}

Owned ByteArrayText::part(Vm& vm, Value self, text::Range range) {
  const Local keep(vm, self);
  Local result(vm, make_bytearray(vm, {}));
  if (!result || range.length() == 0) return result.take();
  if (!bytearray_resize(vm, result, range.length())) return nullptr;
  std::memcpy(bytearray_data(result), bytearray_data(keep) + range.start, range.length());
  return result.take();
}

}  // namespace midden::python
