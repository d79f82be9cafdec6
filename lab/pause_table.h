// The second table of `midden compare`: how long the program stood still, how that was distributed, and what
// collecting found.
#pragma once

#include <map>
#include <string>

#include "lab/experiment.h"
#include "lab/table.h"

namespace midden::lab {

// Empty when no contestant paused.
std::string pause_table(const Plan& plan, const Result& result, Look look);

// A histogram (timeline.h's buckets) as thirteen characters, two for each decade from 1 µs to 1 s and one for
// all beyond; their heights are the logarithms of the counts.
std::string pause_bars(const std::map<int, double>& histogram);

}  // namespace midden::lab
