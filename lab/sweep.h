// Running a study: what its results do not have yet is measured and appended.
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <tuple>
#include <vector>

#include "lab/jobs.h"
#include "lab/minimum_heap.h"
#include "lab/results.h"
#include "lab/scratch.h"
#include "lab/study.h"
#include "lab/terminal.h"

namespace midden::lab {

// A configuration that has failed so often with a program and heap size, and never passed, is not run there
// again.
inline constexpr int kGiveUpAfter = 2;

class Sweep {
 public:
  // Throws UserError when the results are another study's, another program's or another build's.
  Sweep(const Study& study, Results& results, const Layout& layout, nlohmann::json environment);

  // Searches for the minimum heaps that are not known. False when interrupted.
  bool find_minimum_heaps();

  // Runs what is not done. False when interrupted.
  bool run(const std::vector<Job>& jobs);

  // In bytes; 0 when the program's minimum heap is not known, and for peers. `minimum` takes the place of the
  // one found.
  std::uint64_t heap_of(const Job& job, std::uint64_t minimum = 0) const;

  // Runs one job, done or not by others; its outcome, kOk also when it was done before.
  Outcome run_one(const Job& job, std::uint64_t heap);

 private:
  struct Spent {
    int passed = 0, failed = 0;
    double seconds = 0;
    double mean() const { return seconds / (passed + failed); }
  };
  using Cell = std::tuple<std::size_t, std::size_t, std::size_t>;  // program, configuration, heap
  enum class State { kOpen, kDone, kGivenUp, kNoHeap };

  void begin(nlohmann::json environment);
  void search(const StudyProgram& program, const Configuration& reference);
  Outcome run_trial(const StudyProgram& program, const Configuration& reference, std::uint64_t heap,
                    int number, double timeout_s);
  State state_of(const Job& job) const;
  void count(const Job& job, const nlohmann::json& line);
  double time_left(const std::vector<Job>& jobs, std::size_t next) const;
  nlohmann::json line(const char* kind, std::string id) const;

  const Study& study_;
  const Layout& layout_;
  Results& results_;
  ScratchDirectory scratch_;
  InterruptGuard guard_;
  StatusLine status_;
  std::string hash_, origin_, host_;
  bool started_ = false;
  nlohmann::json study_line_;
  std::map<Cell, Spent> spent_;
  bool interrupted_ = false;
};

// The hash that stands in every line of a study's results.
std::string study_hash(const Study& study);

}  // namespace midden::lab
