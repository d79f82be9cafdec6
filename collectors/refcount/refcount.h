#pragma once

// Refcount: immediate counting, with a cycle collector over three generations. CPython 3.11's collector.
//
// A reference is counted when it is stored into a slot or a root, and an object is freed when its last one
// goes. Containers are in a generation from their allocation on (kind_traits.h has the exceptions); too many
// of them, and the cycle collector looks for those that only refer to each other.

#include "collectors/common/plain_events.h"
#include "collectors/refcount/refcount_heap.h"

namespace midden {

template <ObjectModel M>
class RefcountMutator {
 public:
  // Locals own counts, so the collector need not know them. Debug builds do, to compare counts exactly.
#ifdef NDEBUG
  static constexpr bool kScansLocals = false;
#else
  static constexpr bool kScansLocals = true;
#endif
  using Ref = Object<M>*;

  explicit RefcountMutator(RefcountHeap<M>& heap) : heap_(heap) {
    heap.mutator_ = this;
    blocks_.fill(CountedSpace::empty_block());
  }
  ~RefcountMutator() { heap_.mutator_ = nullptr; }
  RefcountMutator(const RefcountMutator&) = delete;
  RefcountMutator& operator=(const RefcountMutator&) = delete;

  [[gnu::always_inline]] Ref allocate(KindNumber kind, unsigned slots, unsigned raw_words) {
    return allocate_any(kind, false, slots, raw_words);
  }
  [[gnu::always_inline]] Ref allocate_extent(KindNumber kind, unsigned slots, unsigned raw_words) {
    return allocate_any(kind, true, slots, raw_words);
  }
  Ref allocate_immortal(KindNumber kind, unsigned slots, unsigned raw_words) {
    return heap_.template allocate_immortal_object<M, true, kCountNotes>(kind, false, slots, raw_words,
                                                                         heap_.immortal_count_);
  }
  Ref allocate_immortal_extent(KindNumber kind, unsigned slots, unsigned raw_words) {
    return heap_.template allocate_immortal_object<M, true, kCountNotes>(kind, true, slots, raw_words,
                                                                         heap_.immortal_count_);
  }

  // Inlined even where the compiler would not: most words are immediates or have other references, and a
  // caller that has just handed its reference on sees that nothing is left to release.
  [[gnu::always_inline]] static void retain(Word word) {
    if (!Notes<M>::counted(word)) return;
    std::uint32_t& count = Notes<M>::count(reinterpret_cast<Ref>(word));
    if (static_cast<std::int32_t>(count) >= 0) ++count;  // else immortal, perhaps in read-only memory
  }
  [[gnu::always_inline]] static void release(Word word) {
    if (!Notes<M>::counted(word)) return;
    Ref object = reinterpret_cast<Ref>(word);
    std::uint32_t& place = Notes<M>::count(object);
    const auto count = static_cast<std::int32_t>(place);
    if (count > 1) [[likely]] {
      place = static_cast<std::uint32_t>(count - 1);
    } else if (count == 1) {
      release_last(object);
    }
  }

  static bool is_only_reference(Word word) {
    return reference_count(word) == 1 &&
           (reinterpret_cast<Ref>(word)->header.flags & ~(kFlagExtent | kFlagMarked)) == 0;
  }
  static std::uint32_t reference_count(Word word) {
    return Notes<M>::counted(word) ? Notes<M>::count(reinterpret_cast<Ref>(word)) : kImmortalCount;
  }

  void initialize(Ref, Slot& slot, Word value) {
    retain(value);
    slot.store_release(value);
  }
  void initialize_owned(Ref, Slot& slot, Word value) { slot.store_release(value); }
  // The new value is in place before the old one may die.
  void store(Ref, Slot& slot, Word value) {
    retain(value);
    const Word old = slot.load();
    slot.store_release(value);
    release(old);
  }
  void store_owned(Ref, Slot& slot, Word value) {
    const Word old = slot.load();
    slot.store_release(value);
    release(old);
  }
  Word take(Ref, Slot& slot) {
    const Word value = slot.load();
    slot.store_relaxed(0);
    return value;
  }
  void copy(Ref holder, Slot* destination, const Slot* source, std::size_t count, CopyMode mode) {
    if (mode == CopyMode::fill) {
      for (std::size_t i = 0; i < count; ++i) retain(source[i].load());
    }
    plain_.copy(holder, destination, source, count, mode);
  }
  Word read(const Slot& slot) { return slot.load(); }
  void may_track(Ref holder, Word value) {
    // Immortal objects are in no list and need not have links.
    if ((holder->header.flags & kFlagImmortal) || Links::of(holder)->tracked()) return;
    if (heap_.may_be_tracked(value)) heap_.track(holder);
  }

  void read_weak_word(Word) {}
  void safepoint() {
    if (heap_.requested_) [[unlikely]]
      heap_.collect_requested();
  }
  std::size_t collect(const CollectionRequest& request) {
    return heap_.collect(request.generation, request.reason);
  }
  std::size_t finalizers_ran() { return heap_.finalizers_ran(); }
  // Of an object for which Embedder::pause_death said so; each once.
  void continue_death(Ref object) { heap_.continue_death(object); }

  void register_weak_reference(Ref reference) {
    Ref referent = reinterpret_cast<Ref>(*first_raw_word(reference));
    if (!referent || referent->header.has_flag(kFlagImmortal)) return;
    referent->header.set_flag(kFlagWeaklyReferenced);
    reference->header.set_flag(kFlagIsWeakReference);
    heap_.weak_.add(referent, reference);
  }
  Word read_weak(Ref reference) const { return *first_raw_word(reference); }
  void register_finalizable(Ref object) { object->header.set_flag(kFlagFinalizable); }
  // In a side table, as the count stands where other collectors keep the number.
  std::uint64_t identity(Ref object) { return heap_.identity_of(object); }

  LocalLink* locals = nullptr;

 private:
  friend RefcountHeap<M>;
  using ObjectLayout = Layout<M, true>;
  using Place = typename RefcountHeap<M>::Place;

  [[gnu::always_inline]] Ref allocate_any(KindNumber kind, bool extent, unsigned slots, unsigned raw_words) {
    if (slots == 0) return allocate_cell(kind, extent, slots, raw_words, Place::leaf);
    if (heap_.kinds_[kind].flags != 0) return allocate_special(kind, extent, slots, raw_words);
    heap_.count_allocation();
    Ref object = allocate_cell(kind, extent, slots, raw_words, Place::container);
    if (object) [[likely]]
      heap_.track(object);
    return object;
  }

  Ref allocate_special(KindNumber kind, bool extent, unsigned slots, unsigned raw_words);

  [[gnu::always_inline]] Ref allocate_cell(KindNumber kind, bool extent, unsigned slots, unsigned raw_words,
                                           Place place) {
    const std::size_t front = ObjectLayout::front_bytes(place == Place::container);
    const std::size_t bytes = ObjectLayout::object_bytes_for(extent, slots, raw_words) + front;
    Cell* cell;
    if (bytes <= kLargestCell) [[likely]] {
      const unsigned bin = SizeClasses::class_of(bytes) + static_cast<unsigned>(place) * SizeClasses::kCount;
      Block* block = blocks_[bin];
      cell = block->free;
      if (cell) [[likely]] {
        block->free = reinterpret_cast<Cell*>(cell[1]);
        ++block->allocated;
      } else {
        cell = allocate_slowly(bin);
        if (!cell) return nullptr;
      }
      open_cell(cell, SizeClasses::cell_bytes(bin % SizeClasses::kCount), front);
    } else {
      cell = allocate_large(bytes, place);
      if (!cell) return nullptr;
    }
    return format_object<M, kMarkNotes | kCountNotes>(cell, kind, extent, slots, raw_words, 1, 0);
  }

  [[gnu::noinline, gnu::cold]] Cell* allocate_slowly(unsigned bin) {
    if (!heap_.stressed()) return heap_.allocate_in_new_block(bin, blocks_[bin]);
    // Under stress every allocation comes here: the mutator's own blocks stay empty.
    if (heap_.stress_strikes()) heap_.collect(heap_.next_stress_generation(), CollectionReason::stress);
    Block* block = heap_.stash_[bin];
    Cell* cell = block->free;
    if (!cell) return heap_.allocate_in_new_block(bin, heap_.stash_[bin]);
    block->free = reinterpret_cast<Cell*>(cell[1]);
    ++block->allocated;
    return cell;
  }
  [[gnu::noinline, gnu::cold]] Cell* allocate_large(std::size_t bytes, Place place) {
    return heap_.allocate_large(bytes, place);
  }

  [[gnu::noinline]] static void release_last(Ref object) {
    Notes<M>::count(object) = 0;
    if (object->slot_count() == 0 && !(object->header.flags & RefcountHeap<M>::kSpecialDeath)) {
      RefcountHeap<M>::free_memory(object);
      return;
    }
    static_cast<RefcountHeap<M>*>(static_cast<HeapBase*>(Block::of(object)->owner))->destroy(object);
  }

  std::array<Block*, kBinsWithParts> blocks_;
  RefcountHeap<M>& heap_;
  [[no_unique_address]] PlainEvents<M> plain_;
};

// Kinds of which there is something to know.
template <ObjectModel M>
[[gnu::noinline]] Object<M>* RefcountMutator<M>::allocate_special(KindNumber kind, bool extent,
                                                                  unsigned slots, unsigned raw_words) {
  const KindTraits traits = heap_.kinds_[kind];
  if (traits.has(kKindPart)) return allocate_cell(kind, extent, slots, raw_words, Place::part);
  if (traits.has(kKindAtomic)) return allocate_cell(kind, extent, slots, raw_words, Place::leaf);
  if (!traits.has(kKindUncounted) && !heap_.take_from_pool(traits, slots)) heap_.count_allocation();
  Ref object = allocate_cell(kind, extent, slots, raw_words, Place::container);
  if (!object) return nullptr;
  if (traits.has(kKindTrackedLate)) {
    *Links::of(object) = {0, 0};
  } else {
    heap_.track(object);
  }
  return object;
}

template <ObjectModel M>
struct Refcount {
  static constexpr const char* kName = "refcount";
  static constexpr const char* kSummary =
      "immediate counting, cycles by trial deletion in three generations, as CPython 3.11";
  static constexpr bool kMoves = false;
  static constexpr bool kCounts = true;
  static constexpr OptionTable kOptions = kRefcountOptionTable;
  using Heap = RefcountHeap<M>;
  using Mutator = RefcountMutator<M>;
};

}  // namespace midden
