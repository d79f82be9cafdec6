// Memory over time, as a parent sees it, in a bounded number of points.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <vector>

namespace midden::lab {

// When it is full every second point is left out and from then on every second one is taken, and so on.
class SampledLine {
 public:
  static constexpr std::size_t kMostPoints = 256;
  struct Point {
    double time_s;
    std::uint64_t value;
  };

  void add(double time_s, std::uint64_t value);
  const std::vector<Point>& points() const { return points_; }

 private:
  std::vector<Point> points_;
  std::size_t stride_ = 1;
  std::size_t offered_ = 0;
};

// What /proc/PID/smaps_rollup tells of a process's pages: our names and the kernel's.
inline constexpr std::array<std::pair<const char*, const char*>, 5> kMappedPages = {
    {{"pss", "Pss:"},
     {"shared_clean", "Shared_Clean:"},
     {"shared_dirty", "Shared_Dirty:"},
     {"private_clean", "Private_Clean:"},
     {"private_dirty", "Private_Dirty:"}}};

// Of a process that was looked at while it ran.
class MemoryTimeline {
 public:
  static constexpr double kInterval = 0.05;

  // RSS each time; what smaps_rollup tells, for which the kernel holds the process up while it walks the page
  // tables, after 1, 2, 4, … seconds.
  void look_at(int pid, double time_s);

  // {"rss": [[seconds, bytes], …], "pss": […], "shared_clean": […], …}: kMappedPages, as in the run record's
  // map.
  nlohmann::json json() const;

 private:
  SampledLine rss_;
  std::array<SampledLine, kMappedPages.size()> mapped_;
  double next_map_s_ = 1;
};

// In bytes, from /proc; nothing when the process is gone or the kernel does not tell.
std::optional<std::uint64_t> resident_bytes(int pid);
std::optional<std::array<std::uint64_t, kMappedPages.size()>> mapped_bytes(int pid);

}  // namespace midden::lab
