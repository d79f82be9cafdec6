// What collecting costs at least: the second table of `midden compare`, for one program.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "lab/experiment.h"
#include "lab/table.h"

namespace midden::lab {

// Empty when fewer than two configurations of ours have been measured: real interpreters do not say what
// their collectors cost, and another interpreter's time is no floor for ours.
std::string overhead_table(const Plan& plan, const Result& result, Look look);

// {"rounds": how many all have, "wall": {"floor_s", "floor_of", "overhead": {<configuration>: {"value",
// "low", "high"}}}, "cpu": …}; null as above.
nlohmann::json overhead_record(const Plan& plan, const Result& result);

}  // namespace midden::lab
