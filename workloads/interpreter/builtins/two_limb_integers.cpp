#include "workloads/interpreter/builtins/two_limb_integers.h"

namespace midden::python {

Owned make_int(Vm& vm, TwoWords value) {
  if (value >= INT64_MIN && value <= INT64_MAX) return make_int(vm, static_cast<std::int64_t>(value));
  const auto bits = static_cast<unsigned __int128>(value);
  const unsigned __int128 magnitude = value < 0 ? -bits : bits;
  const auto high = static_cast<std::uint64_t>(magnitude >> 64);
  const std::int64_t count = high ? 2 : 1;
  BigInt* object = allocate_extent<BigInt>(
      vm, Kind::Int, 0, sizeof(BigInt) - sizeof(ExtentObject) + static_cast<std::uint64_t>(count) * 8);
  if (!object) return nullptr;
  object->signed_limb_count = value < 0 ? -count : count;
  object->limbs[0] = static_cast<std::uint64_t>(magnitude);
  if (high) object->limbs[1] = high;
  return adopt(object);
}

namespace {

bool fits_a_word(TwoWords value) { return value >= INT64_MIN && value <= INT64_MAX; }

// Rounds towards minus infinity; b is not zero.
void floor_divmod(TwoWords a, TwoWords b, TwoWords* quotient, TwoWords* remainder) {
  if (b > 0 && a >= 0 && a <= TwoWords{UINT64_MAX} && b <= TwoWords{UINT64_MAX}) {
    *quotient = static_cast<std::uint64_t>(a) / static_cast<std::uint64_t>(b);
    *remainder = static_cast<std::uint64_t>(a) % static_cast<std::uint64_t>(b);
    return;
  }
  *quotient = a / b;
  *remainder = a - *quotient * b;
  if (*remainder != 0 && (*remainder < 0) != (b < 0)) {
    --*quotient;
    *remainder += b;
  }
}

}  // namespace

bool two_words_binary(BinaryOperator op, TwoWords a, TwoWords b, TwoWords* result) {
  // Operands have no more than 127 bits, so their magnitudes and sums are never the least TwoWords.
  TwoWords other;
  switch (op) {
    case BinaryOperator::add:
      return !__builtin_add_overflow(a, b, result);
    case BinaryOperator::subtract:
      return !__builtin_sub_overflow(a, b, result);
    case BinaryOperator::multiply:
      return !__builtin_mul_overflow(a, b, result);
    case BinaryOperator::floor_divide:
      if (b == 0) return false;
      floor_divmod(a, b, result, &other);
      return true;
    case BinaryOperator::modulo:
      if (b == 0) return false;
      floor_divmod(a, b, &other, result);
      return true;
    case BinaryOperator::left_shift:
      if (b < 0 || b > 63 || !fits_a_word(a)) return false;
      *result = a * (TwoWords{1} << static_cast<int>(b));
      return true;
    case BinaryOperator::right_shift:
      if (b < 0) return false;
      *result = a >> static_cast<int>(b > 127 ? 127 : b);
      return true;
    case BinaryOperator::bit_and:
      *result = a & b;
      return true;
    case BinaryOperator::bit_or:
      *result = a | b;
      return true;
    case BinaryOperator::bit_xor:
      *result = a ^ b;
      return true;
    default:
      return false;
  }
}

}  // namespace midden::python
