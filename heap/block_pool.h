#pragma once

// BlockPool: hands out blocks and takes them back. Blocks are carved from larger chunks; a chunk all of whose
// blocks have come back is returned to the allocator below. Who acquires a large block releases it; the
// blocks of chunks go with the pool.

#include <cstddef>

#include "heap/block.h"
#include "heap/budget.h"

namespace midden {

class BlockPool {
 public:
  // Books what it hands out in `budget` when there is one.
  BlockPool(void* owner, Budget* budget) : owner_(owner), budget_(budget) {}
  ~BlockPool();
  BlockPool(const BlockPool&) = delete;
  BlockPool& operator=(const BlockPool&) = delete;

  // A block with a fresh header; nullptr when the budget or the system refuses.
  Block* acquire(BlockUse use);
  void release(Block* block);
  // A block of its own for `payload` bytes.
  Block* acquire_large(std::size_t payload, BlockUse use = BlockUse::large);
  void release_large(Block* block);

  // Free blocks are inaccessible until they are handed out again (stress mode of moving collectors).
  void protect_free_blocks(bool on) { protect_ = on; }

  // Bytes obtained from the allocator below, in use or not.
  std::size_t committed() const { return committed_; }

 private:
  struct Chunk;
  bool add_chunk();
  void drop_chunk(Chunk* chunk);

  void* const owner_;
  Budget* const budget_;
  // Chunks with a free block, and those without.
  Chunk* available_ = nullptr;
  Chunk* exhausted_ = nullptr;
  // At most one wholly free chunk is kept, so that a heap at a chunk's edge does not thrash.
  Chunk* spare_ = nullptr;
  std::size_t committed_ = 0;
  bool protect_ = false;
};

}  // namespace midden
