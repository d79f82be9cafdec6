#pragma once

// What a class inherits from.

#include "workloads/interpreter/vm/vm.h"

namespace midden::python {

// The MRO (Tuple) of a type with these bases, after C3.
Owned linearise(Vm& vm, Value type, Value bases);
// The base whose instances' layout a class with these bases extends; null: TypeError.
Value best_base(Vm& vm, Value bases);
// type.__subclasses__ of `base` names `type` from now on.
bool register_subclass(Vm& vm, Value base, Value type);
// type.__bases__ = bases
bool set_bases(Vm& vm, Value type, Value bases);

}  // namespace midden::python
