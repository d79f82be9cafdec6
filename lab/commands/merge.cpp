#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <unordered_map>

#include "lab/commands/commands.h"
#include "lab/error.h"
#include "lab/results.h"
#include "lab/scratch.h"

using nlohmann::json;

namespace midden::lab {

namespace {

struct MergeOptions {
  std::vector<std::string> files;
  std::string output;
};

// Where a line was read.
struct Origin {
  const Results* results;
  std::size_t index;

  const json& line() const { return results->lines()[index]; }
  std::string text() const {
    return fmt::format("{} line {}", results->file().string(), results->line_number(index));
  }
};

// The same line twice is one; for the search, the first answer counts if they agree on the minimum.
void check_same(const Origin& known, const Origin& other) {
  if (known.line() == other.line()) return;
  std::string kind = known.line()["kind"], id = known.line()["id"];
  if (kind == "study" || kind == "trial") return;
  if (kind == "minimum") {
    if (known.line().value("heap", json()) == other.line().value("heap", json())) return;
    throw UserError(fmt::format(
        "{} and {}: two minimum heaps of {} on {}; search once with --search, and give "
        "each part a copy of those results",
        known.text(), other.text(), known.line().value("program", ""), known.line().value("model", "")));
  }
  throw UserError(fmt::format("{} and {}: job {} was run twice; these are not parts of one study",
                              known.text(), other.text(), id));
}

int merge(const MergeOptions& options) {
  std::error_code ignored;
  if (std::filesystem::exists(options.output, ignored) &&
      std::filesystem::file_size(options.output, ignored) != 0)
    throw UserError(fmt::format("-o {}: exists, and results are never overwritten", options.output));
  std::vector<std::unique_ptr<Results>> inputs;
  for (const std::string& file : options.files) {
    if (!std::filesystem::is_regular_file(file, ignored))
      throw UserError(fmt::format("{}: no such file; give results of 'midden sweep'", file));
    inputs.push_back(std::make_unique<Results>(file));
  }
  std::unordered_map<std::string, Origin> by_id;
  std::vector<Origin> kept;
  const json* first_line = nullptr;
  const json* first_study = nullptr;
  for (const auto& input : inputs) {
    for (const std::string& complaint : input->complaints()) fmt::print(stderr, "midden: {}\n", complaint);
    if (input->lines().empty()) throw UserError(fmt::format("{}: has no results", input->file().string()));
    for (std::size_t i = 0; i < input->lines().size(); ++i) {
      Origin origin{input.get(), i};
      const json& line = origin.line();
      if (first_line == nullptr) first_line = &line;
      std::string why;
      if (line["study"] != (*first_line)["study"]) why = "another study, or the study has changed since";
      if (line["kind"] == "study" && first_study != nullptr) why = foreign_reason(*first_study, line);
      if (line["kind"] == "study" && first_study == nullptr) first_study = &line;
      if (!why.empty())
        throw UserError(fmt::format("{}: does not belong with {}: {}", origin.text(), options.files[0], why));
      auto [known, is_new] = by_id.emplace(line["id"].get<std::string>(), origin);
      if (is_new) {
        kept.push_back(origin);
      } else {
        check_same(known->second, origin);
      }
    }
  }
  std::string text;
  for (const Origin& origin : kept)
    text += origin.line().dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
  check_writable(options.output, "-o");
  write_file(options.output, text, "-o");
  fmt::print("{}: {} lines of {} files\n", options.output, kept.size(), inputs.size());
  return 0;
}

}  // namespace

void add_merge_command(CLI::App& app, Request& request) {
  auto options = std::make_shared<MergeOptions>();
  CLI::App* command = app.add_subcommand("merge", "Join the results of a study's parts");
  set_usage(*command, "midden merge FILE… -o FILE");
  command->footer(
      "Refuses results of another study, of another text of a program, of another build, and jobs that were\n"
      "run twice. Lines that cannot be read are reported and left out. To see the tables:\n"
      "midden sweep STUDY.toml --results FILE, which also runs what is still missing.");
  command->add_option("FILE", options->files, "Results of 'midden sweep'")->required();
  command->add_option("-o,--output", options->output, "A new file")->required()->type_name("FILE");
  command->callback([options, &request] { request.action = [options] { return merge(*options); }; });
}

}  // namespace midden::lab
