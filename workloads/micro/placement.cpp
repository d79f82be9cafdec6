// What it costs to keep counts, marks and generation links elsewhere than CPython does: the same work on
// models that differ in nothing else. `bytes` is what a two-slot object takes, notes included.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "object_model/boxed-front.h"
#include "object_model/boxed-header.h"
#include "object_model/boxed-side-links.h"
#include "object_model/boxed-side.h"
#include "object_model/tagged-side.h"
#include "workloads/micro/bench_heap.h"

namespace midden::micro {
namespace {

// Pairs linked in a ring, in the order of allocation or in a random one.
template <class C, class M>
struct Pairs {
  explicit Pairs(std::size_t count, bool shuffled) {
    world.heap->set_enabled(false);
    for (std::size_t i = 0; i < count; ++i)
      world.roots.push_back(reinterpret_cast<Word>(world.mutator->allocate(kPair, 2, 0)));
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), 0);
    if (shuffled) std::shuffle(order.begin(), order.end(), std::mt19937_64(1));
    for (std::size_t i = 0; i < count; ++i) {
      auto* object = reinterpret_cast<Object<M>*>(world.roots[order[i]]);
      world.mutator->initialize(object, object->slots()[0], world.roots[order[(i + 1) % count]]);
    }
    std::vector<Word> again(count);
    for (std::size_t i = 0; i < count; ++i) again[i] = world.roots[order[i]];
    world.roots.swap(again);
  }

  BenchHeap<C, M> world;
};

template <class C, class M>
void allocate_and_release(benchmark::State& state) {
  BenchHeap<C, M> world;
  for (auto _ : state) {
    auto* pair = world.mutator->allocate(kPair, 2, 0);
    benchmark::DoNotOptimize(pair);
    C::Mutator::release(reinterpret_cast<Word>(pair));
  }
}

template <class C, class M>
void retain_and_release(benchmark::State& state) {
  const auto count = static_cast<std::size_t>(state.range(0));
  Pairs<C, M> pairs(count, true);
  while (state.KeepRunningBatch(static_cast<std::int64_t>(count))) {
    for (Word word : pairs.world.roots) C::Mutator::retain(word);
    benchmark::ClobberMemory();
    for (Word word : pairs.world.roots) C::Mutator::release(word);
  }
}

// A full collection that finds everything alive; time for each object.
template <class C, class M>
void collection(benchmark::State& state) {
  const auto count = static_cast<std::size_t>(state.range(0));
  Pairs<C, M> pairs(count, state.range(1));
  pairs.world.mutator->collect({CollectionReason::explicit_request, 2});
  while (state.KeepRunningBatch(static_cast<std::int64_t>(count)))
    pairs.world.mutator->collect({CollectionReason::explicit_request, 2});
  state.counters["bytes"] =
      static_cast<double>(pairs.world.heap->budget().held()) / static_cast<double>(count);
}

constexpr std::int64_t kMany = 1'000'000;

#define MIDDEN_COUNTING(M)                                             \
  BENCHMARK(allocate_and_release<Refcount<M>, M>);                     \
  BENCHMARK(retain_and_release<Refcount<M>, M>)->Arg(256)->Arg(kMany); \
  BENCHMARK(collection<Refcount<M>, M>)->Args({kMany, 0})->Args({kMany, 1})
#define MIDDEN_MARKING(M)                           \
  BENCHMARK(allocate_and_release<Marksweep<M>, M>); \
  BENCHMARK(collection<Marksweep<M>, M>)->Args({kMany, 0})->Args({kMany, 1})

MIDDEN_COUNTING(Boxed);
MIDDEN_COUNTING(BoxedHeader);
MIDDEN_COUNTING(BoxedFront);
MIDDEN_COUNTING(BoxedSideLinks);
MIDDEN_COUNTING(BoxedSide);
MIDDEN_COUNTING(Tagged);
MIDDEN_COUNTING(TaggedSide);
MIDDEN_MARKING(Boxed);
MIDDEN_MARKING(BoxedFront);
MIDDEN_MARKING(BoxedSide);
MIDDEN_MARKING(Tagged);
MIDDEN_MARKING(TaggedSide);

}  // namespace
}  // namespace midden::micro
