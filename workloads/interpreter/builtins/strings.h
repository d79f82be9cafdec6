#pragma once

// Making and using str, bytes and bytearray from native code.

#include <string>
#include <string_view>

#include "workloads/interpreter/text/string_builder.h"
#include "workloads/interpreter/vm/heap_access.h"

namespace midden::python {

// --- str ---------------------------------------------------------------------------------------------------
// The view must not point into a heap object unless that object is immortal: making a string may move
// objects. Copy a part of another string with make_substring.
Owned make_str(Vm& vm, text::StringView view);
Owned make_str_utf8(Vm& vm, std::string_view utf8);  // valid UTF-8 (or WTF-8)
Owned make_substring(Vm& vm, Value string, std::uint64_t start, std::uint64_t stop);
Owned make_char(Vm& vm, char32_t code_point);
// What a builder has collected; MemoryError when it failed.
Owned make_str(Vm& vm, const text::StringBuilder& builder);
// A fresh string whose text is undefined: fill `data` before the next allocation. Width 4 only for text that
// needs it.
Str* allocate_str(Vm& vm, std::uint64_t length, std::uint8_t width);

// The one Str that is identical for equal text. `immortal`: for names in code.
Owned intern(Vm& vm, Value string);
Value intern_immortal(Vm& vm, std::string_view utf8);
// A text constant of code: immortal, but not looked up or entered in the table. Null: MemoryError.
Value make_str_immortal(Vm& vm, text::StringView view);

inline bool is_str(Value value) { return value.is(Kind::Str); }
inline text::StringView str_view(Value string) { return string.as<Str>()->view(); }
std::string to_utf8(Value string);  // lone surrogates as '?'-free WTF-8
std::int64_t compute_str_hash(Str* string);
// Computed once, then cached.
inline std::int64_t str_hash(Value string) {
  Str* object = string.as<Str>();
  return object->hash != -1 ? object->hash : compute_str_hash(object);
}
bool str_equal_text(const Str* left, const Str* right);
inline bool str_equal(Value left, Value right) {
  if (left == right) return true;
  const Str* a = left.as<Str>();
  const Str* b = right.as<Str>();
  if (a->length != b->length || a->width != b->width || (a->interned & b->interned)) return false;
  return str_equal_text(a, b);
}
Owned str_concat(Vm& vm, Value left, Value right);
// Concatenates `count` strings standing in consecutive words (roots).
Owned str_concat_many(Vm& vm, const Word* first, std::size_t count);
// Negative indices count from the end. IndexError "string index out of range".
Owned str_get_item(Vm& vm, Value string, std::int64_t index);

// --- bytes, bytearray --------------------------------------------------------------------------------------
Owned make_bytes(Vm& vm, std::string_view bytes);  // not pointing into the heap
Owned make_bytearray(Vm& vm, std::string_view bytes);
// A fresh object with undefined content; fill it before the next allocation.
Bytes* allocate_bytes(Vm& vm, std::uint64_t length);
// Sets the length; new bytes are undefined. False: MemoryError.
bool bytearray_resize(Vm& vm, Value bytearray, std::uint64_t length);
inline std::uint8_t* bytearray_data(Value bytearray) {
  const Value buffer = load(bytearray.as<ByteArray>()->buffer);
  return buffer ? buffer.as<Buffer>()->data : nullptr;
}
// bytes(value): of anything bytes-like, with __bytes__, or an iterable of ints; exact bytes.
Owned bytes_from(Vm& vm, Value value);
// The bytes of a bytes, bytearray, array or memoryview (valid until the next allocation); false: not
// bytes-like.
bool bytes_view(Value value, std::string_view* view);
inline text::StringView as_view(std::string_view bytes) { return text::StringView(bytes); }
inline text::StringView bytes_text(Value bytes) {
  const Bytes* object = bytes.as<Bytes>();
  return {object->data, object->length, 1};
}

}  // namespace midden::python
