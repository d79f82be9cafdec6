#include "lab/report/findings.h"

#include <fmt/format.h>

#include <algorithm>

#include "lab/suggest.h"
#include "lab/wording.h"

namespace midden::lab {

namespace {

using Rows = std::vector<const FigureRow*>;

bool has(const FigureRow& row, const char* column) { return row.contains(column) && row[column].is_number(); }
double value(const FigureRow& row, const char* column) { return row[column]; }
std::string name(const FigureRow& row) { return row["configuration"]; }

Rows with(const std::vector<FigureRow>& rows, const char* column) {
  Rows found;
  for (const FigureRow& row : rows) {
    if (has(row, column)) found.push_back(&row);
  }
  return found;
}

std::string listed(const std::vector<std::string>& names) {
  if (names.size() < 2) return join(names, "");
  return join({names.begin(), names.end() - 1}, ", ") + " and " + names.back();
}

const FigureRow& least(const Rows& rows, const char* column) {
  return **std::min_element(rows.begin(), rows.end(),
                            [&](auto* a, auto* b) { return value(*a, column) < value(*b, column); });
}
const FigureRow& most(const Rows& rows, const char* column) {
  return **std::max_element(rows.begin(), rows.end(),
                            [&](auto* a, auto* b) { return value(*a, column) < value(*b, column); });
}

std::string ms(double seconds) { return milliseconds_text(seconds) + " ms"; }
std::string mb(double bytes) { return fmt::format("{:.1f} MB", bytes / (1024 * 1024)); }

std::string time_finding(const std::vector<FigureRow>& rows, bool by_cpu) {
  const char* metric = by_cpu ? "cpu_s" : "wall_s";
  const char* word = by_cpu ? "CPU time" : "wall time";
  // In a study real interpreters know no heap size, so they are told apart from those that do.
  Rows measured;
  std::vector<std::string> failed, unlimited;
  for (const FigureRow& row : rows) {
    if (!has(row, metric)) {
      failed.push_back(name(row));
    } else if (has(row, "to_best")) {
      measured.push_back(&row);
    } else {
      unlimited.push_back(
          fmt::format("{} took {} s without a limit", name(row), seconds_text(value(row, metric))));
    }
  }
  std::string missing =
      failed.empty() ? "" : fmt::format(" No figure for {}: see the table.", listed(failed));
  if (!unlimited.empty()) missing = " " + listed(unlimited) + "." + missing;
  if (measured.empty()) return "Nothing was measured that could be compared." + missing;
  const FigureRow& best = least(measured, metric);
  if (measured.size() == 1)
    return fmt::format("{} took {} s of {}.{}", name(best), seconds_text(value(best, metric)), word, missing);
  std::vector<std::string> same;
  Rows slower;
  bool unknown = false;
  for (const FigureRow* row : measured) {
    if (row == &best) continue;
    unknown |= !has(*row, "to_best_low");
    if (has(*row, "to_best_low") && value(*row, "to_best_low") > 1) {
      slower.push_back(row);
    } else {
      same.push_back(name(*row));
    }
  }
  std::string text = fmt::format("The least median {} was {} s, under {}", word,
                                 seconds_text(value(best, metric)), name(best));
  if (unknown) return text + "; so few invocations support no ranking." + missing;
  if (!same.empty()) text += fmt::format(", from which {} cannot be told apart", listed(same));
  if (!slower.empty()) {
    double from = value(least(slower, "to_best"), "to_best"), to = value(most(slower, "to_best"), "to_best");
    text += slower.size() == 1
                ? fmt::format("; {} took {:.2f} times as long", name(*slower[0]), from)
                : fmt::format("; the {} others took {:.2f} to {:.2f} times as long", slower.size(), from, to);
  }
  return text + "." + missing;
}

std::string pause_finding(const std::vector<FigureRow>& rows) {
  Rows all = with(rows, "pauses"), paused;
  std::vector<std::string> never;
  for (const FigureRow* row : all) {
    if (value(*row, "pauses") > 0) {
      paused.push_back(row);
    } else {
      never.push_back(name(*row));
    }
  }
  if (paused.empty()) return "No configuration paused.";
  const FigureRow &longest = most(paused, "pause_max_s"), &shortest = least(paused, "pause_max_s");
  std::string text = fmt::format("The longest pause of all invocations was {} under {}",
                                 ms(value(longest, "pause_max_s")), name(longest));
  if (paused.size() > 1)
    text +=
        fmt::format("; under {} none was longer than {}", name(shortest), ms(value(shortest, "pause_max_s")));
  text += ".";
  const FigureRow &often = most(paused, "pauses"), &seldom = least(paused, "pauses");
  if (paused.size() > 1)
    text += fmt::format(" Pauses were most frequent under {} ({:.0f} in a run) and rarest under {} ({:.0f}).",
                        name(often), value(often, "pauses"), name(seldom), value(seldom, "pauses"));
  if (!never.empty()) text += fmt::format(" {} never paused.", listed(never));
  return text + " Maxima of so few runs are not compared with intervals.";
}

std::string utilisation_finding(const std::vector<FigureRow>& rows) {
  Rows known;
  for (const FigureRow* row : with(rows, "utilisation_10ms")) {
    if (has(*row, "pauses") && value(*row, "pauses") > 0) known.push_back(row);
  }
  if (known.empty()) return "No configuration paused, so the program always ran.";
  const FigureRow &best = most(known, "utilisation_10ms"), &worst = least(known, "utilisation_10ms");
  auto percent = [](double part) {
    return part == 0 ? std::string("nothing") : fmt::format("{:.0f} %", part * 100);
  };
  std::string text = fmt::format("In its worst 10 ms {} left the program {} of the time", name(best),
                                 percent(value(best, "utilisation_10ms")));
  if (known.size() > 1)
    text += fmt::format(", {} {}", name(worst), percent(value(worst, "utilisation_10ms")));
  return text + ". Where a curve leaves 0 is the longest pause.";
}

std::string memory_finding(const std::vector<FigureRow>& rows) {
  Rows known = with(rows, "peak_rss_bytes");
  if (known.empty()) return "Nothing was measured.";
  const FigureRow &small = least(known, "peak_rss_bytes"), &large = most(known, "peak_rss_bytes");
  std::string text =
      known.size() == 1
          ? fmt::format("At its peak the process took {} under {}", mb(value(small, "peak_rss_bytes")),
                        name(small))
          : fmt::format("At its peak the process took {} under {} and {} under {} (resident, medians)",
                        mb(value(small, "peak_rss_bytes")), name(small), mb(value(large, "peak_rss_bytes")),
                        name(large));
  Rows garbage = with(rows, "garbage_max_bytes");
  if (!garbage.empty()) {
    const FigureRow& most_garbage = most(garbage, "garbage_max_bytes");
    if (value(most_garbage, "garbage_max_bytes") > 0)
      text += fmt::format("; the most garbage that one cycle found waiting was {} under {}",
                          mb(value(most_garbage, "garbage_max_bytes")), name(most_garbage));
  }
  return text + ".";
}

}  // namespace

Findings findings(const std::vector<FigureRow>& rows, bool by_cpu) {
  return {time_finding(rows, by_cpu), pause_finding(rows), utilisation_finding(rows), memory_finding(rows)};
}

std::string overhead_finding(const std::vector<FigureRow>& rows, const std::vector<std::string>& heaps,
                             bool by_cpu) {
  const std::string column = by_cpu ? "overhead_cpu" : "overhead_wall", low = column + "_low",
                    high = column + "_high";
  const char* metric = column.c_str();
  Rows known = with(rows, metric);
  if (known.empty()) return "Lower-bound overhead needs two configurations that were measured.";
  const FigureRow &best = least(known, metric), &worst = most(known, metric);
  auto at = [](const FigureRow& row) {
    return row["heap"].is_string() ? name(row) + " at " + row["heap"].get<std::string>() : name(row);
  };
  std::string text = fmt::format(
      "The whole cost was from {:.2f} ({}) to {:.2f} ({}) times the least cost without collecting",
      value(best, metric), at(best), value(worst, metric), at(worst));
  if (heaps.size() < 2) return text + ".";
  // Who gains from more room: the intervals at its smallest and its largest heap do not meet.
  std::vector<std::string> gains, does_not;
  for (const FigureRow* first : known) {
    if ((*first)["heap"] != heaps.front() || !has(*first, low.c_str())) continue;
    for (const FigureRow* last : known) {
      if ((*last)["heap"] != heaps.back() || name(*last) != name(*first) || !has(*last, high.c_str()))
        continue;
      (value(*last, high.c_str()) < value(*first, low.c_str()) ? gains : does_not).push_back(name(*first));
    }
  }
  if (!gains.empty())
    text +=
        fmt::format("; from {} to {} the overhead fell for {}", heaps.front(), heaps.back(), listed(gains));
  if (!does_not.empty())
    text += fmt::format("; for {} no difference between {} and {} is supported", listed(does_not),
                        heaps.front(), heaps.back());
  return text + ".";
}

}  // namespace midden::lab
