#pragma once

// SizePolicy: when a tracing collector collects next. The live size times a factor, within bounds.

#include <cstddef>

#include "heap/budget.h"

namespace midden {

class SizePolicy {
 public:
  // early: cycles go on beside the mutator and must begin before the limit is reached.
  SizePolicy(double growth, std::size_t minimum, bool early = false)
      : growth_(growth), minimum_(minimum), early_(early), threshold_(minimum) {}

  void cycle_ended(std::size_t live, const Budget& budget) {
    const double wanted = static_cast<double>(live) * growth_;
    threshold_ = wanted > static_cast<double>(minimum_) ? static_cast<std::size_t>(wanted) : minimum_;
    if (budget.limit() == 0) return;
    const std::size_t most = !early_                   ? budget.allowed()
                             : live < budget.allowed() ? live + (budget.allowed() - live) / 2
                                                       : live;
    if (threshold_ > most) threshold_ = most;
  }
  // With so many bytes allocated and not known to be dead, it is time.
  bool due(std::size_t used) const { return used >= threshold_; }
  // What may be allocated while a cycle that began at `used` goes on beside the mutator, before that has to
  // finish it: half as much again as the threshold (at least 32 MB), but half of what is left of the limit.
  std::size_t room_for_marking(std::size_t used, const Budget& budget) const {
    constexpr std::size_t kLeast = std::size_t{32} << 20;
    const std::size_t wanted = threshold_ / 2 > kLeast ? threshold_ / 2 : kLeast;
    if (budget.limit() == 0) return wanted;
    const std::size_t left = budget.allowed() > used ? (budget.allowed() - used) / 2 : 0;
    return wanted < left ? wanted : left;
  }
  std::size_t threshold() const { return threshold_; }

 private:
  const double growth_;
  const std::size_t minimum_;
  const bool early_;
  std::size_t threshold_;
};

// After a collection for want of memory less than this part of the limit is free: collecting again and again
// would be all the program does, so the allocation is refused.
inline bool too_tight(std::size_t live, const Budget& budget) {
  return budget.limit() != 0 && live > budget.allowed() - budget.allowed() / 50;
}

}  // namespace midden
