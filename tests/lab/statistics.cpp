#include "lab/statistics.h"

#include <catch2/catch.hpp>
#include <numeric>
#include <vector>

using namespace midden::lab;

namespace {

std::vector<double> one_to(int n) {
  std::vector<double> values(static_cast<std::size_t>(n));
  std::iota(values.begin(), values.end(), 1.0);
  return values;
}

}  // namespace

TEST_CASE("quantiles are R's type 7") {
  // R: quantile(1:10, c(0, .25, .5, .95, 1)) gives 1, 3.25, 5.5, 9.55, 10.
  std::vector<double> values = {7, 3, 10, 1, 9, 2, 8, 4, 6, 5};
  CHECK(quantile(values, 0) == Approx(1));
  CHECK(quantile(values, 0.25) == Approx(3.25));
  CHECK(quantile(values, 0.5) == Approx(5.5));
  CHECK(quantile(values, 0.95) == Approx(9.55));
  CHECK(quantile(values, 1) == Approx(10));
  // R: quantile(c(15, 20, 35, 40, 50), .4) gives 29.
  CHECK(quantile(std::vector<double>{15, 20, 35, 40, 50}, 0.4) == Approx(29));
}

TEST_CASE("medians of odd and even counts") {
  CHECK(median(std::vector<double>{4}) == 4);
  CHECK(median(std::vector<double>{9, 1, 5}) == 5);
  CHECK(median(std::vector<double>{9, 1, 5, 6}) == 5.5);
}

TEST_CASE("geometric mean") {
  CHECK(geometric_mean(std::vector<double>{1, 10, 100}) == Approx(10));
  // Python: statistics.geometric_mean([1.043, 1.041, 2.106]).
  CHECK(geometric_mean(std::vector<double>{1.043, 1.041, 2.106}) == Approx(1.31744088).epsilon(1e-8));
}

TEST_CASE("the bootstrap interval of the median agrees with the exact bootstrap distribution") {
  // A resample of n distinct values has a median <= x(k) with the probability that a binomial(n, k/n) is at
  // least (n+1)/2. n = 5: 0.0579 for k = 1 and 0.9421 for k = 4, so the interval is all of the range.
  Estimate five = median_estimate(one_to(5));
  CHECK(five.value == 3);
  CHECK(five.low == 1);
  CHECK(five.high == 5);
  // n = 21: 0.0183 for k = 6, 0.0557 for k = 7, 0.9443 for k = 14, 0.9817 for k = 15.
  Estimate many = median_estimate(one_to(21));
  CHECK(many.value == 11);
  CHECK(many.low == 7);
  CHECK(many.high == 15);
}

TEST_CASE("an interval of one value is that value") {
  Estimate one = median_estimate(std::vector<double>{2.5});
  CHECK(one.low == 2.5);
  CHECK(one.high == 2.5);
}

TEST_CASE("ratios are paired by round") {
  // Rounds differ by a factor of 100, the contestants always by 2: paired, the ratio is certain.
  std::vector<double> b = {1, 100, 7, 30, 3}, a;
  for (double value : b) a.push_back(2 * value);
  Estimate ratio = ratio_estimate(a, b);
  CHECK(ratio.value == Approx(2));
  CHECK(ratio.low == Approx(2));
  CHECK(ratio.high == Approx(2));
  // The same figures in other rounds leave the ratio of the medians, not its certainty.
  std::vector<double> shuffled = {60, 2, 6, 200, 14};
  Estimate loose = ratio_estimate(shuffled, b);
  CHECK(loose.value == Approx(2));
  CHECK(loose.low < 1);
  CHECK(loose.high > 4);
}

TEST_CASE("the geometric mean of ratios over programs") {
  std::vector<double> b = {1, 5, 3}, twice, eightfold;
  for (double value : b) {
    twice.push_back(2 * value);
    eightfold.push_back(8 * value);
  }
  Estimate mean = geometric_mean_of_ratios(std::vector<PairedSeries>{{twice, b}, {eightfold, b}});
  CHECK(mean.value == Approx(4));
  CHECK(mean.low == Approx(4));
  CHECK(mean.high == Approx(4));
}

TEST_CASE("lower-bound overhead: the worked example of the paper") {
  // Cai et al., ISPASS 2022, h2 in Gcycles: Parallel 108.33, Serial 108.12, Shenandoah 218.72; the least
  // without what collectors plainly cost is Serial's 103.87; 1.043, 1.041, 2.106.
  const std::vector<CostSeries> configurations = {
      {{108.33}, {4.00}}, {{108.12}, {108.12 - 103.87}}, {{218.72}, {100}}};
  const LowerBound bound = lower_bound_overhead(configurations);
  CHECK(bound.floor == Approx(103.87));
  CHECK(bound.floor_index == 1);
  REQUIRE(bound.overheads.size() == 3);
  CHECK(bound.overheads[0].value == Approx(1.043).margin(0.0005));
  CHECK(bound.overheads[1].value == Approx(1.041).margin(0.0005));
  CHECK(bound.overheads[2].value == Approx(2.106).margin(0.0005));
  CHECK(bound.overheads[2].low == bound.overheads[2].value);
  CHECK(bound.overheads[2].high == bound.overheads[2].value);
}

TEST_CASE("lower-bound overhead: medians over rounds, which are resampled together") {
  // Every round is 1, 2 or 3 times as slow for both, so ratios within a round do not vary.
  const std::vector<CostSeries> together = {{{10, 20, 30}, {2, 4, 6}}, {{12, 24, 36}, {0, 0, 0}}};
  const LowerBound bound = lower_bound_overhead(together);
  CHECK(bound.floor == Approx(16));
  CHECK(bound.floor_index == 0);
  CHECK(bound.overheads[0].value == Approx(1.25));
  CHECK(bound.overheads[0].low == Approx(1.25));
  CHECK(bound.overheads[0].high == Approx(1.25));
  CHECK(bound.overheads[1].value == Approx(1.5));
  CHECK(bound.overheads[1].high == Approx(1.5));
}
