#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

// Small helpers on UTF-8 shared by the files of this folder.

namespace midden::syntax {

// Characters in well-formed or broken UTF-8: every byte that is no continuation byte counts one.
inline int count_characters(std::string_view text) {
  return static_cast<int>(
      std::count_if(text.begin(), text.end(), [](unsigned char c) { return (c & 0xC0) != 0x80; }));
}

// Also encodes lone surrogates (WTF-8).
void append_utf8(std::string& to, uint32_t code_point);

struct DecodedChar {
  uint32_t code_point;
  int length;  // 0 for ill-formed input
};
DecodedChar decode_utf8(std::string_view text, size_t at);

bool is_identifier_start(uint32_t code_point);
bool is_identifier_part(uint32_t code_point);
bool is_printable(uint32_t code_point);

inline bool is_name_start(int c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 128;
}
inline bool is_digit(int c) { return c >= '0' && c <= '9'; }
inline bool is_name_part(int c) { return is_name_start(c) || is_digit(c); }
inline bool is_hex_digit(int c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// The NFKC form, in which Python compares identifiers.
std::string normalise_identifier(std::string_view name);

}  // namespace midden::syntax
