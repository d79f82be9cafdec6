#include "lab/study_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "lab/canary.h"
#include "lab/comparison.h"
#include "lab/experiment.h"
#include "lab/jobs.h"
#include "lab/minimum_heap.h"
#include "lab/overhead.h"
#include "lab/program_cells.h"
#include "lab/statistics.h"
#include "lab/suggest.h"
#include "lab/table.h"
#include "lab/terminal.h"
#include "lab/wording.h"

using nlohmann::json;

namespace midden::lab {

namespace {

// "memory", or "memory 2 of 5" when others passed.
std::string failure_cell(const ProgramCells& cells, std::size_t cell) {
  int total = static_cast<int>(cells.result.series[cell].samples.size());
  int passed = total;
  std::vector<std::string> kinds;
  for (const auto& [kind, count] : cells.failures[cell]) {
    total += count;
    kinds.push_back(kind == "timeout" ? "time-out" : kind);
  }
  std::string text = join(kinds, "+");
  return passed == 0 ? text : fmt::format("{} {} of {}", text, total - passed, total);
}

const json* minimum_of(const Results& results, const std::string& program, const std::string& model) {
  return results.find(fmt::format("minimum/{}/{}", program, model));
}

class ProgramReport {
 public:
  ProgramReport(const Study& study, const StudyProgram& program, const Results& results, Look look)
      : study_(study),
        program_(program),
        results_(results),
        cells_(study_cells(study.definition(), program.name, results)),
        look_(look) {}

  StudyReport make() {
    StudyReport report;
    report.text = heading() + minimums() + "\n" + times() + overheads();
    std::vector<std::string> odd;
    for (std::size_t cell : cells_.result.outputs.dissenters(trusted_contestant(cells_.plan)))
      odd.push_back(cells_.plan.contestants[cell].label);
    if (!odd.empty()) report.text += "OUTPUT DIFFERS from the others': " + join(odd, ", ") + "\n";
    report.bad = !odd.empty();
    bool measured = false;
    for (std::size_t cell = 0; cell < cells_.result.series.size(); ++cell) {
      const Series& series = cells_.result.series[cell];
      measured |= !series.samples.empty();
      if (!series.failed_hard) continue;
      report.bad = true;
      report.text += fmt::format("{}: {}\n", cells_.plan.contestants[cell].label, series.failure);
    }
    report.bad |= !measured;
    return report;
  }

 private:
  std::size_t cell(std::size_t configuration, std::size_t heap) const {
    return configuration * study_.heaps.size() + heap;
  }

  std::string heading() const {
    std::string text = program_.name;
    for (const std::string& argument : program_.arguments) text += " " + argument;
    text += fmt::format(": {} invocation{} each", study_.invocations, study_.invocations == 1 ? "" : "s");
    if (program_.warmup != 0) text += fmt::format(", each after {} for warming up", program_.warmup);
    return text + fmt::format("; {} s\n", study_.by_cpu ? "CPU time in" : "wall time in");
  }

  std::string minimums() const {
    std::string text;
    for (const Configuration& reference : study_.references) {
      const json* line = minimum_of(results_, program_.name, reference.model);
      if (line == nullptr) continue;
      MinimumHeap minimum;
      if ((*line)["heap"].is_number_unsigned()) minimum.heap = (*line)["heap"];
      if ((*line)["failure"].is_string()) minimum.failure = (*line)["failure"];
      for (const json& told : (*line)["trials"]) {
        minimum.tried.push_back(
            {told["heap"], told["passed"], told["memory"], told["timeout"], told["failed"]});
      }
      text += wrapped(fmt::format("minimum heap on {}, with {}: {}", reference.model, reference.name,
                                  minimum_heap_text(minimum)),
                      kTableWidth, 2) +
              "\n";
    }
    return text;
  }

  // Nothing is told of a cell in which only some invocations passed: they would be the lucky ones.
  std::string no_figure(std::size_t configuration, std::size_t heap) const {
    std::size_t at = cell(configuration, heap);
    if (!cells_.failures[at].empty()) return failure_cell(cells_, at);
    const std::string& model = study_.configurations[configuration].configuration.model;
    const json* minimum = minimum_of(results_, program_.name, model);
    bool none = minimum != nullptr && (*minimum)["heap"].is_null() && study_.heaps[heap].factor != 0;
    return none ? "no minimum" : "-";
  }

  bool has_figure(std::size_t at) const {
    return cells_.failures[at].empty() && !cells_.result.series[at].samples.empty();
  }

  Table new_table(const std::string& title) const {
    Table table;
    table.add_column(title, Align::kLeft);
    for (const HeapPoint& heap : study_.heaps) table.add_column(heap.label);
    return table;
  }

  // A figure and its interval; what stands there instead when there is none.
  std::pair<std::string, std::string> time_cells(std::size_t at, const std::string& otherwise) const {
    if (!has_figure(at)) return {otherwise, ""};
    std::vector<double> all = cells_.result.series[at].values(cells_.plan.metric);
    Estimate estimate = median_estimate(all);
    std::string part =
        static_cast<int>(all.size()) < study_.invocations ? fmt::format("({}) ", all.size()) : "";
    return {part + seconds_text(estimate.value),
            all.size() > 1 ? interval_text(estimate, time_digits(estimate.value)) : "-"};
  }

  std::string times() const {
    Table table = new_table("median, 95 % interval");
    if (!study_.peers.empty()) table.add_column("no limit");
    for (std::size_t c = 0; c < study_.configurations.size(); ++c) {
      std::vector<std::string> values = {study_.configurations[c].name}, intervals = {""};
      for (std::size_t h = 0; h < study_.heaps.size(); ++h) {
        auto [value, interval] = time_cells(cell(c, h), no_figure(c, h));
        values.push_back(std::move(value));
        intervals.push_back(std::move(interval));
      }
      table.add_row(std::move(values));
      table.add_row(std::move(intervals), Style::kDim);
    }
    const std::size_t first_peer = study_.configurations.size() * study_.heaps.size();
    for (std::size_t p = 0; p < study_.peers.size(); ++p) {
      std::vector<std::string> values(study_.heaps.size() + 1), intervals(study_.heaps.size() + 1);
      values[0] = study_.peers[p].label;
      bool failed = !cells_.failures[first_peer + p].empty();
      auto [value, interval] =
          time_cells(first_peer + p, failed ? failure_cell(cells_, first_peer + p) : "-");
      values.push_back(std::move(value));
      intervals.push_back(std::move(interval));
      table.add_row(std::move(values));
      table.add_row(std::move(intervals), Style::kDim);
    }
    std::string text = table.render(look_);
    bool partial = std::any_of(cells_.result.series.begin(), cells_.result.series.end(), [&](auto& series) {
      return !series.samples.empty() && series.failure.empty() &&
             static_cast<int>(series.samples.size()) < study_.invocations;
    });
    if (partial) text += "(n): only n invocations are done\n";
    for (const Peer& peer : study_.peers) text += peer.note + "\n";
    return text;
  }

  std::string overheads() const {
    json bound = overhead_record(cells_.plan, cells_.result);
    if (bound.is_null()) return "";
    const json& metric = bound[study_.by_cpu ? "cpu" : "wall"];
    Table table = new_table("lower-bound overhead");
    for (std::size_t c = 0; c < study_.configurations.size(); ++c) {
      std::vector<std::string> values = {study_.configurations[c].name}, intervals = {""};
      for (std::size_t h = 0; h < study_.heaps.size(); ++h) {
        const json& overhead = metric["overhead"];
        auto found = overhead.find(cells_.plan.contestants[cell(c, h)].name);
        if (found == overhead.end()) {
          values.push_back(no_figure(c, h));
          intervals.push_back("");
          continue;
        }
        Estimate estimate{(*found)["value"], (*found)["low"], (*found)["high"]};
        values.push_back(fmt::format("{:.2f}", estimate.value));
        intervals.push_back(bound["rounds"] > 1 ? interval_text(estimate, 2) : "-");
      }
      table.add_row(std::move(values));
      table.add_row(std::move(intervals), Style::kDim);
    }
    return "\n" + table.render(look_) +
           wrapped(fmt::format("over the least cost without the collector's plain part, {:.3f} s of {}; "
                               "{}the true overhead is larger",
                               metric["floor_s"].get<double>(), metric["floor_of"].get<std::string>(),
                               bound["rounds"] == study_.invocations
                                   ? ""
                                   : fmt::format("over {} rounds; ", bound["rounds"].get<std::size_t>())),
                   kTableWidth, 2) +
           "\n";
  }

  const Study& study_;
  const StudyProgram& program_;
  const Results& results_;
  ProgramCells cells_;
  Look look_;
};

}  // namespace

StudyReport study_report(const Study& study, const Results& results, Look look) {
  StudyReport report;
  for (const StudyProgram& program : study.programs) {
    StudyReport part = ProgramReport(study, program, results, look).make();
    report.text += part.text + "\n";
    report.bad |= part.bad;
  }
  for (const std::string& line : canary_lines(study.definition(), results))
    report.text += wrapped(line, kTableWidth, 2) + "\n";
  return report;
}

std::vector<FigureRow> study_rows(const Study& study, const Results& results) {
  std::vector<FigureRow> rows;
  for (const StudyProgram& program : study.programs) {
    ProgramCells cells = study_cells(study.definition(), program.name, results);
    for (FigureRow& row : figure_rows(cells.plan, cells.result, cells.places)) rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace midden::lab
