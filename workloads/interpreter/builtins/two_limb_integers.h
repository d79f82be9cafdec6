#pragma once

// Arithmetic on ints that need an object and yet few bits: hashes, random numbers, checksums of 64 bits and
// their products. In two machine words they need neither GMP nor its memory.

#include "workloads/interpreter/builtins/integers.h"

namespace midden::python {

using TwoWords = __int128;

// False: more than 127 bits.
inline bool int_to_two_words(Value integer, TwoWords* result) {
  if (is_small_int(integer)) {
    *result = small_int(integer);
    return true;
  }
  const BigInt* big = integer.as<BigInt>();
  const std::int64_t count = big->signed_limb_count;
  if (count < -2 || count > 2) return false;
  unsigned __int128 magnitude = big->limbs[0];
  if (count == 2 || count == -2) {
    if (big->limbs[1] >> 63) return false;
    magnitude |= static_cast<unsigned __int128>(big->limbs[1]) << 64;
  }
  *result = count < 0 ? -static_cast<TwoWords>(magnitude) : static_cast<TwoWords>(magnitude);
  return true;
}

Owned make_int(Vm& vm, TwoWords value);

// a op b, as far as it is cheap and the result has no more than 127 bits; the divisor may be zero. False: the
// general code must do it. Knows +, -, *, //, %, <<, >>, &, |, ^.
bool two_words_binary(BinaryOperator op, TwoWords a, TwoWords b, TwoWords* result);

}  // namespace midden::python
