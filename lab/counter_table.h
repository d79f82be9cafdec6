// What the processor counted, as a table under a comparison.
#pragma once

#include <string>

#include "lab/experiment.h"
#include "lab/table.h"

namespace midden::lab {

// Medians of instructions, cycles and cache misses; empty where the kernel gave no figures.
std::string counter_table(const Plan& plan, const Result& result, Look look);

}  // namespace midden::lab
