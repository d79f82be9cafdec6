#pragma once

// SizePolicy: when a tracing collector collects next (--set sizing=…).
//
//   growth       what survived, times a factor
//   v8           times a factor that grows with the cost of allocation and falls with that of marking, such
//                that the mutator keeps its share of the time
//   membalancer  what survived plus the square root of survivors × allocation rate / marking speed (Kirisame
//   et
//                al., OOPSLA 2022): the split of memory between heaps that costs least time in all
//   fixed        at one size, whatever survives

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "collectors/common/options.h"
#include "heap/budget.h"

namespace midden {

enum class Sizing : std::uint8_t { growth, v8, membalancer, fixed };

inline constexpr OptionDescription kGrowthOption = {
    "growth", OptionType::number,
    "2",      1.05,
    100,      "sizing=growth: collect when the heap has grown to this multiple of what survived"};
inline constexpr OptionDescription kMinimumOption = {
    "minimum", OptionType::size,
    "16M",     0,
    1e13,      "never collect below this size, unless the limit demands it"};
constexpr OptionDescription sizing_option(const char* default_value) {
  return {"sizing",
          OptionType::choice,
          default_value,
          0,
          0,
          "how it is decided when to collect next",
          "growth|v8|membalancer|fixed"};
}
inline constexpr OptionDescription kSizeOption = {
    "size", OptionType::size, "64M", 0, 1e13, "sizing=fixed: collect at this size"};
inline constexpr OptionDescription kBalanceOption = {
    "balance", OptionType::number,
    "0.01",    1e-6,
    1e6,       "sizing=membalancer: the constant c, per MB; four times as much means half the room"};

// What a cycle and the time since the one before it were like.
struct CycleMeasure {
  std::size_t live = 0;
  std::uint64_t marked_bytes = 0;
  std::uint64_t mark_ns = 0;  // CPU time, of all threads
  std::uint64_t allocated_bytes = 0;
  std::uint64_t mutator_ns = 0;
};

class SizePolicy {
 public:
  // early: cycles go on beside the mutator and must begin before the limit is reached.
  SizePolicy(OptionTable table, const HeapSettings& settings, const Budget& budget, bool early = false)
      : sizing_(static_cast<Sizing>(option_size(table, settings, "sizing"))),
        growth_(option_number(table, settings, "growth")),
        minimum_(option_size(table, settings, "minimum")),
        size_(option_size(table, settings, "size")),
        balance_(option_number(table, settings, "balance") / kMega),
        early_(early) {
    set_threshold(0, 0, budget);
  }

  void cycle_ended(const CycleMeasure& cycle, const Budget& budget) {
    smooth(mark_speed_, cycle.marked_bytes, cycle.mark_ns);
    smooth(allocation_speed_, cycle.allocated_bytes, cycle.mutator_ns);
    set_threshold(cycle.live, wanted_for(static_cast<double>(cycle.live)), budget);
  }
  // With so many bytes allocated and not known to be dead, it is time.
  bool due(std::size_t used) const { return used >= threshold_; }
  std::size_t threshold() const { return threshold_; }
  // What may be allocated while a cycle that began at `used` goes on beside the mutator, before that has to
  // finish it: half as much again as the threshold (at least 32 MB), but half of what is left of the limit.
  std::size_t room_for_marking(std::size_t used, const Budget& budget) const {
    const std::size_t wanted = std::max(threshold_ / 2, std::size_t{32} << 20);
    if (budget.limit() == 0) return wanted;
    return std::min(wanted, budget.allowed() > used ? (budget.allowed() - used) / 2 : 0);
  }

 private:
  static constexpr double kMega = 1 << 20;

  // Bytes per nanosecond, the latest measurement weighing half.
  static void smooth(double& speed, std::uint64_t bytes, std::uint64_t ns) {
    if (bytes == 0 || ns == 0) return;
    const double now = static_cast<double>(bytes) / static_cast<double>(ns);
    speed = speed == 0 ? now : (speed + now) / 2;
  }

  double wanted_for(double live) const {
    switch (sizing_) {
      case Sizing::growth:
        return live * growth_;
      case Sizing::v8: {
        // The room in which the mutator, while it fills it, has had its share of the time when the next
        // marking of all that survived is paid for.
        constexpr double kMutatorShare = 0.97, kLeast = 1.1, kMost = 4, kLeastRoom = 8 * kMega;
        double factor = kMost;
        if (mark_speed_ > 0 && allocation_speed_ > 0) {
          const double part = mark_speed_ / allocation_speed_ * (1 - kMutatorShare);
          if (part > kMutatorShare) factor = std::clamp(part / (part - kMutatorShare), kLeast, kMost);
        }
        return std::max(live * factor, live + kLeastRoom);
      }
      case Sizing::membalancer:
        if (mark_speed_ == 0) return live * growth_;
        return live + std::sqrt(live * allocation_speed_ / (balance_ * mark_speed_));
      case Sizing::fixed:
        return static_cast<double>(size_);
    }
    return 0;
  }

  void set_threshold(std::size_t live, double wanted, const Budget& budget) {
    threshold_ = sizing_ == Sizing::fixed ? size_ : std::max(static_cast<std::size_t>(wanted), minimum_);
    if (budget.limit() == 0) return;
    const std::size_t allowed = budget.allowed();
    const std::size_t most = !early_ ? allowed : live < allowed ? live + (allowed - live) / 2 : live;
    threshold_ = std::min(threshold_, most);
  }

  const Sizing sizing_;
  const double growth_;
  const std::size_t minimum_;
  const std::size_t size_;
  const double balance_;
  const bool early_;
  std::size_t threshold_ = 0;
  double mark_speed_ = 0;
  double allocation_speed_ = 0;
};

// After a collection for want of memory less than this part of the limit is free: collecting again and again
// would be all the program does, so the allocation is refused.
inline bool too_tight(std::size_t live, const Budget& budget) {
  return budget.limit() != 0 && live > budget.allowed() - budget.allowed() / 50;
}

}  // namespace midden
