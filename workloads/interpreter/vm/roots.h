#pragma once

// What the heap asks of the interpreter. Made before the heap, told of the Vm after it.

#include "collectors/common/embedder.h"
#include "workloads/interpreter/vm/vm.h"

namespace midden::python {

// What collectors are told of our kinds.
const KindTable& kind_table();

class VmRoots : public Embedder<Object> {
 public:
  // Null: there is no Vm any more.
  void attach(Vm* vm);

  void visit_roots(RootVisitor& visitor) override;
  void visit_weak(WeakVisitor& visitor) override;
  bool filter_weak(const WeakFilter& filter, bool restart) override;
  void finalize(Object* object) override;
  void weak_reference_cleared(Object* reference) override;
  bool pause_death(Object* object) override;
  void saved(Object* object) override;
  void request_safepoint() override;
  KindTable kind_traits() const override;
  // As in CPython, not while an exception is on its way.
  bool allows_collection() const override;
  bool defers_collection() override;
  void found_unreachable(Object* object) override;

 private:
  Vm* vm_ = nullptr;
};

}  // namespace midden::python
