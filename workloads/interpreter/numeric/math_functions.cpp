// One-argument and two-argument functions of `math`, logarithms, and the pieces of a double.
#include "workloads/interpreter/numeric/math_functions.h"

#include <algorithm>
#include <climits>
#include <cmath>
#include <limits>
#include <numbers>

#include "workloads/interpreter/numeric/gamma.h"

namespace midden::numeric {
namespace {

Error domain_error() { return Error::value("math domain error"); }
Error range_error() { return Error::overflow("math range error"); }

// A NaN or infinity out of thin air is an error; an infinity is one of range for functions that grow without
// limit, else of domain (a pole).
template <double (*kFunction)(double), bool kUnlimited>
Error checked(double x, double& out) {
  out = kFunction(x);
  if (std::isnan(out) && !std::isnan(x)) return domain_error();
  if (std::isinf(out) && std::isfinite(x)) return kUnlimited ? range_error() : domain_error();
  return {};
}

template <double (*kFunction)(double)>
Error unchecked(double x, double& out) {
  out = kFunction(x);
  return {};
}

double degrees(double x) { return x * (180.0 / std::numbers::pi); }
double radians(double x) { return x * (std::numbers::pi / 180.0); }

Error gamma_checked(double x, double& out) {
  if ((x <= 0 && x == std::floor(x)) || x == -HUGE_VAL) return domain_error();
  out = gamma_function(x);
  return std::isinf(out) && std::isfinite(x) ? range_error() : Error();
}

Error log_gamma_checked(double x, double& out) {
  if (std::isfinite(x) && x <= 0 && x == std::floor(x)) return domain_error();
  out = log_gamma_function(x);
  return std::isinf(out) && std::isfinite(x) ? range_error() : Error();
}

struct NamedUnary {
  std::string_view name;
  UnaryMathFunction function;
};

double erf_of(double x) { return std::erf(x); }
double erfc_of(double x) { return std::erfc(x); }
double fabs_of(double x) { return std::fabs(x); }

// <cmath> overloads each name; Plain says which is meant.
using Plain = double (*)(double);
constexpr bool kBounded = false;
constexpr bool kGrows = true;
constexpr NamedUnary kUnaryFunctions[] = {
    {"sqrt", checked<static_cast<Plain>(std::sqrt), kBounded>},
    {"exp", checked<static_cast<Plain>(std::exp), kGrows>},
    {"expm1", checked<static_cast<Plain>(std::expm1), kGrows>},
    {"exp2", checked<static_cast<Plain>(std::exp2), kGrows>},
    {"cbrt", checked<static_cast<Plain>(std::cbrt), kBounded>},
    {"sin", checked<static_cast<Plain>(std::sin), kBounded>},
    {"cos", checked<static_cast<Plain>(std::cos), kBounded>},
    {"tan", checked<static_cast<Plain>(std::tan), kBounded>},
    {"asin", checked<static_cast<Plain>(std::asin), kBounded>},
    {"acos", checked<static_cast<Plain>(std::acos), kBounded>},
    {"atan", checked<static_cast<Plain>(std::atan), kBounded>},
    {"sinh", checked<static_cast<Plain>(std::sinh), kGrows>},
    {"cosh", checked<static_cast<Plain>(std::cosh), kGrows>},
    {"tanh", checked<static_cast<Plain>(std::tanh), kBounded>},
    {"asinh", checked<static_cast<Plain>(std::asinh), kBounded>},
    {"acosh", checked<static_cast<Plain>(std::acosh), kBounded>},
    {"atanh", checked<static_cast<Plain>(std::atanh), kBounded>},
    {"log1p", checked<static_cast<Plain>(std::log1p), kBounded>},
    {"erf", unchecked<erf_of>},
    {"erfc", unchecked<erfc_of>},
    {"fabs", unchecked<fabs_of>},
    {"degrees", unchecked<degrees>},
    {"radians", unchecked<radians>},
    {"gamma", gamma_checked},
    {"lgamma", log_gamma_checked},
};

Error atan2_plain(double y, double x, double& out) { return out = std::atan2(y, x), Error(); }
Error copysign_plain(double x, double y, double& out) { return out = std::copysign(x, y), Error(); }
Error nextafter_plain(double x, double y, double& out) { return out = std::nextafter(x, y), Error(); }

Error fmod_checked(double x, double y, double& out) {
  out = std::fmod(x, y);
  return std::isnan(out) && !std::isnan(x) && !std::isnan(y) ? domain_error() : Error();
}

Error remainder_checked(double x, double y, double& out) {
  out = std::remainder(x, y);
  return std::isnan(out) && !std::isnan(x) && !std::isnan(y) ? domain_error() : Error();
}

Error pow_checked(double x, double y, double& out) {
  out = std::pow(x, y);
  if (!std::isfinite(x) || !std::isfinite(y)) return {};
  if (std::isnan(out)) return domain_error();
  if (std::isinf(out)) return x == 0 ? domain_error() : range_error();
  return {};
}

struct NamedBinary {
  std::string_view name;
  BinaryMathFunction function;
};
constexpr NamedBinary kBinaryFunctions[] = {
    {"atan2", atan2_plain}, {"copysign", copysign_plain},     {"fmod", fmod_checked},
    {"pow", pow_checked},   {"remainder", remainder_checked}, {"nextafter", nextafter_plain},
};

double log_in(LogBase base, double x) {
  switch (base) {
    case LogBase::k2:
      return std::log2(x);
    case LogBase::k10:
      return std::log10(x);
    default:
      return std::log(x);
  }
}

}  // namespace

UnaryMathFunction find_unary_math_function(std::string_view name) {
  for (const NamedUnary& entry : kUnaryFunctions) {
    if (entry.name == name) return entry.function;
  }
  return nullptr;
}

BinaryMathFunction find_binary_math_function(std::string_view name) {
  for (const NamedBinary& entry : kBinaryFunctions) {
    if (entry.name == name) return entry.function;
  }
  return nullptr;
}

Error logarithm(LogBase base, double x, double& out) {
  if (x <= 0) return domain_error();
  out = log_in(base, x);
  return {};
}

Error logarithm(LogBase base, const IntegerView& x, double& out) {
  if (x.sign() <= 0) return domain_error();
  double value;
  if (!to_double(value, x)) return logarithm(base, value, out);
  int64_t exponent;
  const double mantissa = to_mantissa_exponent(x, exponent);
  out = log_in(base, mantissa) + log_in(base, 2.0) * static_cast<double>(exponent);
  return {};
}

Error ldexp(double x, const IntegerView& exponent, double& out) {
  out = x;
  if (x == 0 || !std::isfinite(x)) return {};
  const int64_t bounded = exponent.fits_int64() ? std::clamp<int64_t>(exponent.to_int64(), -10000, 10000)
                          : exponent.sign() < 0 ? -10000
                                                : 10000;
  out = std::ldexp(x, static_cast<int>(bounded));
  return std::isinf(out) ? range_error() : Error();
}

void frexp(double x, double& mantissa, int64_t& exponent) {
  int small = 0;
  mantissa = std::isfinite(x) ? std::frexp(x, &small) : x;
  exponent = small;
}

void modf(double x, double& fraction, double& whole) { fraction = std::modf(x, &whole); }

double ulp(double x) {
  if (std::isnan(x)) return x;
  x = std::fabs(x);
  if (std::isinf(x)) return x;
  const double next = std::nextafter(x, HUGE_VAL);
  return std::isinf(next) ? x - std::nextafter(x, -HUGE_VAL) : next - x;
}

bool is_close(double a, double b, double relative, double absolute) {
  if (a == b) return true;
  if (std::isinf(a) || std::isinf(b)) return false;
  const double difference = std::fabs(b - a);
  return difference <= std::fabs(relative * b) || difference <= std::fabs(relative * a) ||
         difference <= absolute;
}

}  // namespace midden::numeric
