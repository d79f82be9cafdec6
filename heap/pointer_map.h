#pragma once

// PointerMap: a hash table from addresses to words, for side tables. Open addressing, linear probing,
// deletion by moving successors back, so it never degrades. Keys are not zero.

#include <cstddef>
#include <cstdint>

#include "heap/budget.h"

namespace midden {

class PointerMap {
 public:
  // Books its memory in `budget` when there is one.
  explicit PointerMap(Budget* budget = nullptr) : budget_(budget) {}
  ~PointerMap();
  PointerMap(const PointerMap&) = delete;
  PointerMap& operator=(const PointerMap&) = delete;

  // nullptr when the key is absent. Valid until the next insertion or removal.
  std::uintptr_t* find(const void* key) const;
  // The key's word, made with value 0 when it was absent.
  std::uintptr_t& at(const void* key, bool* inserted = nullptr);
  bool remove(const void* key);
  std::size_t size() const { return size_; }

  template <class Visit>
  void for_each(Visit&& visit) const {
    for (std::size_t i = 0; i < capacity_; ++i) {
      if (entries_[i].key) visit(reinterpret_cast<void*>(entries_[i].key), entries_[i].value);
    }
  }

 private:
  struct Entry {
    std::uintptr_t key;
    std::uintptr_t value;
  };
  std::size_t home(std::uintptr_t key) const {
    return static_cast<std::size_t>((key >> 3) * 0x9E3779B97F4A7C15u >> shift_);
  }
  void grow();

  Budget* const budget_;
  Entry* entries_ = nullptr;
  std::size_t capacity_ = 0;
  std::size_t size_ = 0;
  unsigned shift_ = 0;
};

}  // namespace midden
