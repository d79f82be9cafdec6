#pragma once

// Object model `boxed`: CPython's layout. Every value is an object, integers and floats included; the header
// holds count and type; container objects have a two-word collector header (generation list links) in front.
//
// The constants None, False, True, Ellipsis, NotImplemented are immortal objects outside every heap (PEP
// 683), so that two heaps in one process share them without synchronisation: nothing ever writes to them.

#include <cstdint>

#include "object_model/model.h"
#include "object_model/object.h"

namespace midden {

struct BoxedConstantObject {
  Header header;
  const void* type;
};

// Kind numbers below Constant::count_ are the constants' own.
constexpr BoxedConstantObject boxed_constant(Constant which) {
  return {{kImmortalCount, static_cast<KindNumber>(which), kFlagImmortal, 0, 0}, nullptr};
}

alignas(16) constinit inline const BoxedConstantObject kBoxedConstants[] = {
    boxed_constant(Constant::none),
    boxed_constant(Constant::false_),
    boxed_constant(Constant::true_),
    boxed_constant(Constant::ellipsis),
    boxed_constant(Constant::not_implemented),
};

struct Boxed {
  static constexpr const char* kName = "boxed";
  // The type of builtin objects, as CPython's ob_type: an immortal object, so it is no slot and never traced.
  struct TypeWord {
    const void* type;
    void set(const void* builtin_type) { type = builtin_type; }
  };
  static constexpr std::size_t kHeaderWords = 2;
  static constexpr bool kTypeInHeader = true;
  static constexpr bool kUnboxedIntegers = false;
  static constexpr Placement kCounts = Placement::header;
  static constexpr Placement kMarks = Placement::header;
  static constexpr Placement kLinks = Placement::front;
  static constexpr bool kLinksInFront = true;
  using LinkWords = NoLinkWords;

  static constexpr bool is_reference(Word bits) { return bits != 0; }

  // No word is an integer; these only let code outside templates say `if constexpr (kUnboxedIntegers)`.
  static constexpr std::int64_t kSmallIntegerMax = -1;
  static constexpr std::int64_t kSmallIntegerMin = 0;
  static constexpr bool is_small_integer(Word) { return false; }
  static constexpr std::int64_t small_integer(Word) { return 0; }
  static constexpr Word from_small_integer(std::int64_t) { return 0; }

  static Word constant(Constant which) {
    return reinterpret_cast<Word>(&kBoxedConstants[static_cast<int>(which)]);
  }
  static bool is_constant(Word bits) {
    return bits - reinterpret_cast<Word>(&kBoxedConstants[0]) < sizeof kBoxedConstants;
  }
  static Constant constant_of(Word bits) {
    return static_cast<Constant>((bits - reinterpret_cast<Word>(&kBoxedConstants[0])) /
                                 sizeof(BoxedConstantObject));
  }
};

static_assert(ObjectModel<Boxed>);

}  // namespace midden
