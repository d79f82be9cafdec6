// The program of one configuration: see `--help`. The lab starts it; it works alone as well.

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <optional>

#include "collectors/common/gc_log.h"
#include "collectors/common/heap_settings.h"
#include "collectors/common/live_figures.h"
#include "collectors/common/trace.h"
#include "configuration.h"
#include "workloads/interpreter/program/command_line.h"
#include "workloads/interpreter/program/run_report.h"
#include "workloads/interpreter/vm/exceptions.h"
#include "workloads/interpreter/vm/imports.h"
#include "workloads/interpreter/vm/roots.h"
#include "workloads/interpreter/vm/startup.h"
#include "workloads/interpreter/vm/uncaught.h"

namespace midden::python {

namespace {

constexpr ConfigurationFacts kFacts = {
    .name = configuration::kName,
    .model = configuration::kModelName,
    .collector = configuration::kCollectorName,
    .summary = Collector::kSummary,
    .moves = Collector::kMoves,
    .counts = Collector::kCounts,
    .options = Collector::kOptions,
    .version = MIDDEN_VERSION,
    .build_type = MIDDEN_BUILD_TYPE,
    .flags = MIDDEN_FLAGS,
    .sanitizer = MIDDEN_SANITIZER,
};

// The signal handler must find its interpreter; there is one in this program.
std::atomic<Vm*> interrupted_vm{nullptr};

void on_interrupt(int) {
  if (Vm* vm = interrupted_vm.load(std::memory_order_relaxed)) {
    vm->interrupted.store(true, std::memory_order_relaxed);
    vm->attention.store(true, std::memory_order_relaxed);
  }
}

double seconds(clockid_t clock) {
  timespec now;
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

std::string folder_of(const std::string& path) {
  std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash);
}

// Where the library's .py files are: beside the source tree in a build, in share/midden when installed.
std::string library_folder() {
  char self[4096];
  ssize_t size = readlink("/proc/self/exe", self, sizeof self - 1);
  if (size > 0) {
    self[size] = 0;
    // self is <prefix>/libexec/midden/vm/<name>
    std::string installed = folder_of(folder_of(folder_of(folder_of(self)))) + "/share/midden/library";
    if (access(installed.c_str(), R_OK) == 0) return installed;
  }
  return MIDDEN_LIBRARY_DIRECTORY;
}

// What CPython says when it cannot start a program; 0: fine.
int check_program(const std::string& given) {
  std::string path = given;
  if (given[0] != '/') {
    char folder[4096];
    if (getcwd(folder, sizeof folder)) path = std::string(folder) + "/" + given;
  }
  struct stat status;
  if (stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode)) {
    fprintf(stderr, "%s: can't find '__main__' module in '%s'\n", kFacts.name, path.c_str());
    return 1;
  }
  FILE* file = fopen(path.c_str(), "rb");
  if (!file) {
    fprintf(stderr, "%s: can't open file '%s': [Errno %d] %s\n", kFacts.name, path.c_str(), errno,
            strerror(errno));
    return 2;
  }
  fclose(file);
  return 0;
}

int run_command(const CommandLine& command) {
  if (int status = check_program(command.program)) return status;
  double wall_start = seconds(CLOCK_MONOTONIC), cpu_start = seconds(CLOCK_THREAD_CPUTIME_ID);
  const std::uint64_t start_ns = monotonic_ns();
  GcLog log;
  if (!command.gc_log.empty() && !log.open(command.gc_log.c_str(), start_ns)) {
    fprintf(stderr, "%s: cannot write the collector log '%s': %s\n", kFacts.name, command.gc_log.c_str(),
            strerror(errno));
    return 2;
  }
  Trace trace;
  if (!command.trace.empty() &&
      !trace.open(command.trace.c_str(), kFacts.name + (" " + command.program), start_ns)) {
    fprintf(stderr, "%s: cannot write the trace '%s': %s\n", kFacts.name, command.trace.c_str(),
            strerror(errno));
    return 2;
  }
  LiveFigures live;
  if (!command.live.empty() && !live.open(command.live.c_str(), start_ns)) {
    fprintf(stderr, "%s: cannot map '%s': %s\n", kFacts.name, command.live.c_str(), strerror(errno));
    return 2;
  }
  VmRoots roots;
  Collector::Heap heap(command.settings, roots);
  if (!command.gc_log.empty()) heap.events().add(&log);
  auto sample = [&heap] {
    const MemoryFigures figures = heap.memory();
    return HeapSample{figures.held, figures.live, heap.worklist()};
  };
  if (!command.trace.empty()) heap.events().add(&trace);
  if (!command.live.empty()) heap.events().add(&live);
  trace.set_sampler(sample);
  live.set_sampler(sample);
  int status = 0;
  {
    Collector::Mutator mutator(heap);
    Vm vm(mutator);
    vm.heap = &heap;
    roots.attach(&vm);
    vm.arguments = command.arguments;
    vm.arguments.insert(vm.arguments.begin(), command.program);
    vm.library_path = library_folder();
    vm.module_path = {folder_of(command.program), vm.library_path};
    interrupted_vm.store(&vm, std::memory_order_relaxed);
    signal(SIGPIPE, SIG_IGN);
    struct sigaction action {};
    action.sa_handler = on_interrupt;
    sigaction(SIGINT, &action, nullptr);

    if (!start(vm) || !run_program(vm, command.program)) status = report_uncaught(vm);
    shut_down(vm);
    if (int wrong = heap.verdict()) status = wrong;
    interrupted_vm.store(nullptr, std::memory_order_relaxed);
    ReportInput report{command, status, seconds(CLOCK_MONOTONIC) - wall_start,
                       seconds(CLOCK_THREAD_CPUTIME_ID) - cpu_start};
    if (!write_report(kFacts, report, heap.statistics(), heap.memory())) status = status ? status : 2;
    roots.attach(nullptr);
  }
  if (!trace.close()) {
    fprintf(stderr, "%s: cannot write the trace '%s'\n", kFacts.name, command.trace.c_str());
    status = status ? status : 2;
  }
  return status;
}

}  // namespace

}  // namespace midden::python

int main(int argc, char** argv) {
  midden::python::CommandLine command;
  if (std::optional<int> status =
          midden::python::parse_command_line(midden::python::kFacts, argc, argv, &command))
    return *status;
  int status = midden::python::run_command(command);
  fflush(stdout);
  if (status == midden::python::kInterruptedStatus) midden::python::end_process_by_interrupt();
  return status;
}
