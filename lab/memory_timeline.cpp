#include "lab/memory_timeline.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>

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
  if (time_s < next_map_s_) return;
  next_map_s_ = time_s + std::max(1.0, time_s);
  if (const auto bytes = mapped_bytes(pid)) {
    for (std::size_t i = 0; i < mapped_.size(); ++i) mapped_[i].add(time_s, (*bytes)[i]);
  }
}

nlohmann::json MemoryTimeline::json() const {
  auto points = [](const SampledLine& line) {
    nlohmann::json told = nlohmann::json::array();
    for (const SampledLine::Point& point : line.points())
      told.push_back({std::round(point.time_s * 1e4) / 1e4, point.value});
    return told;
  };
  nlohmann::json told = {{"rss", points(rss_)}};
  for (std::size_t i = 0; i < mapped_.size(); ++i) told[kMappedPages[i].first] = points(mapped_[i]);
  return told;
}

std::optional<std::uint64_t> resident_bytes(int pid) {
  std::ifstream file(fmt::format("/proc/{}/statm", pid));
  std::uint64_t size = 0, resident = 0;
  if (!(file >> size >> resident) || resident == 0) return std::nullopt;
  static const auto page = static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
  return resident * page;
}

std::optional<std::array<std::uint64_t, kMappedPages.size()>> mapped_bytes(int pid) {
  std::ifstream file(fmt::format("/proc/{}/smaps_rollup", pid));
  std::array<std::uint64_t, kMappedPages.size()> bytes{};
  bool any = false;
  for (std::string line; std::getline(file, line);) {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      const std::string_view name = kMappedPages[i].second;
      if (!line.starts_with(name)) continue;
      bytes[i] = std::strtoull(line.c_str() + name.size(), nullptr, 10) * 1024;
      any = true;
    }
  }
  if (!any) return std::nullopt;
  return bytes;
}

}  // namespace midden::lab
