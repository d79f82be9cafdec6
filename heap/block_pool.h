#pragma once

// BlockPool: hands out blocks and takes them back, singly or as runs for large objects. A chunk all of whose
// blocks have come back is returned to the allocator below, at once or after a delay, and its pages to the
// system. Any thread may call it.

#include <atomic>
#include <chrono>
#include <cstddef>
#include <mutex>

#include "heap/block.h"
#include "heap/budget.h"

namespace midden {

class BlockPool {
 public:
  // Books what it hands out in `budget` when there is one.
  BlockPool(void* owner, Budget* budget) : owner_(owner), budget_(budget) {}
  // Whatever is still handed out goes with it.
  ~BlockPool();
  BlockPool(const BlockPool&) = delete;
  BlockPool& operator=(const BlockPool&) = delete;

  // A block with a fresh descriptor; nullptr when the budget or the system refuses.
  Block* acquire(BlockUse use);
  // The same in the middle of a collection, which cannot be refused: booked even beyond the limit.
  Block* acquire_regardless(BlockUse use);
  void release(Block* block);
  // For an object of so many bytes. What is booked is rounded to pages, not to blocks.
  Block* acquire_large(std::size_t bytes, BlockUse use = BlockUse::large);
  void release_large(Block* block);

  // Free blocks are inaccessible until they are handed out again (stress mode of moving collectors).
  void protect_free_blocks(bool on) { protect_ = on; }

  // With a delay free chunks wait to be used again. Those that have waited that long go with the next call of
  // return_idle; without one, all but one go when they become free.
  using Clock = std::chrono::steady_clock;
  void set_return_delay(Clock::duration delay) { return_delay_ = delay; }
  void return_idle(Clock::time_point now);
  // Relaxed: the number is only a reason to call return_idle.
  bool has_idle() const { return idle_.load(std::memory_order_relaxed) > 0; }

  // Bytes obtained from the allocator below, in use or not.
  std::size_t committed() const {
    std::lock_guard lock(mutex_);
    return committed_;
  }

 private:
  struct Chunk;
  Block* acquire_booked(BlockUse use);
  Chunk* add_chunk();
  void drop_chunk(Chunk* chunk);
  Block* take(Chunk* chunk, unsigned index, unsigned count, BlockUse use);
  void put_back(Block* block, unsigned count);
  Block* acquire_giant(std::size_t bytes, BlockUse use);

  void* const owner_;
  Budget* const budget_;
  // Guards everything below. A block is 64 KB of allocation, so this is rarely taken.
  mutable std::mutex mutex_;
  // Chunks with a free block, those without, and those of one giant object.
  Chunk* available_ = nullptr;
  Chunk* exhausted_ = nullptr;
  Chunk* giants_ = nullptr;
  // At most one wholly free chunk is kept, so that a heap at a chunk's edge does not thrash.
  Chunk* spare_ = nullptr;
  Clock::duration return_delay_{};
  // Chunks that wait, and since when the longest.
  std::atomic<std::size_t> idle_{0};
  Clock::time_point idle_since_{};
  std::size_t committed_ = 0;
  bool protect_ = false;
};

}  // namespace midden
