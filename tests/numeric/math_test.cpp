#include "workloads/interpreter/numeric/math_functions.h"

#include <catch2/catch.hpp>
#include <vector>

#include "tests/oracle/differential.h"

using namespace midden::numeric;
using midden::oracle::Case;
using midden::oracle::show;

namespace {

LogBase base_of(const std::string& name) {
  return name == "log2" ? LogBase::k2 : name == "log10" ? LogBase::k10 : LogBase::kE;
}

// `count` doubles from argument `first` on.
std::vector<double> reals(const Case& c, size_t first, size_t count) {
  std::vector<double> out;
  for (size_t i = 0; i < count; ++i) out.push_back(c.real(first + i));
  return out;
}

template <Error (*kFunction)(BigInteger&, const IntegerView&, const IntegerView&)>
std::string of_two(const Case& c) {
  BigInteger out;
  const Error error = kFunction(out, c.big(0), c.big(1));
  return show(error, out);
}

template <Error (*kFunction)(BigInteger&, const IntegerView&)>
std::string of_one(const Case& c) {
  BigInteger out;
  const Error error = kFunction(out, c.big(0));
  return show(error, out);
}

template <Error (*kFunction)(BigInteger&, double)>
std::string to_integer(const Case& c) {
  BigInteger out;
  const Error error = kFunction(out, c.real(0));
  return show(error, out);
}

}  // namespace

TEST_CASE("math computes and complains as CPython's") {
  midden::oracle::compare_with_python(
      "tests/numeric/math_cases.py",
      {
          {"unary",
           [](const Case& c) {
             double out = 0;
             const Error error = find_unary_math_function(c.string(0))(c.real(1), out);
             return show(error, out);
           }},
          {"binary",
           [](const Case& c) {
             double out = 0;
             const Error error = find_binary_math_function(c.string(0))(c.real(1), c.real(2), out);
             return show(error, out);
           }},
          {"log",
           [](const Case& c) {
             double out = 0;
             const Error error = logarithm(base_of(c.string(0)), c.real(1), out);
             return show(error, out);
           }},
          {"log_int",
           [](const Case& c) {
             double out = 0;
             const Error error = logarithm(base_of(c.string(0)), c.big(1), out);
             return show(error, out);
           }},
          {"frexp",
           [](const Case& c) {
             double mantissa;
             int64_t exponent;
             frexp(c.real(0), mantissa, exponent);
             return show(mantissa) + "|" + show(exponent);
           }},
          {"modf",
           [](const Case& c) {
             double fraction, whole;
             modf(c.real(0), fraction, whole);
             return show(fraction) + "|" + show(whole);
           }},
          {"ulp", [](const Case& c) { return show(ulp(c.real(0))); }},
          {"floor", to_integer<floor_to_integer>},
          {"ceil", to_integer<ceil_to_integer>},
          {"ldexp",
           [](const Case& c) {
             double out = 0;
             const Error error = ldexp(c.real(0), c.big(1), out);
             return show(error, out);
           }},
          {"isclose",
           [](const Case& c) { return show(is_close(c.real(0), c.real(1), c.real(2), c.real(3))); }},
          {"hypot",
           [](const Case& c) {
             auto values = reals(c, 1, static_cast<size_t>(c.integer(0)));
             return show(hypot(values));
           }},
          {"dist",
           [](const Case& c) {
             const auto n = static_cast<size_t>(c.integer(0));
             return show(dist(reals(c, 1, n), reals(c, 1 + n, n)));
           }},
          {"fsum",
           [](const Case& c) {
             ExactSum sum;
             for (const double x : reals(c, 1, static_cast<size_t>(c.integer(0)))) {
               if (const Error error = sum.add(x)) return show(error);
             }
             double out = 0;
             const Error error = sum.finish(out);
             return show(error, out);
           }},
          {"factorial", of_one<factorial>},
          {"isqrt", of_one<isqrt>},
          {"comb", of_two<combinations>},
          {"perm", of_two<permutations>},
      });
}

TEST_CASE("names that math does not have are not found") {
  CHECK(find_unary_math_function("sinus") == nullptr);
  CHECK(find_binary_math_function("") == nullptr);
}
