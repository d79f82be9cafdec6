#include "lab/statistics.h"

#include <algorithm>
#include <cmath>
#include <random>

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

}  // namespace midden::lab
