#pragma once

// The functions of the module builtins, by file.

#include <span>

#include "workloads/interpreter/vm/native.h"

namespace midden::python {

std::span<const NativeDefinition> builtins_object_functions();    // getattr, isinstance, dir, hash …
std::span<const NativeDefinition> builtins_sequence_functions();  // sorted, sum, min, any, iter …
std::span<const NativeDefinition> builtins_text_functions();      // print, repr, chr, format …
std::span<const NativeDefinition> builtins_code_functions();      // eval, exec, compile, globals, locals …

// isinstance and issubclass: 1, 0, -1.
int is_instance(Vm& vm, Value object, Value classes);
int is_subclass(Vm& vm, Value type, Value classes);
// locals(): the namespace itself in modules and class bodies, a fresh dict in functions.
Owned current_locals(Vm& vm);

}  // namespace midden::python
