#pragma once

#include <algorithm>
#include <cstdint>

namespace midden::compiler {

using Register = std::uint16_t;

// Temporaries are a stack above the registers of the variables.
class RegisterAllocator {
 public:
  explicit RegisterAllocator(std::uint32_t first_temporary)
      : first_(first_temporary), top_(first_temporary), count_(first_temporary) {}

  Register allocate(std::uint32_t count = 1) {
    std::uint32_t first = top_;
    top_ += count;
    count_ = std::max(count_, top_);
    return static_cast<Register>(first);
  }
  Register top() const { return static_cast<Register>(top_); }
  void release_to(Register mark) { top_ = mark; }
  // After a jump or a handler's entry the height is what it was somewhere else.
  void set_top(Register top) {
    top_ = top;
    count_ = std::max(count_, top_);
  }
  bool is_temporary(Register reg) const { return reg >= first_; }
  std::uint32_t first_temporary() const { return first_; }
  std::uint32_t count() const { return count_; }

 private:
  std::uint32_t first_, top_, count_;
};

}  // namespace midden::compiler
