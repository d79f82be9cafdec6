#include <charconv>
#include <cmath>
#include <cstdlib>

#include "workloads/interpreter/numeric/float_text.h"

namespace midden::numeric {
namespace {

bool is_space(char c) { return c == ' ' || (c >= 9 && c <= 13); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

bool equals_ignoring_case(std::string_view text, std::string_view lower_case) {
  if (text.size() != lower_case.size()) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (lower(text[i]) != lower_case[i]) return false;
  }
  return true;
}

std::string_view strip(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

// Removes underscores; false where one is not between two digits.
bool remove_underscores(std::string_view text, std::string& out) {
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '_') {
      out.push_back(text[i]);
    } else if (i == 0 || i + 1 == text.size() || !is_digit(text[i - 1]) || !is_digit(text[i + 1])) {
      return false;
    }
  }
  return true;
}

// digits [. digits] [e [sign] digits], at least one digit in the mantissa.
bool is_decimal_number(std::string_view text) {
  size_t i = 0;
  const auto skip_digits = [&] {
    const size_t start = i;
    while (i < text.size() && is_digit(text[i])) ++i;
    return i - start;
  };
  size_t digits = skip_digits();
  if (i < text.size() && text[i] == '.') {
    ++i;
    digits += skip_digits();
  }
  if (digits == 0) return false;
  if (i < text.size() && lower(text[i]) == 'e') {
    ++i;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
    if (skip_digits() == 0) return false;
  }
  return i == text.size();
}

// A well-formed unsigned number.
double convert(std::string_view number) {
  double value = 0;
  const auto result = std::from_chars(number.data(), number.data() + number.size(), value);
  // from_chars does not say whether the number was too large or too small.
  if (result.ec == std::errc::result_out_of_range) value = std::strtod(std::string(number).c_str(), nullptr);
  return value;
}

bool parse_unsigned(std::string_view text, double& out) {
  if (equals_ignoring_case(text, "inf") || equals_ignoring_case(text, "infinity"))
    return out = HUGE_VAL, true;
  if (equals_ignoring_case(text, "nan")) return out = std::nan(""), true;
  if (!is_decimal_number(text)) return false;
  out = convert(text);
  return true;
}

bool take_sign(std::string_view& text) {
  if (text.empty() || (text.front() != '+' && text.front() != '-')) return false;
  const bool negative = text.front() == '-';
  text.remove_prefix(1);
  return negative;
}

bool is_hex_digit(char c) { return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'f'); }

// [0x] hexdigits [. hexdigits] [p [sign] digits]; what strtod understands once "0x" is there.
bool is_hex_number(std::string_view text) {
  size_t i = 0;
  size_t digits = 0;
  const auto skip = [&](auto accept) {
    const size_t start = i;
    while (i < text.size() && accept(text[i])) ++i;
    return i - start;
  };
  digits += skip(is_hex_digit);
  if (i < text.size() && text[i] == '.') {
    ++i;
    digits += skip(is_hex_digit);
  }
  if (digits == 0) return false;
  if (i < text.size() && lower(text[i]) == 'p') {
    ++i;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
    if (skip(is_digit) == 0) return false;
  }
  return i == text.size();
}

}  // namespace

bool parse_float(std::string_view ascii, double& out) {
  std::string_view text = strip(ascii);
  std::string plain;
  if (text.find('_') != std::string_view::npos) {
    if (!remove_underscores(text, plain)) return false;
    text = plain;
  }
  const bool negative = take_sign(text);
  if (!parse_unsigned(text, out)) return false;
  if (negative) out = -out;
  return true;
}

double parse_float_literal(std::string_view digits) {
  double value = 0.0;
  parse_float(digits, value);
  return value;
}

Error float_from_hex(std::string_view ascii, double& out) {
  std::string_view text = strip(ascii);
  const bool negative = take_sign(text);
  if (equals_ignoring_case(text, "inf") || equals_ignoring_case(text, "infinity") ||
      equals_ignoring_case(text, "nan")) {
    (void)parse_unsigned(text, out);
  } else {
    if (text.size() >= 2 && text[0] == '0' && lower(text[1]) == 'x') text.remove_prefix(2);
    if (!is_hex_number(text)) return Error::value("invalid hexadecimal floating-point string");
    out = std::strtod(("0x" + std::string(text)).c_str(), nullptr);
    if (std::isinf(out)) return Error::overflow("hexadecimal value too large to represent as a float");
  }
  if (negative) out = -out;
  return {};
}

}  // namespace midden::numeric
