#include "lab/counter_table.h"

#include <fmt/format.h>

#include <optional>
#include <vector>

#include "lab/statistics.h"
#include "lab/table.h"

namespace midden::lab {

namespace {

std::optional<double> counted(const Series& series, std::optional<double> Figures::*field) {
  std::vector<double> values;
  for (const Sample& sample : series.samples) {
    if (sample.figures.*field) values.push_back(*(sample.figures.*field));
  }
  if (values.empty()) return std::nullopt;
  return median(values);
}

std::string cell(const std::optional<double>& value, double unit) {
  return value ? fmt::format("{:.3f}", *value / unit) : "-";
}

}  // namespace

std::string counter_table(const Plan& plan, const Result& result, Look look) {
  Table table;
  table.add_column("processor", Align::kLeft);
  for (const char* heading :
       {"instructions\n10^9", "cycles\n10^9", "instructions\nper cycle", "cache misses\n10^6"})
    table.add_column(heading);
  bool any = false;
  for (std::size_t i = 0; i < plan.contestants.size(); ++i) {
    const Series& series = result.series[i];
    if (!series.failure.empty() || series.samples.empty()) continue;
    auto instructions = counted(series, &Figures::instructions),
         cycles = counted(series, &Figures::clock_cycles), misses = counted(series, &Figures::cache_misses);
    any |= instructions || cycles || misses;
    bool both = instructions && cycles && *cycles > 0;
    table.add_row({plan.contestants[i].label, cell(instructions, 1e9), cell(cycles, 1e9),
                   both ? fmt::format("{:.2f}", *instructions / *cycles) : "-", cell(misses, 1e6)});
  }
  return any ? table.render(look) + "medians; of the whole process, helpers included\n" : "";
}

}  // namespace midden::lab
