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
  switch (event.type) {
    case EventType::cycle_begin:
      cycle_began_ = event.time_ns;
      pause_ns_ = helpers_ns_ = 0;
      phase_ns_.fill(0);
      return;
    case EventType::pause_begin:
      pause_began_ = event.time_ns;
      return;
    case EventType::pause_end:
      pause_ns_ = std::max(pause_ns_, event.time_ns - pause_began_);
      return;
    case EventType::phase_begin:
      if (event.thread == 0) phase_began_ = event.time_ns;
      return;
    case EventType::phase_end:
      if (event.thread == 0) {
        phase_ns_[static_cast<std::size_t>(event.phase)] += event.time_ns - phase_began_;
      } else {
        helpers_ns_ += event.cpu_ns;
      }
      return;
    case EventType::cycle_end:
      break;
  }
  const CycleFigures& figures = *event.figures;
  nlohmann::ordered_json line = {
      {"cycle", event.cycle},
      {"kind", name_of(event.kind)},
      {"reason", name_of(event.reason)},
      {"start_s", static_cast<double>(cycle_began_ - start_) * 1e-9},
      {"duration_s", static_cast<double>(event.time_ns - cycle_began_) * 1e-9},
      {"longest_pause_s", static_cast<double>(pause_ns_) * 1e-9},
      {"helpers_s", static_cast<double>(helpers_ns_) * 1e-9},
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
  for (std::size_t i = 0; i < phase_ns_.size(); ++i) {
    if (phase_ns_[i]) phases[name_of(static_cast<Phase>(i))] = static_cast<double>(phase_ns_[i]) * 1e-9;
  }
  line["phases"] = phases;
  std::fputs((line.dump() + "\n").c_str(), file_);
}

}  // namespace midden
