#pragma once

#include <span>

#include "workloads/interpreter/vm/native.h"

namespace midden::python {

std::span<const NativeDefinition> posix_file_functions();

}  // namespace midden::python
