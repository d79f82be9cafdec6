#pragma once

// Marksweep: stop-the-world mark-sweep on free lists. Allocation takes a cell from the list of its size, a
// full cycle marks what the roots reach (serially or with --set threads=N), blocks are swept when their cells
// are needed. No barriers.

#include "collectors/common/plain_events.h"
#include "collectors/marksweep/marksweep_heap.h"

namespace midden {

template <ObjectModel M>
class MarksweepMutator : public PlainEvents<M> {
 public:
  static constexpr bool kScansLocals = true;
  using Ref = Object<M>*;

  explicit MarksweepMutator(MarksweepHeap<M>& heap) : heap_(heap) { heap.mutator_ = this; }
  ~MarksweepMutator() {
    return_cells();
    heap_.mutator_ = nullptr;
  }
  MarksweepMutator(const MarksweepMutator&) = delete;
  MarksweepMutator& operator=(const MarksweepMutator&) = delete;

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
  friend MarksweepHeap<M>;

  [[gnu::always_inline]] Ref allocate_any(KindNumber kind, bool extent, unsigned slots, unsigned raw_words) {
    const bool links = Layout<M>::link_bytes(slots) > 0;
    const std::size_t bytes = Layout<M>::cell_bytes(extent, slots, raw_words);
    Cell* cell;
    if (bytes <= kLargestCell) [[likely]] {
      const unsigned bin = bin_of(bytes, links);
      cell = free_[bin];
      if (cell) [[likely]] {
        free_[bin] = reinterpret_cast<Cell*>(cell[1]);
      } else {
        cell = allocate_slowly(bin, bytes);
        if (!cell) return nullptr;
      }
      open_cell(cell, SizeClasses::cell_bytes(bin % SizeClasses::kCount), Layout<M>::front_bytes(slots));
    } else {
      cell = allocate_large(bytes, links);
      if (!cell) return nullptr;
    }
    return format_object<M, kMarkNotes>(cell, kind, extent, slots, raw_words, 0, heap_.colour_);
  }

  [[gnu::noinline, gnu::cold]] Cell* allocate_slowly(unsigned bin, std::size_t bytes) {
    if (heap_.stressed() && heap_.stress_strikes()) heap_.collect(CollectionReason::stress);
    // Under stress every allocation comes here.
    Cell*& list = heap_.stressed() ? heap_.stash_[bin] : free_[bin];
    Cell* cell = list;
    if (!cell && !(cell = heap_.refill(bin, bytes))) return nullptr;
    list = reinterpret_cast<Cell*>(cell[1]);
    return cell;
  }
  [[gnu::noinline, gnu::cold]] Cell* allocate_large(std::size_t bytes, bool links) {
    if (heap_.stressed() && heap_.stress_strikes()) heap_.collect(CollectionReason::stress);
    return heap_.allocate_large(bytes, links);
  }

  // Sweeping finds the cells again.
  void return_cells() {
    for (unsigned bin = 0; bin < free_.size(); ++bin) {
      heap_.take_back(bin, free_[bin]);
      free_[bin] = nullptr;
    }
  }

  std::array<Cell*, M::kLinksInFront ? kBins : SizeClasses::kCount> free_{};
  MarksweepHeap<M>& heap_;
};

template <ObjectModel M>
struct Marksweep {
  static constexpr const char* kName = "marksweep";
  static constexpr const char* kSummary = "stop-the-world mark-sweep on free lists, serial or parallel";
  static constexpr bool kMoves = false;
  static constexpr bool kCounts = false;
  static constexpr OptionTable kOptions = kMarksweepOptionTable;
  using Heap = MarksweepHeap<M>;
  using Mutator = MarksweepMutator<M>;
};

}  // namespace midden
