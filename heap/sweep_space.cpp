#include "heap/sweep_space.h"

#include <cstdio>
#include <cstdlib>
#include <thread>
#include <utility>

namespace midden {

SweepSpace::~SweepSpace() {
  while (Block* block = large_.pop()) pool_.release_large(block);
  while (Block* block = large_unswept_.pop()) pool_.release_large(block);
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
  std::unique_lock lock(mutex_);
  Bin& bin = bins_[index];
  if (Block* block = bin.carving) {
    if (Cell* list = carve(block, count)) return list;
    bin.full.push(block);
    bin.carving = nullptr;
  }
  if (Block* block = bin.available.pop()) return take_free_list(bin, block, count);
  while (may_sweep_) {
    Block* block = bin.unswept.pop();
    if (!block) break;
    lock.unlock();
    const std::size_t free_cells = sweep(block);
    lock.lock();
    unswept_.fetch_sub(1, std::memory_order_release);
    if (free_cells > 0) return take_free_list(bin, block, count);
    bin.full.push(block);
  }
  return nullptr;
}

Cell* SweepSpace::refill_from_new_block(unsigned index, std::size_t& count) {
  Block* block = pool_.acquire(BlockUse::cells);
  return block ? carve_new(block, index, count) : nullptr;
}

Cell* SweepSpace::refill_regardless(unsigned index, std::size_t& count) {
  Block* block = pool_.acquire_regardless(BlockUse::cells);
  if (!block) {
    std::fputs("midden: the system is out of memory in the middle of a collection\n", stderr);
    std::abort();
  }
  return carve_new(block, index, count);
}

Cell* SweepSpace::carve_new(Block* block, unsigned index, std::size_t& count) {
  format_block(block, index, format_);
  std::lock_guard lock(mutex_);
  Bin& bin = bins_[index];
  // Another thread may have opened one, too. The rest of that one's cells is found when it is swept.
  if (bin.carving) bin.full.push(bin.carving);
  bin.carving = block;
  return carve(block, count);
}

Cell* SweepSpace::allocate_large(std::size_t bytes, bool container) {
  Block* block = pool_.acquire_large(bytes + large_table_bytes(format_, container));
  if (!block) return nullptr;
  format_large(block, bytes, container, format_);
  std::lock_guard lock(mutex_);
  large_.push(block);
  return large_cell(block);
}

void SweepSpace::retire_blocks(std::uint8_t live) {
  std::lock_guard lock(mutex_);
  live_ = live;
  may_sweep_ = false;
  std::size_t blocks = 0;
  for (Bin& bin : bins_) {
    if (bin.carving) bin.full.push(std::exchange(bin.carving, nullptr));
    blocks += bin.full.size() + bin.available.size();
    bin.unswept.append(bin.available);
    bin.unswept.append(bin.full);
  }
  blocks += large_.size();
  large_unswept_.append(large_);
  unswept_.fetch_add(blocks, std::memory_order_relaxed);
}

void SweepSpace::start_sweeping() {
  std::lock_guard lock(mutex_);
  may_sweep_ = true;
}

void SweepSpace::sweep_into_lists(std::unique_lock<std::mutex>& lock, Bin& bin, Block* block) {
  lock.unlock();
  const std::size_t free_cells = sweep(block);
  const std::size_t cells = static_cast<std::size_t>(block->top - block->begin()) / block->cell_bytes;
  if (free_cells == cells) {
    pool_.release(block);
    lock.lock();
  } else {
    lock.lock();
    (free_cells > 0 ? bin.available : bin.full).push(block);
  }
  unswept_.fetch_sub(1, std::memory_order_release);
}

bool SweepSpace::sweep_one() {
  std::unique_lock lock(mutex_);
  if (!may_sweep_) return false;
  for (unsigned tried = 0; tried < kBins; ++tried) {
    Bin& bin = bins_[next_bin_];
    if (Block* block = bin.unswept.pop()) {
      sweep_into_lists(lock, bin, block);
      return true;
    }
    next_bin_ = (next_bin_ + 1) % kBins;
  }
  lock.unlock();
  return sweep_one_large();
}

bool SweepSpace::sweep_one_large() {
  std::unique_lock lock(mutex_);
  Block* block = may_sweep_ ? large_unswept_.pop() : nullptr;
  if (!block) return false;
  if (dead(mark_run(block, format_.mark).mark)) {
    lock.unlock();
    pool_.release_large(block);
  } else {
    large_.push(block);
  }
  unswept_.fetch_sub(1, std::memory_order_release);
  return true;
}

void SweepSpace::sweep_large_objects() {
  while (sweep_one_large()) {
  }
}

void SweepSpace::finish_sweeping() {
  if (swept()) return;
  while (sweep_one()) {
  }
  while (!swept()) std::this_thread::yield();
}

std::size_t SweepSpace::sweep(Block* block) {
  // A block whose carving was interrupted gets the rest of its cells here.
  std::size_t carved = 0;
  while (carve(block, carved)) {
  }
  Cell list[2] = {};  // as if a cell in front of the first
  Cell* last = list;
  std::size_t free_cells = 0;
  const MarkRun marks = mark_run(block, format_.mark);
  const std::uint8_t* next_mark = marks.mark;
  walk_cells(block, [&](Cell* cell) {
    const std::uint8_t* mark = next_mark;
    next_mark += marks.step;
    // A live object's mutator may change its count meanwhile, so the header is not read as a word.
    const bool was_free = reinterpret_cast<const Header*>(cell)->kind == 0;
    if (!was_free && !dead(mark)) return;
    if (!was_free) close_cell(cell, block, nullptr, poison_);
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
