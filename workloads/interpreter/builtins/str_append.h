#pragma once

// s += t for a register that holds s: under counting it grows in place when nothing else refers to it, so
// that a string put together piece by piece is not copied each time.

#include "workloads/interpreter/builtins/strings.h"

namespace midden::python {

// `string` is the register's; true: it now ends with `tail`.
bool str_extend_in_place(Value string, Value tail);

// left + right; under counting with room behind it for what will be appended next.
Owned str_concat_to_extend(Vm& vm, Value left, Value right);

}  // namespace midden::python
