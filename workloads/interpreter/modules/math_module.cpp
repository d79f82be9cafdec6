#include <cmath>
#include <vector>

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/floats.h"
#include "workloads/interpreter/builtins/library_errors.h"
#include "workloads/interpreter/numeric/math_functions.h"
#include "workloads/interpreter/vm/imports.h"

namespace midden::python {
namespace {

bool real(Vm& vm, Value value, double* result) {
  if (is_float(value)) {
    *result = float_value(value);
    return true;
  }
  if (is_small_int(value)) {
    *result = static_cast<double>(small_int(value));
    return true;
  }
  return to_double(vm, value, result);
}

Owned float_or_error(Vm& vm, const numeric::Error& error, double value) {
  if (error) [[unlikely]]
    return raise_error(vm, error);
  return make_float(vm, value);
}

Owned int_or_error(Vm& vm, const numeric::Error& error, const numeric::BigInteger& value) {
  if (error) return raise_error(vm, error);
  return make_int(vm, value);
}

// --- functions of one and two real numbers -----------------------------------------------------------------
// It would format this list otherwise each time.
// clang-format off
#define MIDDEN_UNARY_MATH(FUNCTION)                                                 \
  FUNCTION(acos) FUNCTION(acosh) FUNCTION(asin) FUNCTION(asinh) FUNCTION(atan)      \
  FUNCTION(atanh) FUNCTION(cbrt) FUNCTION(cos) FUNCTION(cosh) FUNCTION(degrees)     \
  FUNCTION(erf) FUNCTION(erfc) FUNCTION(exp) FUNCTION(exp2) FUNCTION(expm1)         \
  FUNCTION(fabs) FUNCTION(gamma) FUNCTION(lgamma) FUNCTION(log1p) FUNCTION(radians) \
  FUNCTION(sin) FUNCTION(sinh) FUNCTION(sqrt) FUNCTION(tan) FUNCTION(tanh)
// clang-format on
#define MIDDEN_BINARY_MATH(FUNCTION) \
  FUNCTION(atan2) FUNCTION(copysign) FUNCTION(fmod) FUNCTION(pow) FUNCTION(remainder) FUNCTION(nextafter)

#define FUNCTION(name)                                                     \
  Owned math_##name(Vm& vm, Arguments arguments) {                         \
    static const auto function = numeric::find_unary_math_function(#name); \
    double x;                                                              \
    if (!real(vm, arguments[0], &x)) return nullptr;                       \
    double out = 0.0;                                                      \
    const auto error = function(x, out);                                   \
    return float_or_error(vm, error, out);                                 \
  }
MIDDEN_UNARY_MATH(FUNCTION)
#undef FUNCTION

#define FUNCTION(name)                                                              \
  Owned math_##name(Vm& vm, Arguments arguments) {                                  \
    static const auto function = numeric::find_binary_math_function(#name);         \
    double x;                                                                       \
    double y;                                                                       \
    if (!real(vm, arguments[0], &x) || !real(vm, arguments[1], &y)) return nullptr; \
    double out = 0.0;                                                               \
    const auto error = function(x, y, out);                                         \
    return float_or_error(vm, error, out);                                          \
  }
MIDDEN_BINARY_MATH(FUNCTION)
#undef FUNCTION

// --- logarithms --------------------------------------------------------------------------------------------
bool logarithm_of(Vm& vm, numeric::LogBase base, Value value, double* out) {
  numeric::Error error;
  if (const Value integer = as_int(vm, value)) {
    error = numeric::logarithm(base, int_view(integer), *out);
  } else {
    double x;
    if (!real(vm, value, &x)) return false;
    error = numeric::logarithm(base, x, *out);
  }
  if (error) raise_error(vm, error);
  return !error;
}

Owned math_log(Vm& vm, Arguments arguments) {
  double numerator;
  if (!logarithm_of(vm, numeric::LogBase::kE, arguments[0], &numerator)) return nullptr;
  if (!arguments[1]) return make_float(vm, numerator);
  double denominator;
  if (!logarithm_of(vm, numeric::LogBase::kE, arguments[1], &denominator)) return nullptr;
  if (denominator == 0.0) return raise(vm, ExceptionClass::ZeroDivisionError, "float division by zero");
  return make_float(vm, numerator / denominator);
}

template <numeric::LogBase kBase>
Owned math_log_base(Vm& vm, Arguments arguments) {
  double out;
  return logarithm_of(vm, kBase, arguments[0], &out) ? make_float(vm, out) : nullptr;
}

// --- rounding and taking apart -----------------------------------------------------------------------------
Owned rounded(Vm& vm, Arguments arguments, Value method,
              numeric::Error (*round)(numeric::BigInteger&, double), double (*round_float)(double)) {
  if (is_small_int(arguments[0])) return retain(arguments[0]);
  double x;
  if (is_float(arguments[0])) {
    x = float_value(arguments[0]);
  } else {
    Owned result = call_special(vm, arguments[0], method);
    if (result || has_pending(vm)) return result;
    if (!real(vm, arguments[0], &x)) return nullptr;
  }
  if (std::fabs(x) < 1e15) return make_int(vm, static_cast<std::int64_t>(round_float(x)));
  numeric::BigInteger out;
  const auto error = round(out, x);
  return int_or_error(vm, error, out);
}

Owned math_floor(Vm& vm, Arguments arguments) {
  return rounded(vm, arguments, vm.names.__floor__, numeric::floor_to_integer, std::floor);
}

Owned math_ceil(Vm& vm, Arguments arguments) {
  return rounded(vm, arguments, vm.names.__ceil__, numeric::ceil_to_integer, std::ceil);
}

Owned math_trunc(Vm& vm, Arguments arguments) {
  if (is_float(arguments[0])) return int_from_double(vm, float_value(arguments[0]));
  Owned result = call_special(vm, arguments[0], vm.names.__trunc__);
  if (result || has_pending(vm)) return result;
  return raise_type_error(vm, "type %s doesn't define __trunc__ method", type_name(vm, arguments[0]).c_str());
}

Owned pair_of(Vm& vm, Owned&& first, double second_float, std::int64_t second_int, bool second_is_int) {
  const Local a(vm, std::move(first));
  if (!a) return nullptr;
  const Local b(vm, second_is_int ? make_int(vm, second_int) : make_float(vm, second_float));
  return b ? make_tuple(vm, {a.get(), b.get()}) : nullptr;
}

Owned math_modf(Vm& vm, Arguments arguments) {
  double x;
  if (!real(vm, arguments[0], &x)) return nullptr;
  double fraction;
  double whole;
  numeric::modf(x, fraction, whole);
  return pair_of(vm, make_float(vm, fraction), whole, 0, false);
}

Owned math_frexp(Vm& vm, Arguments arguments) {
  double x;
  if (!real(vm, arguments[0], &x)) return nullptr;
  double mantissa;
  std::int64_t exponent;
  numeric::frexp(x, mantissa, exponent);
  return pair_of(vm, make_float(vm, mantissa), 0.0, exponent, true);
}

Owned math_ldexp(Vm& vm, Arguments arguments) {
  double x;
  if (!real(vm, arguments[0], &x)) return nullptr;
  const Value exponent = as_int(vm, arguments[1]);
  if (!exponent) return raise_type_error(vm, "Expected an int as second argument to ldexp.");
  double out;
  const auto error = numeric::ldexp(x, int_view(exponent), out);
  return float_or_error(vm, error, out);
}

Owned math_ulp(Vm& vm, Arguments arguments) {
  double x;
  return real(vm, arguments[0], &x) ? make_float(vm, numeric::ulp(x)) : nullptr;
}

// --- questions ---------------------------------------------------------------------------------------------
template <bool (*kQuestion)(double)>
Owned ask(Vm& vm, Arguments arguments) {
  double x;
  return real(vm, arguments[0], &x) ? make_bool(kQuestion(x)) : nullptr;
}
bool is_nan(double x) { return std::isnan(x); }
bool is_infinite(double x) { return std::isinf(x); }
bool is_finite(double x) { return std::isfinite(x); }

Owned math_isclose(Vm& vm, Arguments arguments) {
  double a;
  double b;
  double relative = 1e-9;
  double absolute = 0.0;
  if (!real(vm, arguments[0], &a) || !real(vm, arguments[1], &b) ||
      (arguments[2] && !real(vm, arguments[2], &relative)) ||
      (arguments[3] && !real(vm, arguments[3], &absolute))) {
    return nullptr;
  }
  if (relative < 0.0 || absolute < 0.0) return raise_value_error(vm, "tolerances must be non-negative");
  return make_bool(numeric::is_close(a, b, relative, absolute));
}

// --- integers ----------------------------------------------------------------------------------------------
Owned math_factorial(Vm& vm, Arguments arguments) {
  const Local n(vm, index_to_int(vm, arguments[0]));
  if (!n) return nullptr;
  numeric::BigInteger out;
  const auto error = numeric::factorial(out, int_view(n));
  return int_or_error(vm, error, out);
}

Owned math_isqrt(Vm& vm, Arguments arguments) {
  const Local n(vm, index_to_int(vm, arguments[0]));
  if (!n) return nullptr;
  numeric::BigInteger out;
  const auto error = numeric::isqrt(out, int_view(n));
  return int_or_error(vm, error, out);
}

Owned math_comb(Vm& vm, Arguments arguments) {
  const Local n(vm, index_to_int(vm, arguments[0]));
  if (!n) return nullptr;
  const Local k(vm, index_to_int(vm, arguments[1]));
  if (!k) return nullptr;
  numeric::BigInteger out;
  const auto error = numeric::combinations(out, int_view(n), int_view(k));
  return int_or_error(vm, error, out);
}

Owned math_perm(Vm& vm, Arguments arguments) {
  if (!arguments[1] || arguments[1].is_none()) return math_factorial(vm, arguments);
  const Local n(vm, index_to_int(vm, arguments[0]));
  if (!n) return nullptr;
  const Local k(vm, index_to_int(vm, arguments[1]));
  if (!k) return nullptr;
  numeric::BigInteger out;
  const auto error = numeric::permutations(out, int_view(n), int_view(k));
  return int_or_error(vm, error, out);
}

template <void (*kCombine)(numeric::BigInteger&, const numeric::IntegerView&, const numeric::IntegerView&)>
Owned combine_all(Vm& vm, Arguments arguments, std::int64_t neutral) {
  numeric::BigInteger result(neutral);
  for (std::uint32_t i = 0; i < arguments.count(); ++i) {
    const Local item(vm, index_to_int(vm, arguments[i]));
    if (!item) return nullptr;
    kCombine(result, result, int_view(item));
  }
  return make_int(vm, result);
}

Owned math_gcd(Vm& vm, Arguments arguments) {
  if (arguments.count() == 2 && is_small_int(arguments[0]) && is_small_int(arguments[1])) {
    std::int64_t a = small_int(arguments[0]);
    std::int64_t b = small_int(arguments[1]);
    if (a != INT64_MIN && b != INT64_MIN) {
      while (b != 0) {
        const std::int64_t rest = a % b;
        a = b;
        b = rest;
      }
      return make_int(vm, a < 0 ? -a : a);
    }
  }
  return combine_all<numeric::greatest_common_divisor>(vm, arguments, 0);
}

Owned math_lcm(Vm& vm, Arguments arguments) {
  return combine_all<numeric::least_common_multiple>(vm, arguments, 1);
}

// --- sums, products and distances --------------------------------------------------------------------------
Owned math_fsum(Vm& vm, Arguments arguments) {
  const Local iterator(vm, get_iterator(vm, arguments[0]));
  if (!iterator) return nullptr;
  numeric::ExactSum sum;
  Local item(vm);
  for (;;) {
    item = next(vm, iterator);
    if (!item) break;
    double x;
    if (!real(vm, item, &x)) return nullptr;
    if (const auto error = sum.add(x)) return raise_error(vm, error);
  }
  if (has_pending(vm)) return nullptr;
  double out;
  const auto error = sum.finish(out);
  return float_or_error(vm, error, out);
}

Owned math_prod(Vm& vm, Arguments arguments) {
  const Local iterator(vm, get_iterator(vm, arguments[0]));
  if (!iterator) return nullptr;
  Local result(vm, arguments[1] ? retain(arguments[1]) : make_int(vm, 1));
  Local item(vm);
  for (;;) {
    item = next(vm, iterator);
    if (!item) return has_pending(vm) ? nullptr : result.take();
    result = binary_operation(vm, BinaryOperator::multiply, result, item);
    if (!result) return nullptr;
  }
}

Owned math_hypot(Vm& vm, Arguments arguments) {
  std::vector<double> coordinates(arguments.count());
  for (std::uint32_t i = 0; i < arguments.count(); ++i) {
    if (!real(vm, arguments[i], &coordinates[i])) return nullptr;
  }
  return make_float(vm, numeric::hypot(coordinates));
}

bool point(Vm& vm, Value argument, std::vector<double>* coordinates) {
  const Local tuple(vm, tuple_from(vm, argument));
  if (!tuple) return false;
  coordinates->resize(tuple.as<Tuple>()->length());
  for (std::uint32_t i = 0; i < coordinates->size(); ++i) {
    if (!real(vm, load(tuple.as<Tuple>()->items[i]), &(*coordinates)[i])) return false;
  }
  return true;
}

Owned math_dist(Vm& vm, Arguments arguments) {
  std::vector<double> p;
  std::vector<double> q;
  if (!point(vm, arguments[0], &p) || !point(vm, arguments[1], &q)) return nullptr;
  if (p.size() != q.size()) {
    return raise_value_error(vm, "both points must have the same number of dimensions");
  }
  return make_float(vm, numeric::dist(p, q));
}

constexpr auto kFunction = NativeDefinition::function;

const NativeDefinition kFunctions[] = {
#define FUNCTION(name) {#name, math_##name, "x, /", kFunction},
    MIDDEN_UNARY_MATH(FUNCTION)
#undef FUNCTION
#define FUNCTION(name) {#name, math_##name, "x, y, /", kFunction},
        MIDDEN_BINARY_MATH(FUNCTION)
#undef FUNCTION
            {"log", math_log, "x, base=, /", kFunction},
    {"log2", math_log_base<numeric::LogBase::k2>, "x, /", kFunction},
    {"log10", math_log_base<numeric::LogBase::k10>, "x, /", kFunction},
    {"floor", math_floor, "x, /", kFunction},
    {"ceil", math_ceil, "x, /", kFunction},
    {"trunc", math_trunc, "x, /", kFunction},
    {"modf", math_modf, "x, /", kFunction},
    {"frexp", math_frexp, "x, /", kFunction},
    {"ldexp", math_ldexp, "x, i, /", kFunction},
    {"ulp", math_ulp, "x, /", kFunction},
    {"isnan", ask<is_nan>, "x, /", kFunction},
    {"isinf", ask<is_infinite>, "x, /", kFunction},
    {"isfinite", ask<is_finite>, "x, /", kFunction},
    {"isclose", math_isclose, "a, b, *, rel_tol=, abs_tol=", kFunction},
    {"factorial", math_factorial, "n, /", kFunction},
    {"isqrt", math_isqrt, "n, /", kFunction},
    {"comb", math_comb, "n, k, /", kFunction},
    {"perm", math_perm, "n, k=, /", kFunction},
    {"gcd", math_gcd, "*integers", kFunction},
    {"lcm", math_lcm, "*integers", kFunction},
    {"fsum", math_fsum, "seq, /", kFunction},
    {"prod", math_prod, "iterable, /, *, start=", kFunction},
    {"hypot", math_hypot, "*coordinates", kFunction},
    {"dist", math_dist, "p, q, /", kFunction},
};

bool initialize_math(Vm& vm, Value module_value) {
  const Local module(vm, module_value);
  const struct {
    const char* name;
    double value;
  } constants[] = {
      {"pi", 3.141592653589793},
      {"e", 2.718281828459045},
      {"tau", 6.283185307179586},
      {"inf", INFINITY},
      {"nan", NAN},
  };
  for (const auto& constant : constants) {
    Owned value = make_float(vm, constant.value);
    if (!value || !add_to_module(vm, module, constant.name, std::move(value))) return false;
  }
  return true;
}

}  // namespace

const ModuleDefinition kMathModule = {"math", kFunctions, initialize_math};

}  // namespace midden::python
