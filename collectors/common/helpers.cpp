#include "collectors/common/helpers.h"

#include "heap/sanitizers.h"

#if MIDDEN_TSAN
#include <thread>
#include <vector>
#else
#include <tbb/global_control.h>
#include <tbb/task_arena.h>
#include <tbb/task_group.h>
#endif

namespace midden {

#if MIDDEN_TSAN

// The distribution's oneTBB is not built for ThreadSanitizer, which then misses how it orders tasks. What is
// to be checked are the tasks.
void run_with_helpers(unsigned threads, void (*work)(void* context, unsigned index), void* context) {
  std::vector<std::thread> helpers;
  for (unsigned index = 1; index < threads; ++index) helpers.emplace_back(work, context, index);
  work(context, 0);
  for (std::thread& helper : helpers) helper.join();
}

#else

void run_with_helpers(unsigned threads, void (*work)(void* context, unsigned index), void* context) {
  if (threads <= 1) {
    work(context, 0);
    return;
  }
  // More threads than cores are allowed, for tests.
  tbb::global_control control(tbb::global_control::max_allowed_parallelism, threads);
  tbb::task_arena arena(static_cast<int>(threads));
  arena.execute([&] {
    tbb::task_group group;
    for (unsigned index = 1; index < threads; ++index) {
      group.run([=] { work(context, index); });
    }
    work(context, 0);
    group.wait();
  });
}

#endif

}  // namespace midden
