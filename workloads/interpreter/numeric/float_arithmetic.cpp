#include <charconv>
#include <cmath>

#include "workloads/interpreter/numeric/float_text.h"

namespace midden::numeric {
namespace {

// x rounded to a multiple of 10**position when its leading digit stands one place below: 0 or one unit. The
// exact decimal expansion decides; a tie goes to 0, which is even.
double round_below_unit(double magnitude, int position) {
  char digits[800];
  const auto result =
      std::to_chars(digits, digits + sizeof digits, magnitude, std::chars_format::scientific, 770);
  const std::string_view text(digits, static_cast<size_t>(result.ptr - digits));
  const std::string_view rest = text.substr(2, text.find('e') - 2);
  const bool up = text[0] > '5' || (text[0] == '5' && rest.find_first_not_of('0') != std::string_view::npos);
  if (!up) return 0.0;
  const std::string unit = "1e" + std::to_string(position);
  double value = 0.0;
  return parse_float(unit, value) ? value : 0.0;
}

// Exponent of the leading decimal digit of x, exact.
int decimal_exponent(double magnitude) {
  char digits[kFloatReprSize];
  const auto result = std::to_chars(digits, digits + sizeof digits, magnitude, std::chars_format::scientific);
  const std::string_view text(digits, static_cast<size_t>(result.ptr - digits));
  const char* exponent = text.data() + text.find('e') + 1;
  int value = 0;
  std::from_chars(*exponent == '+' ? exponent + 1 : exponent, result.ptr, value);
  return value;
}

}  // namespace

Error round_float(double value, int64_t ndigits, double& out) {
  constexpr int64_t kMostDigits = 323;    // beyond: every double is a multiple of 10**-ndigits
  constexpr int64_t kLeastDigits = -308;  // below: every double rounds to zero
  out = value;
  if (!std::isfinite(value) || value == 0 || ndigits > kMostDigits) return {};
  if (ndigits < kLeastDigits) return out = std::copysign(0.0, value), Error();
  const double magnitude = std::fabs(value);
  double rounded = 0.0;
  if (ndigits >= 0) {
    char text[800];
    const auto result = std::to_chars(text, text + sizeof text, magnitude, std::chars_format::fixed,
                                      static_cast<int>(ndigits));
    (void)parse_float({text, static_cast<size_t>(result.ptr - text)}, rounded);
  } else {
    const int position = static_cast<int>(-ndigits);
    const int lead = decimal_exponent(magnitude);
    if (lead >= position) {
      char text[400];
      const auto result =
          std::to_chars(text, text + sizeof text, magnitude, std::chars_format::scientific, lead - position);
      (void)parse_float({text, static_cast<size_t>(result.ptr - text)}, rounded);
    } else if (lead == position - 1) {
      rounded = round_below_unit(magnitude, position);
    }
  }
  if (std::isinf(rounded)) return Error::overflow("rounded value too large to represent");
  out = std::copysign(rounded, value);
  return {};
}

double round_half_even(double value) {
  const double rounded = std::round(value);  // ties away from zero
  return std::fabs(value - rounded) == 0.5 ? 2.0 * std::round(value / 2.0) : rounded;
}

Error float_as_ratio(double value, BigInteger& numerator, BigInteger& denominator) {
  if (std::isinf(value)) return Error::overflow("cannot convert Infinity to integer ratio");
  if (std::isnan(value)) return Error::value("cannot convert NaN to integer ratio");
  int exponent;
  double mantissa = std::frexp(value, &exponent);
  while (mantissa != std::floor(mantissa)) {
    mantissa *= 2.0;
    --exponent;
  }
  mpz_set_d(numerator.mpz(), mantissa);
  denominator.assign(1);
  if (exponent > 0) {
    mpz_mul_2exp(numerator.mpz(), numerator.mpz(), static_cast<mp_bitcnt_t>(exponent));
  } else {
    mpz_mul_2exp(denominator.mpz(), denominator.mpz(), static_cast<mp_bitcnt_t>(-exponent));
  }
  return {};
}

void float_divmod(double a, double b, double& quotient, double& remainder) {
  double mod = std::fmod(a, b);
  double div = (a - mod) / b;
  if (mod != 0) {
    if ((b < 0) != (mod < 0)) {
      mod += b;
      div -= 1.0;
    }
  } else {
    mod = std::copysign(0.0, b);
  }
  if (div != 0) {
    quotient = std::floor(div);
    if (div - quotient > 0.5) quotient += 1.0;
  } else {
    quotient = std::copysign(0.0, a / b);
  }
  remainder = mod;
}

double float_floor_divide(double a, double b) {
  double quotient, remainder;
  float_divmod(a, b, quotient, remainder);
  return quotient;
}

double float_modulo(double a, double b) {
  double mod = std::fmod(a, b);
  if (mod == 0) return std::copysign(0.0, b);
  return (b < 0) != (mod < 0) ? mod + b : mod;
}

Error float_power(double a, double b, double& out, bool& is_complex) {
  is_complex = false;
  if (std::isfinite(a) && std::isfinite(b)) {
    if (a == 0 && b < 0) return Error::zero_division("0.0 cannot be raised to a negative power");
    if (a < 0 && b != std::floor(b)) return is_complex = true, Error();
    out = std::pow(a, b);
    if (std::isinf(out)) return Error::overflow("(34, 'Numerical result out of range')");
    return {};
  }
  out = std::pow(a, b);  // C99's special cases are Python's
  return {};
}

}  // namespace midden::numeric
