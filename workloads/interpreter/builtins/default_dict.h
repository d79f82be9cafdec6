#pragma once

#include "workloads/interpreter/vm/objects.h"

namespace midden::python {

// collections.defaultdict: a dict and what makes missing values.
struct DefaultDict : Object {
  static constexpr unsigned kSlots = 2;
  Slot dict;     // exact Dict
  Slot factory;  // callable or None
};

}  // namespace midden::python
