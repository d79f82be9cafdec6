#pragma once

#include "workloads/interpreter/vm/native.h"

namespace midden::python {

extern const TypeDefinition kPartialType;
extern const TypeDefinition kLruCacheType;

}  // namespace midden::python
