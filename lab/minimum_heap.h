// The smallest heap in which a program finishes, by bisection with repeated trials.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "lab/study.h"

namespace midden::lab {

struct HeapTrials {
  std::uint64_t heap = 0;
  int passed = 0, memory = 0, timeout = 0, failed = 0;

  int total() const { return passed + memory + timeout + failed; }
};

struct MinimumHeap {
  std::uint64_t heap = 0;         // 0: none was found, and failure says why
  std::vector<HeapTrials> tried;  // by size
  std::string failure;
  bool interrupted = false;
};

// One run with a limit of so many bytes (0: none); trials of a size are numbered from 0. The same question
// may be answered from memory.
using HeapTrial = std::function<Outcome(std::uint64_t heap, int number)>;

// A size passes when all its trials do. Sizes double from kLeastHeap until one passes; then the interval is
// halved until its ends differ by less than the precision. A trial that fails decides on its size, except at
// the size below the minimum, where all are run: how often it passes is worth knowing.
MinimumHeap search_minimum_heap(const MinimumHeapRules& rules, const HeapTrial& trial);

// "22.5M: 5 of 5 trials passed; at 21.4M 1 of 5 (memory 3, timeout 1)"
std::string minimum_heap_text(const MinimumHeap& minimum);

}  // namespace midden::lab
