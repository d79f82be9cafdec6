// int_binary: words first, limbs when they overflow.

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/floats.h"
#include "workloads/interpreter/builtins/integers.h"
#include "workloads/interpreter/builtins/library_errors.h"
#include "workloads/interpreter/builtins/two_limb_integers.h"
#include "workloads/interpreter/numeric/checked_int.h"

namespace midden::python {
namespace {

using numeric::BigInteger;

Owned raise_zero_division(Vm& vm, const char* message) {
  return raise(vm, ExceptionClass::ZeroDivisionError, "%s", message);
}

constexpr const char* kDivisionByZero = "integer division or modulo by zero";
constexpr const char* kModuloByZero = "integer modulo by zero";

// Both operands are exactly representable as doubles below this.
constexpr std::int64_t kExactDouble = std::int64_t{1} << 53;
bool is_exact_double(std::int64_t value) { return value >= -kExactDouble && value <= kExactDouble; }

// a ** b with b negative is a float.
Owned negative_power(Vm& vm, Value left, Value right) {
  double base;
  double exponent;
  if (!int_to_double(vm, left, &base) || !int_to_double(vm, right, &exponent)) return nullptr;
  return float_power(vm, base, exponent);
}

Owned make_pair(Vm& vm, const Local& first, Owned&& second) {
  const Local rooted(vm, std::move(second));
  if (!rooted) return nullptr;
  return make_tuple(vm, {first.get(), rooted.get()});
}

Owned divmod_pair(Vm& vm, const BigInteger& quotient, const BigInteger& remainder) {
  const Local first(vm, make_int(vm, quotient));
  if (!first) return nullptr;
  return make_pair(vm, first, make_int(vm, remainder));
}

Owned big_binary(Vm& vm, BinaryOperator op, Value left, Value right) {
  if (TwoWords x, y, result;
      int_to_two_words(left, &x) && int_to_two_words(right, &y) && two_words_binary(op, x, y, &result)) {
    return make_int(vm, result);
  }
  const numeric::IntegerView a = int_view(left);
  const numeric::IntegerView b = int_view(right);
  BigInteger out;
  numeric::Error error;
  switch (op) {
    case BinaryOperator::add:
      numeric::add(out, a, b);
      break;
    case BinaryOperator::subtract:
      numeric::subtract(out, a, b);
      break;
    case BinaryOperator::multiply:
      numeric::multiply(out, a, b);
      break;
    case BinaryOperator::true_divide: {
      double quotient;
      error = numeric::true_divide(quotient, a, b);
      if (error) return raise_error(vm, error);
      return make_float(vm, quotient);
    }
    case BinaryOperator::floor_divide:
      if (b.is_zero()) return raise_zero_division(vm, kDivisionByZero);
      numeric::floor_divide(out, a, b);
      break;
    case BinaryOperator::modulo:
      if (b.is_zero()) return raise_zero_division(vm, kModuloByZero);
      numeric::floor_modulo(out, a, b);
      break;
    case BinaryOperator::divmod: {
      if (b.is_zero()) return raise_zero_division(vm, kDivisionByZero);
      BigInteger remainder;
      numeric::floor_divmod(out, remainder, a, b);
      return divmod_pair(vm, out, remainder);
    }
    case BinaryOperator::power:
      if (b.sign() < 0) return negative_power(vm, left, right);
      error = numeric::power(out, a, b);
      break;
    case BinaryOperator::left_shift:
      error = numeric::shift_left(out, a, b);
      break;
    case BinaryOperator::right_shift:
      error = numeric::shift_right(out, a, b);
      break;
    case BinaryOperator::bit_and:
      numeric::bit_and(out, a, b);
      break;
    case BinaryOperator::bit_or:
      numeric::bit_or(out, a, b);
      break;
    case BinaryOperator::bit_xor:
      numeric::bit_xor(out, a, b);
      break;
    case BinaryOperator::matrix_multiply:
      return retain(Value::not_implemented());
  }
  if (error) return raise_error(vm, error);
  return make_int(vm, out);
}

}  // namespace

Owned int_binary(Vm& vm, BinaryOperator op, Value left, Value right) {
  if (!is_small_int(left) || !is_small_int(right)) return big_binary(vm, op, left, right);
  const std::int64_t a = small_int(left);
  const std::int64_t b = small_int(right);
  std::int64_t out = 0;
  bool fits = false;
  switch (op) {
    case BinaryOperator::add:
      fits = numeric::checked_add(a, b, out);
      break;
    case BinaryOperator::subtract:
      fits = numeric::checked_sub(a, b, out);
      break;
    case BinaryOperator::multiply:
      fits = numeric::checked_mul(a, b, out);
      break;
    case BinaryOperator::true_divide:
      if (b != 0 && is_exact_double(a) && is_exact_double(b)) {
        return make_float(vm, static_cast<double>(a) / static_cast<double>(b));
      }
      break;
    case BinaryOperator::floor_divide:
      fits = b != 0 && numeric::checked_floor_div(a, b, out);
      break;
    case BinaryOperator::modulo:
      if (b != 0) {
        out = numeric::floor_mod(a, b);
        fits = true;
      }
      break;
    case BinaryOperator::divmod:
      if (b != 0 && numeric::checked_floor_div(a, b, out)) {
        const Local quotient(vm, make_int(vm, out));
        if (!quotient) return nullptr;
        return make_pair(vm, quotient, make_int(vm, numeric::floor_mod(a, b)));
      }
      break;
    case BinaryOperator::power:
      fits = b >= 0 && numeric::checked_pow(a, b, out);
      break;
    case BinaryOperator::left_shift:
      fits = b >= 0 && numeric::checked_shift_left(a, b, out);
      break;
    case BinaryOperator::right_shift:
      if (b >= 0) {
        out = numeric::shift_right(a, b);
        fits = true;
      }
      break;
    case BinaryOperator::bit_and:
      out = a & b;
      fits = true;
      break;
    case BinaryOperator::bit_or:
      out = a | b;
      fits = true;
      break;
    case BinaryOperator::bit_xor:
      out = a ^ b;
      fits = true;
      break;
    case BinaryOperator::matrix_multiply:
      break;
  }
  if (fits) [[likely]]
    return make_int(vm, out);
  return big_binary(vm, op, left, right);
}

Owned int_power_modulo(Vm& vm, Value base, Value exponent, Value modulus) {
  numeric::BigInteger out;
  const auto error = numeric::power_modulo(out, int_view(base), int_view(exponent), int_view(modulus));
  if (error) return raise_error(vm, error);
  return make_int(vm, out);
}

}  // namespace midden::python
