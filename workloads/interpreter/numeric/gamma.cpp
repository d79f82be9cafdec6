#include "workloads/interpreter/numeric/gamma.h"

#include <cmath>
#include <cstddef>
#include <numbers>

namespace midden::numeric {
namespace {

constexpr double kG = 6.024680040776729583740234375;
constexpr double kGMinusHalf = 5.524680040776729583740234375;
constexpr double kLogPi = 1.144729885849400174143427351353058711647;
constexpr double kPi = std::numbers::pi;

// Coefficients of Lanczos' rational function for this g and 53-bit doubles, constant term first.
constexpr double kNumerator[] = {
    23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408};
constexpr double kDenominator[] = {0,       39916800, 120543840, 150917976, 105258076, 45995730, 13339535,
                                   2637558, 357423,   32670,     1925,      66,        1};
constexpr size_t kTerms = sizeof kNumerator / sizeof kNumerator[0];

double lanczos_sum(double x) {
  double numerator = 0.0;
  double denominator = 0.0;
  if (x < 5.0) {
    for (size_t i = kTerms; i-- > 0;) {
      numerator = numerator * x + kNumerator[i];
      denominator = denominator * x + kDenominator[i];
    }
  } else {  // in powers of 1/x, lest the terms overflow
    for (size_t i = 0; i < kTerms; ++i) {
      numerator = numerator / x + kNumerator[i];
      denominator = denominator / x + kDenominator[i];
    }
  }
  return numerator / denominator;
}

// sin(pi * x), exact at multiples of one half.
double sin_pi(double x) {
  const double y = std::fmod(std::fabs(x), 2.0);
  double result;
  switch (static_cast<int>(std::round(2.0 * y))) {
    case 0:
      result = std::sin(kPi * y);
      break;
    case 1:
      result = std::cos(kPi * (y - 0.5));
      break;
    case 2:
      result = std::sin(kPi * (1.0 - y));
      break;
    case 3:
      result = -std::cos(kPi * (y - 1.5));
      break;
    default:
      result = std::sin(kPi * (y - 2.0));
      break;
  }
  return std::copysign(1.0, x) * result;
}

double small_factorial(int n) {
  double product = 1.0;  // exact up to 22!
  for (int i = 2; i <= n; ++i) product *= i;
  return product;
}

}  // namespace

double gamma_function(double x) {
  if (!std::isfinite(x)) return x;
  if (x == std::floor(x) && x >= 1 && x <= 23) return small_factorial(static_cast<int>(x) - 1);
  const double magnitude = std::fabs(x);
  if (magnitude < 1e-20) return 1.0 / x;
  if (magnitude > 200.0) return x < 0 ? 0.0 / sin_pi(x) : HUGE_VAL;

  const double y = magnitude + kGMinusHalf;
  // What rounding took from y, to be given back to first order.
  const double lost = magnitude > kGMinusHalf ? (y - magnitude) - kGMinusHalf : (y - kGMinusHalf) - magnitude;
  const double correction = lost * kG / y;
  // y ** (|x| - 0.5), in two halves where it would overflow.
  const bool halves = magnitude >= 140.0;
  const double factor = halves ? std::pow(y, magnitude / 2.0 - 0.25) : std::pow(y, magnitude - 0.5);
  if (x < 0) {
    double result = -kPi / sin_pi(magnitude) / magnitude * std::exp(y) / lanczos_sum(magnitude);
    result -= correction * result;
    result /= factor;
    return halves ? result / factor : result;
  }
  double result = lanczos_sum(magnitude) / std::exp(y);
  result += correction * result;
  result *= factor;
  return halves ? result * factor : result;
}

double log_gamma_function(double x) {
  if (!std::isfinite(x)) return std::fabs(x);
  if (x == 1 || x == 2) return 0.0;
  const double magnitude = std::fabs(x);
  if (magnitude < 1e-20) return -std::log(magnitude);
  double result = std::log(lanczos_sum(magnitude)) - kG;
  result += (magnitude - 0.5) * (std::log(magnitude + kG - 0.5) - 1.0);
  if (x < 0) result = kLogPi - std::log(std::fabs(sin_pi(magnitude))) - std::log(magnitude) - result;
  return result;
}

}  // namespace midden::numeric
