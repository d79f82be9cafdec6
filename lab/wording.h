// Figures as tables and progress lines say them.
#pragma once

#include <optional>
#include <string>

#include "lab/statistics.h"

namespace midden::lab {

// About four significant digits.
std::string seconds_text(double value);
std::string milliseconds_text(std::optional<double> seconds);

// "1.02–1.31"
std::string interval_text(const Estimate& estimate, int digits);
// No more digits than tell an interval's ends apart from the value.
int time_digits(double value);

// "40 s", "12 min", "1.5 h"
std::string duration_text(double seconds);

}  // namespace midden::lab
