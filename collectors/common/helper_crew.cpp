#include "collectors/common/helper_crew.h"

#include <algorithm>
#include <utility>

#include "collectors/common/schedule.h"

namespace midden {

HelperCrew::HelperCrew(unsigned helpers, std::atomic<bool>& attention, Schedule* schedule)
    : size_(helpers), attention_(attention), schedule_(schedule) {}

HelperCrew::~HelperCrew() { end_threads(); }

void HelperCrew::start(Phase phase, Work work, void* context) {
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
    phase_ = phase;
    work_ = work;
    context_ = context;
    // Relaxed: helpers see it through the mutex.
    left_.store(size_, std::memory_order_relaxed);
  }
  changed_.notify_all();
  while (threads_.size() < size_) {
    const auto thread = static_cast<std::uint8_t>(threads_.size() + 1);
    threads_.emplace_back([this, thread] { run(thread); });
  }
}

void HelperCrew::run(std::uint8_t thread) {
  std::uint64_t done = 0;
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [&] { return ending_ || (open_ && jobs_ != done); });
    if (ending_) return;
    done = jobs_;
    ++working_;
    lock.unlock();
    const std::uint64_t began = monotonic_ns(), start = thread_cpu_ns();
    work_(context_);
    const std::uint64_t spent = thread_cpu_ns() - start, ended = monotonic_ns();
    lock.lock();
    cpu_ns_ += spent;
    add_span({thread, phase_, began, ended, spent});
    // Release: pairs with finished().
    if (left_.fetch_sub(1, std::memory_order_release) == 1) attention_.store(true, std::memory_order_relaxed);
    if (--working_ == 0) returned_.notify_one();
  }
}

// With the mutex held. Jobs that found nothing to do come in swarms while a worklist is all but empty: what
// follows closely is one span.
void HelperCrew::add_span(const HelperSpan& span) {
  constexpr std::uint64_t kClose = 20'000;
  constexpr std::size_t kMost = 4096;
  for (auto last = spans_.rbegin(); last != spans_.rend(); ++last) {
    if (last->thread != span.thread) continue;
    if (last->phase != span.phase || (span.began_ns - last->ended_ns > kClose && spans_.size() < kMost))
      break;
    last->ended_ns = span.ended_ns;
    last->cpu_ns += span.cpu_ns;
    return;
  }
  spans_.push_back(span);
}

std::vector<HelperSpan> HelperCrew::take_spans(Phase only) {
  std::lock_guard lock(mutex_);
  if (only == Phase::count_) return std::exchange(spans_, {});
  auto others = std::stable_partition(spans_.begin(), spans_.end(),
                                      [only](const HelperSpan& span) { return span.phase != only; });
  std::vector<HelperSpan> taken(others, spans_.end());
  spans_.erase(others, spans_.end());
  return taken;
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
