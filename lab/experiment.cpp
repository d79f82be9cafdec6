#include "lab/experiment.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <numeric>
#include <random>

#include "lab/invocation.h"
#include "lab/scratch.h"
#include "lab/size.h"

namespace midden::lab {

namespace {

class Runner {
 public:
  Runner(const Plan& plan, Result& result) : plan_(plan), result_(result) {}

  Invocation run(std::size_t index, int round, int position, const std::function<void(double)>& tick) {
    const Contestant& contestant = plan_.contestants[index];
    std::filesystem::path record = scratch_.path() / "record.json";
    std::error_code ignored;
    std::filesystem::remove(record, ignored);
    Command command{contestant.command, {{"PYTHONHASHSEED", "0"}, {"PYTHONDONTWRITEBYTECODE", "1"}}};
    if (!contestant.is_peer) {
      command.arguments.push_back("--json");
      command.arguments.push_back(record.string());
    }
    command.arguments.push_back(plan_.program.path.string());
    command.arguments.insert(command.arguments.end(), plan_.arguments.begin(), plan_.arguments.end());

    Invocation invocation =
        invoke_captured(command, scratch_.path() / "out", scratch_.path() / "err", plan_.timeout_s, tick);
    if (invocation.ending == Ending::kInterrupted) return invocation;
    Series& series = result_.series[index];
    judge(series, invocation);
    Sample sample;
    sample.round = round;
    sample.position = position;
    sample.record = run_record(plan_.program.path, plan_.arguments, invocation, record);
    sample.record["round"] = round;
    sample.record["position"] = position;
    sample.figures = figures_of(sample.record);
    // How far a program that failed by itself agreed with the others is worth knowing; one that met a limit
    // is not.
    if (invocation.ending == Ending::kExited && (series.failure.empty() || series.failed_hard)) {
      result_.outputs.add(index, invocation.exit_status, read_file(scratch_.path() / "out"));
    }
    if (series.failure.empty()) {
      series.samples.push_back(std::move(sample));
    } else {
      series.failed_record = std::move(sample.record);
      series.failed_record["last_stderr_line"] = last_line(read_file(scratch_.path() / "err"));
    }
    return invocation;
  }

 private:
  void judge(Series& series, const Invocation& invocation) {
    std::string after =
        series.samples.empty() ? "" : fmt::format(" (in invocation {})", series.samples.size() + 1);
    switch (invocation.ending) {
      case Ending::kExited: {
        if (invocation.exit_status == 0) return;
        std::string said = last_line(read_file(scratch_.path() / "err"));
        if (said.starts_with("MemoryError")) {
          std::string limit =
              plan_.heap_limit ? fmt::format(" within --heap {}", format_size(plan_.heap_limit)) : "";
          series.failure = "MemoryError" + limit + after;
          return;
        }
        series.failed_hard = true;
        series.failure =
            fmt::format("exit status {}{}{}", invocation.exit_status, said.empty() ? "" : ": " + said, after);
        return;
      }
      case Ending::kSignalled:
        series.failed_hard = true;
        series.failure =
            fmt::format("killed by signal {} ({}){}", invocation.signal, strsignal(invocation.signal), after);
        return;
      case Ending::kTimedOut:
        series.failure = fmt::format("timed out after {:g} s{}", plan_.timeout_s, after);
        return;
      case Ending::kNotStarted:
        series.failed_hard = true;
        series.failure = fmt::format("could not be started: {}", invocation.start_error);
        return;
      case Ending::kInterrupted:
        return;
    }
  }

  const Plan& plan_;
  Result& result_;
  ScratchDirectory scratch_;
};

double mean_wall(const Series& series) {
  double sum = 0;
  for (const Sample& sample : series.samples) sum += sample.figures.wall_s;
  return series.samples.empty() ? -1 : sum / static_cast<double>(series.samples.size());
}

// What is left, if each contestant goes on as it has; unknown until every one has run once.
double time_left(const Plan& plan, const Result& result, int round, const std::vector<std::size_t>& order,
                 std::size_t next) {
  double left = 0;
  for (std::size_t i = 0; i < plan.contestants.size(); ++i) {
    if (!result.series[i].failure.empty()) continue;
    double mean = mean_wall(result.series[i]);
    if (mean < 0) return -1;
    bool still_in_round =
        std::find(order.begin() + static_cast<std::ptrdiff_t>(next), order.end(), i) != order.end();
    left += mean * (plan.rounds - round - 1 + (still_in_round ? 1 : 0));
  }
  return left;
}

}  // namespace

std::vector<double> Series::values(double Figures::*field) const {
  std::vector<double> values;
  for (const Sample& sample : samples) values.push_back(sample.figures.*field);
  return values;
}

std::vector<std::size_t> round_order(std::uint64_t seed, int round, std::size_t count) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::seed_seq seeds{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32),
                      static_cast<std::uint32_t>(round)};
  std::mt19937_64 generator(seeds);
  // std::shuffle may differ between libraries; this draw does not.
  for (std::size_t i = count; i > 1; --i) std::swap(order[i - 1], order[generator() % i]);
  return order;
}

Result run_experiment(const Plan& plan, const std::function<void(const Progress&)>& report) {
  Result result;
  result.series.resize(plan.contestants.size());
  InterruptGuard guard;
  Runner runner(plan, result);
  int count = static_cast<int>(plan.contestants.size());
  int done = 0;
  double spent = 0;
  for (int round = 0; round < plan.rounds && !result.interrupted; ++round) {
    std::vector<std::size_t> order = round_order(plan.seed, round, plan.contestants.size());
    for (std::size_t position = 0; position < order.size(); ++position) {
      std::size_t index = order[position];
      ++done;
      if (!result.series[index].failure.empty()) continue;
      Progress progress{round,
                        plan.rounds,
                        &plan.contestants[index],
                        done,
                        plan.rounds * count,
                        spent,
                        time_left(plan, result, round, order, position),
                        0};
      report(progress);
      result.interrupted = guard.interrupted();
      if (result.interrupted) break;
      Invocation invocation = runner.run(index, round, static_cast<int>(position), [&](double elapsed) {
        progress.elapsed_s = elapsed;
        report(progress);
      });
      spent += invocation.wall_s;
      result.interrupted = invocation.ending == Ending::kInterrupted;
      if (result.interrupted) break;
    }
    if (result.interrupted) break;
    ++result.rounds_done;
    if (std::none_of(result.series.begin(), result.series.end(), [](auto& s) { return s.failure.empty(); }))
      break;
    report({round, plan.rounds, nullptr, done, plan.rounds * count, spent, -1, 0});
  }
  return result;
}

}  // namespace midden::lab
