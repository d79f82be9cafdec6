// What a report is made of: results files, read back.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "lab/program_cells.h"

namespace midden::lab {

struct ReportSource {
  std::string name;  // of the study, or of the file
  bool is_study = false;
  std::vector<ProgramCells> programs;
  std::vector<std::vector<std::string>> heaps;  // of each program, as labels; empty in a comparison
  std::vector<std::string> remarks;             // minimum heaps, outputs that differ, lines that were skipped
  nlohmann::json environments;                  // a list (environment.h)
  nlohmann::json method;                        // {name: text}: what was asked for
};

// A study's JSON Lines, or what `compare --json` wrote. Throws UserError when it is neither.
ReportSource read_report_source(const std::filesystem::path& file);

// `record` as comparison_record (comparison.h) makes it. Throws UserError when it is not such a record.
ReportSource comparison_source(const nlohmann::json& record, const std::string& name);

}  // namespace midden::lab
