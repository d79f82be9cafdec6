#include "workloads/interpreter/program/run_report.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>

#include "collectors/common/report.h"
#include "collectors/common/statistics.h"

namespace midden::python {

namespace {

// What the kernel says of the process's pages, in bytes; empty where it says nothing.
nlohmann::ordered_json memory_map() {
  nlohmann::ordered_json map;
  std::ifstream file("/proc/self/smaps_rollup");
  static constexpr struct {
    const char* theirs;
    const char* ours;
  } kNames[] = {{"Rss:", "rss"},
                {"Pss:", "pss"},
                {"Shared_Clean:", "shared_clean"},
                {"Shared_Dirty:", "shared_dirty"},
                {"Private_Clean:", "private_clean"},
                {"Private_Dirty:", "private_dirty"}};
  for (std::string line; std::getline(file, line);) {
    for (const auto& name : kNames) {
      if (line.rfind(name.theirs, 0) == 0)
        map[name.ours] = std::strtoull(line.c_str() + std::strlen(name.theirs), nullptr, 10) * 1024;
    }
  }
  return map;
}

}  // namespace

bool write_report(const ConfigurationFacts& facts, const ReportInput& input, const Statistics& statistics,
                  const MemoryFigures& memory) {
  if (input.command.json.empty() && !input.command.statistics) return true;
  RunFigures figures;
  figures.model = facts.model;
  figures.collector = facts.collector;
  figures.wall_seconds = input.wall_seconds;
  figures.thread_cpu_seconds = input.thread_cpu_seconds;
  figures.settings = &input.command.settings;
  figures.options = facts.options;
  nlohmann::ordered_json record = run_record(figures, statistics, memory);
  record["memory"]["map"] = memory_map();
  record["program"] = input.command.program;
  record["arguments"] = input.command.arguments;
  record["exit_status"] = input.exit_status;
  if (input.command.statistics) fprintf(stderr, "%s\n", record.dump(2).c_str());
  if (input.command.json.empty()) return true;
  std::ofstream file(input.command.json);
  file << record.dump(2) << '\n';
  file.close();
  if (file) return true;
  fprintf(stderr, "%s: cannot write '%s'\n", facts.name, input.command.json.c_str());
  return false;
}

std::string description(const ConfigurationFacts& facts) {
  nlohmann::ordered_json collector =
      collector_description(facts.collector, facts.summary, facts.moves, facts.counts, facts.options);
  nlohmann::ordered_json result;
  result["name"] = facts.name;
  result["model"] = facts.model;
  result["collector"] = facts.collector;
  result["version"] = facts.version;
  result["build"] = {{"type", facts.build_type},
                     {"compiler", "g++ " __VERSION__},
                     {"flags", facts.flags},
                     {"sanitizer", facts.sanitizer}};
  for (auto& [key, value] : collector.items()) {
    if (!result.contains(key)) result[key] = value;
  }
  return result.dump();
}

}  // namespace midden::python
