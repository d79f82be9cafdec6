// The methods of bytes and bytearray that str does not share, and the types.

#include <cstring>

#include "workloads/interpreter/builtins/bytes_hex.h"
#include "workloads/interpreter/builtins/bytes_internal.h"
#include "workloads/interpreter/builtins/codec_calls.h"
#include "workloads/interpreter/builtins/text_methods.h"

namespace midden::python {
namespace {

template <class P>
Owned make_from(Vm& vm, std::string_view bytes) {
  return P::kKind == Kind::Bytes ? make_bytes(vm, bytes) : make_bytearray(vm, bytes);
}

std::string_view narrow(text::StringView view) { return {static_cast<const char*>(view.data), view.length}; }

Owned decode(Vm& vm, Arguments arguments) {
  return decode_bytes(vm, arguments[0], arguments[1], arguments[2], "decode");
}

template <class P>
Owned join(Vm& vm, Arguments arguments) {
  const Local iterable(vm, arguments[1]);
  Local items(vm);
  if (iterable.get().is(Kind::List)) {
    items = iterable.get();
  } else {
    items = list_from(vm, iterable);
    if (!items) {
      if (!pending_is(vm, ExceptionClass::TypeError) || has_special(vm, iterable, vm.names.__iter__))
        return nullptr;
      clear_pending(vm);
      return raise_type_error(vm, "can only join an iterable");
    }
  }
  const std::string separator(narrow(TextMethods<P>::self_view(arguments)));
  std::string out;
  for (std::uint64_t i = 0; i < list_length(items); ++i) {
    std::string_view part;
    const Value item = list_item(items, i);
    if (!bytes_view(item, &part)) {
      return raise_type_error(vm, "sequence item %llu: expected a bytes-like object, %s found",
                              static_cast<unsigned long long>(i), type_name(vm, item).c_str());
    }
    if (i > 0) out += separator;
    out += part;
  }
  return make_from<P>(vm, out);
}

Owned hex(Vm& vm, Arguments arguments) {
  std::string_view bytes;
  bytes_view(arguments[0], &bytes);
  return bytes_hex(vm, std::string(bytes), arguments[1], arguments[2]);
}

int hex_digit(char32_t c) {
  if (c >= '0' && c <= '9') return static_cast<int>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<int>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<int>(c - 'A' + 10);
  return -1;
}

template <class P>
Owned fromhex(Vm& vm, Arguments arguments) {
  const Value string = str_argument(vm, arguments[1], "fromhex() argument must be str, not %s");
  if (!string) return nullptr;
  const text::StringView text = str_view(string);
  std::string out;
  std::uint64_t i = 0;
  while (i < text.length) {
    if (text::is_ascii_space(text.at(i))) {
      ++i;
      continue;
    }
    const int high = hex_digit(text.at(i));
    const int low = high >= 0 && i + 1 < text.length ? hex_digit(text.at(i + 1)) : -1;
    if (low < 0) {
      return raise_value_error(vm, "non-hexadecimal number found in fromhex() arg at position %llu",
                               static_cast<unsigned long long>(high < 0 ? i : i + 1));
    }
    out.push_back(static_cast<char>(high * 16 + low));
    i += 2;
  }
  Local result(vm, make_from<P>(vm, out));
  if (!result || arguments[0] == Value::of(vm.kind_types[static_cast<unsigned>(P::kKind)])) {
    return result.take();
  }
  return call(vm, arguments[0], {result.get()});
}

template <class P>
Owned translate(Vm& vm, Arguments arguments) {
  std::string table;
  text::StringView view;
  if (!arguments[1].is_none()) {
    if (!BytesText::text(vm, arguments[1], &view, nullptr)) return nullptr;
    if (view.length != 256) {
      return raise_value_error(vm, "translation table must be 256 characters long");
    }
    table = narrow(view);
  }
  bool dropped[256] = {};
  if (arguments[2]) {
    if (!BytesText::text(vm, arguments[2], &view, nullptr)) return nullptr;
    for (const std::uint8_t byte : view.narrow()) dropped[byte] = true;
  }
  std::string out;
  for (const std::uint8_t byte : TextMethods<P>::self_view(arguments).narrow()) {
    if (!dropped[byte]) out.push_back(table.empty() ? static_cast<char>(byte) : table[byte]);
  }
  return make_from<P>(vm, out);
}

Owned maketrans(Vm& vm, Arguments arguments) {
  text::StringView from;
  text::StringView to;
  if (!BytesText::text(vm, arguments[0], &from, nullptr) ||
      !BytesText::text(vm, arguments[1], &to, nullptr)) {
    return nullptr;
  }
  if (from.length != to.length) {
    return raise_value_error(vm, "maketrans arguments must have same length");
  }
  char table[256];
  for (int i = 0; i < 256; ++i) table[i] = static_cast<char>(i);
  for (std::uint64_t i = 0; i < from.length; ++i) table[from.at(i)] = static_cast<char>(to.at(i));
  return make_bytes(vm, {table, sizeof table});
}

Owned copy(Vm& vm, Arguments arguments) { return TextMethods<ByteArrayText>::whole(vm, arguments); }

Owned getnewargs(Vm& vm, Arguments arguments) { return make_tuple(vm, {unwrap(arguments[0], Kind::Bytes)}); }

Owned to_bytes(Vm&, Arguments arguments) { return retain(unwrap(arguments[0], Kind::Bytes)); }

#define MIDDEN_BYTES_METHODS(P)                                                        \
  MIDDEN_TEXT_METHODS(P), {"decode", decode, "encoding=, errors="},                    \
      {"join", join<P>, "iterable_of_bytes, /"}, {"hex", hex, "sep=, bytes_per_sep="}, \
      {"fromhex", fromhex<P>, "string, /", NativeDefinition::class_method},            \
      {"translate", translate<P>, "table, /, delete="},                                \
      {"maketrans", maketrans, "frm, to, /", NativeDefinition::static_method},         \
      {"lower", TextMethods<P>::transform<text::append_bytes_lower>, ""},              \
      {"upper", TextMethods<P>::transform<text::append_bytes_upper>, ""},              \
      {"title", TextMethods<P>::transform<text::append_bytes_title>, ""},              \
      {"capitalize", TextMethods<P>::transform<text::append_bytes_capitalized>, ""},   \
      {"swapcase", TextMethods<P>::transform<text::append_bytes_swapped_case>, ""},    \
      {"isalpha", TextMethods<P>::ask<text::bytes_all_alpha>, ""},                     \
      {"isdigit", TextMethods<P>::ask<text::bytes_all_digit>, ""},                     \
      {"isalnum", TextMethods<P>::ask<text::bytes_all_alnum>, ""},                     \
      {"isspace", TextMethods<P>::ask<text::bytes_all_space>, ""},                     \
      {"islower", TextMethods<P>::ask<text::bytes_is_lower>, ""},                      \
      {"isupper", TextMethods<P>::ask<text::bytes_is_upper>, ""},                      \
      {"istitle", TextMethods<P>::ask<text::bytes_is_title>, ""}, {                    \
    "isascii", TextMethods<P>::ask<text::is_ascii>, ""                                 \
  }

const NativeDefinition kBytesMethods[] = {
    MIDDEN_BYTES_METHODS(BytesText),
    {"__getnewargs__", getnewargs, ""},
    {"__bytes__", to_bytes, ""},
};

const NativeDefinition kByteArrayMethods[] = {
    MIDDEN_BYTES_METHODS(ByteArrayText),
    {"append", bytearray_append, "item, /"},
    {"extend", bytearray_extend, "iterable_of_ints, /"},
    {"insert", bytearray_insert, "index, item, /"},
    {"pop", bytearray_pop, "index=, /"},
    {"remove", bytearray_remove, "value, /"},
    {"clear", bytearray_clear, ""},
    {"reverse", bytearray_reverse, ""},
    {"copy", copy, ""},
};

}  // namespace

const TypeDefinition kBytesType = {
    .kind = Kind::Bytes,
    .name = "bytes",
    .module = "builtins",
    .operations = &kBytesOperations,
    .methods = kBytesMethods,
    .construct = bytes_construct,
    .construct_signature = "source=, encoding=, errors=",
};

const TypeDefinition kByteArrayType = {
    .kind = Kind::ByteArray,
    .name = "bytearray",
    .module = "builtins",
    .operations = &kByteArrayOperations,
    .methods = kByteArrayMethods,
    .construct = bytearray_construct,
    .construct_signature = "source=, encoding=, errors=",
};

}  // namespace midden::python
