#pragma once

// Block: 64 KB of memory. 64 blocks make a chunk, at an address that is a multiple of its 4 MB; the chunk's
// first block holds the descriptors of the others, so the descriptor of an object's block is found from the
// object's address alone. (Descriptors at the start of each block would all fall into the same few cache
// sets.)
//
// A large object starts in a block like any other and occupies as many as it needs; above a chunk's size it
// has a chunk of its own.

#include <cstddef>
#include <cstdint>

namespace midden {

inline constexpr std::size_t kBlockBytes = 64 * 1024;
inline constexpr unsigned kBlocksPerChunk = 64;
inline constexpr std::size_t kChunkBytes = kBlocksPerChunk * kBlockBytes;
// Objects above this size (with what stands in front of them) get a block of their own.
inline constexpr std::size_t kLargestCell = 16384;  // four of them fill a block

enum class BlockUse : std::uint8_t {
  none,
  bump,   // objects of any size, one behind the other, up to `top`
  cells,  // cells of one size, a free list
  large,  // one object
  immortal
};

struct Block {
  // What freeing an object touches comes first, within one cache line.

  // The collector's heap; what a static event (`release`) finds its heap by.
  void* owner;
  // Cells: head of the free list. A free cell's first word is zero, its second the next free cell.
  std::uintptr_t* free;
  // Cells: counted up at allocation and at freeing, so that totals need no counter of their own.
  std::uint64_t allocated;
  std::uint64_t freed;
  std::uint32_t cell_bytes;
  // Bytes in front of each object in this block (generation links, notes).
  std::uint8_t object_offset;
  std::uint8_t bin;
  BlockUse use;
  // The space's own: in which list the block stands, …
  std::uint8_t state;
  // 2^32 / cell_bytes, rounded up: a product instead of a quotient (index_of).
  std::uint32_t reciprocal;
  // In the side table.
  std::uint16_t marks_offset;
  // The objects are containers: those of which counting collectors keep lists.
  bool containers;
  std::uintptr_t aux;
  // Where objects begin, behind the side table.
  char* start;

  void* space;
  // Bump: end of the last object. Cells: first cell never handed out.
  char* top;
  // Lists of the space the block belongs to.
  Block* next;
  Block* previous;
  // Length in bytes, from `start`.
  std::size_t bytes;

  char* begin() { return start; }
  char* end() { return start + bytes; }

  // Side table: the start of the block, where the notes are that a collector keeps of its objects:
  //
  //   counts → (4 bytes each)  marks → (1 byte each)  …  ← links (16 bytes each) | objects
  //
  // in the order of the cells; links from the last to the first. A large object's has one entry. Linear
  // blocks count places of 16 bytes, as no two objects begin in the same one.
  char* table() const { return table_of(start); }
  static char* table_of(const void* address) {
    return reinterpret_cast<char*>(reinterpret_cast<std::uintptr_t>(address) & ~(kBlockBytes - 1));
  }
  // Of the cell in which an address is.
  std::size_t index_of(const void* address) const {
    const auto offset = static_cast<std::uint64_t>(static_cast<const char*>(address) - start);
    return static_cast<std::size_t>(offset * reciprocal >> 32);
  }

  static constexpr std::size_t kDescriptorBytes = 128;

  // Of the block in which an object begins.
  static Block* of(const void* address) {
    const auto bits = reinterpret_cast<std::uintptr_t>(address);
    const std::uintptr_t chunk = bits & ~(kChunkBytes - 1);
    return reinterpret_cast<Block*>(chunk + (bits / kBlockBytes) % kBlocksPerChunk * kDescriptorBytes);
  }
};
static_assert(sizeof(Block) <= Block::kDescriptorBytes);

// A list of blocks, linked both ways.
class BlockList {
 public:
  bool empty() const { return first_ == nullptr; }
  Block* first() const { return first_; }
  std::size_t size() const { return size_; }
  void push(Block* block) {
    block->previous = nullptr;
    block->next = first_;
    (first_ ? first_->previous : last_) = block;
    first_ = block;
    ++size_;
  }
  Block* pop() {
    Block* block = first_;
    if (block) remove(block);
    return block;
  }
  // Takes over all blocks of another list, behind which its own come. Takes the same time for any length.
  void append(BlockList& other) {
    if (!other.first_) return;
    other.last_->next = first_;
    (first_ ? first_->previous : last_) = other.last_;
    first_ = other.first_;
    size_ += other.size_;
    other.first_ = other.last_ = nullptr;
    other.size_ = 0;
  }
  void remove(Block* block) {
    if (block->previous) {
      block->previous->next = block->next;
    } else {
      first_ = block->next;
    }
    (block->next ? block->next->previous : last_) = block->previous;
    block->next = block->previous = nullptr;
    --size_;
  }

 private:
  Block* first_ = nullptr;
  Block* last_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace midden
