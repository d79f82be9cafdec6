#pragma once

// MarkStack: a stack of words in segments. Segments can be handed to other threads through a SegmentPool.
// Marking cannot be refused memory half way, so segments are booked in the budget but never denied.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>

#include "heap/budget.h"

namespace midden {

struct MarkSegment {
  static constexpr std::size_t kWords = 1022;
  MarkSegment* next = nullptr;
  std::size_t size = 0;  // while the segment is not the one being filled
  std::uintptr_t words[kWords];
};

// Segments that wait for a thread, and empty ones.
class SegmentPool {
 public:
  explicit SegmentPool(Budget& budget) : budget_(budget) {}
  ~SegmentPool() {
    while (MarkSegment* segment = steal()) recycle(segment);
    trim();
  }
  SegmentPool(const SegmentPool&) = delete;
  SegmentPool& operator=(const SegmentPool&) = delete;

  MarkSegment* obtain();
  void recycle(MarkSegment* segment);

  void publish(MarkSegment* segment);
  // nullptr when nobody has published work.
  MarkSegment* steal();
  bool has_work() const { return published_count_.load(std::memory_order_acquire) > 0; }
  // How many wait. Relaxed: a figure for those who look on.
  std::size_t published() const { return published_count_.load(std::memory_order_relaxed); }

  // Gives empty segments back; done after each cycle.
  void trim();

 private:
  Budget& budget_;
  std::mutex mutex_;
  MarkSegment* empty_ = nullptr;
  MarkSegment* published_ = nullptr;
  std::atomic<std::size_t> published_count_{0};
};

class MarkStack {
 public:
  explicit MarkStack(SegmentPool& pool) : pool_(pool) { open(pool.obtain()); }
  ~MarkStack();
  MarkStack(const MarkStack&) = delete;
  MarkStack& operator=(const MarkStack&) = delete;

  void push(std::uintptr_t word) {
    if (top_ == end_) [[unlikely]]
      grow();
    *top_++ = word;
  }
  // False when empty.
  bool pop(std::uintptr_t& word) {
    if (top_ == begin_) [[unlikely]] {
      if (!shrink()) return false;
    }
    word = *--top_;
    return true;
  }
  // The word that pop would give, unless the topmost segment is empty.
  bool peek(std::uintptr_t& word) const {
    if (top_ == begin_) return false;
    word = top_[-1];
    return true;
  }
  bool empty() const { return top_ == begin_ && !current_->next; }

  // Gives work to other threads: a full segment, or half of the only one. False when there is too little.
  bool share();
  // Gives everything away.
  void share_all();
  bool has_full_segment() const { return current_->next != nullptr; }
  // Takes over a segment from the pool; the stack must be empty.
  void adopt(MarkSegment* segment);

 private:
  void open(MarkSegment* segment);
  void grow();
  bool shrink();

  SegmentPool& pool_;
  MarkSegment* current_ = nullptr;
  std::uintptr_t* begin_ = nullptr;
  std::uintptr_t* top_ = nullptr;
  std::uintptr_t* end_ = nullptr;
};

}  // namespace midden
