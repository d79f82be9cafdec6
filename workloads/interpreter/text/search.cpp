#include "workloads/interpreter/text/search.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <cwchar>
#include <iterator>
#include <vector>

#include "workloads/interpreter/text/two_way.h"
#include "workloads/interpreter/text/unicode.h"

namespace midden::text {
namespace {

static_assert(sizeof(wchar_t) == sizeof(char32_t));

// A needle in the width of the haystack, so that searching has one element type.
class Needle {
 public:
  Needle(StringView needle, uint8_t haystack_width) : view_(needle) {
    if (needle.width == haystack_width) return;
    if (haystack_width == 4) {
      wide_.assign(needle.narrow().begin(), needle.narrow().end());
      view_ = StringView(std::span<const char32_t>(wide_));
    } else if (max_code_point_class(needle) > 0xFF) {
      impossible_ = true;
    } else {
      narrow_.assign(needle.wide().begin(), needle.wide().end());
      view_ = StringView(std::span<const uint8_t>(narrow_));
    }
  }
  Needle(const Needle&) = delete;
  Needle& operator=(const Needle&) = delete;

  uint64_t length() const { return view_.length; }
  // haystack must have the width given above.
  int64_t find(StringView haystack, Range within) const {
    if (impossible_ || view_.length > within.length()) return kNotFound;
    if (view_.length == 0) return static_cast<int64_t>(within.start);
    const StringView part = slice(haystack, within);
    const size_t found = part.width == 1 ? find_narrow(part.narrow()) : find_wide(part.wide());
    return found == kNoMatch ? kNotFound : static_cast<int64_t>(within.start + found);
  }
  int64_t rfind(StringView haystack, Range within) const {
    if (impossible_ || view_.length > within.length()) return kNotFound;
    if (view_.length == 0) return static_cast<int64_t>(within.stop);
    const StringView part = slice(haystack, within);
    const size_t found =
        part.width == 1 ? find_last(part.narrow(), view_.narrow()) : find_last(part.wide(), view_.wide());
    return found == kNoMatch ? kNotFound : static_cast<int64_t>(within.start + found);
  }

 private:
  // Most text has few false starts, so memchr for the first byte is fastest; where it has many, memmem is
  // linear.
  size_t find_narrow(std::span<const uint8_t> haystack) const {
    const std::span<const uint8_t> needle = view_.narrow();
    const uint8_t* const last_start = haystack.data() + (haystack.size() - needle.size());
    const uint8_t* position = haystack.data();
    for (int false_starts = 0; false_starts < kFalseStarts; ++false_starts) {
      const auto left = static_cast<size_t>(last_start - position) + 1;
      position = static_cast<const uint8_t*>(std::memchr(position, needle[0], left));
      if (position == nullptr) return kNoMatch;
      if (std::memcmp(position, needle.data(), needle.size()) == 0) return index_of(haystack, position);
      if (position++ == last_start) return kNoMatch;
    }
    const size_t left = haystack.size() - index_of(haystack, position);
    const void* found = memmem(position, left, needle.data(), needle.size());
    return found == nullptr ? kNoMatch : index_of(haystack, found);
  }
  size_t find_wide(std::span<const char32_t> haystack) const {
    const std::span<const char32_t> needle = view_.wide();
    const auto* start = reinterpret_cast<const wchar_t*>(haystack.data());
    const wchar_t* first = std::wmemchr(start, static_cast<wchar_t>(needle[0]), haystack.size());
    if (first == nullptr) return kNoMatch;
    const auto skipped = static_cast<size_t>(first - start);
    if (needle.size() == 1) return skipped;
    const size_t found =
        two_way_search(haystack.data() + skipped, haystack.size() - skipped, needle.data(), needle.size());
    return found == kNoMatch ? kNoMatch : found + skipped;
  }
  template <class Unit>
  static size_t index_of(std::span<const Unit> haystack, const void* position) {
    return static_cast<size_t>(static_cast<const Unit*>(position) - haystack.data());
  }
  template <class Unit>
  static size_t find_last(std::span<const Unit> haystack, std::span<const Unit> needle) {
    size_t starts = haystack.size() - needle.size() + 1;  // where a match may begin: below this
    if constexpr (sizeof(Unit) == 1) {
      for (int false_starts = 0; false_starts < kFalseStarts; ++false_starts) {
        const void* found = memrchr(haystack.data(), needle[0], starts);
        if (found == nullptr) return kNoMatch;
        starts = index_of(haystack, found);
        if (std::memcmp(found, needle.data(), needle.size()) == 0) return starts;
      }
    }
    haystack = haystack.first(starts + needle.size() - 1);
    const size_t from_end =
        two_way_search(std::make_reverse_iterator(haystack.data() + haystack.size()), haystack.size(),
                       std::make_reverse_iterator(needle.data() + needle.size()), needle.size());
    return from_end == kNoMatch ? kNoMatch : haystack.size() - needle.size() - from_end;
  }

  static constexpr int kFalseStarts = 32;

  StringView view_;
  std::vector<uint8_t> narrow_;
  std::vector<char32_t> wide_;
  bool impossible_ = false;
};

Range all_of(StringView s) { return {0, s.length}; }

uint64_t limit_of(int64_t limit) { return limit < 0 ? UINT64_MAX : static_cast<uint64_t>(limit); }

// replace() with nothing to look for: new_text goes before each code point and at the end.
uint64_t interleave(StringBuilder& out, StringView s, StringView new_text, uint64_t limit) {
  const uint64_t times = std::min(limit, s.length + 1);
  for (uint64_t i = 0; i < times; ++i) {
    out.append(new_text);
    if (i < s.length) out.append(s.at(i));
  }
  if (times < s.length + 1) out.append(s.slice(times, s.length));
  return times;
}

// replace() of one code point by another, everywhere.
template <class Units>
uint64_t replace_everywhere(StringBuilder& out, Units units, char32_t from, char32_t to) {
  uint64_t times = 0;
  if constexpr (sizeof(units[0]) == 1) {
    if (from > 0xFF) return out.append(StringView(units)), 0;
    uint8_t* copy = to <= 0xFF ? out.append_narrow(units.size()) : nullptr;
    if (copy != nullptr) {
      for (size_t i = 0; i < units.size(); ++i) {
        times += units[i] == from ? 1 : 0;
        copy[i] = units[i] == from ? static_cast<uint8_t>(to) : units[i];
      }
      return times;
    }
  }
  for (const char32_t c : units) {
    times += c == from ? 1 : 0;
    out.append(c == from ? to : c);
  }
  return times;
}

// Membership of the characters that strip() takes away.
class CharacterSet {
 public:
  explicit CharacterSet(StringView characters) {
    for (uint64_t i = 0; i < characters.length; ++i) {
      const char32_t c = characters.at(i);
      if (c <= 0xFF) {
        narrow_[c] = true;
      } else {
        wide_.push_back(c);
      }
    }
    std::sort(wide_.begin(), wide_.end());
  }
  bool contains(char32_t c) const {
    return c <= 0xFF ? narrow_[c] : std::binary_search(wide_.begin(), wide_.end(), c);
  }

 private:
  std::array<bool, 256> narrow_{};
  std::vector<char32_t> wide_;
};

template <class Predicate>
Range strip_where(StringView s, bool left, bool right, Predicate strips) {
  Range kept = all_of(s);
  while (left && kept.start < kept.stop && strips(s.at(kept.start))) ++kept.start;
  while (right && kept.start < kept.stop && strips(s.at(kept.stop - 1))) --kept.stop;
  return kept;
}

uint64_t padding_for(StringView s, int64_t width) {
  const auto length = static_cast<int64_t>(s.length);
  return width > length ? static_cast<uint64_t>(width - length) : 0;
}

}  // namespace

bool clamp_range(int64_t start, int64_t end, uint64_t length, Range& out) {
  const auto size = static_cast<int64_t>(length);
  if (end > size) end = size;
  if (end < 0) end = std::max<int64_t>(end + size, 0);
  if (start < 0) start = std::max<int64_t>(start + size, 0);
  out = {static_cast<uint64_t>(start), static_cast<uint64_t>(end)};
  return start <= end;
}

int64_t find(StringView haystack, StringView needle, Range within) {
  return Needle(needle, haystack.width).find(haystack, within);
}

int64_t rfind(StringView haystack, StringView needle, Range within) {
  return Needle(needle, haystack.width).rfind(haystack, within);
}

int64_t find(StringView haystack, StringView needle) { return find(haystack, needle, all_of(haystack)); }

int64_t find(StringView haystack, char32_t c, uint64_t from) {
  return Needle(StringView(&c, 1, 4), haystack.width).find(haystack, {from, haystack.length});
}

uint64_t count(StringView haystack, StringView needle, Range within) {
  if (needle.empty()) return within.length() + 1;
  const Needle converted(needle, haystack.width);
  uint64_t times = 0;
  while (true) {
    const int64_t found = converted.find(haystack, within);
    if (found == kNotFound) return times;
    ++times;
    within.start = static_cast<uint64_t>(found) + needle.length;
  }
}

bool contains(StringView haystack, StringView needle) { return find(haystack, needle) != kNotFound; }

bool starts_with(StringView s, StringView prefix) {
  return prefix.length <= s.length && equal(s.slice(0, prefix.length), prefix);
}

bool ends_with(StringView s, StringView suffix) {
  return suffix.length <= s.length && equal(s.slice(s.length - suffix.length, s.length), suffix);
}

uint64_t replace(StringBuilder& out, StringView s, StringView old_text, StringView new_text, int64_t limit) {
  const uint64_t most = limit_of(limit);
  if (old_text.empty()) return interleave(out, s, new_text, most);
  if (old_text.length == 1 && new_text.length == 1 && most >= s.length) {
    return dispatch(
        s, [&](auto units) { return replace_everywhere(out, units, old_text.at(0), new_text.at(0)); });
  }
  const Needle needle(old_text, s.width);
  uint64_t times = 0;
  uint64_t copied = 0;
  while (times < most) {
    const int64_t found = needle.find(s, {copied, s.length});
    if (found == kNotFound) break;
    out.append(s.slice(copied, static_cast<uint64_t>(found)));
    out.append(new_text);
    copied = static_cast<uint64_t>(found) + old_text.length;
    ++times;
  }
  out.append(s.slice(copied, s.length));
  return times;
}

void split(std::vector<Range>& out, StringView s, StringView separator, int64_t limit) {
  const Needle needle(separator, s.width);
  Range rest = all_of(s);
  for (uint64_t left = limit_of(limit); left > 0; --left) {
    const int64_t found = needle.find(s, rest);
    if (found == kNotFound) break;
    out.push_back({rest.start, static_cast<uint64_t>(found)});
    rest.start = static_cast<uint64_t>(found) + separator.length;
  }
  out.push_back(rest);
}

void rsplit(std::vector<Range>& out, StringView s, StringView separator, int64_t limit) {
  const Needle needle(separator, s.width);
  const auto first = static_cast<std::ptrdiff_t>(out.size());
  Range rest = all_of(s);
  for (uint64_t left = limit_of(limit); left > 0; --left) {
    const int64_t found = needle.rfind(s, rest);
    if (found == kNotFound) break;
    out.push_back({static_cast<uint64_t>(found) + separator.length, rest.stop});
    rest.stop = static_cast<uint64_t>(found);
  }
  out.push_back(rest);
  std::reverse(out.begin() + first, out.end());
}

Range strip_space(StringView s, TextKind kind, bool left, bool right) {
  if (kind == TextKind::kBytes) return strip_where(s, left, right, is_ascii_space);
  return strip_where(s, left, right, is_space);
}

Range strip(StringView s, StringView characters, bool left, bool right) {
  if (characters.length == 1) {
    const char32_t only = characters.at(0);
    return strip_where(s, left, right, [only](char32_t c) { return c == only; });
  }
  const CharacterSet set(characters);
  return strip_where(s, left, right, [&](char32_t c) { return set.contains(c); });
}

void append_expanded_tabs(StringBuilder& out, StringView s, int64_t tab_size) {
  uint64_t column = 0;
  for (uint64_t i = 0; i < s.length; ++i) {
    const char32_t c = s.at(i);
    if (c == '\t') {
      if (tab_size <= 0) continue;
      const uint64_t spaces = static_cast<uint64_t>(tab_size) - column % static_cast<uint64_t>(tab_size);
      out.append_repeated(U' ', spaces);
      column += spaces;
      continue;
    }
    out.append(c);
    column = c == '\n' || c == '\r' ? 0 : column + 1;
  }
}

void append_centered(StringBuilder& out, StringView s, int64_t width, char32_t fill) {
  const uint64_t padding = padding_for(s, width);
  const uint64_t left = padding / 2 + (padding & static_cast<uint64_t>(width) & 1);
  out.append_repeated(fill, left);
  out.append(s);
  out.append_repeated(fill, padding - left);
}

void append_left_justified(StringBuilder& out, StringView s, int64_t width, char32_t fill) {
  out.append(s);
  out.append_repeated(fill, padding_for(s, width));
}

void append_right_justified(StringBuilder& out, StringView s, int64_t width, char32_t fill) {
  out.append_repeated(fill, padding_for(s, width));
  out.append(s);
}

void append_zero_filled(StringBuilder& out, StringView s, int64_t width) {
  const uint64_t padding = padding_for(s, width);
  const bool has_sign = !s.empty() && (s.at(0) == '+' || s.at(0) == '-');
  if (has_sign) out.append(s.at(0));
  out.append_repeated(U'0', padding);
  out.append(has_sign ? s.slice(1, s.length) : s);
}

void append_repeated(StringBuilder& out, StringView s, uint64_t times) {
  if (s.length == 1) return out.append_repeated(s.at(0), times);
  if (s.empty() || times == 0) return;
  if (times > kMaxStringLength / s.length) return out.append_repeated(U' ', kMaxStringLength + 1);  // fails
  out.reserve(s.length * times);
  for (uint64_t i = 0; i < times && !out.failed(); ++i) out.append(s);
}

}  // namespace midden::text
