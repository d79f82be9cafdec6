// Figures of the processor for one child, by perf_event_open.
#pragma once

#include <sys/types.h>

#include <array>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace midden::lab {

// What one invocation did, its threads and children included, from exec on. Empty where the kernel or the
// machine refuses: in most virtual machines there are no hardware counters.
struct CounterFigures {
  std::optional<std::uint64_t> instructions, cycles, cache_misses;
  std::optional<std::uint64_t> page_faults;
  std::optional<double> task_clock_s;
  bool kernel_included = false;  // in the first three

  nlohmann::json json() const;  // null for what is missing
};

class Counters {
 public:
  Counters() { descriptors_.fill(-1); }
  ~Counters();
  Counters(const Counters&) = delete;
  Counters& operator=(const Counters&) = delete;

  // Between the child's fork and its exec, with which they begin to count.
  void open(pid_t child);
  // When the child has ended. What was counted only part of the time, because there are too few counters, is
  // scaled up.
  CounterFigures read() const;

 private:
  std::array<int, 5> descriptors_;
  bool kernel_included_ = true;
};

}  // namespace midden::lab
