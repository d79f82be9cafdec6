#pragma once

// str ↔ bytes with Python's exceptions. `encoding` and `errors` are str or null; `function` is named in
// TypeErrors.

#include "workloads/interpreter/vm/heap_access.h"

namespace midden::python {

// The source must be bytes-like.
Owned decode_bytes(Vm& vm, Value source, Value encoding, Value errors, const char* function);
// The source is an exact str; the result is bytes.
Owned encode_str(Vm& vm, Value source, Value encoding, Value errors, const char* function);

}  // namespace midden::python
