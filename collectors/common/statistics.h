#pragma once

// Statistics of one heap, a reader of its event stream.

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "collectors/common/events.h"

namespace midden {

// Durations in buckets whose width grows with the value: 16 per doubling, so a percentile is right to 6 %.
class DurationHistogram {
 public:
  void add(std::uint64_t ns);
  std::uint64_t count() const { return count_; }
  std::uint64_t total_ns() const { return total_; }
  std::uint64_t max_ns() const { return max_; }
  // The duration below which the given part (0…1) of all lie; never above the maximum.
  std::uint64_t percentile_ns(double part) const;
  // Upper end in ns and number of durations, two entries per doubling; none that are empty.
  std::vector<std::pair<std::uint64_t, std::uint64_t>> coarse() const;

 private:
  static constexpr unsigned kPerDoubling = 16;
  static constexpr unsigned kBuckets = 48 * kPerDoubling;
  static unsigned bucket_of(std::uint64_t ns);
  static std::uint64_t upper_end(unsigned bucket);

  std::array<std::uint32_t, kBuckets> buckets_{};
  std::uint64_t count_ = 0;
  std::uint64_t total_ = 0;
  std::uint64_t max_ = 0;
};

class Statistics : public EventSink {
 public:
  void on_event(const Event& event) override;

  std::uint64_t cycles(CycleKind kind) const { return cycles_[static_cast<std::size_t>(kind)]; }
  const DurationHistogram& pauses() const { return pauses_; }
  // Those that did no more than collect the young.
  const DurationHistogram& young_pauses() const { return young_pauses_; }
  // Of the phases inside pauses, on the mutator's thread; those of collections of the young, which may be
  // part of another cycle's pause, are apart.
  const DurationHistogram& in_pauses(Phase phase, bool young = false) const {
    return in_pauses_[young][static_cast<std::size_t>(phase)];
  }
  std::uint64_t pause_cpu_ns() const { return pause_cpu_; }
  std::uint64_t helpers_cpu_ns() const { return helpers_cpu_; }
  std::uint64_t helpers_cpu_ns(Phase phase) const {
    return helpers_phase_cpu_[static_cast<std::size_t>(phase)];
  }
  std::uint64_t phase_ns(Phase phase) const { return phase_ns_[static_cast<std::size_t>(phase)]; }
  // CPU time of the mutator's thread in allocation slow paths and assists, outside pauses.
  std::uint64_t collector_in_mutator_ns() const { return collector_in_mutator_; }
  // The part of it that was marking, not sweeping.
  std::uint64_t marking_in_mutator_ns() const { return marking_in_mutator_; }
  void add_collector_in_mutator(std::uint64_t ns, Phase phase = Phase::sweep) {
    collector_in_mutator_ += ns;
    if (phase == Phase::mark) marking_in_mutator_ += ns;
  }
  // Sums over all cycles.
  const CycleFigures& totals() const { return totals_; }

 private:
  std::array<std::uint64_t, static_cast<std::size_t>(CycleKind::count_)> cycles_{};
  std::array<std::uint64_t, static_cast<std::size_t>(Phase::count_)> phase_ns_{};
  DurationHistogram pauses_;
  DurationHistogram young_pauses_;
  std::array<std::array<DurationHistogram, static_cast<std::size_t>(Phase::count_)>, 2> in_pauses_;
  CycleFigures totals_;
  std::uint64_t pause_cpu_ = 0;
  std::uint64_t helpers_cpu_ = 0;
  std::array<std::uint64_t, static_cast<std::size_t>(Phase::count_)> helpers_phase_cpu_{};
  std::uint64_t collector_in_mutator_ = 0;
  std::uint64_t marking_in_mutator_ = 0;
  std::uint64_t pause_began_ = 0;
  std::uint64_t pause_began_cpu_ = 0;
  std::uint64_t phase_began_ = 0;
  bool paused_ = false;
};

}  // namespace midden
