// Raising, matching and chaining exceptions.

#include "workloads/interpreter/vm/exceptions.h"

#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstring>

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/integers.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/vm/calls.h"
#include "workloads/interpreter/vm/classes.h"
#include "workloads/interpreter/vm/frame_objects.h"

namespace midden::python {

bool is_exception(Vm&, Value value) {
  return value.is(Kind::Instance) && (class_of(value.as<Instance>()).as<Type>()->flags & kTypeException);
}

Value exception_slot(Value exception, unsigned slot) { return load(exception.as<Instance>()->slots_[slot]); }
void set_exception_slot(Vm& vm, Value exception, unsigned slot, Value value) {
  auto* instance = exception.as<Instance>();
  store(vm, instance, instance->slots_[slot], value);
}

Value exception_type(const Vm& vm, ExceptionClass type) {
  return Value::of(vm.exception_types[static_cast<unsigned>(type)]);
}

bool has_pending(const Vm& vm) { return vm.pending != 0; }
Owned take_pending(Vm& vm) { return Owned::adopt(Value{std::exchange(vm.pending, 0)}); }
void clear_pending(Vm& vm) { Owned dropped = take_pending(vm); }
bool pending_is(Vm& vm, ExceptionClass type) {
  if (!vm.pending) return false;
  return is_subtype(vm, class_of(Value{vm.pending}.as<Instance>()), exception_type(vm, type));
}
bool clear_stop_iteration(Vm& vm) {
  if (!pending_is(vm, ExceptionClass::StopIteration)) return false;
  clear_pending(vm);
  return true;
}

Owned make_exception(Vm& vm, Value type_value, std::initializer_list<Value> arguments) {
  Local type(vm, type_value);
  Local tuple(vm, arguments.size() ? make_tuple(vm, arguments) : retain(vm.empty_tuple));
  if (!tuple) return nullptr;
  Owned made = make_instance(vm, type);
  if (!made) return nullptr;
  auto* instance = made.value().as<Instance>();
  initialize(vm, instance, instance->slots_[kExceptionArguments], tuple);
  return made;
}

namespace {

// context of a new exception: what is being handled; a chain that would loop is cut.
void set_context(Vm& vm, Value exception) {
  if (!vm.handled || Value{vm.handled} == exception || exception.bits == vm.last_memory_error) return;
  Value link{vm.handled};
  while (Value next = exception_slot(link, kExceptionContext)) {
    if (next == exception) {
      set_exception_slot(vm, link, kExceptionContext, Value{});
      break;
    }
    link = next;
  }
  set_exception_slot(vm, exception, kExceptionContext, Value{vm.handled});
}

std::nullptr_t raise_text(Vm& vm, ExceptionClass type, const char* format, va_list arguments) {
  char small[512];
  va_list again;
  va_copy(again, arguments);
  int size = vsnprintf(small, sizeof small, format, arguments);
  std::string text;
  if (size >= static_cast<int>(sizeof small)) {
    text.resize(static_cast<std::size_t>(size) + 1);
    vsnprintf(text.data(), text.size(), format, again);
    text.resize(static_cast<std::size_t>(size));
  } else {
    text.assign(small, static_cast<std::size_t>(size));
  }
  va_end(again);
  if (has_pending(vm)) clear_pending(vm);
  Local message(vm, make_str_utf8(vm, text));
  if (!message) return nullptr;
  Owned exception = make_exception(vm, exception_type(vm, type), {message});
  if (!exception) return nullptr;
  return raise_object(vm, std::move(exception));
}

}  // namespace

std::nullptr_t raise_object(Vm& vm, Owned&& exception) {
  if (!exception) return nullptr;
  set_context(vm, exception.value());
  Word old = std::exchange(vm.pending, exception.take().bits);
  Mutator::release(old);
  return nullptr;
}

#define RAISE_FORMATTED(type)              \
  va_list arguments;                       \
  va_start(arguments, format);             \
  raise_text(vm, type, format, arguments); \
  va_end(arguments);                       \
  return nullptr

std::nullptr_t raise(Vm& vm, ExceptionClass type, const char* format, ...) { RAISE_FORMATTED(type); }
std::nullptr_t raise_type_error(Vm& vm, const char* format, ...) {
  RAISE_FORMATTED(ExceptionClass::TypeError);
}
std::nullptr_t raise_value_error(Vm& vm, const char* format, ...) {
  RAISE_FORMATTED(ExceptionClass::ValueError);
}
std::nullptr_t raise_index_error(Vm& vm, const char* format, ...) {
  RAISE_FORMATTED(ExceptionClass::IndexError);
}

std::nullptr_t raise_with(Vm& vm, ExceptionClass type, Value argument) {
  Local held(vm, argument);
  return raise_object(vm, make_exception(vm, exception_type(vm, type), {held}));
}

void raise_stop_iteration(Vm& vm, Value value_in) {
  Local value(vm, value_in);
  Owned exception = value.get().is_none()
                        ? make_exception(vm, exception_type(vm, ExceptionClass::StopIteration), {})
                        : make_exception(vm, exception_type(vm, ExceptionClass::StopIteration), {value});
  if (!exception) return;
  set_exception_slot(vm, exception.value(), kExceptionValue, value);
  raise_object(vm, std::move(exception));
}

std::nullptr_t raise_exhausted(Vm& vm, Value iterator) {
  Local result(vm, Owned::adopt(Value{std::exchange(vm.generator_result, 0)}));
  raise_stop_iteration(vm, result && iterator.is(Kind::Generator) ? result.get() : Value::none());
  return nullptr;
}

namespace {

// Null when there is no room for it; nothing is pending then.
Owned try_to_make_memory_error(Vm& vm) {
  vm.raising_memory_error = true;
  Owned made = make_exception(vm, exception_type(vm, ExceptionClass::MemoryError), {});
  vm.raising_memory_error = false;
  return made;
}

}  // namespace

std::nullptr_t raise_memory_error(Vm& vm) {
  if (vm.raising_memory_error) return nullptr;
  if (vm.last_memory_error) {
    if (Owned made = try_to_make_memory_error(vm)) return raise_object(vm, std::move(made));
  }
  if (vm.spare_memory_error) {
    vm.attention.store(true, std::memory_order_relaxed);
    return raise_object(vm, Owned::adopt(Value{std::exchange(vm.spare_memory_error, 0)}));
  }
  Word old = std::exchange(vm.pending, vm.last_memory_error);
  Mutator::retain(vm.last_memory_error);
  Mutator::release(old);
  return nullptr;
}

void prepare_memory_error(Vm& vm) {
  if (vm.spare_memory_error || vm.pending) return;
  vm.spare_memory_error = try_to_make_memory_error(vm).take().bits;
}

Value os_error_class(const Vm& vm, int error_number) {
  struct Mapping {
    int number;
    ExceptionClass type;
  };
  static constexpr Mapping kMappings[] = {
      {EAGAIN, ExceptionClass::BlockingIOError},
      {ECHILD, ExceptionClass::ChildProcessError},
      {EPIPE, ExceptionClass::BrokenPipeError},
      {ECONNABORTED, ExceptionClass::ConnectionAbortedError},
      {ECONNREFUSED, ExceptionClass::ConnectionRefusedError},
      {ECONNRESET, ExceptionClass::ConnectionResetError},
      {EEXIST, ExceptionClass::FileExistsError},
      {ENOENT, ExceptionClass::FileNotFoundError},
      {EINTR, ExceptionClass::InterruptedError},
      {EISDIR, ExceptionClass::IsADirectoryError},
      {ENOTDIR, ExceptionClass::NotADirectoryError},
      {EACCES, ExceptionClass::PermissionError},
      {EPERM, ExceptionClass::PermissionError},
      {ESRCH, ExceptionClass::ProcessLookupError},
      {ETIMEDOUT, ExceptionClass::TimeoutError},
  };
  ExceptionClass type = ExceptionClass::OSError;
  for (const Mapping& mapping : kMappings) {
    if (mapping.number == error_number) type = mapping.type;
  }
  return exception_type(vm, type);
}

std::nullptr_t raise_os_error(Vm& vm, int error_number, Value path_value) {
  Local path(vm, path_value), number(vm, make_int(vm, error_number));
  Local text(vm, make_str_utf8(vm, strerror(error_number)));
  if (!text) return nullptr;
  Local exception(vm, make_exception(vm, os_error_class(vm, error_number), {number, text}));
  if (!exception) return nullptr;
  if (!set_os_error_fields(vm, exception, number, text, path)) return nullptr;
  return raise_object(vm, exception.take());
}

void raise_statement(Vm& vm, Value exception_value, Value cause_value, bool with_cause) {
  if (!exception_value) {
    if (!vm.handled) {
      raise(vm, ExceptionClass::RuntimeError, "No active exception to reraise");
      return;
    }
    Word old = std::exchange(vm.pending, vm.handled);
    Mutator::retain(vm.pending);
    Mutator::release(old);
    return;
  }
  Local cause(vm, cause_value);
  Local exception(vm, exception_value);
  if (exception.get().is(Kind::Type) && (exception.as<Type>()->flags & kTypeException)) {
    Local type(vm, exception.get());
    exception = call(vm, type);
    if (!exception) return;
    if (!is_exception(vm, exception)) {
      Local shown(vm, repr(vm, type));
      if (!shown) return;
      raise_type_error(vm, "calling %s should have returned an instance of BaseException, not %s",
                       to_utf8(shown).c_str(), type_name(vm, exception).c_str());
      return;
    }
  } else if (!is_exception(vm, exception)) {
    raise_type_error(vm, "exceptions must derive from BaseException");
    return;
  }
  if (with_cause) {
    if (cause.get().is(Kind::Type) && (cause.as<Type>()->flags & kTypeException)) {
      Local type(vm, cause.get());
      cause = call(vm, type);
      if (!cause) return;
    }
    if (cause.get().is_none()) {
      set_exception_slot(vm, exception, kExceptionCause, Value{});
    } else if (is_exception(vm, cause)) {
      set_exception_slot(vm, exception, kExceptionCause, cause);
    } else {
      raise_type_error(vm, "exception causes must derive from BaseException");
      return;
    }
    set_exception_slot(vm, exception, kExceptionFlags, Value::boolean(true));
  }
  raise_object(vm, exception.take());
}

int match_exception(Vm& vm, Value exception, Value type) {
  if (type.is(Kind::Type)) {
    if (!(type.as<Type>()->flags & kTypeException)) {
      raise_type_error(vm, "catching classes that do not inherit from BaseException is not allowed");
      return -1;
    }
    return is_subtype(vm, class_of(exception.as<Instance>()), type);
  }
  if (Value tuple = unwrap(type, Kind::Tuple)) {
    int found = 0;
    for (std::uint32_t i = 0; i < tuple.as<Tuple>()->length(); ++i) {
      Value item = load(tuple.as<Tuple>()->items[i]);
      if (!item.is(Kind::Type)) {
        raise_type_error(vm, "catching classes that do not inherit from BaseException is not allowed");
        return -1;
      }
      int matches = match_exception(vm, exception, item);
      if (matches < 0) return -1;
      found |= matches;
    }
    return found;
  }
  raise_type_error(vm, "catching classes that do not inherit from BaseException is not allowed");
  return -1;
}

Owned call_exit(Vm& vm, Value exit, Value exception_value) {
  Local exception(vm, exception_value);
  Value traceback = exception_slot(exception, kExceptionTraceback);
  return call(vm, exit,
              {class_of(exception.as<Instance>()), exception, traceback ? traceback : Value::none()});
}

void add_traceback(Vm& vm, Frame* frame) {
  if (!vm.pending || vm.pending == vm.last_memory_error) return;
  // What handles a MemoryError needs the room that the locals take.
  const bool keeps_locals = !pending_is(vm, ExceptionClass::MemoryError);
  // Without memory the pending exception is MemoryError now: it goes on without this line.
  Local frame_object(vm, get_frame_object(vm, frame, keeps_locals));
  if (!frame_object) return;
  auto* entry = allocate<Traceback>(vm, Kind::Traceback);
  if (!entry) return;
  entry->code = frame->code;
  entry->instruction = static_cast<std::uint64_t>(frame->pc - frame->code->instructions);
  initialize(vm, entry, entry->frame, frame_object);
  Value exception{vm.pending};
  if (Value next = exception_slot(exception, kExceptionTraceback); next && !next.is_none()) {
    initialize(vm, entry, entry->next, next);
  }
  Local held(vm, adopt(entry));
  set_exception_slot(vm, Value{vm.pending}, kExceptionTraceback, held);
}

}  // namespace midden::python
