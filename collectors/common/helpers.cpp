#include "collectors/common/helpers.h"

#include <tbb/global_control.h>
#include <tbb/task_arena.h>
#include <tbb/task_group.h>

#include <atomic>

namespace midden {

void run_with_helpers(unsigned threads, void (*work)(void* context, unsigned index), void* context) {
  if (threads <= 1) {
    work(context, 0);
    return;
  }
  // More threads than cores are allowed, for tests.
  tbb::global_control control(tbb::global_control::max_allowed_parallelism, threads);
  // oneTBB orders what happens before and after a task, but is not built for ThreadSanitizer; these two say
  // it again in words it understands.
  std::atomic<unsigned> begun{1};
  std::atomic<unsigned> ended{0};
  begun.store(2, std::memory_order_release);
  tbb::task_arena arena(static_cast<int>(threads));
  arena.execute([&] {
    tbb::task_group group;
    for (unsigned index = 1; index < threads; ++index) {
      group.run([&, index] {
        begun.load(std::memory_order_acquire);
        work(context, index);
        ended.fetch_add(1, std::memory_order_release);
      });
    }
    work(context, 0);
    group.wait();
  });
  ended.load(std::memory_order_acquire);
}

}  // namespace midden
