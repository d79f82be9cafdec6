#include "lab/utilisation.h"

#include <algorithm>

namespace midden::lab {

namespace {

// Disjoint, in order, within the run.
std::vector<Pause> merged_pauses(std::span<const Pause> pauses, double length) {
  std::vector<Pause> sorted;
  for (const Pause& pause : pauses) {
    Pause inside{std::max(pause.start, 0.0), std::min(pause.end, length)};
    if (inside.start < inside.end) sorted.push_back(inside);
  }
  std::sort(sorted.begin(), sorted.end(), [](const Pause& a, const Pause& b) { return a.start < b.start; });
  std::vector<Pause> merged;
  for (const Pause& pause : sorted) {
    if (!merged.empty() && pause.start <= merged.back().end) {
      merged.back().end = std::max(merged.back().end, pause.end);
    } else {
      merged.push_back(pause);
    }
  }
  return merged;
}

class PausedTime {
 public:
  explicit PausedTime(std::vector<Pause> pauses) : pauses_(std::move(pauses)) {
    double sum = 0;
    for (const Pause& pause : pauses_) {
      before_.push_back(sum);
      sum += pause.end - pause.start;
    }
  }

  // How much of [0, time] was paused.
  double until(double time) const {
    auto next = std::upper_bound(pauses_.begin(), pauses_.end(), time,
                                 [](double t, const Pause& pause) { return t < pause.start; });
    if (next == pauses_.begin()) return 0;
    auto last = static_cast<std::size_t>(next - pauses_.begin()) - 1;
    return before_[last] + std::min(time, pauses_[last].end) - pauses_[last].start;
  }

  // The paused share of a window only changes its direction where an end of the window meets an end of a
  // pause, so the worst window begins with a pause or ends with one.
  double worst_utilisation(double length, double window) const {
    double worst = 0;
    auto look = [&](double start) {
      start = std::clamp(start, 0.0, length - window);
      worst = std::max(worst, until(start + window) - until(start));
    };
    for (const Pause& pause : pauses_) {
      look(pause.start);
      look(pause.end - window);
    }
    return std::max(0.0, 1 - worst / window);
  }

  const std::vector<Pause>& pauses() const { return pauses_; }

 private:
  std::vector<Pause> pauses_;
  std::vector<double> before_;  // paused time before each
};

}  // namespace

double minimum_mutator_utilisation(std::span<const Pause> pauses, double length, double window) {
  return PausedTime(merged_pauses(pauses, length)).worst_utilisation(length, std::min(window, length));
}

double bounded_mutator_utilisation(std::span<const Pause> pauses, double length, double window) {
  PausedTime paused(merged_pauses(pauses, length));
  window = std::min(window, length);
  double least = std::min(paused.worst_utilisation(length, window), paused.worst_utilisation(length, length));
  // Where utilisation is least over longer windows, the window begins with one pause and ends with another,
  // or with an end of the run.
  auto look = [&](double start, double end) {
    if (end - start < window) return;
    least = std::min(least, 1 - (paused.until(end) - paused.until(start)) / (end - start));
  };
  for (const Pause& first : paused.pauses()) {
    look(first.start, length);
    look(0, first.end);
    for (const Pause& last : paused.pauses()) look(first.start, last.end);
  }
  return least;
}

}  // namespace midden::lab
