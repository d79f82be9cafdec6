#include "lab/overhead.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "lab/statistics.h"
#include "lab/table.h"
#include "lab/terminal.h"

using nlohmann::json;

namespace midden::lab {

namespace {

struct Overheads {
  std::vector<std::size_t> contestants;
  LowerBound wall, cpu;
  std::size_t rounds = 0;
};

bool tells_its_costs(const Series& series) {
  return series.failure.empty() && !series.samples.empty() &&
         std::all_of(series.samples.begin(), series.samples.end(), [](const Sample& sample) {
           return sample.figures.collector_cpu_s && sample.figures.collector_wall_s;
         });
}

const Sample* of_round(const Series& series, int round) {
  auto found = std::find_if(series.samples.begin(), series.samples.end(),
                            [&](const Sample& sample) { return sample.round == round; });
  return found == series.samples.end() ? nullptr : &*found;
}

// Over the rounds in which all of them ran.
std::optional<Overheads> overheads(const Plan& plan, const Result& result) {
  Overheads out;
  for (std::size_t i = 0; i < plan.contestants.size(); ++i) {
    if (!plan.contestants[i].is_peer && tells_its_costs(result.series[i])) out.contestants.push_back(i);
  }
  if (out.contestants.size() < 2) return std::nullopt;
  std::vector<CostSeries> wall(out.contestants.size()), cpu(out.contestants.size());
  for (int round = 0; round < plan.rounds; ++round) {
    std::vector<const Sample*> samples;
    for (std::size_t i : out.contestants) samples.push_back(of_round(result.series[i], round));
    if (std::find(samples.begin(), samples.end(), nullptr) != samples.end()) continue;
    ++out.rounds;
    for (std::size_t c = 0; c < samples.size(); ++c) {
      const Figures& figures = samples[c]->figures;
      wall[c].total.push_back(figures.wall_s);
      wall[c].attributable.push_back(*figures.collector_wall_s);
      cpu[c].total.push_back(figures.cpu_s);
      cpu[c].attributable.push_back(*figures.collector_cpu_s);
    }
  }
  if (out.rounds == 0) return std::nullopt;
  out.wall = lower_bound_overhead(wall);
  out.cpu = lower_bound_overhead(cpu);
  return out;
}

json bound_record(const Plan& plan, const Overheads& overheads, const LowerBound& bound) {
  json record = {{"floor_s", bound.floor},
                 {"floor_of", plan.contestants[overheads.contestants[bound.floor_index]].name},
                 {"overhead", json::object()}};
  for (std::size_t c = 0; c < bound.overheads.size(); ++c) {
    const Estimate& estimate = bound.overheads[c];
    record["overhead"][plan.contestants[overheads.contestants[c]].name] = {
        {"value", estimate.value}, {"low", estimate.low}, {"high", estimate.high}};
  }
  return record;
}

}  // namespace

std::string overhead_table(const Plan& plan, const Result& result, Look look) {
  const std::optional<Overheads> found = overheads(plan, result);
  if (!found) return "";
  Table table;
  table.add_column("lower-bound overhead", Align::kLeft);
  for (const char* heading : {"wall", "95 %\ninterval", "CPU", "95 %\ninterval"}) table.add_column(heading);
  auto interval = [&](const Estimate& estimate) {
    return found->rounds > 1 ? fmt::format("{:.2f}–{:.2f}", estimate.low, estimate.high) : std::string("-");
  };
  for (std::size_t c = 0; c < found->contestants.size(); ++c) {
    const Estimate &wall = found->wall.overheads[c], &cpu = found->cpu.overheads[c];
    table.add_row({plan.contestants[found->contestants[c]].label, fmt::format("{:.2f}", wall.value),
                   interval(wall), fmt::format("{:.2f}", cpu.value), interval(cpu)});
  }
  auto floor = [&](const LowerBound& bound) {
    return fmt::format("{:.3f} s of {}", bound.floor,
                       plan.contestants[found->contestants[bound.floor_index]].label);
  };
  return table.render(look) +
         wrapped(
             fmt::format("over the least cost without pauses, helpers and assists (wall: {}; CPU: {}); what "
                         "counting, "
                         "barriers and lost locality cost is not told apart, so the true overhead is larger",
                         floor(found->wall), floor(found->cpu)),
             kTableWidth, 2) +
         "\n";
}

json overhead_record(const Plan& plan, const Result& result) {
  const std::optional<Overheads> found = overheads(plan, result);
  if (!found) return nullptr;
  return {{"rounds", found->rounds},
          {"wall", bound_record(plan, *found, found->wall)},
          {"cpu", bound_record(plan, *found, found->cpu)}};
}

}  // namespace midden::lab
