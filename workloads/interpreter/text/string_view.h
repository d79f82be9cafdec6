// What a Python str is to the object-free code: a run of code points, one byte each (Latin-1) or four
// (UCS-4). Canonical: width 1 whenever every code point is <= 0xFF; a slice of a wide str need not be
// canonical. Python bytes are views of width 1.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace midden::text {

struct StringView {
  const void* data = nullptr;
  uint64_t length = 0;  // in code points
  uint8_t width = 1;    // 1 or 4

  StringView() = default;
  StringView(const void* start, uint64_t count, uint8_t bytes_each)
      : data(start), length(count), width(bytes_each) {}
  StringView(std::string_view latin1) : data(latin1.data()), length(latin1.size()) {}               // NOLINT
  StringView(const char* ascii) : StringView(std::string_view(ascii)) {}                            // NOLINT
  StringView(std::u32string_view wide) : data(wide.data()), length(wide.size()), width(4) {}        // NOLINT
  StringView(std::span<const uint8_t> bytes) : data(bytes.data()), length(bytes.size()) {}          // NOLINT
  StringView(std::span<const char32_t> wide) : data(wide.data()), length(wide.size()), width(4) {}  // NOLINT

  bool empty() const { return length == 0; }
  uint64_t byte_size() const { return length * width; }
  char32_t at(uint64_t index) const {
    return width == 1 ? static_cast<const uint8_t*>(data)[index] : static_cast<const char32_t*>(data)[index];
  }
  // [start, stop), already within bounds.
  StringView slice(uint64_t start, uint64_t stop) const {
    return {static_cast<const char*>(data) + start * width, stop - start, width};
  }
  std::span<const uint8_t> narrow() const { return {static_cast<const uint8_t*>(data), length}; }  // width 1
  std::span<const char32_t> wide() const { return {static_cast<const char32_t*>(data), length}; }  // width 4
};

// Calls f with std::span<const uint8_t> or std::span<const char32_t>.
template <class Function>
decltype(auto) dispatch(StringView view, Function&& f) {
  return view.width == 1 ? f(view.narrow()) : f(view.wide());
}

// Half-open range of code point indices.
struct Range {
  uint64_t start = 0;
  uint64_t stop = 0;
  uint64_t length() const { return stop - start; }
};
inline StringView slice(StringView view, Range range) { return view.slice(range.start, range.stop); }

bool equal(StringView a, StringView b);
int compare(StringView a, StringView b);  // by code point: <0, 0, >0
// The largest code point, or anything >= it in the same class (0x7F, 0xFF, 0x10FFFF); for choosing a width. 0
// if empty.
char32_t max_code_point_class(StringView view);
bool is_ascii(StringView view);

}  // namespace midden::text
