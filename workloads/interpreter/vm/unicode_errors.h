#pragma once

// What UnicodeDecodeError, UnicodeEncodeError and UnicodeTranslateError have of their own.

#include <span>

#include "workloads/interpreter/vm/exceptions.h"

namespace midden::python {

std::span<const NativeDefinition> unicode_error_methods(ExceptionClass type);
std::span<const GetSetDefinition> unicode_error_fields(ExceptionClass type);

}  // namespace midden::python
