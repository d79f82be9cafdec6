#include <catch2/catch.hpp>

#include "tests/oracle/differential.h"
#include "workloads/interpreter/numeric/mersenne_twister.h"

using namespace midden::numeric;
using midden::oracle::Case;
using midden::oracle::show;

namespace {

std::string numbers(MersenneTwister& generator) {
  std::string out = show(generator.random());
  for (const uint64_t bits : {1, 31, 32, 33, 64, 65, 200, 0}) {
    BigInteger value;
    generator.getrandbits(value, bits);
    out += "|" + show(value);
  }
  double last = 0;
  for (int i = 0; i < 700; ++i) last = generator.random();
  return out + "|" + show(last);
}

}  // namespace

TEST_CASE("the same seed gives the numbers of CPython's random") {
  midden::oracle::compare_with_python(
      "tests/numeric/random_cases.py",
      {
          {"int_seed",
           [](const Case& c) {
             MersenneTwister generator;
             generator.seed(c.big(0));
             return numbers(generator);
           }},
          {"text_seed",
           [](const Case& c) {
             MersenneTwister generator;
             const std::string utf8 = c.string(0);
             generator.seed_bytes({reinterpret_cast<const uint8_t*>(utf8.data()), utf8.size()});
             return numbers(generator);
           }},
          {"state",
           [](const Case& c) {
             MersenneTwister generator;
             generator.seed(c.big(0));
             std::string out;
             for (const uint32_t word : generator.state()) out += std::to_string(word) + "|";
             return out + std::to_string(generator.position());
           }},
      });
}

TEST_CASE("a restored state continues the same sequence") {
  MersenneTwister first, second;
  first.seed(7);
  for (int i = 0; i < 100; ++i) first.random();
  REQUIRE(second.set_state(first.state(), first.position()));
  for (int i = 0; i < 1000; ++i) REQUIRE(first.next32() == second.next32());
  CHECK(!second.set_state(first.state(), 625));
}
