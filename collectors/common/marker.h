#pragma once

// Marker: finds everything reachable from the words it is given. One per thread that marks.
//
// Marking is waiting for memory. Words come off the stack into a short queue with a prefetch and are looked
// at only when they leave it, by when their header has arrived. Words on the stack are references not yet
// looked at, or places in long arrays: (piece number << 48 | array | 1).

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

#include "collectors/common/layout.h"
#include "heap/mark_stack.h"
#include "heap/size_classes.h"

namespace midden {

// Marking threads that look for work; who finds nothing while nobody else is busy knows that marking is over.
struct MarkCrew {
  std::atomic<unsigned> busy{0};
  std::atomic<unsigned> hungry{0};
};

template <ObjectModel M, bool kParallel>
class Marker {
 public:
  Marker(SegmentPool& pool, MarkCrew& crew) : pool_(pool), crew_(crew), stack_(pool) {}

  void push(Word word) {
    if (M::is_reference(word)) stack_.push(word);
  }
  void push_slots(Object<M>* object) { scan(object, 0); }

  // Marks until nothing is left here (and, in parallel, anywhere).
  void drain() {
    if constexpr (!kParallel) {
      drain_own();
    } else {
      crew_.busy.fetch_add(1, std::memory_order_acq_rel);
      for (;;) {
        drain_own();
        if (!find_work()) return;
      }
    }
  }

  std::uint64_t objects() const { return objects_; }
  std::uint64_t bytes() const { return bytes_; }

 private:
  static constexpr unsigned kQueue = 16;
  static constexpr unsigned kPieceShift = 48;
  static constexpr Word kAddressMask = (Word{1} << kPieceShift) - 1;

  // Pieces of long arrays: at most 2^16 of them, none shorter than this.
  static std::size_t piece_length(std::size_t slots) {
    constexpr std::size_t kShortest = 512;
    const std::size_t length = slots >> 16;
    return length < kShortest ? kShortest : length + 1;
  }

  void drain_own() {
    unsigned held = 0;  // words in the queue
    unsigned since_share = 0;
    Word word;
    for (;;) {
      if (stack_.pop(word)) {
        if (word & 1) [[unlikely]] {
          scan(reinterpret_cast<Object<M>*>(word & kAddressMask & ~Word{1}), word >> kPieceShift);
          continue;
        }
        __builtin_prefetch(reinterpret_cast<void*>(word), 1);
        Word oldest = queue_[position_];
        queue_[position_] = word;
        position_ = (position_ + 1) % kQueue;
        if (oldest == 0) {
          ++held;
          continue;
        }
        word = oldest;
      } else {
        if (held == 0) return;
        // Nothing follows: empty the queue, oldest first.
        word = queue_[position_];
        queue_[position_] = 0;
        position_ = (position_ + 1) % kQueue;
        if (word == 0) continue;
        --held;
      }
      visit(reinterpret_cast<Object<M>*>(word));
      if constexpr (kParallel) {
        if (++since_share >= 128) {
          since_share = 0;
          if (crew_.hungry.load(std::memory_order_relaxed) > 0 && !pool_.has_work()) stack_.share();
        }
      }
    }
  }

  void visit(Object<M>* object) {
    Header& header = object->header;
    std::atomic_ref<std::uint8_t> flags(header.flags);
    const std::uint8_t before = flags.load(std::memory_order_relaxed);
    if (before & (kFlagMarked | kFlagImmortal)) return;
    if constexpr (kParallel) {
      if (flags.fetch_or(kFlagMarked, std::memory_order_relaxed) & kFlagMarked) return;
    } else {
      flags.store(before | kFlagMarked, std::memory_order_relaxed);
    }
    ++objects_;
    bytes_ += SizeClasses::rounded(Layout<M>::cell_bytes(object));
    scan(object, 0);
  }

  void scan(Object<M>* object, std::size_t piece) {
    const std::size_t slots = object->slot_count();
    const Slot* slot = object->slots();
    std::size_t end = slots;
    if (slots > 512) [[unlikely]] {
      const std::size_t length = piece_length(slots);
      const std::size_t begin = piece * length;
      end = begin + length < slots ? begin + length : slots;
      if (end < slots) stack_.push(reinterpret_cast<Word>(object) | 1 | ((piece + 1) << kPieceShift));
      for (std::size_t i = begin; i < end; ++i) push(slot[i].load_acquire());
      return;
    }
    for (std::size_t i = 0; i < end; ++i) push(slot[i].load_acquire());
  }

  // True when there is more to do, false when all threads are done.
  bool find_work() {
    crew_.hungry.fetch_add(1, std::memory_order_relaxed);
    crew_.busy.fetch_sub(1, std::memory_order_acq_rel);
    for (;;) {
      if (pool_.has_work()) {
        crew_.busy.fetch_add(1, std::memory_order_acq_rel);
        if (MarkSegment* segment = pool_.steal()) {
          crew_.hungry.fetch_sub(1, std::memory_order_relaxed);
          stack_.adopt(segment);
          return true;
        }
        crew_.busy.fetch_sub(1, std::memory_order_acq_rel);
      } else if (crew_.busy.load(std::memory_order_acquire) == 0 && !pool_.has_work()) {
        crew_.hungry.fetch_sub(1, std::memory_order_relaxed);
        return false;
      }
      pause();
    }
  }

  static void pause() { __builtin_ia32_pause(); }

  SegmentPool& pool_;
  MarkCrew& crew_;
  MarkStack stack_;
  std::array<Word, kQueue> queue_{};
  unsigned position_ = 0;
  std::uint64_t objects_ = 0;
  std::uint64_t bytes_ = 0;
};

}  // namespace midden
