// An experiment: contestants run the same program as fresh processes, in rounds. Each round runs every
// contestant once, in an order drawn anew; a contestant that fails is not run again and says why.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "lab/measurement.h"
#include "lab/outputs.h"
#include "lab/programs.h"
#include "lab/record.h"

namespace midden::lab {

struct Sample {
  int round = 0;
  int position = 0;  // in the round's order
  Figures figures;
  nlohmann::json record;
};

struct Series {
  std::vector<Sample> samples;
  std::string failure;       // empty, or the text its row shows
  bool failed_hard = false;  // crashed or failed by itself, as opposed to a limit (heap, time) that was set
  nlohmann::json failed_record;  // of the invocation that failed

  std::vector<double> values(double Figures::*field) const;
};

struct Plan {
  Program program;
  std::vector<std::string> arguments;
  std::vector<Contestant> contestants;
  int rounds = 5;
  double timeout_s = 0;
  std::uint64_t seed = 1;
  std::uint64_t heap_limit = 0;
  double Figures::*metric = &Figures::wall_s;  // what tables compare: wall_s or cpu_s
};

struct Result {
  std::vector<Series> series;  // one per contestant
  OutputCheck outputs;
  int rounds_done = 0;
  bool interrupted = false;
};

// Where the experiment is; reported before each invocation, each second during it, and after each round.
struct Progress {
  int round, rounds;             // from 0
  const Contestant* contestant;  // null after a round
  int done, total;               // invocations
  double spent_s;                // in the invocations that are done
  double left_s;                 // from the start of this invocation; below 0: not known yet
  double elapsed_s;              // in this invocation
};

Result run_experiment(const Plan& plan, const std::function<void(const Progress&)>& report);

// The order of one round: a permutation of 0 … count-1 that depends on nothing but the seed and the round.
std::vector<std::size_t> round_order(std::uint64_t seed, int round, std::size_t count);

}  // namespace midden::lab
