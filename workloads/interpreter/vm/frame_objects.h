#pragma once

// Frames as Python sees them. Most frames come and go without: a FrameObject is made when a traceback gets an
// entry for the frame, or when somebody asks. While the frame runs, its variables stand in its registers;
// when it ends and the FrameObject is still referred to, that takes them over, so that a traceback keeps them
// alive.

#include "workloads/interpreter/vm/frame.h"

namespace midden::python {

struct FrameObject : ExtentObject {
  static constexpr unsigned kFixedSlots = 3;
  Slot back;         // the caller's FrameObject, once this frame has ended
  Slot globals;      // Dict
  Slot generator;    // the Generator that has the variables while it is suspended, or nothing
  Slot registers[];  // local variables, once the frame has ended; none at all when they are not to be kept

  struct Raw {
    Code* code;
    std::uint64_t active;  // number of the running Frame; 0: it has ended or is suspended
    std::uint64_t pc;      // word index of the last instruction, when not running
  };
  Raw& raw() { return *reinterpret_cast<Raw*>(&slots()[slot_count()]); }
  std::uint32_t kept_registers() const { return static_cast<std::uint32_t>(slot_count()) - kFixedSlots; }
};

// The object of a running frame. `keeps_locals` matters when it is made now.
Owned get_frame_object(Vm& vm, Frame* frame, bool keeps_locals = true);
// The frame of a generator that is not running.
Owned make_suspended_frame_object(Vm& vm, Value generator);

// A frame with an object is about to end: it leaves its variables there. May allocate; the second form keeps
// a value (whose count it owns) through that.
void end_frame_object(Vm& vm, Frame* frame);
Word end_frame_object(Vm& vm, Frame* frame, Word value);
// … or its generator is about to be suspended. Does not allocate.
void suspend_frame_object(Vm& vm, Frame* frame);

// As locals() gives them.
Owned running_frame_locals(Vm& vm, Frame* frame);

std::span<const TypeDefinition* const> frame_types();

}  // namespace midden::python
