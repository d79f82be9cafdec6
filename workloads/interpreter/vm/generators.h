#pragma once

// Generators, coroutines and asynchronous generators: resuming them, and their methods (generators.cpp). The
// functions that the interpreter loop itself uses are in calls.h.

#include "workloads/interpreter/vm/calls.h"

namespace midden::python {

// One step of YieldFrom for an iterator that is no generator: next() or send(). Null without pending:
// exhausted.
Owned send_to_iterator(Vm& vm, Value iterator, Value value);
Owned generator_throw(Vm& vm, Value generator, Value exception);
Owned generator_close(Vm& vm, Value generator);
// The finalizer of generators that were suspended inside try or with.
void close_dropped_generator(Vm& vm, Value generator);
Owned get_awaitable(Vm& vm, Value object);
Owned get_async_iterator(Vm& vm, Value object);
Owned get_async_next(Vm& vm, Value iterator);

}  // namespace midden::python
