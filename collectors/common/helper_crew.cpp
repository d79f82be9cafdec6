#include "collectors/common/helper_crew.h"

#include "collectors/common/events.h"
#include "collectors/common/schedule.h"

namespace midden {

HelperCrew::HelperCrew(unsigned helpers, std::atomic<bool>& attention, Schedule* schedule)
    : size_(helpers), attention_(attention), schedule_(schedule) {}

HelperCrew::~HelperCrew() { end_threads(); }

void HelperCrew::start(Work work, void* context) {
  if (size_ == 0) return;
  if (schedule_) {
    open_ = true;
    schedule_->start(size_, work, context, attention_);
    return;
  }
  {
    std::lock_guard lock(mutex_);
    open_ = true;
    ++jobs_;
    work_ = work;
    context_ = context;
    // Relaxed: helpers see it through the mutex.
    left_.store(size_, std::memory_order_relaxed);
  }
  changed_.notify_all();
  while (threads_.size() < size_) threads_.emplace_back([this] { run(); });
}

void HelperCrew::run() {
  std::uint64_t done = 0;
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [&] { return ending_ || (open_ && jobs_ != done); });
    if (ending_) return;
    done = jobs_;
    ++working_;
    lock.unlock();
    const std::uint64_t start = thread_cpu_ns();
    work_(context_);
    const std::uint64_t spent = thread_cpu_ns() - start;
    lock.lock();
    cpu_ns_ += spent;
    // Release: pairs with finished().
    if (left_.fetch_sub(1, std::memory_order_release) == 1) attention_.store(true, std::memory_order_relaxed);
    if (--working_ == 0) returned_.notify_one();
  }
}

bool HelperCrew::finished() const {
  if (schedule_) return schedule_->finished();
  // Acquire: pairs with the decrement of every helper, each of which continues the release of the one before.
  return left_.load(std::memory_order_acquire) == 0;
}

void HelperCrew::close() {
  if (schedule_) {
    open_ = false;
    schedule_->close();
    return;
  }
  std::unique_lock lock(mutex_);
  open_ = false;
  returned_.wait(lock, [&] { return working_ == 0; });
  left_.store(0, std::memory_order_relaxed);
}

void HelperCrew::end_threads() {
  close();
  {
    std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
  ending_ = false;
}

}  // namespace midden
