// The interpreter loop: threaded dispatch over the instructions of compiler/instructions.def, one handler
// each, in loop/*.inc by theme. Calls between Python functions stay in this one activation of `run`.
//
// Local names of every handler:
//   r   registers of the running frame    k   end of its constants    pc   the current instruction
// `frame->pc = pc` precedes everything that may raise, call or allocate, so that tracebacks and unwinding
// know where they are.
//
// NEXT and JUMP are computed gotos, which run no destructors: a Local or a filled Owned must be out of scope
// by then.

#include <cmath>
#include <cstring>

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/dict.h"
#include "workloads/interpreter/builtins/floats.h"
#include "workloads/interpreter/builtins/integers.h"
#include "workloads/interpreter/builtins/str_append.h"
#include "workloads/interpreter/numeric/checked_int.h"
#include "workloads/interpreter/vm/calls.h"
#include "workloads/interpreter/vm/classes.h"
#include "workloads/interpreter/vm/exceptions.h"
#include "workloads/interpreter/vm/frame_objects.h"
#include "workloads/interpreter/vm/generators.h"
#include "workloads/interpreter/vm/imports.h"
#include "workloads/interpreter/vm/loop_support.h"

namespace midden::python {

// An operand that is a register or a constant.
#define RK(operand) \
  (Value{(static_cast<std::int16_t>(operand) < 0 ? k : r)[static_cast<std::int16_t>(operand)]})
#define REGISTER(operand) (Value{r[operand]})
#define NAME(operand) (frame->code->names[operand])

#define DISPATCH() goto* kHandlers[static_cast<unsigned>(pc->opcode)]
#define NEXT()  \
  do {          \
    ++pc;       \
    DISPATCH(); \
  } while (0)
#define NEXT_AFTER_CACHE(words) \
  do {                          \
    pc += 1 + (words);          \
    DISPATCH();                 \
  } while (0)
#define JUMP(offset) \
  do {               \
    pc += (offset);  \
    DISPATCH();      \
  } while (0)
#define FAIL() goto error
#define HANDLER(name) handle_##name:

// Stores an Owned (null: error) as the result.
#define RESULT(operand, expression)                \
  do {                                             \
    const Word result_ = (expression).take().bits; \
    if (!result_) [[unlikely]]                     \
      FAIL();                                      \
    put_register(r[operand], result_);             \
  } while (0)
// Operands that die here. Where a is the result (DROP_KILLED) it is never among them.
#define DROP_KILLED() \
  if (pc->kill) drop_killed_sources(r, *pc)
#define DROP_ALL_KILLED() \
  if (pc->kill) drop_killed(r, *pc)
// Under counting a store may have dropped the last reference to an object with a finalizer, which runs now,
// as in CPython. Tracing collectors announce such objects only when they collect.
#define RUN_FINALIZERS()                                             \
  if constexpr (Collector::kCounts) {                                \
    if (vm.attention.load(std::memory_order_relaxed)) [[unlikely]] { \
      frame->pc = pc;                                                \
      if (!handle_attention(vm)) FAIL();                             \
    }                                                                \
  }
// The running frame has changed.
#define LOAD_FRAME()                \
  do {                              \
    frame = vm.frame;               \
    r = frame->registers;           \
    k = frame->code->constants_end; \
    pc = frame->pc;                 \
  } while (0)

namespace {

Owned run_loop(Vm& vm, bool raising) {
  static const void* const kHandlers[] = {
#define INSTRUCTION(name, cache_words, description) &&handle_##name,
#include "workloads/interpreter/compiler/instructions.def"
#undef INSTRUCTION
  };

  NativeDepth native_depth(vm);
  if (!native_depth) {
    if (vm.frame->generator) {
      finish_generator(vm);
    } else {
      pop_frame(vm);
    }
    return raise(vm, ExceptionClass::RecursionError, "maximum recursion depth exceeded");
  }
  Frame* frame;
  Word* r;
  Word* k;
  Instruction* pc;
  // Operands of the shared call and generator code.
  Word* window = nullptr;
  Word* call_registers = nullptr;
  Word* call_result = nullptr;
  std::uint32_t call_count = 0;
  Continuation call_continuation = Continuation::call;
  Word return_value = 0;
  Word send_value = 0;
  LOAD_FRAME();
  if (raising) FAIL();
  DISPATCH();

#include "workloads/interpreter/vm/loop/arithmetic.inc"
#include "workloads/interpreter/vm/loop/attributes.inc"
#include "workloads/interpreter/vm/loop/calls.inc"
#include "workloads/interpreter/vm/loop/construction.inc"
#include "workloads/interpreter/vm/loop/exceptions.inc"
#include "workloads/interpreter/vm/loop/generators.inc"
#include "workloads/interpreter/vm/loop/jumps.inc"
#include "workloads/interpreter/vm/loop/variables.inc"

error:
  // An exception is pending; frame->pc is the instruction that raised it.
  add_traceback(vm, frame);
unwind:
  for (;;) {
    if (const HandlerRange* handler = find_handler(frame)) {
      clear_registers(r + handler->depth, frame->code->register_count - handler->depth);
      vm.stack_top = r + frame->code->register_count;
      pc = frame->code->instructions + handler->target;
      DISPATCH();
    }
    Continuation continuation = frame->continuation;
    Word* result = frame->result;
    if (frame->generator) {
      finish_generator_with_error(vm);
    } else {
      pop_frame(vm);
      Mutator::release(std::exchange(r[-1], 0));
    }
    if (returns_to_native(continuation)) return nullptr;
    if (continuation == Continuation::constructor) Mutator::release(std::exchange(*result, 0));
    LOAD_FRAME();
    add_traceback(vm, frame);
  }
}

}  // namespace

Owned run(Vm& vm) { return run_loop(vm, false); }
Owned run_raising(Vm& vm) { return run_loop(vm, true); }

}  // namespace midden::python
