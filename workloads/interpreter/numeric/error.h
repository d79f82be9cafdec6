// How the object-free libraries report what Python would raise: by value, never by C++ exception. The
// interpreter turns an Error into the exception of that class with that message.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

namespace midden::numeric {

enum class ErrorKind : uint8_t {
  kNone,
  kValueError,
  kTypeError,
  kOverflowError,
  kZeroDivisionError,
  kIndexError,
  kKeyError,
  kMemoryError,
};

struct [[nodiscard]] Error {
  ErrorKind kind = ErrorKind::kNone;
  std::string message;

  Error() = default;
  Error(ErrorKind error_kind, std::string text) : kind(error_kind), message(std::move(text)) {}
  explicit operator bool() const { return kind != ErrorKind::kNone; }  // true: something went wrong

  static Error value(std::string text) { return {ErrorKind::kValueError, std::move(text)}; }
  static Error type(std::string text) { return {ErrorKind::kTypeError, std::move(text)}; }
  static Error overflow(std::string text) { return {ErrorKind::kOverflowError, std::move(text)}; }
  static Error zero_division(std::string text) { return {ErrorKind::kZeroDivisionError, std::move(text)}; }
  static Error memory() { return {ErrorKind::kMemoryError, {}}; }
};

}  // namespace midden::numeric
