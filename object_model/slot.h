#pragma once

// Slot: one word inside an object that holds a reference (or an unboxed value, or nothing).
//
// A marking thread may read a slot while the mutator writes it, so every access is atomic. All are relaxed:
// on x86-64 they are plain moves. Publication of a fresh object is ordered by `Mutator::initialize`/`store`,
// which end in a release store that pairs with the marker's acquire load (`load_acquire`).
//
// Only collectors call the writing members; a workload writes through the mutator's events.

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace midden {

// The bits of a reference or immediate. What they mean is the object model's business; all zero means
// "nothing".
using Word = std::uintptr_t;

class Slot {
 public:
  Word load() const { return word().load(std::memory_order_relaxed); }
  // Pairs with store_release: what the referent's creator wrote before publication is visible after this.
  Word load_acquire() const { return word().load(std::memory_order_acquire); }
  void store_relaxed(Word bits) { word().store(bits, std::memory_order_relaxed); }
  // Pairs with load_acquire of a marking thread.
  void store_release(Word bits) { word().store(bits, std::memory_order_release); }

 private:
  std::atomic_ref<Word> word() const { return std::atomic_ref<Word>(const_cast<Word&>(bits_)); }

  Word bits_;
};

static_assert(sizeof(Slot) == sizeof(Word));
static_assert(std::atomic_ref<Word>::is_always_lock_free);

}  // namespace midden
