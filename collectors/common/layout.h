#pragma once

// Layout: from the numbers of slots and raw words to bytes, and from bytes to an object. Shared by every
// collector's allocate, inline, and folded away where the numbers are constants.
//
//   cell := [two link words] object      containers, when the model or the collector wants links
//   cell := object                       leaves (objects without slots) always

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>

#include "object_model/object.h"

namespace midden {

inline constexpr std::size_t kLinkBytes = 2 * sizeof(Word);
// Room for a forwarding address or for a free list's link behind the header.
inline constexpr std::size_t kSmallestObject = 2 * sizeof(Word);

template <class M, bool kLinks = M::kLinksInFront>
struct Layout {
  static constexpr std::size_t link_bytes(std::size_t slots) { return kLinks && slots > 0 ? kLinkBytes : 0; }

  static constexpr std::size_t object_bytes_for(bool extent, std::size_t slots, std::size_t raw_words) {
    return std::max(kSmallestObject, Object<M>::size_bytes_for(extent, slots, raw_words));
  }
  static constexpr std::size_t cell_bytes(bool extent, std::size_t slots, std::size_t raw_words) {
    return object_bytes_for(extent, slots, raw_words) + link_bytes(slots);
  }

  // What an existing object occupies, without links.
  static std::size_t object_bytes(const Object<M>* object) {
    return std::max(kSmallestObject, object->size_bytes());
  }
  static std::size_t cell_bytes(const Object<M>* object) {
    return object_bytes(object) + link_bytes(object->slot_count());
  }
};

// Makes memory an object: header, sizes, cleared slots. Nobody else can see it yet, so plain stores do.
template <class M>
[[gnu::always_inline]] inline Object<M>* format_object(void* memory, KindNumber kind, bool extent,
                                                       unsigned slots, unsigned raw_words,
                                                       std::uint32_t count, std::uint8_t flags) {
  Word* words = static_cast<Word*>(memory);
  Header header{count, kind, flags, 0, 0};
  if (extent) {
    header.flags |= kFlagExtent;
    words[M::kHeaderWords] = std::bit_cast<Word>(Extent{slots, raw_words});
  } else {
    header.slot_count = static_cast<std::uint8_t>(slots);
    header.raw_words = static_cast<std::uint8_t>(raw_words);
  }
  words[0] = std::bit_cast<Word>(header);
  Word* slot = words + M::kHeaderWords + (extent ? 1 : 0);
  if (__builtin_constant_p(slots) || slots > 32) {
    std::memset(slot, 0, slots * sizeof(Word));
  } else {
    for (Word* end = slot + slots; slot != end; ++slot) {
      *slot = 0;
      asm volatile("" ::: "memory");  // else the compiler calls memset for two words
    }
  }
  return static_cast<Object<M>*>(memory);
}

// Where a weak reference names its referent.
template <class M>
Word* first_raw_word(Object<M>* object) {
  return reinterpret_cast<Word*>(object->slots() + object->slot_count());
}

// Objects of linear blocks, front to back. Links in front are zero in such blocks, a header never is (kind
// numbers of heap objects are not zero), which tells where the object begins.
template <class M, class Visit>
void walk_linear(char* begin, char* end, Visit&& visit) {
  while (begin < end) {
    if (*reinterpret_cast<Word*>(begin) == 0) begin += kLinkBytes;
    auto* object = reinterpret_cast<Object<M>*>(begin);
    begin += Layout<M>::object_bytes(object);
    visit(object);
  }
}

}  // namespace midden
