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

// Questions about ascending times, answered in one walk over the pauses.
class PausedUntil {
 public:
  explicit PausedUntil(const std::vector<Pause>& pauses) : pauses_(pauses) {}

  // How much of [0, time] was paused.
  double operator()(double time) {
    while (next_ < pauses_.size() && pauses_[next_].end <= time) {
      ended_ += pauses_[next_].end - pauses_[next_].start;
      ++next_;
    }
    return ended_ + (next_ < pauses_.size() ? std::max(0.0, time - pauses_[next_].start) : 0);
  }

 private:
  const std::vector<Pause>& pauses_;
  std::size_t next_ = 0;
  double ended_ = 0;
};

// The paused share of a window only changes its direction where an end of the window meets an end of a pause,
// so the worst window begins with a pause or ends with one.
double worst_utilisation(const std::vector<Pause>& merged, double length, double window) {
  if (window <= 0) return merged.empty() ? 1 : 0;
  double worst = 0;
  auto look = [&](auto start_of) {
    PausedUntil until_start(merged), until_end(merged);
    for (const Pause& pause : merged) {
      double start = std::clamp(start_of(pause), 0.0, length - window);
      double before = until_start(start);
      worst = std::max(worst, until_end(start + window) - before);
    }
  };
  look([](const Pause& pause) { return pause.start; });
  look([&](const Pause& pause) { return pause.end - window; });
  return std::max(0.0, 1 - worst / window);
}

}  // namespace

double minimum_mutator_utilisation(std::span<const Pause> pauses, double length, double window) {
  return worst_utilisation(merged_pauses(pauses, length), length, std::min(window, length));
}

UtilisationCurve utilisation_curve(std::span<const Pause> pauses, double length,
                                   std::span<const double> windows) {
  const std::vector<Pause> merged = merged_pauses(pauses, length);
  UtilisationCurve curve;
  for (double window : windows)
    curve.minimum.push_back(worst_utilisation(merged, length, std::min(window, length)));
  curve.bounded = curve.minimum;
  for (std::size_t i = curve.bounded.size(); i-- > 1;)
    curve.bounded[i - 1] = std::min(curve.bounded[i - 1], curve.bounded[i]);
  return curve;
}

}  // namespace midden::lab
