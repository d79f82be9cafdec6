#include "workloads/interpreter/numeric/float_text.h"

#include <catch2/catch.hpp>

#include "tests/oracle/differential.h"
#include "workloads/interpreter/text/number_text.h"

using namespace midden::numeric;
using midden::oracle::Case;
using midden::oracle::show;

TEST_CASE("floats print, parse and compute as CPython's") {
  midden::oracle::compare_with_python(
      "tests/numeric/float_cases.py",
      {
          {"repr",
           [](const Case& c) {
             // The fast path and the general formatter must agree.
             std::string general;
             append_float(general, c.real(0), {.type = 'r', .add_dot_zero = true});
             const std::string fast = float_repr(c.real(0));
             return fast == general ? fast : fast + " but " + general;
           }},
          {"hex", [](const Case& c) { return float_hex(c.real(0)); }},
          {"as_ratio",
           [](const Case& c) {
             BigInteger numerator, denominator;
             const Error error = float_as_ratio(c.real(0), numerator, denominator);
             return error ? show(error) : show(numerator) + "|" + show(denominator);
           }},
          {"round",
           [](const Case& c) {
             double out = 0;
             const Error error = round_float(c.real(0), c.integer(1), out);
             return show(error, out);
           }},
          {"round_even",
           [](const Case& c) {
             // Python's is an int, which has no negative zero.
             return show(round_half_even(c.real(0)) + 0.0);
           }},
          {"format",
           [](const Case& c) {
             FloatFormat format;
             format.type = c.string(1)[0];
             format.precision = static_cast<int>(c.integer(2));
             format.alternate = c.integer(3) != 0;
             std::string out;
             append_float(out, c.real(0), format);
             return out;
           }},
          {"complex_repr", [](const Case& c) { return complex_repr(c.real(0), c.real(1)); }},
          {"divmod",
           [](const Case& c) {
             double quotient, remainder;
             float_divmod(c.real(0), c.real(1), quotient, remainder);
             return show(quotient) + "|" + show(remainder);
           }},
          {"floor_divide", [](const Case& c) { return show(float_floor_divide(c.real(0), c.real(1))); }},
          {"modulo", [](const Case& c) { return show(float_modulo(c.real(0), c.real(1))); }},
          {"power",
           [](const Case& c) {
             double out = 0;
             bool is_complex = false;
             const Error error = float_power(c.real(0), c.real(1), out, is_complex);
             return is_complex ? std::string("complex") : show(error, out);
           }},
          {"parse",
           [](const Case& c) {
             double out = 0;
             const Error error = midden::text::parse_float(out, c.view(0));
             return show(error, out);
           }},
          {"from_hex",
           [](const Case& c) {
             double out = 0;
             const Error error = float_from_hex(c.bytes(0), out);
             return show(error, out);
           }},
      });
}
