#pragma once

#include <span>

#include "workloads/interpreter/vm/native.h"

namespace midden::python {

// itemgetter, attrgetter, methodcaller.
std::span<const TypeDefinition> operator_getter_types();

}  // namespace midden::python
