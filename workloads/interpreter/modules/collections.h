#pragma once

#include <span>

#include "workloads/interpreter/vm/native.h"

namespace midden::python {

std::span<const TypeDefinition> deque_types();

}  // namespace midden::python
