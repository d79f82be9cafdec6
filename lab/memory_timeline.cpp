#include "lab/memory_timeline.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <string>
#include <utility>

namespace midden::lab {

void SampledLine::add(double time_s, std::uint64_t value) {
  if (offered_++ % stride_ != 0) return;
  if (points_.size() == kMostPoints) {
    for (std::size_t i = 1; 2 * i < points_.size(); ++i) points_[i] = points_[2 * i];
    points_.resize(kMostPoints / 2);
    stride_ *= 2;
  }
  points_.push_back({time_s, value});
}

void MemoryTimeline::look_at(int pid, double time_s) {
  if (auto bytes = resident_bytes(pid)) rss_.add(time_s, *bytes);
  if (time_s < next_pss_s_) return;
  next_pss_s_ = time_s + std::max(1.0, time_s);
  if (auto bytes = proportional_bytes(pid)) pss_.add(time_s, *bytes);
}

nlohmann::json MemoryTimeline::json() const {
  nlohmann::json told = nlohmann::json::object();
  for (const auto& [name, line] : {std::pair{"rss", &rss_}, std::pair{"pss", &pss_}}) {
    told[name] = nlohmann::json::array();
    for (const SampledLine::Point& point : line->points())
      told[name].push_back({std::round(point.time_s * 1e4) / 1e4, point.value});
  }
  return told;
}

std::optional<std::uint64_t> resident_bytes(int pid) {
  std::ifstream file(fmt::format("/proc/{}/statm", pid));
  std::uint64_t size = 0, resident = 0;
  if (!(file >> size >> resident) || resident == 0) return std::nullopt;
  static const auto page = static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
  return resident * page;
}

std::optional<std::uint64_t> proportional_bytes(int pid) {
  std::ifstream file(fmt::format("/proc/{}/smaps_rollup", pid));
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("Pss:")) return std::strtoull(line.c_str() + 4, nullptr, 10) * 1024;
  }
  return std::nullopt;
}

}  // namespace midden::lab
