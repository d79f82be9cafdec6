#pragma once

// Marker: finds everything reachable from the words it is given. One per thread that marks.
//
// Marking is waiting for memory. Words come off the stack into a short queue with a prefetch and are looked
// at only when they leave it, by when their header has arrived. Words on the stack are references not yet
// looked at, or places in objects that are marked but not (wholly) scanned: (piece number << 48 | object |
// 1).

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

#include "collectors/common/layout.h"
#include "collectors/common/mark_bits.h"
#include "collectors/common/planted.h"
#include "collectors/common/schedule.h"
#include "collectors/common/work_sharing.h"
#include "heap/mark_stack.h"
#include "heap/size_classes.h"
#include "heap/young_space.h"

namespace midden {

// What marking threads know of each other.
struct MarkCrew : WorkSharing {
  MarkCrew() = default;
  MarkCrew(AddressRange passed_over, Schedule* switched_by) : passed(passed_over), schedule(switched_by) {}

  // Everybody is to leave off: what is not done stays in the pool. Relaxed: who asked waits for the threads.
  std::atomic<bool> stop{false};
  // Bytes found by threads that are still at it, brought up to date now and then; an estimate for pacing.
  std::atomic<std::uint64_t> progress{0};
  // What markers with kPasses pass over. Set before there is one.
  AddressRange passed;
  // With --stress schedule: where threads may be switched.
  Schedule* schedule = nullptr;
};

// kPasses: references into one range of addresses (a nursery) are passed over.
template <ObjectModel M, bool kParallel, bool kPasses = false>
class Marker {
 public:
  using Ref = Object<M>*;

  Marker(SegmentPool& pool, MarkCrew& crew, Colour colour)
      : pool_(pool), crew_(crew), stack_(pool), passed_(crew.passed), colour_(colour) {}

  void set_colour(Colour colour) { colour_ = colour; }
  void push(Word word) {
    if (is_ours(word)) stack_.push(word);
  }
  void push_slots(Ref object) { scan(object, 0); }
  // The same at once, for an object that may move later.
  void push_slots_wholly(Ref object) {
    const std::size_t slots = object->slot_count();
    for (std::size_t i = 0; i < slots; ++i) push(object->slots()[i].load());
  }

  // For barriers: marks the object; if it was not, it waits to be scanned.
  void shade(Word word) {
    if (!is_ours(word)) return;
    Ref object = reinterpret_cast<Ref>(word);
    if (!MarkBits<M>::template mark<kParallel>(object, colour_)) return;
    count(object);
    if (object->slot_count() > 0) push_rescan(object);
  }
  // For barriers: the marked object's slots are to be looked at (again).
  void rescan(Ref object) {
    Word top;
    // A list that is shifted again and again waits once.
    if (stack_.peek(top) && top == (reinterpret_cast<Word>(object) | 1)) return;
    push_rescan(object);
  }

  // Marks until nothing is left here (and, in parallel, anywhere). False when it was told to stop, or had
  // looked at `limit` objects; the rest is then still here.
  bool drain(std::uint64_t limit = kNoLimit) {
    if constexpr (!kParallel) return drain_own(limit);
    crew_.busy.fetch_add(1, std::memory_order_acq_rel);
    for (;;) {
      const bool done = drain_own(limit);
      publish_progress();
      if (!done) {
        crew_.busy.fetch_sub(1, std::memory_order_acq_rel);
        return false;
      }
      if (!find_work()) return true;
    }
  }
  // The same, but what other threads are doing is not waited for: true when there is nothing to do for
  // another one.
  bool drain_at_hand(std::uint64_t limit) {
    for (;;) {
      if (!drain_own(limit)) return false;
      MarkSegment* segment = pool_.has_work() ? pool_.steal() : nullptr;
      if (!segment) return true;
      adopt(segment);
    }
  }

  bool has_work() const { return held_ > 0 || !stack_.empty(); }
  bool has_full_segment() const { return stack_.has_full_segment(); }
  // Whatever waits here goes to the pool.
  void share_all() {
    for (unsigned i = 0; i < kQueue; ++i) {
      if (queue_[i]) stack_.push(std::exchange(queue_[i], 0));
    }
    held_ = 0;
    stack_.share_all();
  }

  std::uint64_t objects() const { return objects_; }
  std::uint64_t bytes() const { return bytes_; }
  void reset_counts() { objects_ = bytes_ = published_ = 0; }

  static constexpr std::uint64_t kNoLimit = ~std::uint64_t{0};

 private:
  static constexpr unsigned kQueue = 16;
  static constexpr unsigned kPieceShift = 48;
  static constexpr Word kAddressMask = (Word{1} << kPieceShift) - 1;
  static constexpr std::size_t kShortestPiece = 512;
  // How often a thread looks up from its work.
  static constexpr unsigned kLookUp = 128;

  // Pieces of long arrays: at most 2^16 of them, none shorter than this.
  static std::size_t piece_length(std::size_t slots) {
    const std::size_t length = slots >> 16;
    return length < kShortestPiece ? kShortestPiece : length + 1;
  }

  bool is_ours(Word word) const {
    if constexpr (kPasses) {
      if (passed_.contains(word)) return false;
    }
    return M::is_reference(word);
  }
  void adopt(MarkSegment* segment) {
    if (planted(Plant::segment_dropped) && ++stolen_ % 4 == 0) segment->size = 0;
    stack_.adopt(segment);
  }
  void push_rescan(Ref object) { stack_.push(reinterpret_cast<Word>(object) | 1); }

  bool drain_own(std::uint64_t limit) {
    unsigned until_look = kLookUp;
    Word word;
    for (;;) {
      if (stack_.pop(word)) {
        if (!(word & 1)) [[likely]] {
          Notes<M>::prefetch_to_mark(word);
          Word oldest = queue_[position_];
          queue_[position_] = word;
          position_ = (position_ + 1) % kQueue;
          if (oldest == 0) {
            ++held_;
            continue;
          }
          visit(reinterpret_cast<Ref>(oldest));
        } else {
          scan(reinterpret_cast<Ref>(word & kAddressMask & ~Word{1}), word >> kPieceShift);
        }
      } else {
        if (held_ == 0) return true;
        // Nothing follows: empty the queue, oldest first.
        word = queue_[position_];
        queue_[position_] = 0;
        position_ = (position_ + 1) % kQueue;
        if (word == 0) continue;
        --held_;
        visit(reinterpret_cast<Ref>(word));
      }
      if (--until_look == 0) [[unlikely]] {
        until_look = kLookUp;
        if (!look_up(limit)) return false;
      }
    }
  }

  bool look_up(std::uint64_t& limit) {
    if constexpr (kParallel) {
      if (crew_.hungry.load(std::memory_order_relaxed) > 0 && !pool_.has_work()) stack_.share();
      publish_progress();
      if (crew_.stop.load(std::memory_order_relaxed)) return false;
    }
    if (limit <= kLookUp) return false;
    if (limit != kNoLimit) limit -= kLookUp;
    return true;
  }
  void publish_progress() {
    crew_.progress.fetch_add(bytes_ - published_, std::memory_order_relaxed);
    published_ = bytes_;
  }

  void count(Ref object) {
    ++objects_;
    bytes_ += SizeClasses::rounded(Layout<M>::cell_bytes(object));
  }

  void switching_point() {
    if constexpr (kParallel) {
      if (crew_.schedule) [[unlikely]]
        crew_.schedule->point();
    }
  }

  [[gnu::always_inline]] void visit(Ref object) {
    switching_point();
    const Header::Description header = object->header.describe();
    if (!MarkBits<M>::template mark<kParallel>(object, header.flags, colour_)) return;
    if (header.flags & kFlagExtent) {
      count(object);
      scan(object, 0);
      return;
    }
    ++objects_;
    bytes_ += SizeClasses::rounded(Layout<M>::cell_bytes(false, header.slot_count, header.raw_words));
    scan_slots(reinterpret_cast<const Slot*>(reinterpret_cast<Word*>(object) + M::kHeaderWords),
               header.slot_count);
  }

  void scan(Ref object, std::size_t piece) {
    const std::size_t slots = object->slot_count();
    std::size_t begin = 0, end = slots;
    if (slots > kShortestPiece) [[unlikely]] {
      const std::size_t length = piece_length(slots);
      begin = piece * length;
      end = begin + length < slots ? begin + length : slots;
      if (end < slots) stack_.push(reinterpret_cast<Word>(object) | 1 | ((piece + 1) << kPieceShift));
    }
    scan_slots(object->slots() + begin, end - begin);
  }
  [[gnu::always_inline]] void scan_slots(const Slot* slot, std::size_t count) {
    const Slot* const end = slot + count;
    if constexpr (kParallel) {
      if (crew_.schedule) [[unlikely]] {
        for (; slot != end; ++slot) {
          switching_point();
          push(slot->load_acquire());
        }
      }
    }
    // Acquire: pairs with the mutator's publication of what the slot refers to.
    for (; slot != end; ++slot) push(slot->load_acquire());
  }

  // True when there is more to do, false when all threads are done or are to stop.
  bool find_work() {
    MarkSegment* segment = crew_.next_segment(pool_, [this] {
      switching_point();
      return crew_.stop.load(std::memory_order_relaxed);
    });
    if (segment) adopt(segment);
    return segment != nullptr;
  }

  SegmentPool& pool_;
  MarkCrew& crew_;
  MarkStack stack_;
  const AddressRange passed_;
  std::array<Word, kQueue> queue_{};
  unsigned position_ = 0;
  unsigned held_ = 0;  // words in the queue
  Colour colour_;
  std::uint64_t objects_ = 0;
  std::uint64_t bytes_ = 0;
  std::uint64_t published_ = 0;
  unsigned stolen_ = 0;  // segments
};

}  // namespace midden
