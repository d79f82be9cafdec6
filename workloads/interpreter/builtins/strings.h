#pragma once

#include <string_view>

#include "workloads/interpreter/text/string_builder.h"
#include "workloads/interpreter/vm/heap_access.h"

namespace midden::python {

// The view must not point into a heap object unless that object is immortal: making a string may move
// objects. Copy a part of another string with make_substring.
Owned make_str(Vm& vm, text::StringView view);
Owned make_str_utf8(Vm& vm, std::string_view utf8);  // valid UTF-8 (or WTF-8)
Owned make_substring(Vm& vm, Value string, std::uint64_t start, std::uint64_t stop);
Owned make_char(Vm& vm, char32_t code_point);
// What a builder has collected.
Owned make_str(Vm& vm, const text::StringBuilder& builder);

// The one Str that is identical for equal text. `immortal`: for names in code.
Owned intern(Vm& vm, Value string);
Value intern_immortal(Vm& vm, std::string_view utf8);

inline bool is_str(Value value) { return value.is(Kind::Str); }
std::string to_utf8(Value string);  // lone surrogates as '?'-free WTF-8
bool str_equal(Value left, Value right);
std::int64_t str_hash(Value string);  // computed once, then cached
Owned str_concat(Vm& vm, Value left, Value right);
// Concatenates `count` strings standing in consecutive words (roots).
Owned str_concat_many(Vm& vm, const Word* first, std::size_t count);
// Appending in place is safe when the caller holds the only reference (counting) — answers null when it
// cannot.
Owned str_get_item(Vm& vm, Value string, std::int64_t index);

Owned make_bytes(Vm& vm, std::string_view bytes);  // not pointing into the heap
Owned make_bytearray(Vm& vm, std::string_view bytes);
// The bytes of a bytes, bytearray or memoryview (valid until the next allocation); false: not bytes-like.
bool bytes_view(Value value, std::string_view* view);

}  // namespace midden::python
