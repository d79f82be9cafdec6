#pragma once

#include <string>

#include "workloads/interpreter/vm/heap_access.h"

namespace midden::python {

// The hex() method of everything bytes-like; both arguments may be null.
Owned bytes_hex(Vm& vm, const std::string& bytes, Value separator, Value bytes_per_separator);

}  // namespace midden::python
