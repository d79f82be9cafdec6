#pragma once

// KindTraits: what a workload tells a collector about the kinds of its objects (Embedder::kind_traits). Only
// counting collectors ask; to tracing ones an object is its slots.

#include <array>
#include <cstdint>
#include <limits>

#include "object_model/header.h"

namespace midden {

enum KindFlag : std::uint8_t {
  // Belongs to one holder, as the storage of a list does: no container of its own, but looked through. A part
  // refers to no other part.
  kKindPart = 1,
  // Its slots refer to no container: never looked at.
  kKindAtomic = 2,
  // A container that does not count as an allocation: an implementation's own.
  kKindUncounted = 4,
  // Starts untracked, until Mutator::may_track says otherwise.
  kKindTrackedLate = 8,
  // Survivors of a cycle that have all their slots filled, or of a full cycle, and refer to no tracked
  // container become
  // untracked.
  kKindUntrackedByCycles = 16,
  kKindUntrackedByFullCycles = 32,
  // Its slots are gone through last to first.
  kKindBackwards = 64,
  // Freed ones are kept for later, up to `pool_capacity` (for each number of slots, if `pool_sizes` is more
  // than one), so that neither death nor rebirth counts. Full cycles empty the pools.
  kKindPooled = 128,
};

// The first raw word, if there is one, of an object whose kind has a `first_slot`: the object's own one, and
// the slot of its other half, if to the program the two are one object (0: none). Halves do not count.
struct SlotOrderWord {
  std::uint32_t first_slot;
  std::uint32_t half_slot;
};
static_assert(sizeof(SlotOrderWord) == sizeof(Word));

struct KindTraits {
  std::uint8_t flags = 0;
  // The kind's first pool; by number of slots from 1 to pool_sizes; those above pool_reused are never taken.
  std::uint8_t pool = 0;
  std::uint8_t pool_sizes = 1;
  std::uint8_t pool_reused = 1;
  // Not 0: its slots are gone through from this one to the end, then those before it, slot 0 as the last one.
  std::uint8_t first_slot = 0;
  std::uint16_t pool_capacity = 0;

  bool has(KindFlag flag) const { return flags & flag; }
};

inline constexpr std::size_t kPools = 32;
using KindTable = std::array<KindTraits, std::numeric_limits<KindNumber>::max() + 1>;

}  // namespace midden
