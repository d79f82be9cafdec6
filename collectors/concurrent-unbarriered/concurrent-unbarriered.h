#pragma once

// Concurrent-unbarriered: `concurrent` without its barriers and without automatic cycles, to measure what the
// barriers alone cost: against `concurrent` with collect=off and nursery=0 everything else is the same.
// Collects when asked to, in one pause, for which no barrier is needed.

#include "collectors/concurrent/concurrent.h"

namespace midden {

template <ObjectModel M>
class ConcurrentUnbarrieredHeap : public ConcurrentHeap<M> {
 public:
  ConcurrentUnbarrieredHeap(const HeapSettings& settings, Embedder<Object<M>>& embedder)
      : ConcurrentHeap<M>(without_cycles(settings), embedder) {}

 private:
  static HeapSettings without_cycles(HeapSettings settings) {
    settings.options["collect"] = "off";
    settings.options["nursery"] = "0";
    return settings;
  }
};

template <ObjectModel M>
class ConcurrentUnbarrieredMutator : public ConcurrentMutator<M> {
 public:
  using Ref = Object<M>*;
  explicit ConcurrentUnbarrieredMutator(ConcurrentUnbarrieredHeap<M>& heap) : ConcurrentMutator<M>(heap) {}

  using PlainEvents<M>::initialize;
  using PlainEvents<M>::initialize_owned;
  using PlainEvents<M>::store;
  using PlainEvents<M>::store_owned;
  using PlainEvents<M>::take;
  using PlainEvents<M>::copy;
  using PlainEvents<M>::read_weak_word;
  Word read_weak(Ref reference) { return *first_raw_word(reference); }
};

template <ObjectModel M>
struct ConcurrentUnbarriered {
  static constexpr const char* kName = "concurrent-unbarriered";
  static constexpr const char* kSummary = "concurrent's allocator without its barriers, to measure these";
  static constexpr bool kMoves = true;
  static constexpr bool kCounts = false;
  static constexpr OptionTable kOptions{};
  using Heap = ConcurrentUnbarrieredHeap<M>;
  using Mutator = ConcurrentUnbarrieredMutator<M>;
};

}  // namespace midden
