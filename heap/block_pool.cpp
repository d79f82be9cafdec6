#include "heap/block_pool.h"

#include <sys/mman.h>

#include <bit>
#include <cassert>
#include <new>

#include "heap/memory_source.h"
#include "heap/sanitizers.h"

namespace midden {
namespace {

constexpr unsigned kBlocksPerChunk = 64;
constexpr std::size_t kChunkBytes = kBlocksPerChunk * kBlockBytes;
constexpr std::uint64_t kAllFree = ~std::uint64_t{0};

}  // namespace

struct BlockPool::Chunk {
  Chunk* next = nullptr;
  Chunk* previous = nullptr;
  char* start = nullptr;
  std::uint64_t free = kAllFree;
  // Blocks that were made inaccessible when they came back.
  std::uint64_t locked = 0;

  void* block(unsigned index) const { return start + index * kBlockBytes; }

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
  while (Chunk* chunk = exhausted_) {
    chunk->unlink(exhausted_);
    drop_chunk(chunk);
  }
  while (Chunk* chunk = available_) {
    chunk->unlink(available_);
    drop_chunk(chunk);
  }
}

bool BlockPool::add_chunk() {
  void* start = obtain_memory(kChunkBytes, kBlockBytes);
  if (!start) return false;
  Chunk* chunk = new Chunk;
  chunk->start = static_cast<char*>(start);
  chunk->link(available_);
  committed_ += kChunkBytes;
  mark_unusable(start, kChunkBytes);
  return true;
}

void BlockPool::drop_chunk(Chunk* chunk) {
  // The allocator below writes into memory that is given back to it.
  if (chunk->locked) mprotect(chunk->start, kChunkBytes, PROT_READ | PROT_WRITE);
  mark_usable(chunk->start, kChunkBytes);
  return_memory(chunk->start, kChunkBytes);
  committed_ -= kChunkBytes;
  if (spare_ == chunk) spare_ = nullptr;
  delete chunk;
}

Block* BlockPool::acquire(BlockUse use) {
  if (budget_ && !budget_->request(kBlockBytes)) return nullptr;
  if (!available_ && !add_chunk()) {
    if (budget_) budget_->give_back(kBlockBytes);
    return nullptr;
  }
  Chunk* chunk = available_;
  const unsigned index = static_cast<unsigned>(std::countr_zero(chunk->free));
  const std::uint64_t bit = std::uint64_t{1} << index;
  chunk->free &= ~bit;
  if (chunk->free == 0) {
    chunk->unlink(available_);
    chunk->link(exhausted_);
  }
  if (chunk == spare_) spare_ = nullptr;
  void* memory = chunk->block(index);
  if (chunk->locked & bit) {
    mprotect(memory, kBlockBytes, PROT_READ | PROT_WRITE);
    chunk->locked &= ~bit;
  }
  mark_usable(memory, kBlockBytes);
  Block* block = new (memory) Block{};
  block->owner = owner_;
  block->use = use;
  block->bytes = kBlockBytes;
  block->chunk = chunk;
  block->top = block->begin();
  return block;
}

void BlockPool::release(Block* block) {
  Chunk* chunk = static_cast<Chunk*>(block->chunk);
  const unsigned index = static_cast<unsigned>((reinterpret_cast<char*>(block) - chunk->start) /
                                               static_cast<std::ptrdiff_t>(kBlockBytes));
  const std::uint64_t bit = std::uint64_t{1} << index;
  assert(!(chunk->free & bit));
  if (protect_ && mprotect(block, kBlockBytes, PROT_NONE) == 0) chunk->locked |= bit;
  mark_unusable(block, kBlockBytes);
  if (chunk->free == 0) {
    chunk->unlink(exhausted_);
    chunk->link(available_);
  }
  chunk->free |= bit;
  if (budget_) budget_->give_back(kBlockBytes);
  if (chunk->free != kAllFree) return;
  if (!spare_) {
    spare_ = chunk;
    return;
  }
  chunk->unlink(available_);
  drop_chunk(chunk);
}

Block* BlockPool::acquire_large(std::size_t payload, BlockUse use) {
  const std::size_t bytes = (Block::kHeaderBytes + payload + 4095) & ~std::size_t{4095};
  if (bytes < payload || (budget_ && !budget_->request(bytes))) return nullptr;
  void* memory = obtain_memory(bytes, kBlockBytes);
  if (!memory) {
    if (budget_) budget_->give_back(bytes);
    return nullptr;
  }
  committed_ += bytes;
  Block* block = new (memory) Block{};
  block->owner = owner_;
  block->use = use;
  block->bytes = bytes;
  block->top = block->begin();
  return block;
}

void BlockPool::release_large(Block* block) {
  const std::size_t bytes = block->bytes;
  committed_ -= bytes;
  if (budget_) budget_->give_back(bytes);
  return_memory(block, bytes);
}

}  // namespace midden
