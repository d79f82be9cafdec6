// What the write barriers of `concurrent` cost while nothing goes on: stores into old objects, against the
// same heap and allocator without barriers (collectors/concurrent-unbarriered). Time is per store; the
// argument is the number of objects: some that fit into the first-level cache, into the last-level one, into
// neither.

#include <benchmark/benchmark.h>

#include <random>
#include <utility>

#include "collectors/concurrent-unbarriered/concurrent-unbarriered.h"
#include "workloads/micro/bench_heap.h"

namespace midden::micro {
namespace {

enum class Kind { insertion, snapshot, remembering };

template <class C, Kind kKind>
void barrier(benchmark::State& state) {
  using Ref = Object<Tagged>*;
  HeapSettings settings;
  settings.options = {{"collect", "off"},
                      {"barrier", kKind == Kind::snapshot ? "snapshot" : "insertion"},
                      {"nursery", kKind == Kind::remembering ? "64K" : "0"}};
  BenchHeap<C, Tagged> world(settings);
  // Fill the nursery: it is never emptied, so what follows is old.
  for (int i = 0; i < 10'000; ++i) world.mutator->allocate(kPair, 2, 0);
  std::vector<Ref> objects;
  for (std::int64_t i = 0; i < state.range(0); ++i) objects.push_back(world.mutator->allocate(kPair, 2, 0));
  std::mt19937 random(1);
  std::vector<std::pair<Ref, Word>> stores(std::min<std::size_t>(objects.size(), 1 << 20));
  for (auto& [holder, value] : stores) {
    holder = objects[random() % objects.size()];
    value = reinterpret_cast<Word>(objects[random() % objects.size()]);
  }
  auto& mutator = *world.mutator;
  while (state.KeepRunningBatch(static_cast<benchmark::IterationCount>(stores.size()))) {
    for (const auto& [holder, value] : stores) {
      Slot* slot = reinterpret_cast<Slot*>(reinterpret_cast<Word*>(holder) + Tagged::kHeaderWords);
      mutator.store(holder, slot[1], value);
    }
    benchmark::ClobberMemory();
  }
}

#define MIDDEN_BARRIER(...) BENCHMARK(barrier<__VA_ARGS__>)->Arg(256)->Arg(32 << 10)->Arg(4 << 20)
MIDDEN_BARRIER(ConcurrentUnbarriered<Tagged>, Kind::insertion);
MIDDEN_BARRIER(Concurrent<Tagged>, Kind::insertion);
MIDDEN_BARRIER(Concurrent<Tagged>, Kind::snapshot);
MIDDEN_BARRIER(Concurrent<Tagged>, Kind::remembering);

}  // namespace
}  // namespace midden::micro
