#include "collectors/common/events.h"

#include <time.h>

#include <algorithm>
#include <iterator>

namespace midden {
namespace {

std::uint64_t clock_ns(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<std::uint64_t>(now.tv_sec) * 1'000'000'000 + static_cast<std::uint64_t>(now.tv_nsec);
}

}  // namespace

std::uint64_t monotonic_ns() { return clock_ns(CLOCK_MONOTONIC); }
std::uint64_t thread_cpu_ns() { return clock_ns(CLOCK_THREAD_CPUTIME_ID); }

const char* name_of(CycleKind kind) {
  static constexpr const char* kNames[] = {
      "generation0", "generation1", "generation2",         "full",
      "young",       "concurrent",  "finished_by_mutator", "stop_the_world"};
  static_assert(std::size(kNames) == static_cast<std::size_t>(CycleKind::count_));
  return kNames[static_cast<std::size_t>(kind)];
}

const char* name_of(Phase phase) {
  static constexpr const char* kNames[] = {
      "roots", "mark", "copy",  "count_references", "find_unreachable", "weak", "finalizers",
      "sweep", "free", "verify"};
  static_assert(std::size(kNames) == static_cast<std::size_t>(Phase::count_));
  return kNames[static_cast<std::size_t>(phase)];
}

const char* name_of(CollectionReason reason) {
  static constexpr const char* kNames[] = {"allocation", "threshold", "limit",
                                           "explicit",   "stress",    "shutdown"};
  return kNames[static_cast<std::size_t>(reason)];
}

bool EventStream::add(EventSink* sink) {
  if (size_ == kMaxSinks) return false;
  sinks_[size_++] = sink;
  return true;
}

void EventStream::remove(EventSink* sink) {
  size_ = static_cast<std::size_t>(std::remove(sinks_, sinks_ + size_, sink) - sinks_);
}

}  // namespace midden
