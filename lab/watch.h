// The live view of a run: lines at the bottom of the terminal on stderr, while the program has the rest.
//
// The lines lie outside the terminal's scrolling region, so what the program prints scrolls above them and is
// not touched. The figures are those that the executable keeps in its --live file
// (collectors/common/live_figures.h) and what /proc says.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <deque>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace midden::lab {

// What a --live file says at one moment.
struct LiveState {
  double elapsed_s = 0;  // of the run when it was written
  std::uint64_t held = 0, live = 0, worklist = 0;
  std::string under_way;    // the kind of the cycle under way, if any
  double paused_since = 0;  // on the clock CLOCK_MONOTONIC, in seconds; 0: no pause
  std::uint64_t pauses = 0;
  double paused_s = 0, longest_s = 0, latest_s = 0, helpers_s = 0;
  std::vector<std::pair<std::string, std::uint64_t>> cycles;  // those that there were
};

// Nothing while the file is not ready.
std::optional<LiveState> read_live(const std::filesystem::path& file);

// Bars of eight heights, from 0 to the largest.
std::string sparkline(const std::deque<double>& values);

class Watch {
 public:
  // Throws UserError when stderr is no terminal, or one without room.
  Watch(std::filesystem::path live_file, std::string title);
  // Gives the lines back; the last figures stay where the cursor is.
  ~Watch();
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  void draw(pid_t child, double elapsed_s);

 private:
  void reserve();
  std::vector<std::string> lines(pid_t child, double elapsed_s);

  std::filesystem::path file_;
  std::string title_;
  int rows_ = 0, columns_ = 0;
  bool reserved_ = false;
  std::vector<std::string> last_;
  std::deque<double> resident_, held_, paused_;
  double cpu_before_s_ = 0, elapsed_before_s_ = 0, paused_before_s_ = 0;
};

}  // namespace midden::lab
