#pragma once

// Python's int. A value that fits the configuration's small form is always in it, so that equal small
// integers need no look at limbs.

#include "workloads/interpreter/numeric/big_integer.h"
#include "workloads/interpreter/vm/heap_access.h"

namespace midden::python {

inline bool is_small_int(Value value) {
  if constexpr (Model::kUnboxedIntegers) {
    return Model::is_small_integer(value.bits);
  } else {
    return value.object()->header.kind == static_cast<KindNumber>(Kind::Int) && !value.object()->has_extent();
  }
}
// is_small_int(value) holds.
inline std::int64_t small_int(Value value) {
  if constexpr (Model::kUnboxedIntegers) {
    return Model::small_integer(value.bits);
  } else {
    return value.as<SmallInt>()->value;
  }
}
// Exact int of either form; bool is not (see as_int).
inline bool is_int(Value value) { return is_small_int(value) || value.is(Kind::Int); }

// The slow half of make_int: what fits no word (tagged) or is not cached (boxed).
Owned make_int_object(Vm& vm, std::int64_t value);
inline Owned make_int(Vm& vm, std::int64_t value) {
  if constexpr (Model::kUnboxedIntegers) {
    if (value >= Model::kSmallIntegerMin && value <= Model::kSmallIntegerMax) [[likely]] {
      return Owned::adopt(Value{Model::from_small_integer(value)});
    }
    return make_int_object(vm, value);
  } else {
    if (value >= -5 && value <= 256) return Owned::retain(vm.small_integers[value + 5]);
    SmallInt* object = allocate<SmallInt>(vm, Kind::Int);
    if (!object) [[unlikely]]
      return nullptr;
    object->value = value;
    return adopt(object);
  }
}
Owned make_uint(Vm& vm, std::uint64_t value);
Owned make_int(Vm& vm, const numeric::BigInteger& value);
// An exact int of either form as the numeric library sees it; valid until the next allocation.
inline numeric::IntegerView int_view(Value integer) {
  if (is_small_int(integer)) return {small_int(integer)};
  const BigInt* big = integer.as<BigInt>();
  const std::int64_t count = big->signed_limb_count;
  return {std::span(big->limbs, static_cast<std::size_t>(count < 0 ? -count : count)), count < 0};
}
// The value when it fits (an exact int).
bool int_to_int64(Value integer, std::int64_t* result);

// int, bool, or an instance of a class derived from int: the plain int; null for anything else. Borrowed, no
// allocation in `tagged`; for bool the constants 0 and 1.
Value as_int(const Vm& vm, Value value);

// operator.index(value): an exact int. TypeError "'T' object cannot be interpreted as an integer".
Owned index_to_int(Vm& vm, Value value);
// int(value) of a number: __int__, __index__, __trunc__. Null without a pending exception: it has none.
Owned number_to_int(Vm& vm, Value value);
// Truncates; ValueError or OverflowError for NaN and infinity.
Owned int_from_double(Vm& vm, double value);

// Decimal text as repr() gives it; ValueError above sys.set_int_max_str_digits.
Owned int_to_str(Vm& vm, Value integer);
// int(text, base) with CPython's rules and errors.
Owned int_from_text(Vm& vm, text::StringView text, int base);
// From a literal of the compiler: decimal or 0x… digits of any length.
Owned int_from_literal(Vm& vm, const std::string& digits);
// Arithmetic on exact ints of any size (not bools): op is any of BinaryOperator but matrix_multiply.
Owned int_binary(Vm& vm, BinaryOperator op, Value left, Value right);
// pow(base, exponent, modulus) of exact ints.
Owned int_power_modulo(Vm& vm, Value base, Value exponent, Value modulus);
int int_compare(Value left, Value right);  // <0, 0, >0
std::int64_t int_hash(Value integer);
bool int_to_double(Vm& vm, Value integer, double* result);  // OverflowError

}  // namespace midden::python
