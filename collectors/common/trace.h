#pragma once

// Trace: a heap's events in the Trace Event format, which the Perfetto UI (ui.perfetto.dev) and Chrome's
// tracing page open. Add it to a heap's events; it must live as long as the heap.
//
// Tracks: `program` (the mutator's thread) with its pauses, the phases in them, and marking that the program
// did for the collector; one per helper thread with its phases; `cycles` for cycles that are more than one
// pause. A cycle that is one pause is that pause, called by its kind. Counters: heap held, live estimate,
// worklist. Phases of pauses below 50 µs are left out, since young collections come in thousands.
//
// Times are microseconds since `start_ns`. The file can be read at any time, also after a crash: then the
// closing bracket is missing, as the format allows. At the end of a run it is whole.

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "collectors/common/events.h"
#include "collectors/common/surviving_file.h"

namespace midden {

// What the counters show, asked for on the mutator's thread.
struct HeapSample {
  std::uint64_t held = 0;
  std::uint64_t live = 0;
  std::uint64_t worklist = 0;  // entries
};

class Trace : public EventSink {
 public:
  using Sampler = std::function<HeapSample()>;

  Trace() = default;
  ~Trace() override { close(); }
  Trace(const Trace&) = delete;
  Trace& operator=(const Trace&) = delete;

  // False, with errno set, when the file cannot be written.
  bool open(const char* path, const std::string& title, std::uint64_t start_ns);
  // Without one there are no counters.
  void set_sampler(Sampler sampler) { sampler_ = std::move(sampler); }
  // False when something was not written.
  bool close();
  void on_event(const Event& event) override;

 private:
  struct Slice {
    const char* name;
    std::uint64_t began;
    std::uint64_t ended;
  };
  struct Cycle {
    std::uint64_t began = 0;
    unsigned pauses = 0;
    bool pending = false;  // its pause waits for the cycle's figures
    Slice pause{};
  };

  void end_phase(const Event& event);
  void end_pause(const Event& event);
  void end_cycle(const Event& event);
  void count(const Event& event);

  void write_pause(const Cycle& cycle, const Event& event, bool with_figures);
  void write_slice(unsigned track, const char* category, const Slice& slice);
  void write_counter(const char* name, const char* unit, std::uint64_t time, std::uint64_t value);
  void begin_slice(unsigned track, const char* category, const Slice& slice);
  void add_cycle(const Event& event, bool with_figures);
  void name_track(unsigned track, const std::string& name);
  void begin_record(const char* kind, unsigned track);
  void end_record();
  void number(std::uint64_t value);
  void microseconds(std::uint64_t ns);

  SurvivingFile file_;
  Sampler sampler_;
  std::uint64_t start_ = 0;
  std::string line_;
  bool first_ = true;

  std::array<Cycle, 2> cycles_;  // young cycles take place within others
  std::size_t depth_ = 0;
  bool in_pause_ = false;
  std::size_t pause_depth_ = 0;
  std::vector<Slice> in_pause_slices_;
  std::array<std::uint64_t, 8> phase_began_{};
  std::size_t phases_open_ = 0;
  std::vector<std::uint64_t> helper_began_;  // by thread
  std::uint64_t counted_at_ = 0;
  HeapSample last_;
};

}  // namespace midden
