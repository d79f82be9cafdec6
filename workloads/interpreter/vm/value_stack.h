#pragma once

// What native code does with words of the value stack beside calling.

#include <cstddef>
#include <utility>

#include "workloads/interpreter/vm/vm.h"

namespace midden::python {

inline void release_words(Word* first, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    Word old = std::exchange(first[i], 0);
    Mutator::release(old);
  }
}

// Restores vm.stack_top when native code that needed more of the value stack is done.
class StackTop {
 public:
  explicit StackTop(Vm& vm) : vm_(vm), saved_(vm.stack_top) {}
  ~StackTop() { vm_.stack_top = saved_; }

 private:
  Vm& vm_;
  Word* saved_;
};
}  // namespace midden::python
