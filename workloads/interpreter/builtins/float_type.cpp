// float: operators, construction, methods.

#include <cmath>

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/floats.h"
#include "workloads/interpreter/builtins/library_errors.h"
#include "workloads/interpreter/text/format_spec.h"
#include "workloads/interpreter/text/number_text.h"

namespace midden::python {
namespace {

// An operand of float arithmetic. False: not a real number, or (with an exception pending) an int too large.
bool real_operand(Vm& vm, Value value, double* result) {
  if (is_float(value)) {
    *result = float_value(value);
    return true;
  }
  if (const Value integer = as_int(vm, value)) return int_to_double(vm, integer, result);
  if (const Float* number = unwrap_as<Float>(value, Kind::Float)) {
    *result = number->value;
    return true;
  }
  return false;
}

Owned float_repr(Vm& vm, Value self) {
  char buffer[numeric::kFloatReprSize];
  const std::size_t length = numeric::write_float_repr(float_value(self), buffer);
  return make_str(vm, std::string_view(buffer, length));
}

bool hash_of_float(Vm& vm, Value self, std::int64_t* result) {
  *result = float_hash(vm, self);
  return true;
}

template <class Order>
Owned ordered(const Order& left, const Order& right, Comparison op) {
  switch (op) {
    case Comparison::less:
      return make_bool(left < right);
    case Comparison::less_equal:
      return make_bool(left <= right);
    case Comparison::equal:
      return make_bool(left == right);
    case Comparison::not_equal:
      return make_bool(left != right);
    case Comparison::greater:
      return make_bool(left > right);
    case Comparison::greater_equal:
      return make_bool(left >= right);
  }
  return nullptr;
}

Owned float_compare(Vm& vm, Value left, Value right, Comparison op) {
  if (is_float(left) && is_float(right)) return ordered(float_value(left), float_value(right), op);
  const Float* a = unwrap_as<Float>(left, Kind::Float);
  const Float* b = unwrap_as<Float>(right, Kind::Float);
  if (a && b) return ordered(a->value, b->value, op);
  const Value integer = as_int(vm, a ? right : left);
  if (!integer) return make_not_implemented();
  const double number = a ? a->value : b->value;
  if (std::isnan(number)) return make_bool(op == Comparison::not_equal);
  const int order = numeric::compare(int_view(integer), number);  // int against float, exactly
  return ordered(a ? -order : order, 0, op);
}

int float_truth(Vm&, Value self) { return float_value(self) != 0.0; }

Owned zero_division(Vm& vm, const char* message) {
  return raise(vm, ExceptionClass::ZeroDivisionError, "%s", message);
}

Owned float_binary(Vm& vm, BinaryOperator op, Value left, Value right) {
  double a;
  double b;
  if (!real_operand(vm, left, &a) || !real_operand(vm, right, &b)) {
    return has_pending(vm) ? nullptr : make_not_implemented();
  }
  switch (op) {
    case BinaryOperator::add:
      return make_float(vm, a + b);
    case BinaryOperator::subtract:
      return make_float(vm, a - b);
    case BinaryOperator::multiply:
      return make_float(vm, a * b);
    case BinaryOperator::true_divide:
      if (b == 0.0) return zero_division(vm, "float division by zero");
      return make_float(vm, a / b);
    case BinaryOperator::floor_divide:
      if (b == 0.0) return zero_division(vm, "float floor division by zero");
      return make_float(vm, float_floor_divide(a, b));
    case BinaryOperator::modulo:
      if (b == 0.0) return zero_division(vm, "float modulo");
      return make_float(vm, float_modulo(a, b));
    case BinaryOperator::power:
      return float_power(vm, a, b);
    case BinaryOperator::divmod: {
      if (b == 0.0) return zero_division(vm, "float divmod()");
      double quotient;
      double remainder;
      numeric::float_divmod(a, b, quotient, remainder);
      const Local first(vm, make_float(vm, quotient));
      if (!first) return nullptr;
      const Local second(vm, make_float(vm, remainder));
      if (!second) return nullptr;
      return make_tuple(vm, {first.get(), second.get()});
    }
    default:
      return make_not_implemented();
  }
}

Owned float_unary(Vm& vm, UnaryOperator op, Value self) {
  const double value = float_value(self);
  switch (op) {
    case UnaryOperator::negate:
      return make_float(vm, -value);
    case UnaryOperator::positive:
      return retain(self);
    case UnaryOperator::absolute:
      return make_float(vm, std::fabs(value));
    case UnaryOperator::invert:
      break;
  }
  return raise_type_error(vm, "bad operand type for unary ~: 'float'");
}

Owned format_of_float(Vm& vm, Value self, text::StringView specification) {
  if (specification.empty()) return float_repr(vm, self);
  text::StringBuilder out;
  if (const auto error = text::format_float(out, float_value(self), specification)) {
    return raise_error(vm, error);
  }
  return make_str(vm, out);
}

// --- float(x=0.0) ------------------------------------------------------------------------------------------
Owned float_from_text(Vm& vm, text::StringView view, bool is_bytes) {
  double value;
  if (const auto error = text::parse_float(value, view, is_bytes)) return raise_error(vm, error);
  return make_float(vm, value);
}

// Null without a pending exception: no such method.
Owned float_from_method(Vm& vm, Value value) {
  const Local keep(vm, value);
  Local result(vm, call_special(vm, keep, vm.names.__float__));
  if (result) {
    const Float* number = unwrap_as<Float>(result, Kind::Float);
    if (!number) {
      return raise_type_error(vm, "%s.__float__ returned non-float (type %s)", type_name(vm, keep).c_str(),
                              type_name(vm, result).c_str());
    }
    return is_float(result) ? result.take() : make_float(vm, number->value);
  }
  if (has_pending(vm) || !has_special(vm, keep, vm.names.__index__)) return nullptr;
  result = index_to_int(vm, keep);
  double number;
  if (!result || !int_to_double(vm, result, &number)) return nullptr;
  return make_float(vm, number);
}

Owned float_from(Vm& vm, Value value) {
  if (is_float(value)) return retain(value);
  if (is_str(value)) return float_from_text(vm, str_view(value), false);
  const Local keep(vm, value);
  if (const Value integer = as_int(vm, value); integer && !value.is(Kind::Instance)) {
    double number;
    return int_to_double(vm, integer, &number) ? make_float(vm, number) : nullptr;
  }
  Owned result = float_from_method(vm, keep);
  if (result || has_pending(vm)) return result;
  if (const Value text = unwrap(keep, Kind::Str)) return float_from_text(vm, str_view(text), false);
  std::string_view bytes;
  if (bytes_view(keep, &bytes)) return float_from_text(vm, as_view(bytes), true);
  return raise_type_error(vm, "float() argument must be a string or a real number, not '%s'",
                          type_name(vm, keep).c_str());
}

Owned float_construct(Vm& vm, Arguments arguments) {
  Owned value = arguments[1] ? float_from(vm, arguments[1]) : make_float(vm, 0.0);
  return value ? wrap_payload(vm, arguments[0], std::move(value)) : nullptr;
}

// --- methods -----------------------------------------------------------------------------------------------
double self_value(Arguments arguments) { return unwrap_as<Float>(arguments[0], Kind::Float)->value; }

Owned whole(Vm& vm, Arguments arguments) { return make_float(vm, self_value(arguments)); }

Owned is_integer(Vm&, Arguments arguments) {
  const double value = self_value(arguments);
  return make_bool(std::isfinite(value) && std::floor(value) == value);
}

Owned as_integer_ratio(Vm& vm, Arguments arguments) {
  numeric::BigInteger numerator;
  numeric::BigInteger denominator;
  if (const auto error = numeric::float_as_ratio(self_value(arguments), numerator, denominator)) {
    return raise_error(vm, error);
  }
  const Local first(vm, make_int(vm, numerator));
  if (!first) return nullptr;
  const Local second(vm, make_int(vm, denominator));
  if (!second) return nullptr;
  return make_tuple(vm, {first.get(), second.get()});
}

Owned hex(Vm& vm, Arguments arguments) {
  return make_str_utf8(vm, numeric::float_hex(self_value(arguments)));
}

Owned fromhex(Vm& vm, Arguments arguments) {
  const Value text = unwrap(arguments[1], Kind::Str);
  if (!text) return raise_type_error(vm, "bad argument type for built-in operation");
  double value;
  if (const auto error = numeric::float_from_hex(to_utf8(text), value)) return raise_error(vm, error);
  Local result(vm, make_float(vm, value));
  if (!result || arguments[0] == Value::of(vm.kind_types[static_cast<unsigned>(Kind::Float)])) {
    return result.take();
  }
  return call(vm, arguments[0], {result.get()});
}

template <double (*kRounding)(double)>
Owned to_whole(Vm& vm, Arguments arguments) {
  return int_from_double(vm, kRounding(self_value(arguments)));
}

Owned round(Vm& vm, Arguments arguments) {
  const double value = self_value(arguments);
  if (!arguments[1] || arguments[1].is_none()) return int_from_double(vm, numeric::round_half_even(value));
  std::int64_t digits;
  if (!to_index(vm, arguments[1], &digits, true)) return nullptr;
  double out;
  if (const auto error = numeric::round_float(value, digits, out)) return raise_error(vm, error);
  return make_float(vm, out);
}

// Unlike the operator, the method has a third parameter; only to say that it is not allowed.
Owned power(Vm& vm, Arguments arguments) {
  if (arguments[2] && !arguments[2].is_none()) {
    return raise_type_error(vm, "pow() 3rd argument not allowed unless all arguments are integers");
  }
  return float_binary(vm, BinaryOperator::power, arguments[0], arguments[1]);
}

Owned getnewargs(Vm& vm, Arguments arguments) {
  const Local value(vm, whole(vm, arguments));
  return value ? make_tuple(vm, {value.get()}) : nullptr;
}

Owned get_real(Vm& vm, Value self) { return make_float(vm, unwrap_as<Float>(self, Kind::Float)->value); }
Owned get_imaginary(Vm& vm, Value) { return make_float(vm, 0.0); }

const NativeDefinition kMethods[] = {
    {"is_integer", is_integer, ""},
    {"as_integer_ratio", as_integer_ratio, ""},
    {"hex", hex, ""},
    {"fromhex", fromhex, "string, /", NativeDefinition::class_method},
    {"conjugate", whole, ""},
    {"__float__", whole, ""},
    {"__pow__", power, "value, mod=, /"},
    {"__int__", to_whole<std::trunc>, ""},
    {"__trunc__", to_whole<std::trunc>, ""},
    {"__floor__", to_whole<std::floor>, ""},
    {"__ceil__", to_whole<std::ceil>, ""},
    {"__round__", round, "ndigits=, /"},
    {"__getnewargs__", getnewargs, ""},
};

const GetSetDefinition kGetters[] = {
    {"real", get_real},
    {"imag", get_imaginary},
};

const KindOperations kOperations = {
    .repr = float_repr,
    .hash = hash_of_float,
    .compare = float_compare,
    .truth = float_truth,
    .binary = float_binary,
    .binary_operators = operator_bit(BinaryOperator::add) | operator_bit(BinaryOperator::subtract) |
                        operator_bit(BinaryOperator::multiply) | operator_bit(BinaryOperator::true_divide) |
                        operator_bit(BinaryOperator::floor_divide) | operator_bit(BinaryOperator::modulo) |
                        operator_bit(BinaryOperator::power) | operator_bit(BinaryOperator::divmod),
    .unary = float_unary,
    .format = format_of_float,
};

}  // namespace

const TypeDefinition kFloatType = {
    .kind = Kind::Float,
    .name = "float",
    .module = "builtins",
    .operations = &kOperations,
    .methods = kMethods,
    .getters = kGetters,
    .construct = float_construct,
    .construct_signature = "x=, /",
};

}  // namespace midden::python
