#include "workloads/interpreter/text/unicode.h"

#include <utf8proc.h>

#include <algorithm>

#include "workloads/interpreter/text/unicode_tables.h"

namespace midden::text {
namespace {

bool in_table(const CodePointRange* table, size_t count, char32_t c) {
  const CodePointRange* end = table + count;
  const CodePointRange* found = std::lower_bound(
      table, end, c, [](const CodePointRange& range, char32_t code) { return range.last < code; });
  return found != end && c >= found->first;
}

bool is_ascii_lower(char32_t c) { return c >= 'a' && c <= 'z'; }
bool is_ascii_upper(char32_t c) { return c >= 'A' && c <= 'Z'; }
bool is_ascii_alpha(char32_t c) { return is_ascii_lower(c | 0x20); }
bool is_ascii_digit(char32_t c) { return c >= '0' && c <= '9'; }

bool is_letter(int kind) { return kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_LO; }

template <class Predicate>
bool all_of(StringView s, Predicate predicate) {
  return dispatch(s, [&](auto units) {
    return std::all_of(units.begin(), units.end(), [&](char32_t c) { return predicate(c); });
  });
}

template <class Predicate>
bool all_of_some(StringView s, Predicate predicate) {
  return !s.empty() && all_of(s, predicate);
}

// islower() and isupper(): some code point of the case asked for, none of another.
template <class Wanted, class Unwanted>
bool has_only_case(StringView s, Wanted wanted, Unwanted unwanted) {
  bool any = false;
  const bool clean = all_of(s, [&](char32_t c) {
    if (unwanted(c)) return false;
    any = any || wanted(c);
    return true;
  });
  return clean && any;
}

// istitle(): upper case only at word starts, lower case only after a cased code point.
template <class Upper, class Lower>
bool has_title_case(StringView s, Upper upper, Lower lower) {
  bool any = false;
  bool after_cased = false;
  const bool clean = all_of(s, [&](char32_t c) {
    if (upper(c)) {
      if (after_cased) return false;
      after_cased = any = true;
    } else if (lower(c)) {
      if (!after_cased) return false;
      any = true;
    } else {
      after_cased = false;
    }
    return true;
  });
  return clean && any;
}

}  // namespace

int general_category(char32_t c) {
  if (c > 0x10FFFF || in_table(kUnassigned, kUnassignedCount, c)) return UTF8PROC_CATEGORY_CN;
  return utf8proc_category(static_cast<utf8proc_int32_t>(c));
}

bool is_alpha(char32_t c) { return c < 0x80 ? is_ascii_alpha(c) : is_letter(general_category(c)); }

bool is_decimal(char32_t c) { return decimal_value(c) >= 0; }

int decimal_value(char32_t c) {
  if (c < 0x80) return is_ascii_digit(c) ? static_cast<int>(c - '0') : -1;
  const CodePointRange* end = kDecimalRuns + kDecimalRunsCount;
  const CodePointRange* found = std::lower_bound(
      kDecimalRuns, end, c, [](const CodePointRange& range, char32_t code) { return range.last < code; });
  return found != end && c >= found->first ? static_cast<int>((c - found->first) % 10) : -1;
}

bool is_digit(char32_t c) {
  return is_decimal(c) || (c >= 0x80 && in_table(kOtherDigit, kOtherDigitCount, c));
}

bool is_numeric(char32_t c) {
  return is_digit(c) || (c >= 0x80 && in_table(kOtherNumeric, kOtherNumericCount, c));
}

bool is_alnum(char32_t c) {
  return c < 0x80 ? is_ascii_alpha(c) || is_ascii_digit(c) : is_letter(general_category(c)) || is_numeric(c);
}

bool is_space(char32_t c) {
  if (c < 0x80) return is_ascii_space(c) || (c >= 0x1C && c <= 0x1F);
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_line_break(char32_t c) {
  return (c >= 0x0A && c <= 0x0D) || (c >= 0x1C && c <= 0x1E) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

bool is_printable(char32_t c) {
  if (c < 0x80) return c >= 0x20 && c < 0x7F;
  switch (general_category(c)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_ZS:
      return false;
    default:
      return true;
  }
}

bool is_lower(char32_t c) {
  if (c < 0x80) return is_ascii_lower(c);
  return general_category(c) == UTF8PROC_CATEGORY_LL || in_table(kOtherLower, kOtherLowerCount, c);
}

bool is_upper(char32_t c) {
  if (c < 0x80) return is_ascii_upper(c);
  return general_category(c) == UTF8PROC_CATEGORY_LU || in_table(kOtherUpper, kOtherUpperCount, c);
}

bool is_title(char32_t c) { return c >= 0x80 && general_category(c) == UTF8PROC_CATEGORY_LT; }

bool is_identifier_start(char32_t c) {
  if (c < 0x80) return is_ascii_alpha(c) || c == '_';
  const int kind = general_category(c);
  const bool letter = is_letter(kind) || kind == UTF8PROC_CATEGORY_NL;
  return letter != in_table(kIdentifierStartFlips, kIdentifierStartFlipsCount, c);
}

bool is_identifier_continue(char32_t c) {
  if (c < 0x80) return is_ascii_alpha(c) || is_ascii_digit(c) || c == '_';
  const int kind = general_category(c);
  const bool word = is_letter(kind) || kind == UTF8PROC_CATEGORY_NL || kind == UTF8PROC_CATEGORY_MN ||
                    kind == UTF8PROC_CATEGORY_MC || kind == UTF8PROC_CATEGORY_ND ||
                    kind == UTF8PROC_CATEGORY_PC;
  return word != in_table(kIdentifierContinueFlips, kIdentifierContinueFlipsCount, c);
}

char32_t simple_lower(char32_t c) {
  if (c < 0x80) return is_ascii_upper(c) ? c | 0x20 : c;
  return static_cast<char32_t>(utf8proc_tolower(static_cast<int32_t>(c)));
}

char32_t simple_upper(char32_t c) {
  if (c < 0x80) return is_ascii_lower(c) ? c & ~char32_t{0x20} : c;
  return static_cast<char32_t>(utf8proc_toupper(static_cast<int32_t>(c)));
}

bool all_alpha(StringView s) { return all_of_some(s, is_alpha); }
bool all_decimal(StringView s) { return all_of_some(s, is_decimal); }
bool all_digit(StringView s) { return all_of_some(s, is_digit); }
bool all_numeric(StringView s) { return all_of_some(s, is_numeric); }
bool all_alnum(StringView s) { return all_of_some(s, is_alnum); }
bool all_space(StringView s) { return all_of_some(s, is_space); }
bool all_printable(StringView s) { return all_of(s, is_printable); }

bool is_identifier(StringView s) {
  return !s.empty() && is_identifier_start(s.at(0)) && all_of(s.slice(1, s.length), is_identifier_continue);
}

bool is_lower(StringView s) {
  return has_only_case(
      s, [](char32_t c) { return is_lower(c); }, [](char32_t c) { return is_upper(c) || is_title(c); });
}

bool is_upper(StringView s) {
  return has_only_case(
      s, [](char32_t c) { return is_upper(c); }, [](char32_t c) { return is_lower(c) || is_title(c); });
}

bool is_title(StringView s) {
  return has_title_case(
      s, [](char32_t c) { return is_upper(c) || is_title(c); }, [](char32_t c) { return is_lower(c); });
}

bool bytes_all_alpha(StringView s) { return all_of_some(s, is_ascii_alpha); }
bool bytes_all_digit(StringView s) { return all_of_some(s, is_ascii_digit); }
bool bytes_all_alnum(StringView s) {
  return all_of_some(s, [](char32_t c) { return is_ascii_alpha(c) || is_ascii_digit(c); });
}
bool bytes_all_space(StringView s) { return all_of_some(s, is_ascii_space); }
bool bytes_is_lower(StringView s) { return has_only_case(s, is_ascii_lower, is_ascii_upper); }
bool bytes_is_upper(StringView s) { return has_only_case(s, is_ascii_upper, is_ascii_lower); }
bool bytes_is_title(StringView s) { return has_title_case(s, is_ascii_upper, is_ascii_lower); }

}  // namespace midden::text
