#include <fmt/format.h>
#include <sys/personality.h>

#include <algorithm>
#include <memory>

#include "lab/builder.h"
#include "lab/commands/commands.h"
#include "lab/error.h"
#include "lab/invocation.h"
#include "lab/suggest.h"

namespace midden::lab {

namespace {

struct BuildOptions {
  std::vector<std::string> targets;
  std::string preset;
};

int build(const BuildOptions& options) {
  Layout layout = find_layout();
  std::filesystem::path directory = preset_directory(layout, options.preset);
  if (std::filesystem::exists(directory / "build.ninja")) {
    std::vector<std::string> known = target_names(directory);
    for (const std::string& target : options.targets) {
      if (!known.empty() && std::find(known.begin(), known.end(), target) == known.end()) {
        std::vector<std::string> names;  // the list is short of what CMake adds for its own use
        for (const std::string& name : known) {
          if (!name.starts_with("edit_cache") && !name.starts_with("rebuild_cache") &&
              !name.starts_with("install") && !name.starts_with("list_install")) {
            names.push_back(name);
          }
        }
        throw UserError(unknown_name("target", target, names));
      }
    }
  }
  std::string what = options.targets.empty() ? "the default targets" : join(options.targets, ", ");
  build_targets(layout, directory, options.targets,
                fmt::format("{} ({})", what, directory.filename().string()));
  return 0;
}

struct TestOptions {
  std::string preset;
  std::string filter;
  int jobs = 2;
};

int test(const TestOptions& options) {
  Layout layout = find_layout();
  std::filesystem::path directory = preset_directory(layout, options.preset);
  build_targets(layout, directory, {"all", "midden_tests"},
                fmt::format("the tests ({})", directory.filename().string()));
  std::filesystem::current_path(directory);
  // ThreadSanitizer's shadow memory does not fit kernels that randomise addresses by more than 28 bits.
  if (directory.filename() == "tsan") personality(ADDR_NO_RANDOMIZE);
  Command command{
      {"ctest", "--output-on-failure", "--no-tests=error", "--parallel", std::to_string(options.jobs)}, {}};
  if (!options.filter.empty())
    command.arguments.insert(command.arguments.end(), {"--tests-regex", options.filter});
  throw UserError(fmt::format("ctest: {}", become(command)));
}

}  // namespace

void add_build_command(CLI::App& app, Request& request) {
  auto options = std::make_shared<BuildOptions>();
  CLI::App* command =
      app.add_subcommand("build", "Build a target, such as a configuration that is not built yet");
  set_usage(*command, "midden build [TARGET…] [--preset P]");
  command->add_option("TARGET", options->targets,
                      "A configuration (tagged-marksweep), midden_vms, midden_tests …");
  command->add_option("--preset", options->preset, "release, debug, asan or tsan [default: this one]")
      ->type_name("P");
  command->callback([options, &request] { request.action = [options] { return build(*options); }; });
}

void add_test_command(CLI::App& app, Request& request) {
  auto options = std::make_shared<TestOptions>();
  CLI::App* command = app.add_subcommand("test", "Build and run every test");
  set_usage(*command, "midden test [--preset P] [--filter REGEX] [--jobs N]");
  command->add_option("--preset", options->preset, "release, debug, asan or tsan [default: this one]")
      ->type_name("P");
  command->add_option("--filter", options->filter, "Only tests whose name matches")->type_name("REGEX");
  command->add_option("--jobs", options->jobs, "Tests at the same time")
      ->type_name("N")
      ->capture_default_str()
      ->check(CLI::PositiveNumber);
  command->callback([options, &request] { request.action = [options] { return test(*options); }; });
}

}  // namespace midden::lab
