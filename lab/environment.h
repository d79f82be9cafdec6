// What a figure depends on besides the program: the machine, its settings, the versions, the build.
#pragma once

#include <nlohmann/json.hpp>

#include "lab/layout.h"

namespace midden::lab {

// Fields that this machine does not tell are null.
nlohmann::json environment(const Layout& layout);

// "AMD EPYC 7763, 2 cores, Linux 6.1.0, THP madvise, load 0.3"; a second line when the machine is busy.
std::string environment_line(const nlohmann::json& environment);

}  // namespace midden::lab
