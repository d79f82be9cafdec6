// The module _signal, under library/signal.py: which signals reach the program, and their delivery at the
// next safepoint.

#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/results.h"
#include "workloads/interpreter/modules/modules.h"
#include "workloads/interpreter/vm/finalization.h"

namespace midden::python {
namespace {

// Signals belong to the process: these are the only way from a handler to its interpreter. All relaxed:
// handler and interpreter are one thread, and no other data is published.
std::atomic<Vm*> receiver{nullptr};
std::atomic<bool> arrived[NSIG];

void on_signal(int number) {
  arrived[number].store(true, std::memory_order_relaxed);
  if (Vm* vm = receiver.load(std::memory_order_relaxed)) vm->attention.store(true, std::memory_order_relaxed);
}

// The function that library/signal.py wants called with each signal's number.
Word& deliver_function(Vm& vm) { return vm.finalization->signal_handler; }

bool deliver_signals(Vm& vm) {
  for (int number = 1; number < NSIG; ++number) {
    if (!arrived[number].load(std::memory_order_relaxed)) continue;
    arrived[number].store(false, std::memory_order_relaxed);
    Local function(vm, Value{deliver_function(vm)}), argument(vm, make_int(vm, number));
    if (!argument) return false;
    const Owned done = call(vm, function, {argument});
    if (!done) return false;
  }
  return true;
}

bool signal_argument(Vm& vm, Value value, int* number) {
  std::int64_t wide;
  if (!to_index(vm, value, &wide)) return false;
  if (wide < 1 || wide >= NSIG) {
    raise_value_error(vm, "signal number out of range");
    return false;
  }
  *number = static_cast<int>(wide);
  return true;
}

// install(number, how): 0 as the system does it, 1 not at all, 2 by the program.
Owned install(Vm& vm, Arguments arguments) {
  int number;
  std::int64_t how;
  if (!signal_argument(vm, arguments[0], &number) || !to_index(vm, arguments[1], &how)) return nullptr;
  receiver.store(&vm, std::memory_order_relaxed);
  struct sigaction action {};
  action.sa_handler = how == 0 ? SIG_DFL : how == 1 ? SIG_IGN : on_signal;
  return ::sigaction(number, &action, nullptr) < 0 ? raise_os_error(vm, errno, Value{}) : owned_none();
}

Owned set_deliver(Vm& vm, Arguments arguments) {
  const Word old = deliver_function(vm);
  deliver_function(vm) = retain(arguments[0]).take().bits;
  Mutator::release(old);
  vm.finalization->set_signal_hook(deliver_signals);
  return owned_none();
}

Owned raise_signal(Vm& vm, Arguments arguments) {
  int number;
  if (!signal_argument(vm, arguments[0], &number)) return nullptr;
  ::raise(number);
  return handle_attention(vm) ? owned_none() : nullptr;
}

Owned set_alarm(Vm& vm, Arguments arguments) {
  std::int64_t seconds;
  if (!to_index(vm, arguments[0], &seconds)) return nullptr;
  return make_int(vm, ::alarm(static_cast<unsigned>(seconds)));
}

Owned signal_text(Vm& vm, Arguments arguments) {
  int number;
  if (!signal_argument(vm, arguments[0], &number)) return nullptr;
  const char* text = ::strsignal(number);
  return text ? make_str_utf8(vm, text) : owned_none();
}

constexpr auto kForm = NativeDefinition::function;
constexpr NativeDefinition kFunctions[] = {
    {"install", install, "number, how, /", kForm},         {"set_deliver", set_deliver, "function, /", kForm},
    {"raise_signal", raise_signal, "signalnum, /", kForm}, {"alarm", set_alarm, "seconds, /", kForm},
    {"strsignal", signal_text, "signalnum, /", kForm},
};

}  // namespace

const ModuleDefinition kSignalModule = {.name = "_signal", .functions = kFunctions};

}  // namespace midden::python
