#pragma once

// The algebra of sets, as sets' methods and dict views share it. `set` and results are exact sets; `other` is
// any iterable; results of the new-set forms have the given kind.

#include "workloads/interpreter/builtins/set.h"

namespace midden::python {

Owned set_union(Vm& vm, const Local& set, Value other, Kind kind);
Owned set_intersection(Vm& vm, const Local& set, Value other, Kind kind);
Owned set_difference(Vm& vm, const Local& set, Value other, Kind kind);
Owned set_symmetric_difference(Vm& vm, const Local& set, Value other, Kind kind);
bool set_difference_update(Vm& vm, const Local& set, Value other);
bool set_symmetric_difference_update(Vm& vm, const Local& set, Value other);
// 1, 0 or -1.
int set_is_disjoint(Vm& vm, const Local& set, Value other);
int set_is_subset(Vm& vm, const Local& set, const Local& other);  // both are sets
// The next key at or after *cell, with its hash; null: none left.
Value set_next(Value set, std::uint64_t* cell, std::int64_t* hash);

}  // namespace midden::python
