#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <cstring>

#include "workloads/interpreter/numeric/float_text.h"

namespace midden::numeric {
namespace {

// A finite magnitude as decimal digits d1 d2 d3 … with the value d1.d2d3… * 10**exponent.
struct Decimal {
  std::string digits;
  int exponent = 0;
};

// No double has more significant decimal digits than this; further ones are zeros.
constexpr int kMaxSignificant = 780;
constexpr int kMaxFraction = 1080;

// Takes "d.ddde[+-]xx" apart.
Decimal from_scientific(const char* begin, const char* end) {
  Decimal out;
  const char* e = std::find(begin, end, 'e');
  for (const char* c = begin; c != e; ++c) {
    if (*c != '.') out.digits.push_back(*c);
  }
  const char* exponent = e + 1;
  if (*exponent == '+') ++exponent;
  std::from_chars(exponent, end, out.exponent);
  return out;
}

Decimal shortest(double magnitude) {
  char buffer[kFloatReprSize];
  const auto result = std::to_chars(buffer, buffer + sizeof buffer, magnitude, std::chars_format::scientific);
  return from_scientific(buffer, result.ptr);
}

// Correctly rounded to `count` significant digits, trailing zeros kept.
Decimal significant(double magnitude, int count) {
  char buffer[kMaxSignificant + 16];
  const int asked = std::min(count, kMaxSignificant);
  const auto result =
      std::to_chars(buffer, buffer + sizeof buffer, magnitude, std::chars_format::scientific, asked - 1);
  Decimal out = from_scientific(buffer, result.ptr);
  out.digits.append(static_cast<size_t>(count - asked), '0');
  return out;
}

// Digits before and after the point of a %f.
std::string fixed(double magnitude, int precision, bool alternate) {
  char buffer[kMaxFraction + 320];
  const int asked = std::min(precision, kMaxFraction);
  const auto result =
      std::to_chars(buffer, buffer + sizeof buffer, magnitude, std::chars_format::fixed, asked);
  std::string out(buffer, result.ptr);
  out.append(static_cast<size_t>(precision - asked), '0');
  if (alternate && precision == 0) out.push_back('.');
  return out;
}

void append_exponent(std::string& out, int exponent, char letter) {
  out.push_back(letter);
  out.push_back(exponent < 0 ? '-' : '+');
  const std::string digits = std::to_string(std::abs(exponent));
  if (digits.size() < 2) out.push_back('0');
  out += digits;
}

std::string in_scientific(const Decimal& number, bool alternate, char letter) {
  std::string out(1, number.digits[0]);
  if (number.digits.size() > 1 || alternate) out.push_back('.');
  out.append(number.digits, 1);
  append_exponent(out, number.exponent, letter);
  return out;
}

// Positional, with the digits at hand.
std::string in_positional(const Decimal& number, bool alternate, bool add_dot_zero) {
  const int count = static_cast<int>(number.digits.size());
  std::string out;
  if (number.exponent < 0) {
    out = "0.";
    out.append(static_cast<size_t>(-number.exponent - 1), '0');
    return out + number.digits;
  }
  const int before = number.exponent + 1;
  out = number.digits.substr(0, static_cast<size_t>(before));
  if (count < before) out.append(static_cast<size_t>(before - count), '0');
  if (count > before) {
    out.push_back('.');
    out.append(number.digits, static_cast<size_t>(before));
  } else if (add_dot_zero) {
    out += ".0";
  } else if (alternate) {
    out.push_back('.');
  }
  return out;
}

void strip_trailing_zeros(std::string& digits) {
  const size_t last = digits.find_last_not_of('0');
  digits.resize(last == std::string::npos ? 1 : last + 1);
}

std::string in_general(Decimal number, int precision, const FloatFormat& format, char letter) {
  if (!format.alternate) strip_trailing_zeros(number.digits);
  const bool positional = number.exponent >= -4 && number.exponent < precision;
  // "1.0" is wanted of 1e5 as positional, never of "1e+16".
  return positional ? in_positional(number, format.alternate, format.add_dot_zero)
                    : in_scientific(number, format.alternate, letter);
}

std::string magnitude_text(double magnitude, const FloatFormat& format) {
  const bool upper = format.type == 'E' || format.type == 'F' || format.type == 'G';
  if (std::isinf(magnitude)) return upper ? "INF" : "inf";
  if (std::isnan(magnitude)) return upper ? "NAN" : "nan";
  const char letter = upper ? 'E' : 'e';
  switch (format.type) {
    case 'e':
    case 'E':
      return in_scientific(significant(magnitude, format.precision + 1), format.alternate, letter);
    case 'f':
    case 'F':
      return fixed(magnitude, format.precision, format.alternate);
    case 'g':
    case 'G': {
      const int precision = std::max(format.precision, 1);
      const Decimal number = significant(magnitude, precision);
      // With ".0" to be added, a number without a fraction keeps one digit less before it turns scientific.
      return in_general(number, format.add_dot_zero ? precision - 1 : precision, format, letter);
    }
    default:
      return in_general(shortest(magnitude), 16, format, 'e');
  }
}

bool shows_zero(const std::string& text) {
  for (const char c : text) {
    if (c >= '1' && c <= '9') return false;
    if (c == 'e' || c == 'E') break;
  }
  return true;
}

}  // namespace

size_t write_float_repr(double value, char* buffer) {
  if (!std::isfinite(value)) {
    const char* text = std::isnan(value) ? "nan" : value < 0 ? "-inf" : "inf";
    const size_t size = std::strlen(text);
    std::memcpy(buffer, text, size);
    return size;
  }
  char* out = buffer;
  const double magnitude = std::fabs(value);
  if (std::signbit(value)) *out++ = '-';
  // Where positional notation is certain, to_chars already writes what Python does.
  if (magnitude == 0 || (magnitude >= 1e-4 && magnitude < 1e16)) {
    out = std::to_chars(out, buffer + kFloatReprSize, magnitude, std::chars_format::fixed).ptr;
    if (std::find(buffer, out, '.') == out) {
      *out++ = '.';
      *out++ = '0';
    }
    return static_cast<size_t>(out - buffer);
  }
  out = std::to_chars(out, buffer + kFloatReprSize, magnitude, std::chars_format::scientific).ptr;
  return static_cast<size_t>(out - buffer);
}

std::string float_repr(double value) {
  char buffer[kFloatReprSize];
  return {buffer, write_float_repr(value, buffer)};
}

std::string complex_repr(double real, double imaginary) {
  const auto part = [](std::string& out, double value) { append_float(out, value, {.type = 'r'}); };
  std::string out;
  if (real == 0.0 && !std::signbit(real)) {
    part(out, imaginary);
    return out + "j";
  }
  out = "(";
  part(out, real);
  if (std::isnan(imaginary) || !std::signbit(imaginary)) out.push_back('+');
  part(out, imaginary);
  return out + "j)";
}

void append_float(std::string& out, double value, const FloatFormat& format) {
  const std::string text = magnitude_text(std::fabs(value), format);
  const bool negative = std::signbit(value) && !std::isnan(value);
  if (negative && !(format.no_negative_zero && shows_zero(text) && std::isfinite(value))) out.push_back('-');
  out += text;
}

std::string float_hex(double value) {
  if (!std::isfinite(value)) return float_repr(value);
  std::string out = std::signbit(value) ? "-0x" : "0x";
  if (value == 0) return out + "0.0p+0";
  int exponent;
  double mantissa = std::frexp(std::fabs(value), &exponent);
  // One bit before the point; subnormals keep the smallest exponent instead.
  const int shift = 1 - std::max(-1021 - exponent, 0);
  mantissa = std::ldexp(mantissa, shift);
  exponent -= shift;
  out.push_back(static_cast<char>('0' + static_cast<int>(mantissa)));
  out.push_back('.');
  mantissa -= static_cast<int>(mantissa);
  for (int i = 0; i < 13; ++i) {
    mantissa *= 16;
    const int digit = static_cast<int>(mantissa);
    out.push_back("0123456789abcdef"[digit]);
    mantissa -= digit;
  }
  out.push_back('p');
  out.push_back(exponent < 0 ? '-' : '+');
  return out + std::to_string(std::abs(exponent));
}

}  // namespace midden::numeric
