#include "heap/sweep_space.h"

namespace midden {

SweepSpace::~SweepSpace() {
  while (Block* block = large_.pop()) pool_.release_large(block);
}

Cell* SweepSpace::take_free_list(Bin& bin, Block* block, std::size_t& count) {
  bin.full.push(block);
  count = block->aux;
  Cell* list = block->free;
  block->free = nullptr;
  block->aux = 0;
  return list;
}

Cell* SweepSpace::refill(unsigned index, std::size_t& count) {
  Bin& bin = bins_[index];
  if (Block* block = bin.carving) {
    if (Cell* list = carve(block, count)) return list;
    bin.full.push(block);
    bin.carving = nullptr;
  }
  if (Block* block = bin.available.pop()) return take_free_list(bin, block, count);
  while (Block* block = bin.unswept.pop()) {
    --unswept_blocks_;
    if (sweep(block) > 0) return take_free_list(bin, block, count);
    bin.full.push(block);
  }
  return nullptr;
}

Cell* SweepSpace::refill_from_new_block(unsigned index, std::size_t& count) {
  Bin& bin = bins_[index];
  Block* block = pool_.acquire(BlockUse::cells);
  if (!block) return nullptr;
  format_block(block, index);
  bin.carving = block;
  return carve(block, count);
}

Cell* SweepSpace::allocate_large(std::size_t bytes, std::size_t offset) {
  Block* block = pool_.acquire_large(bytes);
  if (!block) return nullptr;
  block->object_offset = static_cast<std::uint8_t>(offset);
  block->top = block->begin() + bytes;
  large_.push(block);
  return large_cell(block);
}

void SweepSpace::start_sweeping() {
  for (Bin& bin : bins_) {
    // Free cells that an allocator held stay where they are: sweeping finds them by their zero header.
    if (bin.carving) {
      bin.full.push(bin.carving);
      bin.carving = nullptr;
    }
    while (Block* block = bin.available.pop()) bin.full.push(block);
    unswept_blocks_ += bin.full.size();
    bin.unswept.append(bin.full);
  }
  for (Block* block = large_.first(); block;) {
    Block* next = block->next;
    Header* header = reinterpret_cast<Header*>(large_cell(block));
    if (header->flags & kFlagMarked) {
      header->flags &= static_cast<std::uint8_t>(~kFlagMarked);
    } else {
      large_.remove(block);
      pool_.release_large(block);
    }
    block = next;
  }
}

void SweepSpace::finish_sweeping() {
  if (unswept_blocks_ == 0) return;
  for (Bin& bin : bins_) {
    while (Block* block = bin.unswept.pop()) {
      --unswept_blocks_;
      const std::size_t free_cells = sweep(block);
      const std::size_t cells = static_cast<std::size_t>(block->top - block->begin()) / block->cell_bytes;
      if (free_cells == cells) {
        pool_.release(block);
      } else {
        (free_cells > 0 ? bin.available : bin.full).push(block);
      }
    }
  }
}

std::size_t SweepSpace::sweep(Block* block) {
  ++blocks_swept_;
  // A block whose carving was interrupted gets the rest of its cells here.
  std::size_t carved = 0;
  while (carve(block, carved)) {
  }
  Cell list[2] = {};  // as if a cell in front of the first
  Cell* last = list;
  std::size_t free_cells = 0;
  walk_cells(block, [&](Cell* cell) {
    Header* header = reinterpret_cast<Header*>(cell);
    if (cell[0] != 0 && (header->flags & kFlagMarked)) {
      header->flags &= static_cast<std::uint8_t>(~kFlagMarked);
      return;
    }
    if (cell[0] != 0) close_cell(cell, block, nullptr, poison_);
    last[1] = reinterpret_cast<Cell>(cell);
    last = cell;
    ++free_cells;
  });
  last[1] = 0;
  block->free = reinterpret_cast<Cell*>(list[1]);
  block->aux = free_cells;
  return free_cells;
}

}  // namespace midden
