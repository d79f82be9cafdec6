#pragma once

// The heap of `semispace`: two spaces, one in use; each cycle copies what is alive into the other. Large and
// immortal objects stay where they are.

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "collectors/collector.h"
#include "collectors/common/heap_base.h"
#include "collectors/common/layout.h"
#include "collectors/common/local.h"
#include "collectors/common/options.h"
#include "collectors/common/size_policy.h"
#include "collectors/common/verifier.h"
#include "collectors/common/weak_tables.h"
#include "heap/linear_space.h"

namespace midden {

inline constexpr OptionDescription kSemispaceOptions[] = {
    kGrowthOption, kMinimumOption, sizing_option("growth"), kSizeOption, kBalanceOption,
};
inline constexpr OptionTable kSemispaceOptionTable{kSemispaceOptions, std::size(kSemispaceOptions)};

template <ObjectModel M>
class SemispaceMutator;
template <ObjectModel M>
class Evacuator;

template <ObjectModel M>
class SemispaceHeap : public HeapBase {
 public:
  using Ref = Object<M>*;

  SemispaceHeap(const HeapSettings& settings, Embedder<Object<M>>& embedder)
      : HeapBase(settings),
        embedder_(embedder),
        spaces_{LinearSpace(pool_, BlockUse::bump), LinearSpace(pool_, BlockUse::bump)},
        weak_(budget_),
        policy_(kSemispaceOptionTable, settings, budget_) {
    pool_.protect_free_blocks(stressed());
  }
  ~SemispaceHeap() {
    while (Block* block = large_.pop()) pool_.release_large(block);
  }

  MemoryFigures memory() const;

  // Every object that has slots; some may be dead already.
  template <class Visit>
  void for_each_container(Visit&& visit);

  // An independent trace of the whole heap; empty when it finds nothing wrong.
  std::string check();

 private:
  friend SemispaceMutator<M>;
  friend Evacuator<M>;

  LinearSpace& space() { return spaces_[active_]; }
  const LinearSpace& space() const { return spaces_[active_]; }
  // The open block: the mutator's, or under stress the one behind it.
  Window& window() { return stressed() || !mutator_ ? hidden_window_ : mutator_->window_; }
  const Window& window() const { return const_cast<SemispaceHeap*>(this)->window(); }
  std::uint64_t used_bytes() const { return space().used_bytes(window()) + large_bytes_; }

  // For the mutator's slow path: nullptr when there is no memory even after collecting.
  char* allocate_slowly(std::size_t bytes);
  char* allocate_large(std::size_t bytes);
  char* try_large(std::size_t bytes);
  bool open_block();
  void collect(CollectionReason reason);
  void evacuate_roots(Evacuator<M>& evacuator);
  void finalize_dead(Evacuator<M>& evacuator);
  void sweep_large();
  void book_reserve();

  Embedder<Object<M>>& embedder_;
  std::array<LinearSpace, 2> spaces_;
  unsigned active_ = 0;
  BlockList large_;
  std::size_t large_bytes_ = 0;
  // As much as the space in use holds: what the next cycle may need.
  std::size_t reserve_ = 0;
  WeakTables<M> weak_;
  SizePolicy policy_;
  SemispaceMutator<M>* mutator_ = nullptr;
  Window hidden_window_;

  // At the end of the last cycle.
  std::uint64_t live_objects_ = 0;
  std::uint64_t live_bytes_ = 0;
  std::uint64_t objects_at_cycle_ = 0;
  // Allocated before the last cycle.
  std::uint64_t past_bytes_ = 0;
  std::uint64_t past_objects_ = 0;
  std::uint64_t cycle_ended_ns_ = monotonic_ns();
};

}  // namespace midden

#include "collectors/semispace/evacuator.h"
#include "collectors/semispace/semispace_cycle.h"
