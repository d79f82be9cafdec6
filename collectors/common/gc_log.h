#pragma once

// GcLog: one JSON line per cycle. Add it to a heap's events; it must live as long as the heap.

#include <array>
#include <cstdio>

#include "collectors/common/events.h"

namespace midden {

class GcLog : public EventSink {
 public:
  GcLog() = default;
  ~GcLog() override { close(); }
  GcLog(const GcLog&) = delete;
  GcLog& operator=(const GcLog&) = delete;

  // False, with errno set, when the file cannot be written.
  bool open(const char* path);
  // False when something was not written.
  bool close();
  void on_event(const Event& event) override;

 private:
  std::FILE* file_ = nullptr;
  std::uint64_t start_ = 0;
  std::uint64_t pause_began_ = 0;
  std::uint64_t phase_began_ = 0;
  struct Cycle {
    std::uint64_t began = 0;
    std::uint64_t pause_ns = 0;
    std::uint64_t helpers_ns = 0;
    std::array<std::uint64_t, static_cast<std::size_t>(Phase::count_)> phase_ns{};
  };
  // Young cycles take place within others.
  std::array<Cycle, 2> cycles_;
  std::size_t depth_ = 0;
};

}  // namespace midden
