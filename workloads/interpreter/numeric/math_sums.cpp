// Sums without rounding errors: fsum, hypot and dist.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <utility>
#include <vector>

#include "workloads/interpreter/numeric/math_functions.h"

namespace midden::numeric {
namespace {

// a + b and its rounding error, |a| >= |b|.
struct TwoSum {
  double high;
  double low;
};
TwoSum fast_two_sum(double a, double b) {
  const double sum = a + b;
  return {sum, b - (sum - a)};
}

double largest_magnitude(std::span<const double> values) {
  double largest = 0.0;
  for (const double x : values) largest = std::max(largest, std::fabs(x));
  return largest;
}

// Root of the sum of squares of finite values whose largest is `largest` > 0.
double norm(std::span<double> values, double largest) {
  int exponent;
  std::frexp(largest, &exponent);
  if (exponent < -1023) {  // the scale below would overflow: leave the subnormals first
    constexpr double kSmallest = std::numeric_limits<double>::min();
    for (double& x : values) x /= kSmallest;
    return kSmallest * norm(values, largest / kSmallest);
  }
  const double scale = std::ldexp(1.0, -exponent);
  // The sum starts at 1 so that every addition is of the smaller to the larger.
  double sum = 1.0;
  double square_errors = 0.0;
  double sum_errors = 0.0;
  const auto add_product = [&](double a, double b) {
    const double product = a * b;
    square_errors += std::fma(a, b, -product);
    const TwoSum added = fast_two_sum(sum, product);
    sum = added.high;
    sum_errors += added.low;
  };
  for (const double value : values) {
    const double x = value * scale;
    add_product(x, x);
  }
  double root = std::sqrt(sum - 1.0 + (square_errors + sum_errors));
  add_product(-root, root);
  root += (sum - 1.0 + (square_errors + sum_errors)) / (2.0 * root);  // one Newton step on the remainder
  return root / scale;
}

double checked_norm(std::span<double> values) {
  bool any_nan = false;
  for (const double x : values) {
    if (std::isinf(x)) return HUGE_VAL;
    any_nan |= std::isnan(x);
  }
  if (any_nan) return std::nan("");
  const double largest = largest_magnitude(values);
  if (largest == 0.0 || values.size() <= 1) return largest;
  return norm(values, largest);
}

}  // namespace

double hypot(std::span<double> coordinates) { return checked_norm(coordinates); }

double dist(std::span<const double> p, std::span<const double> q) {
  std::vector<double> differences(p.size());
  for (size_t i = 0; i < p.size(); ++i) differences[i] = std::fabs(p[i] - q[i]);
  return checked_norm(differences);
}

ExactSum::~ExactSum() {
  if (partials_ != inline_) std::free(partials_);
}

bool ExactSum::push(double x) {
  if (count_ == capacity_) {
    auto* larger = static_cast<double*>(std::malloc(2 * capacity_ * sizeof(double)));
    if (larger == nullptr) return false;
    std::memcpy(larger, partials_, count_ * sizeof(double));
    if (partials_ != inline_) std::free(partials_);
    partials_ = larger;
    capacity_ *= 2;
  }
  partials_[count_++] = x;
  return true;
}

// Shewchuk: the partials are non-overlapping and of increasing magnitude, their exact sum is the sum so far.
Error ExactSum::add(double x) {
  const double original = x;
  size_t kept = 0;
  for (size_t i = 0; i < count_; ++i) {
    double y = partials_[i];
    if (std::fabs(x) < std::fabs(y)) std::swap(x, y);
    const TwoSum sum = fast_two_sum(x, y);
    if (sum.low != 0.0) partials_[kept++] = sum.low;
    x = sum.high;
  }
  count_ = kept;
  if (x == 0.0) return {};
  if (std::isfinite(x)) return push(x) ? Error() : Error::memory();
  if (std::isfinite(original)) return Error::overflow("intermediate overflow in fsum");
  if (std::isinf(original)) infinity_sum_ += original;
  special_sum_ += original;
  count_ = 0;
  return {};
}

Error ExactSum::finish(double& out) const {
  if (special_sum_ != 0.0) {
    if (std::isnan(infinity_sum_)) return Error::value("-inf + inf in fsum");
    return out = special_sum_, Error();
  }
  out = 0.0;
  if (count_ == 0) return {};
  size_t n = count_ - 1;
  double high = partials_[n];
  double low = 0.0;
  while (n > 0 && low == 0.0) {
    const TwoSum sum = fast_two_sum(high, partials_[--n]);
    high = sum.high;
    low = sum.low;
  }
  // Half an ulp left over, and something of the same sign below it: not a tie after all.
  if (n > 0 && ((low < 0.0 && partials_[n - 1] < 0.0) || (low > 0.0 && partials_[n - 1] > 0.0))) {
    const double doubled = low * 2.0;
    const double rounded = high + doubled;
    if (doubled == rounded - high) high = rounded;
  }
  out = high;
  return {};
}

}  // namespace midden::numeric
