// format() of int, float and complex.
#include <algorithm>
#include <climits>
#include <cmath>
#include <string>

#include "workloads/interpreter/numeric/float_text.h"
#include "workloads/interpreter/text/codecs.h"
#include "workloads/interpreter/text/format_spec.h"

namespace midden::text {
namespace {

using numeric::FloatFormat;
using numeric::IntegerView;

// More digits than anybody can want; asked for, they are a lack of memory.
constexpr int64_t kMaxPrecision = 200'000'000;

// A number about to be laid out: sign, prefix, digits that may be grouped and zero-filled, and what follows
// them.
struct NumberParts {
  bool negative = false;
  std::string_view prefix;
  std::string_view digits;
  StringView rest;
};

char sign_to_show(const NumberParts& number, char wanted) {
  if (number.negative) return '-';
  return wanted == '+' || wanted == ' ' ? wanted : 0;
}

// The digits with separators, from the left; zeros are put in front, grouped as well, until min_width is
// filled.
std::string group_digits(std::string_view digits, char separator, int group, int64_t min_width) {
  std::string reversed;
  auto left = static_cast<int64_t>(digits.size());
  while (true) {
    const int64_t size = std::min<int64_t>(group, std::max<int64_t>({left, min_width, 1}));
    const int64_t taken = std::min(left, size);
    for (int64_t i = 0; i < taken; ++i) reversed.push_back(digits[static_cast<size_t>(--left)]);
    reversed.append(static_cast<size_t>(size - taken), '0');
    min_width -= size;
    if (left <= 0 && min_width <= 0) break;
    reversed.push_back(separator);
    --min_width;
  }
  std::reverse(reversed.begin(), reversed.end());
  return reversed;
}

int group_size(char32_t type) { return type == 'b' || type == 'o' || type == 'x' || type == 'X' ? 4 : 3; }

void append_number(StringBuilder& out, const NumberParts& number, const FormatSpec& spec) {
  const char sign = sign_to_show(number, spec.sign);
  const auto fixed_length =
      static_cast<int64_t>((sign != 0 ? 1 : 0) + number.prefix.size() + number.rest.length);
  const bool zero_filled = spec.fill == '0' && spec.align == '=';

  std::string grouped;
  std::string_view digits = number.digits;
  if (spec.grouping != 0 && !digits.empty()) {
    const int64_t min_width = zero_filled ? spec.width - fixed_length : 0;
    grouped = group_digits(digits, static_cast<char>(spec.grouping), group_size(spec.type), min_width);
    digits = grouped;
  }
  const int64_t length = fixed_length + static_cast<int64_t>(digits.size());
  const uint64_t padding = spec.width > length ? static_cast<uint64_t>(spec.width - length) : 0;
  const uint64_t left = spec.align == '>' ? padding : spec.align == '^' ? padding / 2 : 0;
  const uint64_t inside = spec.align == '=' ? padding : 0;

  out.append_repeated(spec.fill, left);
  if (sign != 0) out.append(static_cast<char32_t>(sign));
  out.append(number.prefix);
  out.append_repeated(spec.fill, inside);
  out.append(digits);
  out.append(number.rest);
  out.append_repeated(spec.fill, padding - left - inside);
}

Error format_character(StringBuilder& out, const IntegerView& value, const FormatSpec& spec) {
  if (spec.sign != 0) return Error::value("Sign not allowed with integer format specifier 'c'");
  if (spec.alternate) return Error::value("Alternate form (#) not allowed with integer format specifier 'c'");
  if (!value.fits_int64()) return Error::overflow("Python int too large to convert to C long");
  const int64_t code = value.to_int64();
  if (code < 0 || code > 0x10FFFF) return Error::overflow("%c arg not in range(0x110000)");
  const auto c = static_cast<char32_t>(code);
  append_number(out, {false, {}, {}, StringView(&c, 1, 4)}, spec);
  return {};
}

Error format_integral(StringBuilder& out, const IntegerView& value, const FormatSpec& spec, int max_digits) {
  if (spec.precision != -1) return Error::value("Precision not allowed in integer format specifier");
  if (spec.no_negative_zero) {
    return Error::value("Negative zero coercion (z) not allowed in integer format specifier");
  }
  if (spec.type == 'c') return format_character(out, value, spec);
  int base = 10;
  std::string_view prefix;
  switch (spec.type) {
    case 'b':
      base = 2, prefix = "0b";
      break;
    case 'o':
      base = 8, prefix = "0o";
      break;
    case 'x':
      base = 16, prefix = "0x";
      break;
    case 'X':
      base = 16, prefix = "0X";
      break;
    default:
      break;
  }
  std::string digits;
  if (Error error = numeric::append_integer(digits, value, base, max_digits)) return error;
  if (spec.type == 'X') {
    for (char& c : digits) c = c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  const bool negative = digits[0] == '-';
  const std::string_view shown = std::string_view(digits).substr(negative ? 1 : 0);
  append_number(out, {negative, spec.alternate ? prefix : "", shown, {}}, spec);
  return {};
}

bool is_float_type(char32_t type) {
  switch (type) {
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
    case 'n':
    case '%':
      return true;
    default:
      return false;
  }
}

Error check_precision(const FormatSpec& spec) {
  if (spec.precision > INT_MAX) return Error::value("precision too big");
  if (spec.precision > kMaxPrecision) return Error::memory();
  return {};
}

// The text of a double under a spec's type and precision. `bare` is what no type at all stands for.
std::string float_text(double value, const FormatSpec& spec, bool add_dot_zero) {
  FloatFormat format;
  const bool bare = spec.type == 0;
  format.type = bare               ? spec.precision < 0 ? 'r' : 'g'
                : spec.type == 'n' ? 'g'
                : spec.type == '%' ? 'f'
                                   : static_cast<char>(spec.type);
  if (spec.precision >= 0) format.precision = static_cast<int>(spec.precision);
  format.alternate = spec.alternate;
  format.add_dot_zero = bare && add_dot_zero;
  format.no_negative_zero = spec.no_negative_zero;
  std::string text;
  numeric::append_float(text, spec.type == '%' ? value * 100 : value, format);
  if (spec.type == '%') text.push_back('%');
  return text;
}

NumberParts take_apart(std::string_view text) {
  NumberParts number;
  number.negative = !text.empty() && text[0] == '-';
  if (number.negative) text.remove_prefix(1);
  size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
  number.digits = text.substr(0, digits);
  number.rest = StringView(text.substr(digits));
  return number;
}

// One part of a complex number, unpadded.
void append_complex_part(StringBuilder& out, double value, FormatSpec spec, char sign) {
  spec.fill = 0;
  spec.align = '<';
  spec.width = -1;
  spec.sign = sign;
  append_number(out, take_apart(float_text(value, spec, false)), spec);
}

}  // namespace

Error format_int(StringBuilder& out, const IntegerView& value, StringView spec_text,
                 std::string_view type_name, int max_digits) {
  FormatSpec spec;
  if (Error error = parse_format_spec(spec, spec_text, '>', 'd', type_name)) return error;
  switch (spec.type) {
    case 'b':
    case 'c':
    case 'd':
    case 'o':
    case 'x':
    case 'X':
    case 'n':
      return format_integral(out, value, spec, max_digits);
    default:
      break;
  }
  if (!is_float_type(spec.type)) return unknown_format_code(spec.type, type_name);
  double converted;
  if (Error error = numeric::to_double(converted, value)) return error;
  return format_float(out, converted, spec_text, type_name);
}

Error format_float(StringBuilder& out, double value, StringView spec_text, std::string_view type_name) {
  FormatSpec spec;
  if (Error error = parse_format_spec(spec, spec_text, '>', 0, type_name)) return error;
  if (spec.type != 0 && !is_float_type(spec.type)) return unknown_format_code(spec.type, type_name);
  if (Error error = check_precision(spec)) return error;
  const std::string text = float_text(value, spec, true);
  append_number(out, take_apart(text), spec);
  return {};
}

Error format_complex(StringBuilder& out, double real, double imaginary, StringView spec_text,
                     std::string_view type_name) {
  if (spec_text.empty()) return out.append(numeric::complex_repr(real, imaginary)), Error();
  FormatSpec spec;
  if (Error error = parse_format_spec(spec, spec_text, '>', 0, type_name)) return error;
  if (spec.type != 0 && (!is_float_type(spec.type) || spec.type == '%')) {
    return unknown_format_code(spec.type, type_name);
  }
  if (Error error = check_precision(spec)) return error;
  if (spec.fill == '0') return Error::value("Zero padding is not allowed in complex format specifier");
  if (spec.align == '=') return Error::value("'=' alignment flag is not allowed in complex format specifier");
  const bool bare = spec.type == 0;
  const bool only_imaginary = bare && real == 0 && !std::signbit(real);
  StringBuilder text;
  if (bare && !only_imaginary) text.append(U'(');
  if (!only_imaginary) append_complex_part(text, real, spec, spec.sign);
  append_complex_part(text, imaginary, spec, only_imaginary ? spec.sign : '+');
  text.append(U'j');
  if (bare && !only_imaginary) text.append(U')');
  append_aligned(out, text.view(), spec);
  return {};
}

}  // namespace midden::text
