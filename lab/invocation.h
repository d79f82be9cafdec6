// One invocation: a fresh process, started, waited for and accounted.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "lab/counters.h"
#include "lab/memory_timeline.h"

namespace midden::lab {

struct Command {
  std::vector<std::string> arguments;                            // arguments[0] is the executable
  std::vector<std::pair<std::string, std::string>> environment;  // on top of our own
};

enum class Ending { kExited, kSignalled, kTimedOut, kInterrupted, kNotStarted };

struct Invocation {
  Ending ending = Ending::kNotStarted;
  int exit_status = 0;      // when it exited
  int signal = 0;           // when a signal ended it
  std::string start_error;  // when it could not be started
  double wall_s = 0;
  double user_s = 0;
  double system_s = 0;
  long peak_rss = 0;  // bytes, as the kernel accounts it
  long minor_faults = 0;
  long major_faults = 0;
  long voluntary_switches = 0;
  long involuntary_switches = 0;
  CounterFigures counters;
  MemoryTimeline memory;  // of a captured one

  double cpu_s() const { return user_s + system_s; }
  bool exited_with(int status) const { return ending == Ending::kExited && exit_status == status; }
};

// While one of these lives, SIGINT, SIGTERM and SIGHUP don't end the lab: they end the invocation under way,
// which comes back as kInterrupted, and interrupted() says so from then on.
class InterruptGuard {
 public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

  bool interrupted();
};

// Runs with stdin from /dev/null and stdout and stderr into files, in a process group of its own; after
// timeout_s seconds (0: never) the whole group is killed. An InterruptGuard must be alive.
Invocation invoke_captured(const Command& command, const std::filesystem::path& output,
                           const std::filesystem::path& errors, double timeout_s,
                           const std::function<void(double)>& tick = {});

// Runs with our own stdin, stdout and stderr, forwarding to it the signals that were sent to us. `watch` is
// called with the child and the seconds it has run, ten times a second.
Invocation invoke_in_foreground(const Command& command, const std::function<void(pid_t, double)>& watch = {});

// Becomes the command. Returns only when it could not be started: the error.
std::string become(const Command& command);

// Ends this process as the child ended: with its exit status, or by its signal.
[[noreturn]] void end_like(const Invocation& invocation);

// One word as a POSIX shell reads it.
std::string shell_quoted(const std::string& word);

// What a program printed on stdout, for short questions to it; empty with `error` set when it failed.
std::string output_of(const Command& command, double timeout_s, std::string& error);

}  // namespace midden::lab
