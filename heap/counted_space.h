#pragma once

// CountedSpace: cells for a collector that frees one object at a time. The allocator works on one block per
// bin; freeing puts the cell on the list of the block it lies in, wherever that block stands.

#include <array>
#include <cstddef>
#include <cstdint>

#include "heap/block_pool.h"
#include "heap/cells.h"

namespace midden {

class CountedSpace {
 public:
  CountedSpace(BlockPool& pool, const CellFormat& format, bool poison)
      : pool_(pool), format_(format), poison_(poison) {}
  CountedSpace(const CountedSpace&) = delete;
  CountedSpace& operator=(const CountedSpace&) = delete;

  // What an allocator has in a bin before it has a block: no free cell, never written.
  static Block* empty_block() { return const_cast<Block*>(&kEmptyBlock); }

  // A block with free cells in exchange for one without; nullptr when the pool refuses (the old one is kept).
  Block* next_block(unsigned bin, Block* old);
  // `bytes` with what stands in front of the object.
  Cell* allocate_large(std::size_t bytes, bool container, bool part);

  // Frees a cell: the fast path.
  static void free_cell(Cell* cell, Block* block) {
    Cell* next = block->free;
    close_cell(cell, block, next, block->aux != 0);
    block->free = cell;
    if (++block->freed == block->allocated || !next) [[unlikely]] {
      static_cast<CountedSpace*>(block->space)->after_free(block);
    }
  }
  void free_large(Block* block);

  // Empty blocks go back to the pool.
  void trim();

  struct Totals {
    std::uint64_t live_bytes = 0;
    std::uint64_t allocated_objects = 0;
    std::uint64_t allocated_bytes = 0;
    std::uint64_t freed_objects = 0;
    std::uint64_t freed_bytes = 0;
  };
  Totals totals() const;

  template <class Visit>
  void for_each_block(Visit&& visit) {
    for (Bin& bin : bins_) {
      for (Block* block = bin.available.first(); block; block = block->next) visit(block);
      for (Block* block = bin.others.first(); block; block = block->next) visit(block);
    }
    for (Block* block = large_.first(); block; block = block->next) visit(block);
  }

 private:
  enum State : std::uint8_t { kFull, kAvailable, kCurrent };
  struct Bin {
    BlockList available;
    BlockList others;  // full ones and the allocators' own
  };
  static const Block kEmptyBlock;

  void after_free(Block* block);
  void release(Bin& bin, Block* block);

  BlockPool& pool_;
  const CellFormat format_;
  const bool poison_;
  std::array<Bin, kBinsWithParts> bins_;
  BlockList large_;
  // Of blocks that went back.
  Totals past_;
};

}  // namespace midden
