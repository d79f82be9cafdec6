// Memory over time, as a parent sees it, in a bounded number of points.
#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
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

// Of a process that was looked at while it ran.
class MemoryTimeline {
 public:
  static constexpr double kInterval = 0.05;

  // RSS each time; PSS, for which the kernel holds the process up while it walks the page tables, after 1, 2,
  // 4, … seconds.
  void look_at(int pid, double time_s);

  // {"rss": [[seconds, bytes], …], "pss": […]}
  nlohmann::json json() const;

 private:
  SampledLine rss_, pss_;
  double next_pss_s_ = 1;
};

// In bytes, from /proc; nothing when the process is gone or the kernel does not tell.
std::optional<std::uint64_t> resident_bytes(int pid);
std::optional<std::uint64_t> proportional_bytes(int pid);

}  // namespace midden::lab
