#include "collectors/common/verifier.h"

namespace midden {

void heap_check_failed(const HeapBase& heap, const char* collector, const std::string& problem) {
  std::fprintf(stderr, "midden: the %s heap is corrupt: %s\n", collector, problem.c_str());
  std::fprintf(stderr, "midden: seed %llu; the latest events:\n",
               static_cast<unsigned long long>(heap.seed()));
  heap.print_recent_events(stderr);
  std::abort();
}

}  // namespace midden
