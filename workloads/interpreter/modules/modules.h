#pragma once

// Every native module, and the function tables of the module builtins.

#include "workloads/interpreter/vm/native.h"

namespace midden::python {

extern const ModuleDefinition kBuiltinsModule;
extern const ModuleDefinition kSysModule;
extern const ModuleDefinition kTracebackModule;
extern const ModuleDefinition kSignalModule;

std::span<const NativeDefinition> evaluation_functions();  // exec, eval, __import__ …

}  // namespace midden::python
