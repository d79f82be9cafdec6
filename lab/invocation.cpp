#include "lab/invocation.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <initializer_list>

#include "lab/scratch.h"

namespace midden::lab {

namespace {

using Clock = std::chrono::steady_clock;

sigset_t signal_set(std::initializer_list<int> signals) {
  sigset_t set;
  sigemptyset(&set);
  for (int signal : signals) sigaddset(&set, signal);
  return set;
}

sigset_t interrupting_signals() { return signal_set({SIGINT, SIGTERM, SIGHUP}); }

// Signals are never handled, only blocked and waited for: nothing runs asynchronously in the lab.
class SignalBlock {
 public:
  explicit SignalBlock(const sigset_t& set) { sigprocmask(SIG_BLOCK, &set, &before_); }
  ~SignalBlock() { sigprocmask(SIG_SETMASK, &before_, nullptr); }
  SignalBlock(const SignalBlock&) = delete;
  SignalBlock& operator=(const SignalBlock&) = delete;

 private:
  sigset_t before_;
};

sigset_t mask_of_children;  // what was blocked before the lab blocked anything
bool mask_saved = false;
bool was_interrupted = false;

void save_mask() {
  if (!mask_saved) sigprocmask(SIG_SETMASK, nullptr, &mask_of_children);
  mask_saved = true;
}

// Runs in the child between fork and exec; where to write errno if it cannot become the command.
[[noreturn]] void exec_child(const Command& command, int error_pipe) {
  std::vector<char*> arguments;
  for (const std::string& argument : command.arguments)
    arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  for (const auto& [name, value] : command.environment) setenv(name.c_str(), value.c_str(), 1);
  if (mask_saved) sigprocmask(SIG_SETMASK, &mask_of_children, nullptr);
  execvp(arguments[0], arguments.data());
  int error = errno;
  if (write(error_pipe, &error, sizeof error) < 0) _exit(127);
  _exit(127);
}

bool redirect(int descriptor, const char* path, int flags) {
  int opened = open(path, flags | O_CLOEXEC, 0600);
  return opened >= 0 && dup2(opened, descriptor) >= 0;
}

struct Child {
  pid_t pid = -1;
  std::string error;
};

template <typename Prepare>
Child start(const Command& command, Counters& counters, Prepare prepare) {
  save_mask();
  int error_pipe[2], go_pipe[2];
  if (pipe2(error_pipe, O_CLOEXEC) != 0 || pipe2(go_pipe, O_CLOEXEC) != 0) return {-1, std::strerror(errno)};
  pid_t parent = getpid();
  pid_t pid = fork();
  if (pid == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);  // a killed lab leaves nothing running
    if (getppid() != parent) _exit(127);
    close(go_pipe[1]);
    char nothing;
    bool ready = read(go_pipe[0], &nothing, 1) == 0;  // until the parent has closed its end
    if (ready && prepare()) exec_child(command, error_pipe[1]);
    int error = errno;
    if (write(error_pipe[1], &error, sizeof error) < 0) _exit(127);
    _exit(127);
  }
  close(error_pipe[1]);
  close(go_pipe[0]);
  if (pid > 0) counters.open(pid);
  close(go_pipe[1]);
  Child child{pid, {}};
  if (pid < 0) child.error = std::strerror(errno);
  int error = 0;
  if (pid > 0 && read(error_pipe[0], &error, sizeof error) == sizeof error) {
    child.error = std::strerror(error);
    waitpid(pid, nullptr, 0);
    child.pid = -1;
  }
  close(error_pipe[0]);
  return child;
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

timespec as_timespec(double time) {
  auto whole = static_cast<time_t>(time);
  return {whole, static_cast<long>((time - static_cast<double>(whole)) * 1e9)};
}

// Collects the child if it has ended.
bool reap(pid_t pid, int options, Clock::time_point started, Invocation& invocation) {
  int status = 0;
  rusage usage{};
  pid_t ended;
  do {
    ended = wait4(pid, &status, options, &usage);
  } while (ended < 0 && errno == EINTR);
  if (ended != pid) return false;
  invocation.wall_s = std::chrono::duration<double>(Clock::now() - started).count();
  invocation.user_s = seconds(usage.ru_utime);
  invocation.system_s = seconds(usage.ru_stime);
  invocation.peak_rss = usage.ru_maxrss * 1024;
  invocation.minor_faults = usage.ru_minflt;
  invocation.major_faults = usage.ru_majflt;
  invocation.voluntary_switches = usage.ru_nvcsw;
  invocation.involuntary_switches = usage.ru_nivcsw;
  if (WIFSIGNALED(status)) {
    invocation.ending = Ending::kSignalled;
    invocation.signal = WTERMSIG(status);
  } else {
    invocation.ending = Ending::kExited;
    invocation.exit_status = WEXITSTATUS(status);
  }
  return true;
}

}  // namespace

InterruptGuard::InterruptGuard() {
  save_mask();
  sigset_t set = interrupting_signals();
  sigprocmask(SIG_BLOCK, &set, nullptr);
}

InterruptGuard::~InterruptGuard() {
  interrupted();  // one that is still pending has been answered by stopping; it must not end us now
  sigprocmask(SIG_SETMASK, &mask_of_children, nullptr);
}

bool InterruptGuard::interrupted() {
  sigset_t set = interrupting_signals();
  timespec at_once{};
  while (sigtimedwait(&set, nullptr, &at_once) > 0) was_interrupted = true;
  return was_interrupted;
}

Invocation invoke_captured(const Command& command, const std::filesystem::path& output,
                           const std::filesystem::path& errors, double timeout_s,
                           const std::function<void(double)>& tick) {
  Invocation invocation;
  std::signal(SIGCHLD, SIG_DFL);
  save_mask();
  sigset_t watched = interrupting_signals();
  sigaddset(&watched, SIGCHLD);
  SignalBlock block(signal_set({SIGCHLD}));

  Clock::time_point started = Clock::now();
  Counters counters;
  Child child = start(command, counters, [&] {
    setpgid(0, 0);
    return redirect(0, "/dev/null", O_RDONLY) && redirect(1, output.c_str(), O_WRONLY | O_CREAT | O_TRUNC) &&
           redirect(2, errors.c_str(), O_WRONLY | O_CREAT | O_TRUNC);
  });
  if (child.pid < 0) {
    invocation.start_error = child.error;
    return invocation;
  }
  Ending ended_by_us = Ending::kExited;
  double next_tick = 1;
  while (!reap(child.pid, WNOHANG, started, invocation)) {
    double elapsed = std::chrono::duration<double>(Clock::now() - started).count();
    bool too_long = timeout_s > 0 && elapsed >= timeout_s;
    int signal = 0;
    if (!too_long) {
      invocation.memory.look_at(child.pid, elapsed);
      if (tick && elapsed >= next_tick) {
        tick(elapsed);
        next_tick = elapsed + 1;
      }
      const double interval = MemoryTimeline::kInterval;
      timespec wait = as_timespec(timeout_s > 0 ? std::min(interval, timeout_s - elapsed) : interval);
      signal = sigtimedwait(&watched, nullptr, &wait);
      if (signal < 0 || signal == SIGCHLD) continue;
    }
    ended_by_us = too_long ? Ending::kTimedOut : Ending::kInterrupted;
    was_interrupted |= !too_long;
    kill(-child.pid, SIGKILL);
    reap(child.pid, 0, started, invocation);
    break;
  }
  kill(-child.pid, SIGKILL);  // what the program itself may have left running
  if (ended_by_us != Ending::kExited) invocation.ending = ended_by_us;
  invocation.counters = counters.read();
  return invocation;
}

Invocation invoke_in_foreground(const Command& command, const std::function<void(pid_t, double)>& watch) {
  Invocation invocation;
  std::signal(SIGCHLD, SIG_DFL);
  save_mask();
  sigset_t watched =
      signal_set({SIGCHLD, SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGWINCH});
  SignalBlock block(watched);
  Clock::time_point started = Clock::now();
  Counters counters;
  Child child = start(command, counters, [] { return true; });
  if (child.pid < 0) {
    invocation.start_error = child.error;
    return invocation;
  }
  while (!reap(child.pid, WNOHANG, started, invocation)) {
    siginfo_t info;
    timespec tenth{0, 100'000'000};
    int signal = watch ? sigtimedwait(&watched, &info, &tenth) : sigwaitinfo(&watched, &info);
    if (watch && signal != SIGCHLD)
      watch(child.pid, std::chrono::duration<double>(Clock::now() - started).count());
    // A terminal sends its signals to the child as well as to us; what a process sent to us, only we have.
    if (signal > 0 && signal != SIGCHLD && info.si_code <= 0) kill(child.pid, signal);
  }
  invocation.counters = counters.read();
  return invocation;
}

std::string become(const Command& command) {
  std::vector<char*> arguments;
  for (const std::string& argument : command.arguments)
    arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  execvp(arguments[0], arguments.data());
  return std::strerror(errno);
}

void end_like(const Invocation& invocation) {
  std::fflush(nullptr);
  if (invocation.ending != Ending::kSignalled) _exit(invocation.exit_status);
  rlimit no_core{0, 0};  // the child has written its own
  setrlimit(RLIMIT_CORE, &no_core);
  std::signal(invocation.signal, SIG_DFL);
  sigset_t set = signal_set({invocation.signal});
  kill(getpid(), invocation.signal);
  sigprocmask(SIG_UNBLOCK, &set, nullptr);
  _exit(128 + invocation.signal);
}

std::string shell_quoted(const std::string& word) {
  std::string result = "'";
  for (char c : word) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

std::string output_of(const Command& command, double timeout_s, std::string& error) {
  ScratchDirectory scratch;
  Invocation invocation = invoke_captured(command, scratch.path() / "out", scratch.path() / "err", timeout_s);
  if (invocation.exited_with(0)) return read_file(scratch.path() / "out");
  switch (invocation.ending) {
    case Ending::kExited:
      error = fmt::format("exit status {}: {}", invocation.exit_status,
                          last_line(read_file(scratch.path() / "err")));
      break;
    case Ending::kSignalled:
      error = fmt::format("ended by {}", strsignal(invocation.signal));
      break;
    case Ending::kTimedOut:
      error = fmt::format("no answer within {} s", timeout_s);
      break;
    case Ending::kInterrupted:
      error = "interrupted";
      break;
    case Ending::kNotStarted:
      error = invocation.start_error;
      break;
  }
  return {};
}

}  // namespace midden::lab
