// Random graphs under every collector, with the verifier and random collections on.

#include "tests/conformance/random_graph.h"

using namespace midden;
using namespace midden::conformance;

TEMPLATE_LIST_TEST_CASE("random graphs against a shadow, verified after each cycle", "", AllCollectors) {
  HeapSettings settings;
  settings.verify = true;
  for (std::uint64_t seed = 1; seed <= (kSlowBuild ? 2u : 6u); ++seed) {
    const std::uint64_t announced = mutate<World<TestType>>(seed, settings, 6000);
    CHECK((announced > 0 || std::string(TestType::Collector::kName) == "none"));
  }
}

TEMPLATE_LIST_TEST_CASE("random graphs under stress", "", AllCollectors) {
  HeapSettings settings;
  settings.verify = true;
  settings.stress_interval = 10;
  for (std::uint64_t seed = 100; seed < (kSlowBuild ? 102u : 106u); ++seed) {
    mutate<World<TestType>>(seed, settings, 3000);
  }
  settings.stress_interval = 1;
  const std::uint64_t announced = mutate<World<TestType>>(7, settings, 1000);
  CHECK((announced > 0 || std::string(TestType::Collector::kName) == "none"));
}

TEMPLATE_LIST_TEST_CASE("random graphs in a tight heap", "", ReclaimingCollectors) {
  HeapSettings settings;
  settings.limit_bytes = 24 << 20;
  mutate<World<TestType>>(11, settings, 20000);
}

TEMPLATE_LIST_TEST_CASE("random graphs when full collections walk memory", "", CountingCollectors) {
  HeapSettings settings;
  settings.verify = true;
  settings.options["by_memory_from"] = "0";
  for (std::uint64_t seed = 200; seed < (kSlowBuild ? 202u : 206u); ++seed) {
    mutate<World<TestType>>(seed, settings, 6000);
  }
  settings.stress_interval = 10;
  mutate<World<TestType>>(300, settings, 3000);
}
