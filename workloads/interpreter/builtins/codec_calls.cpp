#include "workloads/interpreter/builtins/codec_calls.h"

#include <cstring>

#include "workloads/interpreter/builtins/integers.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/text/codecs.h"
#include "workloads/interpreter/text/unicode_escape.h"

namespace midden::python {
namespace {

// Leaves `result` when the argument is null.
bool name_argument(Vm& vm, Value argument, const char* function, const char* name, std::string* result) {
  if (!argument) return true;
  const Value text = unwrap(argument, Kind::Str);
  if (!text) {
    raise_type_error(vm, "%s() argument '%s' must be str, not %s", function, name,
                     type_name(vm, argument).c_str());
    return false;
  }
  *result = to_utf8(text);
  return true;
}

// The codecs that this file knows: those of text::Codec, and two of literals.
struct ChosenCodec {
  enum class Form : std::uint8_t { characters, unicode_escape, raw_unicode_escape } form = Form::characters;
  text::Codec codec = text::Codec::kUtf8;
};

// "Unicode-Escape" and "unicode_escape" are the same name.
bool same_name(const std::string& name, const char* wanted) {
  std::size_t i = 0;
  for (; i < name.size() && wanted[i]; ++i) {
    const char c = name[i] == '-' || name[i] == ' ' ? '_' : name[i];
    if ((c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c) != wanted[i]) return false;
  }
  return i == name.size() && !wanted[i];
}

bool find_codec(Vm& vm, Value encoding, const char* function, ChosenCodec* chosen) {
  if (!encoding) return true;  // UTF-8
  std::string name;
  if (!name_argument(vm, encoding, function, "encoding", &name)) return false;
  if (text::find_codec(name, chosen->codec)) return true;
  if (same_name(name, "unicode_escape") || same_name(name, "unicodeescape")) {
    chosen->form = ChosenCodec::Form::unicode_escape;
    return true;
  }
  if (same_name(name, "raw_unicode_escape") || same_name(name, "rawunicodeescape")) {
    chosen->form = ChosenCodec::Form::raw_unicode_escape;
    return true;
  }
  raise(vm, ExceptionClass::LookupError, "unknown encoding: %s", name.c_str());
  return false;
}

text::CodecError decode(text::StringBuilder& out, const ChosenCodec& chosen, std::string_view bytes,
                        text::ErrorHandler handler) {
  const std::span source(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  if (chosen.form == ChosenCodec::Form::characters) return text::decode(out, chosen.codec, source, handler);
  return text::decode_unicode_escape(out, source, chosen.form == ChosenCodec::Form::raw_unicode_escape);
}

text::CodecError encode(std::string& out, const ChosenCodec& chosen, text::StringView view,
                        text::ErrorHandler handler) {
  switch (chosen.form) {
    case ChosenCodec::Form::characters:
      return text::encode(out, chosen.codec, view, handler);
    case ChosenCodec::Form::unicode_escape:
      text::encode_unicode_escape(out, view);
      break;
    case ChosenCodec::Form::raw_unicode_escape:
      text::encode_raw_unicode_escape(out, view);
      break;
  }
  return {};
}

// An unknown handler only matters when there is something to handle.
bool find_handler(Vm& vm, Value errors, const char* function, text::ErrorHandler* handler,
                  std::string* name) {
  *handler = text::ErrorHandler::kStrict;
  if (!errors) return true;
  if (!name_argument(vm, errors, function, "errors", name)) return false;
  if (text::find_error_handler(*name, *handler)) name->clear();
  return true;
}

Owned raise_codec_error(Vm& vm, ExceptionClass type, const text::CodecError& error, Value object) {
  const Local source(vm, object);
  const Local encoding(vm, make_str_utf8(vm, error.encoding));
  if (!encoding) return nullptr;
  const Local start(vm, make_int(vm, static_cast<std::int64_t>(error.start)));
  if (!start) return nullptr;
  const Local end(vm, make_int(vm, static_cast<std::int64_t>(error.end)));
  if (!end) return nullptr;
  const Local reason(vm, make_str_utf8(vm, error.reason));
  if (!reason) return nullptr;
  Local exception(vm, call(vm, exception_type(vm, type),
                           {encoding.get(), source.get(), start.get(), end.get(), reason.get()}));
  if (!exception) return nullptr;
  return raise_object(vm, exception.take());
}

// ASCII is copied from object to object.
Owned decode_ascii(Vm& vm, Value source, std::size_t length) {
  const Local keep(vm, source);
  Str* result = allocate_str(vm, length, 1);
  if (!result) return nullptr;
  std::string_view bytes;
  bytes_view(keep, &bytes);
  std::memcpy(result->data, bytes.data(), length);
  return adopt(result);
}

Owned encode_ascii(Vm& vm, Value source) {
  const Local keep(vm, source);
  Bytes* result = allocate_bytes(vm, str_view(source).length);
  if (!result) return nullptr;
  const text::StringView view = str_view(keep);
  if (view.length > 0) std::memcpy(result->data, view.data, view.length);
  return adopt(result);
}

Owned raise_unknown_handler(Vm& vm, const std::string& name) {
  return raise(vm, ExceptionClass::LookupError, "unknown error handler name '%s'", name.c_str());
}

}  // namespace

Owned decode_bytes(Vm& vm, Value source, Value encoding, Value errors, const char* function) {
  ChosenCodec codec;
  text::ErrorHandler handler;
  std::string unknown;
  if (!find_codec(vm, encoding, function, &codec) ||
      !find_handler(vm, errors, function, &handler, &unknown)) {
    return nullptr;
  }
  std::string_view bytes;
  if (!bytes_view(source, &bytes)) {
    return raise_type_error(vm, "decoding to str: need a bytes-like object, %s found",
                            type_name(vm, source).c_str());
  }
  if (!encoding && bytes.size() > 1 && text::is_ascii(bytes)) return decode_ascii(vm, source, bytes.size());
  text::StringBuilder out;
  const text::CodecError error = decode(out, codec, bytes, handler);
  if (!error) return make_str(vm, out);
  if (!unknown.empty()) return raise_unknown_handler(vm, unknown);
  if (source.is(Kind::Bytes)) return raise_codec_error(vm, ExceptionClass::UnicodeDecodeError, error, source);
  const Local copy(vm, make_bytes(vm, std::string(bytes)));
  if (!copy) return nullptr;
  return raise_codec_error(vm, ExceptionClass::UnicodeDecodeError, error, copy);
}

Owned encode_str(Vm& vm, Value source, Value encoding, Value errors, const char* function) {
  ChosenCodec codec;
  text::ErrorHandler handler;
  std::string unknown;
  if (!find_codec(vm, encoding, function, &codec) ||
      !find_handler(vm, errors, function, &handler, &unknown)) {
    return nullptr;
  }
  if (!encoding && text::is_ascii(str_view(source))) return encode_ascii(vm, source);
  std::string out;
  const text::CodecError error = encode(out, codec, str_view(source), handler);
  if (!error) return make_bytes(vm, out);
  if (!unknown.empty()) return raise_unknown_handler(vm, unknown);
  return raise_codec_error(vm, ExceptionClass::UnicodeEncodeError, error, source);
}

}  // namespace midden::python
