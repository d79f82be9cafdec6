// The statistics of the tables. A figure is a distribution over invocations (fresh processes); it is told as
// its median with a 95 % bootstrap interval, and never compared without one.
#pragma once

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

}  // namespace midden::lab
