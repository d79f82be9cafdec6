#pragma once

// Generators, coroutines and asynchronous generators: resuming them, and their methods (generators.cpp). The
// functions that the interpreter loop itself uses are in calls.h.

#include "workloads/interpreter/vm/calls.h"

namespace midden::python {

// Bits of Generator::Raw::extra. Asynchronous generators: some step has begun and not ended; it has ended or
// was told to.
inline constexpr std::uint64_t kGeneratorStepping = 1;
inline constexpr std::uint64_t kGeneratorClosed = 2;
inline constexpr std::uint64_t kGeneratorFinalized = 4;  // it was dropped, and closed for that

// One step of YieldFrom for an iterator that is no generator: next() or send(). Null without pending:
// exhausted.
Owned send_to_iterator(Vm& vm, Value iterator, Value value);
Owned generator_throw(Vm& vm, Value generator, Value exception);
Owned generator_close(Vm& vm, Value generator);
// The finalizer of generators that were suspended inside try or with.
void close_dropped_generator(Vm& vm, Value generator);
// The exception that the arguments of throw(type, value, traceback) mean. Null: error pending.
Owned exception_to_throw(Vm& vm, Arguments arguments);
// The iterator behind an awaitable. `origin` as in GetAwaitable's c, for the message.
Owned get_awaitable(Vm& vm, Value object, unsigned origin);
Owned get_async_iterator(Vm& vm, Value object);
Owned get_async_next(Vm& vm, Value iterator);

// --- what generators, coroutines and asynchronous generators have in common (generator_types.cpp)
Owned generator_repr(Vm& vm, Value self);
Owned generator_name(Vm& vm, Value self);
bool set_generator_name(Vm& vm, Value self, Value value);
Owned generator_qualname(Vm& vm, Value self);
bool set_generator_qualname(Vm& vm, Value self, Value value);
Owned generator_frame(Vm& vm, Value self);
Owned generator_code(Vm& vm, Value self);
Owned generator_delegate(Vm& vm, Value self);  // what it awaits or yields from, or None

std::span<const TypeDefinition* const> async_generator_types();
std::span<const NativeDefinition> async_functions();  // aiter, anext

}  // namespace midden::python
