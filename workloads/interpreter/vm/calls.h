#pragma once

// How arguments get from a call window to a callee.
//
// A window is a run of the value stack: window[0] the callee, then the arguments, keyword values last.
// Nothing above it is alive. A call empties its window.

#include "workloads/interpreter/vm/frame.h"

namespace midden::python {

// A NativeDefinition with its signature text parsed.
struct NativeSignature {
  const NativeDefinition* definition;
  NativeCode code;
  std::uint32_t required;    // leading parameters without default, the receiver included
  std::uint32_t positional;  // parameters that can be given by position, the receiver included
  std::uint32_t positional_only;
  std::uint32_t parameters;  // all; `arguments` has this many entries
  bool star_arguments;       // takes any number: arguments are passed as they are
  bool star_keywords;
  bool plain;  // no stars and no required keywords: enough positional arguments are all it needs
  bool has_receiver;
  bool is_slot_wrapper;             // one of the special methods that CPython makes from a type's C slots
  std::uint32_t required_keywords;  // bit i: keyword-only parameter `positional + i` has no default
  Type* owner;                      // methods: the receiver must be an instance of this builtin type
  std::vector<Value> names;         // of all parameters, the receiver's null
  const char* qualifier;            // "list." for messages, or ""
  const char* constructed_name;     // __new__ of a builtin type: the type's name, for messages
  Type* constructed_type;           // … and the type, of which the class given must be a subtype
};
// As what kind of object a NativeFunction or BoundMethod presents itself.
Kind native_callable_kind(Value value);
// Parses the signature; the result lives as long as the Vm.
const NativeSignature* make_signature(Vm& vm, const NativeDefinition& definition, const char* qualifier);

// Calls window[0] with `count` arguments, the last of them named by keyword_names (Tuple or null). Runs the
// interpreter loop for Python functions.
Owned call_window(Vm& vm, Word* window, std::uint32_t count, Value keyword_names);

// The same for a native function whose arguments stand at `arguments`; leaves the callee's word alone and
// empties the arguments.
inline Owned call_native(Vm& vm, const NativeSignature& signature, Word* arguments, std::uint32_t count,
                         Value keyword_names);
// … when there is more to it than a few positional arguments.
Owned call_native_generally(Vm& vm, const NativeSignature& signature, Word* arguments, std::uint32_t count,
                            Value keyword_names);

// Arranges `count` arguments at registers[0 …] (keyword values last) into the parameters of the Function in
// registers[-1], and empties the other registers. False: TypeError is pending and the arguments are gone.
bool bind_arguments(Vm& vm, const Function* function, Word* registers, std::uint32_t count,
                    Value keyword_names);

// Turns window[0] (not a Function or NativeFunction) into something simpler to call: a bound method or an
// object with
// __call__ becomes its function with the receiver inserted as first argument. Null: no such thing, or error
// pending (TypeError "'T' object is not callable").
enum class Callee { error, simplified, native_call };
Callee simplify_callee(Vm& vm, Word* window, std::uint32_t* count);

// Makes a generator (coroutine …) of the Function in registers[-1] with bound registers, which are emptied.
Owned make_generator(Vm& vm, Word* registers);

// Pushes a frame for the Function in registers[-1], whose registers are bound. False: RecursionError.
inline bool push_frame(Vm& vm, Word* registers, Word* result, Continuation continuation);
// Empties the innermost frame's registers and forgets the frame.
void pop_frame(Vm& vm);

// Runs the innermost frame (pushed with Continuation::native) to its end.
Owned run(Vm& vm);
// The same, beginning with the pending exception raised at frame->pc.
Owned run_raising(Vm& vm);

// Resumes a generator: copies its registers to `registers` (registers[-1] gets its function) and pushes its
// frame. `sent` is what the suspended Yield evaluates to. False: error pending.
bool resume_generator(Vm& vm, Value generator, Word* registers, Word* result, Continuation continuation,
                      Owned&& sent);
// The running frame, a generator's, suspends at pc: its registers go back to the generator, the frame is
// popped.
void suspend_generator(Vm& vm);
// The running frame, a generator's, has ended: by return or exception.
void finish_generator(Vm& vm);
// generator.send(value) / throw from native code. Null without a pending exception never happens: the end is
// StopIteration.
Owned generator_send(Vm& vm, Value generator, Value value);
// As the iterator protocol's next: null without a pending exception at the end.
Owned generator_next(Vm& vm, Value generator);

// Runs what waits for a safepoint: finalizers, weak reference callbacks, signals. False: an exception is
// pending.
bool handle_attention(Vm& vm);

bool refuse_frame(Vm& vm);  // RecursionError; false

inline bool push_frame(Vm& vm, Word* registers, Word* result, Continuation continuation) {
  auto* function = Value{registers[-1]}.as<Function>();
  Code* code = function->code;
  Frame* frame = vm.frame + 1;
  if (vm.depth >= vm.depth_limit || frame == vm.frames_end ||
      registers + code->register_count + 64 > vm.stack_limit) [[unlikely]] {
    return refuse_frame(vm);
  }
  ++vm.depth;
  vm.frame = frame;
  frame->code = code;
  frame->registers = registers;
  frame->pc = code->instructions;
  frame->result = result;
  frame->globals = function->globals.load();
  frame->generator = 0;
  frame->handled_before = 0;
  frame->has_object = false;
  frame->continuation = continuation;
  vm.stack_top = registers + code->register_count;
  return true;
}

inline Word* value_stack_needs(Vm& vm, Word* end) {
  if (end > vm.stack_top) vm.stack_top = end;
  return vm.stack_top;
}

inline Owned call_native(Vm& vm, const NativeSignature& signature, Word* arguments, std::uint32_t count,
                         Value keyword_names) {
  const std::uint32_t parameters = signature.parameters;
  // A method's receiver must be of the very kind that the method belongs to.
  const bool usual = signature.plain && !keyword_names && count >= signature.required &&
                     count <= signature.positional && !signature.constructed_type &&
                     (!signature.owner || (signature.owner->layout != Kind::Instance &&
                                           Value{arguments[0]}.kind() == signature.owner->layout)) &&
                     static_cast<const char*>(__builtin_frame_address(0)) > vm.native_stack_limit &&
                     arguments + parameters + 64 < vm.stack_limit;
  if (!usual) return call_native_generally(vm, signature, arguments, count, keyword_names);
  Word* const saved_top = vm.stack_top;
  for (std::uint32_t i = count; i < parameters; ++i) arguments[i] = 0;
  value_stack_needs(vm, arguments + parameters);
  Owned result = signature.code(vm, Arguments(arguments, parameters));
  for (std::uint32_t i = 0; i < parameters; ++i) Mutator::release(std::exchange(arguments[i], 0));
  vm.stack_top = saved_top;
  return result;
}

}  // namespace midden::python
