#pragma once

// Layout: from the numbers of slots and raw words to bytes, and from bytes to an object. Shared by every
// collector's allocate, inline, and folded away where the numbers are constants.
//
//   cell := [two link words] [notes] object
//
// Links in front of containers, when the model or the collector wants them there; leaves (objects without
// slots) never have any. Notes where the model puts counts or marks in front.

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>

#include "collectors/common/notes.h"
#include "heap/cells.h"
#include "object_model/object.h"

namespace midden {

inline constexpr std::size_t kLinkBytes = 2 * sizeof(Word);
static_assert(kLinkBytes == CellFormat::kLinkBytes);
// Room for a forwarding address or for a free list's link behind the header.
inline constexpr std::size_t kSmallestObject = 2 * sizeof(Word);

template <class M, bool kLinks = M::kLinksInFront>
struct Layout {
  static constexpr bool kLinksHere = kLinks && M::kLinks == Placement::front;
  static constexpr std::size_t link_bytes(std::size_t slots) {
    return kLinksHere && slots > 0 ? kLinkBytes : 0;
  }
  // Bytes in front of an object: links and notes.
  static constexpr std::size_t front_bytes(std::size_t slots) {
    return link_bytes(slots) + Notes<M>::kFrontBytes;
  }
  // For the spaces of a collector that keeps these notes.
  static constexpr CellFormat format(unsigned notes) {
    CellFormat format;
    format.front = static_cast<std::uint8_t>(front_bytes(0));
    format.container_front = static_cast<std::uint8_t>(front_bytes(1));
    format.counts = (notes & kCountNotes) && M::kCounts == Placement::side;
    format.marks = (notes & kMarkNotes) && M::kMarks == Placement::side;
    format.links = kLinks && M::kLinks == Placement::side;
    format.mark = M::kMarks;
    return format;
  }

  static constexpr std::size_t object_bytes_for(bool extent, std::size_t slots, std::size_t raw_words) {
    return std::max(kSmallestObject, Object<M>::size_bytes_for(extent, slots, raw_words));
  }
  static constexpr std::size_t cell_bytes(bool extent, std::size_t slots, std::size_t raw_words) {
    return object_bytes_for(extent, slots, raw_words) + front_bytes(slots);
  }

  // What an existing object occupies, without what stands in front.
  static std::size_t object_bytes(const Object<M>* object) {
    return std::max(kSmallestObject, object->size_bytes());
  }
  static std::size_t cell_bytes(const Object<M>* object) {
    return object_bytes(object) + front_bytes(object->slot_count());
  }
};

// Makes memory an object: header, sizes, cleared slots, the notes that its collector keeps. Nobody else can
// see it yet, so plain stores do.
template <class M, unsigned kNotes = kNoNotes>
[[gnu::always_inline]] inline Object<M>* format_object(void* memory, KindNumber kind, bool extent,
                                                       unsigned slots, unsigned raw_words,
                                                       std::uint32_t count, std::uint8_t flags) {
  Word* words = static_cast<Word*>(memory);
  constexpr bool kMarkInHeader = M::kMarks == Placement::header;
  Header header{M::kCounts == Placement::header ? count : 0, kind,
                static_cast<std::uint8_t>(kMarkInHeader ? flags : flags & ~kFlagMarked), 0, 0};
  if (extent) {
    header.flags |= kFlagExtent;
    words[M::kHeaderWords] = std::bit_cast<Word>(Extent{slots, raw_words});
  } else {
    header.slot_count = static_cast<std::uint8_t>(slots);
    header.raw_words = static_cast<std::uint8_t>(raw_words);
  }
  words[0] = std::bit_cast<Word>(header);
  Notes<M>::template begin<kNotes>(static_cast<Object<M>*>(memory), count, flags);
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

// The object in a cell of a linear block. Links in front are zero in such blocks; notes and a header never
// are (kind numbers of heap objects are not zero), which tells where the object begins.
template <class M>
Object<M>* object_in_linear_cell(char* cell) {
  if (*reinterpret_cast<Word*>(cell) == 0) cell += kLinkBytes;
  return reinterpret_cast<Object<M>*>(cell + Notes<M>::kFrontBytes);
}

// Clears the links in front of a fresh cell of a linear block and says where its object is to be.
template <class M, bool kLinks = M::kLinksInFront>
[[gnu::always_inline]] inline char* open_linear_cell(char* cell, std::size_t slots) {
  if (Layout<M, kLinks>::link_bytes(slots) > 0) std::memset(cell, 0, kLinkBytes);
  return cell + Layout<M, kLinks>::front_bytes(slots);
}

// Objects of linear blocks, front to back.
template <class M, class Visit>
void walk_linear(char* begin, char* end, Visit&& visit) {
  while (begin < end) {
    Object<M>* object = object_in_linear_cell<M>(begin);
    begin = reinterpret_cast<char*>(object) + Layout<M>::object_bytes(object);
    visit(object);
  }
}

}  // namespace midden
