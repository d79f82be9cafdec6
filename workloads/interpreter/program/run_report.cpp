#include "workloads/interpreter/program/run_report.h"

#include <cstdio>
#include <fstream>

#include "collectors/common/report.h"
#include "collectors/common/statistics.h"

namespace midden::python {

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
