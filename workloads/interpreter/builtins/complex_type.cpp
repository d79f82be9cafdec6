#include <cmath>

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/complex_numbers.h"
#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/floats.h"
#include "workloads/interpreter/builtins/library_errors.h"
#include "workloads/interpreter/text/format_spec.h"
#include "workloads/interpreter/text/hash.h"
#include "workloads/interpreter/text/number_text.h"

namespace midden::python {
namespace {

ComplexValue value_of(Value self) {
  const Complex* number = unwrap_as<Complex>(self, Kind::Complex);
  return {number->real, number->imaginary};
}

Owned make(Vm& vm, ComplexValue value) { return make_complex(vm, value.real, value.imaginary); }

Owned complex_repr(Vm& vm, Value self) {
  const ComplexValue value = value_of(self);
  return make_str_utf8(vm, numeric::complex_repr(value.real, value.imaginary));
}

bool complex_hash(Vm& vm, Value self, std::int64_t* result) {
  const ComplexValue value = value_of(self);
  const auto nan_hash = std::isnan(value.real) || std::isnan(value.imaginary)
                            ? static_cast<std::int64_t>(vm.mutator.identity(self.object()))
                            : 0;
  *result = text::hash_complex(value.real, value.imaginary, nan_hash);
  return true;
}

// Whether a complex number equals another number; -1: not a number.
int equal(Vm& vm, ComplexValue a, Value other) {
  if (const Value integer = as_int(vm, other)) {
    return a.imaginary == 0.0 && !std::isnan(a.real) && numeric::compare(int_view(integer), a.real) == 0;
  }
  ComplexValue b;
  bool error;
  if (!to_complex(vm, other, &b, &error)) return -1;
  return a.real == b.real && a.imaginary == b.imaginary;
}

Owned complex_compare(Vm& vm, Value left, Value right, Comparison op) {
  if (op != Comparison::equal && op != Comparison::not_equal) return make_not_implemented();
  const bool left_is_complex = static_cast<bool>(unwrap(left, Kind::Complex));
  const int answer = left_is_complex ? equal(vm, value_of(left), right) : equal(vm, value_of(right), left);
  if (answer < 0) return make_not_implemented();
  return make_bool(answer == (op == Comparison::equal));
}

int complex_truth(Vm&, Value self) {
  const ComplexValue value = value_of(self);
  return value.real != 0.0 || value.imaginary != 0.0;
}

Owned complex_binary(Vm& vm, BinaryOperator op, Value left, Value right) {
  ComplexValue a;
  ComplexValue b;
  bool error;
  if (!to_complex(vm, left, &a, &error) || !to_complex(vm, right, &b, &error)) {
    return error ? nullptr : make_not_implemented();
  }
  switch (op) {
    case BinaryOperator::add:
      return make_complex(vm, a.real + b.real, a.imaginary + b.imaginary);
    case BinaryOperator::subtract:
      return make_complex(vm, a.real - b.real, a.imaginary - b.imaginary);
    case BinaryOperator::multiply:
      return make_complex(vm, a.real * b.real - a.imaginary * b.imaginary,
                          a.real * b.imaginary + a.imaginary * b.real);
    case BinaryOperator::true_divide:
      if (b.real == 0.0 && b.imaginary == 0.0) {
        return raise(vm, ExceptionClass::ZeroDivisionError, "complex division by zero");
      }
      return make(vm, complex_quotient(a, b));
    case BinaryOperator::power:
      return complex_power(vm, a, b);
    default:
      return make_not_implemented();
  }
}

Owned complex_unary(Vm& vm, UnaryOperator op, Value self) {
  const ComplexValue value = value_of(self);
  switch (op) {
    case UnaryOperator::negate:
      return make_complex(vm, -value.real, -value.imaginary);
    case UnaryOperator::positive:
      return retain(self);
    case UnaryOperator::absolute: {
      const double size = std::hypot(value.real, value.imaginary);
      if (std::isinf(size) && std::isfinite(value.real) && std::isfinite(value.imaginary)) {
        return raise(vm, ExceptionClass::OverflowError, "absolute value too large");
      }
      return make_float(vm, size);
    }
    case UnaryOperator::invert:
      break;
  }
  return raise_type_error(vm, "bad operand type for unary ~: 'complex'");
}

Owned complex_format(Vm& vm, Value self, text::StringView specification) {
  const ComplexValue value = value_of(self);
  text::StringBuilder out;
  if (const auto error = text::format_complex(out, value.real, value.imaginary, specification)) {
    return raise_error(vm, error);
  }
  return make_str(vm, out);
}

// --- complex(real=0, imag=0) -------------------------------------------------------------------------------
// A number, or something with __complex__, __float__ or __index__. False: exception.
bool part(Vm& vm, Value argument, const char* position, bool may_be_complex, ComplexValue* result) {
  bool error;
  if (to_complex(vm, argument, result, &error)) return true;
  if (error) return false;
  const Local keep(vm, argument);
  if (may_be_complex) {
    const Local converted(vm, call_special(vm, keep, vm.names.complex_method));
    if (converted) {
      if (unwrap(converted, Kind::Complex)) {
        *result = value_of(converted);
        return true;
      }
      raise_type_error(vm, "%s.__complex__ returned non-complex (type %s)", type_name(vm, keep).c_str(),
                       type_name(vm, converted).c_str());
      return false;
    }
    if (has_pending(vm)) return false;
  }
  if (!has_special(vm, keep, vm.names.__float__) && !has_special(vm, keep, vm.names.__index__)) {
    raise_type_error(vm, "complex() %s argument must be a %snumber, not '%s'", position,
                     may_be_complex ? "string or a " : "", type_name(vm, keep).c_str());
    return false;
  }
  result->imaginary = 0.0;
  return to_double(vm, keep, &result->real);
}

Owned complex_value(Vm& vm, Arguments arguments) {
  if (arguments[1]) {
    if (const Value text = unwrap(arguments[1], Kind::Str)) {
      if (arguments[2]) return raise_type_error(vm, "complex() can't take second arg if first is a string");
      ComplexValue value;
      if (const auto error = text::parse_complex(value.real, value.imaginary, str_view(text))) {
        return raise_error(vm, error);
      }
      return make(vm, value);
    }
  }
  if (arguments[2] && unwrap(arguments[2], Kind::Str)) {
    return raise_type_error(vm, "complex() second arg can't be a string");
  }
  ComplexValue real;
  ComplexValue imaginary;
  if (arguments[1] && !part(vm, arguments[1], "first", true, &real)) return nullptr;
  if (arguments[2] && !part(vm, arguments[2], "second", false, &imaginary)) return nullptr;
  // Both may be complex: real + imaginary * 1j. Without a second argument, signed zeros are kept.
  if (!arguments[2]) return make(vm, real);
  const bool second_is_complex = static_cast<bool>(unwrap(arguments[2], Kind::Complex));
  const bool first_is_complex = arguments[1] && unwrap(arguments[1], Kind::Complex);
  return make_complex(vm, second_is_complex ? real.real - imaginary.imaginary : real.real,
                      first_is_complex ? imaginary.real + real.imaginary : imaginary.real);
}

Owned complex_construct(Vm& vm, Arguments arguments) {
  Owned value = complex_value(vm, arguments);
  return value ? wrap_payload(vm, arguments[0], std::move(value)) : nullptr;
}

// --- methods -----------------------------------------------------------------------------------------------
Owned conjugate(Vm& vm, Arguments arguments) {
  const ComplexValue value = value_of(arguments[0]);
  return make_complex(vm, value.real, -value.imaginary);
}

Owned whole(Vm& vm, Arguments arguments) { return make(vm, value_of(arguments[0])); }

Owned power(Vm& vm, Arguments arguments) {
  if (arguments[2] && !arguments[2].is_none()) return raise_value_error(vm, "complex modulo");
  return complex_binary(vm, BinaryOperator::power, arguments[0], arguments[1]);
}

Owned getnewargs(Vm& vm, Arguments arguments) {
  const ComplexValue value = value_of(arguments[0]);
  const Local real(vm, make_float(vm, value.real));
  if (!real) return nullptr;
  const Local imaginary(vm, make_float(vm, value.imaginary));
  if (!imaginary) return nullptr;
  return make_tuple(vm, {real.get(), imaginary.get()});
}

Owned get_real(Vm& vm, Value self) { return make_float(vm, value_of(self).real); }
Owned get_imaginary(Vm& vm, Value self) { return make_float(vm, value_of(self).imaginary); }

const NativeDefinition kMethods[] = {
    {"conjugate", conjugate, ""},
    {"__complex__", whole, ""},
    {"__pow__", power, "value, mod=, /"},
    {"__getnewargs__", getnewargs, ""},
};

const GetSetDefinition kGetters[] = {
    {"real", get_real},
    {"imag", get_imaginary},
};

const KindOperations kOperations = {
    .repr = complex_repr,
    .hash = complex_hash,
    .compare = complex_compare,
    .truth = complex_truth,
    .binary = complex_binary,
    .binary_operators = operator_bit(BinaryOperator::add) | operator_bit(BinaryOperator::subtract) |
                        operator_bit(BinaryOperator::multiply) | operator_bit(BinaryOperator::true_divide) |
                        operator_bit(BinaryOperator::power),
    .unary = complex_unary,
    .format = complex_format,
};

}  // namespace

const TypeDefinition kComplexType = {
    .kind = Kind::Complex,
    .name = "complex",
    .module = "builtins",
    .operations = &kOperations,
    .methods = kMethods,
    .getters = kGetters,
    .construct = complex_construct,
    .construct_signature = "real=, imag=",
};

}  // namespace midden::python
