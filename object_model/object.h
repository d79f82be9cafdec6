#pragma once

// Object<Model>: the generic view of a heap object, all that collectors ever see.
//
// A workload's own object types derive from it and add members in the order slots, then raw words; a type
// whose size varies derives from ExtentObject<Model> instead. Nothing virtual, no constructors: memory comes
// from Mutator::allocate, which fills the header and clears the slots.

#include <cstddef>

#include "object_model/header.h"

namespace midden {

template <class Model>
struct Object {
  Header header;
  [[no_unique_address]] typename Model::TypeWord type_word;
  [[no_unique_address]] typename Model::LinkWords link_words;

  bool has_extent() const { return header.has_flag(kFlagExtent); }

  std::size_t slot_count() const { return has_extent() ? extent()->slot_count : header.slot_count; }
  std::size_t raw_words() const { return has_extent() ? extent()->raw_words : header.raw_words; }

  Slot* slots() { return reinterpret_cast<Slot*>(reinterpret_cast<Word*>(this) + slots_offset_words()); }
  const Slot* slots() const { return const_cast<Object*>(this)->slots(); }

  // Bytes from the header to the end: what the object occupies, without what the model puts in front of it.
  std::size_t size_bytes() const {
    return (slots_offset_words() + slot_count() + raw_words()) * sizeof(Word);
  }

  static constexpr std::size_t size_bytes_for(bool extent, std::size_t slots, std::size_t raw_words) {
    return (Model::kHeaderWords + (extent ? 1 : 0) + slots + raw_words) * sizeof(Word);
  }

 private:
  std::size_t slots_offset_words() const { return Model::kHeaderWords + (has_extent() ? 1 : 0); }
  const Extent* extent() const {
    return reinterpret_cast<const Extent*>(reinterpret_cast<const Word*>(this) + Model::kHeaderWords);
  }
};

// What a model keeps in front of an object besides links. Never all zero, so that links, which are zero in
// linear blocks, can be told from it.
struct FrontNotes {
  std::uint32_t count;
  std::uint8_t mark;
  std::uint8_t unused[2];
  std::uint8_t one;
};
static_assert(sizeof(FrontNotes) == sizeof(Word));

template <class Model>
struct ExtentObject : Object<Model> {
  Extent extent_word;
};

}  // namespace midden
