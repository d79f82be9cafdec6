#pragma once

#include "workloads/interpreter/vm/heap_access.h"

namespace midden::python {

struct CallableIterator : Object {
  static constexpr unsigned kSlots = 2;
  Slot callable, sentinel;  // nothing once exhausted
};
struct ZipIterator : Object {
  static constexpr unsigned kSlots = 1;
  Slot iterators;  // Tuple
  std::uint64_t strict;
};
struct MapIterator : Object {
  static constexpr unsigned kSlots = 2;
  Slot function, iterators;
};
struct FilterIterator : Object {
  static constexpr unsigned kSlots = 2;
  Slot function, iterator;
};

Owned make_reversed(Vm& vm, Value sequence);
// iter(callable, sentinel)
Owned make_callable_iterator(Vm& vm, Value callable, Value sentinel);

}  // namespace midden::python
