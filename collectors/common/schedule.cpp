#include "collectors/common/schedule.h"

#include <ucontext.h>

#include <cstddef>

namespace midden {

struct Schedule::Fiber {
  static constexpr std::size_t kStackBytes = 256 * 1024;

  Schedule* schedule = nullptr;
  void (*work)(void*) = nullptr;
  void* context = nullptr;
  bool ended = true;
  ucontext_t machine{};
  std::unique_ptr<std::byte[]> stack;
};

Schedule::Schedule(std::uint64_t seed) : state_(seed * 2 + 1) {
  fibers_.push_back(std::make_unique<Fiber>());
}

Schedule::~Schedule() { close(); }

std::uint64_t Schedule::random() {
  // A multiplication mixes neighbouring seeds apart, xorshift does the rest.
  state_ ^= state_ << 13;
  state_ ^= state_ >> 7;
  state_ ^= state_ << 17;
  return state_ * 0x9E3779B97F4A7C15u >> 32;
}

void Schedule::enter(unsigned high, unsigned low) {
  // makecontext passes integers only.
  auto* fiber = reinterpret_cast<Fiber*>(static_cast<std::uintptr_t>(high) << 32 | low);
  fiber->work(fiber->context);
  fiber->ended = true;
  Schedule& schedule = *fiber->schedule;
  if (--schedule.running_ == 0) schedule.attention_->store(true, std::memory_order_relaxed);
  schedule.switch_to(0);
}

void Schedule::start(unsigned helpers, void (*work)(void*), void* context, std::atomic<bool>& attention) {
  attention_ = &attention;
  while (fibers_.size() <= helpers) {
    fibers_.push_back(std::make_unique<Fiber>());
    fibers_.back()->stack = std::make_unique<std::byte[]>(Fiber::kStackBytes);
  }
  for (std::size_t i = 1; i <= helpers; ++i) {
    Fiber& fiber = *fibers_[i];
    fiber.schedule = this;
    fiber.work = work;
    fiber.context = context;
    fiber.ended = false;
    getcontext(&fiber.machine);
    fiber.machine.uc_stack.ss_sp = fiber.stack.get();
    fiber.machine.uc_stack.ss_size = Fiber::kStackBytes;
    const auto address = reinterpret_cast<std::uintptr_t>(&fiber);
    makecontext(&fiber.machine, reinterpret_cast<void (*)()>(&enter), 2, static_cast<unsigned>(address >> 32),
                static_cast<unsigned>(address));
    ++running_;
  }
}

void Schedule::switch_to(std::size_t index) {
  Fiber& from = *fibers_[current_];
  current_ = index;
  swapcontext(&from.machine, &fibers_[index]->machine);
}

void Schedule::point() {
  if (running_ == 0) return;
  const std::size_t wanted = random() % (2 * fibers_.size());
  // Half of the time things stay as they are.
  if (wanted >= fibers_.size() || wanted == current_) return;
  if (wanted > 0 && fibers_[wanted]->ended) return;
  switch_to(wanted);
}

void Schedule::close() {
  while (running_ > 0) {
    for (std::size_t i = 1; i < fibers_.size(); ++i) {
      if (!fibers_[i]->ended) switch_to(i);
    }
  }
}

}  // namespace midden
