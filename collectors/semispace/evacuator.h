#pragma once

// Evacuator: Cheney's algorithm. An object is copied when it is first met; the copies, lying one behind the
// other, are themselves the list of what is still to be scanned. Included by semispace_heap.h.
//
// Slots wait in a short queue while the header they refer to is fetched.

#include "collectors/common/copying.h"

namespace midden {

template <ObjectModel M>
Object<M>* object_of_large(Block* block) {
  return object_in_linear_cell<M>(block->begin());
}

template <ObjectModel M>
class Evacuator {
 public:
  using Ref = Object<M>*;

  Evacuator(LinearSpace& to, Window& window) : to_(to), window_(window) {}

  // A root: copied at once, scanned by drain().
  void evacuate(Word& word) {
    if (M::is_reference(word)) word = reinterpret_cast<Word>(moved(reinterpret_cast<Ref>(word)));
  }
  Ref evacuate(Ref object) { return moved(object); }
  void scan_slots(Ref object) {
    const std::size_t slots = object->slot_count();
    Slot* slot = object->slots();
    for (std::size_t i = 0; i < slots; ++i) enqueue(slot + i);
    empty_queue();
  }

  // Until everything reachable from what was evacuated is.
  void drain();

  // Where an object of the old space is after the cycle; nullptr when it died.
  static Ref survivor(Ref object) {
    const Header& header = object->header;
    if (header.flags & (kFlagImmortal | kFlagMarked)) return object;
    return header.flags & kFlagForwarded ? forwarding_address(object) : nullptr;
  }

  std::uint64_t objects_moved() const { return objects_moved_; }
  std::uint64_t bytes_moved() const { return bytes_moved_; }
  std::uint64_t objects_kept() const { return objects_kept_; }
  std::uint64_t bytes_kept() const { return bytes_kept_; }

 private:
  Ref moved(Ref object) {
    const std::uint8_t flags = object->header.flags;
    if (flags & (kFlagForwarded | kFlagImmortal | kFlagMarked)) {
      return flags & kFlagForwarded ? forwarding_address(object) : object;
    }
    return first_visit(object);
  }
  Ref first_visit(Ref object);

  void enqueue(Slot* slot) {
    const Word word = slot->load();
    if (!M::is_reference(word)) return;
    queue_.add(slot, word, [this](Slot* oldest) { update(oldest); });
  }
  void update(Slot* slot) {
    slot->store_relaxed(reinterpret_cast<Word>(moved(reinterpret_cast<Ref>(slot->load()))));
  }
  void empty_queue() {
    queue_.empty([this](Slot* slot) { update(slot); });
  }

  LinearSpace& to_;
  Window& window_;
  // The next copy to be scanned.
  Block* scan_block_ = nullptr;
  char* scan_ = nullptr;
  // Large objects to be scanned, linked through their blocks' aux.
  Block* large_ = nullptr;
  SlotQueue queue_;
  std::uint64_t objects_moved_ = 0;
  std::uint64_t bytes_moved_ = 0;
  std::uint64_t objects_kept_ = 0;
  std::uint64_t bytes_kept_ = 0;
};

template <ObjectModel M>
[[gnu::noinline]] Object<M>* Evacuator<M>::first_visit(Ref object) {
  const std::size_t bytes = Layout<M>::object_bytes(object);
  const std::size_t slots = object->slot_count();
  const std::size_t front = Layout<M>::front_bytes(slots);
  if (bytes + front > kLargestCell) [[unlikely]] {
    object->header.flags |= kFlagMarked;
    Block* block = Block::of(object);
    block->aux = reinterpret_cast<std::uintptr_t>(large_);
    large_ = block;
    ++objects_kept_;
    bytes_kept_ += bytes + front;
    return object;
  }
  if (bytes + front > static_cast<std::size_t>(window_.limit - window_.cursor))
    to_.refill_regardless(window_);
  char* cell = window_.cursor;
  window_.cursor += bytes + front;
  ++objects_moved_;
  bytes_moved_ += bytes + front;
  return copy_object(object, bytes, open_linear_cell<M>(cell, slots));
}

template <ObjectModel M>
void Evacuator<M>::drain() {
  for (;;) {
    if (!scan_block_ && (scan_block_ = to_.first_block())) scan_ = scan_block_->begin();
    if (scan_block_) {
      for (;;) {
        // The last block is the open one.
        char* end = scan_block_->next ? scan_block_->top : window_.cursor;
        if (scan_ == end) {
          empty_queue();
          end = scan_block_->next ? scan_block_->top : window_.cursor;
          if (scan_ != end) continue;
          if (!scan_block_->next) break;
          scan_block_ = scan_block_->next;
          scan_ = scan_block_->begin();
          continue;
        }
        Ref object = object_in_linear_cell<M>(scan_);
        const std::size_t slots = object->slot_count();
        Slot* slot = object->slots();
        scan_ = reinterpret_cast<char*>(object) + Layout<M>::object_bytes(object);
        for (std::size_t i = 0; i < slots; ++i) enqueue(slot + i);
      }
    }
    Block* block = large_;
    if (!block) return;
    large_ = reinterpret_cast<Block*>(block->aux);
    scan_slots(object_of_large<M>(block));
  }
}

}  // namespace midden
