#pragma once

// The one place where a heap's memory comes from and goes to.

#include <cstddef>

namespace midden {

// Memory aligned to `alignment` (a power of two), its content undefined; nullptr when there is none.
void* obtain_memory(std::size_t bytes, std::size_t alignment);
void return_memory(void* start, std::size_t bytes);

// Resident set of this process: now, and the largest so far.
std::size_t resident_bytes();
std::size_t peak_resident_bytes();

}  // namespace midden
