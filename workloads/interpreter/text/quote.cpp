#include "workloads/interpreter/text/quote.h"

#include "workloads/interpreter/text/unicode.h"

namespace midden::text {
namespace {

constexpr char kHexDigits[] = "0123456789abcdef";

void append_hex(StringBuilder& out, char32_t c, int digits) {
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
    out.append(static_cast<char32_t>(kHexDigits[(c >> shift) & 0xF]));
  }
}

void append_escape(StringBuilder& out, char32_t c) {
  out.append(U'\\');
  if (c <= 0xFF) {
    out.append(U'x');
    append_hex(out, c, 2);
  } else if (c <= 0xFFFF) {
    out.append(U'u');
    append_hex(out, c, 4);
  } else {
    out.append(U'U');
    append_hex(out, c, 8);
  }
}

// Single quotes, unless there are single and no double quotes inside.
char32_t choose_quote(StringView s) {
  bool has_single = false;
  bool has_double = false;
  dispatch(s, [&](auto units) {
    for (const char32_t c : units) {
      has_single |= c == U'\'';
      has_double |= c == U'"';
    }
  });
  return has_single && !has_double ? U'"' : U'\'';
}

// True when c was one of the escapes that str and bytes share.
bool append_common_escape(StringBuilder& out, char32_t c, char32_t quote) {
  switch (c) {
    case U'\n':
      out.append("\\n");
      return true;
    case U'\r':
      out.append("\\r");
      return true;
    case U'\t':
      out.append("\\t");
      return true;
    case U'\\':
      out.append("\\\\");
      return true;
    default:
      break;
  }
  if (c != quote) return false;
  out.append(U'\\');
  out.append(c);
  return true;
}

// accept: whether a code point above ASCII goes in as it is.
template <class Accept>
void append_quoted(StringBuilder& out, StringView s, Accept accept) {
  const char32_t quote = choose_quote(s);
  out.append(quote);
  uint64_t plain = 0;  // start of what is copied as it is
  dispatch(s, [&](auto units) {
    for (uint64_t i = 0; i < units.size(); ++i) {
      const char32_t c = units[i];
      if (c >= 0x20 && c != 0x7F && c != quote && c != U'\\' && (c < 0x7F || accept(c))) continue;
      out.append(s.slice(plain, i));
      plain = i + 1;
      if (!append_common_escape(out, c, quote)) append_escape(out, c);
    }
  });
  out.append(s.slice(plain, s.length));
  out.append(quote);
}

}  // namespace

void append_repr(StringBuilder& out, StringView s) {
  append_quoted(out, s, [](char32_t c) { return is_printable(c); });
}

void append_ascii_repr(StringBuilder& out, StringView s) {
  append_quoted(out, s, [](char32_t) { return false; });
}

void append_bytes_repr(StringBuilder& out, StringView bytes) {
  out.append(U'b');
  append_ascii_repr(out, bytes);
}

void append_ascii_escaped(StringBuilder& out, StringView s) {
  for (uint64_t i = 0; i < s.length; ++i) {
    const char32_t c = s.at(i);
    if (c < 0x80) {
      out.append(c);
    } else {
      append_escape(out, c);
    }
  }
}

}  // namespace midden::text
