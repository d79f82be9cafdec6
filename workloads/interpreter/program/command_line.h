#pragma once

// The command line of a configuration's program.

#include <optional>
#include <string>
#include <vector>

#include "collectors/common/heap_settings.h"
#include "workloads/interpreter/program/configuration_facts.h"

namespace midden::python {

struct CommandLine {
  HeapSettings settings;
  bool statistics = false;  // --stats
  std::string json;
  std::string gc_log;
  std::string trace;
  std::string live;
  std::string program;
  std::vector<std::string> arguments;
};

// A status: the program is done (--help, --describe, or an error that was printed).
std::optional<int> parse_command_line(const ConfigurationFacts& facts, int argc, char** argv,
                                      CommandLine* command);

}  // namespace midden::python
