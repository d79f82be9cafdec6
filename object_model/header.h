#pragma once

// The word in front of every object, shared by the object models: objects describe their own layout, so that
// a collector needs no table to trace, copy or sweep them.
//
//   object := Header [model's type word] [Extent] slots… raw words…
//
// Layout never changes after allocation (ARCHITECTURE.md, "Layout is immutable once published"): a marking
// thread may read it at any time after publication without synchronisation. Only `count` and `flags` change
// later.

#include <atomic>
#include <bit>
#include <cstdint>

#include "object_model/slot.h"

namespace midden {

// What an object is to its workload. Collectors only pass it on (to finalization and to logs).
using KindNumber = std::uint8_t;

// Bits of Header::flags.
enum HeaderFlag : std::uint8_t {
  kFlagMarked = 1,             // collector: its mark, when the model keeps marks in the header (mark_bits.h)
  kFlagExtent = 2,             // layout: sizes stand in an Extent word, not in the header
  kFlagImmortal = 4,           // never moved, never freed; a root
  kFlagForwarded = 8,          // collector: the object has moved; its second word is the new address
  kFlagFinalizable = 16,       // the workload wants to be told when it dies (Embedder::finalize)
  kFlagWeaklyReferenced = 32,  // some weak reference names it
  kFlagIdentity = 64,          // it has an identity number
  kFlagAged = 128,             // collector: survived a young collection
};

struct Header {
  // Counting collectors: references to the object. Others: its identity number (kFlagIdentity), so that
  // identity survives moving. Only the mutator writes it.
  std::uint32_t count;
  KindNumber kind;
  // Written by marking threads too, hence atomic once an object is published (set_flag/clear_flag).
  std::uint8_t flags;
  // Without kFlagExtent: numbers of slots and of raw words behind them.
  std::uint8_t slot_count;
  std::uint8_t raw_words;

  // Relaxed: whoever needs more than the flags themselves got the object through a slot (load_acquire).
  std::uint8_t load_flags() const {
    return std::atomic_ref<std::uint8_t>(const_cast<std::uint8_t&>(flags)).load(std::memory_order_relaxed);
  }
  bool has_flag(HeaderFlag flag) const { return load_flags() & flag; }
  // What a marking thread needs to know, in one load. Not `count`, which is the mutator's alone.
  struct Description {
    KindNumber kind;
    std::uint8_t flags;
    std::uint8_t slot_count;
    std::uint8_t raw_words;
  };
  // Relaxed: as load_flags; the rest never changes.
  Description describe() const {
    auto& half = *reinterpret_cast<std::uint32_t*>(const_cast<KindNumber*>(&kind));
    return std::bit_cast<Description>(std::atomic_ref<std::uint32_t>(half).load(std::memory_order_relaxed));
  }
  // Relaxed: a flag never publishes other data. Read-modify-write, since a marker may set its own bit at
  // once.
  void set_flag(HeaderFlag flag) {
    std::atomic_ref<std::uint8_t>(flags).fetch_or(flag, std::memory_order_relaxed);
  }
  void clear_flag(HeaderFlag flag) {
    std::atomic_ref<std::uint8_t>(flags).fetch_and(static_cast<std::uint8_t>(~flag),
                                                   std::memory_order_relaxed);
  }
};
static_assert(sizeof(Header) == sizeof(Word));

// Sizes of objects too large for the header's bytes (arrays, strings, tables).
struct Extent {
  std::uint32_t slot_count;
  std::uint32_t raw_words;
};
static_assert(sizeof(Extent) == sizeof(Word));

// Count of an immortal object: counting collectors leave every count with the top bit set alone (PEP 683).
inline constexpr std::uint32_t kImmortalCount = 0xC0000000;

// Limits of a layout described in the header alone.
inline constexpr unsigned kMaxInlineSlots = 255;
inline constexpr unsigned kMaxInlineRawWords = 255;

}  // namespace midden
