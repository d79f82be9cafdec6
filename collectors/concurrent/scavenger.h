#pragma once

// Scavenger: copies what survives of the young objects. Those met for the first time go to the young space's
// area for copies, those that had survived before (or all, if asked) to old space. Included by
// concurrent_heap.h.
//
// Copies wait on a stack to be scanned. While a cycle marks, an object that becomes old is born marked, as
// others are, and handed to the marker, which looks at its slots.
//
// With kShared several threads copy, each with a scavenger of its own. They take remembered slots in portions
// and give each other what waits to be scanned.

#include <vector>

#include "collectors/common/copying.h"

namespace midden {

template <ObjectModel M, bool kShared>
class Scavenger {
 public:
  using Ref = Object<M>*;

  // Takes cells for promoted objects from `cells`, and gives those to `marker` when a cycle marks.
  Scavenger(ConcurrentHeap<M>& heap, bool promote_all, FreeCells& cells, Marker<M, true, true>& marker)
      : heap_(heap),
        young_(heap.young_.range()),
        copies_(heap.young_.copies()),
        survivors_(heap.young_.survivors()),
        promote_all_(promote_all),
        colour_(heap.birth_colour()),
        cells_(cells),
        marker_(heap.marking() ? &marker : nullptr),
        pending_(heap.young_segments_) {}
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
      unsigned until_look = kLookUp;
      Word word;
      while (pending_.pop(word)) {
        Ref object = reinterpret_cast<Ref>(word);
        Slot* slot = object->slots();
        for (Slot* end = slot + object->slot_count(); slot != end; ++slot) enqueue(slot);
        if constexpr (kShared) {
          if (--until_look == 0) {
            until_look = kLookUp;
            if (crew().hungry.load(std::memory_order_relaxed) > 0 && !heap_.young_segments_.has_work())
              pending_.share();
          }
        }
      }
      queue_.empty([this](Slot* slot) { update(slot); });
      if (pending_.empty()) return;
    }
  }
  // One thread's part of everything: its portions of the slots, and what others leave. It is counted as busy.
  void take_part(const std::vector<Slot*>& slots) requires kShared {
    for (;;) {
      constexpr std::size_t kPortion = 256;
      for (std::size_t at;
           (at = crew().next_slot.fetch_add(kPortion, std::memory_order_relaxed)) < slots.size();) {
        const std::size_t end = std::min(at + kPortion, slots.size());
        for (; at < end; ++at) enqueue(slots[at]);
      }
      drain();
      MarkSegment* segment = crew().next_segment(heap_.young_segments_, [] { return false; });
      if (!segment) return;
      pending_.adopt(segment);
    }
  }

  // Where an object is afterwards; nullptr when it died.
  Ref survivor(Ref object) const {
    if (!moves(reinterpret_cast<Word>(object))) return object;
    return object->header.flags & kFlagForwarded ? forwarding_address(object) : nullptr;
  }

  const ScavengeFigures& figures() const { return figures_; }
  // Slots of promoted objects that refer to young ones.
  const std::vector<Slot*>& remembered() const { return remembered_; }

 private:
  static constexpr unsigned kLookUp = 64;

  ScavengeCrew& crew() { return heap_.scavenge_crew_; }
  // Refers to a young object that is to be copied, or was.
  bool moves(Word word) const {
    return young_.contains(word) && M::is_reference(word) && !copies_.contains(word);
  }
  Ref moved(Ref object) {
    if constexpr (kShared) {
      return SharedCopying<M>::moved(object, [this](Ref claimed) { return copy(claimed); });
    } else {
      return object->header.flags & kFlagForwarded ? forwarding_address(object) : copy(object);
    }
  }
  Ref copy(Ref object);
  Ref copy_bytes(Ref object, std::size_t bytes, void* place) {
    if constexpr (kShared) return SharedCopying<M>::copy_object(object, bytes, place);
    return copy_object(object, bytes, place);
  }

  void update(Slot* slot) {
    const bool old_slot = !young_.contains(reinterpret_cast<Word>(slot));
    if (heap_.schedule_ && old_slot) heap_.schedule_->point();
    const Word word = slot->load();
    if (!moves(word)) return;  // this slot was given twice
    const Word now = reinterpret_cast<Word>(moved(reinterpret_cast<Ref>(word)));
    // Release: a marking thread may read the slots of old objects, and a promoted object through them.
    slot->store_release(now);
    if (old_slot && young_.contains(now) && !planted(Plant::promoted_not_remembered))
      remembered_.push_back(slot);
  }

  ConcurrentHeap<M>& heap_;
  const AddressRange young_;
  const AddressRange copies_;
  const AddressRange survivors_;
  const bool promote_all_;
  const Colour colour_;
  FreeCells& cells_;
  Marker<M, true, true>* const marker_;
  MarkStack pending_;
  SlotQueue queue_;
  Window window_;
  std::vector<Slot*> remembered_;
  ScavengeFigures figures_;
};

template <ObjectModel M, bool kShared>
[[gnu::noinline]] Object<M>* Scavenger<M, kShared>::copy(Ref object) {
  const std::size_t slots = object->slot_count();
  const std::size_t bytes = Layout<M>::object_bytes(object);
  const std::size_t cell_bytes = bytes + Layout<M>::front_bytes(slots);
  const bool aged = survivors_.contains(reinterpret_cast<Word>(object));
  ++figures_.objects;
  figures_.bytes += cell_bytes;
  if (aged) figures_.bytes_aged += cell_bytes;
  Ref copy = nullptr;
  if (!promote_all_ && !aged &&
      (cell_bytes <= static_cast<std::size_t>(window_.limit - window_.cursor) ||
       heap_.young_.open_copies(window_))) {
    char* cell = window_.cursor;
    window_.cursor += cell_bytes;
    copy = copy_bytes(object, bytes, open_linear_cell<M>(cell, slots));
  } else {
    const unsigned bin = bin_of(cell_bytes, Layout<M>::link_bytes(slots) > 0);
    copy = copy_bytes(object, bytes, heap_.promotion_cell(bin, cells_));
    std::uint8_t& mark = Notes<M>::mark(copy);
    mark = static_cast<std::uint8_t>((mark & ~kFlagMarked) | colour_);
    ++figures_.objects_promoted;
    figures_.bytes_promoted += SizeClasses::cell_bytes(bin % SizeClasses::kCount);
    if (marker_ && slots > 0 && !planted(Plant::promoted_not_scanned)) marker_->rescan(copy);
  }
  if constexpr (kShared) SharedCopying<M>::publish(object, copy);
  if (slots > 0) pending_.push(reinterpret_cast<Word>(copy));
  return copy;
}

}  // namespace midden
