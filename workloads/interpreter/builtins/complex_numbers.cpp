#include "workloads/interpreter/builtins/complex_numbers.h"

#include <cmath>

#include "workloads/interpreter/builtins/floats.h"
#include "workloads/interpreter/builtins/integers.h"
#include "workloads/interpreter/builtins/library_errors.h"

namespace midden::python {
namespace {

ComplexValue multiply(ComplexValue a, ComplexValue b) {
  return {a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real};
}

// By repeated squaring, as small whole exponents are taken: exact where the general formula is not.
ComplexValue whole_power(ComplexValue base, long exponent) {
  ComplexValue result{1.0, 0.0};
  for (; exponent > 0; exponent >>= 1) {
    if (exponent & 1) result = multiply(result, base);
    base = multiply(base, base);
  }
  return result;
}

ComplexValue general_power(ComplexValue base, ComplexValue exponent) {
  const double magnitude = std::hypot(base.real, base.imaginary);
  const double angle = std::atan2(base.imaginary, base.real);
  double length = std::pow(magnitude, exponent.real);
  double phase = angle * exponent.real;
  if (exponent.imaginary != 0.0) {
    length /= std::exp(angle * exponent.imaginary);
    phase += exponent.imaginary * std::log(magnitude);
  }
  return {length * std::cos(phase), length * std::sin(phase)};
}

}  // namespace

ComplexValue complex_quotient(ComplexValue a, ComplexValue b) {
  // Smith's method: scale by the larger part of the divisor.
  if (std::fabs(b.real) >= std::fabs(b.imaginary)) {
    const double ratio = b.imaginary / b.real;
    const double denominator = b.real + b.imaginary * ratio;
    return {(a.real + a.imaginary * ratio) / denominator, (a.imaginary - a.real * ratio) / denominator};
  }
  if (std::fabs(b.imaginary) >= std::fabs(b.real)) {
    const double ratio = b.real / b.imaginary;
    const double denominator = b.real * ratio + b.imaginary;
    return {(a.real * ratio + a.imaginary) / denominator, (a.imaginary * ratio - a.real) / denominator};
  }
  return {NAN, NAN};
}

bool to_complex(Vm& vm, Value value, ComplexValue* result, bool* error) {
  *error = false;
  if (const Complex* number = unwrap_as<Complex>(value, Kind::Complex)) {
    *result = {number->real, number->imaginary};
    return true;
  }
  if (const Float* number = unwrap_as<Float>(value, Kind::Float)) {
    *result = {number->value, 0.0};
    return true;
  }
  const Value integer = as_int(vm, value);
  if (!integer) return false;
  result->imaginary = 0.0;
  *error = !int_to_double(vm, integer, &result->real);
  return !*error;
}

Owned complex_power(Vm& vm, ComplexValue base, ComplexValue exponent) {
  if (exponent.real == 0.0 && exponent.imaginary == 0.0) return make_complex(vm, 1.0, 0.0);
  if (base.real == 0.0 && base.imaginary == 0.0) {
    if (exponent.imaginary != 0.0 || exponent.real < 0.0) {
      return raise(vm, ExceptionClass::ZeroDivisionError, "0.0 to a negative or complex power");
    }
    return make_complex(vm, 0.0, 0.0);
  }
  ComplexValue result;
  if (exponent.imaginary == 0.0 && exponent.real == std::floor(exponent.real) &&
      std::fabs(exponent.real) <= 100.0) {
    const long whole = static_cast<long>(exponent.real);
    result = whole > 0 ? whole_power(base, whole) : complex_quotient({1.0, 0.0}, whole_power(base, -whole));
  } else {
    result = general_power(base, exponent);
  }
  if (std::isinf(result.real) || std::isinf(result.imaginary)) {
    return raise(vm, ExceptionClass::OverflowError, "complex exponentiation");
  }
  return make_complex(vm, result.real, result.imaginary);
}

}  // namespace midden::python
