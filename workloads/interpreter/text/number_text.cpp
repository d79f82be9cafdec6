#include "workloads/interpreter/text/number_text.h"

#include <fmt/format.h>

#include <cmath>

#include "workloads/interpreter/text/codecs.h"
#include "workloads/interpreter/text/quote.h"
#include "workloads/interpreter/text/unicode.h"

namespace midden::text {
namespace {

std::string repr_of(StringView s, bool is_bytes) {
  StringBuilder out;
  if (is_bytes) {
    append_bytes_repr(out, s);
  } else {
    append_repr(out, s);
  }
  return out.to_utf8();
}

// The text the numeric parsers see, without a copy where it is ASCII already.
class AsciiText {
 public:
  AsciiText(StringView s, bool is_bytes) {
    if (s.width == 1 && (is_bytes || is_ascii(s))) {
      view_ = {static_cast<const char*>(s.data), s.length};
    } else {
      owned_ = to_ascii_digits(s);
      view_ = owned_;
    }
  }
  AsciiText(const AsciiText&) = delete;
  AsciiText& operator=(const AsciiText&) = delete;
  std::string_view view() const { return view_; }

 private:
  std::string owned_;
  std::string_view view_;
};

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_ascii_space(static_cast<unsigned char>(text.front()))) text.remove_prefix(1);
  while (!text.empty() && is_ascii_space(static_cast<unsigned char>(text.back()))) text.remove_suffix(1);
  return text;
}

bool is_digit_or_point(char c) { return (c >= '0' && c <= '9') || c == '.'; }

// Length of the longest number at the start of text: sign, then digits or a word.
size_t number_prefix(std::string_view text) {
  size_t i = 0;
  if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
  if (i < text.size() && !is_digit_or_point(text[i])) {
    const size_t start = i;
    while (i < text.size() && is_alpha(static_cast<unsigned char>(text[i])) && (text[i] | 0x20) != 'j') ++i;
    return i == start ? 0 : i;
  }
  bool after_exponent = false;
  size_t digits = 0;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (is_digit_or_point(c) || c == '_') {
      digits += c != '_' ? 1 : 0;
    } else if ((c | 0x20) == 'e' && !after_exponent) {
      after_exponent = true;
      if (i + 1 < text.size() && (text[i + 1] == '+' || text[i + 1] == '-')) ++i;
    } else {
      break;
    }
  }
  return digits == 0 ? 0 : i;
}

bool parse_number(std::string_view text, double& out) {
  // parse_float would skip spaces that complex() does not allow here.
  return !text.empty() && !is_ascii_space(static_cast<unsigned char>(text.front())) &&
         !is_ascii_space(static_cast<unsigned char>(text.back())) && numeric::parse_float(text, out);
}

bool underscores_separate_digits(std::string_view text) {
  const auto is_digit_at = [&](size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '_' && (i == 0 || !is_digit_at(i - 1) || !is_digit_at(i + 1))) return false;
  }
  return true;
}

// "1+2j", "2j", "j", "1" without surrounding space.
bool parse_complex_parts(std::string_view text, double& real, double& imaginary) {
  real = imaginary = 0.0;
  const auto is_j = [](std::string_view rest) { return rest.size() == 1 && (rest[0] | 0x20) == 'j'; };
  const auto parse_imaginary = [&](std::string_view part, double& out) {  // without its j
    if (part.empty() || part == "+") return out = 1.0, true;
    if (part == "-") return out = -1.0, true;
    return parse_number(part, out);
  };
  const size_t first = number_prefix(text);
  const std::string_view rest = text.substr(first);
  if (first > 0 && rest.empty()) return parse_number(text, real);
  if (is_j(rest)) return parse_imaginary(text.substr(0, first), imaginary);
  if (first == 0) {  // a bare "+j" or "-j"
    return (rest.size() == 2 && is_j(rest.substr(1)) && (rest[0] == '+' || rest[0] == '-')) &&
           parse_imaginary(rest.substr(0, 1), imaginary);
  }
  if ((rest[0] != '+' && rest[0] != '-') || (rest.back() | 0x20) != 'j') return false;
  return parse_number(text.substr(0, first), real) &&
         parse_imaginary(rest.substr(0, rest.size() - 1), imaginary);
}

}  // namespace

std::string to_ascii_digits(StringView s) {
  std::string out;
  out.reserve(s.length);
  for (uint64_t i = 0; i < s.length; ++i) {
    const char32_t c = s.at(i);
    if (c < 0x7F) {
      out.push_back(static_cast<char>(c));
    } else if (is_space(c)) {
      out.push_back(' ');
    } else {
      const int digit = decimal_value(c);
      out.push_back(digit >= 0 ? static_cast<char>('0' + digit) : '?');
    }
  }
  return out;
}

Error parse_int(BigInteger& out, StringView s, int64_t base, int max_digits, bool is_bytes) {
  uint64_t digit_count = 0;
  const int checked_base = base < 0 || base > 36 ? 1 : static_cast<int>(base);
  const AsciiText text(s, is_bytes);
  switch (numeric::parse_integer(out, text.view(), checked_base, max_digits, &digit_count)) {
    case numeric::IntegerParse::kOk:
      return {};
    case numeric::IntegerParse::kBadBase:
      return Error::value("int() base must be >= 2 and <= 36, or 0");
    case numeric::IntegerParse::kTooManyDigits:
      return numeric::too_many_digits_error(max_digits, digit_count);
    case numeric::IntegerParse::kInvalid:
      break;
  }
  std::string shown = repr_of(s, is_bytes);
  if (s.length > 200) {  // CPython cuts the repr at 200 code points
    StringBuilder cut;
    cut.append_utf8(shown);
    shown = to_utf8(cut.view().slice(0, 200));
  }
  return Error::value(fmt::format("invalid literal for int() with base {}: {}", base, shown));
}

bool parse_small_int(int64_t& out, StringView s) {
  if (s.width != 1 || s.empty() || s.length > 19) return false;
  const auto units = s.narrow();
  const bool negative = units[0] == '-';
  const size_t start = negative || units[0] == '+' ? 1 : 0;
  if (units.size() == start || units.size() - start > 18) return false;
  int64_t value = 0;
  for (size_t i = start; i < units.size(); ++i) {
    if (units[i] < '0' || units[i] > '9') return false;
    value = value * 10 + (units[i] - '0');
  }
  out = negative ? -value : value;
  return true;
}

Error parse_float(double& out, StringView s, bool is_bytes) {
  const AsciiText text(s, is_bytes);
  if (numeric::parse_float(text.view(), out)) return {};
  return Error::value("could not convert string to float: " + repr_of(s, is_bytes));
}

Error parse_complex(double& real, double& imaginary, StringView s) {
  const AsciiText ascii(s, false);
  std::string_view text = trim(ascii.view());
  if (!underscores_separate_digits(text)) {
    return Error::value("could not convert string to complex: " + repr_of(s, false));
  }
  if (!text.empty() && text.front() == '(') {
    if (text.back() != ')' || text.size() < 2) return Error::value("complex() arg is a malformed string");
    text = trim(text.substr(1, text.size() - 2));
  }
  if (parse_complex_parts(text, real, imaginary)) return {};
  return Error::value("complex() arg is a malformed string");
}

}  // namespace midden::text
