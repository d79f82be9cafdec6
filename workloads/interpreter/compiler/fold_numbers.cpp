#include "workloads/interpreter/compiler/fold_numbers.h"

#include <cmath>

#include "workloads/interpreter/compiler/constant_folding.h"
#include "workloads/interpreter/numeric/big_integer.h"
#include "workloads/interpreter/numeric/float_text.h"

namespace midden::compiler {

using numeric::BigInteger;
using syntax::BinaryOperator;
using Type = ConstantValue::Type;
using Folded = std::optional<ConstantValue>;

namespace {

constexpr std::uint64_t kMaxBits = 128;

BigInteger integer_of(const ConstantValue& value) {
  if (value.type == Type::integer) return BigInteger(value.integer);
  if (value.type != Type::big_integer) return BigInteger(value.type == Type::true_);
  BigInteger number;
  numeric::parse_integer(number, value.text, 0, 0);
  return number;
}

ConstantValue integer_constant(const BigInteger& number) {
  if (number.fits_int64()) return int_constant(number.to_int64());
  BigInteger magnitude;
  numeric::absolute(magnitude, number);
  ConstantValue constant;
  constant.type = Type::big_integer;
  constant.text = number.negative() ? "-0x" : "0x";
  // Base 16 knows no limit of digits.
  if (numeric::append_integer(constant.text, magnitude, 16)) return int_constant(0);
  return constant;
}

ConstantValue float_constant(double value) {
  ConstantValue constant;
  constant.type = Type::floating;
  constant.floating = value;
  return constant;
}

Folded fold_floats(BinaryOperator op, double a, double b) {
  switch (op) {
    case BinaryOperator::kAdd:
      return float_constant(a + b);
    case BinaryOperator::kSub:
      return float_constant(a - b);
    case BinaryOperator::kMult:
      return float_constant(a * b);
    case BinaryOperator::kDiv:
      return b == 0 ? Folded{} : float_constant(a / b);
    case BinaryOperator::kFloorDiv:
      return b == 0 ? Folded{} : float_constant(numeric::float_floor_divide(a, b));
    case BinaryOperator::kMod:
      return b == 0 ? Folded{} : float_constant(numeric::float_modulo(a, b));
    case BinaryOperator::kPow: {
      double power;
      bool is_complex = false;
      if (numeric::float_power(a, b, power, is_complex) || is_complex) return {};
      return float_constant(power);
    }
    default:
      return {};
  }
}

Folded fold_integers(BinaryOperator op, const BigInteger& a, const BigInteger& b) {
  BigInteger result;
  std::uint64_t bits_a = numeric::bit_length(a), bits_b = numeric::bit_length(b);
  switch (op) {
    case BinaryOperator::kAdd:
      numeric::add(result, a, b);
      break;
    case BinaryOperator::kSub:
      numeric::subtract(result, a, b);
      break;
    case BinaryOperator::kMult:
      if (bits_a + bits_b > kMaxBits) return {};
      numeric::multiply(result, a, b);
      break;
    case BinaryOperator::kFloorDiv:
    case BinaryOperator::kMod:
      if (b.sign() == 0) return {};
      if (op == BinaryOperator::kMod) {
        numeric::floor_modulo(result, a, b);
      } else {
        numeric::floor_divide(result, a, b);
      }
      break;
    case BinaryOperator::kDiv: {
      double quotient;
      if (b.sign() == 0 || numeric::true_divide(quotient, a, b)) return {};
      return float_constant(quotient);
    }
    case BinaryOperator::kPow: {
      if (b.negative()) {
        double base, exponent;
        if (numeric::to_double(base, a) || numeric::to_double(exponent, b)) return {};
        return fold_floats(op, base, exponent);
      }
      if (!b.fits_int64()) return {};
      if (b.sign() > 0 && bits_a > kMaxBits / static_cast<std::uint64_t>(b.to_int64())) return {};
      if (numeric::power(result, a, b)) return {};
      break;
    }
    case BinaryOperator::kLShift:
      if (b.negative() || !b.fits_int64() || static_cast<std::uint64_t>(b.to_int64()) > kMaxBits) return {};
      if (bits_a > kMaxBits - static_cast<std::uint64_t>(b.to_int64()) || numeric::shift_left(result, a, b))
        return {};
      break;
    case BinaryOperator::kRShift:
      if (b.negative() || numeric::shift_right(result, a, b)) return {};
      break;
    case BinaryOperator::kBitAnd:
      numeric::bit_and(result, a, b);
      break;
    case BinaryOperator::kBitOr:
      numeric::bit_or(result, a, b);
      break;
    case BinaryOperator::kBitXor:
      numeric::bit_xor(result, a, b);
      break;
    case BinaryOperator::kMatMult:
      return {};
  }
  return integer_constant(result);
}

bool to_double(const ConstantValue& value, double& result) {
  if (value.type == Type::floating) {
    result = value.floating;
    return true;
  }
  return !numeric::to_double(result, integer_of(value));
}

}  // namespace

bool is_integer(const ConstantValue& value) {
  return value.type == Type::integer || value.type == Type::big_integer || value.type == Type::true_ ||
         value.type == Type::false_;
}

bool is_number(const ConstantValue& value) { return is_integer(value) || value.type == Type::floating; }

Folded fold_numbers(BinaryOperator op, const ConstantValue& left, const ConstantValue& right) {
  if (is_integer(left) && is_integer(right)) {
    auto is_bool = [](const ConstantValue& value) {
      return value.type == Type::true_ || value.type == Type::false_;
    };
    bool logical =
        op == BinaryOperator::kBitAnd || op == BinaryOperator::kBitOr || op == BinaryOperator::kBitXor;
    if (logical && is_bool(left) && is_bool(right)) {
      bool a = is_true(left), b = is_true(right);
      return bool_constant(op == BinaryOperator::kBitAnd  ? a && b
                           : op == BinaryOperator::kBitOr ? a || b
                                                          : a != b);
    }
    return fold_integers(op, integer_of(left), integer_of(right));
  }
  double a, b;
  if (!to_double(left, a) || !to_double(right, b)) return {};
  return fold_floats(op, a, b);
}

Folded negated(const ConstantValue& value) {
  if (value.type == Type::floating) return float_constant(-value.floating);
  BigInteger result;
  numeric::negate(result, integer_of(value));
  return integer_constant(result);
}

Folded inverted(const ConstantValue& value) {
  if (!is_integer(value)) return {};
  BigInteger result;
  numeric::bit_not(result, integer_of(value));
  return integer_constant(result);
}

}  // namespace midden::compiler
