#pragma once

// LinearSpace: blocks filled from front to back. The pair of pointers that allocation moves lives with the
// mutator (Window), so that the fast path touches nothing else.

#include <cstddef>

#include "heap/block.h"
#include "heap/block_pool.h"
#include "heap/cells.h"

namespace midden {

// The part of a block that is still empty.
struct Window {
  char* cursor = nullptr;
  char* limit = nullptr;
};

class LinearSpace {
 public:
  LinearSpace(BlockPool& pool, BlockUse use) : pool_(pool), use_(use) {}
  ~LinearSpace() { release_all(); }
  LinearSpace(const LinearSpace&) = delete;
  LinearSpace& operator=(const LinearSpace&) = delete;

  // Every object gets a count in a side table. Before the first block.
  void keep_counts_aside() { format_.counts = true; }

  // Closes the window's block and opens a new one. False when there is no memory; the window is then empty.
  bool refill(Window& window);
  // The same for a collector that copies: beyond the budget if need be, and it ends the process rather than
  // fail.
  void refill_regardless(Window& window);
  // Closes the window's block: afterwards all objects lie below the `top` of their blocks.
  void close(Window& window);
  // Lets a walk over the blocks see the objects in the open one.
  void note_top(const Window& window) {
    if (window.cursor) last_->top = window.cursor;
  }
  // Memory of its own for a large object; nullptr when there is none.
  char* allocate_large(std::size_t bytes);
  void release_all();

  // Blocks in the order in which they were opened; the last is the open one.
  Block* first_block() const { return first_; }
  Block* first_large() const { return large_.first(); }
  std::size_t block_count() const { return count_; }
  // Bytes in closed blocks and large objects.
  std::size_t closed_bytes() const { return closed_bytes_; }
  std::size_t used_bytes(const Window& window) const {
    return closed_bytes_ + (window.cursor ? static_cast<std::size_t>(window.cursor - last_->begin()) : 0);
  }

 private:
  void open(Block* block, Window& window);

  BlockPool& pool_;
  const BlockUse use_;
  CellFormat format_;
  Block* first_ = nullptr;
  Block* last_ = nullptr;
  BlockList large_;
  std::size_t count_ = 0;
  std::size_t closed_bytes_ = 0;
};

}  // namespace midden
