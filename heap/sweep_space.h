#pragma once

// SweepSpace: cells for a collector that marks. After a cycle nothing is swept at once: an allocator that
// needs cells sweeps the next block of its size. A large object has a block of its own.

#include <array>
#include <cstddef>

#include "heap/block_pool.h"
#include "heap/cells.h"

namespace midden {

class SweepSpace {
 public:
  explicit SweepSpace(BlockPool& pool) : pool_(pool) {}
  ~SweepSpace();
  SweepSpace(const SweepSpace&) = delete;
  SweepSpace& operator=(const SweepSpace&) = delete;

  // A list of free cells from blocks at hand, by sweeping if need be; nullptr when there are none.
  Cell* refill(unsigned bin, std::size_t& count);
  // The same from a new block; nullptr when the pool refuses.
  Cell* refill_from_new_block(unsigned bin, std::size_t& count);
  Cell* allocate_large(std::size_t bytes, std::size_t offset);

  // After marking: every block is to be swept; dead large objects go at once.
  void start_sweeping();
  // Sweeps all that is left; blocks found empty go back to the pool.
  void finish_sweeping();
  bool swept() const { return unswept_blocks_ == 0; }

  // Freed cells are filled with a pattern.
  void poison_freed(bool on) { poison_ = on; }
  std::uint64_t blocks_swept() const { return blocks_swept_; }

  template <class Visit>
  void for_each_block(Visit&& visit) {
    for (Bin& bin : bins_) {
      for (BlockList* list : {&bin.unswept, &bin.available, &bin.full}) {
        for (Block* block = list->first(); block; block = block->next) visit(block);
      }
      if (bin.carving) visit(bin.carving);
    }
    for (Block* block = large_.first(); block; block = block->next) visit(block);
  }

 private:
  struct Bin {
    BlockList unswept;
    BlockList available;       // swept, with free cells that no allocator has taken
    BlockList full;            // all cells are in use or in an allocator's hands
    Block* carving = nullptr;  // fresh; the rest of it was never handed out
  };

  Cell* take_free_list(Bin& bin, Block* block, std::size_t& count);
  // Number of free cells afterwards; the block's list of them is made new.
  std::size_t sweep(Block* block);

  BlockPool& pool_;
  std::array<Bin, kBins> bins_;
  BlockList large_;
  std::size_t unswept_blocks_ = 0;
  std::uint64_t blocks_swept_ = 0;
  bool poison_ = false;
};

}  // namespace midden
