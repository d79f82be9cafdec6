#pragma once

// Semispace: stop-the-world copying. Allocation moves a pointer, a cycle copies what is alive, and every
// object changes its address. Half of the heap is kept free for that and counts towards the limit. No
// barriers.

#include "collectors/common/plain_events.h"
#include "collectors/semispace/semispace_heap.h"

namespace midden {

template <ObjectModel M>
class SemispaceMutator : public PlainEvents<M> {
 public:
  static constexpr bool kScansLocals = true;
  using Ref = Object<M>*;

  explicit SemispaceMutator(SemispaceHeap<M>& heap) : heap_(heap) { heap.mutator_ = this; }
  ~SemispaceMutator() {
    heap_.space().close(heap_.window());
    heap_.mutator_ = nullptr;
  }
  SemispaceMutator(const SemispaceMutator&) = delete;
  SemispaceMutator& operator=(const SemispaceMutator&) = delete;

  [[gnu::always_inline]] Ref allocate(KindNumber kind, unsigned slots, unsigned raw_words) {
    return allocate_any(kind, false, slots, raw_words);
  }
  [[gnu::always_inline]] Ref allocate_extent(KindNumber kind, unsigned slots, unsigned raw_words) {
    return allocate_any(kind, true, slots, raw_words);
  }
  Ref allocate_immortal(KindNumber kind, unsigned slots, unsigned raw_words) {
    return heap_.template allocate_immortal_object<M>(kind, false, slots, raw_words);
  }
  Ref allocate_immortal_extent(KindNumber kind, unsigned slots, unsigned raw_words) {
    return heap_.template allocate_immortal_object<M>(kind, true, slots, raw_words);
  }

  std::size_t collect(const CollectionRequest& request) {
    if (heap_.in_cycle()) return 0;
    heap_.collect(request.reason);
    return heap_.figures_.objects_unreachable;
  }

  void register_weak_reference(Ref reference) { heap_.weak_.add_reference(reference); }
  Word read_weak(Ref reference) const { return *first_raw_word(reference); }
  void register_finalizable(Ref object) {
    object->header.set_flag(kFlagFinalizable);
    heap_.weak_.add_finalizable(object);
  }
  std::uint64_t identity(Ref object) { return heap_.identity_in_header(object->header); }

 private:
  friend SemispaceHeap<M>;

  [[gnu::always_inline]] Ref allocate_any(KindNumber kind, bool extent, unsigned slots, unsigned raw_words) {
    const std::size_t bytes = Layout<M>::cell_bytes(extent, slots, raw_words);
    char* cell = window_.cursor;
    if (bytes <= kLargestCell && bytes <= static_cast<std::size_t>(window_.limit - cell)) [[likely]] {
      window_.cursor = cell + bytes;
    } else {
      cell = heap_.allocate_slowly(bytes);
      if (!cell) return nullptr;
    }
    ++allocated_objects_;
    return format_object<M>(open_linear_cell<M>(cell, slots), kind, extent, slots, raw_words, 0, 0);
  }

  Window window_;
  std::uint64_t allocated_objects_ = 0;
  SemispaceHeap<M>& heap_;
};

template <ObjectModel M>
struct Semispace {
  static constexpr const char* kName = "semispace";
  static constexpr const char* kSummary = "stop-the-world copying between two spaces";
  static constexpr bool kMoves = true;
  static constexpr bool kCounts = false;
  static constexpr OptionTable kOptions = kSemispaceOptionTable;
  using Heap = SemispaceHeap<M>;
  using Mutator = SemispaceMutator<M>;
};

}  // namespace midden
