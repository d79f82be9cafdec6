// What the str methods ask of a code point (Unicode 14, as CPython 3.11), and the methods that ask it of a
// whole string.
#pragma once

#include <cstdint>

#include "workloads/interpreter/text/string_builder.h"
#include "workloads/interpreter/text/string_view.h"

namespace midden::text {

// --- One code point
// --------------------------------------------------------------------------------------------------
bool is_alpha(char32_t c);
bool is_decimal(char32_t c);
bool is_digit(char32_t c);
bool is_numeric(char32_t c);
bool is_alnum(char32_t c);
bool is_space(char32_t c);
bool is_printable(char32_t c);
bool is_line_break(char32_t c);
bool is_lower(char32_t c);
bool is_upper(char32_t c);
bool is_title(char32_t c);
bool is_identifier_start(char32_t c);     // XID_Start or '_'
bool is_identifier_continue(char32_t c);  // XID_Continue
int decimal_value(char32_t c);            // 0..9, or -1
char32_t simple_lower(char32_t c);
char32_t simple_upper(char32_t c);

inline bool is_ascii_space(char32_t c) {
  return c == ' ' || (c >= 9 && c <= 13);
}  // what bytes methods take for space

// --- A whole str: s.isalpha() and so on, false for an empty one except isprintable and isascii
// ------------------------
bool all_alpha(StringView s);
bool all_decimal(StringView s);
bool all_digit(StringView s);
bool all_numeric(StringView s);
bool all_alnum(StringView s);
bool all_space(StringView s);
bool all_printable(StringView s);
bool is_identifier(StringView s);
bool is_lower(StringView s);
bool is_upper(StringView s);
bool is_title(StringView s);

// --- Case: full mappings, so lengths may change
// ----------------------------------------------------------------------
void append_lower(StringBuilder& out, StringView s);
void append_upper(StringBuilder& out, StringView s);
void append_title(StringBuilder& out, StringView s);
void append_capitalized(StringBuilder& out, StringView s);
void append_swapped_case(StringBuilder& out, StringView s);
void append_case_folded(StringBuilder& out, StringView s);

// --- bytes: the same questions, ASCII only
// -----------------------------------------------------------------------------
bool bytes_all_alpha(StringView s);
bool bytes_all_digit(StringView s);
bool bytes_all_alnum(StringView s);
bool bytes_all_space(StringView s);
bool bytes_is_lower(StringView s);
bool bytes_is_upper(StringView s);
bool bytes_is_title(StringView s);
void append_bytes_lower(StringBuilder& out, StringView s);
void append_bytes_upper(StringBuilder& out, StringView s);
void append_bytes_title(StringBuilder& out, StringView s);
void append_bytes_capitalized(StringBuilder& out, StringView s);
void append_bytes_swapped_case(StringBuilder& out, StringView s);

}  // namespace midden::text
