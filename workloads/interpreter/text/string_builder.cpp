#include "workloads/interpreter/text/string_builder.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "workloads/interpreter/text/codecs.h"

namespace midden::text {

StringBuilder::StringBuilder(StringBuilder&& other) noexcept
    : length_(other.length_),
      capacity_(other.capacity_),
      byte_capacity_(other.byte_capacity_),
      width_(other.width_),
      failed_(other.failed_) {
  if (other.data_ == other.first_) {
    std::memcpy(first_, other.first_, length_ * width_);
  } else {
    data_ = std::exchange(other.data_, other.first_);
    other.byte_capacity_ = kFirstBytes;
  }
  other.clear();
}

void StringBuilder::release() { std::free(data_); }

bool StringBuilder::enlarge(uint64_t bytes) {
  void* larger = data_ == first_ ? std::malloc(bytes) : std::realloc(data_, bytes);
  if (larger == nullptr) return failed_ = true, false;
  if (data_ == first_) std::memcpy(larger, first_, length_ * width_);
  data_ = larger;
  byte_capacity_ = bytes;
  return true;
}

// Room for `more` code points of the present width.
bool StringBuilder::grow(uint64_t more) {
  if (failed_) return false;
  if (more <= capacity_ - length_) return true;
  if (more > kMaxStringLength || length_ + more > kMaxStringLength) return failed_ = true, false;
  const uint64_t bytes = std::max((length_ + more) * width_, byte_capacity_ + byte_capacity_ / 2);
  if (!enlarge(bytes)) return false;
  capacity_ = bytes / width_;
  return true;
}

// From Latin-1 to UCS-4, with room for `more` further code points.
bool StringBuilder::widen(uint64_t more) {
  if (failed_) return false;
  if (width_ == 4) return grow(more);
  if (more > kMaxStringLength || length_ + more > kMaxStringLength) return failed_ = true, false;
  const uint64_t bytes = (length_ + more) * 4;
  if (bytes > byte_capacity_ && !enlarge(bytes)) return false;
  const auto* narrow = static_cast<const uint8_t*>(data_);
  auto* wide = static_cast<char32_t*>(data_);
  for (uint64_t i = length_; i-- > 0;) wide[i] = narrow[i];
  width_ = 4;
  capacity_ = byte_capacity_ / 4;
  return true;
}

void StringBuilder::append_slow(char32_t code_point) {
  if (!(code_point > 0xFF ? widen(1) : grow(1))) return;
  if (width_ == 1) {
    static_cast<uint8_t*>(data_)[length_++] = static_cast<uint8_t>(code_point);
  } else {
    static_cast<char32_t*>(data_)[length_++] = code_point;
  }
}

void StringBuilder::append(StringView view) {
  if (view.empty()) return;
  if (view.width == 4 && width_ == 1 && max_code_point_class(view) > 0xFF) {
    if (!widen(view.length)) return;
  } else if (!grow(view.length)) {
    return;
  }
  char* end = static_cast<char*>(data_) + length_ * width_;
  if (view.width == width_) {
    std::memcpy(end, view.data, view.byte_size());
  } else if (width_ == 4) {
    std::copy_n(view.narrow().begin(), view.length, reinterpret_cast<char32_t*>(end));
  } else {
    std::transform(view.wide().begin(), view.wide().end(), reinterpret_cast<uint8_t*>(end),
                   [](char32_t c) { return static_cast<uint8_t>(c); });
  }
  length_ += view.length;
}

uint8_t* StringBuilder::append_narrow(uint64_t count) {
  if (width_ != 1 || !grow(count)) return nullptr;
  uint8_t* start = static_cast<uint8_t*>(data_) + length_;
  length_ += count;
  return start;
}

void StringBuilder::append_repeated(char32_t code_point, uint64_t count) {
  if (count == 0 || !(code_point > 0xFF ? widen(count) : grow(count))) return;
  if (width_ == 1) {
    std::memset(static_cast<uint8_t*>(data_) + length_, static_cast<int>(code_point), count);
  } else {
    std::fill_n(static_cast<char32_t*>(data_) + length_, count, code_point);
  }
  length_ += count;
}

void StringBuilder::append_utf8(std::string_view valid_utf8) {
  const std::span bytes(reinterpret_cast<const uint8_t*>(valid_utf8.data()), valid_utf8.size());
  (void)decode(*this, Codec::kUtf8, bytes, ErrorHandler::kSurrogatePass);
}

void StringBuilder::reserve(uint64_t more) { grow(more); }

std::string StringBuilder::to_utf8() const { return text::to_utf8(view()); }

}  // namespace midden::text
