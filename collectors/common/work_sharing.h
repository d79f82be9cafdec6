#pragma once

// How threads that work off one heap of segments share them, and notice that all is done. Whoever finds
// nothing while nobody else is busy knows that there will be nothing.

#include <atomic>
#include <thread>

#include "heap/mark_stack.h"

namespace midden {

struct WorkSharing {
  // Threads that have work, or may have. Whoever joins counts itself in.
  std::atomic<unsigned> busy{0};
  // Threads that look for some. Relaxed: a hint to share.
  std::atomic<unsigned> hungry{0};

  // For a thread that is counted as busy and has nothing left: a segment from the pool; nullptr, and the
  // thread is busy no longer, when all threads are done or leave_off() says so.
  template <class LeaveOff>
  MarkSegment* next_segment(SegmentPool& pool, LeaveOff&& leave_off) {
    hungry.fetch_add(1, std::memory_order_relaxed);
    // Acquire and release: what a thread has published it has published before it is idle.
    busy.fetch_sub(1, std::memory_order_acq_rel);
    MarkSegment* segment = nullptr;
    for (unsigned tries = 0; !leave_off(); ++tries) {
      if (pool.has_work()) {
        busy.fetch_add(1, std::memory_order_acq_rel);
        if ((segment = pool.steal())) break;
        busy.fetch_sub(1, std::memory_order_acq_rel);
      } else if (busy.load(std::memory_order_acquire) == 0 && !pool.has_work()) {
        break;
      }
      // Whoever has the work may be waiting for this core.
      if (tries % 64 == 63) {
        std::this_thread::yield();
      } else {
        __builtin_ia32_pause();
      }
    }
    hungry.fetch_sub(1, std::memory_order_relaxed);
    return segment;
  }
};

}  // namespace midden
