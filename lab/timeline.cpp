#include "lab/timeline.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>

using nlohmann::json;

namespace midden::lab {

namespace {

// Windows from 10 µs on, so many per decade.
constexpr double kLeastWindow = 1e-5;
constexpr int kWindowsPerDecade = 8;

// Tenths of a microsecond: what is beyond would only make records longer.
double rounded(double seconds) { return std::round(seconds * 1e7) / 1e7; }

double four_digits(double value) {
  if (value == 0) return 0;
  double scale = std::pow(10, 3 - std::floor(std::log10(std::abs(value))));
  return std::round(value * scale) / scale;
}

// Of a share; also takes away what is left of 1 - 1.
double six_decimals(double share) { return std::round(share * 1e6) / 1e6; }

double number(const json& line, const char* key) {
  auto found = line.find(key);
  return found != line.end() && found->is_number() ? found->get<double>() : 0;
}

bool is_pair(const json& pause) {
  return pause.is_array() && pause.size() == 2 && pause[0].is_number() && pause[1].is_number();
}

bool read_cycle(const std::string& text, LoggedCycle& cycle) {
  json line = json::parse(text, nullptr, false);
  if (!line.is_object() || !line.contains("start_s") || !line["start_s"].is_number() ||
      !line.contains("kind") || !line["kind"].is_string() || !line.contains("pauses") ||
      !line["pauses"].is_array())
    return false;
  cycle.kind = line["kind"];
  cycle.start_s = line["start_s"];
  cycle.duration_s = number(line, "duration_s");
  for (const json& pause : line["pauses"]) {
    if (!is_pair(pause)) return false;
    double start = pause[0], duration = pause[1];
    cycle.pauses.push_back({start, start + duration});
  }
  cycle.objects_visited = number(line, "objects_visited");
  cycle.objects_freed = number(line, "objects_freed");
  cycle.bytes_freed = number(line, "bytes_freed");
  cycle.bytes_moved = number(line, "bytes_moved");
  cycle.live = number(line, "live");
  cycle.held_before = number(line, "held_before");
  cycle.held = number(line, "held");
  cycle.committed = number(line, "committed");
  return true;
}

// The shortest of the sorted values that a part of all do not exceed.
double percentile(const std::vector<double>& sorted, double part) {
  if (sorted.empty()) return 0;
  auto rank = static_cast<std::size_t>(std::ceil(part * static_cast<double>(sorted.size()) - 1e-9));
  return sorted[std::max<std::size_t>(rank, 1) - 1];
}

json pause_figures(const std::vector<double>& sorted) {
  double total = 0;
  for (double pause : sorted) total += pause;
  json figures = {{"count", sorted.size()}, {"total_s", total}};
  for (auto [name, part] : {std::pair{"p50_s", 0.5},
                            {"p90_s", 0.9},
                            {"p99_s", 0.99},
                            {"p999_s", 0.999},
                            {"p9999_s", 0.9999},
                            {"max_s", 1.0}}) {
    figures[name] = percentile(sorted, part);
  }
  return figures;
}

json histogram(const std::vector<double>& pauses) {
  std::map<int, std::size_t> counts;
  for (double pause : pauses) ++counts[histogram_bucket(pause)];
  json list = json::array();
  for (auto [bucket, count] : counts) list.push_back({bucket, count});
  return list;
}

json utilisation(const std::vector<Pause>& pauses, double run_s) {
  std::vector<double> windows;
  for (int i = 0;; ++i) {
    double window = kLeastWindow * std::pow(10, static_cast<double>(i) / kWindowsPerDecade);
    if (window >= run_s) break;
    windows.push_back(four_digits(window));
  }
  windows.push_back(run_s);
  UtilisationCurve curve = utilisation_curve(pauses, run_s, windows);
  json minimum = json::array(), bounded = json::array();
  for (double value : curve.minimum) minimum.push_back(six_decimals(value));
  for (double value : curve.bounded) bounded.push_back(six_decimals(value));
  return {{"window_s", windows}, {"minimum", std::move(minimum)}, {"bounded", std::move(bounded)}};
}

json memory_over_time(const std::vector<LoggedCycle>& cycles) {
  json memory = {{"time_s", json::array()}};
  auto known = [](double bytes) {
    return bytes == 0 ? json(nullptr) : json(static_cast<std::uint64_t>(bytes));
  };
  std::size_t points = std::min(cycles.size(), kMemoryPoints);
  for (std::size_t i = 0; i < points; ++i) {
    const LoggedCycle& cycle = cycles[points < 2 ? 0 : i * (cycles.size() - 1) / (points - 1)];
    memory["time_s"].push_back(rounded(cycle.start_s + cycle.duration_s));
    memory["live"].push_back(known(cycle.live));
    memory["held_before"].push_back(known(cycle.held_before));
    memory["held"].push_back(known(cycle.held));
    memory["committed"].push_back(known(cycle.committed));
  }
  return memory;
}

json longest_cycles(const std::vector<LoggedCycle>& cycles) {
  std::vector<const LoggedCycle*> chosen;
  for (const LoggedCycle& cycle : cycles) chosen.push_back(&cycle);
  if (chosen.size() > kMostCycles) {
    auto end = chosen.begin() + static_cast<std::ptrdiff_t>(kMostCycles);
    std::nth_element(chosen.begin(), end, chosen.end(), [](const LoggedCycle* a, const LoggedCycle* b) {
      return a->duration_s > b->duration_s;
    });
    chosen.erase(end, chosen.end());
    std::sort(chosen.begin(), chosen.end(),
              [](const LoggedCycle* a, const LoggedCycle* b) { return a->start_s < b->start_s; });
  }
  json list = json::array();
  for (const LoggedCycle* cycle : chosen) {
    json pauses = json::array();
    for (const Pause& pause : cycle->pauses)
      pauses.push_back({rounded(pause.start), rounded(pause.end - pause.start)});
    list.push_back({rounded(cycle->start_s), rounded(cycle->duration_s), cycle->kind, std::move(pauses)});
  }
  return list;
}

json survival(const std::vector<LoggedCycle>& cycles) {
  std::map<std::string, std::pair<double, double>> by_kind;  // stayed, of
  for (const LoggedCycle& cycle : cycles) {
    auto& [stayed, all] = by_kind[cycle.kind];
    if (cycle.kind.starts_with("generation")) {
      stayed += cycle.objects_visited - cycle.objects_freed;
      all += cycle.objects_visited;
    } else {
      double kept = cycle.kind == "young" ? cycle.bytes_moved : cycle.live;
      stayed += kept;
      all += kept + cycle.bytes_freed;
    }
  }
  json shares = json::object();
  for (const auto& [kind, sums] : by_kind) {
    if (sums.second > 0) shares[kind] = four_digits(std::max(0.0, sums.first / sums.second));
  }
  return shares;
}

}  // namespace

int histogram_bucket(double seconds) {
  if (seconds < kHistogramStart) return 0;
  return static_cast<int>(std::floor(std::log10(seconds / kHistogramStart) * kBucketsPerDecade + 1e-9));
}

double bucket_start(int bucket) {
  return kHistogramStart * std::pow(10, static_cast<double>(bucket) / kBucketsPerDecade);
}

CycleLog read_cycle_log(const std::filesystem::path& file) {
  CycleLog log;
  std::ifstream lines(file);
  for (std::string text; std::getline(lines, text);) {
    LoggedCycle cycle;
    if (read_cycle(text, cycle)) {
      log.cycles.push_back(std::move(cycle));
    } else {
      ++log.skipped;
    }
  }
  std::stable_sort(log.cycles.begin(), log.cycles.end(),
                   [](const LoggedCycle& a, const LoggedCycle& b) { return a.start_s < b.start_s; });
  return log;
}

json timeline_record(const CycleLog& log, double run_s) {
  std::vector<Pause> pauses;
  std::vector<double> lengths;
  double garbage = 0, visited = 0, freed = 0;
  bool tells_bytes = false;  // ours always do; real interpreters do not
  for (const LoggedCycle& cycle : log.cycles) {
    for (const Pause& pause : cycle.pauses) {
      pauses.push_back(pause);
      lengths.push_back(pause.end - pause.start);
      run_s = std::max(run_s, pause.end);
    }
    garbage = std::max(garbage, cycle.bytes_freed);
    tells_bytes |= cycle.held > 0;
    visited += cycle.objects_visited;
    freed += cycle.objects_freed;
  }
  std::sort(lengths.begin(), lengths.end());
  return {{"pauses", pause_figures(lengths)},
          {"histogram", histogram(lengths)},
          {"utilisation", utilisation(pauses, run_s)},
          {"memory", memory_over_time(log.cycles)},
          {"cycles", longest_cycles(log.cycles)},
          {"cycle_count", log.cycles.size()},
          {"skipped_lines", log.skipped},
          {"garbage_max", tells_bytes ? json(static_cast<std::uint64_t>(garbage)) : json(nullptr)},
          {"freed_per_visited", visited > 0 ? json(four_digits(freed / visited)) : json(nullptr)},
          {"survival", survival(log.cycles)}};
}

void drop_pictures(json& record) {
  record.erase("memory_over_time");
  if (!record.contains("timeline")) return;
  record["timeline"].erase("memory");
  record["timeline"].erase("cycles");
}

}  // namespace midden::lab
