#pragma once

// How a heap is set up. Parsed by the workload's command line; see options.h for checking `options`.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "collectors/common/collection_request.h"

namespace midden {

struct HeapSettings {
  // Bytes the collector may hold in all: cells, copy reserve, mark bits, remembered sets, worklists. 0: no
  // limit but the machine's memory.
  std::size_t limit_bytes = 0;
  // Collector options as given by --set, already checked against the collector's option table.
  std::map<std::string, std::string> options;
  // Check the heap by an independent trace (and recount) after each cycle.
  bool verify = false;
  // Seeded stress: collect at random allocations, on average one in `stress_interval` (0: off). Moving
  // collectors then move every object each time and make the old place inaccessible.
  std::uint32_t stress_interval = 0;
  std::uint64_t seed = 0;
  // Helpers run on the mutator's thread in an order that this seed decides (schedule.h).
  std::optional<std::uint64_t> schedule;
};

}  // namespace midden
