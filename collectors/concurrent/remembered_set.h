#pragma once

// RememberedSet: the slots of old (and immortal) objects that refer to young ones. A slot is added when it
// comes to refer to a young object; what the next collection of the young finds outdated leaves then.
//
// Only the mutator's thread uses it.

#include <algorithm>
#include <cstddef>
#include <vector>

#include "heap/budget.h"
#include "object_model/slot.h"

namespace midden {

class RememberedSet {
 public:
  explicit RememberedSet(Budget& budget) : budget_(budget) {}
  ~RememberedSet() { budget_.give_back(booked_); }
  RememberedSet(const RememberedSet&) = delete;
  RememberedSet& operator=(const RememberedSet&) = delete;

  void add(Slot* slot) {
    if (slots_.size() == slots_.capacity()) [[unlikely]]
      make_room();
    slots_.push_back(slot);
  }
  // All of them, some perhaps more than once; afterwards the set is empty. Valid until the next call.
  const std::vector<Slot*>& take() {
    taken_.clear();
    taken_.swap(slots_);
    return taken_;
  }
  const std::vector<Slot*>& slots() const { return slots_; }

 private:
  // A slot whose referent changes between young and old is added again and again.
  void make_room() {
    std::sort(slots_.begin(), slots_.end());
    slots_.erase(std::unique(slots_.begin(), slots_.end()), slots_.end());
    if (slots_.size() < slots_.capacity() / 2) return;
    constexpr std::size_t kFirst = 1024;
    const std::size_t more = std::max(slots_.capacity(), kFirst);
    budget_.force(more * sizeof(Slot*));
    booked_ += more * sizeof(Slot*);
    slots_.reserve(slots_.capacity() + more);
  }

  Budget& budget_;
  std::size_t booked_ = 0;
  std::vector<Slot*> slots_;
  std::vector<Slot*> taken_;
};

}  // namespace midden
