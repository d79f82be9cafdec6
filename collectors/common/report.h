#pragma once

// The record of one run, and the description of a collector, as JSON. For the programs around a heap;
// collectors do not need it.

#include <nlohmann/json.hpp>
#include <string>

#include "collectors/common/memory_figures.h"
#include "collectors/common/options.h"

namespace midden {

struct HeapSettings;
class Statistics;

struct RunFigures {
  std::string model;
  std::string collector;
  // Wall time of the run, and CPU time of the mutator's thread, pauses included.
  double wall_seconds = 0;
  double thread_cpu_seconds = 0;
  // The command line's settings; options not set appear with their defaults.
  const HeapSettings* settings = nullptr;
  OptionTable options{};
};

// {"configuration", "wall_s", "cpu": {mutator_s, collector_in_mutator_s, pause_s, helpers_s}, "memory",
// "cycles",
//  "pauses", "phases"}
nlohmann::ordered_json run_record(const RunFigures& run, const Statistics& statistics,
                                  const MemoryFigures& memory);

// {"name", "summary", "moves", "counts", "options": [{name, type, default, minimum, maximum, help}]}
nlohmann::ordered_json collector_description(const char* name, const char* summary, bool moves, bool counts,
                                             OptionTable options);

}  // namespace midden
