#include "collectors/common/gc_log.h"

#include <charconv>
#include <string_view>

namespace midden {
namespace {

// Counting configurations end a cycle every few microseconds, so lines are put together by hand: all numbers
// are integers, times in nanoseconds with a point in the right place.
class LineWriter {
 public:
  explicit LineWriter(std::string& line) : line_(line) { line_.clear(); }

  void text(std::string_view text) { line_ += text; }
  void number(std::uint64_t value) {
    char digits[20];
    line_.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
  }
  void seconds(std::uint64_t ns) {
    constexpr std::uint64_t kSecond = 1'000'000'000;
    number(ns / kSecond);
    char digits[20];
    // The leading 1 keeps the zeros behind the point; the point takes its place.
    std::to_chars(digits, digits + sizeof digits, kSecond + ns % kSecond);
    digits[0] = '.';
    line_.append(digits, 10);
  }
  void count(std::string_view name, std::uint64_t value) {
    if (!value) return;
    key(name);
    number(value);
  }
  void time(std::string_view name, std::uint64_t ns) {
    if (!ns) return;
    key(name);
    seconds(ns);
  }
  void key(std::string_view name) {
    line_ += ",\"";
    line_ += name;
    line_ += "\":";
  }

 private:
  std::string& line_;
};

}  // namespace

bool GcLog::open(const char* path, std::uint64_t start_ns) {
  start_ = start_ns;
  return file_.open(path);
}

bool GcLog::close() {
  for (; depth_ > 0; --depth_) write_line(cycles_[depth_ - 1], monotonic_ns(), {}, true);
  return file_.close();
}

void GcLog::begin_cycle(const Event& event) {
  Cycle& cycle = cycles_[depth_++];
  cycle.number = event.cycle;
  cycle.kind = event.kind;
  cycle.reason = event.reason;
  cycle.began = event.time_ns;
  cycle.helpers_ns = 0;
  cycle.pauses.clear();
  cycle.phase_ns.fill(0);
}

void GcLog::on_event(const Event& event) {
  if (!file_.is_open()) return;
  if (event.type == EventType::cycle_begin) return begin_cycle(event);
  if (depth_ == 0) return;
  Cycle& cycle = cycles_[depth_ - 1];
  cycle.kind = event.kind;  // which may be said as late as at the end
  cycle.reason = event.reason;
  switch (event.type) {
    case EventType::cycle_begin:
      return;
    case EventType::pause_begin:
      pause_began_ = event.time_ns;
      return;
    case EventType::pause_end:
      cycle.pauses.emplace_back(pause_began_, event.time_ns);
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
      write_line(cycle, event.time_ns, *event.figures, false);
      return;
  }
}

void GcLog::write_line(const Cycle& cycle, std::uint64_t end, const CycleFigures& figures, bool unfinished) {
  LineWriter line(line_);
  line.text("{\"cycle\":");
  line.number(cycle.number);
  line.text(",\"kind\":\"");
  line.text(name_of(cycle.kind));
  line.text("\",\"reason\":\"");
  line.text(name_of(cycle.reason));
  line.text("\",\"start_s\":");
  line.seconds(cycle.began - start_);
  line.text(",\"duration_s\":");
  line.seconds(end - cycle.began);
  line.text(",\"pauses\":[");
  const char* before = "[";
  for (const auto& [begin, end] : cycle.pauses) {
    line.text(before);
    line.seconds(begin - start_);
    line.text(",");
    line.seconds(end - begin);
    line.text("]");
    before = ",[";
  }
  line.text("]");
  line.time("helpers_s", cycle.helpers_ns);
  line.count("objects_visited", figures.objects_visited);
  line.count("bytes_visited", figures.bytes_visited);
  line.count("objects_freed", figures.objects_freed);
  line.count("bytes_freed", figures.bytes_freed);
  line.count("objects_moved", figures.objects_moved);
  line.count("bytes_moved", figures.bytes_moved);
  line.count("objects_floating", figures.objects_floating);
  line.count("bytes_floating", figures.bytes_floating);
  line.count("live", figures.bytes_live);
  line.count("held_before", figures.bytes_held_before);
  line.count("held", figures.bytes_held);
  line.count("committed", figures.bytes_committed);
  bool phases = false;
  for (std::size_t i = 0; i < cycle.phase_ns.size(); ++i) {
    if (!cycle.phase_ns[i]) continue;
    line.text(phases ? ",\"" : ",\"phases\":{\"");
    line.text(name_of(static_cast<Phase>(i)));
    line.text("\":");
    line.seconds(cycle.phase_ns[i]);
    phases = true;
  }
  if (phases) line.text("}");
  line.text(unfinished ? ",\"unfinished\":true}\n" : "}\n");
  file_.append(line_);
}

}  // namespace midden
