#pragma once

// Scavenger: copies what survives of the young objects. Those met for the first time go to the young space's
// area for copies, those that had survived before (or all, if asked) to old space. Included by
// concurrent_heap.h.
//
// Copies wait on a stack to be scanned. While a cycle marks, an object that becomes old is born marked, as
// others are, and handed to the marker, which looks at its slots.

#include "collectors/common/copying.h"

namespace midden {

template <ObjectModel M>
class Scavenger {
 public:
  using Ref = Object<M>*;

  Scavenger(ConcurrentHeap<M>& heap, bool promote_all)
      : heap_(heap),
        young_(heap.young_.range()),
        copies_(heap.young_.copies()),
        survivors_(heap.young_.survivors()),
        promote_all_(promote_all),
        colour_(heap.birth_colour()),
        marker_(heap.marking() ? &heap.own_ : nullptr),
        pending_(heap.segments_) {}
  ~Scavenger() { heap_.young_.close_copies(window_); }

  // Roots: copied at once, scanned by drain().
  void evacuate(Word& word) {
    if (moves(word)) word = reinterpret_cast<Word>(moved(reinterpret_cast<Ref>(word)));
  }
  Ref evacuate(Ref object) {
    Word word = reinterpret_cast<Word>(object);
    evacuate(word);
    return reinterpret_cast<Ref>(word);
  }
  void enqueue(Slot* slot) {
    const Word word = slot->load();
    if (moves(word)) queue_.add(slot, word, [this](Slot* oldest) { update(oldest); });
  }
  // Until everything reachable from what was given is copied.
  void drain() {
    for (;;) {
      Word word;
      while (pending_.pop(word)) {
        Ref object = reinterpret_cast<Ref>(word);
        Slot* slot = object->slots();
        for (Slot* end = slot + object->slot_count(); slot != end; ++slot) enqueue(slot);
      }
      queue_.empty([this](Slot* slot) { update(slot); });
      if (pending_.empty()) return;
    }
  }

  // Where an object is afterwards; nullptr when it died.
  Ref survivor(Ref object) const {
    if (!moves(reinterpret_cast<Word>(object))) return object;
    return object->header.flags & kFlagForwarded ? forwarding_address(object) : nullptr;
  }

  std::uint64_t objects() const { return objects_; }
  std::uint64_t bytes() const { return bytes_; }
  std::uint64_t objects_promoted() const { return objects_promoted_; }
  // As old space counts them.
  std::uint64_t bytes_promoted() const { return bytes_promoted_; }

 private:
  // Refers to a young object that is to be copied, or was.
  bool moves(Word word) const {
    return young_.contains(word) && M::is_reference(word) && !copies_.contains(word);
  }
  Ref moved(Ref object) {
    return object->header.flags & kFlagForwarded ? forwarding_address(object) : copy(object);
  }
  Ref copy(Ref object);

  void update(Slot* slot) {
    const bool old_slot = !young_.contains(reinterpret_cast<Word>(slot));
    if (heap_.schedule_ && old_slot) heap_.schedule_->point();
    const Word word = slot->load();
    if (!moves(word)) return;  // this slot was given twice
    const Word now = reinterpret_cast<Word>(moved(reinterpret_cast<Ref>(word)));
    // Release: a marking thread may read the slots of old objects, and a promoted object through them.
    slot->store_release(now);
    if (old_slot && young_.contains(now) && !planted(Plant::promoted_not_remembered))
      heap_.remembered_.add(slot);
  }

  ConcurrentHeap<M>& heap_;
  const AddressRange young_;
  const AddressRange copies_;
  const AddressRange survivors_;
  const bool promote_all_;
  const Colour colour_;
  Marker<M, true, true>* const marker_;
  MarkStack pending_;
  SlotQueue queue_;
  Window window_;
  std::uint64_t objects_ = 0;
  std::uint64_t bytes_ = 0;
  std::uint64_t objects_promoted_ = 0;
  std::uint64_t bytes_promoted_ = 0;
};

template <ObjectModel M>
[[gnu::noinline]] Object<M>* Scavenger<M>::copy(Ref object) {
  const std::size_t slots = object->slot_count();
  const std::size_t bytes = Layout<M>::object_bytes(object);
  const std::size_t cell_bytes = bytes + Layout<M>::front_bytes(slots);
  ++objects_;
  bytes_ += cell_bytes;
  Ref copy = nullptr;
  if (!promote_all_ && !survivors_.contains(reinterpret_cast<Word>(object)) &&
      (cell_bytes <= static_cast<std::size_t>(window_.limit - window_.cursor) ||
       heap_.young_.open_copies(window_))) {
    char* cell = window_.cursor;
    window_.cursor += cell_bytes;
    copy = copy_object(object, bytes, open_linear_cell<M>(cell, slots));
  } else {
    const unsigned bin = bin_of(cell_bytes, Layout<M>::link_bytes(slots) > 0);
    copy = copy_object(object, bytes, heap_.promotion_cell(bin));
    std::uint8_t& mark = Notes<M>::mark(copy);
    mark = static_cast<std::uint8_t>((mark & ~kFlagMarked) | colour_);
    ++objects_promoted_;
    bytes_promoted_ += SizeClasses::cell_bytes(bin % SizeClasses::kCount);
    if (marker_ && slots > 0 && !planted(Plant::promoted_not_scanned)) marker_->rescan(copy);
  }
  if (slots > 0) pending_.push(reinterpret_cast<Word>(copy));
  return copy;
}

}  // namespace midden
