// Cycles per object: marking, copying, sweeping and trial deletion. limits.cpp has what the machine allows.
//
// Arguments: objects, threads. Counter ns_per_object is what to read.

#include <benchmark/benchmark.h>

#include "workloads/micro/bench_heap.h"
#include "workloads/micro/graph.h"

namespace midden::micro {
namespace {

template <class C, class M>
void build(BenchHeap<C, M>& world, const Graph& graph) {
  const std::size_t count = graph.left.size();
  world.heap->set_enabled(false);
  world.roots.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    world.roots[i] = reinterpret_cast<Word>(world.mutator->allocate(kPair, 2, 0));
  }
  for (std::size_t i = 0; i < count; ++i) {
    auto* object = reinterpret_cast<Object<M>*>(world.roots[i]);
    world.mutator->initialize(object, object->slots()[0], world.roots[graph.left[i]]);
    world.mutator->initialize(object, object->slots()[1], world.roots[graph.right[i]]);
  }
  if (C::kCounts) {
    for (std::size_t i = 1; i < count; ++i) C::Mutator::release(world.roots[i]);
  }
  world.roots.resize(1);
}

template <class C, class M, bool kTree>
void cycle(benchmark::State& state) {
  const auto count = static_cast<std::size_t>(state.range(0));
  HeapSettings settings;
  if (std::string(C::kName) == "concurrent") {
    settings.options = {{"helpers", std::to_string(state.range(1) - 1)}};
  } else if (state.range(1) > 1) {
    settings.options = {{"threads", std::to_string(state.range(1))}, {"parallel_from", "0"}};
  }
  BenchHeap<C, M> world(settings);
  build(world, kTree ? Graph::tree(count) : Graph::random(count));
  world.mutator->collect({});
  const Statistics& statistics = world.heap->statistics();
  auto spent = [&] {
    return statistics.phase_ns(Phase::mark) + statistics.phase_ns(Phase::copy) +
           statistics.phase_ns(Phase::count_references) + statistics.phase_ns(Phase::find_unreachable);
  };
  const std::uint64_t before = spent();
  for (auto _ : state) world.mutator->collect({});
  report(state, count, static_cast<double>(spent() - before) * 1e-9);
}

// Sweeping after a cycle in which every second object died, and after one in which none did.
template <class M, bool kHalf>
void sweep(benchmark::State& state) {
  const auto count = static_cast<std::size_t>(state.range(0));
  BenchHeap<Marksweep<M>, M> world;
  world.heap->set_enabled(false);
  std::uint64_t total = 0;
  for (auto _ : state) {
    auto* array = world.mutator->allocate_extent(kArray, static_cast<unsigned>(count), 0);
    world.roots = {reinterpret_cast<Word>(array)};
    for (std::size_t i = 0; i < count; ++i) {
      auto* pair = world.mutator->allocate(kPair, 2, 0);
      if (!kHalf || i % 2) world.mutator->initialize(array, array->slots()[i], reinterpret_cast<Word>(pair));
    }
    world.mutator->collect({});
    const std::uint64_t start = monotonic_ns();
    world.heap->for_each_container([](auto*) { return; });
    total += monotonic_ns() - start;
    world.roots.clear();
    world.mutator->collect({});
    world.heap->for_each_container([](auto*) { return; });
  }
  report(state, count, static_cast<double>(total) * 1e-9);
}

constexpr std::int64_t kCount = 4'000'000;
BENCHMARK(cycle<Marksweep<Tagged>, Tagged, false>)
    ->Args({kCount, 1})
    ->Args({kCount, 2})
    ->Unit(benchmark::kMillisecond);
BENCHMARK(cycle<Concurrent<Tagged>, Tagged, false>)
    ->Args({kCount, 1})
    ->Args({kCount, 2})
    ->Unit(benchmark::kMillisecond);
BENCHMARK(cycle<Semispace<Tagged>, Tagged, false>)->Args({kCount, 1})->Unit(benchmark::kMillisecond);
BENCHMARK(cycle<Refcount<Boxed>, Boxed, false>)->Args({kCount, 1})->Unit(benchmark::kMillisecond);
BENCHMARK(cycle<Marksweep<Tagged>, Tagged, true>)
    ->Args({kCount, 1})
    ->Args({kCount, 2})
    ->Unit(benchmark::kMillisecond);
BENCHMARK(cycle<Concurrent<Tagged>, Tagged, true>)
    ->Args({kCount, 1})
    ->Args({kCount, 2})
    ->Unit(benchmark::kMillisecond);
BENCHMARK(cycle<Semispace<Tagged>, Tagged, true>)->Args({kCount, 1})->Unit(benchmark::kMillisecond);
BENCHMARK(cycle<Refcount<Boxed>, Boxed, true>)->Args({kCount, 1})->Unit(benchmark::kMillisecond);
BENCHMARK(sweep<Tagged, false>)->Arg(kCount)->Unit(benchmark::kMillisecond);
BENCHMARK(sweep<Tagged, true>)->Arg(kCount)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace midden::micro
