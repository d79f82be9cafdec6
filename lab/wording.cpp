#include "lab/wording.h"

#include <fmt/format.h>

namespace midden::lab {

std::string seconds_text(double value) {
  return value < 10    ? fmt::format("{:.3f}", value)
         : value < 100 ? fmt::format("{:.2f}", value)
                       : fmt::format("{:.1f}", value);
}

std::string milliseconds_text(std::optional<double> seconds) {
  if (!seconds) return "-";
  double ms = *seconds * 1e3;
  if (ms == 0) return "0";
  return ms < 10    ? fmt::format("{:.2f}", ms)
         : ms < 100 ? fmt::format("{:.1f}", ms)
                    : fmt::format("{:.0f}", ms);
}

std::string interval_text(const Estimate& estimate, int digits) {
  return fmt::format("{:.{}f}–{:.{}f}", estimate.low, digits, estimate.high, digits);
}

int time_digits(double value) { return value < 1 ? 3 : value < 10 ? 2 : value < 100 ? 1 : 0; }

std::string duration_text(double seconds) {
  if (seconds < 90) return fmt::format("{:.0f} s", seconds);
  if (seconds < 5400) return fmt::format("{:.0f} min", seconds / 60);
  return fmt::format("{:.1f} h", seconds / 3600);
}

}  // namespace midden::lab
