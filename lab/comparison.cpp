#include "lab/comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>

#include "lab/overhead.h"
#include "lab/statistics.h"
#include "lab/suggest.h"
#include "lab/table.h"
#include "lab/terminal.h"
#include "lab/wording.h"

using nlohmann::json;

namespace midden::lab {

namespace {

std::optional<double> median_of(const Series& series, std::optional<double> Figures::*field) {
  std::vector<double> values;
  for (const Sample& sample : series.samples) {
    if (sample.figures.*field) values.push_back(*(sample.figures.*field));
  }
  if (values.empty()) return std::nullopt;
  return median(values);
}

// The kinds that occurred, with their median counts over the invocations.
std::map<std::string, long long> median_cycles(const Series& series) {
  std::map<std::string, std::vector<double>> counts;
  for (const Sample& sample : series.samples) {
    for (const auto& [kind, count] : sample.figures.cycles)
      counts[kind].push_back(static_cast<double>(count));
  }
  std::map<std::string, long long> medians;
  for (const auto& [kind, values] : counts) medians[kind] = std::llround(median(values));
  return medians;
}

std::size_t fastest(const Plan& plan, const Result& result) {
  std::size_t best = result.series.size();
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < result.series.size(); ++i) {
    if (!result.series[i].failure.empty() || result.series[i].samples.empty()) continue;
    double value = median(result.series[i].values(plan.metric));
    if (value < least) {
      least = value;
      best = i;
    }
  }
  return best;
}

// Whether the interval of the ratio to the fastest lies above 1.
bool is_slower(const Plan& plan, const Series& series, const Series& best) {
  PairedSeries pairs = paired(series, best, plan.metric);
  return pairs.a.size() > 1 && ratio_estimate(pairs.a, pairs.b).low > 1;
}

std::string failure_text(const Plan& plan, const Series& series) {
  if (!series.failure.empty()) return series.failure;
  return fmt::format("not measured: interrupted before its first of {} invocations", plan.rounds);
}

std::string cycles_cell(const std::map<std::string, long long>& cycles) {
  std::vector<std::string> counts;
  for (const auto& [kind, count] : cycles) counts.push_back(std::to_string(count));
  return counts.empty() ? "0" : join(counts, "/");
}

// Which rows the intervals tell apart from the fastest one; with one invocation none.
std::string verdict(const Plan& plan, const Result& result, std::size_t best) {
  if (best == result.series.size()) return "";
  std::vector<std::string> others;
  bool alone = true;
  for (std::size_t i = 0; i < plan.contestants.size(); ++i) {
    const Series& series = result.series[i];
    if (i == best || !series.failure.empty() || series.samples.empty()) continue;
    alone = false;
    if (!is_slower(plan, series, result.series[best])) others.push_back(plan.contestants[i].label);
  }
  if (alone) return "";
  const std::string& fastest = plan.contestants[best].label;
  std::string text =
      plan.rounds < 2  ? "one invocation each supports no ranking"
      : others.empty() ? fmt::format("fastest: {}", fastest)
                       : fmt::format("not told apart from the fastest, {}: {}", fastest, join(others, ", "));
  return wrapped(text, kTableWidth, 2) + "\n";
}

// "cycles by kind: full/minor (tagged-marksweep, tagged-refcount)", wrapped; then the notes.
std::string legend(const Plan& plan, const Result& result) {
  std::vector<std::pair<std::string, std::vector<std::string>>> kinds;
  for (std::size_t i = 0; i < plan.contestants.size(); ++i) {
    std::vector<std::string> names;
    for (const auto& [kind, count] : median_cycles(result.series[i])) names.push_back(kind);
    if (names.empty()) continue;
    std::string joined = join(names, "/");
    auto same =
        std::find_if(kinds.begin(), kinds.end(), [&](const auto& entry) { return entry.first == joined; });
    if (same == kinds.end()) same = kinds.insert(kinds.end(), {joined, {}});
    same->second.push_back(plan.contestants[i].label);
  }
  std::vector<std::string> parts;
  for (const auto& [names, labels] : kinds)
    parts.push_back(fmt::format("{} ({})", names, join(labels, ", ")));
  std::string text =
      kinds.empty() ? "" : wrapped("cycles by kind: " + join(parts, "; "), kTableWidth, 2) + "\n";
  for (const Contestant& contestant : plan.contestants) {
    if (!contestant.note.empty()) text += contestant.note + "\n";
  }
  return text;
}

}  // namespace

PairedSeries paired(const Series& a, const Series& b, double Figures::*metric) {
  PairedSeries result;
  for (const Sample& left : a.samples) {
    for (const Sample& right : b.samples) {
      if (left.round != right.round) continue;
      result.a.push_back(left.figures.*metric);
      result.b.push_back(right.figures.*metric);
    }
  }
  return result;
}

int trusted_contestant(const Plan& plan) {
  for (std::size_t i = 0; i < plan.contestants.size(); ++i) {
    if (plan.contestants[i].is_peer) return static_cast<int>(i);
  }
  return -1;
}

std::string program_table(const Plan& plan, const Result& result, Look look) {
  Table table;
  bool by_cpu = plan.metric == &Figures::cpu_s;
  table.add_column("configuration", Align::kLeft);
  table.add_column(by_cpu ? "CPU\ns" : "time\ns");
  table.add_column("95 %\ninterval");
  table.add_column("to\nbest");
  table.add_column("95 %\ninterval");
  table.add_column("GC\n%CPU");
  table.add_column("cycles\nby kind");
  table.add_column("pause\np99");
  table.add_column("in ms\nmax");
  table.add_column("RSS\nMB");
  table.add_column(by_cpu ? "wall\ns" : "CPU\ns");

  std::vector<std::size_t> odd = result.outputs.dissenters(trusted_contestant(plan));
  std::size_t best = fastest(plan, result);
  for (std::size_t i = 0; i < plan.contestants.size(); ++i) {
    const Series& series = result.series[i];
    const std::string& label = plan.contestants[i].label;
    if (series.samples.empty() || !series.failure.empty()) {
      table.add_note_row(label, failure_text(plan, series));
      continue;
    }
    std::vector<double> walls = series.values(plan.metric);
    Estimate time = median_estimate(walls);
    PairedSeries pairs = paired(series, result.series[best], plan.metric);
    bool comparable = !pairs.a.empty();
    Estimate ratio = comparable ? ratio_estimate(pairs.a, pairs.b) : Estimate{};
    auto share = median_of(series, &Figures::collector_share);
    std::optional<double> longest;
    bool has_cycles = false;
    for (const Sample& sample : series.samples) {
      has_cycles |= sample.figures.has_cycles;
      if (sample.figures.pause_max_s) longest = std::max(longest.value_or(0), *sample.figures.pause_max_s);
    }
    double rss = median(series.values(&Figures::peak_rss));
    double other = median(series.values(by_cpu ? &Figures::wall_s : &Figures::cpu_s));
    bool differs = std::find(odd.begin(), odd.end(), i) != odd.end();
    bool is_best = i == best;
    table.add_row(
        {label + (differs ? " (!)" : ""), seconds_text(time.value),
         walls.size() > 1 ? interval_text(time, time_digits(time.value)) : "-",
         comparable ? fmt::format("{:.2f}", ratio.value) : "-",
         is_best || walls.size() < 2 || !comparable ? "" : interval_text(ratio, ratio.value < 10 ? 2 : 1),
         share ? fmt::format("{:.0f}", *share * 100) : "-",
         has_cycles ? cycles_cell(median_cycles(series)) : "-",
         milliseconds_text(median_of(series, &Figures::pause_p99_s)), milliseconds_text(longest),
         fmt::format("{:.0f}", rss / (1024 * 1024)), seconds_text(other)},
        differs                                                             ? Style::kBad
        : walls.size() > 1 && !is_slower(plan, series, result.series[best]) ? Style::kGood
                                                                            : Style::kPlain);
  }
  std::string text = table.render(look);
  text += verdict(plan, result, best) + legend(plan, result);
  return text;
}

std::string summary_table(const std::vector<Plan>& plans, const std::vector<Result>& results,
                          std::size_t baseline, Look look) {
  const std::vector<Contestant>& contestants = plans[0].contestants;
  Table table;
  table.add_column("median s and ratio", Align::kLeft);
  for (const Contestant& contestant : contestants) {
    std::string heading = contestant.label;
    std::size_t split = heading.find_first_of(contestant.is_peer ? " " : "-");
    if (split != std::string::npos) heading[split] = '\n';
    table.add_column(heading);
  }
  std::vector<std::vector<PairedSeries>> pairs(contestants.size());
  bool some_missing = false;
  for (std::size_t p = 0; p < plans.size(); ++p) {
    std::vector<std::string> cells = {plans[p].program.name};
    const Series& base = results[p].series[baseline];
    for (std::size_t i = 0; i < contestants.size(); ++i) {
      const Series& series = results[p].series[i];
      if (series.samples.empty() || !series.failure.empty()) {
        std::string why = series.failure.substr(0, series.failure.find_first_of(" :"));
        cells.push_back(series.failure.empty() ? "-"
                        : why == "MemoryError" ? "memory"
                        : why == "timed"       ? "time-out"
                                               : "failed");
        some_missing = true;
        continue;
      }
      PairedSeries both = base.failure.empty() ? paired(series, base, plans[p].metric) : PairedSeries{};
      std::string cell = seconds_text(median(series.values(plans[p].metric)));
      if (both.a.empty()) {
        cells.push_back(cell + "     -");
        some_missing = true;
        continue;
      }
      cells.push_back(fmt::format("{} {:>5.2f}", cell, median(both.a) / median(both.b)));
      pairs[i].push_back(std::move(both));
    }
    table.add_row(std::move(cells));
  }
  table.add_rule();
  std::vector<std::string> means = {"geometric mean"}, intervals = {"95 % interval"};
  for (std::size_t i = 0; i < contestants.size(); ++i) {
    if (pairs[i].empty()) {
      means.push_back("-");
      intervals.push_back("");
      continue;
    }
    Estimate mean = geometric_mean_of_ratios(pairs[i]);
    std::string part =
        pairs[i].size() < plans.size() ? fmt::format("({} of {}) ", pairs[i].size(), plans.size()) : "";
    means.push_back(fmt::format("{}{:.2f}", part, mean.value));
    intervals.push_back(i == baseline ? "" : interval_text(mean, 2));
  }
  table.add_row(std::move(means), Style::kGood);
  if (plans[0].rounds > 1) table.add_row(std::move(intervals), Style::kDim);
  std::string text = table.render(look);
  text += fmt::format("ratios are {} times over those of {}: below 1 is faster\n",
                      plans[0].metric == &Figures::cpu_s ? "CPU" : "wall", contestants[baseline].label);
  if (some_missing) text += "a mean over part of the programs does not compare with one over all of them\n";
  for (const Contestant& contestant : contestants) {
    if (!contestant.note.empty()) text += contestant.note + "\n";
  }
  return text;
}

json comparison_record(const std::vector<Plan>& plans, const std::vector<Result>& results, json environment) {
  json record = {
      {"schema", "midden-compare/1"}, {"environment", std::move(environment)}, {"programs", json::array()}};
  for (std::size_t p = 0; p < results.size(); ++p) {
    const Plan& plan = plans[p];
    const Result& result = results[p];
    json program = {
        {"name", plan.program.name},         {"path", plan.program.path.string()},
        {"arguments", plan.arguments},       {"invocations_asked", plan.rounds},
        {"rounds_done", result.rounds_done}, {"interrupted", result.interrupted},
        {"order_seed", plan.seed},           {"metric", plan.metric == &Figures::cpu_s ? "cpu" : "wall"},
        {"timeout_s", plan.timeout_s},       {"outputs_agree", result.outputs.agree()},
        {"configurations", json::array()}};
    program["lower_bound_overhead"] = overhead_record(plan, result);
    program["heap_limit"] = plan.heap_limit ? json(plan.heap_limit) : json(nullptr);
    for (std::size_t i = 0; i < plan.contestants.size(); ++i) {
      const Contestant& contestant = plan.contestants[i];
      const Series& series = result.series[i];
      json row = {{"name", contestant.name},
                  {"label", contestant.label},
                  {"peer", contestant.is_peer},
                  {"command", contestant.command},
                  {"description", contestant.description},
                  {"invocations", json::array()}};
      row["failure"] = series.failure.empty() ? json(nullptr) : json(series.failure);
      if (!series.failed_record.is_null()) row["failed_invocation"] = series.failed_record;
      for (const Sample& sample : series.samples) row["invocations"].push_back(sample.record);
      program["configurations"].push_back(std::move(row));
    }
    record["programs"].push_back(std::move(program));
  }
  return record;
}

}  // namespace midden::lab
