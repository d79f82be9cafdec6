#pragma once

// Refcount-incremental: immediate counting, and cycles looked for in increments. The collector of
// CPython 3.14.0 to 3.14.4, withdrawn because garbage stayed too long (refcount_increment.h has the
// algorithm).

#include "collectors/refcount/refcount.h"

namespace midden {

inline constexpr OptionDescription kRefcountIncrementalOptions[] = {
    {"threshold0", OptionType::integer, "2000", 0, 2e9,
     "an increment after so many net allocations of containers; 0: no automatic collections"},
    {"threshold1", OptionType::integer, "10", 0, 2e9,
     "an increment takes along about one in ten times this of the old objects"},
    {"threshold2", OptionType::integer, "0", 0, 2e9, "not used"},
    {"enabled", OptionType::boolean, "on", 0, 1, "whether cycles are collected automatically"},
    {"mark_alive", OptionType::boolean, "on", 0, 1,
     "a scan of the old objects begins by marking what the roots reach, which then needs no counting"},
    {"at_safepoint", OptionType::boolean, "on", 0, 1,
     "an allocation only requests an increment, which runs at the next safepoint"},
    {"immortal", OptionType::boolean, "on", 0, 1,
     "interned strings, small integers and builtin types are not counted (PEP 683); off: they are, all but "
     "the "
     "constants None, True, False, Ellipsis and NotImplemented"},
    {"untracking", OptionType::boolean, "on", 0, 1,
     "whether dicts start untracked, and tuples and dicts without containers become so"},
    {"pools", OptionType::boolean, "on", 0, 1,
     "count allocations as if CPython's free lists served some of them"},
    {"by_memory_from", OptionType::integer, "20000", 0, 1e12, "not used"},
};
inline constexpr OptionTable kRefcountIncrementalOptionTable{kRefcountIncrementalOptions,
                                                             std::size(kRefcountIncrementalOptions)};

template <ObjectModel M>
class RefcountIncrementalHeap : public RefcountHeap<M> {
 public:
  RefcountIncrementalHeap(const HeapSettings& settings, Embedder<Object<M>>& embedder)
      : RefcountHeap<M>(settings, embedder, {kRefcountIncrementalOptionTable, true}) {}
};

template <ObjectModel M>
class RefcountIncrementalMutator : public RefcountMutator<M> {
 public:
  explicit RefcountIncrementalMutator(RefcountIncrementalHeap<M>& heap) : RefcountMutator<M>(heap) {}
};

template <ObjectModel M>
struct RefcountIncremental {
  static constexpr const char* kName = "refcount-incremental";
  static constexpr const char* kSummary = "immediate counting, cycles in increments, as CPython 3.14.0";
  static constexpr bool kMoves = false;
  static constexpr bool kCounts = true;
  static constexpr OptionTable kOptions = kRefcountIncrementalOptionTable;
  using Heap = RefcountIncrementalHeap<M>;
  using Mutator = RefcountIncrementalMutator<M>;
};

}  // namespace midden
