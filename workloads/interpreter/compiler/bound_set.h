#pragma once

#include <cstdint>
#include <vector>

namespace midden::compiler {

// Which registers of local variables are certain to hold a value at a point of the program.
class BoundSet {
 public:
  bool contains(std::uint16_t reg) const {
    return reg / 64 < words_.size() && (words_[reg / 64] >> reg % 64 & 1);
  }
  void add(std::uint16_t reg) {
    if (reg / 64 >= words_.size()) words_.resize(reg / 64 + 1);
    words_[reg / 64] |= std::uint64_t{1} << reg % 64;
  }
  void remove(std::uint16_t reg) {
    if (reg / 64 < words_.size()) words_[reg / 64] &= ~(std::uint64_t{1} << reg % 64);
  }
  void intersect(const BoundSet& other) {
    if (words_.size() > other.words_.size()) words_.resize(other.words_.size());
    for (std::size_t i = 0; i < words_.size(); i++) words_[i] &= other.words_[i];
  }

 private:
  std::vector<std::uint64_t> words_;
};

}  // namespace midden::compiler
