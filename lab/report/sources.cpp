#include "lab/report/sources.h"

#include <fmt/format.h>

#include "lab/canary.h"
#include "lab/error.h"
#include "lab/minimum_heap.h"
#include "lab/results.h"
#include "lab/scratch.h"
#include "lab/size.h"
#include "lab/suggest.h"

using nlohmann::json;

namespace midden::lab {

namespace {

std::string times(int count) { return fmt::format("{} invocation{}", count, count == 1 ? "" : "s"); }

json method_of_study(const json& definition) {
  json method = {
      {"invocations", fmt::format("{} of each program, configuration and heap size, each a fresh process",
                                  definition.at("invocations").get<int>())},
      {"order", fmt::format("all jobs of a round in one random order, seed {}; rounds one after the other",
                            definition.at("seed").get<std::uint64_t>())},
      {"compared by", definition.at("metric") == "cpu" ? "CPU time" : "wall time"}};
  const json& search = definition.at("minimum_heap");
  method["minimum heap"] = fmt::format(
      "bisection with {}, {} trials for a size, to {:g} %", search.at("collector").get<std::string>(),
      search.at("trials").get<int>(), search.at("precision").get<double>() * 100);
  std::vector<std::string> warm;
  for (const json& program : definition.at("programs")) {
    if (int warmup = program.at("warmup"); warmup > 0)
      warm.push_back(fmt::format("{} {}", program.at("name").get<std::string>(), times(warmup)));
  }
  method["warm-up"] =
      warm.empty() ? "none: everything from the start of the process is in" : join(warm, ", ");
  const json& canary = definition.at("canary");
  if (int every = canary.at("every"); every > 0) {
    method["canary"] =
        fmt::format("{} under {}, after every {} jobs", canary.at("program").get<std::string>(),
                    canary.at("configuration").get<std::string>(), every);
  }
  return method;
}

std::string minimum_remark(const json& line) {
  MinimumHeap minimum;
  if (line["heap"].is_number_unsigned()) minimum.heap = line["heap"];
  if (line["failure"].is_string()) minimum.failure = line["failure"];
  for (const json& told : line["trials"])
    minimum.tried.push_back({told["heap"], told["passed"], told["memory"], told["timeout"], told["failed"]});
  return fmt::format("Minimum heap of {} on {}: {}.", line["program"].get<std::string>(),
                     line["model"].get<std::string>(), minimum_heap_text(minimum));
}

void add_dissenters(ReportSource& source, const ProgramCells& cells) {
  std::vector<std::string> odd;
  for (std::size_t cell : cells.result.outputs.dissenters(-1))
    odd.push_back(cells.plan.contestants[cell].label);
  if (!odd.empty())
    source.remarks.push_back(fmt::format("The output of {} differs from the others' under {}.",
                                         cells.plan.program.name, join(odd, ", ")));
}

ReportSource study_source(const Results& results) {
  ReportSource source;
  source.is_study = true;
  source.environments = json::array();
  const json* definition = nullptr;
  for (const json& line : results.lines()) {
    if (line["kind"] == "study" && line.contains("definition")) {
      definition = &line["definition"];
      if (line.contains("environment")) source.environments.push_back(line["environment"]);
    }
    if (line["kind"] == "minimum") source.remarks.push_back(minimum_remark(line));
  }
  if (definition == nullptr)
    throw UserError(fmt::format("{}: no line says what the study is", results.file().string()));
  source.name = definition->at("name");
  source.method = method_of_study(*definition);
  for (const json& program : definition->at("programs")) {
    source.programs.push_back(study_cells(*definition, program.at("name"), results));
    source.heaps.push_back(definition->at("heaps").get<std::vector<std::string>>());
    add_dissenters(source, source.programs.back());
  }
  for (std::string& line : canary_lines(*definition, results)) source.remarks.push_back("The " + line + ".");
  for (const std::string& complaint : results.complaints()) source.remarks.push_back(complaint + ".");
  return source;
}

}  // namespace

ReportSource comparison_source(const json& record, const std::string& name) {
  try {
    ReportSource source;
    source.name = name;
    source.environments = json::array({record.at("environment")});
    for (const json& program : record.at("programs")) {
      source.programs.push_back(comparison_cells(program));
      source.heaps.emplace_back();
      if (!program.at("outputs_agree"))
        source.remarks.push_back(
            fmt::format("Not all printed the same of {}.", program.at("name").get<std::string>()));
      if (program.at("interrupted"))
        source.remarks.push_back(
            fmt::format("{} was interrupted after {} of {} rounds.", program.at("name").get<std::string>(),
                        program.at("rounds_done").get<int>(), program.at("invocations_asked").get<int>()));
      const Plan& plan = source.programs.back().plan;
      source.method = {
          {"invocations", fmt::format("{} of each configuration, each a fresh process", plan.rounds)},
          {"order", fmt::format("all configurations of a round in random order, seed {}", plan.seed)},
          {"compared by", plan.metric == &Figures::cpu_s ? "CPU time" : "wall time"},
          {"heap limit", plan.heap_limit == 0 ? "none" : format_size(plan.heap_limit)},
          {"warm-up", "none: everything from the start of the process is in"}};
    }
    return source;
  } catch (const json::exception& error) {
    throw UserError(fmt::format("{}: not a record of midden compare: {}", name, error.what()));
  }
}

ReportSource read_report_source(const std::filesystem::path& file) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(file, ignored))
    throw UserError(fmt::format(
        "{}: no such file; give results of 'midden sweep' or of 'midden compare --json'", file.string()));
  json whole = json::parse(read_file(file), nullptr, false);
  if (whole.is_object() && whole.value("schema", "") == "midden-compare/1")
    return comparison_source(whole, file.filename().string());
  Results results(file);
  if (results.lines().empty())
    throw UserError(
        fmt::format("{}: neither results of 'midden sweep' nor of 'midden compare --json'", file.string()));
  try {
    return study_source(results);
  } catch (const json::exception& error) {
    throw UserError(fmt::format("{}: its study line cannot be read: {}", file.string(), error.what()));
  }
}

}  // namespace midden::lab
