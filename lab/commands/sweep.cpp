#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>

#include "lab/builder.h"
#include "lab/commands/commands.h"
#include "lab/environment.h"
#include "lab/error.h"
#include "lab/invocation.h"
#include "lab/layout.h"
#include "lab/results.h"
#include "lab/rows.h"
#include "lab/size.h"
#include "lab/study.h"
#include "lab/study_tables.h"
#include "lab/sweep.h"

namespace midden::lab {

namespace {

struct SweepOptions {
  std::string study;
  std::string results;
  std::string shard;
  std::string job;
  std::string minimum;
  std::string format = "table";
  bool list_jobs = false;
  bool search = false;
};

std::filesystem::path results_file(const SweepOptions& options, const Shard& shard) {
  if (!options.results.empty()) return options.results;
  std::filesystem::path file = options.study;
  return file.replace_extension(shard.count > 1 ? fmt::format("{}of{}.jsonl", shard.index, shard.count)
                                                : "jsonl");
}

std::string job_command(const Study& study, const Results& results, const Sweep& sweep, const Job& job) {
  std::string command =
      fmt::format("{} sweep {} --results {} --job {}",
                  shell_quoted(std::filesystem::read_symlink("/proc/self/exe").string()),
                  shell_quoted(std::filesystem::absolute(study.file).string()),
                  shell_quoted(std::filesystem::absolute(results.file()).string()), shell_quoted(job.id));
  if (peer_of(study, job) != nullptr || study.heaps[job.heap].factor == 0) return command;
  const std::string& model = study.configurations[job.configuration].configuration.model;
  const nlohmann::json* minimum =
      results.find(fmt::format("minimum/{}/{}", study.programs[job.program].name, model));
  if (sweep.heap_of(job) == 0 || minimum == nullptr) return {};
  return command + fmt::format(" --minimum {}", (*minimum)["heap"].get<std::uint64_t>());
}

int run_job(Sweep& sweep, const Study& study, const std::vector<Job>& jobs, const SweepOptions& options) {
  auto job = std::find_if(jobs.begin(), jobs.end(), [&](const Job& j) { return j.id == options.job; });
  if (job == jobs.end())
    throw UserError(fmt::format("--job {}: no such job in {}; see --list-jobs", options.job, options.study));
  std::uint64_t heap =
      sweep.heap_of(*job, options.minimum.empty() ? 0 : parse_size(options.minimum, "--minimum"));
  if (heap == 0 && peer_of(study, *job) == nullptr) {
    throw UserError(fmt::format("--job {}: the minimum heap of {} is not in the results; give --minimum",
                                options.job, study.programs[job->program].name));
  }
  Outcome outcome = sweep.run_one(*job, heap);
  return outcome == Outcome::kInterrupted ? kInterruptedExit : outcome == Outcome::kFailed ? kFailureExit : 0;
}

int run_sweep(const SweepOptions& options) {
  Layout layout = find_layout();
  Shard shard = options.shard.empty() ? Shard{} : parse_shard(options.shard);
  if (!options.minimum.empty() && options.job.empty())
    throw UserError("--minimum: goes with --job; a study finds the minimum heaps itself");
  Format format = parse_format(options.format);
  Study study = read_study(options.study, layout);
  Results results(results_file(options, shard));
  std::vector<Configuration> needed = study.references;
  for (const StudyConfiguration& entry : study.configurations) needed.push_back(entry.configuration);
  ensure_built(layout, needed);
  check_study_options(study);
  nlohmann::json surroundings = environment(layout);
  for (const std::string& complaint : results.complaints()) fmt::print(stderr, "midden: {}\n", complaint);

  bool finished;
  {
    Sweep sweep(study, results, layout, surroundings);
    std::vector<Job> jobs = study_jobs(study, shard);
    if (!options.job.empty()) return run_job(sweep, study, jobs, options);
    finished = sweep.find_minimum_heaps();
    if (options.list_jobs && finished) {
      for (const Job& job : jobs) {
        if (results.find(job.id) != nullptr) continue;
        if (std::string command = job_command(study, results, sweep, job); !command.empty())
          fmt::print("{}\n", command);
      }
      return 0;
    }
    if (finished && !options.search) finished = sweep.run(jobs);
  }
  if (!finished && options.list_jobs) return kInterruptedExit;
  if (options.search) return finished ? 0 : kInterruptedExit;
  Look look = format == Format::kMarkdown ? Look::kMarkdown : use_colour() ? Look::kColour : Look::kPlain;
  StudyReport report = study_report(study, results, look);
  bool is_data = format == Format::kCsv || format == Format::kJson;
  if (is_data) {
    std::vector<FigureRow> rows = study_rows(study, results);
    fmt::print("{}", format == Format::kCsv ? csv_text(rows) : json_text(rows));
  } else {
    fmt::print("{}{}\n", report.text, environment_line(surroundings));
  }
  if (!finished) {
    fmt::print(is_data ? stderr : stdout,
               "INTERRUPTED: the same command goes on where it stopped; results in {}\n",
               results.file().string());
  }
  std::fflush(stdout);
  return !finished ? kInterruptedExit : report.bad ? kFailureExit : 0;
}

}  // namespace

void add_sweep_command(CLI::App& app, Request& request) {
  auto options = std::make_shared<SweepOptions>();
  CLI::App* command = app.add_subcommand("sweep", "Run a study: programs × configurations × heap sizes");
  set_usage(*command, "midden sweep STUDY.toml [OPTIONS]");
  command->footer(
      "A study, in TOML:\n"
      "  invocations = 10\n"
      "  heap_factors = [1.5, 2, 3]      # of each program's minimum heap, which is searched first\n"
      "  programs = [\"splay\", {program = \"churn\", arguments = [\"10\"], warmup = 1, timeout = 60}]\n"
      "  configurations = [\"tagged-refcount\", {collector = [\"marksweep\", \"semispace\"]}]\n"
      "  peers = [\"python3\"]             # real interpreters, without a limit\n"
      "Further keys: name, heaps, metric, timeout, seed, [minimum_heap], [canary]; lab/study.h tells all.\n"
      "Results are appended to one file of JSON Lines (lab/results.h). The same command after an "
      "interruption\n"
      "goes on where it stopped. Several machines: --shard, or each line of --list-jobs anywhere, then\n"
      "'midden merge'; search once (--search) and give each machine a copy of those results.\n"
      "Exit status: 0, 1 when outputs differ or a configuration failed, 2 when the request is wrong, 130 "
      "when\n"
      "interrupted.");
  command->add_option("STUDY", options->study, "The study's file")->required();
  command->add_option("--results", options->results, "Where results are [default: the study's name, .jsonl]")
      ->type_name("FILE");
  command
      ->add_option("--format", options->format, "table, markdown, or flat rows as csv or json (lab/rows.h)")
      ->type_name("F")
      ->capture_default_str();
  auto* shard =
      command->add_option("--shard", options->shard, "Run one of n parts of the study")->type_name("i/n");
  auto* list =
      command->add_flag("--list-jobs", options->list_jobs,
                        "Print what is left to run, one command per line (searches minimum heaps first)");
  auto* search = command->add_flag("--search", options->search, "Only search the minimum heaps");
  auto* job = command->add_option("--job", options->job, "Run one job of --list-jobs")->type_name("ID");
  command->add_option("--minimum", options->minimum, "With --job: the program's minimum heap")
      ->type_name("SIZE");
  job->excludes(shard)->excludes(list)->excludes(search);
  list->excludes(shard)->excludes(search);
  command->callback([options, &request] { request.action = [options] { return run_sweep(*options); }; });
}

}  // namespace midden::lab
