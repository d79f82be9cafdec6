#pragma once

// HelperCrew: the helper threads of one heap, for jobs that run beside the mutator. One job at a time,
// started and closed by the mutator's thread; how it ends is up to the job.
//
// Threads of its own rather than oneTBB's: those belong to the process, so with two heaps nobody can end
// them before a fork, and the child would wait for threads that only its parent has.

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>
#include <vector>

#include "collectors/common/events.h"

namespace midden {

class Schedule;

class HelperCrew {
 public:
  using Work = void (*)(void* context);

  // `attention` is set whenever all helpers have had their turn; it must outlive the crew. With a schedule
  // helpers are no threads. Threads begin with the first job.
  HelperCrew(unsigned helpers, std::atomic<bool>& attention, Schedule* schedule = nullptr);
  // Closes the job and joins the threads.
  ~HelperCrew();
  HelperCrew(const HelperCrew&) = delete;
  HelperCrew& operator=(const HelperCrew&) = delete;

  unsigned size() const { return size_; }

  // Has work(context) called once on every helper thread, and returns at once. The last job must be closed.
  // `phase` is what its spans are called.
  void start(Phase phase, Work work, void* context);
  // A job was started and is not closed.
  bool open() const { return open_; }
  // Every helper has done its part. What it wrote is visible afterwards.
  bool finished() const;
  // Whoever has not begun never will; waits for the others.
  void close();
  // CPU time of helpers in closed jobs.
  std::uint64_t cpu_ns() const { return cpu_ns_; }
  // What helpers did in closed jobs since this was last asked: all of it, or what belongs to one phase.
  std::vector<HelperSpan> take_spans(Phase only = Phase::count_);

  // Before a fork: closes the job and joins the threads; they come back with the next job.
  void end_threads();

 private:
  void run(std::uint8_t thread);
  void add_span(const HelperSpan& span);

  const unsigned size_;
  std::atomic<bool>& attention_;
  Schedule* const schedule_;
  std::vector<std::thread> threads_;

  // Written by the mutator's thread, with the mutex held where helpers read it.
  bool open_ = false;
  bool ending_ = false;
  std::uint64_t jobs_ = 0;
  Phase phase_ = Phase::mark;
  Work work_ = nullptr;
  void* context_ = nullptr;

  std::mutex mutex_;
  std::condition_variable changed_;   // for helpers: a job, or the end
  std::condition_variable returned_;  // for close()
  unsigned working_ = 0;
  std::uint64_t cpu_ns_ = 0;
  std::vector<HelperSpan> spans_;
  // Helpers that have not done their part of the job.
  std::atomic<unsigned> left_{0};
};

}  // namespace midden
