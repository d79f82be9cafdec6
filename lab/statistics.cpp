#include "lab/statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <tuple>
#include <utility>

namespace midden::lab {

namespace {

double quantile_in_place(std::vector<double>& values, double p) {
  double position = p * static_cast<double>(values.size() - 1);
  auto below = static_cast<std::size_t>(position);
  auto lower = values.begin() + static_cast<std::ptrdiff_t>(below);
  std::nth_element(values.begin(), lower, values.end());
  double low = *lower;
  double part = position - static_cast<double>(below);
  if (part == 0) return low;
  double high = *std::min_element(lower + 1, values.end());
  return low + part * (high - low);
}

// Draws the rounds of one resample, the same for every series of a program.
class Resampler {
 public:
  const std::vector<std::size_t>& draw(std::size_t count) {
    indices_.resize(count);
    std::uniform_int_distribution<std::size_t> pick(0, count - 1);
    for (std::size_t& index : indices_) index = pick(generator_);
    return indices_;
  }

 private:
  std::mt19937_64 generator_{kBootstrapSeed};
  std::vector<std::size_t> indices_;
};

double median_at(std::span<const double> values, const std::vector<std::size_t>& indices,
                 std::vector<double>& scratch) {
  scratch.clear();
  for (std::size_t index : indices) scratch.push_back(values[index]);
  return quantile_in_place(scratch, 0.5);
}

template <typename Statistic>
Estimate bootstrap(double value, Statistic statistic) {
  Resampler resampler;
  std::vector<double> distribution, scratch;
  distribution.reserve(kResamples);
  for (int i = 0; i < kResamples; ++i) distribution.push_back(statistic(resampler, scratch));
  return {value, quantile_in_place(distribution, 0.025), quantile_in_place(distribution, 0.975)};
}

}  // namespace

double quantile(std::span<const double> values, double p) {
  std::vector<double> copy(values.begin(), values.end());
  return quantile_in_place(copy, p);
}

double median(std::span<const double> values) { return quantile(values, 0.5); }

double geometric_mean(std::span<const double> values) {
  double sum = 0;
  for (double value : values) sum += std::log(value);
  return std::exp(sum / static_cast<double>(values.size()));
}

Estimate median_estimate(std::span<const double> values) {
  return bootstrap(median(values), [&](Resampler& resampler, std::vector<double>& scratch) {
    return median_at(values, resampler.draw(values.size()), scratch);
  });
}

Estimate ratio_estimate(std::span<const double> a, std::span<const double> b) {
  return bootstrap(median(a) / median(b), [&](Resampler& resampler, std::vector<double>& scratch) {
    const auto& rounds = resampler.draw(a.size());
    double numerator = median_at(a, rounds, scratch);
    return numerator / median_at(b, rounds, scratch);
  });
}

Estimate geometric_mean_of_ratios(std::span<const PairedSeries> programs) {
  std::vector<double> ratios;
  for (const PairedSeries& program : programs) ratios.push_back(median(program.a) / median(program.b));
  std::vector<double> resampled;
  return bootstrap(geometric_mean(ratios), [&](Resampler& resampler, std::vector<double>& scratch) {
    resampled.clear();
    for (const PairedSeries& program : programs) {
      const auto& rounds = resampler.draw(program.a.size());
      double numerator = median_at(program.a, rounds, scratch);
      resampled.push_back(numerator / median_at(program.b, rounds, scratch));
    }
    return geometric_mean(resampled);
  });
}

namespace {

// The least cost without collecting, and whose it is; totals receives the medians of all.
std::pair<double, std::size_t> distil(std::span<const CostSeries> configurations,
                                      const std::vector<std::size_t>& rounds, std::vector<double>& totals,
                                      std::vector<double>& scratch) {
  std::pair<double, std::size_t> least{std::numeric_limits<double>::infinity(), 0};
  totals.clear();
  for (std::size_t i = 0; i < configurations.size(); ++i) {
    const CostSeries& costs = configurations[i];
    totals.push_back(median_at(costs.total, rounds, scratch));
    scratch.clear();
    for (std::size_t round : rounds) scratch.push_back(costs.total[round] - costs.attributable[round]);
    least = std::min(least, {quantile_in_place(scratch, 0.5), i});
  }
  return least;
}

}  // namespace

LowerBound lower_bound_overhead(std::span<const CostSeries> configurations) {
  const std::size_t rounds = configurations.front().total.size();
  std::vector<std::size_t> all(rounds);
  std::iota(all.begin(), all.end(), std::size_t{0});
  LowerBound result;
  std::vector<double> totals, scratch;
  std::tie(result.floor, result.floor_index) = distil(configurations, all, totals, scratch);
  for (double total : totals) result.overheads.push_back({total / result.floor, 0, 0});

  Resampler resampler;
  std::vector<std::vector<double>> distributions(configurations.size());
  for (int i = 0; i < kResamples; ++i) {
    const double floor = distil(configurations, resampler.draw(rounds), totals, scratch).first;
    for (std::size_t c = 0; c < totals.size(); ++c) distributions[c].push_back(totals[c] / floor);
  }
  for (std::size_t c = 0; c < distributions.size(); ++c) {
    result.overheads[c].low = quantile_in_place(distributions[c], 0.025);
    result.overheads[c].high = quantile_in_place(distributions[c], 0.975);
  }
  return result;
}

}  // namespace midden::lab
