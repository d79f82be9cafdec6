#pragma once

// How a heap is set up, and what one asks of it. Parsed by the workload's command line.

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

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
};

enum class CollectionReason : std::uint8_t {
  allocation,
  threshold,
  limit,
  explicit_request,
  stress,
  shutdown
};

struct CollectionRequest {
  CollectionReason reason = CollectionReason::explicit_request;
  // 0 youngest … 2 everything; collectors without generations collect everything.
  int generation = 2;
};

}  // namespace midden
