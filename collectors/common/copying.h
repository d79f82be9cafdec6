#pragma once

// What collectors that copy share: forwarding, the copy itself, and the queue in which slots wait while the
// headers they refer to are fetched.

#include <array>
#include <atomic>
#include <bit>
#include <cstring>
#include <thread>

#include "collectors/common/layout.h"

namespace midden {

// The second word of an object that has moved is its new address.
template <class M>
Object<M>* forwarding_address(Object<M>* object) {
  return reinterpret_cast<Object<M>*>(reinterpret_cast<Word*>(object)[1]);
}

// Copies `bytes` of an object, and its notes, to where its header will be at `place`; leaves the new address.
template <class M>
Object<M>* copy_object(Object<M>* object, std::size_t bytes, void* place) {
  constexpr std::size_t kFront = Notes<M>::kFrontBytes;
  std::memcpy(static_cast<char*>(place) - kFront, reinterpret_cast<char*>(object) - kFront, bytes + kFront);
  object->header.flags |= kFlagForwarded;
  reinterpret_cast<Word*>(object)[1] = reinterpret_cast<Word>(place);
  return static_cast<Object<M>*>(place);
}

// The same when several threads copy: who claims an object copies it, the others wait for the address.
template <class M>
class SharedCopying {
 public:
  using Ref = Object<M>*;
  static constexpr HeaderFlag kFlagClaimed = kFlagAged;

  // Where an object is to be found, by whoever copies it: by copy(object) if that is this thread.
  template <class Copy>
  static Ref moved(Ref object, Copy&& copy) {
    std::atomic_ref<std::uint8_t> flags(object->header.flags);
    for (unsigned tries = 1;; ++tries) {
      // Acquire: pairs with copy_object.
      std::uint8_t now = flags.load(std::memory_order_acquire);
      if (now & kFlagForwarded) return forwarding_address(object);
      // Relaxed: a claim publishes nothing.
      if (!(now & kFlagClaimed)) {
        now = flags.fetch_or(kFlagClaimed, std::memory_order_relaxed);
        if (!(now & kFlagClaimed)) return copy(object);
      }
      if (tries % 64 == 0) {
        std::this_thread::yield();
      } else {
        __builtin_ia32_pause();
      }
    }
  }
  // As copy_object, but others do not see the copy before publish().
  static Ref copy_object(Ref object, std::size_t bytes, void* place) {
    constexpr std::size_t kFront = Notes<M>::kFrontBytes;
    std::memcpy(static_cast<char*>(place) - kFront, reinterpret_cast<char*>(object) - kFront, kFront);
    // Relaxed: others only try to set the flag that is dropped here.
    Word* words = reinterpret_cast<Word*>(object);
    auto header = std::bit_cast<Header>(std::atomic_ref<Word>(*words).load(std::memory_order_relaxed));
    header.flags &= static_cast<std::uint8_t>(~kFlagClaimed);
    *static_cast<Word*>(place) = std::bit_cast<Word>(header);
    std::memcpy(static_cast<Word*>(place) + 1, words + 1, bytes - sizeof(Word));
    return static_cast<Ref>(place);
  }
  static void publish(Ref object, Ref copy) {
    reinterpret_cast<Word*>(object)[1] = reinterpret_cast<Word>(copy);
    // Release: pairs with moved().
    std::atomic_ref<std::uint8_t>(object->header.flags).fetch_or(kFlagForwarded, std::memory_order_release);
  }
};

// Slots come out in the order in which they went in.
class SlotQueue {
 public:
  // Gives the slot that has waited longest to update(slot) when there are enough.
  template <class Update>
  void add(Slot* slot, Word referent, Update&& update) {
    __builtin_prefetch(reinterpret_cast<void*>(referent), 1);
    Slot* oldest = slots_[position_];
    slots_[position_] = slot;
    position_ = (position_ + 1) % kSlots;
    if (oldest) update(oldest);
  }
  template <class Update>
  void empty(Update&& update) {
    for (unsigned i = 0; i < kSlots; ++i) {
      Slot* slot = slots_[position_];
      slots_[position_] = nullptr;
      position_ = (position_ + 1) % kSlots;
      if (slot) update(slot);
    }
  }

 private:
  static constexpr unsigned kSlots = 16;
  std::array<Slot*, kSlots> slots_{};
  unsigned position_ = 0;
};

}  // namespace midden
