#pragma once

// What the files of the int type owe each other.

#include <span>

#include "workloads/interpreter/builtins/definitions.h"

namespace midden::python {

extern const std::span<const NativeDefinition> kIntMethods;
extern const std::span<const GetSetDefinition> kIntGetters;

}  // namespace midden::python
