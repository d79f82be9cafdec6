#include "collectors/common/gc_log.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

namespace midden {

bool GcLog::open(const char* path) {
  file_ = std::fopen(path, "w");
  start_ = monotonic_ns();
  return file_ != nullptr;
}

bool GcLog::close() {
  if (!file_) return true;
  const bool sound = !std::ferror(file_);
  return std::fclose(std::exchange(file_, nullptr)) == 0 && sound;
}

void GcLog::on_event(const Event& event) {
  if (!file_) return;
  if (event.type == EventType::cycle_begin) {
    cycles_[depth_++] = {.began = event.time_ns};
    return;
  }
  if (depth_ == 0) return;
  Cycle& cycle = cycles_[depth_ - 1];
  switch (event.type) {
    case EventType::cycle_begin:
      return;
    case EventType::pause_begin:
      pause_began_ = event.time_ns;
      return;
    case EventType::pause_end:
      cycle.pause_ns = std::max(cycle.pause_ns, event.time_ns - pause_began_);
      return;
    case EventType::phase_begin:
      if (event.thread == 0) phase_began_ = event.time_ns;
      return;
    case EventType::phase_end:
      if (event.thread == 0) {
        cycle.phase_ns[static_cast<std::size_t>(event.phase)] += event.time_ns - phase_began_;
      } else {
        cycle.helpers_ns += event.cpu_ns;
      }
      return;
    case EventType::cycle_end:
      --depth_;
      break;
  }
  const CycleFigures& figures = *event.figures;
  nlohmann::ordered_json line = {
      {"cycle", event.cycle},
      {"kind", name_of(event.kind)},
      {"reason", name_of(event.reason)},
      {"start_s", static_cast<double>(cycle.began - start_) * 1e-9},
      {"duration_s", static_cast<double>(event.time_ns - cycle.began) * 1e-9},
      {"longest_pause_s", static_cast<double>(cycle.pause_ns) * 1e-9},
      {"helpers_s", static_cast<double>(cycle.helpers_ns) * 1e-9},
      {"objects_visited", figures.objects_visited},
      {"bytes_visited", figures.bytes_visited},
      {"objects_freed", figures.objects_freed},
      {"bytes_freed", figures.bytes_freed},
      {"objects_moved", figures.objects_moved},
      {"bytes_moved", figures.bytes_moved},
      {"objects_floating", figures.objects_floating},
      {"bytes_floating", figures.bytes_floating},
      {"live", figures.bytes_live},
      {"held", figures.bytes_held},
  };
  nlohmann::ordered_json phases = nlohmann::ordered_json::object();
  for (std::size_t i = 0; i < cycle.phase_ns.size(); ++i) {
    if (cycle.phase_ns[i])
      phases[name_of(static_cast<Phase>(i))] = static_cast<double>(cycle.phase_ns[i]) * 1e-9;
  }
  line["phases"] = phases;
  std::fputs((line.dump() + "\n").c_str(), file_);
}

}  // namespace midden
