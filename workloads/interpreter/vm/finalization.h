#pragma once

// What must run Python code after a collection (or, under counting, after a release): __del__ methods,
// callbacks of weak references. Queued by the collector, run at the next safepoint.

#include <deque>

#include "workloads/interpreter/vm/vm.h"

namespace midden::python {

class Finalization {
 public:
  // May not allocate from the heap. Takes over one count.
  void add_finalizer(Vm& vm, Object* object);
  void add_callback(Vm& vm, Object* weak_reference);
  bool empty() const { return finalizers_.empty() && callbacks_.empty(); }
  // Runs everything queued, also what is queued meanwhile. Exceptions are reported as unraisable.
  void run(Vm& vm);
  void visit_roots(RootVisitor& visitor);

 private:
  std::deque<Word> finalizers_;
  std::deque<Word> callbacks_;
  bool running_ = false;
};

}  // namespace midden::python
