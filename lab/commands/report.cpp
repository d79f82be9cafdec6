#include <fmt/format.h>

#include <cstdio>
#include <memory>

#include "lab/commands/commands.h"
#include "lab/error.h"
#include "lab/report/page.h"
#include "lab/scratch.h"

namespace midden::lab {

namespace {

struct ReportOptions {
  std::vector<std::string> files;
  std::string output = "report.html";
};

int report(const ReportOptions& options) {
  if (std::string problem = report_problem(); !problem.empty()) throw UserError("report: " + problem);
  std::vector<ReportSource> sources;
  for (const std::string& file : options.files) sources.push_back(read_report_source(file));
  check_writable(options.output, "-o");
  write_file(options.output, report_page(sources), "-o");
  fmt::print("{}\n", options.output);
  return 0;
}

}  // namespace

void add_report_command(CLI::App& app, Request& request) {
  auto options = std::make_shared<ReportOptions>();
  CLI::App* command = app.add_subcommand("report", "Make an HTML report from results");
  set_usage(*command, "midden report RESULT… [-o FILE]");
  command->footer(
      "One file that needs nothing else and opens offline: tables and charts with their data, method and\n"
      "environment. The parts of a study are joined with 'midden merge' first.");
  command->add_option("RESULT", options->files, "Results of 'midden sweep', or of 'midden compare --json'")
      ->required();
  command->add_option("-o,--output", options->output, "Where it goes; an older one is overwritten")
      ->type_name("FILE")
      ->capture_default_str();
  command->callback([options, &request] { request.action = [options] { return report(*options); }; });
}

}  // namespace midden::lab
