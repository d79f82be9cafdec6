// Names of codecs and error handlers, and the messages of their errors.
#include <fmt/format.h>

#include <utility>

#include "workloads/interpreter/text/codecs.h"

namespace midden::text {
namespace {

// Lower case, with every run of punctuation as one '_'.
std::string normalize(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    if ((lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9') || lower == '.') {
      out.push_back(lower);
    } else if (!out.empty() && out.back() != '_') {
      out.push_back('_');
    }
  }
  while (!out.empty() && out.back() == '_') out.pop_back();
  return out;
}

template <class Value, size_t kCount>
bool look_up(const std::pair<std::string_view, Value> (&table)[kCount], std::string_view name, Value& out) {
  for (const auto& [key, value] : table) {
    if (key == name) return out = value, true;
  }
  return false;
}

constexpr std::pair<std::string_view, Codec> kCodecNames[] = {
    {"utf_8", Codec::kUtf8},        {"utf8", Codec::kUtf8},        {"u8", Codec::kUtf8},
    {"utf", Codec::kUtf8},          {"cp65001", Codec::kUtf8},     {"utf8_ucs2", Codec::kUtf8},
    {"utf_8_sig", Codec::kUtf8Sig}, {"utf8_sig", Codec::kUtf8Sig}, {"latin_1", Codec::kLatin1},
    {"latin1", Codec::kLatin1},     {"latin", Codec::kLatin1},     {"l1", Codec::kLatin1},
    {"iso_8859_1", Codec::kLatin1}, {"iso8859_1", Codec::kLatin1}, {"iso8859", Codec::kLatin1},
    {"8859", Codec::kLatin1},       {"cp819", Codec::kLatin1},     {"iso_ir_100", Codec::kLatin1},
    {"ascii", Codec::kAscii},       {"us_ascii", Codec::kAscii},   {"us", Codec::kAscii},
    {"646", Codec::kAscii},         {"iso646_us", Codec::kAscii},  {"ansi_x3.4_1968", Codec::kAscii},
    {"utf_16", Codec::kUtf16},      {"utf16", Codec::kUtf16},      {"u16", Codec::kUtf16},
    {"utf_16_le", Codec::kUtf16Le}, {"utf_16le", Codec::kUtf16Le}, {"utf16_le", Codec::kUtf16Le},
    {"utf_16_be", Codec::kUtf16Be}, {"utf_16be", Codec::kUtf16Be}, {"utf16_be", Codec::kUtf16Be},
    {"utf_32", Codec::kUtf32},      {"utf32", Codec::kUtf32},      {"u32", Codec::kUtf32},
    {"utf_32_le", Codec::kUtf32Le}, {"utf_32le", Codec::kUtf32Le}, {"utf_32_be", Codec::kUtf32Be},
    {"utf_32be", Codec::kUtf32Be},
};

constexpr std::pair<std::string_view, ErrorHandler> kHandlerNames[] = {
    {"strict", ErrorHandler::kStrict},
    {"ignore", ErrorHandler::kIgnore},
    {"replace", ErrorHandler::kReplace},
    {"backslashreplace", ErrorHandler::kBackslashReplace},
    {"xmlcharrefreplace", ErrorHandler::kXmlCharRefReplace},
    {"namereplace", ErrorHandler::kNameReplace},
    {"surrogateescape", ErrorHandler::kSurrogateEscape},
    {"surrogatepass", ErrorHandler::kSurrogatePass},
};

}  // namespace

bool find_codec(std::string_view name, Codec& out) { return look_up(kCodecNames, normalize(name), out); }

bool find_error_handler(std::string_view name, ErrorHandler& out) {
  return look_up(kHandlerNames, name, out);
}

std::string decode_error_message(const CodecError& error, std::span<const uint8_t> bytes) {
  bytes = bytes.subspan(error.skipped);
  if (error.end == error.start + 1 && error.start < bytes.size()) {
    return fmt::format("'{}' codec can't decode byte 0x{:02x} in position {}: {}", error.encoding,
                       bytes[error.start], error.start, error.reason);
  }
  return fmt::format("'{}' codec can't decode bytes in position {}-{}: {}", error.encoding, error.start,
                     static_cast<int64_t>(error.end) - 1, error.reason);
}

std::string encode_error_message(const CodecError& error, StringView text) {
  if (error.end == error.start + 1 && error.start < text.length) {
    const auto c = static_cast<uint32_t>(text.at(error.start));
    const std::string shown = c <= 0xFF     ? fmt::format("\\x{:02x}", c)
                              : c <= 0xFFFF ? fmt::format("\\u{:04x}", c)
                                            : fmt::format("\\U{:08x}", c);
    return fmt::format("'{}' codec can't encode character '{}' in position {}: {}", error.encoding, shown,
                       error.start, error.reason);
  }
  return fmt::format("'{}' codec can't encode characters in position {}-{}: {}", error.encoding, error.start,
                     static_cast<int64_t>(error.end) - 1, error.reason);
}

}  // namespace midden::text
