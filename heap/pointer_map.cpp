#include "heap/pointer_map.h"

#include <bit>

namespace midden {

PointerMap::~PointerMap() {
  delete[] entries_;
  if (budget_) budget_->give_back(capacity_ * sizeof(Entry));
}

void PointerMap::grow() {
  Entry* old = entries_;
  const std::size_t old_capacity = capacity_;
  capacity_ = old_capacity ? old_capacity * 2 : 64;
  shift_ = 64 - static_cast<unsigned>(std::countr_zero(capacity_));
  entries_ = new Entry[capacity_]{};
  if (budget_) budget_->force(capacity_ * sizeof(Entry));
  for (std::size_t i = 0; i < old_capacity; ++i) {
    if (!old[i].key) continue;
    std::size_t at = home(old[i].key);
    while (entries_[at].key) at = (at + 1) & (capacity_ - 1);
    entries_[at] = old[i];
  }
  delete[] old;
  if (budget_) budget_->give_back(old_capacity * sizeof(Entry));
}

std::uintptr_t* PointerMap::find(const void* pointer) const {
  if (size_ == 0) return nullptr;
  const auto key = reinterpret_cast<std::uintptr_t>(pointer);
  for (std::size_t at = home(key); entries_[at].key; at = (at + 1) & (capacity_ - 1)) {
    if (entries_[at].key == key) return &entries_[at].value;
  }
  return nullptr;
}

std::uintptr_t& PointerMap::at(const void* pointer, bool* inserted) {
  if ((size_ + 1) * 3 > capacity_ * 2) grow();
  const auto key = reinterpret_cast<std::uintptr_t>(pointer);
  std::size_t at = home(key);
  while (entries_[at].key && entries_[at].key != key) at = (at + 1) & (capacity_ - 1);
  const bool fresh = entries_[at].key == 0;
  if (fresh) {
    entries_[at] = {key, 0};
    ++size_;
  }
  if (inserted) *inserted = fresh;
  return entries_[at].value;
}

bool PointerMap::remove(const void* pointer) {
  if (size_ == 0) return false;
  const auto key = reinterpret_cast<std::uintptr_t>(pointer);
  std::size_t at = home(key);
  while (entries_[at].key != key) {
    if (!entries_[at].key) return false;
    at = (at + 1) & (capacity_ - 1);
  }
  // Whoever would be found no more behind the hole moves into it.
  std::size_t hole = at;
  for (at = (at + 1) & (capacity_ - 1); entries_[at].key; at = (at + 1) & (capacity_ - 1)) {
    const std::size_t wanted = home(entries_[at].key);
    if (((at - wanted) & (capacity_ - 1)) >= ((at - hole) & (capacity_ - 1))) {
      entries_[hole] = entries_[at];
      hole = at;
    }
  }
  entries_[hole] = {};
  --size_;
  return true;
}

}  // namespace midden
