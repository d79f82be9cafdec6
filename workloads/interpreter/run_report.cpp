#include "workloads/interpreter/run_report.h"

#include <cstdio>
#include <fstream>

#include "collectors/common/report.h"
#include "collectors/common/statistics.h"
#include "configuration.h"

namespace midden::python {

bool write_report(const ReportInput& input, const Statistics& statistics, const MemoryFigures& memory,
                  OptionTable options) {
  if (input.command.json.empty() && !input.command.statistics) return true;
  RunFigures figures;
  figures.model = configuration::kModelName;
  figures.collector = configuration::kCollectorName;
  figures.wall_seconds = input.wall_seconds;
  figures.thread_cpu_seconds = input.thread_cpu_seconds;
  figures.settings = &input.command.settings;
  figures.options = options;
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
  fprintf(stderr, "%s: cannot write '%s'\n", kProgramName, input.command.json.c_str());
  return false;
}

std::string description() {
  using C = configuration::Collector;
  nlohmann::ordered_json collector =
      collector_description(C::kName, C::kSummary, C::kMoves, C::kCounts, C::kOptions);
  nlohmann::ordered_json result;
  result["name"] = configuration::kName;
  result["model"] = configuration::kModelName;
  result["collector"] = configuration::kCollectorName;
  result["version"] = MIDDEN_VERSION;
  result["build"] = {
      {"type", MIDDEN_BUILD_TYPE}, {"compiler", "g++ " __VERSION__}, {"sanitizer", MIDDEN_SANITIZER}};
  for (auto& [key, value] : collector.items()) {
    if (!result.contains(key)) result[key] = value;
  }
  return result.dump();
}

}  // namespace midden::python
