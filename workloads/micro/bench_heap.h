#pragma once

// A heap without a workload around it: roots are a vector.

#include <memory>
#include <vector>

#include "collectors/common/heap_settings.h"
#include "collectors/concurrent/concurrent.h"
#include "collectors/marksweep/marksweep.h"
#include "collectors/none/none.h"
#include "collectors/refcount/refcount.h"
#include "collectors/semispace/semispace.h"
#include "object_model/boxed.h"
#include "object_model/tagged.h"

namespace midden::micro {

inline constexpr KindNumber kPair = 10;
inline constexpr KindNumber kArray = 11;

template <class C, class M>
struct BenchHeap : Embedder<Object<M>> {
  using Ref = Object<M>*;

  explicit BenchHeap(const HeapSettings& settings = {})
      : heap(std::make_unique<typename C::Heap>(settings, *this)),
        mutator(std::make_unique<typename C::Mutator>(*heap)) {}

  void visit_roots(RootVisitor& visitor) override {
    if (!roots.empty()) visitor.visit(roots.data(), roots.size());
  }
  void visit_weak(WeakVisitor&) override {}
  void finalize(Ref) override {}
  void weak_reference_cleared(Ref) override {}

  std::vector<Word> roots;
  std::unique_ptr<typename C::Heap> heap;
  std::unique_ptr<typename C::Mutator> mutator;
};

}  // namespace midden::micro
