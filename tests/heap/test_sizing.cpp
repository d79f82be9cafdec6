// When to collect next: the rules, worked by hand.

#include <catch2/catch.hpp>

#include "collectors/common/heap_settings.h"
#include "collectors/marksweep/marksweep.h"

using namespace midden;

namespace {

constexpr std::size_t kMega = 1 << 20;

std::size_t threshold_after(const char* sizing, const CycleMeasure& cycle, std::size_t limit = 0,
                            bool early = false) {
  HeapSettings settings;
  settings.options = {{"sizing", sizing}, {"growth", "3"}, {"minimum", "4M"}, {"size", "48M"}};
  const Budget budget(limit);
  SizePolicy policy(kMarksweepOptionTable, settings, budget, early);
  policy.cycle_ended(cycle, budget);
  return policy.threshold();
}

// 100 MB alive, marked at `mark` bytes per ns, while the mutator allocated at `allocation` bytes per ns.
CycleMeasure cycle(double mark, double allocation, std::size_t live = 100 * kMega) {
  return {live, live, static_cast<std::uint64_t>(static_cast<double>(live) / mark), live,
          static_cast<std::uint64_t>(static_cast<double>(live) / allocation)};
}

}  // namespace

TEST_CASE("sizing by growth, and at a fixed size") {
  CHECK(threshold_after("growth", cycle(1, 1)) == 300 * kMega);
  CHECK(threshold_after("growth", cycle(1, 1, kMega)) == 4 * kMega);
  CHECK(threshold_after("fixed", cycle(1, 1)) == 48 * kMega);
}

TEST_CASE("sizing as V8: R(1-MU) / (R(1-MU) - MU), between 1.1 and 4") {
  // R = 100: 3 / (3 - 0.97) = 1.47783
  CHECK(threshold_after("v8", cycle(1, 0.01)) == Approx(147.783 * kMega).epsilon(0.001));
  // R = 40: 1.2 / 0.23 = 5.2; R = 20: no room would be enough; R = 1000: 30 / 29.03 = 1.03
  CHECK(threshold_after("v8", cycle(1, 0.025)) == 400 * kMega);
  CHECK(threshold_after("v8", cycle(1, 0.05)) == 400 * kMega);
  CHECK(threshold_after("v8", cycle(1, 0.001)) == Approx(110.0 * kMega));
  // At least 8 MB of room.
  CHECK(threshold_after("v8", cycle(1, 0.001, 10 * kMega)) == 18 * kMega);
}

TEST_CASE("sizing by MemBalancer's square root") {
  // sqrt(100 MB * 0.5 / (0.01 / MB)) = 70.71 MB
  CHECK(threshold_after("membalancer", cycle(1, 0.5)) == Approx(170.711 * kMega).epsilon(0.001));
  // Four times the allocation rate: twice the room.
  CHECK(threshold_after("membalancer", cycle(1, 2)) == Approx(241.421 * kMega).epsilon(0.001));
}

TEST_CASE("with a limit cycles begin early enough to go on beside the mutator") {
  const Budget budget(200 * kMega);
  const std::size_t allowed = budget.allowed();
  CHECK(threshold_after("growth", cycle(1, 1), 200 * kMega) == allowed);
  CHECK(threshold_after("growth", cycle(1, 1), 200 * kMega, true) == (allowed + 100 * kMega) / 2);
}
