#pragma once

// Concurrent: mark-sweep in which helper threads mark while the mutator runs, as V8 does it. The mutator
// marks what it stores while marking goes on (an insertion barrier; --set barrier=snapshot: what it
// overwrites), fresh objects are born marked, and a short pause at the end looks at the roots once more.
// Sweeping goes on beside the mutator, too.
//
// Small objects are born in a nursery, by moving a pointer, which short pauses of their own empty by copying
// the few that survive. The same barrier remembers the slots of old objects that refer to young ones.

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
  // marker's acquiring load. Stores into young objects are nobody's business.
  void initialize(Ref holder, Slot& slot, Word value) {
    switching_point();
    if (announced(holder)) {
      if (young_.contains(value)) heap_.remember(slot);
      if (barriers_ & kInsertion && !planted(Plant::initialize_unannounced)) [[unlikely]]
        heap_.shade(value);
    }
    slot.store_release(value);
  }
  void initialize_owned(Ref holder, Slot& slot, Word value) { initialize(holder, slot, value); }
  void store(Ref holder, Slot& slot, Word value) {
    switching_point();
    if (announced(holder)) {
      if (young_.contains(value)) heap_.remember(slot);
      if (barriers_ & kMarkingBarriers && !planted(Plant::store_unannounced)) [[unlikely]]
        heap_.shade(barriers_ & kInsertion ? value : slot.load());
    }
    slot.store_release(value);
  }
  void store_owned(Ref holder, Slot& slot, Word value) { store(holder, slot, value); }
  Word take(Ref holder, Slot& slot) {
    switching_point();
    const Word value = slot.load();
    if (announced(holder) && barriers_ & kSnapshot && !planted(Plant::take_unannounced)) [[unlikely]]
      heap_.shade(value);
    switching_point();
    slot.store_relaxed(0);
    return value;
  }
  void copy(Ref holder, Slot* destination, const Slot* source, std::size_t count, CopyMode mode) {
    if (announced(holder)) {
      heap_.copy_into_old(holder, destination, source, count, mode);
    } else {
      PlainEvents<M>::copy(holder, destination, source, count, mode);
    }
  }

  Word read(const Slot& slot) {
    switching_point();
    return slot.load();
  }

  void safepoint() {
    // Relaxed: what helpers did is seen through their job (HelperCrew).
    if (heap_.attention_.load(std::memory_order_relaxed)) [[unlikely]]
      heap_.advance();
  }

  std::size_t collect(const CollectionRequest& request) { return heap_.collect_now(request.reason); }

  void register_weak_reference(Ref reference) { heap_.add_weak_reference(reference); }
  Word read_weak(Ref reference) {
    const Word referent = *first_raw_word(reference);
    read_weak_word(referent);
    return referent;
  }
  void read_weak_word(Word word) {
    // The snapshot has no edge to what only a weak reference leads to.
    if (barriers_ & kSnapshot && !planted(Plant::weak_unannounced)) [[unlikely]]
      heap_.shade(word);
  }
  void register_finalizable(Ref object) {
    object->header.set_flag(kFlagFinalizable);
    heap_.add_finalizable(object);
  }
  std::uint64_t identity(Ref object) { return heap_.identity_in_header(object->header); }

 private:
  friend ConcurrentHeap<M>;

  void switching_point() {
    if constexpr (kSwitchesEverywhere) {
      if (heap_.schedule_) heap_.schedule_->point();
    }
  }
  // Whether stores into this object are anybody's business now.
  bool announced(Ref holder) const {
    return barriers_ != 0 && !young_.contains(reinterpret_cast<Word>(holder));
  }

  [[gnu::always_inline]] Ref allocate_any(KindNumber kind, bool extent, unsigned slots, unsigned raw_words) {
    const std::size_t bytes = Layout<M>::cell_bytes(extent, slots, raw_words);
    switching_point();
    char* cell = window_.cursor;
    // As numbers: without a nursery both are null.
    const auto end = reinterpret_cast<std::uintptr_t>(cell) + bytes;
    if (bytes <= kLargestCell && end <= reinterpret_cast<std::uintptr_t>(window_.limit)) [[likely]] {
      window_.cursor = reinterpret_cast<char*>(end);
      ++young_objects_;
      // Nobody marks young objects.
      return format_object<M>(open_linear_cell<M>(cell, slots), kind, extent, slots, raw_words, 0, 0);
    }
    const bool container = Layout<M>::link_bytes(slots) > 0;
    Cell* place = nullptr;
    if (bytes <= kLargestCell) [[likely]] {
      const unsigned bin = bin_of(bytes, container);
      place = free_[bin];
      if (place) [[likely]] {
        free_[bin] = reinterpret_cast<Cell*>(place[1]);
        open_old(place, bin, Layout<M>::front_bytes(slots));
      }
    }
    if (!place) [[unlikely]] {
      place = allocate_slowly(bytes, slots);
      if (!place) return nullptr;
      if (young_.contains(reinterpret_cast<Word>(place)))
        return format_object<M>(place, kind, extent, slots, raw_words, 0, 0);
    }
    // The colour may have changed in the slow paths.
    return format_object<M, kMarkNotes>(place, kind, extent, slots, raw_words, 0, birth_colour_);
  }
  void open_old(Cell* cell, unsigned bin, std::size_t front) {
    const std::size_t cell_bytes = SizeClasses::cell_bytes(bin % SizeClasses::kCount);
    open_cell(cell, cell_bytes, front);
    old_bytes_ += cell_bytes;
    ++old_objects_;
  }

  // Where an object can be, young or old.
  [[gnu::noinline, gnu::cold]] Cell* allocate_slowly(std::size_t bytes, std::size_t slots) {
    const bool container = Layout<M>::link_bytes(slots) > 0;
    if (bytes > kLargestCell) {
      Cell* cell = heap_.allocate_large(bytes, container);
      if (!cell) return nullptr;
      old_bytes_ += bytes;
      ++old_objects_;
      return cell;
    }
    if (heap_.young_.exists()) {
      if (char* cell = heap_.allocate_young(bytes)) {
        ++young_objects_;
        return reinterpret_cast<Cell*>(open_linear_cell<M>(cell, slots));
      }
    } else {
      heap_.before_allocation(0);
    }
    // Under stress every allocation comes here.
    const unsigned bin = bin_of(bytes, container);
    Cell*& list = heap_.stressed() ? heap_.stash_[bin] : free_[bin];
    if (!list && !(list = heap_.refill(bin))) return nullptr;
    Cell* cell = list;
    list = reinterpret_cast<Cell*>(cell[1]);
    open_old(cell, bin, Layout<M>::front_bytes(slots));
    return cell;
  }

  Window window_;
  AddressRange young_;
  std::array<Cell*, M::kLinksInFront ? kBins : SizeClasses::kCount> free_{};
  std::uint8_t barriers_ = 0;
  Colour birth_colour_ = 0;
  std::uint64_t young_objects_ = 0;
  std::uint64_t old_objects_ = 0;
  std::uint64_t old_bytes_ = 0;
  ConcurrentHeap<M>& heap_;
};

template <ObjectModel M>
struct Concurrent {
  static constexpr const char* kName = "concurrent";
  static constexpr const char* kSummary = "marks and sweeps on helper threads beside the mutator, as V8 does";
  static constexpr bool kMoves = true;
  static constexpr bool kCounts = false;
  static constexpr OptionTable kOptions = kConcurrentOptionTable;
  using Heap = ConcurrentHeap<M>;
  using Mutator = ConcurrentMutator<M>;
};

}  // namespace midden
