// Asynchronous generators: the awaitables that step them, aiter() and anext().
//
// An asynchronous generator is suspended either by a `yield` of its own, which ends a step, or by something
// that it awaits, which is passed on to whoever runs the step. The instruction that suspended it tells the
// two apart.

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/vm/classes.h"
#include "workloads/interpreter/vm/exceptions.h"
#include "workloads/interpreter/vm/generators.h"

namespace midden::python {

namespace {

struct AsyncStep : Object {
  static constexpr unsigned kSlots = 2;
  Slot generator;  // AsyncGenerator; AnextAwaitable: the iterator that awaits
  Slot argument;   // what to send or the exception to throw, or nothing (aclose); the default
  enum class State : std::uint64_t { fresh, running, closed } state;
};

Generator::Raw& generator_state(const Local& step) {
  return load(step.as<AsyncStep>()->generator).as<Generator>()->raw();
}
bool is_finished(const Local& step) { return generator_state(step).state == GeneratorState::finished; }
void set_bits(const Local& step, std::uint64_t set, std::uint64_t clear = 0) {
  std::uint64_t& extra = generator_state(step).extra;
  extra = (extra & ~clear) | set;
}

bool has_yielded(const Local& step) {
  auto* generator = load(step.as<AsyncStep>()->generator).as<Generator>();
  if (generator->raw().state != GeneratorState::suspended) return false;
  const Code* code = load(generator->function).as<Function>()->code;
  return code->instructions[generator->raw().pc].opcode == Opcode::Yield;
}

std::nullptr_t raise_class(Vm& vm, ExceptionClass type) {
  return raise_object(vm, make_exception(vm, exception_type(vm, type), {}));
}
std::nullptr_t runtime_error(Vm& vm, const char* text) {
  return raise(vm, ExceptionClass::RuntimeError, "%s", text);
}

// What one step of the generator has given, as the awaitable's send() gives it: a value that was yielded ends
// the awaitable with StopIteration, the generator's end becomes StopAsyncIteration.
Owned deliver(Vm& vm, const Local& step, Owned&& result) {
  if (!result) {
    if (pending_is(vm, ExceptionClass::StopIteration)) {
      clear_pending(vm);
      raise_class(vm, ExceptionClass::StopAsyncIteration);
    }
    const bool ended =
        pending_is(vm, ExceptionClass::StopAsyncIteration) || pending_is(vm, ExceptionClass::GeneratorExit);
    set_bits(step, ended ? kGeneratorClosed : 0, kGeneratorStepping);
    return nullptr;
  }
  if (!has_yielded(step)) return std::move(result);
  set_bits(step, 0, kGeneratorStepping);
  Local value(vm, std::move(result));
  raise_stop_iteration(vm, value);
  return nullptr;
}

Owned close_step(const Local& step, Owned&& result) {
  if (!result) step.as<AsyncStep>()->state = AsyncStep::State::closed;
  return std::move(result);
}

// --- asend(), __anext__() ----------------------------------------------------------------------------------

Owned make_step(Vm& vm, Kind kind, Value generator_value, Value argument_value) {
  Local generator(vm, generator_value), argument(vm, argument_value);
  auto* step = allocate<AsyncStep>(vm, kind);
  if (!step) return nullptr;
  step->state = AsyncStep::State::fresh;
  initialize(vm, step, step->generator, generator);
  if (argument) initialize(vm, step, step->argument, argument);
  return adopt(step);
}

Owned send_step(Vm& vm, Value self, Value value) {
  Local step(vm, self), sent(vm, value);
  if (step.as<AsyncStep>()->state == AsyncStep::State::closed) {
    return runtime_error(vm, "cannot reuse already awaited __anext__()/asend()");
  }
  if (step.as<AsyncStep>()->state == AsyncStep::State::fresh) {
    if (generator_state(step).extra & kGeneratorStepping) {
      return runtime_error(vm, "anext(): asynchronous generator is already running");
    }
    if (sent.get().is_none()) sent = load(step.as<AsyncStep>()->argument);
    step.as<AsyncStep>()->state = AsyncStep::State::running;
  }
  set_bits(step, kGeneratorStepping);
  Owned result = generator_send(vm, load(step.as<AsyncStep>()->generator), sent);
  return close_step(step, deliver(vm, step, std::move(result)));
}

Owned send_method(Vm& vm, Arguments a) { return send_step(vm, a[0], a[1]); }
Owned send_next(Vm& vm, Value self) { return send_step(vm, self, Value::none()); }

Owned send_throw(Vm& vm, Arguments a) {
  Local step(vm, a[0]), exception(vm, exception_to_throw(vm, a));
  if (!exception) return nullptr;
  if (step.as<AsyncStep>()->state == AsyncStep::State::closed) {
    return runtime_error(vm, "cannot reuse already awaited __anext__()/asend()");
  }
  Owned result = generator_throw(vm, load(step.as<AsyncStep>()->generator), exception);
  return close_step(step, deliver(vm, step, std::move(result)));
}

Owned close_method(Vm&, Arguments a) {
  a[0].as<AsyncStep>()->state = AsyncStep::State::closed;
  return retain(Value::none());
}

// --- athrow(), aclose() ------------------------------------------------------------------------------------

bool is_closing(const Local& step) { return !step.as<AsyncStep>()->argument.load(); }

// The end of aclose(): both exceptions mean success.
Owned check_closing(Vm& vm, const Local& step) {
  set_bits(step, 0, kGeneratorStepping);
  step.as<AsyncStep>()->state = AsyncStep::State::closed;
  if (pending_is(vm, ExceptionClass::StopAsyncIteration) || pending_is(vm, ExceptionClass::GeneratorExit) ||
      pending_is(vm, ExceptionClass::StopIteration)) {
    clear_pending(vm);
    raise_stop_iteration(vm, Value::none());
  }
  return nullptr;
}

Owned throw_result(Vm& vm, const Local& step, Owned&& result) {
  if (!is_closing(step)) return close_step(step, deliver(vm, step, std::move(result)));
  if (!result) return check_closing(vm, step);
  if (!has_yielded(step)) return std::move(result);
  result = Owned();
  set_bits(step, 0, kGeneratorStepping);
  step.as<AsyncStep>()->state = AsyncStep::State::closed;
  return runtime_error(vm, "async generator ignored GeneratorExit");
}

Owned throw_step(Vm& vm, Value self, Value value) {
  Local step(vm, self), sent(vm, value);
  auto* object = step.as<AsyncStep>();
  if (object->state == AsyncStep::State::closed) {
    return runtime_error(vm, "cannot reuse already awaited aclose()/athrow()");
  }
  if (is_finished(step)) {
    object->state = AsyncStep::State::closed;
    raise_stop_iteration(vm, Value::none());
    return nullptr;
  }
  if (object->state == AsyncStep::State::running) {
    Owned result = generator_send(vm, load(object->generator), sent);
    return throw_result(vm, step, std::move(result));
  }
  if (generator_state(step).extra & kGeneratorStepping) {
    object->state = AsyncStep::State::closed;
    return runtime_error(vm, is_closing(step) ? "aclose(): asynchronous generator is already running"
                                              : "athrow(): asynchronous generator is already running");
  }
  if (generator_state(step).extra & kGeneratorClosed) {
    object->state = AsyncStep::State::closed;
    return raise_class(vm, ExceptionClass::StopAsyncIteration);
  }
  if (!sent.get().is_none())
    return runtime_error(vm, "can't send non-None value to a just-started coroutine");
  object->state = AsyncStep::State::running;
  set_bits(step, is_closing(step) ? kGeneratorStepping | kGeneratorClosed : kGeneratorStepping);
  Local exception(vm, is_closing(step)
                          ? make_exception(vm, exception_type(vm, ExceptionClass::GeneratorExit), {})
                          : retain(load(object->argument)));
  if (!exception) return nullptr;
  Owned result = generator_throw(vm, load(step.as<AsyncStep>()->generator), exception);
  return throw_result(vm, step, std::move(result));
}

Owned throw_send_method(Vm& vm, Arguments a) { return throw_step(vm, a[0], a[1]); }
Owned throw_next(Vm& vm, Value self) { return throw_step(vm, self, Value::none()); }

Owned throw_throw(Vm& vm, Arguments a) {
  Local step(vm, a[0]), exception(vm, exception_to_throw(vm, a));
  if (!exception) return nullptr;
  if (step.as<AsyncStep>()->state == AsyncStep::State::closed) {
    return runtime_error(vm, "cannot reuse already awaited aclose()/athrow()");
  }
  Owned result = generator_throw(vm, load(step.as<AsyncStep>()->generator), exception);
  return throw_result(vm, step, std::move(result));
}

// --- anext(iterator, default) ------------------------------------------------------------------------------

Owned or_default(Vm& vm, const Local& step, Owned&& result) {
  if (result) return std::move(result);
  if (!has_pending(vm)) {
    raise_exhausted(vm, load(step.as<AsyncStep>()->generator));
  } else if (pending_is(vm, ExceptionClass::StopAsyncIteration)) {
    clear_pending(vm);
    raise_stop_iteration(vm, load(step.as<AsyncStep>()->argument));
  }
  return nullptr;
}

Owned anext_send(Vm& vm, Arguments a) {
  Local step(vm, a[0]);
  return or_default(vm, step, send_to_iterator(vm, load(step.as<AsyncStep>()->generator), a[1]));
}
Owned anext_next(Vm& vm, Value self) {
  Local step(vm, self);
  return or_default(vm, step, send_to_iterator(vm, load(step.as<AsyncStep>()->generator), Value::none()));
}
Owned anext_throw(Vm& vm, Arguments a) {
  Local step(vm, a[0]), exception(vm, exception_to_throw(vm, a));
  if (!exception) return nullptr;
  return or_default(vm, step,
                    call_method(vm, load(step.as<AsyncStep>()->generator), vm.names.throw_, {exception}));
}
Owned anext_close(Vm& vm, Arguments a) {
  return call_method(vm, load(a[0].as<AsyncStep>()->generator), vm.names.close);
}

Owned aiter(Vm& vm, Arguments a) {
  Local iterable(vm, a[0]);
  Local iterator(vm, call_special(vm, iterable, vm.names.__aiter__));
  if (!iterator) {
    if (has_pending(vm)) return nullptr;
    return raise_type_error(vm, "'%s' object is not an async iterable", type_name(vm, iterable).c_str());
  }
  if (!lookup_in_type(vm, type_of(vm, iterator), vm.names.__anext__)) {
    return raise_type_error(vm, "aiter() returned not an async iterator of type '%s'",
                            type_name(vm, iterator).c_str());
  }
  return iterator.take();
}

Owned anext(Vm& vm, Arguments a) {
  Local iterator(vm, a[0]);
  Local awaitable(vm, call_special(vm, iterator, vm.names.__anext__));
  if (!awaitable) {
    if (has_pending(vm)) return nullptr;
    return raise_type_error(vm, "'%s' object is not an async iterator", type_name(vm, iterator).c_str());
  }
  if (!a.has(1)) return awaitable.take();
  Local inner(vm, get_awaitable(vm, awaitable, 0));
  return inner ? make_step(vm, Kind::AnextAwaitable, inner, a[1]) : Owned();
}

// --- the generator's methods -------------------------------------------------------------------------------

Owned itself(Vm&, Arguments a) { return retain(a[0]); }
Owned generator_anext(Vm& vm, Arguments a) {
  return make_step(vm, Kind::AsyncGeneratorSend, a[0], Value::none());
}
Owned generator_asend(Vm& vm, Arguments a) { return make_step(vm, Kind::AsyncGeneratorSend, a[0], a[1]); }
Owned generator_aclose(Vm& vm, Arguments a) {
  return make_step(vm, Kind::AsyncGeneratorThrow, a[0], Value{});
}
Owned generator_athrow(Vm& vm, Arguments a) {
  Local exception(vm, exception_to_throw(vm, a));
  return exception ? make_step(vm, Kind::AsyncGeneratorThrow, a[0], exception) : Owned();
}
Owned get_running(Vm&, Value self) {
  return retain(Value::boolean(self.as<Generator>()->raw().extra & kGeneratorStepping));
}

constexpr NativeDefinition kGeneratorMethods[] = {
    {"__aiter__", itself, ""},
    {"__anext__", generator_anext, ""},
    {"asend", generator_asend, "value, /"},
    {"athrow", generator_athrow, "type, value=, traceback=, /"},
    {"aclose", generator_aclose, ""},
};
constexpr GetSetDefinition kGeneratorGetters[] = {
    {"__name__", generator_name, set_generator_name},
    {"__qualname__", generator_qualname, set_generator_qualname},
    {"ag_running", get_running},
    {"ag_frame", generator_frame},
    {"ag_code", generator_code},
    {"ag_await", generator_delegate}};
constexpr KindOperations kGeneratorOperations{.repr = generator_repr};
const TypeDefinition kAsyncGeneratorType{.kind = Kind::AsyncGenerator,
                                         .name = "async_generator",
                                         .module = "builtins",
                                         .operations = &kGeneratorOperations,
                                         .methods = kGeneratorMethods,
                                         .getters = kGeneratorGetters,
                                         .flags = kTypeFinal};

constexpr NativeDefinition kSendMethods[] = {{"send", send_method, "value, /"},
                                             {"throw", send_throw, "type, value=, traceback=, /"},
                                             {"close", close_method, ""},
                                             {"__await__", itself, ""}};
constexpr KindOperations kSendOperations{.next = send_next};
const TypeDefinition kSendType{.kind = Kind::AsyncGeneratorSend,
                               .name = "async_generator_asend",
                               .module = "builtins",
                               .operations = &kSendOperations,
                               .methods = kSendMethods,
                               .flags = kTypeFinal};

constexpr NativeDefinition kThrowMethods[] = {{"send", throw_send_method, "value, /"},
                                              {"throw", throw_throw, "type, value=, traceback=, /"},
                                              {"close", close_method, ""},
                                              {"__await__", itself, ""}};
constexpr KindOperations kThrowOperations{.next = throw_next};
const TypeDefinition kThrowType{.kind = Kind::AsyncGeneratorThrow,
                                .name = "async_generator_athrow",
                                .module = "builtins",
                                .operations = &kThrowOperations,
                                .methods = kThrowMethods,
                                .flags = kTypeFinal};

constexpr NativeDefinition kAnextMethods[] = {{"send", anext_send, "value, /"},
                                              {"throw", anext_throw, "type, value=, traceback=, /"},
                                              {"close", anext_close, ""},
                                              {"__await__", itself, ""}};
constexpr KindOperations kAnextOperations{.next = anext_next};
const TypeDefinition kAnextType{.kind = Kind::AnextAwaitable,
                                .name = "anext_awaitable",
                                .module = "builtins",
                                .operations = &kAnextOperations,
                                .methods = kAnextMethods,
                                .flags = kTypeFinal};

constexpr NativeDefinition kFunctions[] = {
    {"aiter", aiter, "async_iterable, /", NativeDefinition::function},
    {"anext", anext, "aiterator, default=, /", NativeDefinition::function},
};

}  // namespace

std::span<const TypeDefinition* const> async_generator_types() {
  static constexpr const TypeDefinition* kTypes[] = {&kAsyncGeneratorType, &kSendType, &kThrowType,
                                                     &kAnextType};
  return kTypes;
}
std::span<const NativeDefinition> async_functions() { return kFunctions; }

}  // namespace midden::python
