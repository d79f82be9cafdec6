// Collects code points, as Latin-1 until a code point above 0xFF arrives and as UCS-4 from then on, so its
// view is always canonical. Short text stays in the builder itself, longer text in a buffer (malloc), which
// clear() keeps, so that one builder serves many strings; the interpreter copies the result into a heap
// object. When memory runs out, or more than kMaxStringLength code points are asked for, failed() becomes
// true and nothing more is appended.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "workloads/interpreter/text/string_view.h"

namespace midden::text {

// Longer strings are a lack of memory.
inline constexpr uint64_t kMaxStringLength = uint64_t{1} << 31;

class StringBuilder {
 public:
  StringBuilder() = default;
  StringBuilder(const StringBuilder&) = delete;
  StringBuilder& operator=(const StringBuilder&) = delete;
  StringBuilder(StringBuilder&& other) noexcept;
  ~StringBuilder() {
    if (data_ != first_) release();
  }

  void append(char32_t code_point) {
    if (code_point <= 0xFF && width_ == 1 && length_ < capacity_) {
      static_cast<uint8_t*>(data_)[length_++] = static_cast<uint8_t>(code_point);
    } else {
      append_slow(code_point);
    }
  }
  void append(StringView view);
  void append(std::string_view latin1) { append(StringView(latin1)); }
  void append(const char* ascii) { append(std::string_view(ascii)); }
  void append_repeated(char32_t code_point, uint64_t count);
  void append_utf8(std::string_view valid_utf8);
  // Room for `count` Latin-1 code points that the caller fills in at once; null if the text is wide or memory
  // ran out.
  uint8_t* append_narrow(uint64_t count);

  void reserve(uint64_t more);  // room for `more` further code points of the present width
  void clear() { length_ = 0, width_ = 1, capacity_ = byte_capacity_, failed_ = false; }

  StringView view() const { return {data_, length_, width_}; }
  uint64_t length() const { return length_; }
  bool failed() const { return failed_; }
  std::string to_utf8() const;  // for tests and messages; lone surrogates pass through

 private:
  void release();
  bool enlarge(uint64_t bytes);
  void append_slow(char32_t code_point);
  bool grow(uint64_t more);
  bool widen(uint64_t more);

  static constexpr uint64_t kFirstBytes = 192;

  void* data_ = first_;
  uint64_t length_ = 0;
  uint64_t capacity_ = kFirstBytes;  // in code points of the present width
  uint64_t byte_capacity_ = kFirstBytes;
  uint8_t width_ = 1;
  bool failed_ = false;
  alignas(8) uint8_t first_[kFirstBytes];
};

}  // namespace midden::text
