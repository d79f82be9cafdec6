#pragma once

// Block: 64 KB of memory at an address that is a multiple of 64 KB, so that the block of an object is found
// by masking its address. A large object has a block of its own, longer than 64 KB; it starts in the first
// 64 KB of it, hence masking its address works too.

#include <cstddef>
#include <cstdint>

namespace midden {

inline constexpr std::size_t kBlockBytes = 64 * 1024;
// Objects above this size (with what stands in front of them) get a block of their own.
inline constexpr std::size_t kLargestCell = 16352;  // four of them fill a block

enum class BlockUse : std::uint8_t {
  none,
  bump,   // objects of any size, one behind the other, up to `top`
  cells,  // cells of one size, a free list
  large,  // one object
  immortal
};

struct Block {
  // The collector's heap; what a static event (`release`) finds its heap by.
  void* owner;
  // Lists of the space the block belongs to.
  Block* next;
  Block* previous;
  // Bump: end of the last object. Cells: first cell never handed out.
  char* top;

  // Cells: head of the free list. A free cell's first word is zero, its second the next free cell.
  std::uintptr_t* free;
  // Cells: counted up at allocation and at freeing, so that totals need no counter of their own.
  std::uint32_t allocated;
  std::uint32_t freed;

  std::uint32_t cell_bytes;
  // Bytes in front of each object in this block (generation links), 0 or 16.
  std::uint8_t object_offset;
  std::uint8_t size_class;
  BlockUse use;
  // The space's own: swept or not, in which list, …
  std::uint8_t state;
  // Bytes of the whole block with this header.
  std::size_t bytes;
  // The pool's: the chunk that this block was carved from.
  void* chunk;
  // Where the collector keeps what is true per block only sometimes.
  std::uintptr_t aux;

  char* begin() { return reinterpret_cast<char*>(this) + kHeaderBytes; }
  char* end() { return reinterpret_cast<char*>(this) + bytes; }

  static constexpr std::size_t kHeaderBytes = 128;

  static Block* of(const void* address) {
    return reinterpret_cast<Block*>(reinterpret_cast<std::uintptr_t>(address) & ~(kBlockBytes - 1));
  }
};
static_assert(sizeof(Block) <= Block::kHeaderBytes);

inline constexpr std::size_t kBlockPayload = kBlockBytes - Block::kHeaderBytes;

// A list of blocks, linked both ways.
class BlockList {
 public:
  bool empty() const { return first_ == nullptr; }
  Block* first() const { return first_; }
  std::size_t size() const { return size_; }
  void push(Block* block) {
    block->previous = nullptr;
    block->next = first_;
    if (first_) first_->previous = block;
    first_ = block;
    ++size_;
  }
  Block* pop() {
    Block* block = first_;
    if (block) remove(block);
    return block;
  }
  // Takes over all blocks of another list, behind which its own come.
  void append(BlockList& other) {
    if (!other.first_) return;
    Block* last = other.first_;
    while (last->next) last = last->next;
    last->next = first_;
    if (first_) first_->previous = last;
    first_ = other.first_;
    size_ += other.size_;
    other.first_ = nullptr;
    other.size_ = 0;
  }
  void remove(Block* block) {
    if (block->previous) {
      block->previous->next = block->next;
    } else {
      first_ = block->next;
    }
    if (block->next) block->next->previous = block->previous;
    block->next = block->previous = nullptr;
    --size_;
  }

 private:
  Block* first_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace midden
