#pragma once

// The heap of `marksweep`: cycles that stop the world, mark serially or in parallel, and leave the sweeping
// to later allocations.

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "collectors/collector.h"
#include "collectors/common/heap_base.h"
#include "collectors/common/helpers.h"
#include "collectors/common/layout.h"
#include "collectors/common/local.h"
#include "collectors/common/marker.h"
#include "collectors/common/options.h"
#include "collectors/common/size_policy.h"
#include "collectors/common/verifier.h"
#include "collectors/common/weak_tables.h"
#include "heap/sweep_space.h"

namespace midden {

inline constexpr OptionDescription kMarksweepOptions[] = {
    kGrowthOption,
    kMinimumOption,
    sizing_option("growth"),
    kSizeOption,
    kBalanceOption,
    {"threads", OptionType::integer, "1", 1, 64, "threads that mark, the mutator's included"},
    {"parallel_from", OptionType::integer, "500000", 0, 1e12,
     "mark in parallel from so many live objects on"},
};
inline constexpr OptionTable kMarksweepOptionTable{kMarksweepOptions, std::size(kMarksweepOptions)};

template <ObjectModel M>
class MarksweepMutator;

template <ObjectModel M>
class MarksweepHeap : public HeapBase {
 public:
  using Ref = Object<M>*;

  MarksweepHeap(const HeapSettings& settings, Embedder<Object<M>>& embedder)
      : HeapBase(settings),
        embedder_(embedder),
        space_(pool_, Layout<M>::format(kMarkNotes)),
        segments_(budget_),
        weak_(budget_),
        policy_(kMarksweepOptionTable, settings, budget_),
        threads_(static_cast<unsigned>(option_number(kMarksweepOptionTable, settings, "threads"))),
        parallel_from_(
            static_cast<std::uint64_t>(option_number(kMarksweepOptionTable, settings, "parallel_from"))) {
    space_.poison_freed(verify_ || stressed());
  }

  MemoryFigures memory() const;

  // Every object that has slots and has not been found dead.
  template <class Visit>
  void for_each_container(Visit&& visit);

  // An independent trace of the whole heap; empty when it finds nothing wrong.
  std::string check();

 private:
  friend MarksweepMutator<M>;

  // For the mutator's slow paths. nullptr: no memory, even after collecting.
  Cell* refill(unsigned bin, std::size_t bytes);
  Cell* allocate_large(std::size_t bytes, bool links);
  void collect(CollectionReason reason);

  bool alive(Ref object) const { return MarkBits<M>::alive(object, colour_); }
  template <class Visit>
  void for_each_root(Visit&& visit);
  template <bool kParallel>
  void mark_from_roots();
  void finalize_dead();
  void note_handed_out(unsigned bin, std::size_t cells) {
    handed_objects_ += cells;
    handed_bytes_ += cells * SizeClasses::cell_bytes(bin % SizeClasses::kCount);
  }
  // The mutator did not use these.
  void take_back(unsigned bin, const Cell* cell) {
    for (; cell; cell = reinterpret_cast<const Cell*>(cell[1])) {
      --handed_objects_;
      handed_bytes_ -= SizeClasses::cell_bytes(bin % SizeClasses::kCount);
    }
  }
  // Bytes allocated and not yet known to be dead.
  std::uint64_t used_bytes() const { return live_bytes_ + handed_bytes_ - handed_bytes_at_cycle_; }
  Cell* take_cells(unsigned bin);

  Embedder<Object<M>>& embedder_;
  SweepSpace space_;
  SegmentPool segments_;
  WeakTables<M> weak_;
  SizePolicy policy_;
  const unsigned threads_;
  const std::uint64_t parallel_from_;
  MarksweepMutator<M>* mutator_ = nullptr;
  Colour colour_ = kFlagMarked;
  // Stress: cells that the mutator gets one at a time.
  std::array<Cell*, kBins> stash_{};

  // Cells handed to the mutator's bins, and large objects, since the heap was made.
  std::uint64_t handed_objects_ = 0;
  std::uint64_t handed_bytes_ = 0;
  // At the end of the last cycle.
  std::uint64_t handed_objects_at_cycle_ = 0;
  std::uint64_t handed_bytes_at_cycle_ = 0;
  std::uint64_t live_objects_ = 0;
  std::uint64_t live_bytes_ = 0;
  std::uint64_t cycle_ended_ns_ = monotonic_ns();
};

}  // namespace midden

#include "collectors/marksweep/marksweep_cycle.h"
