// Frames and generators: entering, leaving, suspending.

#include <cstring>

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/vm/classes.h"
#include "workloads/interpreter/vm/exceptions.h"
#include "workloads/interpreter/vm/frame_objects.h"
#include "workloads/interpreter/vm/generators.h"
#include "workloads/interpreter/vm/loop_support.h"

namespace midden::python {

bool refuse_frame(Vm& vm) {
  raise(vm, ExceptionClass::RecursionError, "maximum recursion depth exceeded");
  return false;
}

namespace {

// The frame below becomes the running one again. Native code that pushed a frame restores the stack's top
// itself.
void leave_frame(Vm& vm) {
  Frame* left = vm.frame--;
  --vm.depth;
  if (!returns_to_native(left->continuation))
    vm.stack_top = vm.frame->registers + vm.frame->code->register_count;
}

// vm.handled goes back to what it was before the generator was resumed; returns the generator's own.
Owned swap_out_handled(Vm& vm, Frame* frame) {
  return Owned::adopt(Value{std::exchange(vm.handled, std::exchange(frame->handled_before, 0))});
}

Kind generator_kind(const CodeTemplate& source) {
  if (source.is_async_generator) return Kind::AsyncGenerator;
  return source.is_coroutine ? Kind::Coroutine : Kind::Generator;
}

const char* kind_word(Value generator) {
  switch (generator.kind()) {
    case Kind::Coroutine:
      return "coroutine";
    case Kind::AsyncGenerator:
      return "async generator";
    default:
      return "generator";
  }
}

}  // namespace

void pop_frame(Vm& vm) {
  Frame* frame = vm.frame;
  if (frame->has_object) [[unlikely]]
    end_frame_object(vm, frame);
  clear_registers(frame->registers, frame->code->register_count);
  leave_frame(vm);
}

Owned make_generator(Vm& vm, Word* registers) {
  auto function = [&] { return Value{registers[-1]}.as<Function>(); };
  const Code* code = function()->code;
  Word* saved_top = vm.stack_top;
  value_stack_needs(vm, registers + code->register_count);
  auto* generator =
      allocate_extent<Generator>(vm, generator_kind(code->source()),
                                 Generator::kFixedSlots + code->register_count, sizeof(Generator::Raw));
  vm.stack_top = saved_top;
  if (!generator) {
    clear_registers(registers, code->register_count);
    return nullptr;
  }
  generator->raw() = {GeneratorState::created, 0, 0};
  initialize(vm, generator, generator->function, Value::of(function()));
  initialize(vm, generator, generator->name, load(function()->name));
  initialize(vm, generator, generator->qualified_name, load(function()->qualified_name));
  for (std::uint32_t i = 0; i < code->register_count; ++i) {
    if (registers[i])
      initialize(vm, generator, generator->registers[i], Owned::adopt(Value{std::exchange(registers[i], 0)}));
  }
  return adopt(generator);
}

bool resume_generator(Vm& vm, Value generator_value, Word* registers, Word* result, Continuation continuation,
                      Owned&& sent) {
  auto* generator = generator_value.as<Generator>();
  Code* code = load(generator->function).as<Function>()->code;
  if (registers + code->register_count + 64 > vm.stack_limit) {
    raise(vm, ExceptionClass::RecursionError, "maximum recursion depth exceeded");
    return false;
  }
  registers[-1] = generator->function.load();
  Mutator::retain(registers[-1]);
  if (!push_frame(vm, registers, result, continuation)) {
    clear_register(registers[-1]);
    return false;
  }
  for (std::uint32_t i = 0; i < code->register_count; ++i) {
    registers[i] = generator->registers[i].load() ? vm.mutator.take(generator, generator->registers[i]) : 0;
  }
  Frame* frame = vm.frame;
  if (generator->raw().state == GeneratorState::suspended) {
    Instruction* suspended = code->instructions + generator->raw().pc;
    set_register(registers[suspended->a], std::move(sent));
    // Yield goes on behind itself, YieldFrom is executed again.
    frame->pc = suspended->opcode == Opcode::Yield ? suspended + 1 : suspended;
  }
  generator->raw().state = GeneratorState::running;
  frame->generator = generator_value.bits;
  frame->handled_before = vm.handled;
  Word own_handled = generator->handled.load() ? vm.mutator.take(generator, generator->handled) : 0;
  if (own_handled) {
    vm.handled = own_handled;
  } else {
    Mutator::retain(vm.handled);
  }
  return true;
}

void suspend_generator(Vm& vm) {
  Frame* frame = vm.frame;
  if (frame->has_object) [[unlikely]]
    suspend_frame_object(vm, frame);
  auto* generator = Value{frame->generator}.as<Generator>();
  Word* registers = frame->registers;
  generator->raw().pc = static_cast<std::uint64_t>(frame->pc - frame->code->instructions);
  generator->raw().state = GeneratorState::suspended;
  // Dropped inside try or with, it must still run what stands in finally or __exit__.
  if (!generator->header.has_flag(kFlagFinalizable) && !(generator->raw().extra & kGeneratorFinalized) &&
      find_handler(frame)) {
    vm.mutator.register_finalizable(generator);
    vm.has_finalizers = true;
  }
  for (std::uint32_t i = 0; i < frame->code->register_count; ++i) {
    if (registers[i]) {
      initialize(vm, generator, generator->registers[i], Owned::adopt(Value{std::exchange(registers[i], 0)}));
    }
  }
  Word before = frame->handled_before;
  Owned handled = swap_out_handled(vm, frame);
  // What it was handling because its caller was is not its own.
  if (handled && handled.value().bits != before)
    initialize(vm, generator, generator->handled, std::move(handled));
  clear_register(registers[-1]);
  leave_frame(vm);
}

void finish_generator(Vm& vm) {
  Frame* frame = vm.frame;
  if (frame->has_object) [[unlikely]]
    end_frame_object(vm, frame);
  Value{frame->generator}.as<Generator>()->raw().state = GeneratorState::finished;
  Owned handled = swap_out_handled(vm, frame);
  clear_registers(frame->registers, frame->code->register_count);
  clear_register(frame->registers[-1]);
  leave_frame(vm);
}

void finish_generator_with_error(Vm& vm) {
  const CodeTemplate& source = vm.frame->code->source();
  const char* what = kind_word(Value{vm.frame->generator});
  bool is_async = source.is_async_generator;
  finish_generator(vm);
  bool stop = pending_is(vm, ExceptionClass::StopIteration);
  bool async_stop = is_async && pending_is(vm, ExceptionClass::StopAsyncIteration);
  if (!stop && !async_stop) return;
  Local cause(vm, take_pending(vm));
  raise(vm, ExceptionClass::RuntimeError, "%s raised %s", what,
        stop ? "StopIteration" : "StopAsyncIteration");
  Local error(vm, take_pending(vm));
  set_exception_slot(vm, error, kExceptionCause, cause);
  set_exception_slot(vm, error, kExceptionContext, cause);
  set_exception_slot(vm, error, kExceptionFlags, Value::boolean(true));
  vm.pending = error.take().take().bits;
}

namespace {

// Resumes from native code.
Owned resume_natively(Vm& vm, Value generator_value, Value sent, Continuation continuation) {
  auto* generator = generator_value.as<Generator>();
  if (generator->raw().state == GeneratorState::running) {
    return raise_value_error(vm, "%s already executing", kind_word(generator_value));
  }
  if (generator->raw().state == GeneratorState::finished) {
    if (continuation == Continuation::native_next) return nullptr;
    if (generator_value.is(Kind::Coroutine)) {
      return raise(vm, ExceptionClass::RuntimeError, "cannot reuse already awaited coroutine");
    }
    raise_stop_iteration(vm, Value::none());
    return nullptr;
  }
  if (generator->raw().state == GeneratorState::created && !sent.is_none()) {
    return raise_type_error(vm, "can't send non-None value to a just-started %s", kind_word(generator_value));
  }
  Local held(vm, generator_value);
  Word* saved_top = vm.stack_top;
  Word* registers = vm.stack_top + 1;
  registers[-1] = 0;
  Owned result;
  if (resume_generator(vm, held, registers, nullptr, continuation, retain(sent))) result = run(vm);
  vm.stack_top = saved_top;
  return result;
}

}  // namespace

Owned generator_send(Vm& vm, Value generator, Value value) {
  return resume_natively(vm, generator, value, Continuation::native);
}

Owned generator_next(Vm& vm, Value generator) {
  if (vm.generator_result) clear_register(vm.generator_result);
  return resume_natively(vm, generator, Value::none(), Continuation::native_next);
}

Owned generator_throw(Vm& vm, Value generator_value, Value exception_value) {
  Local generator(vm, generator_value), exception(vm, exception_value);
  auto* object = generator.as<Generator>();
  auto state = object->raw().state;
  if (state == GeneratorState::running) {
    return raise_value_error(vm, "%s already executing", kind_word(generator));
  }
  if (state == GeneratorState::finished) return raise_object(vm, exception.take());
  Code* code = load(object->function).as<Function>()->code;
  Instruction* suspended = code->instructions + object->raw().pc;
  if (state == GeneratorState::suspended && suspended->opcode == Opcode::YieldFrom) {
    // Delegated: the inner iterator gets the exception first.
    Local inner(vm, load(object->registers[suspended->b]));
    object->raw().state = GeneratorState::running;
    Owned answer;
    bool delegated = true;
    if (inner.get().is(Kind::Generator) || inner.get().is(Kind::Coroutine)) {
      bool closing = match_exception(vm, exception, exception_type(vm, ExceptionClass::GeneratorExit)) == 1;
      if (closing) {
        answer = generator_close(vm, inner);
        delegated = !answer;
        if (!delegated) answer = Owned();
      } else {
        answer = generator_throw(vm, inner, exception);
      }
    } else {
      bool closing = match_exception(vm, exception, exception_type(vm, ExceptionClass::GeneratorExit)) == 1;
      Local method(vm, get_attribute_or_null(vm, inner, closing ? vm.names.close : vm.names.throw_));
      if (method) {
        answer = closing ? call(vm, method) : call(vm, method, {exception});
        if (closing && answer) {
          answer = Owned();
          delegated = false;
        }
      } else {
        delegated = false;
      }
    }
    generator.as<Generator>()->raw().state = GeneratorState::suspended;
    if (answer) return answer;
    if (delegated && has_pending(vm)) {
      Local value(vm);
      if (pending_is(vm, ExceptionClass::StopIteration)) {
        // The inner one ended: YieldFrom is finished with its value.
        Local stop(vm, take_pending(vm));
        value = exception_slot(stop, kExceptionValue);
        if (!value) value = Value::none();
        object = generator.as<Generator>();
        Value inner_register = load(object->registers[suspended->b]);
        if (inner_register) store(vm, object, object->registers[suspended->b], Value{});
        // Pretend that it was suspended in a plain yield just before the next instruction.
        store(vm, object, object->registers[suspended->a], value.get());
        Word* saved_top = vm.stack_top;
        Word* registers = vm.stack_top + 1;
        registers[-1] = 0;
        Owned result;
        if (resume_generator(vm, generator, registers, nullptr, Continuation::native, retain(value))) {
          vm.frame->pc = suspended + 1;
          result = run(vm);
        }
        vm.stack_top = saved_top;
        return result;
      }
      exception = take_pending(vm);
    }
  }
  Word* saved_top = vm.stack_top;
  Word* registers = vm.stack_top + 1;
  registers[-1] = 0;
  Owned result;
  if (resume_generator(vm, generator, registers, nullptr, Continuation::native, retain(Value::none()))) {
    if (state == GeneratorState::created) {
      // Raised at the def line, before any try.
      vm.frame->pc = code->instructions;
      raise_object(vm, exception.take());
      add_traceback(vm, vm.frame);
      finish_generator_with_error(vm);
    } else {
      vm.frame->pc = suspended;
      raise_object(vm, exception.take());
      result = run_raising(vm);
    }
  }
  vm.stack_top = saved_top;
  return result;
}

Owned generator_close(Vm& vm, Value generator_value) {
  Local generator(vm, generator_value);
  auto state = generator.as<Generator>()->raw().state;
  if (state == GeneratorState::finished) return retain(Value::none());
  if (state == GeneratorState::created) {
    generator.as<Generator>()->raw().state = GeneratorState::finished;
    auto* object = generator.as<Generator>();
    std::size_t count = object->slot_count() - Generator::kFixedSlots;
    for (std::size_t i = 0; i < count; ++i) store(vm, object, object->registers[i], Value{});
    return retain(Value::none());
  }
  Local exit(vm, make_exception(vm, exception_type(vm, ExceptionClass::GeneratorExit), {}));
  if (!exit) return nullptr;
  Owned yielded = generator_throw(vm, generator, exit);
  if (yielded)
    return raise(vm, ExceptionClass::RuntimeError, "%s ignored GeneratorExit", kind_word(generator));
  if (pending_is(vm, ExceptionClass::StopIteration) || pending_is(vm, ExceptionClass::GeneratorExit)) {
    clear_pending(vm);
    return retain(Value::none());
  }
  return nullptr;
}

void close_dropped_generator(Vm& vm, Value dropped) {
  Local generator(vm, dropped);
  if (generator.as<Generator>()->raw().state != GeneratorState::suspended) return;
  // Once in a life, also when it ignores that.
  generator.as<Generator>()->raw().extra |= kGeneratorFinalized;
  Owned done = generator_close(vm, generator);
  if (!done) report_unraisable(vm, generator);
}

Owned send_to_iterator(Vm& vm, Value iterator, Value value) {
  if (value.is_none() || value.is_null()) {
    // Its StopIteration is kept: it carries the value of the whole.
    if (iterator.is(Kind::Instance)) return call_special(vm, iterator, vm.names.__next__);
    const KindOperations* operations = vm.operations[static_cast<unsigned>(iterator.kind())];
    return operations && operations->next ? operations->next(vm, iterator) : next(vm, iterator);
  }
  if (iterator.is(Kind::Generator) || iterator.is(Kind::Coroutine))
    return generator_send(vm, iterator, value);
  return call_method(vm, iterator, vm.names.send, {value});
}

bool clear_stop_iteration_into(Vm& vm, Word* result) {
  if (!has_pending(vm)) {
    set_register(*result, Value::none());
    return true;
  }
  if (!pending_is(vm, ExceptionClass::StopIteration)) return false;
  Owned stop = take_pending(vm);
  Value value = exception_slot(stop.value(), kExceptionValue);
  set_register(*result, value ? value : Value::none());
  return true;
}

Owned get_awaitable(Vm& vm, Value object, unsigned origin) {
  Local held(vm, object);
  if (object.is(Kind::Coroutine)) {
    auto* coroutine = object.as<Generator>();
    const Code* code = load(coroutine->function).as<Function>()->code;
    if (coroutine->raw().state == GeneratorState::suspended &&
        code->instructions[coroutine->raw().pc].opcode == Opcode::YieldFrom) {
      return raise(vm, ExceptionClass::RuntimeError, "coroutine is being awaited already");
    }
    return retain(object);
  }
  Local result(vm, call_special(vm, object, vm.names.__await__));
  if (!result) {
    if (has_pending(vm)) return nullptr;
    const std::string name = type_name(vm, held);
    if (origin == 0) {
      return raise_type_error(vm, "object %s can't be used in 'await' expression", name.c_str());
    }
    return raise_type_error(vm,
                            "'async with' received an object from %s that does not implement __await__: %s",
                            origin == 1 ? "__aenter__" : "__aexit__", name.c_str());
  }
  if (result.get().is(Kind::Coroutine)) return raise_type_error(vm, "__await__() returned a coroutine");
  if (!lookup_in_type(vm, type_of(vm, result), vm.names.__next__)) {
    return raise_type_error(vm, "__await__() returned non-iterator of type '%s'",
                            type_name(vm, result).c_str());
  }
  return result.take();
}

Owned get_async_iterator(Vm& vm, Value object) {
  Local held(vm, object);
  Local result(vm, call_special(vm, object, vm.names.__aiter__));
  if (!result) {
    if (has_pending(vm)) return nullptr;
    return raise_type_error(vm, "'async for' requires an object with __aiter__ method, got %s",
                            type_name(vm, held).c_str());
  }
  if (!lookup_in_type(vm, type_of(vm, result), vm.names.__anext__)) {
    return raise_type_error(
        vm, "'async for' received an object from __aiter__ that does not implement __anext__: %s",
        type_name(vm, result).c_str());
  }
  return result.take();
}

Owned get_async_next(Vm& vm, Value iterator) {
  Local held(vm, iterator);
  Local awaitable(vm, call_special(vm, iterator, vm.names.__anext__));
  if (!awaitable) {
    if (has_pending(vm)) return nullptr;
    return raise_type_error(vm, "'async for' requires an iterator with __anext__ method, got %s",
                            type_name(vm, held).c_str());
  }
  Local result(vm, get_awaitable(vm, awaitable, 0));
  if (result) return result.take();
  if (!pending_is(vm, ExceptionClass::TypeError)) return nullptr;
  Local cause(vm, take_pending(vm));
  raise_type_error(vm, "'async for' received an invalid object from __anext__: %s",
                   type_name(vm, awaitable).c_str());
  set_exception_slot(vm, Value{vm.pending}, kExceptionCause, cause);
  set_exception_slot(vm, Value{vm.pending}, kExceptionContext, cause);
  set_exception_slot(vm, Value{vm.pending}, kExceptionFlags, Value::boolean(true));
  return nullptr;
}

}  // namespace midden::python
