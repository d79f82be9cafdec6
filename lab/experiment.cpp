#include "lab/experiment.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "lab/invocation.h"
#include "lab/scratch.h"
#include "lab/timeline.h"

namespace midden::lab {

namespace {

class Runner {
 public:
  Runner(const Plan& plan, Result& result) : plan_(plan), result_(result) {}

  Invocation run(std::size_t index, int round, int position, const std::function<void(double)>& tick) {
    Measurement measured = measure(plan_.contestants[index], plan_.program, plan_.arguments,
                                   {plan_.heap_limit, plan_.timeout_s}, scratch_.path(), tick);
    if (measured.outcome == Outcome::kInterrupted) return measured.invocation;
    Series& series = result_.series[index];
    if (measured.outcome != Outcome::kOk) {
      series.failure = measured.failure;
      if (!series.samples.empty())
        series.failure += fmt::format(" (in invocation {})", series.samples.size() + 1);
      series.failed_hard = measured.outcome == Outcome::kFailed;
    }
    // How far a program that failed by itself agreed with the others is worth knowing; one that met a limit
    // is not.
    const Invocation& invocation = measured.invocation;
    if (invocation.ending == Ending::kExited && (series.failure.empty() || series.failed_hard)) {
      result_.outputs.add(index, invocation.exit_status, std::move(measured.output));
    }
    // Pictures of one run are enough.
    if (round != 0) drop_pictures(measured.record);
    measured.record["round"] = round;
    measured.record["position"] = position;
    if (series.failure.empty()) {
      Figures figures = figures_of(measured.record);
      series.samples.push_back({round, position, std::move(figures), std::move(measured.record)});
    } else {
      series.failed_record = std::move(measured.record);
    }
    return invocation;
  }

 private:
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
