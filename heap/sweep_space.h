#pragma once

// SweepSpace: cells for a collector that marks. After a cycle nothing is swept at once: threads sweep block
// by block, and an allocator that needs cells sweeps the next block of its size itself. A large object has a
// block of its own.
//
// The lists are guarded by a mutex; a block that is being swept, or whose cells are in an allocator's hands,
// belongs to that thread alone.

#include <array>
#include <atomic>
#include <cstddef>
#include <mutex>

#include "heap/block_pool.h"
#include "heap/cells.h"

namespace midden {

class SweepSpace {
 public:
  SweepSpace(BlockPool& pool, const CellFormat& format) : pool_(pool), format_(format) {}
  ~SweepSpace();
  SweepSpace(const SweepSpace&) = delete;
  SweepSpace& operator=(const SweepSpace&) = delete;

  // A list of free cells from blocks at hand, by sweeping if need be; nullptr when there are none.
  Cell* refill(unsigned bin, std::size_t& count);
  // The same from a new block; nullptr when the pool refuses.
  Cell* refill_from_new_block(unsigned bin, std::size_t& count);
  // The same in the middle of a collection, which cannot be refused.
  Cell* refill_regardless(unsigned bin, std::size_t& count);
  // `bytes` with what stands in front of the object.
  Cell* allocate_large(std::size_t bytes, bool container);

  // After marking: every block is to be swept, by the rule that objects whose mark bit is not `live` are
  // dead. The allocator has dropped its free cells: sweeping finds them by their zero header. Takes the same
  // time for any number of blocks. Nothing is swept before start_sweeping.
  void retire_blocks(std::uint8_t live);
  void start_sweeping();
  // Sweeps one block or large object; false when none is left to be taken.
  bool sweep_one();
  void sweep_large_objects();
  // Sweeps all that is left and waits for what other threads are sweeping.
  void finish_sweeping();
  bool swept() const { return unswept_.load(std::memory_order_acquire) == 0; }

  // Freed cells are filled with a pattern.
  void poison_freed(bool on) { poison_ = on; }

  // While nobody sweeps.
  template <class Visit>
  void for_each_block(Visit&& visit) {
    for (Bin& bin : bins_) {
      for (BlockList* list : {&bin.unswept, &bin.available, &bin.full}) {
        for (Block* block = list->first(); block; block = block->next) visit(block);
      }
      if (bin.carving) visit(bin.carving);
    }
    for (BlockList* list : {&large_, &large_unswept_}) {
      for (Block* block = list->first(); block; block = block->next) visit(block);
    }
  }

 private:
  struct Bin {
    BlockList unswept;
    BlockList available;       // swept, with free cells that no allocator has taken
    BlockList full;            // all cells are in use or in an allocator's hands
    Block* carving = nullptr;  // fresh; the rest of it was never handed out
  };

  Cell* carve_new(Block* block, unsigned bin, std::size_t& count);
  Cell* take_free_list(Bin& bin, Block* block, std::size_t& count);
  // Number of free cells afterwards; the block's list of them is made new.
  std::size_t sweep(Block* block);
  void sweep_into_lists(std::unique_lock<std::mutex>& lock, Bin& bin, Block* block);
  bool sweep_one_large();
  bool dead(const std::uint8_t* mark) const {
    const std::uint8_t found =
        std::atomic_ref<std::uint8_t>(const_cast<std::uint8_t&>(*mark)).load(std::memory_order_relaxed);
    return ((found ^ live_) & kFlagMarked) != 0;
  }

  BlockPool& pool_;
  const CellFormat format_;
  std::mutex mutex_;
  std::array<Bin, kBins> bins_;
  BlockList large_;
  BlockList large_unswept_;
  unsigned next_bin_ = 0;  // where sweep_one looks first
  bool may_sweep_ = false;
  std::uint8_t live_ = 0;
  // Blocks and large objects that wait or are being swept. Released by whoever finishes one, so that a thread
  // that sees zero (swept) sees their lists, too.
  std::atomic<std::size_t> unswept_{0};
  bool poison_ = false;
};

}  // namespace midden
