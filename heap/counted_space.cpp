#include "heap/counted_space.h"

namespace midden {

constinit const Block CountedSpace::kEmptyBlock{};

Block* CountedSpace::next_block(unsigned index, Block* old) {
  Bin& bin = bins_[index];
  std::size_t count = 0;
  if (old != empty_block()) {
    if ((old->free = carve(old, count))) return old;
  }
  Block* block = bin.available.pop();
  if (!block) {
    block = pool_.acquire(BlockUse::cells);
    if (!block) return nullptr;
    format_block(block, index, format_);
    block->space = this;
    block->aux = poison_;
    block->free = carve(block, count);
  }
  if (old != empty_block()) old->state = kFull;
  block->state = kCurrent;
  bin.others.push(block);
  return block;
}

Cell* CountedSpace::allocate_large(std::size_t bytes, bool container, bool part) {
  Block* block = pool_.acquire_large(bytes + large_table_bytes(format_, container));
  if (!block) return nullptr;
  block->space = this;
  block->bin = part ? kLargePartBin : 0;
  format_large(block, bytes, container, format_);
  large_.push(block);
  ++past_.allocated_objects;
  past_.allocated_bytes += bytes;
  return large_cell(block);
}

void CountedSpace::free_large(Block* block) {
  ++past_.freed_objects;
  past_.freed_bytes += static_cast<std::size_t>(block->top - block->begin());
  large_.remove(block);
  pool_.release_large(block);
}

void CountedSpace::after_free(Block* block) {
  if (block->state == kCurrent) return;
  Bin& bin = bins_[block->bin];
  if (block->state == kFull) {
    bin.others.remove(block);
    bin.available.push(block);
    block->state = kAvailable;
  }
  // One empty block per bin is kept, else a program at a block's edge would acquire and release in turn.
  if (block->freed == block->allocated && bin.available.size() > 1) release(bin, block);
}

void CountedSpace::release(Bin& bin, Block* block) {
  past_.allocated_objects += block->allocated;
  past_.allocated_bytes += block->allocated * block->cell_bytes;
  past_.freed_objects += block->freed;
  past_.freed_bytes += block->freed * block->cell_bytes;
  bin.available.remove(block);
  pool_.release(block);
}

void CountedSpace::trim() {
  for (Bin& bin : bins_) {
    for (Block* block = bin.available.first(); block;) {
      Block* next = block->next;
      if (block->freed == block->allocated) release(bin, block);
      block = next;
    }
  }
}

CountedSpace::Totals CountedSpace::totals() const {
  Totals totals = past_;
  auto add = [&](const Block* block) {
    totals.allocated_objects += block->allocated;
    totals.allocated_bytes += block->allocated * block->cell_bytes;
    totals.freed_objects += block->freed;
    totals.freed_bytes += block->freed * block->cell_bytes;
  };
  for (const Bin& bin : bins_) {
    for (const Block* block = bin.available.first(); block; block = block->next) add(block);
    for (const Block* block = bin.others.first(); block; block = block->next) add(block);
  }
  totals.live_bytes = totals.allocated_bytes - totals.freed_bytes;
  return totals;
}

}  // namespace midden
