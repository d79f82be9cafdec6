#pragma once

// ObjectModel: what a collector and a workload may ask of an object model. A model is a struct of constants
// and static functions; nothing of it exists at run time.

#include <concepts>
#include <cstddef>

#include "object_model/header.h"

namespace midden {

struct NoLinkWords {};
struct TwoLinkWords {
  Word words[2];
};

// The workload's constants that a model may encode without an object of the heap.
enum class Constant : std::uint8_t { none, false_, true_, ellipsis, not_implemented, count_ };

// Where a note that a collector keeps about an object is.
enum class Placement : std::uint8_t {
  header,  // in the object's header
  front,   // in the object's cell, in front of it
  side     // in a table at the start of the object's block (heap/block.h)
};

template <class M>
concept ObjectModel = requires(Word bits, Constant which) {
  { M::kName } -> std::convertible_to<const char*>;
  // Words before the extent or the first slot.
  { M::kHeaderWords } -> std::convertible_to<std::size_t>;
  // The header carries a pointer to the type of builtin objects.
  { M::kTypeInHeader } -> std::convertible_to<bool>;
  // Small integers need no object.
  { M::kUnboxedIntegers } -> std::convertible_to<bool>;
  // Where counts, marks and the two words of generation links are (collectors/common/notes.h). Tracing
  // collectors have no counts and no links.
  { M::kCounts } -> std::convertible_to<Placement>;
  { M::kMarks } -> std::convertible_to<Placement>;
  { M::kLinks } -> std::convertible_to<Placement>;
  // There is room for links in front of every container, whether the collector uses them or not.
  { M::kLinksInFront } -> std::convertible_to<bool>;
  typename M::TypeWord;
  // Two words when links are in the header, else nothing.
  typename M::LinkWords;
  // The word is the address of an object (possibly an immortal one), not an immediate and not "nothing".
  { M::is_reference(bits) } -> std::same_as<bool>;
  { M::constant(which) } -> std::same_as<Word>;
  { M::is_constant(bits) } -> std::same_as<bool>;
  { M::constant_of(bits) } -> std::same_as<Constant>;
};

}  // namespace midden
