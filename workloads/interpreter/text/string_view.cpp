#include "workloads/interpreter/text/string_view.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace midden::text {
namespace {

// Ors together the words of a buffer; enough to tell which bits occur anywhere.
uint64_t union_of_bits(std::span<const uint8_t> bytes) {
  uint64_t bits = 0;
  size_t i = 0;
  for (; i + 8 <= bytes.size(); i += 8) {
    uint64_t word;
    std::memcpy(&word, bytes.data() + i, 8);
    bits |= word;
  }
  for (; i < bytes.size(); ++i) bits |= bytes[i];
  return bits;
}

}  // namespace

bool equal(StringView a, StringView b) {
  if (a.length != b.length) return false;
  if (a.length == 0) return true;
  if (a.width == b.width) return std::memcmp(a.data, b.data, a.byte_size()) == 0;
  return dispatch(a, [&](auto left) {
    return dispatch(b, [&](auto right) { return std::equal(left.begin(), left.end(), right.begin()); });
  });
}

int compare(StringView a, StringView b) {
  const uint64_t common = std::min(a.length, b.length);
  int order = 0;
  if (a.width == 1 && b.width == 1) {
    if (common > 0) {
      const uint8_t left = a.narrow()[0], right = b.narrow()[0];
      if (left != right) return left < right ? -1 : 1;
      if (common > 1) order = std::memcmp(a.data, b.data, common);
    }
  } else {
    for (uint64_t i = 0; i < common; ++i) {
      const char32_t left = a.at(i), right = b.at(i);
      if (left != right) {
        order = left < right ? -1 : 1;
        break;
      }
    }
  }
  if (order != 0) return order;
  return a.length < b.length ? -1 : a.length > b.length ? 1 : 0;
}

char32_t max_code_point_class(StringView view) {
  if (view.empty()) return 0;
  if (view.width == 1) return is_ascii(view) ? 0x7F : 0xFF;
  char32_t bits = 0;
  for (const char32_t c : view.wide()) bits |= c;
  return bits <= 0x7F ? 0x7F : bits <= 0xFF ? 0xFF : 0x10FFFF;
}

bool is_ascii(StringView view) {
  if (view.width == 1) return (union_of_bits(view.narrow()) & 0x8080808080808080U) == 0;
  char32_t bits = 0;
  for (const char32_t c : view.wide()) bits |= c;
  return bits <= 0x7F;
}

}  // namespace midden::text
