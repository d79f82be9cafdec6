// The tables of `midden sweep`, made of the lines of its results alone.
#pragma once

#include <string>
#include <vector>

#include "lab/results.h"
#include "lab/rows.h"
#include "lab/study.h"
#include "lab/table.h"

namespace midden::lab {

struct StudyReport {
  std::string text;
  bool bad = false;  // outputs differ, a configuration crashed, or nothing was measured
};

// Per program: the minimum heaps; the median and interval of the study's metric, a row per configuration and
// a column per heap size; lower-bound overhead likewise, its floor being the least over the whole table; what
// printed otherwise than the others. Then the canary.
StudyReport study_report(const Study& study, const Results& results, Look look);

std::vector<FigureRow> study_rows(const Study& study, const Results& results);

}  // namespace midden::lab
