// str ↔ bytes: UTF-8, UTF-16, UTF-32, Latin-1, ASCII, with Python's error handlers, positions and reasons.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "workloads/interpreter/text/string_builder.h"
#include "workloads/interpreter/text/string_view.h"

namespace midden::text {

enum class Codec : uint8_t {
  kUtf8,
  kUtf8Sig,
  kLatin1,
  kAscii,
  kUtf16,
  kUtf16Le,
  kUtf16Be,
  kUtf32,
  kUtf32Le,
  kUtf32Be
};
enum class ErrorHandler : uint8_t {
  kStrict,
  kIgnore,
  kReplace,
  kBackslashReplace,
  kXmlCharRefReplace,  // encoding only
  kNameReplace,        // encoding only
  kSurrogateEscape,
  kSurrogatePass,
};

// Any spelling and alias ("UTF-8", "utf8", "latin1", "iso-8859-1", "us-ascii", …). False: LookupError
// "unknown encoding: X" / "unknown error handler name 'X'".
bool find_codec(std::string_view name, Codec& out);
bool find_error_handler(std::string_view name, ErrorHandler& out);

// The attributes of a UnicodeDecodeError or UnicodeEncodeError (besides `object`, the input).
struct [[nodiscard]] CodecError {
  const char* reason = nullptr;  // null: no error
  const char* encoding = nullptr;
  uint64_t start = 0;
  uint64_t end = 0;
  uint64_t skipped = 0;  // bytes of the input before the exception's `object`: utf-8-sig's mark
  explicit operator bool() const { return reason != nullptr; }
};

// What was decoded or encoded before an error is left in `out`.
CodecError decode(StringBuilder& out, Codec codec, std::span<const uint8_t> bytes,
                  ErrorHandler handler = ErrorHandler::kStrict);
CodecError encode(std::string& out, Codec codec, StringView text,
                  ErrorHandler handler = ErrorHandler::kStrict);

// str(error): "'utf-8' codec can't decode byte 0xff in position 0: invalid start byte".
std::string decode_error_message(const CodecError& error, std::span<const uint8_t> bytes);
std::string encode_error_message(const CodecError& error, StringView text);

// UTF-8 for C++ use (messages, file names): surrogates U+DC80..U+DCFF become the bytes they escape when
// `escaped`, other lone surrogates are written as they are.
void append_utf8(std::string& out, StringView text, bool escaped = false);
std::string to_utf8(StringView text);
void append_utf8(std::string& out, char32_t code_point);

}  // namespace midden::text
