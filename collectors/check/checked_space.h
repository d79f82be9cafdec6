#pragma once

// CheckedSpace: the objects of the checking collector, each between a record and a shadow of its slots:
//
//   cell := CheckedRecord object shadow…
//
// A cell's place is random within limits, so that an object that has moved twice is not back where it was.

#include <algorithm>
#include <cstring>
#include <vector>

#include "collectors/common/layout.h"
#include "heap/block_pool.h"
#include "heap/pointer_map.h"
#include "object_model/model.h"

namespace midden {

template <ObjectModel M>
struct CheckedRecord {
  // The object behind; of one that has moved its new place.
  Object<M>* self;
  // Which allocation it came from: its name in reports.
  std::uint64_t number;
  std::size_t object_bytes;
  std::uint32_t slots;
  // When a trace last reached it, and when it was last decided that it stays.
  std::uint32_t seen;
  std::uint32_t kept;
  std::uint32_t weak;  // a registered weak reference

  std::size_t cell_bytes() const { return sizeof *this + object_bytes + slots * sizeof(Word); }
  Word* shadow() {
    return reinterpret_cast<Word*>(reinterpret_cast<char*>(this) + sizeof *this + object_bytes);
  }

  static CheckedRecord& of(const Object<M>* object) {
    return *reinterpret_cast<CheckedRecord*>(reinterpret_cast<std::uintptr_t>(object) -
                                             sizeof(CheckedRecord));
  }
};

template <ObjectModel M>
class CheckedSpace {
 public:
  using Ref = Object<M>*;
  using Record = CheckedRecord<M>;
  // What raw words hold before they are set. No address and, in an encoding with immediates, no likely one.
  static constexpr Word kUnset = 0xEBEB'EBEB'EBEB'EBEB;

  CheckedSpace(BlockPool& pool, std::uint64_t seed) : pool_(pool), random_(seed * 2 + 1) {}
  ~CheckedSpace() { release(); }
  CheckedSpace(const CheckedSpace&) = delete;
  CheckedSpace& operator=(const CheckedSpace&) = delete;

  static std::size_t cell_bytes(bool extent, unsigned slots, unsigned raw_words) {
    return sizeof(Record) + Layout<M, false>::object_bytes_for(extent, slots, raw_words) +
           slots * sizeof(Word);
  }
  // Memory for a cell; nullptr when the pool refuses. `regardless`: beyond the limit, unless it is large.
  char* obtain(std::size_t bytes, bool regardless = false) {
    if (bytes > kLargestCell) {
      Block* block = pool_.acquire_large(bytes);
      if (!block) return nullptr;
      open(block, 0);
      block->top += bytes;
      return block->begin();
    }
    if (!current_ || bytes > static_cast<std::size_t>(current_->end() - current_->top)) {
      Block* block = regardless ? pool_.acquire_regardless(BlockUse::bump) : pool_.acquire(BlockUse::bump);
      if (!block) return nullptr;
      current_ = block;
      open(block, next_gap());
    }
    char* cell = current_->top;
    current_->top += bytes;
    return cell;
  }

  // Its record stands where such a model keeps notes.
  static_assert(!Notes<M>::kInFront, "check has no room for notes in front of objects");
  // Makes a cell an object.
  static Ref build(char* cell, std::uint64_t number, KindNumber kind, bool extent, unsigned slots,
                   unsigned raw_words, std::uint8_t flags) {
    auto* record = reinterpret_cast<Record*>(cell);
    const std::size_t bytes = Layout<M, false>::object_bytes_for(extent, slots, raw_words);
    char* place = cell + sizeof(Record);
    std::fill_n(reinterpret_cast<Word*>(place), bytes / sizeof(Word), kUnset);
    Ref object = format_object<M>(place, kind, extent, slots, raw_words, 0, flags);
    *record = {object, number, bytes, slots, 0, 0, 0};
    std::memset(record->shadow(), 0, slots * sizeof(Word));
    return object;
  }

  // Whether an object begins here. Touches no memory but the space's own.
  bool has(const Object<M>* object) const { return contains(object) && Record::of(object).self == object; }
  // Whether the address lies among cells.
  bool contains(const void* address) const {
    if (reinterpret_cast<std::uintptr_t>(address) % sizeof(Word) != 0) return false;
    Block* block = Block::of(address);
    if (!blocks_known_.find(block)) return false;
    const char* at = static_cast<const char*>(address);
    return at >= first_cell(block) + sizeof(Record) && at < block->top;
  }

  template <class Visit>
  void for_each(Visit&& visit) const {
    for (Block* block : blocks_) {
      for (char* cell = first_cell(block); cell < block->top;) {
        auto* record = reinterpret_cast<Record*>(cell);
        cell += record->cell_bytes();
        visit(reinterpret_cast<Ref>(record + 1), *record);
      }
    }
  }

  // Takes over the block of a large object of another space.
  void adopt(Ref object) { remember(Block::of(object)); }
  void disown(Ref object) {
    Block* block = Block::of(object);
    blocks_known_.remove(block);
    std::erase(blocks_, block);
  }

  void release() {
    for (Block* block : blocks_) {
      blocks_known_.remove(block);
      block->use == BlockUse::large ? pool_.release_large(block) : pool_.release(block);
    }
    blocks_.clear();
    current_ = nullptr;
  }

 private:
  static char* first_cell(Block* block) { return reinterpret_cast<char*>(block->aux); }
  void open(Block* block, std::size_t gap) {
    block->top += gap;
    block->aux = reinterpret_cast<std::uintptr_t>(block->top);
    remember(block);
  }
  void remember(Block* block) {
    blocks_.push_back(block);
    blocks_known_.at(block) = 1;
  }
  std::size_t next_gap() {
    random_ ^= random_ << 13;
    random_ ^= random_ >> 7;
    random_ ^= random_ << 17;
    return (random_ >> 20) % 256 * sizeof(Word);
  }

  BlockPool& pool_;
  std::uint64_t random_;
  Block* current_ = nullptr;
  std::vector<Block*> blocks_;
  PointerMap blocks_known_;
};

}  // namespace midden
