// Python's `math`: what it has beyond libm, and libm with Python's errors. Functions report ValueError "math
// domain error" and OverflowError "math range error" as CPython raises them.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "workloads/interpreter/numeric/big_integer.h"
#include "workloads/interpreter/numeric/error.h"

namespace midden::numeric {

// sqrt exp expm1 exp2 cbrt sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh log1p erf erfc gamma
// lgamma fabs degrees radians, by name: look up once when the module is set up, then call.
using UnaryMathFunction = Error (*)(double x, double& out);
UnaryMathFunction find_unary_math_function(std::string_view name);  // null: no such function
// atan2 copysign fmod pow remainder nextafter.
using BinaryMathFunction = Error (*)(double x, double y, double& out);
BinaryMathFunction find_binary_math_function(std::string_view name);

// log, log2, log10: of a double and of an int of any size.
enum class LogBase : uint8_t { kE, k2, k10 };
Error logarithm(LogBase base, double x, double& out);
Error logarithm(LogBase base, const IntegerView& x, double& out);

Error ldexp(double x, const IntegerView& exponent, double& out);
void frexp(double x, double& mantissa, int64_t& exponent);
void modf(double x, double& fraction, double& whole);
double ulp(double x);
bool is_close(double a, double b, double relative, double absolute);  // tolerances already checked >= 0

// hypot(*coordinates) as of 3.11 (nearly correctly rounded). May overwrite `coordinates`.
double hypot(std::span<double> coordinates);
double dist(std::span<const double> p, std::span<const double> q);  // same length

// fsum: feed values, then finish.
class ExactSum {
 public:
  ~ExactSum();
  Error add(double x);              // OverflowError "intermediate overflow in fsum"
  Error finish(double& out) const;  // "-inf + inf in fsum"

 private:
  bool push(double x);
  double inline_[32];
  double* partials_ = inline_;
  size_t count_ = 0;
  size_t capacity_ = 32;
  double special_sum_ = 0.0;
  double infinity_sum_ = 0.0;
};

// Integers. n negative: ValueError with math.factorial's, comb's and perm's own messages.
Error factorial(BigInteger& out, const IntegerView& n);
Error combinations(BigInteger& out, const IntegerView& n, const IntegerView& k);
Error permutations(BigInteger& out, const IntegerView& n, const IntegerView& k);
Error isqrt(BigInteger& out, const IntegerView& n);
// floor, ceil, trunc of a double, as an int ("cannot convert float NaN to integer" …).
Error floor_to_integer(BigInteger& out, double x);
Error ceil_to_integer(BigInteger& out, double x);

}  // namespace midden::numeric
