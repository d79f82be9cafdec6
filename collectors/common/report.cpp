#include "collectors/common/report.h"

#include "collectors/common/heap_settings.h"
#include "collectors/common/statistics.h"
#include "heap/memory_source.h"

namespace midden {
namespace {

using Json = nlohmann::ordered_json;

double seconds(std::uint64_t ns) { return static_cast<double>(ns) * 1e-9; }

Json option_value(const OptionDescription& option, const HeapSettings& settings, OptionTable table) {
  if (option.type == OptionType::choice) {
    auto set = settings.options.find(option.name);
    return set != settings.options.end() ? set->second : std::string(option.default_value);
  }
  const double value = option_number(table, settings, option.name);
  switch (option.type) {
    case OptionType::boolean:
      return value != 0;
    case OptionType::number:
      return value;
    default:
      return static_cast<std::int64_t>(value);
  }
}

Json durations(const DurationHistogram& histogram) {
  Json buckets = Json::array();
  for (const auto& [upper_end, count] : histogram.coarse()) buckets.push_back({seconds(upper_end), count});
  return {{"count", histogram.count()},
          {"total_s", seconds(histogram.total_ns())},
          {"p50_s", seconds(histogram.percentile_ns(0.5))},
          {"p90_s", seconds(histogram.percentile_ns(0.9))},
          {"p99_s", seconds(histogram.percentile_ns(0.99))},
          {"p999_s", seconds(histogram.percentile_ns(0.999))},
          {"max_s", seconds(histogram.max_ns())},
          {"histogram", buckets}};
}

Json durations_in_pauses(const Statistics& statistics, bool young) {
  Json phases = Json::object();
  for (int i = 0; i < static_cast<int>(Phase::count_); ++i) {
    const auto phase = static_cast<Phase>(i);
    const DurationHistogram& histogram = statistics.in_pauses(phase, young);
    if (histogram.count()) phases[name_of(phase)] = durations(histogram);
  }
  return phases;
}

}  // namespace

Json run_record(const RunFigures& run, const Statistics& statistics, const MemoryFigures& memory) {
  Json options = Json::object();
  for (std::size_t i = 0; run.settings && i < run.options.count; ++i) {
    const OptionDescription& option = run.options.first[i];
    options[option.name] = option_value(option, *run.settings, run.options);
  }
  Json record;
  record["configuration"] = {{"model", run.model},
                             {"collector", run.collector},
                             {"options", options},
                             {"heap_limit", run.settings ? run.settings->limit_bytes : 0},
                             {"verify", run.settings && run.settings->verify},
                             {"stress_interval", run.settings ? run.settings->stress_interval : 0},
                             {"seed", run.settings ? run.settings->seed : 0}};
  record["wall_s"] = run.wall_seconds;
  const double in_mutator = seconds(statistics.collector_in_mutator_ns());
  const double pauses = seconds(statistics.pause_cpu_ns());
  const double mutator = run.thread_cpu_seconds - in_mutator - pauses;
  record["cpu"] = {{"mutator_s", mutator > 0 ? mutator : 0},
                   {"collector_in_mutator_s", in_mutator},
                   {"marking_in_mutator_s", seconds(statistics.marking_in_mutator_ns())},
                   {"pause_s", pauses},
                   {"helpers_s", seconds(statistics.helpers_cpu_ns())}};
  record["memory"] = {{"peak_rss", peak_resident_bytes()},
                      {"rss", resident_bytes()},
                      {"live", memory.live},
                      {"held", memory.held},
                      {"peak_held", memory.peak_held},
                      {"committed", memory.committed},
                      {"allocated_bytes", memory.allocated_bytes},
                      {"allocated_objects", memory.allocated_objects}};
  Json cycles = Json::object();
  for (int i = 0; i < static_cast<int>(CycleKind::count_); ++i) {
    const auto kind = static_cast<CycleKind>(i);
    if (statistics.cycles(kind)) cycles[name_of(kind)] = statistics.cycles(kind);
  }
  record["cycles"] = cycles;
  record["pauses"] = durations(statistics.pauses());
  record["pauses"]["phases"] = durations_in_pauses(statistics, false);
  if (statistics.young_pauses().count()) record["pauses"]["young"] = durations(statistics.young_pauses());
  if (statistics.cycles(CycleKind::young))
    record["pauses"]["young_phases"] = durations_in_pauses(statistics, true);
  Json phases = Json::object(), helper_phases = Json::object();
  for (int i = 0; i < static_cast<int>(Phase::count_); ++i) {
    const auto phase = static_cast<Phase>(i);
    if (statistics.phase_ns(phase)) phases[name_of(phase)] = seconds(statistics.phase_ns(phase));
    if (statistics.helpers_cpu_ns(phase))
      helper_phases[name_of(phase)] = seconds(statistics.helpers_cpu_ns(phase));
  }
  record["phases"] = phases;
  record["helper_phases"] = helper_phases;  // CPU time
  const CycleFigures& totals = statistics.totals();
  record["collected"] = {
      {"objects_visited", totals.objects_visited},   {"bytes_visited", totals.bytes_visited},
      {"objects_freed", totals.objects_freed},       {"bytes_freed", totals.bytes_freed},
      {"objects_moved", totals.objects_moved},       {"bytes_moved", totals.bytes_moved},
      {"objects_floating", totals.objects_floating}, {"bytes_floating", totals.bytes_floating}};
  return record;
}

Json collector_description(const char* name, const char* summary, bool moves, bool counts,
                           OptionTable options) {
  Json list = Json::array();
  for (std::size_t i = 0; i < options.count; ++i) {
    const OptionDescription& option = options.first[i];
    Json described = {
        {"name", option.name}, {"type", name_of(option.type)}, {"default", option.default_value}};
    if (option.choices) {
      described["range"] = option.choices;
    } else {
      described["minimum"] = option.minimum;
      described["maximum"] = option.maximum;
    }
    described["help"] = option.help;
    list.push_back(described);
  }
  return {{"name", name}, {"summary", summary}, {"moves", moves}, {"counts", counts}, {"options", list}};
}

}  // namespace midden
