// The statistics of the tables. A figure is a distribution over invocations (fresh processes); it is told as
// its median with a 95 % bootstrap interval, and never compared without one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace midden::lab {

struct Estimate {
  double value = 0;
  double low = 0;   // 2.5 % and
  double high = 0;  // 97.5 % of the bootstrap distribution
};

inline constexpr int kResamples = 4000;
inline constexpr std::uint64_t kBootstrapSeed = 20221122;

// Linear interpolation between order statistics: R's type 7, NumPy's default. `p` from 0 to 1; values not
// empty.
double quantile(std::span<const double> values, double p);
double median(std::span<const double> values);
double geometric_mean(std::span<const double> values);

// The median with a percentile bootstrap interval.
Estimate median_estimate(std::span<const double> values);

// median(a) / median(b), where a[i] and b[i] come from the same round: rounds are resampled, so that what a
// whole round shares (a noisy neighbour) cancels. a and b have the same length, not empty.
Estimate ratio_estimate(std::span<const double> a, std::span<const double> b);

// The geometric mean over programs of ratio_estimate's ratio; the rounds of each program are resampled on
// their own.
struct PairedSeries {
  std::vector<double> a, b;
};
Estimate geometric_mean_of_ratios(std::span<const PairedSeries> programs);

// What a configuration cost in each round, and which part of that is plainly its collector's. Both have the
// same length, and so have those of all configurations; an index is a round.
struct CostSeries {
  std::vector<double> total, attributable;
};
// Lower-bound overhead (Cai et al., "Distilling the Real Cost of Production Garbage Collectors", ISPASS
// 2022): the least total without the attributable part, over all configurations, stands for a run without a
// collector, and every total is divided by it. Costs that cannot be told from the program's own (counting,
// barriers, lost locality) make the true overhead larger.
struct LowerBound {
  std::size_t floor_index = 0;  // whose cost without collecting is the least
  double floor = 0;
  std::vector<Estimate> overheads;
};
LowerBound lower_bound_overhead(std::span<const CostSeries> configurations);

}  // namespace midden::lab
