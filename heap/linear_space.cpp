#include "heap/linear_space.h"

#include <cstdio>
#include <cstdlib>

namespace midden {

void LinearSpace::close(Window& window) {
  if (!window.cursor) return;
  last_->top = window.cursor;
  closed_bytes_ += static_cast<std::size_t>(window.cursor - last_->begin());
  window = {};
}

bool LinearSpace::refill(Window& window) {
  close(window);
  Block* block = pool_.acquire(use_);
  if (!block) return false;
  open(block, window);
  return true;
}

void LinearSpace::refill_regardless(Window& window) {
  close(window);
  Block* block = pool_.acquire_regardless(use_);
  if (!block) {
    std::fputs("midden: the system is out of memory in the middle of a collection\n", stderr);
    std::abort();
  }
  open(block, window);
}

void LinearSpace::open(Block* block, Window& window) {
  if (format_.counts) {
    constexpr std::size_t kPlaceBytes = 16;
    open_table(block, format_, false, kBlockBytes / (kPlaceBytes + sizeof(std::uint32_t)) + 1);
    block->reciprocal = static_cast<std::uint32_t>((std::uint64_t{1} << 32) / kPlaceBytes);
    block->top = block->begin();
  }
  (last_ ? last_->next : first_) = block;
  last_ = block;
  ++count_;
  window = {block->begin(), block->end()};
}

char* LinearSpace::allocate_large(std::size_t bytes) {
  Block* block = pool_.acquire_large(bytes + large_table_bytes(format_, false),
                                     use_ == BlockUse::bump ? BlockUse::large : use_);
  if (!block) return nullptr;
  open_table(block, format_, false, 1);
  block->top = block->begin() + bytes;
  large_.push(block);
  closed_bytes_ += bytes;
  return block->begin();
}

void LinearSpace::release_all() {
  while (Block* block = first_) {
    first_ = block->next;
    pool_.release(block);
  }
  last_ = nullptr;
  while (Block* block = large_.pop()) pool_.release_large(block);
  count_ = 0;
  closed_bytes_ = 0;
}

}  // namespace midden
