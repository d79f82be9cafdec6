#include "heap/memory_source.h"

#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>

#include "heap/sanitizers.h"

#if !MIDDEN_ASAN && !MIDDEN_TSAN
#include <mimalloc.h>
#endif

namespace midden {

#if MIDDEN_ASAN || MIDDEN_TSAN

void* obtain_memory(std::size_t bytes, std::size_t alignment) {
  std::size_t padded = bytes + alignment;
  void* mapping =
      mmap(nullptr, padded, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (mapping == MAP_FAILED) return nullptr;
  char* start = static_cast<char*>(mapping);
  char* aligned =
      reinterpret_cast<char*>((reinterpret_cast<std::uintptr_t>(start) + alignment - 1) & ~(alignment - 1));
  const std::size_t page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  char* end =
      reinterpret_cast<char*>((reinterpret_cast<std::uintptr_t>(aligned) + bytes + page - 1) & ~(page - 1));
  if (aligned > start) munmap(start, static_cast<std::size_t>(aligned - start));
  if (start + padded > end) munmap(end, static_cast<std::size_t>(start + padded - end));
  mark_usable(aligned, bytes);
  return aligned;
}

void return_memory(void* start, std::size_t bytes) {
  mark_usable(start, bytes);
  munmap(start, bytes);
}

#else

void* obtain_memory(std::size_t bytes, std::size_t alignment) { return mi_malloc_aligned(bytes, alignment); }
void return_memory(void* start, std::size_t) { mi_free(start); }

#endif

std::size_t resident_bytes() {
  // The process's own accounting file: the second figure is the resident set in pages.
  std::FILE* file = std::fopen("/proc/self/statm", "r");
  if (!file) return 0;
  unsigned long total = 0, resident = 0;
  int read = std::fscanf(file, "%lu %lu", &total, &resident);
  std::fclose(file);
  return read == 2 ? resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE)) : 0;
}

std::size_t peak_resident_bytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::size_t>(usage.ru_maxrss) * 1024;
}

}  // namespace midden
