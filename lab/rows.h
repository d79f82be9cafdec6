// Results as flat rows, one for each program, configuration and heap size: what --format csv and json print,
// and what a report's overview shows. Times are in seconds, sizes in bytes, shares from 0 to 1; figures are
// medians over the invocations, `…_low` and `…_high` the ends of a 95 % bootstrap interval. What is not known
// is null in JSON and empty in CSV.
//
//   program, arguments, configuration, peer, heap (its label in a study, or the limit; null: none),
//   invocations (that passed), outcome (ok, or what went wrong),
//   wall_s, wall_low_s, wall_high_s, cpu_s, cpu_low_s, cpu_high_s,
//   to_best, to_best_low, to_best_high (of wall or CPU time, as was asked; paired by round; against the
//   fastest at this heap size), collector_cpu_share, cpu_pause_s, cpu_helpers_s, cpu_in_mutator_s (assists,
//   slow paths), cycles ("full:3 young:40"), pauses, pause_p50_s, pause_p99_s, pause_p999_s, pause_max_s (the
//   longest of all), utilisation_1ms, utilisation_10ms, utilisation_100ms (bounded, utilisation.h),
//   garbage_max_bytes, freed_per_visited, allocated_bytes_per_s, peak_rss_bytes, overhead_wall,
//   overhead_wall_low, overhead_wall_high, overhead_cpu, overhead_cpu_low, overhead_cpu_high (lower-bound
//   overhead, overhead.h)
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "lab/experiment.h"

namespace midden::lab {

using FigureRow = nlohmann::ordered_json;

// A configuration at one of several heap sizes; of a real interpreter `heap` is empty.
struct Place {
  std::string configuration, heap;
};

// The rows of one program's experiment. `places` tells of each contestant where it stands in a study; empty:
// they are configurations under the plan's limit.
std::vector<FigureRow> figure_rows(const Plan& plan, const Result& result,
                                   const std::vector<Place>& places = {});

enum class Format { kTable, kCsv, kMarkdown, kJson };
// Throws UserError.
Format parse_format(const std::string& name);

// RFC 4180, with a line of headings.
std::string csv_text(const std::vector<FigureRow>& rows);
// A list of objects, one per line.
std::string json_text(const std::vector<FigureRow>& rows);

}  // namespace midden::lab
