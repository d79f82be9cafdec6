#include <algorithm>
#include <cstring>

#include "workloads/interpreter/text/codecs.h"

namespace midden::text {
namespace {

using Bytes = std::span<const uint8_t>;

constexpr char32_t kReplacement = 0xFFFD;
constexpr char kHexDigits[] = "0123456789abcdef";

bool is_surrogate(char32_t c) { return c >= 0xD800 && c <= 0xDFFF; }

// Applies the handler to the undecodable bytes [error.start, error.end). Returns where decoding goes on, or
// sets `failed`.
uint64_t handle(StringBuilder& out, Bytes bytes, const CodecError& error, ErrorHandler handler,
                bool& failed) {
  switch (handler) {
    case ErrorHandler::kIgnore:
      return error.end;
    case ErrorHandler::kReplace:
      out.append(kReplacement);
      return error.end;
    case ErrorHandler::kBackslashReplace:
      for (uint64_t i = error.start; i < error.end; ++i) {
        out.append("\\x");
        out.append(static_cast<char32_t>(kHexDigits[bytes[i] >> 4]));
        out.append(static_cast<char32_t>(kHexDigits[bytes[i] & 0xF]));
      }
      return error.end;
    case ErrorHandler::kSurrogateEscape: {
      uint64_t i = error.start;
      for (; i < error.end && i < error.start + 4 && bytes[i] >= 0x80; ++i)
        out.append(char32_t{0xDC00} + bytes[i]);
      if (i > error.start) return i;
      break;
    }
    default:
      break;
  }
  failed = true;
  return error.start;
}

// Length of the ASCII run at the start.
size_t ascii_prefix(Bytes bytes) {
  size_t i = 0;
  for (; i + 8 <= bytes.size(); i += 8) {
    uint64_t word;
    std::memcpy(&word, bytes.data() + i, 8);
    if ((word & 0x8080808080808080U) != 0) break;
  }
  while (i < bytes.size() && bytes[i] < 0x80) ++i;
  return i;
}

// What the bytes at the start of a non-ASCII sequence are: a code point of `length` bytes, or an error over
// `length`.
struct Utf8Sequence {
  char32_t code_point = 0;
  uint64_t length = 0;
  const char* reason = nullptr;
};

Utf8Sequence read_utf8(Bytes rest) {
  const uint8_t lead = rest[0];
  const unsigned length = lead >= 0xC2 && lead <= 0xDF   ? 2
                          : (lead & 0xF0) == 0xE0        ? 3
                          : lead >= 0xF0 && lead <= 0xF4 ? 4
                                                         : 0;
  if (length == 0) return {0, 1, "invalid start byte"};
  // The second byte decides about overlong forms, surrogates and the upper limit.
  const uint8_t second_least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const uint8_t second_most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  char32_t code_point = lead & (0x7F >> length);
  for (unsigned i = 1; i < length; ++i) {
    if (i == rest.size()) return {0, i, "unexpected end of data"};
    const uint8_t least = i == 1 ? second_least : 0x80;
    const uint8_t most = i == 1 ? second_most : 0xBF;
    if (rest[i] < least || rest[i] > most) return {0, i, "invalid continuation byte"};
    code_point = code_point << 6 | (rest[i] & 0x3F);
  }
  return {code_point, length, nullptr};
}

// An encoded surrogate, which surrogatepass lets through.
bool read_utf8_surrogate(Bytes rest, char32_t& out) {
  if (rest.size() < 3 || rest[0] != 0xED || (rest[1] & 0xE0) != 0xA0 || (rest[2] & 0xC0) != 0x80)
    return false;
  out = char32_t{0xD000} | static_cast<char32_t>(rest[1] & 0x3F) << 6 | (rest[2] & 0x3F);
  return true;
}

CodecError decode_utf8(StringBuilder& out, Bytes bytes, ErrorHandler handler) {
  uint64_t i = 0;
  while (i < bytes.size()) {
    const size_t plain = ascii_prefix(bytes.subspan(i));
    if (plain > 0) {
      out.append(StringView(bytes.subspan(i, plain)));
      i += plain;
      continue;
    }
    const Utf8Sequence sequence = read_utf8(bytes.subspan(i));
    if (sequence.reason == nullptr) {
      out.append(sequence.code_point);
      i += sequence.length;
      continue;
    }
    char32_t surrogate;
    if (handler == ErrorHandler::kSurrogatePass && read_utf8_surrogate(bytes.subspan(i), surrogate)) {
      out.append(surrogate);
      i += 3;
      continue;
    }
    const CodecError error{sequence.reason, "utf-8", i, i + sequence.length};
    bool failed = false;
    i = handle(out, bytes, error, handler, failed);
    if (failed) return error;
  }
  return {};
}

CodecError decode_ascii(StringBuilder& out, Bytes bytes, ErrorHandler handler) {
  uint64_t i = 0;
  while (i < bytes.size()) {
    const size_t plain = ascii_prefix(bytes.subspan(i));
    out.append(StringView(bytes.subspan(i, plain)));
    i += plain;
    if (i == bytes.size()) break;
    const CodecError error{"ordinal not in range(128)", "ascii", i, i + 1};
    bool failed = false;
    i = handle(out, bytes, error, handler, failed);
    if (failed) return error;
  }
  return {};
}

char32_t read_unit(Bytes bytes, uint64_t i, unsigned size, bool little) {
  char32_t unit = 0;
  for (unsigned k = 0; k < size; ++k)
    unit |= static_cast<char32_t>(bytes[i + k]) << 8 * (little ? k : size - 1 - k);
  return unit;
}

// A byte order mark overrides the native order when the codec leaves the order open.
void skip_mark(Bytes bytes, unsigned size, bool& little, uint64_t& i) {
  if (bytes.size() < size) return;
  const bool marked_little = read_unit(bytes, 0, size, true) == 0xFEFF;
  if (!marked_little && read_unit(bytes, 0, size, false) != 0xFEFF) return;
  little = marked_little;
  i = size;
}

CodecError decode_utf16(StringBuilder& out, Bytes bytes, ErrorHandler handler, bool open_order, bool little) {
  uint64_t i = 0;
  if (open_order) skip_mark(bytes, 2, little, i);
  const char* encoding = little ? "utf-16-le" : "utf-16-be";
  while (i < bytes.size()) {
    CodecError error{nullptr, encoding, i, i + 2};
    if (bytes.size() - i < 2) {
      error.reason = "truncated data";
      error.end = bytes.size();
    } else {
      const char32_t unit = read_unit(bytes, i, 2, little);
      if (!is_surrogate(unit)) {
        out.append(unit);
        i += 2;
        continue;
      }
      if (unit >= 0xDC00) {
        error.reason = "illegal encoding";
      } else if (bytes.size() - i < 4) {
        error.reason = "unexpected end of data";
        error.end = bytes.size();
      } else {
        const char32_t low = read_unit(bytes, i + 2, 2, little);
        if (low >= 0xDC00 && low <= 0xDFFF) {
          out.append(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
          i += 4;
          continue;
        }
        error.reason = "illegal UTF-16 surrogate";
      }
      if (handler == ErrorHandler::kSurrogatePass) {
        out.append(unit);
        i += 2;
        continue;
      }
    }
    bool failed = false;
    i = handle(out, bytes, error, handler, failed);
    if (failed) return error;
  }
  return {};
}

CodecError decode_utf32(StringBuilder& out, Bytes bytes, ErrorHandler handler, bool open_order, bool little) {
  uint64_t i = 0;
  if (open_order) skip_mark(bytes, 4, little, i);
  const char* encoding = little ? "utf-32-le" : "utf-32-be";
  while (i < bytes.size()) {
    CodecError error{nullptr, encoding, i, i + 4};
    if (bytes.size() - i < 4) {
      error.reason = "truncated data";
      error.end = bytes.size();
    } else {
      const char32_t unit = read_unit(bytes, i, 4, little);
      const bool passes = is_surrogate(unit) && handler == ErrorHandler::kSurrogatePass;
      if (unit <= 0x10FFFF && (passes || !is_surrogate(unit))) {
        out.append(unit);
        i += 4;
        continue;
      }
      error.reason = is_surrogate(unit) ? "code point in surrogate code point range(0xd800, 0xe000)"
                                        : "code point not in range(0x110000)";
    }
    bool failed = false;
    i = handle(out, bytes, error, handler, failed);
    if (failed) return error;
  }
  return {};
}

}  // namespace

CodecError decode(StringBuilder& out, Codec codec, std::span<const uint8_t> bytes, ErrorHandler handler) {
  switch (codec) {
    case Codec::kUtf8:
      return decode_utf8(out, bytes, handler);
    case Codec::kUtf8Sig: {
      constexpr uint8_t kMark[] = {0xEF, 0xBB, 0xBF};
      const bool marked = bytes.size() >= 3 && std::equal(kMark, kMark + 3, bytes.begin());
      CodecError error = decode_utf8(out, marked ? bytes.subspan(3) : bytes, handler);
      error.skipped = marked ? 3 : 0;
      return error;
    }
    case Codec::kLatin1:
      out.append(StringView(bytes));
      return {};
    case Codec::kAscii:
      return decode_ascii(out, bytes, handler);
    case Codec::kUtf16:
      return decode_utf16(out, bytes, handler, true, true);
    case Codec::kUtf16Le:
      return decode_utf16(out, bytes, handler, false, true);
    case Codec::kUtf16Be:
      return decode_utf16(out, bytes, handler, false, false);
    case Codec::kUtf32:
      return decode_utf32(out, bytes, handler, true, true);
    case Codec::kUtf32Le:
      return decode_utf32(out, bytes, handler, false, true);
    case Codec::kUtf32Be:
      return decode_utf32(out, bytes, handler, false, false);
  }
  return {};
}

}  // namespace midden::text
