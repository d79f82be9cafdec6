// The module posix: processes, the environment, constants.

#include <fcntl.h>
#include <signal.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/results.h"
#include "workloads/interpreter/modules/io.h"
#include "workloads/interpreter/modules/posix.h"
#include "workloads/interpreter/vm/imports.h"

extern char** environ;

namespace midden::python {
namespace {

Owned process_id(Vm& vm, Arguments) { return make_int(vm, ::getpid()); }
Owned parent_id(Vm& vm, Arguments) { return make_int(vm, ::getppid()); }
Owned user_id(Vm& vm, Arguments) { return make_int(vm, ::getuid()); }
Owned group_id(Vm& vm, Arguments) { return make_int(vm, ::getgid()); }

Owned exit_now(Vm& vm, Arguments arguments) {
  std::int64_t status;
  if (!to_index(vm, arguments[0], &status)) return nullptr;
  ::_exit(static_cast<int>(status));
}

Owned send_signal(Vm& vm, Arguments arguments) {
  std::int64_t process, number;
  if (!to_index(vm, arguments[0], &process) || !to_index(vm, arguments[1], &number)) return nullptr;
  const int failed = ::kill(static_cast<pid_t>(process), static_cast<int>(number));
  return failed < 0 ? raise_os_error(vm, errno, Value{}) : owned_none();
}

// As in CPython, what is buffered belongs to parent and child: both may write it.
Owned fork_process(Vm& vm, Arguments) {
  vm.heap->before_fork();
  const pid_t child = ::fork();
  vm.heap->after_fork();
  return child < 0 ? raise_os_error(vm, errno, Value{}) : make_int(vm, child);
}

Owned wait_for(Vm& vm, Arguments arguments) {
  std::int64_t process, options;
  if (!to_index(vm, arguments[0], &process) || !to_index(vm, arguments[1], &options)) return nullptr;
  int status = 0;
  pid_t ended;
  do {
    ended = ::waitpid(static_cast<pid_t>(process), &status, static_cast<int>(options));
  } while (ended < 0 && errno == EINTR);
  if (ended < 0) return raise_os_error(vm, errno, Value{});
  Local child(vm, make_int(vm, ended)), result(vm, make_int(vm, status));
  return make_tuple(vm, {child, result});
}

Owned wait_for_any(Vm& vm, Arguments) {
  int status = 0;
  const pid_t ended = ::wait(&status);
  if (ended < 0) return raise_os_error(vm, errno, Value{});
  Local child(vm, make_int(vm, ended)), result(vm, make_int(vm, status));
  return make_tuple(vm, {child, result});
}

bool status_argument(Vm& vm, Arguments arguments, int* status) {
  std::int64_t number;
  if (!to_index(vm, arguments[0], &number)) return false;
  *status = static_cast<int>(number);
  return true;
}
Owned has_exited(Vm& vm, Arguments arguments) {
  int status;
  return status_argument(vm, arguments, &status) ? owned_bool(WIFEXITED(status)) : nullptr;
}
Owned exit_status(Vm& vm, Arguments arguments) {
  int status;
  return status_argument(vm, arguments, &status) ? make_int(vm, WEXITSTATUS(status)) : nullptr;
}
Owned was_signaled(Vm& vm, Arguments arguments) {
  int status;
  return status_argument(vm, arguments, &status) ? owned_bool(WIFSIGNALED(status)) : nullptr;
}
Owned ending_signal(Vm& vm, Arguments arguments) {
  int status;
  return status_argument(vm, arguments, &status) ? make_int(vm, WTERMSIG(status)) : nullptr;
}
Owned status_to_exit_code(Vm& vm, Arguments arguments) {
  int status;
  if (!status_argument(vm, arguments, &status)) return nullptr;
  return make_int(vm, WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status));
}

Owned random_bytes(Vm& vm, Arguments arguments) {
  std::int64_t size;
  if (!to_index(vm, arguments[0], &size)) return nullptr;
  if (size < 0) return raise_value_error(vm, "negative argument not allowed");
  std::string bytes(static_cast<std::size_t>(size), '\0');
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t count = ::getrandom(bytes.data() + done, bytes.size() - done, 0);
    if (count < 0 && errno != EINTR) return raise_os_error(vm, errno, Value{});
    if (count > 0) done += static_cast<std::size_t>(count);
  }
  return make_bytes(vm, bytes);
}

Owned put_environment(Vm& vm, Arguments arguments) {
  std::string name, value;
  if (!path_argument(vm, arguments[0], "", &name) || !path_argument(vm, arguments[1], "", &value))
    return nullptr;
  return ::setenv(name.c_str(), value.c_str(), 1) < 0 ? raise_os_error(vm, errno, Value{}) : owned_none();
}
Owned unset_environment(Vm& vm, Arguments arguments) {
  std::string name;
  if (!path_argument(vm, arguments[0], "", &name)) return nullptr;
  return ::unsetenv(name.c_str()) < 0 ? raise_os_error(vm, errno, Value{}) : owned_none();
}

Owned error_text(Vm& vm, Arguments arguments) {
  std::int64_t number;
  if (!to_index(vm, arguments[0], &number)) return nullptr;
  return make_str_utf8(vm, ::strerror(static_cast<int>(number)));
}

Owned cpu_count(Vm& vm, Arguments) { return make_int(vm, ::sysconf(_SC_NPROCESSORS_ONLN)); }

Owned environment(Vm& vm) {
  Local dict(vm, make_dict(vm));
  for (char** entry = environ; dict && *entry; ++entry) {
    const char* equals = std::strchr(*entry, '=');
    if (!equals) continue;
    Local name(vm, make_bytes(vm, std::string_view(*entry, static_cast<std::size_t>(equals - *entry))));
    Local value(vm, make_bytes(vm, equals + 1));
    if (!name || !value || !dict_set(vm, dict, name, value)) return nullptr;
  }
  return dict.take();
}

constexpr auto kForm = NativeDefinition::function;
constexpr NativeDefinition kFunctions[] = {
    {"getpid", process_id, "", kForm},
    {"getppid", parent_id, "", kForm},
    {"getuid", user_id, "", kForm},
    {"geteuid", user_id, "", kForm},
    {"getgid", group_id, "", kForm},
    {"_exit", exit_now, "status", kForm},
    {"kill", send_signal, "pid, signal, /", kForm},
    {"fork", fork_process, "", kForm},
    {"waitpid", wait_for, "pid, options, /", kForm},
    {"wait", wait_for_any, "", kForm},
    {"WIFEXITED", has_exited, "status", kForm},
    {"WEXITSTATUS", exit_status, "status", kForm},
    {"WIFSIGNALED", was_signaled, "status", kForm},
    {"WTERMSIG", ending_signal, "status", kForm},
    {"waitstatus_to_exitcode", status_to_exit_code, "status", kForm},
    {"urandom", random_bytes, "size, /", kForm},
    {"putenv", put_environment, "name, value, /", kForm},
    {"unsetenv", unset_environment, "name, /", kForm},
    {"strerror", error_text, "code, /", kForm},
    {"cpu_count", cpu_count, "", kForm},
};

bool initialize_posix(Vm& vm, Value module_value) {
  Local module(vm, module_value);
  static constexpr struct {
    const char* name;
    int value;
  } kConstants[] = {
      {"O_RDONLY", O_RDONLY}, {"O_WRONLY", O_WRONLY}, {"O_RDWR", O_RDWR},     {"O_CREAT", O_CREAT},
      {"O_EXCL", O_EXCL},     {"O_TRUNC", O_TRUNC},   {"O_APPEND", O_APPEND}, {"O_NONBLOCK", O_NONBLOCK},
      {"F_OK", F_OK},         {"R_OK", R_OK},         {"W_OK", W_OK},         {"X_OK", X_OK},
      {"WNOHANG", WNOHANG},   {"EX_OK", EXIT_SUCCESS}};
  for (const auto& constant : kConstants) {
    if (!add_to_module(vm, module, constant.name, make_int(vm, constant.value))) return false;
  }
  return add_functions(vm, module, posix_file_functions()) &&
         add_to_module(vm, module, "environ", environment(vm));
}

}  // namespace

const ModuleDefinition kPosixModule = {
    .name = "posix", .functions = kFunctions, .initialize = initialize_posix};

}  // namespace midden::python
