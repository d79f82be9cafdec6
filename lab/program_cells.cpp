#include "lab/program_cells.h"

#include <fmt/format.h>

#include <utility>

#include "lab/jobs.h"

using nlohmann::json;

namespace midden::lab {

namespace {

void keep(ProgramCells& cells, std::size_t cell, const json& record) {
  json& picture = cells.pictures[cell];
  auto timeline = record.find("timeline");
  if (picture.is_null() && timeline != record.end() && timeline->is_object() &&
      timeline->contains("cycles")) {
    picture = *timeline;
    picture["memory_over_time"] = record.value("memory_over_time", json());
  }
  auto requests = record.find("requests");
  if (requests != record.end() && requests->is_object()) cells.requests[cell].push_back(*requests);
}

void add_line(ProgramCells& cells, std::size_t cell, const json& line) {
  Series& series = cells.result.series[cell];
  std::string outcome = line["outcome"];
  if (outcome != "ok") {
    ++cells.failures[cell][outcome];
    series.failed_hard |= outcome == "failed";
    const json& why = line["failure"];
    series.failure = why.is_string() ? why.get<std::string>() : outcome;
    return;
  }
  const json& record = line["record"];
  series.samples.push_back({line["round"], line["position"], figures_of(record), json(nullptr)});
  cells.result.outputs.add(cell, 0, line["output"]);
  auto timeline = record.find("timeline");
  if (cells.pictures[cell].is_null() && timeline != record.end() && timeline->is_object() &&
      timeline->contains("cycles"))
    cells.pictures[cell] = *timeline;
}

}  // namespace

ProgramCells study_cells(const json& definition, const std::string& program, const Results& results) {
  ProgramCells cells;
  for (const json& entry : definition.at("programs")) {
    if (entry.at("name") != program) continue;
    cells.plan.program.name = program;
    cells.plan.arguments = entry.at("arguments").get<std::vector<std::string>>();
  }
  cells.plan.rounds = definition.at("invocations");
  cells.plan.seed = definition.at("seed");
  if (definition.at("metric") == "cpu") cells.plan.metric = &Figures::cpu_s;
  std::map<std::pair<std::string, std::string>, std::size_t> index;
  for (const std::string configuration : definition.at("configurations")) {
    for (const std::string heap : definition.at("heaps")) {
      index[{configuration, heap}] = cells.plan.contestants.size();
      Contestant contestant;
      contestant.name = contestant.label = fmt::format("{} at {}", configuration, heap);
      cells.plan.contestants.push_back(std::move(contestant));
      cells.places.push_back({configuration, heap});
    }
  }
  for (const std::string peer : definition.value("peers", json::array())) {
    index[{peer, kNoHeapLabel}] = cells.plan.contestants.size();
    Contestant contestant;
    contestant.name = contestant.label = peer;
    contestant.is_peer = true;
    cells.plan.contestants.push_back(std::move(contestant));
    cells.places.push_back({peer, ""});
  }
  cells.result.series.resize(cells.places.size());
  cells.failures.resize(cells.places.size());
  cells.pictures.resize(cells.places.size());
  cells.requests.resize(cells.places.size());
  for (const json& line : results.lines()) {
    if (line["kind"] != "invocation" || line["program"] != program || line["canary"].get<bool>()) continue;
    auto found = index.find({line["configuration"], line["heap_label"]});
    if (found != index.end()) add_line(cells, found->second, line);
  }
  return cells;
}

ProgramCells comparison_cells(const json& program) {
  ProgramCells cells;
  cells.plan.program.name = program.at("name");
  cells.plan.arguments = program.at("arguments").get<std::vector<std::string>>();
  cells.plan.rounds = program.at("invocations_asked");
  cells.plan.seed = program.at("order_seed");
  cells.plan.timeout_s = program.at("timeout_s");
  if (program.at("heap_limit").is_number_unsigned()) cells.plan.heap_limit = program["heap_limit"];
  if (program.value("metric", "wall") == "cpu") cells.plan.metric = &Figures::cpu_s;
  for (const json& row : program.at("configurations")) {
    Contestant contestant;
    contestant.name = row.at("name");
    contestant.label = row.at("label");
    contestant.is_peer = row.at("peer");
    contestant.description = row.value("description", json());
    cells.plan.contestants.push_back(std::move(contestant));
    cells.pictures.emplace_back();
    cells.requests.emplace_back();
    cells.failures.emplace_back();
    Series series;
    if (row.at("failure").is_string()) series.failure = row["failure"];
    for (const json& record : row.at("invocations")) {
      series.samples.push_back(
          {record.at("round"), record.at("position"), figures_of(record), json(nullptr)});
      keep(cells, cells.pictures.size() - 1, record);
    }
    cells.result.series.push_back(std::move(series));
  }
  return cells;
}

}  // namespace midden::lab
