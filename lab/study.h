// A study: programs × configurations × options × heap sizes × invocations, as a TOML file declares it.
//
//   name = "tracing"                    # of the study; default: the file's name
//   invocations = 10                    # fresh processes per program, configuration and heap size
//   heap_factors = [1.5, 2, 3]          # of each program's minimum heap on the model; default: 1.25 … 6
//   heaps = ["64M"]                     # absolute limits, besides or instead of factors
//   metric = "wall"                     # or "cpu"
//   timeout = 600                       # seconds; 0: never
//   seed = 1                            # of the order
//   programs = ["splay", {program = "churn", arguments = ["10"], name = "churn10", warmup = 1, timeout = 60}]
//   configurations = ["tagged-refcount",
//                     {collector = ["marksweep", "semispace"], model = "tagged", options = {threads = [1,
//                     2]}}]
//   peers = ["python3"]                 # real interpreters, once per program and round: they know no limit
//   [minimum_heap]
//   collector = "marksweep"             # the reference, on each model
//   trials = 5                          # all must pass
//   precision = 0.05                    # where the bisection ends
//   largest = "4G"
//   [canary]                            # one job, run before the first, after every `every` jobs, and last
//   every = 20                          # 0: none
//   program = "splay"                   # default: the first
//   configuration = "tagged-refcount"   # default: the first; at the largest heap of the study
//
// Lists of collectors, models and option values are multiplied out. `programs` and `configurations` may also
// be tables, [[programs]]. Paths are relative to the study. `warmup` is how many times a job runs its command
// before the invocation that counts; the record keeps their times.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "lab/configurations.h"
#include "lab/layout.h"
#include "lab/measurement.h"
#include "lab/peers.h"
#include "lab/programs.h"

namespace midden::lab {

inline constexpr std::uint64_t kLeastHeap = 1 << 20;

struct StudyProgram {
  std::string name;
  Program program;
  std::vector<std::string> arguments;
  double timeout_s = 0;
  int warmup = 0;
};

struct StudyConfiguration {
  std::string name;  // tagged-marksweep,threads=2
  Configuration configuration;
  std::vector<std::string> settings;
  std::string where;  // "study.toml:12:4", for what only the executable can refuse
};

struct HeapPoint {
  std::string label;        // 2x, 64M
  double factor = 0;        // of the minimum heap, or
  std::uint64_t bytes = 0;  // absolute
};

struct MinimumHeapRules {
  std::string collector = "marksweep";
  int trials = 5;
  double precision = 0.05;
  std::uint64_t largest = std::uint64_t{4} << 30;
};

struct Canary {
  int every = 20;
  std::size_t program = 0, configuration = 0;
};

struct Study {
  std::filesystem::path file;
  std::string name;
  std::vector<StudyProgram> programs;
  std::vector<StudyConfiguration> configurations;
  std::vector<Peer> peers;
  std::vector<HeapPoint> heaps;  // ascending, factors first
  int invocations = 10;
  std::uint64_t seed = 1;
  bool by_cpu = false;
  MinimumHeapRules minimum_heap;
  Canary canary;
  std::vector<Configuration> references;  // of the search: one per model; none without factors

  // What makes two studies the same one: all of the above but the places of files.
  nlohmann::json definition() const;
};

// Throws UserError "FILE:LINE:COLUMN: …".
Study read_study(const std::filesystem::path& file, const Layout& layout);

// Asks every executable whether it knows its options. Throws UserError as above.
void check_study_options(const Study& study);

// The executable with its options and, if not 0, the limit.
Contestant study_contestant(const Configuration& configuration, const std::vector<std::string>& settings,
                            std::uint64_t heap);

}  // namespace midden::lab
