#include "lab/pause_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <vector>

#include "lab/statistics.h"
#include "lab/terminal.h"
#include "lab/timeline.h"
#include "lab/wording.h"

namespace midden::lab {

namespace {

constexpr int kBars = 13;
constexpr int kBucketsPerBar = kBucketsPerDecade / 2;

template <typename Read>
std::optional<double> median_over(const Series& series, Read read) {
  std::vector<double> values;
  for (const Sample& sample : series.samples) {
    if (std::optional<double> value = read(sample.figures)) values.push_back(*value);
  }
  if (values.empty()) return std::nullopt;
  return median(values);
}

std::string number_text(std::optional<double> value, int digits) {
  return value ? fmt::format("{:.{}f}", *value, digits) : "-";
}

std::string part_text(std::optional<double> part) { return part ? fmt::format("{:.0f}", *part * 100) : "-"; }

std::string megabytes_text(std::optional<double> bytes) {
  if (!bytes) return "-";
  double mb = *bytes / (1024 * 1024);
  return fmt::format("{:.{}f}", mb, mb < 10 ? 1 : 0);
}

}  // namespace

std::string pause_bars(const std::map<int, double>& histogram) {
  static constexpr std::array kHeights = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  std::array<double, kBars> counts{};
  for (const auto& [bucket, count] : histogram)
    counts[static_cast<std::size_t>(std::clamp(bucket / kBucketsPerBar, 0, kBars - 1))] += count;
  double most = *std::max_element(counts.begin(), counts.end());
  std::string text;
  for (double count : counts) {
    double part = most > 1 ? std::log(count) / std::log(most) : 1;
    text += count < 1 ? "·" : kHeights[static_cast<std::size_t>(std::clamp(part * 7, 0.0, 7.0))];
  }
  return text;
}

std::string pause_table(const Plan& plan, const Result& result, Look look) {
  Table table;
  table.add_column("pauses", Align::kLeft);
  for (const char* heading : {"num-\nber", "p50\nms", "p99\nms", "p99.9\nms", "max\nms"})
    table.add_column(heading);
  table.add_column("1µs   1ms   1s\n├─────┼─────┤", Align::kLeft);
  for (const char* heading : {"runs\n1 ms", "% of\n10 ms", "worst\n100 ms", "dead\nMB", "freed/\nseen"})
    table.add_column(heading);
  bool any = false;
  for (std::size_t i = 0; i < plan.contestants.size(); ++i) {
    const Series& series = result.series[i];
    std::optional<double> count = median_over(series, [](const Figures& f) { return f.pause_count; });
    if (!series.failure.empty() || !count || *count == 0) continue;
    any = true;
    std::map<int, double> histogram;
    std::optional<double> longest;
    for (const Sample& sample : series.samples) {
      for (const auto& [bucket, number] : sample.figures.pause_histogram) histogram[bucket] += number;
      if (sample.figures.pause_max_s) longest = std::max(longest.value_or(0), *sample.figures.pause_max_s);
    }
    auto ms = [&](std::optional<double> Figures::*field) {
      return milliseconds_text(median_over(series, [&](const Figures& f) { return f.*field; }));
    };
    auto runs = [&](double window) {
      return part_text(median_over(series, [&](const Figures& f) { return f.utilisation_at(window); }));
    };
    table.add_row(
        {plan.contestants[i].label, number_text(count, 0), ms(&Figures::pause_p50_s),
         ms(&Figures::pause_p99_s), ms(&Figures::pause_p999_s), milliseconds_text(longest),
         pause_bars(histogram), runs(1e-3), runs(1e-2), runs(1e-1),
         megabytes_text(median_over(series, [](const Figures& f) { return f.garbage_max; })),
         number_text(median_over(series, [](const Figures& f) { return f.freed_per_visited; }), 2)});
  }
  if (!any) return "";
  return table.render(look) +
         wrapped(
             "medians over the invocations, but max and the distribution, whose heights are logarithmic, "
             "over all; "
             "runs: the least share of any 1, 10 or 100 ms and more in which the program ran; dead: the most "
             "garbage "
             "that one cycle freed; freed/seen: objects freed for one visited",
             kTableWidth, 2) +
         "\n";
}

}  // namespace midden::lab
