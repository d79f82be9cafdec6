#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <set>

#include "lab/builder.h"
#include "lab/commands/commands.h"
#include "lab/comparison.h"
#include "lab/configurations.h"
#include "lab/counter_table.h"
#include "lab/environment.h"
#include "lab/error.h"
#include "lab/experiment.h"
#include "lab/overhead.h"
#include "lab/pause_table.h"
#include "lab/peers.h"
#include "lab/report/page.h"
#include "lab/requests.h"
#include "lab/rows.h"
#include "lab/scratch.h"
#include "lab/size.h"
#include "lab/suggest.h"
#include "lab/terminal.h"
#include "lab/wording.h"

namespace midden::lab {

namespace {

struct CompareOptions {
  std::vector<std::string> programs;
  std::vector<std::string> collectors;
  std::vector<std::string> models;
  std::string heap;
  std::vector<std::string> settings;
  int invocations = 5;
  double timeout_s = 600;
  std::uint64_t seed = 1;
  std::vector<std::string> peers;
  std::vector<std::string> vms;
  std::string baseline;
  std::string metric = "wall";
  std::string format = "table";
  std::string json_file;
  std::string report_file;
  bool no_report = false;
};

bool among(const std::vector<std::string>& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

// "all" and repeated names are spelled out; unknown ones are refused.
std::vector<std::string> checked(const std::vector<std::string>& given, const std::vector<std::string>& valid,
                                 const char* what) {
  if (given == std::vector<std::string>{"all"}) return valid;
  std::vector<std::string> names;
  for (const std::string& name : given) {
    if (!among(valid, name)) throw UserError(unknown_name(what, name, valid));
    if (!among(names, name)) names.push_back(name);
  }
  return names;
}

std::vector<Configuration> chosen_configurations(const CompareOptions& options, const Layout& layout,
                                                 StatusLine& status) {
  auto known = known_configurations(layout);
  std::vector<Configuration> chosen;
  if (options.collectors.empty() && options.models.empty()) {
    std::copy_if(known.begin(), known.end(), std::back_inserter(chosen),
                 [](auto& c) { return c.is_default; });
    return chosen;
  }
  auto collectors = checked(options.collectors, collector_names(known), "collector");
  auto models = checked(options.models, model_names(known), "model");
  if (models.empty()) models = {kDefaultModel};
  if (collectors.empty()) {
    for (const Configuration& configuration : known) {
      if (configuration.is_default && !among(collectors, configuration.collector))
        collectors.push_back(configuration.collector);
    }
  }
  for (const std::string& model : models) {
    for (const std::string& collector : collectors) {
      auto found = std::find_if(known.begin(), known.end(), [&](const Configuration& c) {
        return c.model == model && c.collector == collector;
      });
      if (found != known.end()) {
        chosen.push_back(*found);
      } else {
        status.note(fmt::format("skipping {} on {}: there is no such configuration", collector, model));
      }
    }
  }
  return chosen;
}

// The executable with those settings that are its own.
Contestant contestant_of(const std::filesystem::path& executable, const CompareOptions& options,
                         std::uint64_t heap, std::set<std::string>& used_settings) {
  Description description = describe(executable);
  Contestant contestant;
  contestant.name = contestant.label = description.name;
  contestant.description = description.json;
  contestant.command = {executable.string()};
  if (heap != 0) contestant.command.insert(contestant.command.end(), {"--heap", std::to_string(heap)});
  for (const std::string& setting : options.settings) {
    if (!takes_setting(description, setting)) continue;
    contestant.command.insert(contestant.command.end(), {"--set", setting});
    used_settings.insert(setting);
  }
  return contestant;
}

// A setting that no configuration takes is a mistake.
void check_used(const CompareOptions& options, const std::vector<Contestant>& contestants,
                const std::set<std::string>& used) {
  std::vector<std::string> names;
  for (const Contestant& contestant : contestants) {
    for (const auto& option : contestant.description.value("options", nlohmann::json::array())) {
      std::string name = option.value("name", "");
      if (!among(names, name)) names.push_back(name);
    }
  }
  for (const std::string& setting : options.settings) {
    if (used.count(setting) == 0) {
      throw UserError("--set: " + unknown_name("option of these configurations",
                                               setting.substr(0, setting.find('=')), names));
    }
  }
}

std::vector<Contestant> gather_contestants(const CompareOptions& options, const Layout& layout,
                                           std::uint64_t heap) {
  StatusLine status;
  std::vector<Contestant> contestants;
  std::set<std::string> used_settings;
  for (const std::string& vm : options.vms) {
    if (!std::filesystem::is_regular_file(vm))
      throw UserError(
          fmt::format("--vm {}: no such file; give the path of an executable made by midden_add_vm", vm));
  }
  std::vector<Peer> peers;
  for (const std::string& name : options.peers) peers.push_back(find_peer(name));

  auto configurations = chosen_configurations(options, layout, status);
  ensure_built(layout, configurations);
  for (const Configuration& configuration : configurations) {
    contestants.push_back(contestant_of(configuration.executable, options, heap, used_settings));
  }
  for (const std::string& vm : options.vms) {
    auto path = std::filesystem::absolute(vm);
    Contestant contestant = contestant_of(path, options, heap, used_settings);
    if (std::any_of(contestants.begin(), contestants.end(),
                    [&](auto& c) { return c.label == contestant.label; })) {
      contestant.label += fmt::format(" ({})", path.filename().string());
    }
    contestants.push_back(std::move(contestant));
  }
  check_used(options, contestants, used_settings);
  for (const Peer& peer : peers) contestants.push_back(peer_contestant(peer, layout));
  if (contestants.empty())
    throw UserError("nothing to compare: no configuration is left; see 'midden list collectors'");
  return contestants;
}

std::size_t find_baseline(const CompareOptions& options, const std::vector<Contestant>& contestants) {
  std::string wanted = options.baseline;
  if (wanted.empty()) return options.peers.empty() ? 0 : contestants.size() - options.peers.size();
  std::vector<std::string> names;
  for (std::size_t i = 0; i < contestants.size(); ++i) {
    if (contestants[i].name == wanted || contestants[i].label == wanted) return i;
    names.push_back(contestants[i].name);
  }
  throw UserError("--baseline: " + unknown_name("row", wanted, names));
}

std::vector<Plan> make_plans(const CompareOptions& options, const Layout& layout,
                             const std::vector<std::string>& arguments) {
  std::vector<Program> programs;
  for (const std::string& given : options.programs) {
    if (given == "all") {
      auto shipped = shipped_programs(layout);
      programs.insert(programs.end(), shipped.begin(), shipped.end());
    } else {
      programs.push_back(find_program(layout, given));
    }
  }
  if (programs.empty())
    throw UserError(fmt::format("no program to run: none in {}", layout.programs.string()));
  if (programs.size() > 1 && !arguments.empty()) {
    throw UserError(fmt::format(
        "arguments after -- are for one program, but {} are named; leave them out or compare one by one",
        programs.size()));
  }
  std::vector<Plan> plans;
  for (Program& program : programs) {
    Plan plan;
    plan.program = std::move(program);
    plan.arguments = arguments;
    plan.rounds = options.invocations;
    plan.timeout_s = options.timeout_s;
    plan.seed = options.seed;
    if (options.metric == "cpu") plan.metric = &Figures::cpu_s;
    plans.push_back(std::move(plan));
  }
  return plans;
}

Result run_plan(const Plan& plan, std::size_t index, std::size_t count, StatusLine& status) {
  std::string where =
      count > 1 ? fmt::format("{} ({} of {})", plan.program.name, index + 1, count) : plan.program.name;
  return run_experiment(plan, [&](const Progress& progress) {
    if (progress.contestant != nullptr) {
      double left = std::max(0.0, progress.left_s - progress.elapsed_s);
      status.show(
          fmt::format("{}: {}/{}, round {} of {}, {}{}{}", where, progress.done, progress.total,
                      progress.round + 1, progress.rounds, progress.contestant->label,
                      progress.elapsed_s >= 1 ? " " + duration_text(progress.elapsed_s) : "",
                      progress.left_s < 0 ? "" : fmt::format(", about {} left", duration_text(left))));
    } else if (!status.live()) {
      status.note(fmt::format("{}: round {} of {} done after {}", where, progress.round + 1, progress.rounds,
                              duration_text(progress.spent_s)));
    }
  });
}

std::string heading(const Plan& plan, const Result& result, const std::vector<std::string>& settings) {
  std::string text = plan.program.name;
  for (const std::string& argument : plan.arguments) text += " " + argument;
  text += fmt::format(": {} invocation{} each", plan.rounds, plan.rounds == 1 ? "" : "s");
  if (plan.heap_limit != 0) text += fmt::format(", heap limit {}", format_size(plan.heap_limit));
  if (!settings.empty()) text += ", " + join(settings, ", ");
  if (result.interrupted)
    text += fmt::format("; INTERRUPTED after {} of {} rounds", result.rounds_done, plan.rounds);
  return text;
}

void print(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }

std::vector<std::string> labels(const Plan& plan) {
  std::vector<std::string> result;
  for (const Contestant& contestant : plan.contestants) result.push_back(contestant.label);
  return result;
}

// What went wrong, program by program; true when something did.
bool print_complaints(const std::vector<Plan>& plans, const std::vector<Result>& results, std::FILE* file) {
  auto print = [&](const std::string& text) { std::fwrite(text.data(), 1, text.size(), file); };
  bool bad = false;
  for (std::size_t p = 0; p < results.size(); ++p) {
    std::string name = plans.size() > 1 ? plans[p].program.name + ": " : "";
    std::string differing = results[p].outputs.explain(labels(plans[p]), trusted_contestant(plans[p]));
    if (!differing.empty()) print(name + differing);
    bad |= !differing.empty();
    bool any_measured = false;
    for (std::size_t i = 0; i < plans[p].contestants.size(); ++i) {
      const Series& series = results[p].series[i];
      bad |= series.failed_hard;
      any_measured |= !series.samples.empty();
      if (plans.size() > 1 && !series.failure.empty()) {
        print(fmt::format("{}{}: {}\n", name, plans[p].contestants[i].label, series.failure));
      }
    }
    bad |= !any_measured;
  }
  return bad;
}

void print_rows(const std::vector<Plan>& plans, const std::vector<Result>& results, Format format) {
  std::vector<FigureRow> rows;
  for (std::size_t p = 0; p < plans.size(); ++p) {
    for (FigureRow& row : figure_rows(plans[p], results[p])) rows.push_back(std::move(row));
  }
  print(format == Format::kCsv ? csv_text(rows) : json_text(rows));
}

void print_tables(const CompareOptions& options, const std::vector<Plan>& plans,
                  const std::vector<Result>& results, std::size_t baseline, std::size_t left_out) {
  Look look = parse_format(options.format) == Format::kMarkdown ? Look::kMarkdown
              : use_colour()                                    ? Look::kColour
                                                                : Look::kPlain;
  if (plans.size() == 1) {
    print(heading(plans[0], results[0], options.settings) + "\n\n" +
          program_table(plans[0], results[0], look));
    for (const std::string& table :
         {pause_table(plans[0], results[0], look), overhead_table(plans[0], results[0], look),
          latency_table(plans[0], results[0], look), counter_table(plans[0], results[0], look)}) {
      if (!table.empty()) print("\n" + table);
    }
    return;
  }
  print(fmt::format(
      "{} programs, {} invocation{} each{}\n\n", plans.size(), options.invocations,
      options.invocations == 1 ? "" : "s",
      results.back().interrupted ? fmt::format("; INTERRUPTED, {} programs left out", left_out) : ""));
  print(summary_table(plans, results, baseline, look));
}

// Beside the raw records when they are kept, else with the build, else where users' caches are.
std::filesystem::path report_place(const CompareOptions& options, const Layout& layout) {
  if (!options.report_file.empty()) return options.report_file;
  std::error_code ignored;
  if (std::filesystem::is_regular_file(options.json_file, ignored)) {
    std::filesystem::path place = options.json_file;
    place.replace_extension("html");
    return place != options.json_file ? place : place += ".html";
  }
  std::filesystem::path directory = layout.build;
  if (directory.empty()) {
    const char *cache = std::getenv("XDG_CACHE_HOME"), *home = std::getenv("HOME");
    directory = cache != nullptr && *cache != '\0' ? std::filesystem::path(cache)
                                                   : std::filesystem::path(home ? home : ".") / ".cache";
    directory /= "midden";
  }
  std::vector<std::string> names;
  for (const std::string& program : options.programs)
    names.push_back(std::filesystem::path(program).stem().string());
  return directory / "reports" / ((names.size() > 3 ? "several" : join(names, "-")) + ".html");
}

// A report that was not asked for must not make a comparison fail.
void write_report(const CompareOptions& options, const Layout& layout, const nlohmann::json& record,
                  std::FILE* told) {
  std::filesystem::path place = report_place(options, layout);
  try {
    std::string page = report_page({comparison_source(record, join(options.programs, ", "))});
    std::error_code ignored;
    if (options.report_file.empty()) std::filesystem::create_directories(place.parent_path(), ignored);
    write_file(place.string(), page, "--report");
    fmt::print(told, "report: {}\n", place.string());
  } catch (const UserError& error) {
    if (!options.report_file.empty()) throw;
    fmt::print(stderr, "midden: no report: {}\n", error.what());
  }
}

int compare(const CompareOptions& options, const std::vector<std::string>& arguments) {
  Layout layout = find_layout();
  if (options.metric != "wall" && options.metric != "cpu") {
    throw UserError("--by: " + unknown_name("time", options.metric, {"wall", "cpu"}));
  }
  if (options.invocations < 1)
    throw UserError(fmt::format("--invocations {}: at least 1 is needed", options.invocations));
  Format format = parse_format(options.format);
  std::uint64_t heap = options.heap.empty() ? 0 : parse_size(options.heap, "--heap");
  std::vector<Plan> plans = make_plans(options, layout, arguments);
  if (!options.json_file.empty()) check_writable(options.json_file, "--json");
  if (!options.report_file.empty()) {
    if (options.no_report) throw UserError("--report and --no-report contradict each other");
    if (std::string problem = report_problem(); !problem.empty()) throw UserError("--report: " + problem);
    check_writable(options.report_file, "--report");
  }
  std::vector<Contestant> contestants = gather_contestants(options, layout, heap);
  std::size_t baseline = find_baseline(options, contestants);
  nlohmann::json surroundings = environment(layout);

  std::vector<Result> results;
  {
    StatusLine status;
    for (std::size_t i = 0; i < plans.size(); ++i) {
      plans[i].contestants = contestants;
      plans[i].heap_limit = heap;
      results.push_back(run_plan(plans[i], i, plans.size(), status));
      if (results.back().interrupted) break;
    }
  }
  bool interrupted = results.back().interrupted;
  std::vector<Plan> run_plans(plans.begin(), plans.begin() + static_cast<std::ptrdiff_t>(results.size()));
  bool is_data = format == Format::kCsv || format == Format::kJson;
  if (is_data) {
    print_rows(run_plans, results, format);
  } else {
    print_tables(options, run_plans, results, baseline, plans.size() - results.size());
    print(environment_line(surroundings) + "\n");
  }
  bool bad = print_complaints(plans, results, is_data ? stderr : stdout);
  std::fflush(stdout);
  nlohmann::json record;
  if (!options.json_file.empty() || !options.no_report)
    record = comparison_record(plans, results, std::move(surroundings));
  if (!options.json_file.empty()) {
    write_file(options.json_file, record.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n",
               "--json");
  }
  if (!options.no_report) write_report(options, layout, record, is_data ? stderr : stdout);
  if (interrupted) return kInterruptedExit;
  return bad ? kFailureExit : 0;
}

}  // namespace

void add_compare_command(CLI::App& app, Request& request) {
  auto options = std::make_shared<CompareOptions>();
  CLI::App* command = app.add_subcommand("compare", "Run a program under several collectors and compare");
  set_usage(*command, "midden compare PROGRAM… [OPTIONS] [-- ARGS…]");
  command->footer(
      "Each invocation is a fresh process; rounds are interleaved in random order; all must print the same.\n"
      "Of several programs (or 'all') a table of medians is printed, with the geometric mean of the ratios "
      "to\n"
      "--baseline. Ctrl-C keeps and prints what was measured. Exit status: 0, 1 when outputs differ or a\n"
      "configuration failed, 2 when the request is wrong, 130 when interrupted.");
  command->add_option("PROGRAM", options->programs, "A .py file, a name from 'midden list programs', or all")
      ->required();
  command
      ->add_option("--collectors", options->collectors,
                   "Collectors to run, or all [default: the default build's]")
      ->type_name("A,B,..")
      ->delimiter(',')
      ->allow_extra_args(false);
  command->add_option("--models", options->models, "Object models to run them on, or all [default: tagged]")
      ->type_name("M,N,..")
      ->delimiter(',')
      ->allow_extra_args(false);
  command->add_option("--heap", options->heap, "Limit of every configuration's heap")->type_name("SIZE");
  command->add_option("--set", options->settings, "An option, for those configurations that have it")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
  command->add_option("--invocations", options->invocations, "Fresh processes per configuration")
      ->type_name("N")
      ->capture_default_str();
  command
      ->add_option("--timeout", options->timeout_s, "Seconds after which an invocation is killed; 0: never")
      ->type_name("S")
      ->capture_default_str()
      ->check(CLI::NonNegativeNumber);
  command->add_option("--seed", options->seed, "Seed of the random order")
      ->type_name("N")
      ->capture_default_str();
  command->add_option("--peers", options->peers, "Real interpreters as further rows: python3, pypy3")
      ->type_name("P,Q,..")
      ->delimiter(',')
      ->allow_extra_args(false);
  command->add_option("--vm", options->vms, "A further executable, made by midden_add_vm")
      ->type_name("PATH")
      ->allow_extra_args(false);
  command
      ->add_option("--baseline", options->baseline,
                   "The row that ratios over several programs refer to [default: the first peer]")
      ->type_name("NAME");
  command
      ->add_option("--by", options->metric,
                   "Compare wall or cpu time; on a busy machine CPU time is the steadier")
      ->type_name("wall|cpu")
      ->capture_default_str();
  command
      ->add_option("--format", options->format, "table, markdown, or flat rows as csv or json (lab/rows.h)")
      ->type_name("F")
      ->capture_default_str();
  command->add_option("--json", options->json_file, "Write all raw records as one JSON object")
      ->type_name("FILE");
  command
      ->add_option("--report", options->report_file,
                   "The HTML report [default: beside --json's file or in build/release/reports]")
      ->type_name("FILE");
  command->add_flag("--no-report", options->no_report, "Write no HTML report");
  command->callback([options, &request] {
    request.action = [options, &request] { return compare(*options, request.program_arguments); };
  });
}

}  // namespace midden::lab
