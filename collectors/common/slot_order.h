#pragma once

// The order in which an object's slots are gone through where the program can see it: when what they refer to
// is released, and when a cycle finds out what can be reached.

#include "collectors/common/kind_traits.h"
#include "collectors/common/layout.h"

namespace midden {

template <class M>
const SlotOrderWord* slot_order_word(const KindTraits& traits, const Object<M>* object) {
  if (traits.first_slot == 0 || object->header.raw_words == 0) return nullptr;
  return reinterpret_cast<const SlotOrderWord*>(first_raw_word(const_cast<Object<M>*>(object)));
}

template <class M>
class SlotOrder {
 public:
  SlotOrder(const KindTraits& traits, const Object<M>* object)
      : size_(object->slot_count()), first_(traits.first_slot), backwards_(traits.has(kKindBackwards)) {
    if (const SlotOrderWord* own = slot_order_word(traits, object)) {
      first_ = own->first_slot;
      half_ = own->half_slot;
    }
  }

  std::size_t size() const { return size_; }
  // Whether this slot holds the object's other half.
  bool is_half(std::size_t slot) const { return half_ != 0 && slot == half_; }
  // The slot that comes after `done` others.
  std::size_t operator[](std::size_t done) const {
    if (backwards_) return size_ - 1 - done;
    if (done < size_ - first_) return first_ + done;
    return done + 1 == size_ ? 0 : done + 1 + first_ - size_;
  }

 private:
  std::size_t size_;
  std::size_t first_;
  std::size_t half_ = 0;
  bool backwards_;
};

}  // namespace midden
