#pragma once

// GcLog: one JSON line per cycle, written when it ends. Add it to a heap's events; it must live as long as
// the heap.
//
// A line has these members, times in seconds on the run's clock, which starts with it, sizes
// in bytes:
//
//   cycle           numbered from 1 in the order in which cycles began
//   kind, reason    generation0, full, young, concurrent … and allocation, threshold, limit, explicit …
//   start_s, duration_s
//   pauses          [[start_s, duration_s], …]: when the cycle made the program stand still, in order. A
//   pause
//                   that holds a young cycle as well is in the line of the cycle that began it
//   helpers_s       CPU time of helper threads
//   objects_visited, bytes_visited, objects_freed, bytes_freed, objects_moved, bytes_moved,
//   objects_floating, bytes_floating (with --verify), live (what the cycle found alive, where it finds out)
//   held_before, held, committed    before and after the cycle (memory_figures.h tells the words)
//   phases          {name: seconds on the program's thread}
//   unfinished      true: the run was over before the cycle
//
// What is 0 or empty is left out, but for the members of the first three rows and pauses; readers must take a
// line with those alone. The order of lines is that of the cycles' ends.

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "collectors/common/events.h"
#include "collectors/common/surviving_file.h"

namespace midden {

class GcLog : public EventSink {
 public:
  GcLog() = default;
  ~GcLog() override { close(); }
  GcLog(const GcLog&) = delete;
  GcLog& operator=(const GcLog&) = delete;

  // False, with errno set, when the file cannot be written.
  bool open(const char* path, std::uint64_t start_ns);
  // False when something was not written.
  bool close();
  void on_event(const Event& event) override;

 private:
  struct Cycle {
    std::uint64_t number = 0;
    CycleKind kind{};
    CollectionReason reason{};
    std::uint64_t began = 0;
    std::uint64_t helpers_ns = 0;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> pauses;  // begin and end
    std::array<std::uint64_t, static_cast<std::size_t>(Phase::count_)> phase_ns{};
  };
  void begin_cycle(const Event& event);
  void write_line(const Cycle& cycle, std::uint64_t end, const CycleFigures& figures, bool unfinished);

  SurvivingFile file_;
  std::uint64_t start_ = 0;
  std::uint64_t pause_began_ = 0;
  std::uint64_t phase_began_ = 0;
  // Young cycles take place within others.
  std::array<Cycle, 2> cycles_;
  std::size_t depth_ = 0;
  std::string line_;
};

}  // namespace midden
