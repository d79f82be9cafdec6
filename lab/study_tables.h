// The tables of `midden sweep`, made of the lines of its results alone.
#pragma once

#include <string>

#include "lab/results.h"
#include "lab/study.h"

namespace midden::lab {

struct StudyReport {
  std::string text;
  bool bad = false;  // outputs differ, a configuration crashed, or nothing was measured
};

// Per program: the minimum heaps; the median and interval of the study's metric, a row per configuration and
// a column per heap size; lower-bound overhead likewise, its floor being the least over the whole table; what
// printed otherwise than the others. Then the canary.
StudyReport study_report(const Study& study, const Results& results, bool colour);

}  // namespace midden::lab
