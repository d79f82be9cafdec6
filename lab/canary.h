// Whether the machine drifted: a study's canary, one job that is run again and again between the others.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "lab/results.h"

namespace midden::lab {

// A sentence for each host: the later half of its canaries against the earlier one. `definition` is the
// study's.
std::vector<std::string> canary_lines(const nlohmann::json& definition, const Results& results);

}  // namespace midden::lab
