#pragma once

// Bringing an interpreter up, and taking it down.

#include "workloads/interpreter/vm/vm.h"

namespace midden::python {

// Types, names, exceptions, native modules, sys and builtins. False: an exception is pending.
bool start(Vm& vm);
// atexit handlers, a last collection, finalizers of what modules hold, flushing of the standard streams.
void shut_down(Vm& vm);

bool register_native_modules(Vm& vm);

}  // namespace midden::python
