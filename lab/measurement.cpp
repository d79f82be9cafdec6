#include "lab/measurement.h"

#include <fmt/format.h>

#include <cstring>

#include "lab/peers.h"
#include "lab/pypy_log.h"
#include "lab/record.h"
#include "lab/requests.h"
#include "lab/scratch.h"
#include "lab/size.h"
#include "lab/timeline.h"

namespace midden::lab {

namespace {

void judge(Measurement& measured, const std::string& said, const Limits& limits) {
  const Invocation& invocation = measured.invocation;
  switch (invocation.ending) {
    case Ending::kExited:
      if (invocation.exit_status == 0) return;
      if (said.starts_with("MemoryError")) {
        measured.outcome = Outcome::kMemory;
        measured.failure =
            "MemoryError" + (limits.heap ? fmt::format(" within --heap {}", format_size(limits.heap)) : "");
        return;
      }
      measured.outcome = Outcome::kFailed;
      measured.failure =
          fmt::format("exit status {}{}", invocation.exit_status, said.empty() ? "" : ": " + said);
      return;
    case Ending::kSignalled:
      measured.outcome = Outcome::kFailed;
      measured.failure =
          fmt::format("killed by signal {} ({})", invocation.signal, strsignal(invocation.signal));
      return;
    case Ending::kTimedOut:
      measured.outcome = Outcome::kTimeout;
      measured.failure = fmt::format("timed out after {:g} s", limits.timeout_s);
      return;
    case Ending::kNotStarted:
      measured.outcome = Outcome::kFailed;
      measured.failure = fmt::format("could not be started: {}", invocation.start_error);
      return;
    case Ending::kInterrupted:
      measured.outcome = Outcome::kInterrupted;
      return;
  }
}

}  // namespace

const char* outcome_name(Outcome outcome) {
  switch (outcome) {
    case Outcome::kOk:
      return "ok";
    case Outcome::kMemory:
      return "memory";
    case Outcome::kTimeout:
      return "timeout";
    case Outcome::kFailed:
      return "failed";
    case Outcome::kInterrupted:
      return "interrupted";
  }
  return "unknown";
}

Measurement measure(const Contestant& contestant, const Program& program,
                    const std::vector<std::string>& arguments, const Limits& limits,
                    const std::filesystem::path& scratch, const std::function<void(double)>& tick) {
  std::filesystem::path vm_record = scratch / "record.json", cycle_log = scratch / "cycles.jsonl",
                        request_log = scratch / "requests";
  std::error_code ignored;
  for (const auto& left : {vm_record, cycle_log, pypy_log(cycle_log), request_log})
    std::filesystem::remove(left, ignored);
  Command command{
      contestant.command,
      {{"PYTHONHASHSEED", "0"}, {"PYTHONDONTWRITEBYTECODE", "1"}, {"MIDDEN_REQUESTS", request_log.string()}}};
  if (!contestant.is_peer) {
    for (const std::string& word :
         {std::string("--json"), vm_record.string(), std::string("--gc-log"), cycle_log.string()})
      command.arguments.push_back(word);
  } else if (!contestant.peer_hooks.empty()) {
    for (auto& variable : peer_environment(contestant.peer_hooks, cycle_log))
      command.environment.push_back(std::move(variable));
  }
  command.arguments.push_back(program.path.string());
  command.arguments.insert(command.arguments.end(), arguments.begin(), arguments.end());

  Measurement measured;
  measured.invocation = invoke_captured(command, scratch / "out", scratch / "err", limits.timeout_s, tick);
  std::string said = last_line(read_file(scratch / "err"));
  judge(measured, said, limits);
  if (measured.outcome == Outcome::kInterrupted) return measured;
  measured.record = run_record(program.path, arguments, measured.invocation, vm_record);
  if (contestant.is_peer) convert_pypy_log(pypy_log(cycle_log), cycle_log);
  if (contestant.is_peer) add_peer_log(measured.record, cycle_log);
  if (std::filesystem::exists(cycle_log, ignored)) {
    double run_s = measured.record.value("wall_s", measured.invocation.wall_s);
    measured.record["timeline"] = timeline_record(read_cycle_log(cycle_log), run_s);
  }
  if (auto requests = requests_record(read_requests(request_log)); !requests.is_null())
    measured.record["requests"] = std::move(requests);
  if (measured.outcome != Outcome::kOk) measured.record["last_stderr_line"] = std::move(said);
  measured.output = read_file(scratch / "out");
  return measured;
}

}  // namespace midden::lab
