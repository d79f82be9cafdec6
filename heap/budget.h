#pragma once

// Budget: how much memory a heap may hold, and holds. Everything a collector owns is booked here: blocks,
// large objects, the copy reserve, mark stacks, side tables.

#include <atomic>
#include <cstddef>

namespace midden {

class Budget {
 public:
  // limit 0: none. A small part of the limit is kept back, so that a workload that was refused memory can
  // still report it.
  explicit Budget(std::size_t limit) : limit_(limit), reserve_(reserve_of(limit)) {}

  bool request(std::size_t bytes) {
    std::size_t now = held_.fetch_add(bytes, std::memory_order_relaxed) + bytes;
    if (now > allowed()) {
      held_.fetch_sub(bytes, std::memory_order_relaxed);
      return false;
    }
    note_peak(now);
    return true;
  }
  // For what cannot be refused (a mark stack in the middle of marking): booked, even beyond the limit.
  void force(std::size_t bytes) { note_peak(held_.fetch_add(bytes, std::memory_order_relaxed) + bytes); }
  void give_back(std::size_t bytes) { held_.fetch_sub(bytes, std::memory_order_relaxed); }

  bool would_allow(std::size_t bytes) const { return held() + bytes <= allowed(); }

  // The reserve is opened when an allocation is refused, and closed by the first collection after which there
  // is room for it, and some more.
  void open_reserve() { reserve_open_ = true; }
  void close_reserve() {
    if (limit_ && held() + 2 * reserve_ <= limit_) reserve_open_ = false;
  }

  std::size_t limit() const { return limit_; }
  std::size_t reserve() const { return reserve_; }
  // What may be held right now; without a limit the largest number.
  std::size_t allowed() const {
    if (limit_ == 0) return static_cast<std::size_t>(-1);
    return reserve_open_ ? limit_ : limit_ - reserve_;
  }
  std::size_t held() const { return held_.load(std::memory_order_relaxed); }
  std::size_t peak() const { return peak_.load(std::memory_order_relaxed); }

 private:
  static std::size_t reserve_of(std::size_t limit) {
    constexpr std::size_t kLargest = 512 * 1024;
    return limit / 8 < kLargest ? limit / 8 : kLargest;
  }
  void note_peak(std::size_t now) {
    std::size_t peak = peak_.load(std::memory_order_relaxed);
    while (now > peak && !peak_.compare_exchange_weak(peak, now, std::memory_order_relaxed)) {
    }
  }

  const std::size_t limit_;
  const std::size_t reserve_;
  bool reserve_open_ = false;
  std::atomic<std::size_t> held_{0};
  std::atomic<std::size_t> peak_{0};
};

}  // namespace midden
