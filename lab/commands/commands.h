// The commands. Each declares its options on a subcommand of the command line; what the callback returns is
// the exit status of midden.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

namespace midden::lab {

struct Request {
  std::vector<std::string> program_arguments;  // what stood after "--"
  bool has_separator = false;
  std::function<int()> action;  // set by the command that was chosen
};

// The usage line of a command's --help; CLI11's own cannot know about "-- ARGS…".
void set_usage(CLI::App& command, std::string usage);

void add_run_command(CLI::App& app, Request& request);
void add_compare_command(CLI::App& app, Request& request);
void add_sweep_command(CLI::App& app, Request& request);
void add_merge_command(CLI::App& app, Request& request);
void add_report_command(CLI::App& app, Request& request);
void add_list_command(CLI::App& app, Request& request);
void add_build_command(CLI::App& app, Request& request);
void add_test_command(CLI::App& app, Request& request);

}  // namespace midden::lab
