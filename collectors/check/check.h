#pragma once

// Check: a collector whose product is a verdict on the workload. It keeps a shadow of every slot and believes
// only what the events say: now and then, at random allocations, it compares all slots with their shadows,
// and moves every object to a new place, the old one becoming inaccessible. What it finds (verdict.h) is
// printed at once and summed up in the end.
//
// Weak references' words are kept veiled between the events, so that they cannot be read past read_weak.

#include "collectors/check/check_heap.h"
#include "collectors/common/plain_events.h"

namespace midden {

template <ObjectModel M>
class CheckMutator : public PlainEvents<M> {
 public:
  static constexpr bool kScansLocals = true;
  using Ref = Object<M>*;

  explicit CheckMutator(CheckHeap<M>& heap) : heap_(heap) { heap.mutator_ = this; }
  ~CheckMutator() { heap_.mutator_ = nullptr; }
  CheckMutator(const CheckMutator&) = delete;
  CheckMutator& operator=(const CheckMutator&) = delete;

  Ref allocate(KindNumber kind, unsigned slots, unsigned raw_words) {
    return heap_.allocate(kind, false, slots, raw_words);
  }
  Ref allocate_extent(KindNumber kind, unsigned slots, unsigned raw_words) {
    return heap_.allocate(kind, true, slots, raw_words);
  }
  Ref allocate_immortal(KindNumber kind, unsigned slots, unsigned raw_words) {
    return heap_.allocate_immortal(kind, false, slots, raw_words);
  }
  Ref allocate_immortal_extent(KindNumber kind, unsigned slots, unsigned raw_words) {
    return heap_.allocate_immortal(kind, true, slots, raw_words);
  }

  void initialize(Ref holder, Slot& slot, Word value) {
    if (heap_.note_first_store(holder, slot, value)) slot.store_release(value);
  }
  void initialize_owned(Ref holder, Slot& slot, Word value) { initialize(holder, slot, value); }
  void store(Ref holder, Slot& slot, Word value) {
    if (heap_.note_store(holder, slot, value)) slot.store_release(value);
  }
  void store_owned(Ref holder, Slot& slot, Word value) { store(holder, slot, value); }
  Word take(Ref holder, Slot& slot) {
    return heap_.note_take(holder, slot) ? PlainEvents<M>::take(holder, slot) : 0;
  }
  void copy(Ref holder, Slot* destination, const Slot* source, std::size_t count, CopyMode mode) {
    if (!heap_.note_copy(holder, destination, source, count, mode)) return;
    PlainEvents<M>::copy(holder, destination, source, count, mode);
    heap_.copied(holder, destination, source, count, mode);
  }
  void may_track(Ref holder, Word value) { heap_.note_holder("may_track", holder, value); }

  void safepoint() { heap_.come_to_check(0); }
  std::size_t collect(const CollectionRequest& request) { return heap_.collect(request.reason); }

  void register_weak_reference(Ref reference) { heap_.register_weak_reference(reference); }
  Word read_weak(Ref reference) { return heap_.read_weak(reference); }
  void read_weak_word(Word word) { heap_.weak_word_read(word); }
  void register_finalizable(Ref object) { heap_.register_finalizable(object); }
  std::uint64_t identity(Ref object) { return heap_.identity_in_header(object->header); }

 private:
  CheckHeap<M>& heap_;
};

template <ObjectModel M>
struct Check {
  static constexpr const char* kName = "check";
  static constexpr const char* kSummary = "checks what the program does to the heap, and says what is wrong";
  static constexpr bool kMoves = true;
  static constexpr bool kCounts = false;
  static constexpr OptionTable kOptions = kCheckOptionTable;
  using Heap = CheckHeap<M>;
  using Mutator = CheckMutator<M>;
};

}  // namespace midden
