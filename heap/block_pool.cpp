#include "heap/block_pool.h"

#include <sys/mman.h>

#include <bit>
#include <cassert>
#include <new>

#include "heap/memory_source.h"
#include "heap/sanitizers.h"

namespace midden {
namespace {

// Bit 0 is the block of descriptors.
constexpr std::uint64_t kAllFree = ~std::uint64_t{1};

constexpr std::uint64_t run_of(unsigned count) {
  return count >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
}

constexpr std::size_t to_pages(std::size_t bytes) { return (bytes + 4095) & ~std::size_t{4095}; }

}  // namespace

// Stands in the chunk itself, where the descriptor of block 0 would be.
struct BlockPool::Chunk {
  Chunk* next;
  Chunk* previous;
  std::size_t bytes;
  std::uint64_t free;
  // Blocks that were made inaccessible when they came back.
  std::uint64_t locked;
  // With a return delay: when it became wholly free.
  Clock::time_point idle_since;
  bool idle;

  char* start(unsigned index) { return reinterpret_cast<char*>(this) + index * kBlockBytes; }
  Block* descriptor(unsigned index) {
    return reinterpret_cast<Block*>(reinterpret_cast<char*>(this) + index * Block::kDescriptorBytes);
  }
  static Chunk* of(Block* block) {
    return reinterpret_cast<Chunk*>(reinterpret_cast<std::uintptr_t>(block) & ~(kChunkBytes - 1));
  }

  void link(Chunk*& head) {
    previous = nullptr;
    next = head;
    if (head) head->previous = this;
    head = this;
  }
  void unlink(Chunk*& head) {
    (previous ? previous->next : head) = next;
    if (next) next->previous = previous;
  }
};

BlockPool::~BlockPool() {
  for (Chunk** list : {&available_, &exhausted_, &giants_}) {
    while (Chunk* chunk = *list) {
      chunk->unlink(*list);
      drop_chunk(chunk);
    }
  }
}

BlockPool::Chunk* BlockPool::add_chunk() {
  static_assert(sizeof(Chunk) <= Block::kDescriptorBytes);
  void* memory = obtain_memory(kChunkBytes, kChunkBytes);
  if (!memory) return nullptr;
  Chunk* chunk = new (memory) Chunk{nullptr, nullptr, kChunkBytes, kAllFree, 0, {}, false};
  chunk->link(available_);
  committed_ += kChunkBytes;
  mark_unusable(chunk->start(1), kChunkBytes - kBlockBytes);
  return chunk;
}

void BlockPool::drop_chunk(Chunk* chunk) {
  const std::size_t bytes = chunk->bytes;
  // The allocator below writes into memory that is given back to it.
  if (chunk->locked) mprotect(chunk, bytes, PROT_READ | PROT_WRITE);
  mark_usable(chunk, bytes);
  if (spare_ == chunk) spare_ = nullptr;
  // The allocator below keeps what it is given for a while, or for ever.
  madvise(chunk, bytes, MADV_DONTNEED);
  return_memory(chunk, bytes);
  committed_ -= bytes;
}

Block* BlockPool::take(Chunk* chunk, unsigned index, unsigned count, BlockUse use) {
  const std::uint64_t bits = run_of(count) << index;
  chunk->free &= ~bits;
  if (chunk->free == 0) {
    chunk->unlink(available_);
    chunk->link(exhausted_);
  }
  if (chunk == spare_) spare_ = nullptr;
  if (chunk->idle) {
    chunk->idle = false;
    idle_.fetch_sub(1, std::memory_order_relaxed);
  }
  char* memory = chunk->start(index);
  if (chunk->locked & bits) {
    mprotect(memory, count * kBlockBytes, PROT_READ | PROT_WRITE);
    chunk->locked &= ~bits;
  }
  mark_usable(memory, count * kBlockBytes);
  Block* block = new (chunk->descriptor(index)) Block{};
  block->owner = owner_;
  block->use = use;
  block->bytes = kBlockBytes;
  block->start = block->top = memory;
  return block;
}

void BlockPool::put_back(Block* block, unsigned count) {
  Chunk* chunk = Chunk::of(block);
  const auto index =
      static_cast<unsigned>((block->start - chunk->start(0)) / static_cast<std::ptrdiff_t>(kBlockBytes));
  const std::uint64_t bits = run_of(count) << index;
  assert(!(chunk->free & bits));
  char* memory = chunk->start(index);
  if (protect_ && mprotect(memory, count * kBlockBytes, PROT_NONE) == 0) chunk->locked |= bits;
  mark_unusable(memory, count * kBlockBytes);
  block->use = BlockUse::none;
  if (chunk->free == 0) {
    chunk->unlink(exhausted_);
    chunk->link(available_);
  }
  chunk->free |= bits;
  if (chunk->free != kAllFree) return;
  if (return_delay_ > Clock::duration::zero()) {
    chunk->idle = true;
    chunk->idle_since = Clock::now();
    if (idle_.fetch_add(1, std::memory_order_relaxed) == 0) idle_since_ = chunk->idle_since;
    return;
  }
  if (!spare_) {
    spare_ = chunk;
    return;
  }
  chunk->unlink(available_);
  drop_chunk(chunk);
}

void BlockPool::return_idle(Clock::time_point now) {
  if (!has_idle()) return;
  std::lock_guard lock(mutex_);
  if (now - idle_since_ < return_delay_) return;
  idle_since_ = now;
  for (Chunk* chunk = available_; chunk;) {
    Chunk* next = chunk->next;
    if (chunk->idle && now - chunk->idle_since >= return_delay_) {
      idle_.fetch_sub(1, std::memory_order_relaxed);
      chunk->unlink(available_);
      drop_chunk(chunk);
    } else if (chunk->idle && chunk->idle_since < idle_since_) {
      idle_since_ = chunk->idle_since;
    }
    chunk = next;
  }
}

Block* BlockPool::acquire(BlockUse use) {
  if (budget_ && !budget_->request(kBlockBytes)) return nullptr;
  return acquire_booked(use);
}

Block* BlockPool::acquire_regardless(BlockUse use) {
  if (budget_) budget_->force(kBlockBytes);
  return acquire_booked(use);
}

Block* BlockPool::acquire_booked(BlockUse use) {
  std::lock_guard lock(mutex_);
  Chunk* chunk = available_ ? available_ : add_chunk();
  if (!chunk) {
    if (budget_) budget_->give_back(kBlockBytes);
    return nullptr;
  }
  return take(chunk, static_cast<unsigned>(std::countr_zero(chunk->free)), 1, use);
}

void BlockPool::release(Block* block) {
  if (budget_) budget_->give_back(kBlockBytes);
  std::lock_guard lock(mutex_);
  put_back(block, 1);
}

Block* BlockPool::acquire_large(std::size_t bytes, BlockUse use) {
  const std::size_t booked = to_pages(bytes);
  if (booked < bytes || (budget_ && !budget_->request(booked))) return nullptr;
  std::lock_guard lock(mutex_);
  Block* block = nullptr;
  const std::size_t count = (bytes + kBlockBytes - 1) / kBlockBytes;
  if (count >= kBlocksPerChunk / 2) {
    block = acquire_giant(booked, use);
  } else {
    const auto run = static_cast<unsigned>(count);
    // Bit i of `starts`: `run` free blocks begin at i. Not all chunks are asked, lest this take long.
    unsigned patience = 16;
    for (Chunk* chunk = available_; chunk && patience && !block; chunk = chunk->next, --patience) {
      std::uint64_t starts = chunk->free;
      for (unsigned i = 1; i < run; ++i) starts &= chunk->free >> i;
      if (starts) block = take(chunk, static_cast<unsigned>(std::countr_zero(starts)), run, use);
    }
    if (!block) {
      if (Chunk* chunk = add_chunk()) block = take(chunk, 1, run, use);
    }
  }
  if (!block) {
    if (budget_) budget_->give_back(booked);
    return nullptr;
  }
  block->bytes = booked;
  return block;
}

Block* BlockPool::acquire_giant(std::size_t bytes, BlockUse use) {
  void* memory = obtain_memory(kBlockBytes + bytes, kChunkBytes);
  if (!memory) return nullptr;
  Chunk* chunk = new (memory) Chunk{nullptr, nullptr, kBlockBytes + bytes, 0, 0, {}, false};
  chunk->link(giants_);
  committed_ += chunk->bytes;
  Block* block = new (chunk->descriptor(1)) Block{};
  block->owner = owner_;
  block->use = use;
  block->start = block->top = chunk->start(1);
  return block;
}

void BlockPool::release_large(Block* block) {
  const std::size_t bytes = static_cast<std::size_t>(block->end() - block->table());
  if (budget_) budget_->give_back(bytes);
  std::lock_guard lock(mutex_);
  const std::size_t count = (bytes + kBlockBytes - 1) / kBlockBytes;
  if (count < kBlocksPerChunk / 2) {
    put_back(block, static_cast<unsigned>(count));
    return;
  }
  Chunk* chunk = Chunk::of(block);
  chunk->unlink(giants_);
  drop_chunk(chunk);
}

}  // namespace midden
