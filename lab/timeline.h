// The time line of a run, from its log of collections (--gc-log; collectors/common/gc_log.h is the format,
// which a wrapper around a real interpreter writes as well), reduced to what fits into a record:
//
//   pauses       {count, total_s, p50_s, p90_s, p99_s, p999_s, p9999_s, max_s}: of the pauses themselves; a
//                percentile is the shortest pause that so many do not exceed
//   histogram    [[bucket, count], …]; see kHistogramStart
//   utilisation  {window_s, minimum, bounded}, lists of equal length; see utilisation.h
//   memory       {time_s, live, held_before, held, committed}, lists of equal length, of at most
//   kMemoryPoints
//                cycles; what a cycle does not tell is null. Left out of records that keep only figures
//   cycles       the kMostCycles longest, in order: [start_s, duration_s, kind, [[start_s, duration_s] of
//   each
//                pause]]. Left out likewise
//   cycle_count, skipped_lines
//   garbage_max  the most bytes that one cycle freed: garbage that had been waiting. What no cycle found is
//                not in it. Null where cycles do not tell bytes
//   freed_per_visited   objects
//   survival     {kind: share}: of what the cycles of a kind looked at, the part that stayed; young and full
//                cycles in bytes, generations of a counting collector in objects
#pragma once

#include <cstddef>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "lab/utilisation.h"

namespace midden::lab {

// Bucket b of a histogram holds pauses from kHistogramStart · 10^(b / kBucketsPerDecade) seconds on; the
// first holds shorter ones, too.
inline constexpr double kHistogramStart = 1e-6;
inline constexpr int kBucketsPerDecade = 10;

inline constexpr std::size_t kMemoryPoints = 200;
inline constexpr std::size_t kMostCycles = 300;

struct LoggedCycle {
  std::string kind;
  double start_s = 0, duration_s = 0;
  std::vector<Pause> pauses;
  double objects_visited = 0, objects_freed = 0, bytes_freed = 0, bytes_moved = 0;
  double live = 0, held_before = 0, held = 0, committed = 0;  // 0: not told
};

struct CycleLog {
  std::vector<LoggedCycle> cycles;  // by start
  std::size_t skipped = 0;          // lines that are none
};

// A file that cannot be read is a log without lines.
CycleLog read_cycle_log(const std::filesystem::path& file);

// `run_s` is how long the run took on the log's clock.
nlohmann::json timeline_record(const CycleLog& log, double run_s);

// Leaves out of a run's record what only pictures of one run need: parts of "timeline", and
// "memory_over_time".
void drop_pictures(nlohmann::json& record);

int histogram_bucket(double seconds);
double bucket_start(int bucket);

}  // namespace midden::lab
