#pragma once

// What the module sys and the main program need of uncaught exceptions.

#include "workloads/interpreter/vm/exceptions.h"

namespace midden::python {

// What report_uncaught gives for KeyboardInterrupt; the process should then die by end_process_by_interrupt.
inline constexpr int kInterruptedStatus = -2;
// Ends the process as the shell expects of an interrupted program: by SIGINT itself.
void end_process_by_interrupt();

// sys.excepthook(type, value, traceback)
Owned sys_excepthook(Vm& vm, Arguments arguments);
// sys.unraisablehook(unraisable)
Owned sys_unraisablehook(Vm& vm, Arguments arguments);

}  // namespace midden::python
