#pragma once

// SizePolicy: when a tracing collector collects next. The live size times a factor, within bounds.

#include <cstddef>

#include "heap/budget.h"

namespace midden {

class SizePolicy {
 public:
  SizePolicy(double growth, std::size_t minimum) : growth_(growth), minimum_(minimum), threshold_(minimum) {}

  void cycle_ended(std::size_t live, const Budget& budget) {
    const double wanted = static_cast<double>(live) * growth_;
    threshold_ = wanted > static_cast<double>(minimum_) ? static_cast<std::size_t>(wanted) : minimum_;
    if (threshold_ > budget.allowed()) threshold_ = budget.allowed();
  }
  // With so many bytes allocated and not known to be dead, it is time.
  bool due(std::size_t used) const { return used >= threshold_; }
  std::size_t threshold() const { return threshold_; }

 private:
  const double growth_;
  const std::size_t minimum_;
  std::size_t threshold_;
};

// After a collection for want of memory less than this part of the limit is free: collecting again and again
// would be all the program does, so the allocation is refused.
inline bool too_tight(std::size_t live, const Budget& budget) {
  return budget.limit() != 0 && live > budget.allowed() - budget.allowed() / 50;
}

}  // namespace midden
