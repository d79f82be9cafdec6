#pragma once

// NurseryPolicy: how much may be born in the nursery before the next collection of the young, and what that
// collection does with what it finds alive. All of eden may survive, and then copying it is the pause; so
// eden is as large as the measured cost of copying allows.
//
//   size      what is expected to survive is copied within the pause goal; if all survives, within twice
//             that
//   promoting at once, when most of what survived one collection has lately survived the next one, too: being
//             copied twice would gain nothing. Looked at again now and then.
//   resting   when most of eden survives, objects are born old for a while: not copying at all is cheapest
//
// With a goal of 0 none of this happens: eden is always the whole nursery.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace midden {

// One collection of the young; bytes.
struct ScavengeMeasure {
  std::size_t eden = 0;           // was in eden, …
  std::size_t eden_survived = 0;  // … and lives
  std::size_t aged = 0;           // had survived one collection, …
  std::size_t aged_survived = 0;  // … and now another
  std::uint64_t ns = 0;           // CPU time
};

class NurseryPolicy {
 public:
  NurseryPolicy(std::size_t most_bytes, double goal_ms)
      : most_(most_bytes), least_(std::min(most_bytes, kLeast)), goal_ns_(goal_ms * 1e6), eden_(most_bytes) {
    if (adapts()) set_eden(0);
  }

  bool adapts() const { return goal_ns_ > 0; }
  // How large eden may become.
  std::size_t eden_bytes() const { return eden_; }
  bool promotes_at_once() const { return at_once_ > 0; }
  // Asked after each collection: what is to be allocated in old space before eden is used again.
  std::size_t take_rest() { return std::exchange(rest_, 0); }
  // Of what is in eden and among the survivors now, this much will probably be copied.
  std::size_t expected_copies(std::size_t eden, std::size_t aged) const {
    return static_cast<std::size_t>(static_cast<double>(eden) * survival_) + aged;
  }

  void scavenged(const ScavengeMeasure& measure) {
    if (!adapts() || measure.eden < kWorthMeasuring) return;
    const auto copied = static_cast<double>(measure.eden_survived + measure.aged_survived);
    const auto ns = static_cast<double>(measure.ns);
    if (copied < kWorthMeasuring) {
      fixed_ns_ = (fixed_ns_ + ns) / 2;
    } else {
      ns_per_byte_ = (ns_per_byte_ + std::max(ns - fixed_ns_, 0.1 * copied) / copied) / 2;
    }
    const double survived = static_cast<double>(measure.eden_survived) / static_cast<double>(measure.eden);
    // Up at once, down slowly.
    survival_ = std::max(survived, (survival_ + survived) / 2);
    if (measure.aged >= kWorthMeasuring) {
      const double twice = static_cast<double>(measure.aged_survived) / static_cast<double>(measure.aged);
      if (twice > kMost) at_once_ = kTimesAtOnce + 1;
    }
    if (at_once_ > 0) --at_once_;
    rests_ = survived > kMost ? std::min(rests_ + 1, kMostRests) : 0;
    rest_ = rests_ > 0 ? eden_ << (rests_ + 1) : 0;
    set_eden(promotes_at_once() ? 0 : measure.eden_survived);
  }

 private:
  static constexpr std::size_t kLeast = 256 * 1024;
  static constexpr std::size_t kWorthMeasuring = 64 * 1024;
  // What counts as most.
  static constexpr double kMost = 0.6;
  static constexpr unsigned kTimesAtOnce = 8;
  static constexpr unsigned kMostRests = 4;
  static constexpr double kWorstPause = 2;  // of the goal

  void set_eden(std::size_t survivors) {
    const auto old = static_cast<double>(survivors);
    const double expected = ((goal_ns_ - fixed_ns_) / ns_per_byte_ - old) / std::max(survival_, 0.01);
    const double worst = kWorstPause * goal_ns_ / ns_per_byte_ - old;
    eden_ = static_cast<std::size_t>(
        std::clamp(std::min(expected, worst), static_cast<double>(least_), static_cast<double>(most_)));
  }

  const std::size_t most_;
  const std::size_t least_;
  const double goal_ns_;
  std::size_t eden_;
  double ns_per_byte_ = 1;
  double fixed_ns_ = 0;
  double survival_ = 0.1;
  unsigned at_once_ = 0;
  unsigned rests_ = 0;
  std::size_t rest_ = 0;
};

}  // namespace midden
