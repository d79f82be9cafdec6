#pragma once

// What the heap asks of the interpreter. Made before the heap, told of the Vm after it.

#include "collectors/common/embedder.h"
#include "workloads/interpreter/vm/vm.h"

namespace midden::python {

class VmRoots : public Embedder<Object> {
 public:
  void attach(Vm* vm) { vm_ = vm; }

  void visit_roots(RootVisitor& visitor) override;
  void visit_weak(WeakVisitor& visitor) override;
  void finalize(Object* object) override;
  void weak_reference_cleared(Object* reference) override;

 private:
  Vm* vm_ = nullptr;
};

}  // namespace midden::python
