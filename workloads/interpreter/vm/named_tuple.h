#pragma once

// Tuples whose items have names, too, as sys hands them out.

#include <span>

#include "workloads/interpreter/vm/vm.h"

namespace midden::python {

// An instance of a new subclass sys.<type_name> of tuple. Null: an exception is pending.
Owned make_named_tuple(Vm& vm, const char* type_name, const Local& items, std::span<const char* const> names);

}  // namespace midden::python
