#include <fmt/format.h>

#include <cstdio>
#include <memory>

#include "lab/builder.h"
#include "lab/commands/commands.h"
#include "lab/configurations.h"
#include "lab/environment.h"
#include "lab/error.h"
#include "lab/invocation.h"
#include "lab/programs.h"
#include "lab/record.h"
#include "lab/scratch.h"
#include "lab/size.h"
#include "lab/watch.h"

namespace midden::lab {

namespace {

struct RunOptions {
  std::string program;
  std::string collector = kDefaultCollector;
  std::string model = kDefaultModel;
  std::string heap;
  std::vector<std::string> settings;
  bool stats = false;
  bool verify = false;
  std::string json_file;
  std::string gc_log;
  std::string trace;
  bool watch = false;
  std::string stress;
  std::string seed;
};

int run(const RunOptions& options, const std::vector<std::string>& arguments) {
  Layout layout = find_layout();
  Program program = find_program(layout, options.program);
  auto configurations = known_configurations(layout);
  const Configuration& configuration = find_configuration(configurations, options.model, options.collector);
  Command command{{configuration.executable.string()}, {}};
  auto add = [&](std::initializer_list<std::string> words) {
    command.arguments.insert(command.arguments.end(), words);
  };
  if (!options.heap.empty()) add({"--heap", std::to_string(parse_size(options.heap, "--heap"))});
  ensure_built(layout, {configuration});
  if (!options.settings.empty()) check_settings(describe(configuration.executable), options.settings);
  for (const std::string& setting : options.settings) add({"--set", setting});
  if (options.stats) add({"--stats"});
  if (options.verify) add({"--verify"});
  if (!options.gc_log.empty()) {
    check_writable(options.gc_log, "--gc-log");
    add({"--gc-log", options.gc_log});
  }
  if (!options.trace.empty()) {
    check_writable(options.trace, "--trace");
    add({"--trace", options.trace});
  }
  if (!options.stress.empty()) add({"--stress", options.stress});
  if (!options.seed.empty()) add({"--seed", options.seed});

  auto add_program = [&] {
    add({program.path.string()});
    command.arguments.insert(command.arguments.end(), arguments.begin(), arguments.end());
  };
  if (options.json_file.empty() && !options.watch) {
    add_program();
    throw UserError(fmt::format("{}: {}", configuration.executable.string(), become(command)));
  }

  if (!options.json_file.empty()) check_writable(options.json_file, "--json");
  Invocation invocation;
  {
    ScratchDirectory scratch;
    std::filesystem::path vm_record = scratch.path() / "record.json";
    if (!options.json_file.empty()) add({"--json", vm_record.string()});
    std::unique_ptr<Watch> watch;
    if (options.watch) {
      std::filesystem::path live = scratch.path() / "live";
      watch = std::make_unique<Watch>(live, configuration.name + " " + program.name);
      add({"--live", live.string()});
    }
    add_program();
    nlohmann::json surroundings = options.json_file.empty() ? nlohmann::json() : environment(layout);
    std::function<void(pid_t, double)> draw;
    if (watch) draw = [&](pid_t child, double elapsed_s) { watch->draw(child, elapsed_s); };
    invocation = invoke_in_foreground(command, draw);
    watch.reset();
    if (invocation.ending == Ending::kNotStarted) {
      throw UserError(fmt::format("{}: {}", configuration.executable.string(), invocation.start_error));
    }
    if (!options.json_file.empty()) {
      nlohmann::json record = run_record(program.path, arguments, invocation, vm_record);
      record["environment"] = std::move(surroundings);
      for (auto [key, value] :
           {std::pair{"name", &configuration.name}, std::pair{"model", &configuration.model},
            std::pair{"collector", &configuration.collector}}) {
        if (!record["configuration"].contains(key)) record["configuration"][key] = *value;
      }
      write_file(options.json_file,
                 record.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n", "--json");
    }
  }
  end_like(invocation);
}

}  // namespace

void add_run_command(CLI::App& app, Request& request) {
  auto options = std::make_shared<RunOptions>();
  CLI::App* command = app.add_subcommand("run", "Run one program under one collector");
  set_usage(*command, "midden run PROGRAM [OPTIONS] [-- ARGS…]");
  command->footer(
      "The program's stdin, stdout, stderr and exit status pass through untouched; ARGS are its "
      "sys.argv[1:].\n"
      "SIZE is a number with K, M or G. A program that needs more than --heap gets a MemoryError.");
  command->add_option("PROGRAM", options->program, "A .py file, or a name from 'midden list programs'")
      ->required();
  command->add_option("--collector", options->collector, "One of 'midden list collectors'")
      ->type_name("C")
      ->capture_default_str();
  command->add_option("--model", options->model, "One of 'midden list models'")
      ->type_name("M")
      ->capture_default_str();
  command->add_option("--heap", options->heap, "Limit of the heap, all that the collector needs included")
      ->type_name("SIZE");
  command->add_option("--set", options->settings, "An option of the collector, see 'midden list options'")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
  command->add_flag("--stats", options->stats, "Print a summary on stderr at the end");
  command
      ->add_option("--json", options->json_file,
                   "Write figures, configuration and environment as one JSON object")
      ->type_name("FILE");
  command->add_option("--gc-log", options->gc_log, "Write one JSON line per collection cycle")
      ->type_name("FILE");
  command
      ->add_option("--trace", options->trace, "Write a trace that opens in the Perfetto UI (ui.perfetto.dev)")
      ->type_name("FILE");
  command->add_flag("--watch", options->watch,
                    "Show heap, pauses and cycles at the bottom of the terminal on stderr");
  command->add_flag("--verify", options->verify, "Check the heap after each cycle (slow)");
  command->add_option("--stress", options->stress, "Collect at seeded random points (slow)")
      ->type_name("SPEC");
  command->add_option("--seed", options->seed, "Seed of --stress")
      ->type_name("N")
      ->check(CLI::NonNegativeNumber);
  command->callback([options, &request] {
    request.action = [options, &request] { return run(*options, request.program_arguments); };
  });
}

}  // namespace midden::lab
