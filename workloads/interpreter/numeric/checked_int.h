// Python's integer arithmetic on int64_t, for the interpreter's fast paths: every function returns false when
// the result does not fit (or the divisor is zero where said), and the caller takes the BigInteger road.
#pragma once

#include <cstdint>

namespace midden::numeric {

inline bool checked_add(int64_t a, int64_t b, int64_t& out) { return !__builtin_add_overflow(a, b, &out); }
inline bool checked_sub(int64_t a, int64_t b, int64_t& out) { return !__builtin_sub_overflow(a, b, &out); }
inline bool checked_mul(int64_t a, int64_t b, int64_t& out) { return !__builtin_mul_overflow(a, b, &out); }

// b must not be 0. Only INT64_MIN // -1 overflows.
inline bool checked_floor_div(int64_t a, int64_t b, int64_t& out) {
  if (b == -1) return checked_sub(0, a, out);
  int64_t quotient = a / b;
  if (a % b != 0 && (a ^ b) < 0) --quotient;
  out = quotient;
  return true;
}

// b must not be 0; the result has the sign of b and always fits.
inline int64_t floor_mod(int64_t a, int64_t b) {
  if (b == -1) return 0;
  int64_t remainder = a % b;
  if (remainder != 0 && (remainder ^ b) < 0) remainder += b;
  return remainder;
}

// count must be >= 0.
inline bool checked_shift_left(int64_t a, int64_t count, int64_t& out) {
  if (a == 0) return out = 0, true;
  if (count >= 63) return false;
  const int64_t shifted = static_cast<int64_t>(static_cast<uint64_t>(a) << count);
  out = shifted;
  return (shifted >> count) == a;
}

// count must be >= 0.
inline int64_t shift_right(int64_t a, int64_t count) { return a >> (count > 63 ? 63 : count); }

// exponent must be >= 0.
inline bool checked_pow(int64_t base, int64_t exponent, int64_t& out) {
  int64_t result = 1;
  while (true) {
    if (exponent & 1) {
      if (!checked_mul(result, base, result)) return false;
    }
    exponent >>= 1;
    if (exponent == 0) break;
    if (!checked_mul(base, base, base)) return false;
  }
  out = result;
  return true;
}

}  // namespace midden::numeric
