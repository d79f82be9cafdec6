#include "workloads/interpreter/syntax/string_literal.h"

#include <fmt/format.h>

#include <algorithm>

#include "workloads/interpreter/syntax/source.h"
#include "workloads/interpreter/syntax/text.h"
#include "workloads/interpreter/text/unicode_names.h"

namespace midden::syntax {

StringLiteral split_string(std::string_view token) {
  StringLiteral result;
  size_t i = 0;
  for (; token[i] != '\'' && token[i] != '"'; ++i) {
    switch (token[i] | 32) {
      case 'r':
        result.raw = true;
        break;
      case 'b':
        result.bytes = true;
        break;
      case 'f':
        result.format = true;
        break;
      case 'u':
        result.unicode_prefix = true;
        break;
      default:
        break;
    }
  }
  size_t quotes = token.size() >= i + 6 && token[i + 1] == token[i] && token[i + 2] == token[i] ? 3 : 1;
  // CPython's `kind` looks at the letter itself: U'' has none.
  result.unicode_prefix = token[0] == 'u';
  result.body = token.substr(i + quotes, token.size() - i - 2 * quotes);
  return result;
}

std::string append_raw(std::string& to, std::string_view body) {
  if (auto fault = find_utf8_fault(body)) return "(unicode error) " + fault->message;
  to += body;
  return "";
}

namespace {

int digit_value(char c) { return is_digit(c) ? c - '0' : (c | 32) - 'a' + 10; }

// Up to `count` digits; gives how many there were.
int read_hex(std::string_view text, size_t at, int count, uint32_t& value) {
  int read = 0;
  value = 0;
  while (read < count && at < text.size() && is_hex_digit(static_cast<unsigned char>(text[at]))) {
    value = value * 16 + static_cast<uint32_t>(digit_value(text[at]));
    ++read, ++at;
  }
  return read;
}

uint32_t read_octal(std::string_view text, size_t& at) {
  uint32_t value = 0;
  for (int i = 0; i < 3 && at < text.size() && text[at] >= '0' && text[at] <= '7'; ++i, ++at) {
    value = value * 8 + static_cast<uint32_t>(text[at] - '0');
  }
  return value;
}

// The one-letter escapes; 0 for none. (\0 is an octal one.)
char simple_escape(char c) {
  switch (c) {
    case '\\':
    case '\'':
    case '"':
      return c;
    case 'a':
      return '\a';
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case 'v':
      return '\v';
    default:
      return 0;
  }
}

// Python's codec sees every character beyond ASCII as a \UXXXXXXXX escape, and counts positions accordingly.
size_t codec_position(std::string_view body, size_t at) {
  size_t position = 0;
  for (unsigned char c : body.substr(0, at)) position += c < 0x80 ? 1 : (c & 0xC0) != 0x80 ? 10 : 0;
  return position;
}

std::string codec_error(std::string_view body, size_t from, size_t to, const char* reason) {
  size_t first = codec_position(body, from), last = codec_position(body, to) - 1;
  std::string where = first == last ? fmt::format("byte 0x5c in position {}", first)
                                    : fmt::format("bytes in position {}-{}", first, last);
  return fmt::format("(unicode error) 'unicodeescape' codec can't decode {}: {}", where, reason);
}

}  // namespace

std::string append_unescaped(std::string& to, std::string_view body) {
  if (auto fault = find_utf8_fault(body)) return "(unicode error) " + fault->message;
  for (size_t i = 0; i < body.size();) {
    size_t backslash = body.find('\\', i);
    if (backslash == std::string_view::npos) backslash = body.size();
    to += body.substr(i, backslash - i);
    if (backslash == body.size()) break;
    i = backslash + 1;
    if (i == body.size()) {  // in an f-string, before a brace
      to.push_back('\\');
      break;
    }
    char c = body[i];
    if (c == '\n') {
      ++i;
    } else if (char simple = simple_escape(c)) {
      to.push_back(simple);
      ++i;
    } else if (c >= '0' && c <= '7') {
      append_utf8(to, read_octal(body, i));
    } else if (c == 'x' || c == 'u' || c == 'U') {
      int wanted = c == 'x' ? 2 : c == 'u' ? 4 : 8;
      uint32_t value;
      int count = read_hex(body, ++i, wanted, value);
      i += static_cast<size_t>(count);
      if (count < wanted) {
        return codec_error(body, backslash, i,
                           c == 'x'   ? "truncated \\xXX escape"
                           : c == 'u' ? "truncated \\uXXXX escape"
                                      : "truncated \\UXXXXXXXX escape");
      }
      if (value > 0x10FFFF) return codec_error(body, backslash, i, "illegal Unicode character");
      append_utf8(to, value);
    } else if (c == 'N') {
      size_t end = body.find('}', i);
      if (i + 1 >= body.size() || body[i + 1] != '{' || end == std::string_view::npos || end == i + 2) {
        return codec_error(body, backslash, std::min(i + 2, body.size()), "malformed \\N character escape");
      }
      const std::optional<char32_t> named = text::character_named(body.substr(i + 2, end - i - 2));
      if (!named) return codec_error(body, backslash, end + 1, "unknown Unicode character name");
      append_utf8(to, *named);
      i = end + 1;
    } else {
      to.push_back('\\');  // an unknown escape stands for itself
    }
  }
  return "";
}

std::string append_unescaped_bytes(std::string& to, std::string_view body) {
  for (size_t i = 0; i < body.size();) {
    if (body[i] != '\\' || i + 1 == body.size()) {
      to.push_back(body[i++]);
      continue;
    }
    size_t backslash = i++;
    char c = body[i];
    if (c == '\n') {
      ++i;
    } else if (char simple = simple_escape(c)) {
      to.push_back(simple);
      ++i;
    } else if (c >= '0' && c <= '7') {
      to.push_back(static_cast<char>(read_octal(body, i)));
    } else if (c == 'x') {
      uint32_t value;
      if (read_hex(body, ++i, 2, value) < 2) {
        return fmt::format("(value error) invalid \\x escape at position {}", backslash);
      }
      i += 2;
      to.push_back(static_cast<char>(value));
    } else {
      to.push_back('\\');
    }
  }
  return "";
}

}  // namespace midden::syntax
