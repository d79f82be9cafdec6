#pragma once

// Cells of a block: carving fresh ones, marking one as free, walking them. A cell is addressed by its object
// (behind the links, if any). A free cell's first word is zero, its second the next free cell; everything
// else in it is unusable.

#include <cstring>

#include "heap/block.h"
#include "heap/sanitizers.h"
#include "heap/size_classes.h"
#include "object_model/header.h"

namespace midden {

using Cell = std::uintptr_t;

inline constexpr std::size_t kFreeCellBytes = 2 * sizeof(Cell);
// What fills freed cells when the heap checks itself; misread as an object it is one of absurd size.
inline constexpr int kPoisonByte = 0xDB;

inline bool is_free(const Cell* cell) { return cell[0] == 0; }

inline void format_block(Block* block, unsigned bin) {
  block->bin = static_cast<std::uint8_t>(bin);
  block->cell_bytes = static_cast<std::uint32_t>(SizeClasses::cell_bytes(bin % SizeClasses::kCount));
  block->object_offset = bin >= SizeClasses::kCount && !is_part_bin(bin) ? 16 : 0;
  block->top = block->begin();
}

// Before the cell is written to.
inline void open_cell(Cell* cell, std::size_t cell_bytes, std::size_t offset) {
  mark_usable(reinterpret_cast<char*>(cell) - offset, cell_bytes);
}

inline void close_cell(Cell* cell, Block* block, Cell* next, bool poison) {
  char* start = reinterpret_cast<char*>(cell) - block->object_offset;
  if (poison) std::memset(start, kPoisonByte, block->cell_bytes);
  cell[0] = 0;
  cell[1] = reinterpret_cast<Cell>(next);
  mark_unusable(start, block->object_offset);
  mark_unusable(start + block->object_offset + kFreeCellBytes,
                block->cell_bytes - block->object_offset - kFreeCellBytes);
}

// Makes a list of the next few cells that were never handed out; nullptr when there are none.
inline Cell* carve(Block* block, std::size_t& count) {
  constexpr std::size_t kBytesAtOnce = 4096;
  const std::size_t step = block->cell_bytes;
  const std::size_t room = static_cast<std::size_t>(block->end() - block->top) / step;
  const std::size_t wanted = step < kBytesAtOnce ? kBytesAtOnce / step : 1;
  count = room < wanted ? room : wanted;
  if (count == 0) return nullptr;
  char* first = block->top + block->object_offset;
  block->top += count * step;
  char* cell = first;
  for (std::size_t i = 1; i < count; ++i, cell += step) {
    close_cell(reinterpret_cast<Cell*>(cell), block, reinterpret_cast<Cell*>(cell + step), false);
  }
  close_cell(reinterpret_cast<Cell*>(cell), block, nullptr, false);
  return reinterpret_cast<Cell*>(first);
}

// Every cell ever handed out, free ones included.
template <class Visit>
void walk_cells(Block* block, Visit&& visit) {
  const std::size_t step = block->cell_bytes;
  for (char* cell = block->begin() + block->object_offset; cell < block->top; cell += step) {
    visit(reinterpret_cast<Cell*>(cell));
  }
}

// The object in a large block.
inline Cell* large_cell(Block* block) {
  return reinterpret_cast<Cell*>(block->begin() + block->object_offset);
}

}  // namespace midden
