#include "lab/record.h"

#include <algorithm>
#include <cstring>

#include "lab/scratch.h"

using nlohmann::json;

namespace midden::lab {

namespace {

const char* ending_name(Ending ending) {
  switch (ending) {
    case Ending::kExited:
      return "exited";
    case Ending::kSignalled:
      return "signal";
    case Ending::kTimedOut:
      return "timeout";
    case Ending::kInterrupted:
      return "interrupted";
    case Ending::kNotStarted:
      return "not started";
  }
  return "unknown";
}

std::optional<double> number_at(const json& object, const char* section, const char* key) {
  auto found = object.find(section);
  if (found == object.end() || !found->is_object()) return std::nullopt;
  auto value = found->find(key);
  if (value == found->end() || !value->is_number()) return std::nullopt;
  return value->get<double>();
}

std::optional<double> number_in(const json& object, const char* key) {
  auto found = object.find(key);
  if (found == object.end() || !found->is_number()) return std::nullopt;
  return found->get<double>();
}

json object_in(const json& object, const char* key) {
  auto found = object.find(key);
  return found == object.end() || !found->is_object() ? json::object() : *found;
}

// Empty when it is none.
json list_in(const json& object, const char* key) {
  auto found = object.find(key);
  return found == object.end() || !found->is_array() ? json::array() : *found;
}

void read_timeline(const json& timeline, Figures& figures) {
  for (const json& entry : list_in(timeline, "histogram")) {
    if (entry.is_array() && entry.size() == 2 && entry[0].is_number() && entry[1].is_number())
      figures.pause_histogram[entry[0]] += entry[1].get<double>();
  }
  const json curve = object_in(timeline, "utilisation");
  const json windows = list_in(curve, "window_s"), bounded = list_in(curve, "bounded");
  for (std::size_t i = 0; i < std::min(windows.size(), bounded.size()); ++i) {
    if (windows[i].is_number() && bounded[i].is_number())
      figures.utilisation.emplace_back(windows[i], bounded[i]);
  }
  figures.garbage_max = number_in(timeline, "garbage_max");
  figures.freed_per_visited = number_in(timeline, "freed_per_visited");
}

}  // namespace

std::optional<double> Figures::utilisation_at(double window_s) const {
  for (const auto& [window, value] : utilisation) {
    if (window >= window_s * (1 - 1e-3)) return value;
  }
  return utilisation.empty() ? std::nullopt : std::optional(utilisation.back().second);
}

json process_record(const Invocation& invocation) {
  json record = {
      {"ending", ending_name(invocation.ending)},
      {"exit_status", nullptr},
      {"signal", nullptr},
      {"wall_s", invocation.wall_s},
      {"user_s", invocation.user_s},
      {"system_s", invocation.system_s},
      {"cpu_s", invocation.cpu_s()},
      {"peak_rss", invocation.peak_rss},
      {"minor_faults", invocation.minor_faults},
      {"major_faults", invocation.major_faults},
      {"voluntary_switches", invocation.voluntary_switches},
      {"involuntary_switches", invocation.involuntary_switches},
  };
  if (invocation.ending == Ending::kExited) record["exit_status"] = invocation.exit_status;
  if (invocation.ending == Ending::kSignalled) record["signal"] = invocation.signal;
  return record;
}

json run_record(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                const Invocation& invocation, const std::filesystem::path& vm_record) {
  json record = json::parse(read_file(vm_record), nullptr, false);
  if (!record.is_object()) record = json::object();
  record["schema"] = "midden-run/1";
  record["program"] = {{"path", program.string()}, {"arguments", arguments}};
  record["process"] = process_record(invocation);
  record["counters"] = invocation.counters.json();
  if (nlohmann::json memory = invocation.memory.json(); !memory["rss"].empty())
    record["memory_over_time"] = std::move(memory);
  return record;
}

Figures figures_of(const json& record) {
  Figures figures;
  figures.wall_s = number_at(record, "process", "wall_s").value_or(0);
  figures.cpu_s = number_at(record, "process", "cpu_s").value_or(0);
  // The executable's own figure: the kernel's begins with what the lab itself had mapped when it forked.
  figures.peak_rss =
      number_at(record, "memory", "peak_rss").value_or(number_at(record, "process", "peak_rss").value_or(0));
  const json timeline = object_in(record, "timeline");
  const json& pauses = timeline.contains("pauses") ? timeline : record;
  figures.pause_count = number_at(pauses, "pauses", "count");
  figures.pause_p50_s = number_at(pauses, "pauses", "p50_s");
  figures.pause_p90_s = number_at(pauses, "pauses", "p90_s");
  figures.pause_p99_s = number_at(pauses, "pauses", "p99_s");
  figures.pause_p9999_s = number_at(pauses, "pauses", "p9999_s");
  figures.pause_p999_s = number_at(pauses, "pauses", "p999_s");
  figures.pause_max_s = number_at(pauses, "pauses", "max_s");
  read_timeline(timeline, figures);
  auto allocated = number_at(record, "memory", "allocated_bytes");
  if (auto run = number_in(record, "wall_s"); allocated && run && *run > 0)
    figures.allocated_bytes_per_s = *allocated / *run;

  auto pause = number_at(record, "cpu", "pause_s"), helpers = number_at(record, "cpu", "helpers_s"),
       in_mutator = number_at(record, "cpu", "collector_in_mutator_s");
  figures.cpu_pause_s = pause;
  figures.cpu_helpers_s = helpers;
  figures.cpu_in_mutator_s = in_mutator;
  if (pause || helpers || in_mutator) {
    double collector = pause.value_or(0) + helpers.value_or(0) + in_mutator.value_or(0);
    double total = collector + number_at(record, "cpu", "mutator_s").value_or(figures.cpu_s - collector);
    if (total > 0) figures.collector_share = collector / total;
    figures.collector_cpu_s = collector;
    if (auto paused = number_at(record, "pauses", "total_s"))
      figures.collector_wall_s = *paused + in_mutator.value_or(0);
  }
  figures.instructions = number_at(record, "counters", "instructions");
  figures.clock_cycles = number_at(record, "counters", "cycles");
  figures.cache_misses = number_at(record, "counters", "cache_misses");
  auto cycles = record.find("cycles");
  if (cycles != record.end() && cycles->is_object()) {
    figures.has_cycles = true;
    for (const auto& [kind, count] : cycles->items()) {
      if (count.is_number()) figures.cycles[kind] = count.get<long long>();
    }
  }
  return figures;
}

}  // namespace midden::lab
