#pragma once

// Object model `tagged`: small integers and the constants None, False, True live in the reference word;
// objects have a one-word header.
//
//   …xxx1   small integer, 63 bits, two's complement
//   …x010   constant: None, False, True, Ellipsis, NotImplemented
//   …x000   address of an object; all zero is "nothing"

#include <cstdint>

#include "object_model/model.h"

namespace midden {

struct Tagged {
  static constexpr const char* kName = "tagged";
  struct TypeWord {
    void set(const void*) {}
  };
  static constexpr std::size_t kHeaderWords = 1;
  static constexpr bool kTypeInHeader = false;
  static constexpr bool kUnboxedIntegers = true;
  static constexpr Placement kCounts = Placement::header;
  static constexpr Placement kMarks = Placement::header;
  static constexpr Placement kLinks = Placement::front;
  static constexpr bool kLinksInFront = false;
  using LinkWords = NoLinkWords;

  static constexpr bool is_reference(Word bits) { return (bits & 7) == 0 && bits != 0; }

  static constexpr std::int64_t kSmallIntegerMax = INT64_MAX >> 1;
  static constexpr std::int64_t kSmallIntegerMin = INT64_MIN >> 1;
  static constexpr bool is_small_integer(Word bits) { return bits & 1; }
  static constexpr std::int64_t small_integer(Word bits) { return static_cast<std::int64_t>(bits) >> 1; }
  static constexpr Word from_small_integer(std::int64_t value) { return (static_cast<Word>(value) << 1) | 1; }

  static constexpr Word constant(Constant which) { return (static_cast<Word>(which) << 3) | 2; }
  static constexpr bool is_constant(Word bits) { return (bits & 7) == 2; }
  static constexpr Constant constant_of(Word bits) { return static_cast<Constant>(bits >> 3); }
};

static_assert(ObjectModel<Tagged>);

}  // namespace midden
