#pragma once

// The functions of the module builtins, by file; what deals with code and frames is in vm/evaluation.cpp.

#include <span>

#include "workloads/interpreter/vm/native.h"

namespace midden::python {

std::span<const NativeDefinition> builtins_object_functions();    // getattr, isinstance, dir, hash …
std::span<const NativeDefinition> builtins_sequence_functions();  // sorted, sum, min, any, iter …
std::span<const NativeDefinition> builtins_text_functions();      // print, repr, chr, format …

// isinstance and issubclass: 1, 0, -1.
int is_instance(Vm& vm, Value object, Value classes);
int is_subclass(Vm& vm, Value type, Value classes);

}  // namespace midden::python
