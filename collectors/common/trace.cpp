#include "collectors/common/trace.h"

#include <unistd.h>

#include <charconv>

namespace midden {
namespace {

constexpr unsigned kProgramTrack = 1;  // helpers follow
constexpr unsigned kCyclesTrack = 1000;
constexpr std::uint64_t kShortPause = 50'000;
constexpr std::uint64_t kBetweenCounts = 1'000'000;
constexpr std::size_t kMostSlices = 256;  // within one pause

bool is_young(CycleKind kind) {
  return kind == CycleKind::generation0 || kind == CycleKind::generation1 || kind == CycleKind::young;
}

bool may_have_many_pauses(CycleKind kind) {
  return kind == CycleKind::concurrent || kind == CycleKind::finished_by_mutator ||
         kind == CycleKind::stop_the_world;
}

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (char c : text) {
    if (static_cast<unsigned char>(c) < 0x20) {
      result += ' ';
      continue;
    }
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + '"';
}

}  // namespace

bool Trace::open(const char* path, const std::string& title, std::uint64_t start_ns) {
  if (!file_.open(path)) return false;
  start_ = start_ns;
  file_.append("[\n");
  begin_record("M", 0);
  line_ += ",\"name\":\"process_name\",\"args\":{\"name\":" + quoted(title) + "}";
  end_record();
  name_track(kCyclesTrack, "cycles");
  name_track(kProgramTrack, "program");
  return true;
}

bool Trace::close() {
  if (!file_.is_open()) return true;
  file_.append("\n]\n");
  return file_.close();
}

void Trace::on_event(const Event& event) {
  if (!file_.is_open()) return;
  switch (event.type) {
    case EventType::cycle_begin:
      if (depth_ < cycles_.size()) cycles_[depth_++] = {.began = event.time_ns};
      count(event);
      return;
    case EventType::cycle_end:
      end_cycle(event);
      count(event);
      return;
    case EventType::pause_begin:
      if (depth_ == 0) return;
      if (Cycle& cycle = cycles_[depth_ - 1]; cycle.pending) write_pause(cycle, event, false);
      cycles_[depth_ - 1].pending = false;
      in_pause_ = true;
      pause_depth_ = depth_;
      in_pause_slices_.clear();
      cycles_[depth_ - 1].pause = {"pause", event.time_ns, 0};
      if (may_have_many_pauses(event.kind)) count(event);
      return;
    case EventType::pause_end:
      end_pause(event);
      return;
    case EventType::phase_begin:
      if (event.thread != 0) {
        while (helper_began_.size() <= event.thread) {
          helper_began_.push_back(0);
          const std::size_t helper = helper_began_.size() - 1;
          if (helper > 0)
            name_track(kProgramTrack + static_cast<unsigned>(helper), "helper " + std::to_string(helper));
        }
        helper_began_[event.thread] = event.time_ns;
      } else if (phases_open_ < phase_began_.size()) {
        phase_began_[phases_open_++] = event.time_ns;
      }
      return;
    case EventType::phase_end:
      end_phase(event);
      return;
  }
}

void Trace::end_phase(const Event& event) {
  const char* name = name_of(event.phase);
  if (event.thread != 0) {
    if (event.thread < helper_began_.size())
      write_slice(kProgramTrack + event.thread, "helper", {name, helper_began_[event.thread], event.time_ns});
    return;
  }
  if (phases_open_ == 0) return;
  const Slice slice{name, phase_began_[--phases_open_], event.time_ns};
  if (!in_pause_) {
    write_slice(kProgramTrack, "assist", slice);
    count(event);
  } else if (in_pause_slices_.size() < kMostSlices) {
    in_pause_slices_.push_back(slice);
  }
}

void Trace::end_pause(const Event& event) {
  if (!in_pause_ || depth_ == 0) return;
  in_pause_ = false;
  Cycle& cycle = cycles_[pause_depth_ - 1];
  cycle.pause.ended = event.time_ns;
  ++cycle.pauses;
  if (may_have_many_pauses(event.kind)) {
    write_pause(cycle, event, false);
    count(event);
  } else {
    cycle.pending = true;
  }
}

void Trace::end_cycle(const Event& event) {
  if (depth_ == 0) return;
  Cycle& cycle = cycles_[--depth_];
  const Slice whole{name_of(event.kind), cycle.began, event.time_ns};
  if (in_pause_) {
    // A young one, within a pause of the cycle around it.
    if (in_pause_slices_.size() < kMostSlices) in_pause_slices_.push_back(whole);
  } else if (cycle.pauses == 1 && cycle.pending) {
    cycle.pause.name = whole.name;
    write_pause(cycle, event, true);
  } else {
    if (cycle.pending) write_pause(cycle, event, false);
    begin_slice(kCyclesTrack, "cycle", whole);
    add_cycle(event, true);
    end_record();
  }
}

// Often enough to see what happens, and rarely enough to cost nothing.
void Trace::count(const Event& event) {
  if (!sampler_) return;
  const bool boundary = event.type == EventType::cycle_begin || event.type == EventType::cycle_end;
  if (!(boundary && !is_young(event.kind)) && event.time_ns - counted_at_ < kBetweenCounts) return;
  counted_at_ = event.time_ns;
  HeapSample now = sampler_();
  if (event.type == EventType::cycle_end && event.figures->bytes_live != 0)
    now.live = event.figures->bytes_live;
  if (now.held != last_.held) write_counter("heap held", "bytes", event.time_ns, now.held);
  if (now.live != last_.live) write_counter("live estimate", "bytes", event.time_ns, now.live);
  if (now.worklist != last_.worklist) write_counter("worklist", "entries", event.time_ns, now.worklist);
  last_ = now;
}

// --- records

void Trace::write_pause(const Cycle& cycle, const Event& event, bool with_figures) {
  begin_slice(kProgramTrack, "pause", cycle.pause);
  add_cycle(event, with_figures);
  end_record();
  if (cycle.pause.ended - cycle.pause.began < kShortPause) return;
  for (const Slice& slice : in_pause_slices_) write_slice(kProgramTrack, "phase", slice);
}

void Trace::write_slice(unsigned track, const char* category, const Slice& slice) {
  begin_slice(track, category, slice);
  end_record();
}

void Trace::begin_slice(unsigned track, const char* category, const Slice& slice) {
  begin_record("X", track);
  line_ += ",\"ts\":";
  microseconds(slice.began - start_);
  line_ += ",\"dur\":";
  microseconds(slice.ended - slice.began);
  line_ += ",\"cat\":\"";
  line_ += category;
  line_ += "\",\"name\":\"";
  line_ += slice.name;
  line_ += '"';
}

void Trace::add_cycle(const Event& event, bool with_figures) {
  line_ += ",\"args\":{\"cycle\":";
  number(event.cycle);
  line_ += ",\"kind\":\"";
  line_ += name_of(event.kind);
  line_ += "\",\"reason\":\"";
  line_ += name_of(event.reason);
  line_ += '"';
  if (with_figures) {
    const CycleFigures& figures = *event.figures;
    const std::pair<const char*, std::uint64_t> told[] = {{"objects_visited", figures.objects_visited},
                                                          {"objects_freed", figures.objects_freed},
                                                          {"bytes_freed", figures.bytes_freed},
                                                          {"bytes_moved", figures.bytes_moved},
                                                          {"live", figures.bytes_live},
                                                          {"held", figures.bytes_held}};
    for (const auto& [name, value] : told) {
      if (value == 0) continue;
      line_ += ",\"";
      line_ += name;
      line_ += "\":";
      number(value);
    }
  }
  line_ += '}';
}

void Trace::write_counter(const char* name, const char* unit, std::uint64_t time, std::uint64_t value) {
  begin_record("C", kProgramTrack);
  line_ += ",\"ts\":";
  microseconds(time - start_);
  line_ += ",\"name\":\"";
  line_ += name;
  line_ += "\",\"args\":{\"";
  line_ += unit;
  line_ += "\":";
  number(value);
  line_ += '}';
  end_record();
}

void Trace::name_track(unsigned track, const std::string& name) {
  begin_record("M", track);
  line_ += ",\"name\":\"thread_name\",\"args\":{\"name\":" + quoted(name) + "}";
  end_record();
}

// A comma stands in front of all but the first, so that the file can end behind any of them.
void Trace::begin_record(const char* kind, unsigned track) {
  line_ = first_ ? "{\"ph\":\"" : ",\n{\"ph\":\"";
  first_ = false;
  line_ += kind;
  line_ += "\",\"pid\":1,\"tid\":";
  number(track);
}

void Trace::end_record() {
  line_ += '}';
  file_.append(line_);
}

void Trace::number(std::uint64_t value) {
  char digits[20];
  line_.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

void Trace::microseconds(std::uint64_t ns) {
  number(ns / 1000);
  const auto rest = static_cast<unsigned>(ns % 1000);
  const char digits[] = {'.', static_cast<char>('0' + rest / 100), static_cast<char>('0' + rest / 10 % 10),
                         static_cast<char>('0' + rest % 10)};
  line_.append(digits, sizeof digits);
}

}  // namespace midden
