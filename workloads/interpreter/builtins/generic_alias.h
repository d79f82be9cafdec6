#pragma once

#include "workloads/interpreter/vm/heap_access.h"

namespace midden::python {

// list[int]
struct GenericAlias : Object {
  static constexpr unsigned kSlots = 2;
  Slot origin;
  Slot arguments;  // Tuple
};
// int | str
struct UnionType : Object {
  static constexpr unsigned kSlots = 1;
  Slot arguments;  // Tuple
};

Owned make_generic_alias(Vm& vm, Value origin, Value arguments);
// left | right of types; NotImplemented for what is no type.
Owned make_union(Vm& vm, Value left, Value right);

}  // namespace midden::python
