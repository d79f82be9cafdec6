#include "collectors/common/statistics.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace midden {

unsigned DurationHistogram::bucket_of(std::uint64_t ns) {
  if (ns < kPerDoubling) return static_cast<unsigned>(ns);
  const unsigned doubling = static_cast<unsigned>(std::bit_width(ns)) - 5;  // 16…31 → 0
  const unsigned bucket =
      (doubling + 1) * kPerDoubling + static_cast<unsigned>(ns >> doubling) - kPerDoubling;
  return std::min(bucket, kBuckets - 1);
}

std::uint64_t DurationHistogram::upper_end(unsigned bucket) {
  if (bucket < kPerDoubling) return bucket;
  const unsigned doubling = bucket / kPerDoubling - 1;
  const std::uint64_t mantissa = bucket % kPerDoubling + kPerDoubling;
  return ((mantissa + 1) << doubling) - 1;
}

void DurationHistogram::add(std::uint64_t ns) {
  ++buckets_[bucket_of(ns)];
  ++count_;
  total_ += ns;
  max_ = std::max(max_, ns);
}

std::uint64_t DurationHistogram::percentile_ns(double part) const {
  if (count_ == 0) return 0;
  const auto rank =
      std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::ceil(part * static_cast<double>(count_))));
  std::uint64_t seen = 0;
  for (unsigned i = 0; i < kBuckets; ++i) {
    seen += buckets_[i];
    if (seen >= rank) return i + 1 == kBuckets ? max_ : std::min(upper_end(i), max_);
  }
  return max_;
}

std::vector<std::pair<std::uint64_t, std::uint64_t>> DurationHistogram::coarse() const {
  constexpr unsigned kTogether = kPerDoubling / 2;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> list;
  for (unsigned i = 0; i < kBuckets; i += kTogether) {
    std::uint64_t count = 0;
    for (unsigned j = i; j < i + kTogether; ++j) count += buckets_[j];
    if (count > 0) list.emplace_back(upper_end(i + kTogether - 1), count);
  }
  return list;
}

void Statistics::on_event(const Event& event) {
  switch (event.type) {
    case EventType::cycle_begin:
      break;
    case EventType::cycle_end:
      ++cycles_[static_cast<std::size_t>(event.kind)];
      totals_.objects_visited += event.figures->objects_visited;
      totals_.bytes_visited += event.figures->bytes_visited;
      totals_.objects_freed += event.figures->objects_freed;
      totals_.bytes_freed += event.figures->bytes_freed;
      totals_.objects_moved += event.figures->objects_moved;
      totals_.bytes_moved += event.figures->bytes_moved;
      totals_.objects_floating += event.figures->objects_floating;
      totals_.bytes_floating += event.figures->bytes_floating;
      totals_.objects_unreachable += event.figures->objects_unreachable;
      break;
    case EventType::phase_begin:
      if (event.thread == 0) phase_began_ = event.time_ns;
      break;
    case EventType::phase_end:
      if (event.thread == 0) {
        phase_ns_[static_cast<std::size_t>(event.phase)] += event.time_ns - phase_began_;
        if (paused_) {
          in_pauses_[event.kind == CycleKind::young][static_cast<std::size_t>(event.phase)].add(
              event.time_ns - phase_began_);
        }
      } else {
        helpers_cpu_ += event.cpu_ns;
        helpers_phase_cpu_[static_cast<std::size_t>(event.phase)] += event.cpu_ns;
      }
      break;
    case EventType::pause_begin:
      pause_began_ = event.time_ns;
      pause_began_cpu_ = event.cpu_ns;
      paused_ = true;
      break;
    case EventType::pause_end:
      paused_ = false;
      pauses_.add(event.time_ns - pause_began_);
      if (event.kind == CycleKind::young) young_pauses_.add(event.time_ns - pause_began_);
      pause_cpu_ += event.cpu_ns ? event.cpu_ns - pause_began_cpu_ : event.time_ns - pause_began_;
      break;
  }
}

}  // namespace midden
