#pragma once

// Frame: one running Python function. Its registers are a window of the value stack; the word before them
// holds the Function being run. Frames form an array, so that calls between Python functions need no native
// recursion.

#include "workloads/interpreter/vm/code.h"

namespace midden::python {

// What happens with a frame's result.
enum class Continuation : std::uint8_t {
  call,         // goes to *result; the caller continues
  native,       // the loop returns it to native code; a generator's end is StopIteration
  native_next,  // generator resumed by native code: its end is null without a pending exception
  constructor,  // is dropped (must be None): *result already holds the new object
  for_iterate,  // generator resumed by ForIterate: yield stores to *result, return ends the loop
  send,         // generator resumed by YieldFrom of the frame below
};

struct Frame {
  Code* code;
  Word* registers;
  Instruction* pc;  // saved whenever the frame is left or something may raise
  Word* result;
  Word globals;         // Dict; weak, kept alive by the Function in registers[-1]
  Word generator;       // running generator; weak, kept alive by whoever resumed it (its register or window)
  Word handled_before;  // generator frames: the caller's handled exception; a root
  Continuation continuation;
  bool has_object;  // Python knows it: see frame_objects.h
};

inline bool returns_to_native(Continuation continuation) {
  return continuation == Continuation::native || continuation == Continuation::native_next;
}

inline constexpr std::size_t kMaximumFrames = 1 << 20;

// Suspended generators, coroutines and asynchronous generators own a copy of their registers.
enum class GeneratorState : std::uint64_t { created, suspended, running, finished };
struct Generator : ExtentObject {
  Slot function;
  Slot name;
  Slot qualified_name;
  Slot handled;  // exception it was handling when it was suspended
  Slot registers[];
  static constexpr unsigned kFixedSlots = 4;

  struct Raw {
    GeneratorState state;
    std::uint64_t pc;  // word index of the instruction that suspended it (0 when created)
    std::uint64_t extra;
  };
  Raw& raw() { return *reinterpret_cast<Raw*>(&slots()[slot_count()]); }
};

}  // namespace midden::python
