// Case conversion of whole strings: full mappings, and the Greek sigma that has another form at the end of a
// word.
#include <utf8proc.h>

#include <algorithm>

#include "workloads/interpreter/text/unicode.h"
#include "workloads/interpreter/text/unicode_tables.h"

namespace midden::text {
namespace {

constexpr char32_t kCapitalSigma = 0x3A3;
constexpr char32_t kSmallSigma = 0x3C3;
constexpr char32_t kFinalSigma = 0x3C2;
constexpr char32_t kCapitalIWithDot = 0x130;

bool is_cased(char32_t c) { return is_lower(c) || is_upper(c) || is_title(c); }

// Unicode's Case_Ignorable: marks, modifiers, format characters and what may stand within a word.
bool is_case_ignorable(char32_t c) {
  switch (general_category(c)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_SK:
      return true;
    default:
      break;
  }
  switch (c) {
    case '\'':
    case '.':
    case ':':
    case 0xB7:
    case 0x387:
    case 0x55F:
    case 0x5F4:
    case 0x2018:
    case 0x2019:
    case 0x2024:
    case 0x2027:
    case 0xFE13:
    case 0xFE52:
    case 0xFE55:
    case 0xFF07:
    case 0xFF0E:
    case 0xFF1A:
      return true;
    default:
      return false;
  }
}

// A capital sigma ends a word when something cased comes before it and nothing cased after, ignorables aside.
bool ends_word(StringView s, uint64_t index) {
  uint64_t before = index;
  while (before > 0 && is_case_ignorable(s.at(before - 1))) --before;
  if (before == 0 || !is_cased(s.at(before - 1))) return false;
  uint64_t after = index + 1;
  while (after < s.length && is_case_ignorable(s.at(after))) ++after;
  return after == s.length || !is_cased(s.at(after));
}

void append_lower_of(StringBuilder& out, StringView s, uint64_t index) {
  const char32_t c = s.at(index);
  if (c == kCapitalSigma) {
    out.append(ends_word(s, index) ? kFinalSigma : kSmallSigma);
  } else if (c == kCapitalIWithDot) {
    out.append(U'i');
    out.append(char32_t{0x307});
  } else {
    out.append(simple_lower(c));
  }
}

bool append_full(StringBuilder& out, const FullMapping* table, size_t count, char32_t c) {
  const FullMapping* end = table + count;
  const FullMapping* found = std::lower_bound(
      table, end, c, [](const FullMapping& mapping, char32_t code) { return mapping.from < code; });
  if (found == end || found->from != c) return false;
  for (const char32_t to : found->to) {
    if (to != 0) out.append(to);
  }
  return true;
}

void append_upper_of(StringBuilder& out, char32_t c) {
  if (c < 0x80 || !append_full(out, kFullUpper, kFullUpperCount, c)) out.append(simple_upper(c));
}

void append_title_of(StringBuilder& out, char32_t c) {
  if (c < 0x80) {
    out.append(simple_upper(c));
  } else if (!append_full(out, kFullTitle, kFullTitleCount, c)) {
    out.append(static_cast<char32_t>(utf8proc_totitle(static_cast<utf8proc_int32_t>(c))));
  }
}

void append_folded_of(StringBuilder& out, char32_t c) {
  if (c < 0x80) return out.append(simple_lower(c));
  utf8proc_int32_t folded[8];
  int boundary = 0;
  const auto count =
      utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), folded, 8, UTF8PROC_CASEFOLD, &boundary);
  if (count <= 0) return out.append(c);
  for (utf8proc_ssize_t i = 0; i < count; ++i) out.append(static_cast<char32_t>(folded[i]));
}

template <class Map>
void append_mapped_ascii(StringBuilder& out, StringView s, Map map) {
  const auto units = s.narrow();
  if (uint8_t* to = out.append_narrow(s.length); to != nullptr) {
    for (size_t i = 0; i < units.size(); ++i) to[i] = map(units[i]);
  } else {
    for (const uint8_t c : units) out.append(static_cast<char32_t>(map(c)));
  }
}

bool is_ascii_letter(uint8_t c) { return static_cast<uint8_t>((c | 0x20) - 'a') < 26; }
uint8_t swap_ascii(uint8_t c) { return is_ascii_letter(c) ? c ^ 0x20 : c; }
uint8_t ascii_lower(uint8_t c) {
  return static_cast<uint8_t>(c | (static_cast<uint8_t>(c - 'A') < 26 ? 0x20 : 0));
}
uint8_t ascii_upper(uint8_t c) {
  return static_cast<uint8_t>(c ^ (static_cast<uint8_t>(c - 'a') < 26 ? 0x20 : 0));
}

bool is_plain_ascii(StringView s) { return s.width == 1 && is_ascii(s); }

}  // namespace

void append_lower(StringBuilder& out, StringView s) {
  if (is_plain_ascii(s)) return append_bytes_lower(out, s);
  out.reserve(s.length);
  for (uint64_t i = 0; i < s.length; ++i) append_lower_of(out, s, i);
}

void append_upper(StringBuilder& out, StringView s) {
  if (is_plain_ascii(s)) return append_bytes_upper(out, s);
  out.reserve(s.length);
  for (uint64_t i = 0; i < s.length; ++i) append_upper_of(out, s.at(i));
}

void append_title(StringBuilder& out, StringView s) {
  bool after_cased = false;
  for (uint64_t i = 0; i < s.length; ++i) {
    const char32_t c = s.at(i);
    if (after_cased) {
      append_lower_of(out, s, i);
    } else {
      append_title_of(out, c);
    }
    after_cased = is_cased(c);
  }
}

void append_capitalized(StringBuilder& out, StringView s) {
  if (s.empty()) return;
  append_title_of(out, s.at(0));
  for (uint64_t i = 1; i < s.length; ++i) append_lower_of(out, s, i);
}

void append_swapped_case(StringBuilder& out, StringView s) {
  for (uint64_t i = 0; i < s.length; ++i) {
    const char32_t c = s.at(i);
    if (is_upper(c)) {
      append_lower_of(out, s, i);
    } else if (is_lower(c)) {
      append_upper_of(out, c);
    } else {
      out.append(c);
    }
  }
}

void append_case_folded(StringBuilder& out, StringView s) {
  if (is_plain_ascii(s)) return append_bytes_lower(out, s);
  for (uint64_t i = 0; i < s.length; ++i) append_folded_of(out, s.at(i));
}

void append_bytes_lower(StringBuilder& out, StringView s) {
  append_mapped_ascii(out, s, [](uint8_t c) { return ascii_lower(c); });
}
void append_bytes_upper(StringBuilder& out, StringView s) {
  append_mapped_ascii(out, s, [](uint8_t c) { return ascii_upper(c); });
}
void append_bytes_swapped_case(StringBuilder& out, StringView s) {
  append_mapped_ascii(out, s, [](uint8_t c) { return swap_ascii(c); });
}

void append_bytes_title(StringBuilder& out, StringView s) {
  bool after_letter = false;
  append_mapped_ascii(out, s, [&](uint8_t c) {
    const uint8_t mapped = after_letter ? ascii_lower(c) : ascii_upper(c);
    after_letter = is_ascii_letter(c);
    return mapped;
  });
}

void append_bytes_capitalized(StringBuilder& out, StringView s) {
  bool first = true;
  append_mapped_ascii(out, s, [&](uint8_t c) {
    const uint8_t mapped = first ? ascii_upper(c) : ascii_lower(c);
    first = false;
    return mapped;
  });
}

}  // namespace midden::text
