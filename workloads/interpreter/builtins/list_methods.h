#pragma once

#include "workloads/interpreter/vm/native.h"

namespace midden::python {

extern const NativeDefinition kListMethods[15];

}  // namespace midden::python
