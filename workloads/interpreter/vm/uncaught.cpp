// What becomes of exceptions that nobody catches.

#include <unistd.h>

#include <csignal>
#include <cstdio>

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/integers.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/vm/calls.h"
#include "workloads/interpreter/vm/classes.h"
#include "workloads/interpreter/vm/named_tuple.h"
#include "workloads/interpreter/vm/traceback_text.h"
#include "workloads/interpreter/vm/uncaught.h"

namespace midden::python {

namespace {

Value sys_attribute(Vm& vm, Value name) {
  return vm.sys_dict ? dict_get_name(vm, Value{vm.sys_dict}, name) : Value{};
}

void flush_stream(Vm& vm, Value name) {
  Local stream(vm, sys_attribute(vm, name));
  if (!stream || stream.get().is_none()) return;
  Owned done = call_method(vm, stream, vm.names.flush);
  if (!done) clear_pending(vm);
}

// sys.tracebacklimit
std::int64_t traceback_limit(Vm& vm) {
  Value limit = sys_attribute(vm, intern_immortal(vm, "tracebacklimit"));
  if (!limit) return 1000;
  Value integer = as_int(vm, limit);
  std::int64_t result;
  if (!integer || !int_to_int64(integer, &result)) return 1000;
  return result < 0 ? 0 : result;
}

std::string describe(Vm& vm, Value exception) {
  ExceptionPrinter printer(vm, syntax::CaretStyle::kInterpreter);
  printer.set_limit(traceback_limit(vm));
  printer.print(exception);
  return std::move(printer.text());
}

// The status that SystemExit asks for.
int exit_status(Vm& vm, Value exception_value) {
  Local exception(vm, exception_value);
  Local code(vm, get_attribute_or_null(vm, exception, intern_immortal(vm, "code")));
  clear_pending(vm);
  if (!code) code = exception.get();
  flush_stream(vm, vm.names.stdout);
  if (code.get().is_none()) return 0;
  if (Value integer = as_int(vm, code)) {
    std::int64_t number;
    return int_to_int64(integer, &number) ? static_cast<int>(number & 0xFF) : 0xFF;
  }
  Local shown(vm, str(vm, code));
  std::string text;
  if (shown) text = to_utf8(unwrap(shown, Kind::Str));
  clear_pending(vm);
  write_to_stderr(vm, text + "\n");
  return 1;
}

// Runs the user's hook. False: it failed with a pending exception.
bool call_hook(Vm& vm, const Local& hook, const Local& exception) {
  Value traceback = exception_slot(exception, kExceptionTraceback);
  Owned done = call(vm, hook, {type_of(vm, exception), exception, traceback ? traceback : Value::none()});
  return bool(done);
}

bool is_native(Value hook, NativeCode code) {
  return hook.is(Kind::NativeFunction) && hook.as<NativeFunction>()->signature->code == code;
}

}  // namespace

std::string format_exception(Vm& vm, Value exception) { return describe(vm, exception); }

void write_to_stderr(Vm& vm, const std::string& text) {
  Local stream(vm, sys_attribute(vm, vm.names.stderr));
  if (stream && stream.get().is_none()) return;
  if (stream) {
    Local message(vm, make_str_utf8(vm, text));
    if (message && Owned(call_method(vm, stream, vm.names.write, {message.get()}))) {
      flush_stream(vm, vm.names.stderr);
      return;
    }
    clear_pending(vm);
  }
  fflush(stderr);
  std::size_t done = 0;
  while (done < text.size()) {
    ssize_t count = write(STDERR_FILENO, text.data() + done, text.size() - done);
    if (count <= 0) break;
    done += static_cast<std::size_t>(count);
  }
}

Owned sys_excepthook(Vm& vm, Arguments a) {
  Local exception(vm, a[1]);
  if (!is_exception(vm, exception)) {
    // CPython prints a complaint and goes on.
    write_to_stderr(vm, "TypeError: print_exception(): Exception expected for value, " +
                            type_name(vm, exception) + " found\n");
    return retain(Value::none());
  }
  // The traceback given counts when the exception has none of its own.
  if (a[2].is(Kind::Traceback) && !exception_slot(exception, kExceptionTraceback)) {
    set_exception_slot(vm, exception, kExceptionTraceback, a[2]);
  }
  write_to_stderr(vm, describe(vm, exception));
  return retain(Value::none());
}

int report_uncaught(Vm& vm) {
  Local exception(vm, take_pending(vm));
  if (!exception) return 1;
  if (is_subtype(vm, type_of(vm, exception), exception_type(vm, ExceptionClass::SystemExit))) {
    return exit_status(vm, exception);
  }
  flush_stream(vm, vm.names.stdout);
  Local hook(vm, sys_attribute(vm, vm.names.excepthook));
  if (!hook || is_native(hook, sys_excepthook)) {
    if (!hook) write_to_stderr(vm, "sys.excepthook is missing\n");
    write_to_stderr(vm, describe(vm, exception));
  } else if (!call_hook(vm, hook, exception)) {
    Local second(vm, take_pending(vm));
    if (is_subtype(vm, type_of(vm, second), exception_type(vm, ExceptionClass::SystemExit))) {
      return exit_status(vm, second);
    }
    write_to_stderr(vm, "Error in sys.excepthook:\n" + describe(vm, second) + "\nOriginal exception was:\n" +
                            describe(vm, exception));
  }
  flush_stream(vm, vm.names.stdout);
  bool interrupted =
      is_subtype(vm, type_of(vm, exception), exception_type(vm, ExceptionClass::KeyboardInterrupt));
  return interrupted ? kInterruptedStatus : 1;
}

namespace {

// What sys.unraisablehook does by itself. Without an object only the traceback is shown.
void print_unraisable(Vm& vm, const char* heading, const Local& object, const Local& exception) {
  ExceptionPrinter printer(vm, syntax::CaretStyle::kInterpreter);
  if (object && !object.get().is_none()) {
    Local shown(vm, repr(vm, object));
    clear_pending(vm);
    printer.text() += heading;
    printer.text() += ": ";
    printer.text() += shown ? to_utf8(unwrap(shown, Kind::Str)) : std::string("<object repr() failed>");
    printer.text() += '\n';
  }
  printer.print_traceback(exception_slot(exception, kExceptionTraceback));
  printer.print_class(type_of(vm, exception));
  printer.text() += ": ";
  printer.print_text_of(exception);
  printer.text() += '\n';
  write_to_stderr(vm, printer.text());
}

constexpr const char* kIgnored = "Exception ignored in";

// False: it failed with a pending exception.
bool call_unraisable_hook(Vm& vm, const Local& hook, const Local& object, const Local& exception) {
  static constexpr const char* kNames[] = {"exc_type", "exc_value", "exc_traceback", "err_msg", "object"};
  const Value traceback = exception_slot(exception, kExceptionTraceback);
  Local items(vm, make_tuple(vm, {type_of(vm, exception), exception, traceback ? traceback : Value::none(),
                                  Value::none(), object ? object.get() : Value::none()}));
  Local arguments(vm, items ? make_named_tuple(vm, "UnraisableHookArgs", items, kNames) : Owned());
  return arguments && Owned(call(vm, hook, {arguments.get()}));
}

}  // namespace

Owned sys_unraisablehook(Vm& vm, Arguments a) {
  Local given(vm, a[0]);
  Local exception(vm, get_attribute(vm, given, intern_immortal(vm, "exc_value")));
  Local message(vm, exception ? get_attribute(vm, given, intern_immortal(vm, "err_msg")) : Owned());
  Local object(vm, message ? get_attribute(vm, given, intern_immortal(vm, "object")) : Owned());
  if (!object) return nullptr;
  if (!is_exception(vm, exception)) return raise_type_error(vm, "exc_value must be an exception");
  const std::string heading = message.get().is(Kind::Str) ? to_utf8(message) : kIgnored;
  print_unraisable(vm, heading.c_str(), object, exception);
  return retain(Value::none());
}

void report_unraisable(Vm& vm, Value object_value) {
  Local object(vm, object_value);
  Local exception(vm, take_pending(vm));
  if (!exception) return;
  Local hook(vm, sys_attribute(vm, intern_immortal(vm, "unraisablehook")));
  if (!hook || hook.get().is_none() || is_native(hook, sys_unraisablehook)) {
    print_unraisable(vm, kIgnored, object, exception);
  } else if (!call_unraisable_hook(vm, hook, object, exception)) {
    Local second(vm, take_pending(vm));
    if (second) print_unraisable(vm, "Exception ignored in sys.unraisablehook", hook, second);
  }
}

void end_process_by_interrupt() {
  fflush(stdout);
  signal(SIGINT, SIG_DFL);
  kill(getpid(), SIGINT);
}

}  // namespace midden::python
