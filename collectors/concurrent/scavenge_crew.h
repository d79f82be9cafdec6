#pragma once

// What the threads of one collection of the young share (scavenger.h).

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <vector>

#include "collectors/common/work_sharing.h"
#include "heap/cells.h"
#include "object_model/slot.h"

namespace midden {

// Cells of old space in one thread's hands, by bin.
using FreeCells = std::array<Cell*, kBins>;

// What was copied, by one thread or by all.
struct ScavengeFigures {
  std::uint64_t objects = 0;
  std::uint64_t bytes = 0;
  std::uint64_t bytes_aged = 0;  // of objects that had survived a collection before
  std::uint64_t objects_promoted = 0;
  std::uint64_t bytes_promoted = 0;  // as old space counts them

  ScavengeFigures& operator+=(const ScavengeFigures& other) {
    objects += other.objects;
    bytes += other.bytes;
    bytes_aged += other.bytes_aged;
    objects_promoted += other.objects_promoted;
    bytes_promoted += other.bytes_promoted;
    return *this;
  }
};

struct ScavengeCrew : WorkSharing {
  // Set before helpers begin.
  unsigned threads = 1;  // how many may take part, the mutator's included
  bool promote_all = false;
  const std::vector<Slot*>* slots = nullptr;
  // Relaxed: they only deal out the slots, and numbers to threads.
  std::atomic<std::size_t> next_slot{0};
  std::atomic<unsigned> joined{0};

  // What helpers leave when they are done.
  std::mutex mutex;
  ScavengeFigures figures;
  std::vector<Slot*> remembered;
};

}  // namespace midden
