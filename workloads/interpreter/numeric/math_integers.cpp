#include <cmath>

#include "workloads/interpreter/numeric/math_functions.h"

namespace midden::numeric {
namespace {

const char kLimit[] = "9223372036854775807";

// n * (n - 1) * … * (n - count + 1), halved so that the factors stay of one size.
void falling_product(BigInteger& out, const BigInteger& n, uint64_t count) {
  if (count <= 8) {
    BigInteger factor = n;
    out.assign(1);
    for (uint64_t i = 0; i < count; ++i) {
      mpz_mul(out.mpz(), out.mpz(), factor.mpz());
      mpz_sub_ui(factor.mpz(), factor.mpz(), 1);
    }
    return;
  }
  const uint64_t half = count / 2;
  BigInteger lower, rest;
  falling_product(out, n, half);
  mpz_sub_ui(rest.mpz(), n.mpz(), half);
  falling_product(lower, rest, count - half);
  mpz_mul(out.mpz(), out.mpz(), lower.mpz());
}

bool too_large(uint64_t factors, uint64_t bits_each) {
  uint64_t bits;
  return __builtin_mul_overflow(factors, bits_each, &bits) || bits > kMaxIntegerBits;
}

Error check_arguments(const IntegerView& n, const IntegerView& k) {
  if (n.sign() < 0) return Error::value("n must be a non-negative integer");
  if (k.sign() < 0) return Error::value("k must be a non-negative integer");
  return {};
}

}  // namespace

Error factorial(BigInteger& out, const IntegerView& n) {
  if (n.sign() < 0) return Error::value("factorial() not defined for negative values");
  if (!n.fits_int64())
    return Error::overflow(std::string("factorial() argument should not exceed ") + kLimit);
  const auto small = static_cast<uint64_t>(n.to_int64());
  if (too_large(small, bit_length(n))) return Error::memory();
  mpz_fac_ui(out.mpz(), small);
  return {};
}

Error combinations(BigInteger& out, const IntegerView& n, const IntegerView& k) {
  if (Error error = check_arguments(n, k)) return error;
  BigInteger other;
  subtract(other, n, k);
  if (other.sign() < 0) return out.assign(0), Error();
  // C(n, k) == C(n, n - k): take the smaller.
  if (compare(k, other) < 0) mpz_set(other.mpz(), k.mpz());
  if (!other.fits_int64()) {
    return Error::overflow(std::string("min(n - k, k) must not exceed ") + kLimit);
  }
  const auto smaller = static_cast<uint64_t>(other.to_int64());
  const uint64_t bits_each =
      bit_length(n) - (smaller > 1 ? bit_length(IntegerView(other.to_int64())) - 1 : 0) + 2;
  if (too_large(smaller, bits_each)) return Error::memory();
  mpz_bin_ui(out.mpz(), n.mpz(), smaller);
  return {};
}

Error permutations(BigInteger& out, const IntegerView& n, const IntegerView& k) {
  if (Error error = check_arguments(n, k)) return error;
  if (compare(n, k) < 0) return out.assign(0), Error();
  if (!k.fits_int64()) return Error::overflow(std::string("k must not exceed ") + kLimit);
  const auto count = static_cast<uint64_t>(k.to_int64());
  if (too_large(count, bit_length(n))) return Error::memory();
  BigInteger first, product;
  mpz_set(first.mpz(), n.mpz());
  falling_product(product, first, count);
  out = std::move(product);
  return {};
}

Error isqrt(BigInteger& out, const IntegerView& n) {
  if (n.sign() < 0) return Error::value("isqrt() argument must be nonnegative");
  integer_square_root(out, n);
  return {};
}

Error floor_to_integer(BigInteger& out, double x) { return from_double(out, std::floor(x)); }
Error ceil_to_integer(BigInteger& out, double x) { return from_double(out, std::ceil(x)); }

}  // namespace midden::numeric
