#pragma once

// What happens when memory is touched in which an object was before it moved: the process ends with a report
// instead of a bare signal. A fault has one handler per process, so this is the one thing that heaps share.
// Sanitizers report such accesses themselves; under them nothing is installed.

#include <string>

namespace midden {

class MovedObjects {
 public:
  virtual ~MovedObjects() = default;
  // What was at this address; empty when no object was.
  virtual std::string what_was_at(const void* address) const = 0;
};

// From now on faults are explained by this heap, too. It must be given back by the thread that gave it.
void explain_faults(const MovedObjects& heap);
void stop_explaining_faults(const MovedObjects& heap);

}  // namespace midden
