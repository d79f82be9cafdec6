#pragma once

// MarkBits: what a tracing collector's mark means; where it is, notes.h knows. Marks are never cleared: an
// object is marked when its bit equals the heap's present colour, and a cycle begins by changing the colour.
// Between cycles every live object has the present colour, fresh ones get it at allocation, and whatever has
// the other one is dead and waits to be swept.

#include <cstdint>

#include "collectors/common/notes.h"
#include "object_model/object.h"

namespace midden {

// Of a heap: 0 or kFlagMarked.
using Colour = std::uint8_t;
constexpr Colour other(Colour colour) { return colour ^ kFlagMarked; }

template <class M>
struct MarkBits {
  using Ref = Object<M>*;

  static constexpr bool kInHeader = M::kMarks == Placement::header;

  static bool alive(const Object<M>* object, Colour colour) {
    const std::uint8_t flags = object->header.load_flags();
    if (flags & kFlagImmortal) return true;
    return ((kInHeader ? flags : load(object)) & kFlagMarked) == colour;
  }

  // True when this call marked the object. Immortal objects are never marked. Relaxed: the mark publishes
  // nothing; a thread that reads a marked object's slots has it from an acquiring load or from a segment.
  template <bool kAtomic>
  static bool mark(Ref object, Colour colour) {
    return mark<kAtomic>(object, object->header.load_flags(), colour);
  }
  // The same when the flags in the header are known already.
  template <bool kAtomic>
  static bool mark(Ref object, std::uint8_t header_flags, Colour colour) {
    if constexpr (!kInHeader) {
      if (header_flags & kFlagImmortal) return false;
      header_flags = load(object);
    }
    return mark_seen<kAtomic>(object, header_flags, colour);
  }

 private:
  // `before`: the byte with the mark, as it was a moment ago.
  template <bool kAtomic>
  static bool mark_seen(Ref object, std::uint8_t before, Colour colour) {
    if (((before ^ colour) & kFlagMarked) == 0 || (kInHeader && (before & kFlagImmortal))) return false;
    std::atomic_ref<std::uint8_t> flags(Notes<M>::mark(object));
    if constexpr (!kAtomic) {
      flags.store(before ^ kFlagMarked, std::memory_order_relaxed);
      return true;
    }
    const std::uint8_t found =
        colour ? flags.fetch_or(kFlagMarked, std::memory_order_relaxed)
               : flags.fetch_and(static_cast<std::uint8_t>(~kFlagMarked), std::memory_order_relaxed);
    return ((found ^ colour) & kFlagMarked) != 0;
  }
  static std::uint8_t load(const Object<M>* object) {
    return std::atomic_ref<std::uint8_t>(Notes<M>::mark(object)).load(std::memory_order_relaxed);
  }
};

}  // namespace midden
