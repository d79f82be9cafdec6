#pragma once

// Concurrent: mark-sweep in which helper threads mark while the mutator runs, as V8 does it. The mutator
// marks what it stores while marking goes on (an insertion barrier; --set barrier=snapshot: what it
// overwrites), fresh objects are born marked, and a short pause at the end looks at the roots once more.
// Sweeping goes on beside the mutator, too.

#include "collectors/common/plain_events.h"
#include "collectors/concurrent/concurrent_heap.h"

namespace midden {

template <ObjectModel M>
class ConcurrentMutator : public PlainEvents<M> {
 public:
  static constexpr bool kScansLocals = true;
  using Ref = Object<M>*;

  explicit ConcurrentMutator(ConcurrentHeap<M>& heap) : heap_(heap) { heap.attach(this); }
  ~ConcurrentMutator() { heap_.detach(); }
  ConcurrentMutator(const ConcurrentMutator&) = delete;
  ConcurrentMutator& operator=(const ConcurrentMutator&) = delete;

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

  // The barriers. A store is published with release order (a plain move on x86-64), which pairs with the
  // marker's acquiring load.
  void initialize(Ref, Slot& slot, Word value) {
    slot.store_release(value);
    if (barrier_ == Barrier::insertion && !planted(Plant::initialize_unannounced)) [[unlikely]]
      heap_.shade(value);
  }
  void initialize_owned(Ref holder, Slot& slot, Word value) { initialize(holder, slot, value); }
  void store(Ref, Slot& slot, Word value) {
    if (barrier_ != Barrier::off && !planted(Plant::store_unannounced)) [[unlikely]]
      heap_.shade(barrier_ == Barrier::insertion ? value : slot.load());
    slot.store_release(value);
  }
  void store_owned(Ref holder, Slot& slot, Word value) { store(holder, slot, value); }
  Word take(Ref, Slot& slot) {
    const Word value = slot.load();
    if (barrier_ == Barrier::snapshot && !planted(Plant::take_unannounced)) [[unlikely]]
      heap_.shade(value);
    slot.store_relaxed(0);
    return value;
  }
  void copy(Ref holder, Slot* destination, const Slot* source, std::size_t count, CopyMode mode) {
    PlainEvents<M>::copy(holder, destination, source, count, mode);
    // Nothing is gained or lost by moving, but a thread that is scanning the object may miss what moves from
    // where it has not been to where it was.
    if (barrier_ == Barrier::off || (mode == CopyMode::fill && barrier_ == Barrier::snapshot)) [[likely]]
      return;
    if (!planted(Plant::copy_unannounced)) heap_.shade_copied(holder, destination, count);
  }

  void safepoint() {
    // Relaxed: what helpers did is seen through their job (HelperCrew).
    if (heap_.attention_.load(std::memory_order_relaxed)) [[unlikely]]
      heap_.advance();
  }

  std::size_t collect(const CollectionRequest& request) { return heap_.collect_now(request.reason); }

  void register_weak_reference(Ref reference) { heap_.weak_.add_reference(reference); }
  Word read_weak(Ref reference) {
    const Word referent = *first_raw_word(reference);
    read_weak_word(referent);
    return referent;
  }
  void read_weak_word(Word word) {
    // The snapshot has no edge to what only a weak reference leads to.
    if (barrier_ == Barrier::snapshot && !planted(Plant::weak_unannounced)) [[unlikely]]
      heap_.shade(word);
  }
  void register_finalizable(Ref object) {
    object->header.set_flag(kFlagFinalizable);
    heap_.weak_.add_finalizable(object);
  }
  std::uint64_t identity(Ref object) { return heap_.identity_in_header(object->header); }

 private:
  friend ConcurrentHeap<M>;

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
        cell = allocate_slowly(bin);
        if (!cell) return nullptr;
      }
      const std::size_t cell_bytes = SizeClasses::cell_bytes(bin % SizeClasses::kCount);
      open_cell(cell, cell_bytes, Layout<M>::front_bytes(slots));
      allocated_bytes_ += cell_bytes;
    } else {
      cell = heap_.allocate_large(bytes, links);
      if (!cell) return nullptr;
      allocated_bytes_ += bytes;
    }
    ++allocated_objects_;
    // The colour may have changed in the slow paths.
    return format_object<M, kMarkNotes>(cell, kind, extent, slots, raw_words, 0, birth_colour_);
  }

  [[gnu::noinline, gnu::cold]] Cell* allocate_slowly(unsigned bin) {
    // Under stress every allocation comes here.
    Cell*& list = heap_.stressed() ? heap_.stash_[bin] : free_[bin];
    heap_.before_allocation(0);
    if (!list && !(list = heap_.refill(bin))) return nullptr;
    Cell* cell = list;
    list = reinterpret_cast<Cell*>(cell[1]);
    return cell;
  }

  std::array<Cell*, M::kLinksInFront ? kBins : SizeClasses::kCount> free_{};
  Barrier barrier_ = Barrier::off;
  Colour birth_colour_ = 0;
  std::uint64_t allocated_objects_ = 0;
  std::uint64_t allocated_bytes_ = 0;
  ConcurrentHeap<M>& heap_;
};

template <ObjectModel M>
struct Concurrent {
  static constexpr const char* kName = "concurrent";
  static constexpr const char* kSummary = "marks and sweeps on helper threads beside the mutator, as V8 does";
  static constexpr bool kMoves = false;
  static constexpr bool kCounts = false;
  static constexpr OptionTable kOptions = kConcurrentOptionTable;
  using Heap = ConcurrentHeap<M>;
  using Mutator = ConcurrentMutator<M>;
};

}  // namespace midden
