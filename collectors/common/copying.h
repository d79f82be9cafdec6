#pragma once

// What collectors that copy share: forwarding, the copy itself, and the queue in which slots wait while the
// headers they refer to are fetched.

#include <array>
#include <cstring>

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
