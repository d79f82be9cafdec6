#pragma once

#include "workloads/interpreter/builtins/containers.h"

namespace midden::python {

struct LongRangeIterator : Object {
  static constexpr unsigned kSlots = 3;
  Slot next, step, remaining;  // ints of any size
};

// Over start, start + step, …: `count` numbers, none of which leaves int64.
Owned make_range_iterator(Vm& vm, std::int64_t start, std::int64_t step, std::uint64_t count);

}  // namespace midden::python
