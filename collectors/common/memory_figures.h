#pragma once

#include <cstdint>

namespace midden {

// Four figures that are never mixed: live (what the last cycle found, plus allocations since), held by the
// collector, committed (obtained from the allocator below), and RSS, which is the process's.
struct MemoryFigures {
  std::uint64_t live = 0;
  std::uint64_t held = 0;
  std::uint64_t peak_held = 0;
  std::uint64_t committed = 0;
  std::uint64_t allocated_bytes = 0;
  std::uint64_t allocated_objects = 0;
};

}  // namespace midden
