#include "lab/pypy_log.h"

#include <fmt/format.h>

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

using nlohmann::json;

namespace midden::lab {

namespace {

struct Section {
  std::string name;
  std::uint64_t begin = 0, end = 0;  // ticks
};

struct PypyCycle {
  std::string kind;
  std::vector<Section> pauses;
  bool unfinished = false;
};

class PypyLog {
 public:
  explicit PypyLog(std::istream& file) {
    for (std::string line; std::getline(file, line);) take(line);
    if (!steps_.empty()) cycles_.push_back({"major", std::move(steps_), true});
  }

  void write(std::ostream& file) const {
    if (marks_.size() < 2 || marks_.back().second <= marks_.front().second) return;
    const auto& [first_tick, first_ns] = marks_.front();
    const auto& [last_tick, last_ns] = marks_.back();
    const double tick_s =
        static_cast<double>(last_ns - first_ns) * 1e-9 / static_cast<double>(last_tick - first_tick);
    auto seconds = [&](std::uint64_t tick) { return static_cast<double>(tick - first_tick) * tick_s; };
    int number = 0;
    for (const PypyCycle& cycle : cycles_) {
      if (cycle.pauses.front().begin < first_tick) continue;  // before the program
      json line = {
          {"cycle", ++number}, {"kind", cycle.kind}, {"start_s", seconds(cycle.pauses.front().begin)}};
      line["duration_s"] = seconds(cycle.pauses.back().end) - seconds(cycle.pauses.front().begin);
      for (const Section& pause : cycle.pauses)
        line["pauses"].push_back({seconds(pause.begin), seconds(pause.end) - seconds(pause.begin)});
      if (cycle.unfinished) line["unfinished"] = true;
      file << line.dump() << '\n';
    }
  }

 private:
  void take(const std::string& line) {
    if (!line.starts_with('[')) {
      // The nanoseconds within a mark; everything else of this kind is for people.
      if (!open_.empty() && open_.back().name == "midden")
        marks_.emplace_back(open_.back().begin, std::strtoull(line.c_str(), nullptr, 10));
      return;
    }
    char* rest = nullptr;
    const std::uint64_t tick = std::strtoull(line.c_str() + 1, &rest, 16);
    std::string what = rest;
    if (what.starts_with("] {")) {
      open_.push_back({what.substr(3), tick, 0});
    } else if (what.starts_with("] ") && what.ends_with('}') && !open_.empty() &&
               what.substr(2, what.size() - 3) == open_.back().name) {
      Section section = std::move(open_.back());
      open_.pop_back();
      section.end = tick;
      close(std::move(section));
    }
  }

  void close(Section section) {
    if (section.name == "gc-collect-done") done_ = true;
    if (!open_.empty()) return;
    if (section.name == "gc-minor")
      cycles_.push_back({"minor", {std::move(section)}});
    else if (section.name == "gc-collect-step")
      steps_.push_back(std::move(section));
    if (!open_.empty() || !done_ || steps_.empty()) return;
    cycles_.push_back({"major", std::exchange(steps_, {})});
    done_ = false;
  }

  std::vector<Section> open_, steps_;
  bool done_ = false;
  std::vector<PypyCycle> cycles_;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> marks_;  // ticks, nanoseconds
};

}  // namespace

void convert_pypy_log(std::istream& theirs, std::ostream& ours) { PypyLog(theirs).write(ours); }

void convert_pypy_log(const std::filesystem::path& theirs, const std::filesystem::path& ours) {
  std::ifstream from(theirs);
  if (!from) return;
  std::ofstream to(ours);
  convert_pypy_log(from, to);
}

}  // namespace midden::lab
