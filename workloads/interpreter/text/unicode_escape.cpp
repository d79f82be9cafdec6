#include "workloads/interpreter/text/unicode_escape.h"

#include <algorithm>

#include "workloads/interpreter/text/unicode_names.h"

namespace midden::text {
namespace {

constexpr char kHexDigits[] = "0123456789abcdef";

void append_hex(std::string& out, char letter, char32_t c, int digits) {
  out += '\\';
  out += letter;
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) out += kHexDigits[c >> shift & 15];
}

int hex_value(uint8_t c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

class Decoder {
 public:
  Decoder(StringBuilder& out, std::span<const uint8_t> bytes, bool raw)
      : out_(out), bytes_(bytes), raw_(raw) {}

  CodecError run() {
    while (at_ < bytes_.size()) {
      if (bytes_[at_] != '\\') {
        out_.append(char32_t{bytes_[at_++]});
        continue;
      }
      const CodecError error = raw_ ? raw_escape() : escape();
      if (error) return error;
    }
    return {};
  }

 private:
  CodecError fail(const char* reason, uint64_t end) const {
    return {reason, raw_ ? "rawunicodeescape" : "unicodeescape", at_, end};
  }

  // `digits` hexadecimal digits from `start` on.
  CodecError hexadecimal(uint64_t start, int digits, const char* truncated) {
    char32_t value = 0;
    for (int i = 0; i < digits; ++i) {
      const uint64_t index = start + static_cast<uint64_t>(i);
      const int digit = index < bytes_.size() ? hex_value(bytes_[index]) : -1;
      if (digit < 0) return fail(truncated, index);
      value = value * 16 + static_cast<char32_t>(digit);
    }
    const uint64_t end = start + static_cast<uint64_t>(digits);
    if (value > 0x10FFFF) return fail("illegal Unicode character", end);
    out_.append(value);
    at_ = end;
    return {};
  }

  CodecError raw_escape() {
    const uint8_t next = at_ + 1 < bytes_.size() ? bytes_[at_ + 1] : 0;
    if (next == 'u') return hexadecimal(at_ + 2, 4, "truncated \\uXXXX");
    if (next == 'U') return hexadecimal(at_ + 2, 8, "truncated \\UXXXXXXXX");
    out_.append(U'\\');
    ++at_;
    if (next == '\\') {
      out_.append(U'\\');
      ++at_;
    }
    return {};
  }

  CodecError escape() {
    if (at_ + 1 == bytes_.size()) return fail("\\ at end of string", at_ + 1);
    const uint8_t c = bytes_[at_ + 1];
    switch (c) {
      case '\n':
        at_ += 2;
        return {};
      case '\\':
      case '\'':
      case '"':
        return simple(c);
      case 'a':
        return simple('\a');
      case 'b':
        return simple('\b');
      case 'f':
        return simple('\f');
      case 'n':
        return simple('\n');
      case 'r':
        return simple('\r');
      case 't':
        return simple('\t');
      case 'v':
        return simple('\v');
      case 'x':
        return hexadecimal(at_ + 2, 2, "truncated \\xXX escape");
      case 'u':
        return hexadecimal(at_ + 2, 4, "truncated \\uXXXX escape");
      case 'U':
        return hexadecimal(at_ + 2, 8, "truncated \\UXXXXXXXX escape");
      case 'N':
        return named();
      default:
        break;
    }
    if (c >= '0' && c <= '7') return octal();
    out_.append(U'\\');
    ++at_;
    return {};
  }

  CodecError named() {
    const uint64_t open = at_ + 2;
    uint64_t end = open;
    while (end < bytes_.size() && bytes_[end] != '}') ++end;
    if (open >= bytes_.size() || bytes_[open] != '{' || end == bytes_.size() || end == open + 1) {
      return fail("malformed \\N character escape", std::min<uint64_t>(open, bytes_.size()));
    }
    const std::string_view name(reinterpret_cast<const char*>(&bytes_[open + 1]), end - open - 1);
    const std::optional<char32_t> character = character_named(name);
    if (!character) return fail("unknown Unicode character name", end + 1);
    out_.append(*character);
    at_ = end + 1;
    return {};
  }

  CodecError simple(char32_t c) {
    out_.append(c);
    at_ += 2;
    return {};
  }

  CodecError octal() {
    char32_t value = 0;
    ++at_;
    for (int i = 0; i < 3 && at_ < bytes_.size() && bytes_[at_] >= '0' && bytes_[at_] <= '7'; ++i) {
      value = value * 8 + (bytes_[at_++] - '0');
    }
    out_.append(value);
    return {};
  }

  StringBuilder& out_;
  std::span<const uint8_t> bytes_;
  const bool raw_;
  uint64_t at_ = 0;
};

}  // namespace

void encode_unicode_escape(std::string& out, StringView text) {
  for (uint64_t i = 0; i < text.length; ++i) {
    const char32_t c = text.at(i);
    if (c == '\\') {
      out += "\\\\";
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c == '\t') {
      out += "\\t";
    } else if (c >= ' ' && c < 127) {
      out += static_cast<char>(c);
    } else if (c <= 0xFF) {
      append_hex(out, 'x', c, 2);
    } else if (c <= 0xFFFF) {
      append_hex(out, 'u', c, 4);
    } else {
      append_hex(out, 'U', c, 8);
    }
  }
}

void encode_raw_unicode_escape(std::string& out, StringView text) {
  for (uint64_t i = 0; i < text.length; ++i) {
    const char32_t c = text.at(i);
    if (c <= 0xFF) {
      out += static_cast<char>(c);
    } else if (c <= 0xFFFF) {
      append_hex(out, 'u', c, 4);
    } else {
      append_hex(out, 'U', c, 8);
    }
  }
}

CodecError decode_unicode_escape(StringBuilder& out, std::span<const uint8_t> bytes, bool raw) {
  return Decoder(out, bytes, raw).run();
}

}  // namespace midden::text
