#pragma once

// Cells of a block: carving fresh ones, marking one as free, walking them. A cell is addressed by its object
// (behind the links, if any). A free cell's first word is zero, its second the next free cell; everything
// else in it is unusable.

#include <cstddef>
#include <cstring>

#include "heap/block.h"
#include "heap/sanitizers.h"
#include "heap/size_classes.h"
#include "object_model/header.h"
#include "object_model/model.h"
#include "object_model/object.h"

namespace midden {

using Cell = std::uintptr_t;

inline constexpr std::size_t kFreeCellBytes = 2 * sizeof(Cell);
// What fills freed cells when the heap checks itself; misread as an object it is one of absurd size.
inline constexpr int kPoisonByte = 0xDB;

inline bool is_free(const Cell* cell) { return cell[0] == 0; }

// What stands around the objects of a space, as the object model and the collector want it.
struct CellFormat {
  // In front of each object.
  std::uint8_t front = 0;
  std::uint8_t container_front = kLinkBytes;
  // What the side table holds.
  bool counts = false;
  bool marks = false;
  bool links = false;  // of containers
  // Where the marks are.
  Placement mark = Placement::header;

  static constexpr std::size_t kLinkBytes = 16;
  static constexpr std::size_t kAlignment = 8;
  std::size_t table_bytes_per_cell(bool container) const {
    return counts * sizeof(std::uint32_t) + marks + (links && container) * kLinkBytes;
  }
};

// Makes room for a side table of so many entries.
inline void open_table(Block* block, const CellFormat& format, bool container, std::size_t entries) {
  std::size_t bytes = entries * format.table_bytes_per_cell(container);
  bytes = (bytes + CellFormat::kAlignment - 1) & ~(CellFormat::kAlignment - 1);
  block->marks_offset = static_cast<std::uint16_t>(format.counts ? entries * sizeof(std::uint32_t) : 0);
  block->start += bytes;
  block->bytes -= bytes;
}

inline void format_block(Block* block, unsigned bin, const CellFormat& format) {
  block->bin = static_cast<std::uint8_t>(bin);
  block->containers = is_container_bin(bin);
  block->cell_bytes = static_cast<std::uint32_t>(SizeClasses::cell_bytes(bin % SizeClasses::kCount));
  block->object_offset = block->containers ? format.container_front : format.front;
  if (const std::size_t notes = format.table_bytes_per_cell(block->containers)) {
    const std::size_t cells = (block->bytes - CellFormat::kAlignment) / (block->cell_bytes + notes);
    open_table(block, format, block->containers, cells);
    block->bytes =
        cells * block->cell_bytes;  // what is left over may have room for a cell, not for its notes
    block->reciprocal = static_cast<std::uint32_t>((std::uint64_t{1} << 32) / block->cell_bytes + 1);
  }
  block->top = block->begin();
}

// What a large object needs besides its own bytes and those in front of it.
inline std::size_t large_table_bytes(const CellFormat& format, bool container) {
  const std::size_t bytes = format.table_bytes_per_cell(container);
  return (bytes + CellFormat::kAlignment - 1) & ~(CellFormat::kAlignment - 1);
}
inline void format_large(Block* block, std::size_t bytes, bool container, const CellFormat& format) {
  block->containers = container;
  block->object_offset = container ? format.container_front : format.front;
  open_table(block, format, container, 1);
  block->top = block->begin() + bytes;
}

inline constexpr std::size_t kFrontMarkDistance = sizeof(FrontNotes) - offsetof(FrontNotes, mark);

// The byte with an object's mark, and how far the next cell's is: for sweeping block by block.
struct MarkRun {
  const std::uint8_t* mark;
  std::size_t step;
};
inline MarkRun mark_run(Block* block, Placement place) {
  const char* first = block->begin() + block->object_offset;
  if (place == Placement::side) first = block->table() + block->marks_offset;
  if (place == Placement::header) first += offsetof(Header, flags);
  if (place == Placement::front) first -= kFrontMarkDistance;
  return {reinterpret_cast<const std::uint8_t*>(first), place == Placement::side ? 1u : block->cell_bytes};
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
