// What was measured with one program, read back from results: an experiment whose contestants are
// configurations, in a study each at each of its heap sizes.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "lab/experiment.h"
#include "lab/results.h"
#include "lab/rows.h"

namespace midden::lab {

struct ProgramCells {
  // A study's contestants are called "CONFIGURATION at HEAP": all heaps of the first configuration, of the
  // next …, and then the real interpreters.
  Plan plan;
  Result result;
  std::vector<Place> places;                         // of each contestant; empty in a comparison
  std::vector<std::map<std::string, int>> failures;  // of each, by outcome
  // Of each the first record's "timeline" that has its pictures (timeline.h), with its "memory_over_time"; or
  // null.
  std::vector<nlohmann::json> pictures;
  std::vector<nlohmann::json>
      requests;  // of each a list: the records' "requests", of programs that report any
};

// `definition` is the study's (Study::definition), as every results file has it.
ProgramCells study_cells(const nlohmann::json& definition, const std::string& program,
                         const Results& results);

// `program` is one of "programs" in a comparison's record (comparison.h).
ProgramCells comparison_cells(const nlohmann::json& program);

}  // namespace midden::lab
