// Records: one JSON object per invocation, made of what the executable said (its run record) and what its
// parent saw.
//
//   schema        "midden-run/1"
//   program       {path, arguments}
//   configuration {name, model, collector, options, heap_limit, …}   from the run record
//   environment   see environment.h                                  left out of the records inside a
//                                                                    comparison
//   process       {ending, exit_status, signal, wall_s, user_s, system_s, cpu_s, peak_rss, minor_faults, …}
//   timeline      see timeline.h: what the log of collections says
//   cpu           {mutator_s, collector_in_mutator_s, pause_s, helpers_s}
//   memory        {peak_rss, live, held, committed, allocated_bytes, allocated_objects}
//   cycles        {<kind>: count}
//   pauses        {count, total_s, p50_s, p90_s, p99_s, p999_s, max_s}; ours are right to 6 %
//   counters      {instructions, cycles, cache_misses, page_faults, task_clock_s: of the process and its
//                 children, null where the kernel refuses; kernel_included}
//   memory_over_time  {rss, pss, shared_clean, …: [[seconds, bytes], …]}, as the lab saw it; only of
//                     captured invocations
//   requests      see requests.h: latencies, of programs that report requests
//   wall_s, exit_status, …
//
// An executable that ended before it wrote its run record leaves out configuration and what follows process.
// Of peers there are timeline, cycles, pauses and cpu.pause_s, as their own hooks tell them (peers.h).
#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "lab/invocation.h"

namespace midden::lab {

nlohmann::json process_record(const Invocation& invocation);

nlohmann::json run_record(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                          const Invocation& invocation, const std::filesystem::path& vm_record);

// What the tables read from a record.
struct Figures {
  double wall_s = 0;
  double cpu_s = 0;
  std::optional<double> collector_share;  // of the CPU time, 0 to 1
  // CPU time by who spent it; a real interpreter only tells its pauses.
  std::optional<double> cpu_pause_s, cpu_helpers_s, cpu_in_mutator_s;
  std::optional<double> collector_cpu_s;    // pauses, helpers, and the mutator's work for the collector
  std::optional<double> collector_wall_s;   // of these, what the program waits for
  std::map<std::string, long long> cycles;  // by kind
  bool has_cycles = false;
  // Of the time line where there is one, else of the executable's own histogram.
  std::optional<double> pause_count, pause_p50_s, pause_p99_s, pause_p90_s, pause_p999_s, pause_p9999_s,
      pause_max_s;
  std::map<int, double> pause_histogram;               // timeline.h's buckets
  std::vector<std::pair<double, double>> utilisation;  // window in seconds, bounded utilisation
  std::optional<double> garbage_max;                   // bytes
  std::optional<double> freed_per_visited;             // objects
  std::optional<double> allocated_bytes_per_s;
  double peak_rss = 0;  // bytes
  std::optional<double> instructions, clock_cycles, cache_misses;

  // The bounded utilisation for a window: that of the next longer one of the list.
  std::optional<double> utilisation_at(double window_s) const;
};
Figures figures_of(const nlohmann::json& record);

}  // namespace midden::lab
