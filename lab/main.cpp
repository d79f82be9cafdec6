#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "lab/commands/commands.h"
#include "lab/error.h"
#include "lab/suggest.h"

namespace midden::lab {

namespace {

// A message of one line for whatever the command line got wrong.
std::string explain(const CLI::App& app, const CLI::ParseError& error,
                    const std::vector<std::string>& given) {
  const CLI::App* command = app.get_subcommands().empty() ? &app : app.get_subcommands().front();
  std::string name = command == &app ? "midden" : "midden " + command->get_name();
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    std::vector<std::string> options;
    for (const CLI::Option* option : command->get_options()) {
      for (const std::string& spelled : option->get_lnames()) options.push_back("--" + spelled);
    }
    for (const std::string& word : given) {
      std::string option = word.substr(0, word.find('='));
      bool known = std::find(options.begin(), options.end(), option) != options.end();
      if (word.starts_with("-") && word != "-h" && !known)
        return fmt::format("{}: {}", name, unknown_name("option", option, options));
    }
    std::vector<std::string> extra = command->remaining();
    return fmt::format("{}: unexpected argument '{}'; a program's own arguments go after --, see '{} --help'",
                       name, extra.empty() ? "" : extra.front(), name);
  }
  std::string what = error.what();
  std::replace(what.begin(), what.end(), '\n', ' ');
  return fmt::format("{}: {}; see '{} --help'", name, what, name);
}

int run_command_line(std::vector<std::string> words) {
  Request request;
  auto separator = std::find(words.begin(), words.end(), "--");
  request.has_separator = separator != words.end();
  if (request.has_separator) {
    request.program_arguments.assign(separator + 1, words.end());
    words.erase(separator, words.end());
  }

  CLI::App app("Garbage collectors swapped under one Python interpreter, and measured.", "midden");
  app.set_version_flag("--version", "midden " MIDDEN_VERSION);
  app.require_subcommand(1);
  add_run_command(app, request);
  add_compare_command(app, request);
  add_sweep_command(app, request);
  add_merge_command(app, request);
  add_report_command(app, request);
  add_list_command(app, request);
  add_build_command(app, request);
  add_test_command(app, request);
  // After the subcommands, which would inherit them.
  set_usage(app, "midden COMMAND [OPTIONS]");
  app.footer(
      "midden compare binary_trees --peers python3 -- 16    five collectors and real CPython on one program\n"
      "midden compare all --peers python3                   all shipped programs, with the geometric mean\n"
      "midden sweep study.toml                              a whole study over heap sizes; it can be "
      "interrupted\n"
      "midden report study.jsonl -o report.html             its figures as one HTML file\n"
      "midden run app.py --collector marksweep --stats      one program under one collector\n"
      "'midden COMMAND --help' tells the options of a command.");

  std::vector<std::string> commands;
  for (const CLI::App* command : app.get_subcommands([](CLI::App*) { return true; }))
    commands.push_back(command->get_name());
  if (words.empty())
    throw UserError(fmt::format("no command; valid: {}; see 'midden --help'", join(commands, ", ")));
  if (!words[0].starts_with("-") && std::find(commands.begin(), commands.end(), words[0]) == commands.end()) {
    throw UserError(unknown_name("command", words[0], commands));
  }
  if (request.has_separator && words[0] != "run" && words[0] != "compare") {
    throw UserError(fmt::format("midden {}: takes no arguments after --", words[0]));
  }

  std::vector<std::string> reversed(words.rbegin(), words.rend());
  try {
    app.parse(reversed);
  } catch (const CLI::Success& success) {  // --help and --version
    return app.exit(success);
  } catch (const CLI::ParseError& error) {
    throw UserError(explain(app, error, words));
  }
  return request.action();
}

}  // namespace

}  // namespace midden::lab

int main(int count, char** words) {
  using namespace midden::lab;
  try {
    return run_command_line({words + 1, words + count});
  } catch (const UserError& error) {
    fmt::print(stderr, "midden: {}\n", error.what());
    return kUsageExit;
  } catch (const std::exception& error) {
    fmt::print(stderr, "midden: unexpected: {}\n", error.what());
    return kUsageExit;
  }
}
