// The tables of `midden compare`.
#pragma once

#include <string>
#include <vector>

#include "lab/experiment.h"
#include "lab/statistics.h"
#include "lab/table.h"

namespace midden::lab {

// One program: a row per contestant, with time, ratio, collector's share, cycles, pauses, memory; then which
// of them the intervals tell apart from the fastest, and the legend.
std::string program_table(const Plan& plan, const Result& result, Look look);

// Several programs: a row per program, a column per contestant with its median and, below it, the ratio to
// the baseline; then the geometric mean of the ratios with its interval.
std::string summary_table(const std::vector<Plan>& plans, const std::vector<Result>& results,
                          std::size_t baseline, Look look);

// All raw records of a comparison, as `--json` writes them ("midden-compare/1").
nlohmann::json comparison_record(const std::vector<Plan>& plans, const std::vector<Result>& results,
                                 nlohmann::json environment);

// a and b of the rounds that both have.
PairedSeries paired(const Series& a, const Series& b, double Figures::*metric);

// The contestant whose output counts as right when outputs differ: the first real interpreter; -1 without
// one.
int trusted_contestant(const Plan& plan);

}  // namespace midden::lab
