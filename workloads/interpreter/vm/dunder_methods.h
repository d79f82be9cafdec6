#pragma once

// The dunder methods of builtin types, made from their KindOperations.

#include "workloads/interpreter/vm/vm.h"

namespace midden::python {

void add_dunder_methods(Vm& vm, Type* type, const KindOperations& operations, Kind kind);

}  // namespace midden::python
