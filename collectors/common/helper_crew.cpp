#include "collectors/common/helper_crew.h"

#include "collectors/common/events.h"
#include "collectors/common/schedule.h"
#include "heap/sanitizers.h"

#if MIDDEN_TSAN
#include <thread>
#include <vector>
#else
#include <tbb/global_control.h>
#include <tbb/task_arena.h>
#endif

namespace midden {

// Outlives the crew when a thread gets round to it late.
struct HelperCrew::Job {
  static constexpr unsigned kClosed = 1u << 31;

  Work work;
  void* context;
  std::atomic<bool>* attention;
  // Helpers at work, and whether others may still begin.
  std::atomic<unsigned> state{0};
  // Helpers that have not ended their part.
  std::atomic<unsigned> left;
  std::atomic<std::uint64_t> cpu_ns{0};

  void run() {
    unsigned now = state.load(std::memory_order_relaxed);
    do {
      if (now & kClosed) return;
      // Acquire: pairs with nothing but the start, which the arena has ordered already.
    } while (!state.compare_exchange_weak(now, now + 1, std::memory_order_acquire));
    const std::uint64_t start = thread_cpu_ns();
    work(context);
    cpu_ns.fetch_add(thread_cpu_ns() - start, std::memory_order_relaxed);
    // Release: pairs with finished().
    if (left.fetch_sub(1, std::memory_order_acq_rel) == 1) attention->store(true, std::memory_order_relaxed);
    // Release: pairs with close().
    state.fetch_sub(1, std::memory_order_release);
    state.notify_all();
  }
};

#if MIDDEN_TSAN

// The distribution's oneTBB is not built for ThreadSanitizer, which then misses how it orders tasks.
struct HelperCrew::Threads {
  std::vector<std::thread> threads;

  explicit Threads(unsigned) {}
  ~Threads() { join(); }
  void join() {
    for (std::thread& thread : threads) thread.join();
    threads.clear();
  }
  bool end() { return true; }
  void enqueue(std::shared_ptr<Job> job) {
    threads.emplace_back([job = std::move(job)] { job->run(); });
  }
};

#else

struct HelperCrew::Threads {
  // More threads than cores are allowed, for tests.
  tbb::task_scheduler_handle scheduler{tbb::attach{}};
  tbb::global_control control;
  tbb::task_arena arena;

  explicit Threads(unsigned helpers)
      : control(tbb::global_control::max_allowed_parallelism, helpers + 1),
        arena(static_cast<int>(helpers), 0) {}
  void join() {}
  // Else a child would wait for threads that only its parent has. False while another heap has helpers, too.
  bool end() {
    arena.terminate();
    return tbb::finalize(scheduler, std::nothrow);
  }
  void enqueue(std::shared_ptr<Job> job) {
    arena.enqueue([job = std::move(job)] { job->run(); });
  }
};

#endif

HelperCrew::HelperCrew(unsigned helpers, std::atomic<bool>& attention, Schedule* schedule)
    : size_(helpers), attention_(attention), schedule_(schedule) {}

HelperCrew::~HelperCrew() { close(); }

void HelperCrew::start(Work work, void* context) {
  if (size_ == 0) return;
  open_ = true;
  if (schedule_) {
    schedule_->start(size_, work, context, attention_);
    return;
  }
  if (!threads_) threads_ = std::make_unique<Threads>(size_);
  job_ = std::make_shared<Job>();
  job_->work = work;
  job_->context = context;
  job_->attention = &attention_;
  job_->left.store(size_, std::memory_order_relaxed);
  for (unsigned i = 0; i < size_; ++i) threads_->enqueue(job_);
}

bool HelperCrew::finished() const {
  if (schedule_) return schedule_->finished();
  return !job_ || job_->left.load(std::memory_order_acquire) == 0;
}

void HelperCrew::close() {
  open_ = false;
  if (schedule_) schedule_->close();
  if (!job_) return;
  unsigned state = job_->state.fetch_or(Job::kClosed, std::memory_order_acq_rel) | Job::kClosed;
  while (state != Job::kClosed) {
    job_->state.wait(state, std::memory_order_acquire);
    state = job_->state.load(std::memory_order_acquire);
  }
  cpu_ns_ += job_->cpu_ns.load(std::memory_order_relaxed);
  job_.reset();
  threads_->join();
}

void HelperCrew::end_threads() {
  close();
  if (threads_) threads_->end();
  threads_.reset();
}

}  // namespace midden
