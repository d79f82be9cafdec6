#pragma once

// Notes: where counts and marks are, as the object model says (Placement). A collector asks here and never
// knows. Generation links are the counting collectors' own (collectors/refcount/links.h).

#include <cstdint>

#include "heap/block.h"
#include "object_model/model.h"
#include "object_model/object.h"

namespace midden {

// Which notes a collector keeps.
enum NoteSet : unsigned { kNoNotes = 0, kMarkNotes = 1, kCountNotes = 2 };

template <class M>
struct Notes {
  using Ref = Object<M>*;

  static constexpr bool kInFront = M::kCounts == Placement::front || M::kMarks == Placement::front;
  static constexpr std::size_t kFrontBytes = kInFront ? sizeof(FrontNotes) : 0;

  static FrontNotes& in_front(const Object<M>* object) {
    return reinterpret_cast<FrontNotes*>(const_cast<Ref>(object))[-1];
  }

  // Constants have no count outside their header.
  static bool counted(Word word) {
    return M::is_reference(word) && (M::kCounts == Placement::header || !M::is_constant(word));
  }
  static std::uint32_t& count(Ref object) {
    if constexpr (M::kCounts == Placement::header) {
      return object->header.count;
    } else if constexpr (M::kCounts == Placement::front) {
      return in_front(object).count;
    } else {
      return reinterpret_cast<std::uint32_t*>(Block::table_of(object))[Block::of(object)->index_of(object)];
    }
  }

  // The byte whose bit kFlagMarked is the mark. Its other bits are not the mark's.
  static std::uint8_t& mark(const Object<M>* object) {
    if constexpr (M::kMarks == Placement::header) {
      return const_cast<Ref>(object)->header.flags;
    } else if constexpr (M::kMarks == Placement::front) {
      return in_front(object).mark;
    } else {
      const Block* block = Block::of(object);
      return reinterpret_cast<std::uint8_t*>(
          Block::table_of(object))[block->marks_offset + block->index_of(object)];
    }
  }

  // The object and its mark will be looked at soon.
  [[gnu::always_inline]] static void prefetch_to_mark(Word word) {
    __builtin_prefetch(reinterpret_cast<void*>(word), 1);
    if constexpr (M::kMarks == Placement::side) {
      if (!M::is_constant(word)) __builtin_prefetch(&mark(reinterpret_cast<Ref>(word)), 1);
    }
  }

  // Of a fresh object, whose header has been written, with `flags` when the mark is in it.
  template <unsigned kNotes>
  [[gnu::always_inline]] static void begin(Ref object, std::uint32_t count, std::uint8_t flags) {
    if constexpr (kInFront) in_front(object) = {count, flags, {}, 1};
    if constexpr (M::kCounts == Placement::side && (kNotes & kCountNotes)) Notes::count(object) = count;
    if constexpr (M::kMarks == Placement::side && (kNotes & kMarkNotes)) mark(object) = flags & kFlagMarked;
  }
};

}  // namespace midden
