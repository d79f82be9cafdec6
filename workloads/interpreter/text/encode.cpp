#include <fmt/format.h>

#include <algorithm>

#include "workloads/interpreter/text/codecs.h"
#include "workloads/interpreter/text/unicode_names.h"

namespace midden::text {
namespace {

bool is_surrogate(char32_t c) { return c >= 0xD800 && c <= 0xDFFF; }
bool is_escaped_byte(char32_t c) { return c >= 0xDC80 && c <= 0xDCFF; }

void append_unit(std::string& out, char32_t unit, unsigned size, bool little) {
  for (unsigned k = 0; k < size; ++k)
    out.push_back(static_cast<char>(unit >> 8 * (little ? k : size - 1 - k)));
}

// How a codec writes one code point, and which it cannot write.
struct Writer {
  Codec codec;
  bool little = true;

  bool accepts(char32_t c) const {
    switch (codec) {
      case Codec::kLatin1:
        return c <= 0xFF;
      case Codec::kAscii:
        return c <= 0x7F;
      default:
        return !is_surrogate(c);
    }
  }
  void write(std::string& out, char32_t c) const {
    switch (codec) {
      case Codec::kLatin1:
      case Codec::kAscii:
        out.push_back(static_cast<char>(c));
        break;
      case Codec::kUtf8:
      case Codec::kUtf8Sig:
        append_utf8(out, c);
        break;
      case Codec::kUtf16:
      case Codec::kUtf16Le:
      case Codec::kUtf16Be:
        if (c > 0xFFFF) {
          append_unit(out, 0xD800 + ((c - 0x10000) >> 10), 2, little);
          append_unit(out, 0xDC00 + ((c - 0x10000) & 0x3FF), 2, little);
        } else {
          append_unit(out, c, 2, little);
        }
        break;
      default:
        append_unit(out, c, 4, little);
        break;
    }
  }
  void write_ascii(std::string& out, std::string_view ascii) const {
    for (const char c : ascii) write(out, static_cast<char32_t>(c));
  }
};

const char* encoding_name(Codec codec) {
  switch (codec) {
    case Codec::kUtf8:
    case Codec::kUtf8Sig:
      return "utf-8";
    case Codec::kLatin1:
      return "latin-1";
    case Codec::kAscii:
      return "ascii";
    case Codec::kUtf16:
      return "utf-16";
    case Codec::kUtf16Le:
      return "utf-16-le";
    case Codec::kUtf16Be:
      return "utf-16-be";
    case Codec::kUtf32:
      return "utf-32";
    case Codec::kUtf32Le:
      return "utf-32-le";
    case Codec::kUtf32Be:
      return "utf-32-be";
  }
  return "";
}

const char* encode_reason(Codec codec) {
  return codec == Codec::kLatin1  ? "ordinal not in range(256)"
         : codec == Codec::kAscii ? "ordinal not in range(128)"
                                  : "surrogates not allowed";
}

// At most 4 bytes; returns their end.
char* write_utf8(char* out, char32_t c) {
  if (c < 0x80) {
    *out++ = static_cast<char>(c);
  } else if (c < 0x800) {
    *out++ = static_cast<char>(0xC0 | c >> 6);
    *out++ = static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    *out++ = static_cast<char>(0xE0 | c >> 12);
    *out++ = static_cast<char>(0x80 | (c >> 6 & 0x3F));
    *out++ = static_cast<char>(0x80 | (c & 0x3F));
  } else {
    *out++ = static_cast<char>(0xF0 | c >> 18);
    *out++ = static_cast<char>(0x80 | (c >> 12 & 0x3F));
    *out++ = static_cast<char>(0x80 | (c >> 6 & 0x3F));
    *out++ = static_cast<char>(0x80 | (c & 0x3F));
  }
  return out;
}

// The code points from `start` on that need no handler, at once; returns where they end.
uint64_t append_utf8_run(std::string& out, StringView text, uint64_t start) {
  constexpr uint64_t kChunk = 4096;
  const uint64_t stop = std::min(text.length, start + kChunk);
  const size_t old_size = out.size();
  out.resize(old_size + 4 * (stop - start));
  char* end = out.data() + old_size;
  uint64_t i = start;
  dispatch(text, [&](auto units) {
    for (; i < stop && !is_surrogate(units[i]); ++i) end = write_utf8(end, units[i]);
  });
  out.resize(static_cast<size_t>(end - out.data()));
  return i;
}

bool is_byte_codec(Codec codec) { return codec <= Codec::kAscii; }

std::string backslash_escape(uint32_t c) {
  return c <= 0xFF     ? fmt::format("\\x{:02x}", c)
         : c <= 0xFFFF ? fmt::format("\\u{:04x}", c)
                       : fmt::format("\\U{:08x}", c);
}

// Applies the handler to text that the codec cannot write. Returns how much of it was dealt with.
uint64_t handle(std::string& out, const Writer& writer, StringView text, ErrorHandler handler) {
  uint64_t done = 0;
  for (; done < text.length; ++done) {
    const auto c = static_cast<uint32_t>(text.at(done));
    switch (handler) {
      case ErrorHandler::kIgnore:
        break;
      case ErrorHandler::kReplace:
        writer.write(out, U'?');
        break;
      case ErrorHandler::kXmlCharRefReplace:
        writer.write_ascii(out, fmt::format("&#{};", c));
        break;
      case ErrorHandler::kBackslashReplace:
        writer.write_ascii(out, backslash_escape(c));
        break;
      case ErrorHandler::kNameReplace: {
        const std::string name = character_name(c);
        writer.write_ascii(out, name.empty() ? backslash_escape(c) : fmt::format("\\N{{{}}}", name));
        break;
      }
      case ErrorHandler::kSurrogateEscape:
        if (!is_escaped_byte(c) || !is_byte_codec(writer.codec)) return done;
        out.push_back(static_cast<char>(c - 0xDC00));
        break;
      case ErrorHandler::kSurrogatePass:
        if (!is_surrogate(c) || writer.codec == Codec::kLatin1 || writer.codec == Codec::kAscii) return done;
        writer.write(out, c);
        break;
      case ErrorHandler::kStrict:
        return done;
    }
  }
  return done;
}

}  // namespace

CodecError encode(std::string& out, Codec codec, StringView text, ErrorHandler handler) {
  const Writer writer{codec, codec != Codec::kUtf16Be && codec != Codec::kUtf32Be};
  if (codec == Codec::kUtf8Sig || codec == Codec::kUtf16 || codec == Codec::kUtf32) writer.write(out, 0xFEFF);
  if (text.width == 1 && (codec == Codec::kLatin1 || (is_byte_codec(codec) && is_ascii(text)))) {
    out.append(static_cast<const char*>(text.data), text.length);
    return {};
  }
  uint64_t i = 0;
  while (i < text.length) {
    if (codec == Codec::kUtf8 || codec == Codec::kUtf8Sig) {
      i = append_utf8_run(out, text, i);
      if (i == text.length) break;
    }
    const char32_t c = text.at(i);
    if (writer.accepts(c)) {
      writer.write(out, c);
      ++i;
      continue;
    }
    // Byte codecs report a whole run, the others one code point.
    uint64_t end = i + 1;
    if (is_byte_codec(codec)) {
      while (end < text.length && !writer.accepts(text.at(end))) ++end;
    }
    i += handle(out, writer, text.slice(i, end), handler);
    if (i < end) return {encode_reason(codec), encoding_name(codec), i, end};
  }
  return {};
}

void append_utf8(std::string& out, char32_t c) {
  char buffer[4];
  out.append(buffer, static_cast<size_t>(write_utf8(buffer, c) - buffer));
}

void append_utf8(std::string& out, StringView text, bool escaped) {
  if (text.width == 1 && is_ascii(text)) {
    out.append(static_cast<const char*>(text.data), text.length);
    return;
  }
  for (uint64_t i = append_utf8_run(out, text, 0); i < text.length; i = append_utf8_run(out, text, i)) {
    const char32_t c = text.at(i);
    if (!is_surrogate(c)) continue;  // a run has a longest length
    if (escaped && is_escaped_byte(c)) {
      out.push_back(static_cast<char>(c - 0xDC00));
    } else {
      append_utf8(out, c);
    }
    ++i;
  }
}

std::string to_utf8(StringView text) {
  std::string out;
  append_utf8(out, text);
  return out;
}

}  // namespace midden::text
