#pragma once

// YoungSpace: where objects are born that will most likely die soon. It is one contiguous range of addresses,
// so that whether an object is young is known from its address alone. The mutator fills eden from front to
// back; a collection copies what survives into one of two areas for survivors, and eden begins anew.
//
// For every block in use another one is booked, since all that is in it may survive.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>

#include "heap/block.h"
#include "heap/budget.h"
#include "heap/linear_space.h"

namespace midden {

// Addresses from `start` on.
struct AddressRange {
  std::uintptr_t start = 0;
  std::size_t bytes = 0;
  bool contains(std::uintptr_t address) const { return address - start < bytes; }
};

class YoungSpace {
 public:
  // `bytes` of eden, rounded up to blocks; 0: no young space. With `protect` what was left behind is
  // inaccessible until its place is used again, as late as can be.
  YoungSpace(void* owner, Budget& budget, std::size_t bytes, bool protect);
  ~YoungSpace();
  YoungSpace(const YoungSpace&) = delete;
  YoungSpace& operator=(const YoungSpace&) = delete;

  bool exists() const { return blocks_ > 0; }
  const AddressRange& range() const { return range_; }
  // Where survivors of the last collection are.
  const AddressRange& survivors() const { return areas_[survivors_].range; }

  // The mutator's next block. False when eden is full or the budget refuses.
  bool open(Window& window);
  void close(Window& window) { close(areas_[eden_], window); }
  bool full() const { return areas_[eden_].opened >= eden_blocks_; }
  // From now on eden is full with so many bytes.
  void limit_eden(std::size_t bytes) {
    eden_blocks_ = std::clamp(static_cast<unsigned>(bytes / kBlockBytes), 1u, blocks_);
  }

  // Between the two survivors are copied to where `copies` is; all else is garbage afterwards. Eden is
  // closed.
  void begin_copying();
  const AddressRange& copies() const { return areas_[copies_].range; }
  // The next block for copies; false when there are no more. Any thread, with a window of its own.
  bool open_copies(Window& window);
  void close_copies(Window& window);
  void end_copying();

  // Bytes in closed blocks, and in the mutator's.
  std::size_t used_bytes(const Window& window) const;
  std::size_t eden_bytes(const Window& window) const;
  std::size_t survivor_bytes() const { return areas_[survivors_].closed_bytes; }
  std::size_t committed() const { return range_.bytes; }

  // Blocks with objects up to their `top`; not while copying.
  template <class Visit>
  void for_each_block(const Window& window, Visit&& visit) {
    if (window.cursor) last_of(areas_[eden_])->top = window.cursor;
    for (unsigned which : {eden_, survivors_}) {
      for (unsigned i = 0; i < areas_[which].opened; ++i) visit(block(areas_[which].first + i));
    }
  }

 private:
  struct Area {
    unsigned first = 0;
    unsigned opened = 0;
    std::size_t closed_bytes = 0;
    AddressRange range;
  };

  static constexpr unsigned kUsable = kBlocksPerChunk - 1;

  Block* block(unsigned index) const {
    return reinterpret_cast<Block*>(range_.start + index / kUsable * kChunkBytes +
                                    (index % kUsable + 1) * Block::kDescriptorBytes);
  }
  Block* last_of(const Area& area) const { return block(area.first + area.opened - 1); }
  bool open(Area& area, Window& window);
  void close(Area& area, Window& window);
  void retire(Area& area);

  Budget& budget_;
  const unsigned blocks_;  // of each area
  unsigned eden_blocks_ = blocks_;
  const bool protect_;
  std::mutex copies_mutex_;
  AddressRange range_;
  // Two for survivors, one for eden, and with `protect` another.
  std::array<Area, 4> areas_;
  unsigned survivors_ = 0;
  unsigned copies_ = 1;
  unsigned eden_ = 2;
};

}  // namespace midden
