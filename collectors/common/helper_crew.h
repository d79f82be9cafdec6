#pragma once

// HelperCrew: the helper threads of one heap, for jobs that run beside the mutator. One job at a time,
// started and closed by the mutator's thread; how it ends is up to the job.

#include <atomic>
#include <cstdint>
#include <memory>

namespace midden {

class Schedule;

class HelperCrew {
 public:
  using Work = void (*)(void* context);

  // `attention` is set whenever all helpers have had their turn; it must outlive the crew. With a schedule
  // helpers are no threads.
  HelperCrew(unsigned helpers, std::atomic<bool>& attention, Schedule* schedule = nullptr);
  // Closes the job.
  ~HelperCrew();
  HelperCrew(const HelperCrew&) = delete;
  HelperCrew& operator=(const HelperCrew&) = delete;

  unsigned size() const { return size_; }

  // Has work(context) called once on every helper thread, as soon as that is free, and returns at once. The
  // last job must be closed.
  void start(Work work, void* context);
  // A job was started and is not closed.
  bool open() const { return open_; }
  // Every helper has done its part. What it wrote is visible afterwards.
  bool finished() const;
  // Whoever has not begun never will; waits for the others.
  void close();
  // CPU time of helpers in closed jobs.
  std::uint64_t cpu_ns() const { return cpu_ns_; }

  // Around fork: the threads themselves end, and come back with the next job.
  void end_threads();

 private:
  struct Job;
  struct Threads;

  const unsigned size_;
  std::atomic<bool>& attention_;
  Schedule* const schedule_;
  bool open_ = false;
  std::shared_ptr<Job> job_;
  std::unique_ptr<Threads> threads_;
  std::uint64_t cpu_ns_ = 0;
};

}  // namespace midden
