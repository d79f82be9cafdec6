#pragma once

// The record of a run: --json, --stats.

#include "collectors/common/memory_figures.h"
#include "workloads/interpreter/program/command_line.h"

namespace midden {
class Statistics;
}

namespace midden::python {

struct ReportInput {
  const CommandLine& command;
  int exit_status;
  double wall_seconds;
  double thread_cpu_seconds;
};

// False: a file could not be written (said on stderr).
bool write_report(const ConfigurationFacts& facts, const ReportInput& input, const Statistics& statistics,
                  const MemoryFigures& memory);

// What --describe prints.
std::string description(const ConfigurationFacts& facts);

}  // namespace midden::python
