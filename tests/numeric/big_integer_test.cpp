#include "workloads/interpreter/numeric/big_integer.h"

#include <catch2/catch.hpp>
#include <limits>

#include "tests/oracle/differential.h"
#include "workloads/interpreter/numeric/checked_int.h"

using namespace midden::numeric;
using midden::oracle::Case;
using midden::oracle::show;

namespace {

template <void (*kFunction)(BigInteger&, const IntegerView&, const IntegerView&)>
std::string binary(const Case& c) {
  // Limbs that live elsewhere must give the same as an own number, and the result may overwrite an operand.
  const BigInteger a = c.big(0), b = c.big(1);
  BigInteger out, again = b;
  kFunction(out, IntegerView(a.limbs(), a.negative()), IntegerView(b.limbs(), b.negative()));
  kFunction(again, a, again);
  return compare(out, again) == 0 ? show(out) : "aliasing differs";
}

template <void (*kFunction)(BigInteger&, const IntegerView&)>
std::string unary(const Case& c) {
  BigInteger out = c.big(0);
  kFunction(out, out);
  return show(out);
}

template <Error (*kFunction)(BigInteger&, const IntegerView&, const IntegerView&)>
std::string checked_binary(const Case& c) {
  BigInteger out = c.big(0);
  const Error error = kFunction(out, out, c.big(1));
  return show(error, out);
}

template <class Number, Error (*kFunction)(Number&, const IntegerView&, const IntegerView&)>
std::string of_two(const Case& c) {
  Number out{};
  const Error error = kFunction(out, c.big(0), c.big(1));
  return show(error, out);
}

std::string sign_of(int order) { return std::to_string(order < 0 ? -1 : order > 0 ? 1 : 0); }

}  // namespace

TEST_CASE("big integers compute as CPython's") {
  midden::oracle::compare_with_python(
      "tests/numeric/big_integer_cases.py",
      {
          {"add", binary<add>},
          {"sub", binary<subtract>},
          {"mul", binary<multiply>},
          {"and", binary<bit_and>},
          {"or", binary<bit_or>},
          {"xor", binary<bit_xor>},
          {"gcd", binary<greatest_common_divisor>},
          {"lcm", binary<least_common_multiple>},
          {"floor_div", binary<floor_divide>},
          {"mod", binary<floor_modulo>},
          {"divmod",
           [](const Case& c) {
             BigInteger quotient, remainder;
             floor_divmod(quotient, remainder, c.big(0), c.big(1));
             return show(quotient) + "|" + show(remainder);
           }},
          {"not", unary<bit_not>},
          {"neg", unary<negate>},
          {"abs", unary<absolute>},
          {"isqrt", unary<integer_square_root>},
          {"shift_left", checked_binary<shift_left>},
          {"shift_right", checked_binary<shift_right>},
          {"power", checked_binary<power>},
          {"power_modulo",
           [](const Case& c) {
             BigInteger out;
             const Error error = power_modulo(out, c.big(0), c.big(1), c.big(2));
             return show(error, out);
           }},
          {"round_to_tens",
           [](const Case& c) {
             BigInteger out;
             round_to_tens(out, c.big(0), c.big(1));
             return show(out);
           }},
          {"true_divide", of_two<double, true_divide>},
          {"to_double",
           [](const Case& c) {
             double out = 0;
             const Error error = to_double(out, c.big(0));
             return show(error, out);
           }},
          {"from_double",
           [](const Case& c) {
             BigInteger out;
             const Error error = from_double(out, c.real(0));
             return show(error, out);
           }},
          {"compare", [](const Case& c) { return sign_of(compare(c.big(0), c.big(1))); }},
          {"compare_double", [](const Case& c) { return sign_of(compare(c.big(0), c.real(1))); }},
          {"bit_length", [](const Case& c) { return std::to_string(bit_length(c.big(0))); }},
          {"bit_count", [](const Case& c) { return std::to_string(bit_count(c.big(0))); }},
          {"to_bytes",
           [](const Case& c) {
             std::string bytes(static_cast<size_t>(c.integer(1)), '\0');
             const std::span out(reinterpret_cast<uint8_t*>(bytes.data()), bytes.size());
             const Error error = to_bytes(out, c.big(0), c.integer(2) != 0, c.integer(3) != 0);
             return error ? show(error) : midden::oracle::show_latin1(bytes);
           }},
          {"from_bytes",
           [](const Case& c) {
             BigInteger out;
             from_bytes(out, c.view(0).narrow(), c.integer(1) != 0, c.integer(2) != 0);
             return show(out);
           }},
          {"to_text",
           [](const Case& c) {
             std::string out;
             const Error error = append_integer(out, c.big(0), static_cast<int>(c.integer(1)));
             return error ? show(error) : out;
           }},
      });
}

TEST_CASE("results that cannot be held are refused before they are computed") {
  BigInteger out;
  CHECK(shift_left(out, 1, int64_t{1} << 40).kind == ErrorKind::kMemoryError);
  CHECK(power(out, 10, int64_t{1} << 40).kind == ErrorKind::kMemoryError);
}

TEST_CASE("int64 helpers notice overflow and divide as Python") {
  constexpr int64_t kMin = std::numeric_limits<int64_t>::min();
  constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
  int64_t out = 0;
  CHECK(!checked_add(kMax, 1, out));
  CHECK(!checked_sub(kMin, 1, out));
  CHECK(!checked_mul(kMax, 2, out));
  CHECK(!checked_floor_div(kMin, -1, out));
  CHECK((checked_floor_div(-7, 2, out) && out == -4));
  CHECK((checked_floor_div(7, -2, out) && out == -4));
  CHECK((checked_floor_div(-8, 2, out) && out == -4));
  CHECK(floor_mod(-7, 2) == 1);
  CHECK(floor_mod(7, -2) == -1);
  CHECK(floor_mod(kMin, -1) == 0);
  CHECK((checked_pow(-3, 3, out) && out == -27));
  CHECK((checked_pow(0, 0, out) && out == 1));
  CHECK((checked_pow(2, 62, out) && out == int64_t{1} << 62));
  CHECK(!checked_pow(2, 63, out));
  CHECK((checked_pow(-2, 63, out) && out == kMin));
  CHECK((checked_pow(1, kMax, out) && out == 1));
  CHECK(!checked_shift_left(1, 63, out));
  CHECK(!checked_shift_left(-1, 64, out));
  CHECK((checked_shift_left(-1, 62, out) && out == -(int64_t{1} << 62)));
  CHECK((checked_shift_left(0, 1000, out) && out == 0));
  CHECK(shift_right(-1, 1000) == -1);
}
