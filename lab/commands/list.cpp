#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <memory>
#include <set>

#include "lab/commands/commands.h"
#include "lab/configurations.h"
#include "lab/error.h"
#include "lab/programs.h"
#include "lab/suggest.h"
#include "lab/table.h"
#include "lab/terminal.h"

namespace midden::lab {

namespace {

// Left column, padded; then text, wrapped under itself.
void print_entry(const std::string& name, std::size_t width, const std::string& text) {
  std::string padding(width - std::min(width, display_width(name)) + 2, ' ');
  fmt::print("{}\n", wrapped(fmt::format("  {}{}{}", name, padding, text), kTableWidth, width + 4));
}

// What a header says it is: its first comment, up to the end of the first sentence.
std::string first_comment(const std::filesystem::path& header) {
  std::ifstream file(header);
  std::string text;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("// ")) {
      text += (text.empty() ? "" : " ") + line.substr(3);
      std::size_t stop = (text + " ").find(". ");
      if (stop != std::string::npos) return text.substr(0, stop);
    } else if (!text.empty()) {
      return text;
    }
  }
  return text;
}

// What the first executable with this collector says it is; empty when none is built.
std::string summary_of(const std::vector<Configuration>& configurations, const std::string& collector) {
  for (const Configuration& configuration : configurations) {
    if (configuration.collector == collector && configuration.built())
      return describe(configuration.executable).summary;
  }
  return {};
}

void list_names(const Layout& layout, bool collectors) {
  auto configurations = known_configurations(layout);
  auto names = collectors ? collector_names(configurations) : model_names(configurations);
  std::size_t width = 0;
  for (const std::string& name : names) width = std::max(width, name.size());
  for (const std::string& name : names) {
    std::vector<std::string> partners;
    for (const Configuration& configuration : configurations) {
      if ((collectors ? configuration.collector : configuration.model) != name) continue;
      partners.push_back((collectors ? configuration.model : configuration.collector) +
                         (configuration.built() ? "" : "*"));
    }
    std::string about = collectors ? summary_of(configurations, name) : "";
    std::filesystem::path header = collectors ? layout.root / "collectors" / name / (name + ".h")
                                              : layout.root / "object_model" / (name + ".h");
    if (about.empty() && !layout.root.empty()) about = first_comment(header);
    print_entry(name, width,
                fmt::format("{}[{}: {}]", about.empty() ? "" : about + " ",
                            collectors ? "models" : "collectors", join(partners, ", ")));
  }
  if (std::any_of(configurations.begin(), configurations.end(), [](auto& c) { return !c.built(); })) {
    fmt::print("(* is built when it is first asked for)\n");
  }
}

void list_programs(const Layout& layout) {
  auto programs = shipped_programs(layout);
  std::size_t width = 0;
  for (const Program& program : programs) width = std::max(width, program.name.size());
  for (const Program& program : programs) print_entry(program.name, width, docstring_line(program.path));
  if (programs.empty()) fmt::print("no programs in {}\n", layout.programs.string());
}

void list_options(const Layout& layout) {
  std::set<std::string>
      shown;  // what was printed: the options of a collector are mostly the same on every model
  for (const Configuration& configuration : known_configurations(layout)) {
    if (!configuration.built()) continue;
    Description description = describe(configuration.executable);
    std::size_t width = 0;
    std::string identity = configuration.collector;
    for (const Option& option : description.options) {
      width = std::max(width, option.name.size());
      identity +=
          fmt::format("\n{}\t{}\t{}\t{}", option.name, option.type, option.default_value, option.range);
    }
    if (!shown.insert(identity).second) continue;
    fmt::print("{} (as in {})\n", configuration.collector, configuration.name);
    if (description.options.empty()) fmt::print("  no options\n");
    for (const Option& option : description.options) {
      std::string range = option.range.empty() ? "" : ", " + option.range;
      std::string usual = option.default_value.empty() ? "none" : option.default_value;
      print_entry(option.name, width,
                  fmt::format("{} [{}{}; default {}]", option.help, option.type, range, usual));
    }
  }
  if (shown.empty()) fmt::print("no configuration is built yet\n");
}

int list(const std::string& what) {
  static const std::vector<std::string> kValid = {"collectors", "models", "programs", "options"};
  Layout layout = find_layout();
  if (what == "collectors")
    list_names(layout, true);
  else if (what == "models")
    list_names(layout, false);
  else if (what == "programs")
    list_programs(layout);
  else if (what == "options")
    list_options(layout);
  else
    throw UserError("list: " + unknown_name("list", what, kValid));
  return 0;
}

}  // namespace

void add_list_command(CLI::App& app, Request& request) {
  auto what = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("list", "List collectors, models, programs or options");
  set_usage(*command, "midden list collectors|models|programs|options");
  command->add_option("WHAT", *what, "collectors, models, programs or options")->required();
  command->callback([what, &request] { request.action = [what] { return list(*what); }; });
}

}  // namespace midden::lab
