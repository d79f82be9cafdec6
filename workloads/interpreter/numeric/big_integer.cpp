#include "workloads/interpreter/numeric/big_integer.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>

namespace midden::numeric {
namespace {

// The 64 most significant bits of a non-zero magnitude, and whether any bit below them is set.
struct Leading {
  uint64_t bits;
  bool sticky;
  int64_t exponent;  // magnitude is bits * 2**exponent, plus something below one unit if sticky
};

Leading leading_bits(std::span<const uint64_t> limbs) {
  const size_t top = limbs.size() - 1;
  const int shift = std::countl_zero(limbs[top]);
  uint64_t bits = limbs[top] << shift;
  size_t below = top;
  bool sticky = false;
  if (shift > 0 && top > 0) {
    below = top - 1;
    bits |= limbs[below] >> (64 - shift);
    sticky = (limbs[below] << shift) != 0;
  }
  for (size_t i = 0; i < below && !sticky; ++i) sticky = limbs[i] != 0;
  return {bits, sticky, static_cast<int64_t>(top) * 64 - shift};
}

// Keeps the `kept` (0 to 53) most significant of 64 bits, ties to even.
uint64_t round_to_bits(uint64_t bits, bool sticky, int kept) {
  const int dropped = 64 - kept;
  const uint64_t quotient = dropped == 64 ? 0 : bits >> dropped;
  const uint64_t rest = dropped == 64 ? bits : bits & ((uint64_t{1} << dropped) - 1);
  const uint64_t half = uint64_t{1} << (dropped - 1);
  const bool up = rest > half || (rest == half && (sticky || (quotient & 1) != 0));
  return quotient + (up ? 1 : 0);
}

// The nearest double; infinity when too large.
double to_nearest(const Leading& value) {
  const int64_t lead = value.exponent + 63;  // exponent of the most significant bit
  if (lead > 1023) return HUGE_VAL;
  const int64_t kept = std::min<int64_t>(53, lead + 1075);  // fewer for subnormals
  if (kept < 0) return 0.0;
  const uint64_t mantissa = round_to_bits(value.bits, value.sticky, static_cast<int>(kept));
  return std::ldexp(static_cast<double>(mantissa), static_cast<int>(lead + 1 - kept));
}

void set_power_of_ten(mpz_ptr out, uint64_t exponent) { mpz_ui_pow_ui(out, 10, exponent); }

}  // namespace

void BigInteger::assign(std::span<const uint64_t> magnitude, bool negative) {
  const auto size = static_cast<mp_size_t>(magnitude.size());
  if (size == 0) return mpz_set_ui(value_, 0);
  std::copy(magnitude.begin(), magnitude.end(), mpz_limbs_write(value_, size));
  mpz_limbs_finish(value_, negative ? -size : size);
}

void add(BigInteger& out, const IntegerView& a, const IntegerView& b) {
  mpz_add(out.mpz(), a.mpz(), b.mpz());
}
void subtract(BigInteger& out, const IntegerView& a, const IntegerView& b) {
  mpz_sub(out.mpz(), a.mpz(), b.mpz());
}
void multiply(BigInteger& out, const IntegerView& a, const IntegerView& b) {
  mpz_mul(out.mpz(), a.mpz(), b.mpz());
}
void negate(BigInteger& out, const IntegerView& a) { mpz_neg(out.mpz(), a.mpz()); }
void absolute(BigInteger& out, const IntegerView& a) { mpz_abs(out.mpz(), a.mpz()); }

void floor_divide(BigInteger& out, const IntegerView& a, const IntegerView& b) {
  mpz_fdiv_q(out.mpz(), a.mpz(), b.mpz());
}
void floor_modulo(BigInteger& out, const IntegerView& a, const IntegerView& b) {
  mpz_fdiv_r(out.mpz(), a.mpz(), b.mpz());
}
void floor_divmod(BigInteger& quotient, BigInteger& remainder, const IntegerView& a, const IntegerView& b) {
  mpz_fdiv_qr(quotient.mpz(), remainder.mpz(), a.mpz(), b.mpz());
}

Error true_divide(double& out, const IntegerView& a, const IntegerView& b) {
  if (b.is_zero()) return Error::zero_division("division by zero");
  const bool negative = (a.sign() < 0) != (b.sign() < 0);
  out = negative ? -0.0 : 0.0;
  if (a.is_zero()) return {};
  const int64_t excess = static_cast<int64_t>(bit_length(a)) - static_cast<int64_t>(bit_length(b));
  const Error too_large = Error::overflow("integer division result too large for a float");
  if (excess > 1025) return too_large;
  if (excess < -1077) return {};
  // Scale so that the integer quotient has 65 or 66 bits: enough to round once, correctly.
  const int64_t scale = 65 - excess;
  BigInteger dividend, divisor, quotient, remainder;
  mpz_mul_2exp(dividend.mpz(), a.mpz(), static_cast<mp_bitcnt_t>(std::max<int64_t>(scale, 0)));
  mpz_mul_2exp(divisor.mpz(), b.mpz(), static_cast<mp_bitcnt_t>(std::max<int64_t>(-scale, 0)));
  mpz_tdiv_qr(quotient.mpz(), remainder.mpz(), dividend.mpz(), divisor.mpz());
  Leading leading = leading_bits(quotient.limbs());
  leading.sticky = leading.sticky || remainder.sign() != 0;
  leading.exponent -= scale;
  const double magnitude = to_nearest(leading);
  if (std::isinf(magnitude)) return too_large;
  out = negative ? -magnitude : magnitude;
  return {};
}

Error power(BigInteger& out, const IntegerView& base, const IntegerView& exponent) {
  const uint64_t base_bits = bit_length(base);
  if (base_bits <= 1) {
    const int64_t small = base.to_int64();  // -1, 0 or 1
    if (exponent.is_zero()) {
      out.assign(1);
    } else {
      out.assign(small == -1 && !exponent.is_odd() ? 1 : small);
    }
    return {};
  }
  uint64_t result_bits;
  if (!exponent.fits_int64() || __builtin_mul_overflow(base_bits - 1, exponent.to_int64(), &result_bits) ||
      result_bits > kMaxIntegerBits) {
    return Error::memory();
  }
  mpz_pow_ui(out.mpz(), base.mpz(), static_cast<unsigned long>(exponent.to_int64()));
  return {};
}

Error power_modulo(BigInteger& out, const IntegerView& base, const IntegerView& exponent,
                   const IntegerView& modulus) {
  if (modulus.is_zero()) return Error::value("pow() 3rd argument cannot be 0");
  if (bit_length(modulus) == 1) return out.assign(0), Error();
  BigInteger factor, result;
  mpz_set(factor.mpz(), base.mpz());
  if (exponent.sign() < 0 && mpz_invert(factor.mpz(), base.mpz(), modulus.mpz()) == 0) {
    return Error::value("base is not invertible for the given modulus");
  }
  BigInteger magnitude;
  mpz_abs(magnitude.mpz(), exponent.mpz());
  mpz_powm(result.mpz(), factor.mpz(), magnitude.mpz(), modulus.mpz());
  mpz_fdiv_r(out.mpz(), result.mpz(), modulus.mpz());
  return {};
}

void round_to_tens(BigInteger& out, const IntegerView& a, const IntegerView& ndigits) {
  if (ndigits.sign() >= 0) return mpz_set(out.mpz(), a.mpz());
  const uint64_t most_digits = bit_length(a) / 3 + 2;
  if (!ndigits.fits_int64() || static_cast<uint64_t>(-(ndigits.to_int64() + 1)) >= most_digits)
    return out.assign(0);
  BigInteger unit, quotient, remainder;
  set_power_of_ten(unit.mpz(), static_cast<uint64_t>(-ndigits.to_int64()));
  mpz_fdiv_qr(quotient.mpz(), remainder.mpz(), a.mpz(), unit.mpz());
  mpz_mul_2exp(remainder.mpz(), remainder.mpz(), 1);
  const int order = mpz_cmp(remainder.mpz(), unit.mpz());
  if (order > 0 || (order == 0 && mpz_odd_p(quotient.mpz()) != 0)) {
    mpz_add_ui(quotient.mpz(), quotient.mpz(), 1);
  }
  mpz_mul(out.mpz(), quotient.mpz(), unit.mpz());
}

void bit_and(BigInteger& out, const IntegerView& a, const IntegerView& b) {
  mpz_and(out.mpz(), a.mpz(), b.mpz());
}
void bit_or(BigInteger& out, const IntegerView& a, const IntegerView& b) {
  mpz_ior(out.mpz(), a.mpz(), b.mpz());
}
void bit_xor(BigInteger& out, const IntegerView& a, const IntegerView& b) {
  mpz_xor(out.mpz(), a.mpz(), b.mpz());
}
void bit_not(BigInteger& out, const IntegerView& a) { mpz_com(out.mpz(), a.mpz()); }

Error shift_left(BigInteger& out, const IntegerView& a, const IntegerView& count) {
  if (count.sign() < 0) return Error::value("negative shift count");
  if (a.is_zero()) return out.assign(0), Error();
  if (!count.fits_int64()) return Error::overflow("too many digits in integer");
  const auto bits = static_cast<uint64_t>(count.to_int64());
  if (bits > kMaxIntegerBits || bits + bit_length(a) > kMaxIntegerBits) return Error::memory();
  mpz_mul_2exp(out.mpz(), a.mpz(), bits);
  return {};
}

Error shift_right(BigInteger& out, const IntegerView& a, const IntegerView& count) {
  if (count.sign() < 0) return Error::value("negative shift count");
  if (!count.fits_int64()) return out.assign(a.sign() < 0 ? -1 : 0), Error();
  mpz_fdiv_q_2exp(out.mpz(), a.mpz(), static_cast<mp_bitcnt_t>(count.to_int64()));
  return {};
}

uint64_t bit_length(const IntegerView& a) { return a.is_zero() ? 0 : mpz_sizeinbase(a.mpz(), 2); }

uint64_t bit_count(const IntegerView& a) {
  const auto limbs = a.limbs();
  return limbs.empty() ? 0 : mpn_popcount(limbs.data(), static_cast<mp_size_t>(limbs.size()));
}

int compare(const IntegerView& a, const IntegerView& b) { return mpz_cmp(a.mpz(), b.mpz()); }
int compare(const IntegerView& a, double b) { return mpz_cmp_d(a.mpz(), b); }

void greatest_common_divisor(BigInteger& out, const IntegerView& a, const IntegerView& b) {
  mpz_gcd(out.mpz(), a.mpz(), b.mpz());
}
void least_common_multiple(BigInteger& out, const IntegerView& a, const IntegerView& b) {
  mpz_lcm(out.mpz(), a.mpz(), b.mpz());
}
void integer_square_root(BigInteger& out, const IntegerView& a) { mpz_sqrt(out.mpz(), a.mpz()); }

Error to_double(double& out, const IntegerView& a) {
  if (a.is_zero()) return out = 0.0, Error();
  const double magnitude = to_nearest(leading_bits(a.limbs()));
  if (std::isinf(magnitude)) return Error::overflow("int too large to convert to float");
  out = a.sign() < 0 ? -magnitude : magnitude;
  return {};
}

Error from_double(BigInteger& out, double value) {
  if (std::isnan(value)) return Error::value("cannot convert float NaN to integer");
  if (std::isinf(value)) return Error::overflow("cannot convert float infinity to integer");
  mpz_set_d(out.mpz(), value);
  return {};
}

double to_mantissa_exponent(const IntegerView& a, int64_t& exponent) {
  exponent = 0;
  if (a.is_zero()) return 0.0;
  const Leading leading = leading_bits(a.limbs());
  double mantissa = std::ldexp(static_cast<double>(round_to_bits(leading.bits, leading.sticky, 53)), -53);
  exponent = leading.exponent + 64;
  if (mantissa == 1.0) {  // rounded up to a power of two
    mantissa = 0.5;
    ++exponent;
  }
  return a.sign() < 0 ? -mantissa : mantissa;
}

Error to_bytes(std::span<uint8_t> out, const IntegerView& a, bool little_endian, bool is_signed) {
  const bool negative = a.sign() < 0;
  if (negative && !is_signed) return Error::overflow("can't convert negative int to unsigned");
  BigInteger bits;
  if (negative) {
    bit_not(bits, a);
  } else {
    mpz_set(bits.mpz(), a.mpz());
  }
  const uint64_t needed = bit_length(bits);
  if (needed > 0 && needed + (is_signed ? 1 : 0) > uint64_t{8} * out.size()) {
    return Error::overflow("int too big to convert");
  }
  std::fill(out.begin(), out.end(), uint8_t{0});
  mpz_export(out.data(), nullptr, -1, 1, 0, 0, bits.mpz());
  if (negative)
    std::transform(out.begin(), out.end(), out.begin(),
                   [](uint8_t byte) { return static_cast<uint8_t>(~byte); });
  if (!little_endian) std::reverse(out.begin(), out.end());
  return {};
}

void from_bytes(BigInteger& out, std::span<const uint8_t> bytes, bool little_endian, bool is_signed) {
  mpz_import(out.mpz(), bytes.size(), little_endian ? -1 : 1, 1, 0, 0, bytes.data());
  if (!is_signed || bytes.empty() || (little_endian ? bytes.back() : bytes.front()) < 0x80) return;
  BigInteger wrap(1);
  mpz_mul_2exp(wrap.mpz(), wrap.mpz(), 8 * bytes.size());
  mpz_sub(out.mpz(), out.mpz(), wrap.mpz());
}

}  // namespace midden::numeric
