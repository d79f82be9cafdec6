#pragma once

// What a collector reports about itself, once, as typed events. Statistics, the per-cycle log, traces and the
// workload's own callbacks are readers of this stream.

#include <cstddef>
#include <cstdint>

#include "collectors/common/collection_request.h"

namespace midden {

enum class EventType : std::uint8_t {
  cycle_begin,
  cycle_end,
  phase_begin,
  phase_end,
  pause_begin,
  pause_end
};

// What a cycle was in the end; a concurrent cycle that was not one says so.
enum class CycleKind : std::uint8_t {
  generation0,
  generation1,
  generation2,
  full,
  young,
  concurrent,
  finished_by_mutator,
  stop_the_world,
  count_
};
const char* name_of(CycleKind kind);

enum class Phase : std::uint8_t {
  roots,
  mark,
  copy,
  count_references,
  find_unreachable,
  weak,
  finalizers,
  sweep,
  free,
  verify,
  count_
};
const char* name_of(Phase phase);
const char* name_of(CollectionReason reason);

// One phase, or part of one, on a helper thread.
struct HelperSpan {
  std::uint8_t thread;  // from 1
  Phase phase;
  std::uint64_t began_ns;  // monotonic
  std::uint64_t ended_ns;
  std::uint64_t cpu_ns;
};

// What one cycle did. Complete at cycle_end.
struct CycleFigures {
  std::uint64_t objects_visited = 0;
  std::uint64_t bytes_visited = 0;
  std::uint64_t objects_freed = 0;
  std::uint64_t bytes_freed = 0;
  std::uint64_t objects_moved = 0;
  std::uint64_t bytes_moved = 0;
  // Objects that the collector proved unreachable, finalizable ones included.
  std::uint64_t objects_unreachable = 0;
  // Marked but unreachable at the end of marking; counted with --verify by collectors that mark beside the
  // mutator.
  std::uint64_t objects_floating = 0;
  std::uint64_t bytes_floating = 0;
  std::uint64_t bytes_live = 0;
  // Before the cycle, and after it.
  std::uint64_t bytes_held_before = 0;
  std::uint64_t bytes_held = 0;
  std::uint64_t bytes_committed = 0;
};

struct Event {
  EventType type;
  CycleKind kind;
  CollectionReason reason;
  Phase phase;  // of phase_begin and phase_end
  // 0: the mutator's thread; helpers count from 1.
  std::uint8_t thread;
  std::uint64_t cycle;
  // Monotonic. Of helpers' phases it lies in the past: they are told when a job is over.
  std::uint64_t time_ns;
  // CPU time of the thread, at pause_begin, pause_end and at a helper's phase_end (there: what the phase
  // took).
  std::uint64_t cpu_ns;
  // The cycle's figures so far; never null.
  const CycleFigures* figures;
};

class EventSink {
 public:
  virtual ~EventSink() = default;
  virtual void on_event(const Event& event) = 0;
};

std::uint64_t monotonic_ns();
std::uint64_t thread_cpu_ns();

// Hands each event to every sink. Only the mutator's thread emits.
class EventStream {
 public:
  static constexpr std::size_t kMaxSinks = 8;
  // False when there is no room for another sink.
  bool add(EventSink* sink);
  void remove(EventSink* sink);
  void emit(const Event& event) {
    for (std::size_t i = 0; i < size_; ++i) sinks_[i]->on_event(event);
  }

 private:
  EventSink* sinks_[kMaxSinks] = {};
  std::size_t size_ = 0;
};

}  // namespace midden
