#pragma once

// LiveFigures: what a heap does, in a file of one page that whoever watches reads while the program runs.
// Words of 64 bits, as this machine writes them:
//
//    0  "mid-live" and  1  the version, 1: a file without them is not ready
//    2  start of the run, 3 the latest change (both CLOCK_MONOTONIC, ns)
//    4  bytes held, 5 bytes live, 6 entries of the worklist, at the latest change
//    7  the kind of the cycle under way + 1; 0: none
//    8  start of the pause under way (as 2); 0: none
//    9  pauses, 10 their sum, 11 the longest, 12 the latest (ns)
//   13  helpers' CPU time (ns)
//   16… cycles of each kind
//  128… (byte 1024) the kinds' names, with commas between and a 0 at the end
//
// A reader may see one word newer than another. Nothing here waits for anybody.

#include <cstdint>
#include <functional>

#include "collectors/common/events.h"
#include "collectors/common/trace.h"

namespace midden {

class LiveFigures : public EventSink {
 public:
  LiveFigures() = default;
  ~LiveFigures() override { close(); }
  LiveFigures(const LiveFigures&) = delete;
  LiveFigures& operator=(const LiveFigures&) = delete;

  // False, with errno set, when the file cannot be mapped.
  bool open(const char* path, std::uint64_t start_ns);
  void set_sampler(Trace::Sampler sampler) { sampler_ = std::move(sampler); }
  void close();
  void on_event(const Event& event) override;

 private:
  void put(std::size_t word, std::uint64_t value);
  void publish(const Event& event);

  std::uint64_t* words_ = nullptr;
  int owner_ = 0;
  Trace::Sampler sampler_;
  std::uint64_t pause_began_ = 0;
  std::uint64_t pauses_ = 0, pauses_ns_ = 0, longest_ns_ = 0, latest_ns_ = 0;
  std::uint64_t helpers_ns_ = 0;
  std::uint64_t cycles_[static_cast<std::size_t>(CycleKind::count_)] = {};
  unsigned depth_ = 0;
  std::uint64_t published_at_ = 0;
};

}  // namespace midden
