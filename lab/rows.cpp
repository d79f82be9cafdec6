#include "lab/rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "lab/comparison.h"
#include "lab/error.h"
#include "lab/overhead.h"
#include "lab/size.h"
#include "lab/statistics.h"
#include "lab/suggest.h"

namespace midden::lab {

namespace {

FigureRow known(const std::optional<double>& value) { return value ? FigureRow(*value) : FigureRow(nullptr); }

std::optional<double> median_of(const Series& series, std::optional<double> Figures::*field) {
  std::vector<double> values;
  for (const Sample& sample : series.samples) {
    if (sample.figures.*field) values.push_back(*(sample.figures.*field));
  }
  return values.empty() ? std::nullopt : std::optional(median(values));
}

std::optional<double> median_utilisation(const Series& series, double window) {
  std::vector<double> values;
  for (const Sample& sample : series.samples) {
    if (auto value = sample.figures.utilisation_at(window)) values.push_back(*value);
  }
  return values.empty() ? std::nullopt : std::optional(median(values));
}

void add_interval(FigureRow& row, const std::string& name, const std::string& unit, const Estimate& estimate,
                  bool has_interval) {
  row[name + unit] = estimate.value;
  row[name + "_low" + unit] = has_interval ? FigureRow(estimate.low) : FigureRow(nullptr);
  row[name + "_high" + unit] = has_interval ? FigureRow(estimate.high) : FigureRow(nullptr);
}

void add_no_interval(FigureRow& row, const std::string& name, const std::string& unit) {
  for (const char* end : {"", "_low", "_high"}) row[name + end + unit] = nullptr;
}

void add_time(FigureRow& row, const char* name, const Series& series, double Figures::*field) {
  std::vector<double> values = series.values(field);
  add_interval(row, name, "_s", median_estimate(values), values.size() > 1);
}

std::string cycles_text(const Series& series) {
  std::map<std::string, std::vector<double>> counts;
  for (const Sample& sample : series.samples) {
    for (const auto& [kind, count] : sample.figures.cycles)
      counts[kind].push_back(static_cast<double>(count));
  }
  std::vector<std::string> parts;
  for (const auto& [kind, values] : counts)
    parts.push_back(fmt::format("{}:{}", kind, std::llround(median(values))));
  return join(parts, " ");
}

// The fastest of those with the same heap.
std::optional<std::size_t> fastest_at(const Plan& plan, const Result& result,
                                      const std::vector<Place>& places, std::size_t like) {
  std::optional<std::size_t> best;
  double least = 0;
  for (std::size_t i = 0; i < result.series.size(); ++i) {
    const Series& series = result.series[i];
    if ((!places.empty() && places[i].heap != places[like].heap) || !series.failure.empty() ||
        series.samples.empty())
      continue;
    double value = median(series.values(plan.metric));
    if (!best || value < least) {
      best = i;
      least = value;
    }
  }
  return best;
}

void add_ratio(FigureRow& row, const Plan& plan, const Result& result, std::optional<std::size_t> best,
               std::size_t i) {
  PairedSeries pairs;
  if (best) pairs = paired(result.series[i], result.series[*best], plan.metric);
  if (pairs.a.empty()) return add_no_interval(row, "to_best", "");
  add_interval(row, "to_best", "", ratio_estimate(pairs.a, pairs.b), pairs.a.size() > 1 && *best != i);
}

void add_overheads(FigureRow& row, const nlohmann::json& overhead, const std::string& name) {
  for (const char* metric : {"wall", "cpu"}) {
    std::string column = std::string("overhead_") + metric;
    if (overhead.is_null() || !overhead[metric]["overhead"].contains(name)) {
      add_no_interval(row, column, "");
      continue;
    }
    const nlohmann::json& value = overhead[metric]["overhead"][name];
    add_interval(row, column, "", {value["value"], value["low"], value["high"]}, overhead["rounds"] > 1);
  }
}

FigureRow heap_text(const Plan& plan, const std::vector<Place>& places, std::size_t i) {
  if (plan.contestants[i].is_peer) return nullptr;
  if (!places.empty()) return places[i].heap;
  return plan.heap_limit ? FigureRow(format_size(plan.heap_limit)) : FigureRow(nullptr);
}

std::string csv_field(const FigureRow& value) {
  if (value.is_null()) return "";
  if (!value.is_string()) return value.dump();
  std::string text = value;
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

}  // namespace

std::vector<FigureRow> figure_rows(const Plan& plan, const Result& result, const std::vector<Place>& places) {
  const nlohmann::json overhead = overhead_record(plan, result);
  std::vector<FigureRow> rows;
  for (std::size_t i = 0; i < plan.contestants.size(); ++i) {
    const Contestant& contestant = plan.contestants[i];
    const Series& series = result.series[i];
    FigureRow row;
    row["program"] = plan.program.name;
    row["arguments"] = join(plan.arguments, " ");
    row["configuration"] = places.empty() ? contestant.name : places[i].configuration;
    row["peer"] = contestant.is_peer;
    row["heap"] = heap_text(plan, places, i);
    row["invocations"] = series.samples.size();
    row["outcome"] = !series.failure.empty() ? series.failure : series.samples.empty() ? "not run" : "ok";
    if (series.failure.empty() && !series.samples.empty()) {
      add_time(row, "wall", series, &Figures::wall_s);
      add_time(row, "cpu", series, &Figures::cpu_s);
      // In a study a real interpreter has no heap size at which to be compared.
      bool alone = contestant.is_peer && !places.empty();
      add_ratio(row, plan, result, alone ? std::nullopt : fastest_at(plan, result, places, i), i);
      row["collector_cpu_share"] = known(median_of(series, &Figures::collector_share));
      row["cpu_pause_s"] = known(median_of(series, &Figures::cpu_pause_s));
      row["cpu_helpers_s"] = known(median_of(series, &Figures::cpu_helpers_s));
      row["cpu_in_mutator_s"] = known(median_of(series, &Figures::cpu_in_mutator_s));
      row["cycles"] = cycles_text(series);
      row["pauses"] = known(median_of(series, &Figures::pause_count));
      row["pause_p50_s"] = known(median_of(series, &Figures::pause_p50_s));
      row["pause_p99_s"] = known(median_of(series, &Figures::pause_p99_s));
      row["pause_p999_s"] = known(median_of(series, &Figures::pause_p999_s));
      std::optional<double> longest;
      for (const Sample& sample : series.samples) longest = std::max(longest, sample.figures.pause_max_s);
      row["pause_max_s"] = known(longest);
      row["utilisation_1ms"] = known(median_utilisation(series, 1e-3));
      row["utilisation_10ms"] = known(median_utilisation(series, 1e-2));
      row["utilisation_100ms"] = known(median_utilisation(series, 1e-1));
      row["garbage_max_bytes"] = known(median_of(series, &Figures::garbage_max));
      row["freed_per_visited"] = known(median_of(series, &Figures::freed_per_visited));
      row["allocated_bytes_per_s"] = known(median_of(series, &Figures::allocated_bytes_per_s));
      row["peak_rss_bytes"] = median(series.values(&Figures::peak_rss));
      add_overheads(row, overhead, contestant.name);
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

Format parse_format(const std::string& name) {
  static constexpr std::pair<const char*, Format> kFormats[] = {{"table", Format::kTable},
                                                                {"csv", Format::kCsv},
                                                                {"markdown", Format::kMarkdown},
                                                                {"json", Format::kJson}};
  std::vector<std::string> names;
  for (const auto& [known_name, format] : kFormats) {
    if (name == known_name) return format;
    names.push_back(known_name);
  }
  throw UserError("--format: " + unknown_name("format", name, names));
}

std::string csv_text(const std::vector<FigureRow>& rows) {
  std::vector<std::string> columns;
  for (const FigureRow& row : rows) {
    if (row.size() > columns.size()) {
      columns.clear();
      for (const auto& [name, value] : row.items()) columns.push_back(name);
    }
  }
  std::string text = join(columns, ",") + "\r\n";
  for (const FigureRow& row : rows) {
    std::vector<std::string> fields;
    for (const std::string& column : columns)
      fields.push_back(row.contains(column) ? csv_field(row[column]) : "");
    text += join(fields, ",") + "\r\n";
  }
  return text;
}

std::string json_text(const std::vector<FigureRow>& rows) {
  std::vector<std::string> lines;
  for (const FigureRow& row : rows)
    lines.push_back(row.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
  return "[" + join(lines, ",\n ") + "]\n";
}

}  // namespace midden::lab
