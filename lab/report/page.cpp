#include "lab/report/page.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>

#include "lab/error.h"
#include "lab/report/assets.h"
#include "lab/report/findings.h"
#include "lab/scratch.h"
#include "lab/statistics.h"
#include "lab/suggest.h"
#include "lab/timeline.h"

using nlohmann::json;

namespace midden::lab {

namespace {

std::string chart_library() {
  const char* other = std::getenv("MIDDEN_CHART_LIBRARY");
  return other != nullptr ? other : MIDDEN_CHART_LIBRARY;
}

// Of so many values, whether any lies beyond the part.
bool says_something(double count, double part) { return part == 1 || count * (1 - part) >= 1 - 1e-9; }

// Medians over the invocations, as [part, seconds].
json percentiles(const Series& series) {
  static constexpr std::pair<double, std::optional<double> Figures::*> kParts[] = {
      {0.5, &Figures::pause_p50_s},    {0.9, &Figures::pause_p90_s},      {0.99, &Figures::pause_p99_s},
      {0.999, &Figures::pause_p999_s}, {0.9999, &Figures::pause_p9999_s}, {1, &Figures::pause_max_s}};
  json list = json::array();
  for (const auto& [part, field] : kParts) {
    std::vector<double> values;
    for (const Sample& sample : series.samples) {
      if (sample.figures.*field && says_something(sample.figures.pause_count.value_or(0), part))
        values.push_back(*(sample.figures.*field));
    }
    if (!values.empty()) list.push_back({part, median(values)});
  }
  return list;
}

// {simple, metered_…: [[part, seconds], …]}, medians over the invocations.
json latencies(const json& requests) {
  std::map<std::string, std::map<double, std::vector<double>>> by_kind;
  for (const json& record : requests) {
    double count = record.value("count", 0.0);
    for (const auto& [kind, parts] : record.items()) {
      if (!parts.is_array()) continue;
      for (const json& entry : parts) {
        double part = entry.at(0);
        if (says_something(count, part)) by_kind[kind][part].push_back(entry.at(1));
      }
    }
  }
  json result = json::object();
  for (const auto& [kind, parts] : by_kind) {
    for (const auto& [part, values] : parts) result[kind].push_back({part, median(values)});
  }
  return result;
}

// Pauses of an invocation on average, by the bucket's start.
json histogram(const Series& series) {
  std::map<int, double> counts;
  for (const Sample& sample : series.samples) {
    for (const auto& [bucket, count] : sample.figures.pause_histogram)
      counts[bucket] += count / static_cast<double>(series.samples.size());
  }
  json list = json::array();
  for (const auto& [bucket, count] : counts)
    list.push_back({bucket_start(bucket), bucket_start(bucket + 1), count});
  return list;
}

// The median over the invocations for each window that all of them have.
json utilisation(const Series& series) {
  std::map<double, std::vector<double>> by_window;
  for (const Sample& sample : series.samples) {
    for (const auto& [window, value] : sample.figures.utilisation) by_window[window].push_back(value);
  }
  json list = json::array();
  for (const auto& [window, values] : by_window) {
    if (values.size() == series.samples.size()) list.push_back({window, median(values)});
  }
  return list;
}

json cell_data(const ProgramCells& cells, std::size_t i) {
  const Series& series = cells.result.series[i];
  json data = {{"percentiles", percentiles(series)},
               {"histogram", histogram(series)},
               {"utilisation", utilisation(series)},
               {"latencies", latencies(cells.requests[i])}};
  for (const char* picture : {"memory", "memory_over_time", "cycles", "cycle_count"})
    data[picture] = cells.pictures[i].is_object() ? cells.pictures[i].value(picture, json()) : json();
  if (!series.samples.empty()) data["run_s"] = series.samples.front().figures.wall_s;
  return data;
}

json program_data(const ReportSource& source, std::size_t index) {
  const ProgramCells& cells = source.programs[index];
  const bool by_cpu = cells.plan.metric == &Figures::cpu_s;
  std::vector<FigureRow> rows = figure_rows(cells.plan, cells.result, cells.places);
  json data = {{"name", cells.plan.program.name},
               {"arguments", join(cells.plan.arguments, " ")},
               {"source", source.name},
               {"by", by_cpu ? "cpu" : "wall"},
               {"heaps", source.heaps[index]},
               {"rows", json::array()},
               {"cells", json::array()},
               {"findings", json::array()},
               {"overhead_finding", overhead_finding(rows, source.heaps[index], by_cpu)}};
  std::vector<std::string> names;
  for (const FigureRow& row : rows) {
    std::string name = row["configuration"];
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
    data["rows"].push_back(json(row));
  }
  data["configurations"] = names;
  for (std::size_t i = 0; i < rows.size(); ++i) data["cells"].push_back(cell_data(cells, i));
  std::vector<json> heaps = source.heaps[index].empty() ? std::vector<json>{nullptr} : std::vector<json>();
  for (const std::string& heap : source.heaps[index]) heaps.push_back(heap);
  for (const json& heap : heaps) {
    std::vector<FigureRow> here;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(here), [&](const FigureRow& row) {
      return heap.is_null() || row["peer"] == true || json(row["heap"]) == heap;
    });
    Findings found = findings(here, by_cpu);
    data["findings"].push_back({{"heap", heap},
                                {"time", found.time},
                                {"pauses", found.pauses},
                                {"utilisation", found.utilisation},
                                {"memory", found.memory}});
  }
  return data;
}

// What stands inside a script element must not end it.
std::string script_safe(const std::string& text) {
  std::string safe;
  for (char c : text) safe += c == '<' ? std::string("\\u003c") : std::string(1, c);
  return safe;
}

std::string html_safe(const std::string& text) {
  std::string safe;
  for (char c : text)
    safe += c == '<' ? "&lt;" : c == '&' ? "&amp;" : c == '"' ? "&quot;" : std::string(1, c);
  return safe;
}

}  // namespace

std::string report_problem() {
  std::error_code ignored;
  if (std::filesystem::is_regular_file(chart_library(), ignored)) return {};
  return fmt::format("the chart library is missing ({}): install the package libjs-chart.js",
                     chart_library());
}

json report_data(const std::vector<ReportSource>& sources) {
  std::vector<std::string> names;
  json data = {{"schema", "midden-report/1"},
               {"programs", json::array()},
               {"remarks", json::array()},
               {"methods", json::array()},
               {"environments", json::array()}};
  for (const ReportSource& source : sources) {
    names.push_back(source.name);
    for (std::size_t i = 0; i < source.programs.size(); ++i)
      data["programs"].push_back(program_data(source, i));
    for (const std::string& remark : source.remarks) data["remarks"].push_back(remark);
    data["methods"].push_back(
        {{"source", source.name}, {"is_study", source.is_study}, {"facts", source.method}});
    for (const json& environment : source.environments) {
      if (std::find(data["environments"].begin(), data["environments"].end(), environment) ==
          data["environments"].end())
        data["environments"].push_back(environment);
    }
  }
  data["title"] = join(names, ", ");
  return data;
}

std::string report_page(const std::vector<ReportSource>& sources) {
  if (std::string problem = report_problem(); !problem.empty()) throw UserError("report: " + problem);
  json data = report_data(sources);
  const std::map<std::string, std::string> parts = {
      {"title", html_safe(data["title"])},
      {"style", std::string(kReportStyle)},
      {"library", read_file(chart_library())},
      {"data", script_safe(data.dump(-1, ' ', false, json::error_handler_t::replace))},
      {"scripts", std::string(kReportFormat) + std::string(kReportCharts) + std::string(kReportScript)}};
  std::string page;
  std::string_view rest = kReportPage;
  for (std::size_t open; (open = rest.find("{{")) != std::string_view::npos;) {
    std::size_t close = rest.find("}}", open);
    page += rest.substr(0, open);
    page += parts.at(std::string(rest.substr(open + 2, close - open - 2)));
    rest.remove_prefix(close + 2);
  }
  return page += rest;
}

}  // namespace midden::lab
