// Cycles per object: marking, copying, sweeping and trial deletion, next to a hand-written marking loop with
// the same prefetch queue on plain structs: the limit on this machine.
//
// Arguments: objects, threads. Counter ns_per_object is what to read.

#include <benchmark/benchmark.h>

#include <array>
#include <numeric>
#include <random>

#include "workloads/micro/bench_heap.h"

namespace midden::micro {
namespace {

// Edges of a graph of two-slot objects: a random order, or a complete binary tree in allocation order.
struct Graph {
  std::vector<std::uint32_t> left, right;

  static Graph random(std::size_t count) {
    Graph graph;
    graph.left.resize(count);
    graph.right.resize(count);
    std::vector<std::uint32_t> order(count);
    std::iota(order.begin(), order.end(), 0u);
    std::mt19937 random(7);
    std::shuffle(order.begin() + 1, order.end(), random);
    // A tree in shuffled order reaches everything; leaves of it refer to anything.
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint32_t node = order[i];
      graph.left[node] = 2 * i + 1 < count ? order[2 * i + 1] : order[random() % count];
      graph.right[node] = 2 * i + 2 < count ? order[2 * i + 2] : order[random() % count];
    }
    return graph;
  }
  static Graph tree(std::size_t count) {
    Graph graph;
    graph.left.resize(count);
    graph.right.resize(count);
    // Depth first, as a recursive builder allocates.
    struct Range {
      std::uint32_t first, size;
    };
    std::vector<Range> pending{{0, static_cast<std::uint32_t>(count)}};
    while (!pending.empty()) {
      const Range range = pending.back();
      pending.pop_back();
      const std::uint32_t below = range.size - 1, half = below / 2;
      graph.left[range.first] = half ? range.first + 1 : range.first;
      graph.right[range.first] = below - half ? range.first + 1 + half : range.first;
      if (half) pending.push_back({range.first + 1, half});
      if (below - half) pending.push_back({range.first + 1 + half, below - half});
    }
    return graph;
  }
};

void report(benchmark::State& state, std::size_t objects, double seconds) {
  state.counters["ns_per_object"] = seconds * 1e9 / static_cast<double>(objects * state.iterations());
}

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

struct PlainNode {
  Word header;
  PlainNode* slots[2];
};

template <bool kTree>
void limit_loop(benchmark::State& state) {
  const auto count = static_cast<std::size_t>(state.range(0));
  const Graph graph = kTree ? Graph::tree(count) : Graph::random(count);
  std::vector<PlainNode> nodes(count);
  for (std::size_t i = 0; i < count; ++i) nodes[i] = {0, {&nodes[graph.left[i]], &nodes[graph.right[i]]}};
  std::vector<PlainNode*> stack(2 * count + 64);
  Word mark = 0;
  std::uint64_t total = 0;
  std::size_t marked = 0;
  for (auto _ : state) {
    ++mark;
    const std::uint64_t start = monotonic_ns();
    std::array<PlainNode*, 16> queue{};
    unsigned at = 0, held = 0;
    PlainNode** top = stack.data();
    *top++ = &nodes[0];
    for (;;) {
      PlainNode* node;
      if (top != stack.data()) {
        node = *--top;
        __builtin_prefetch(node, 1);
        std::swap(node, queue[at]);
        at = (at + 1) % 16;
        if (!node) {
          ++held;
          continue;
        }
      } else {
        if (held == 0) break;
        node = std::exchange(queue[at], nullptr);
        at = (at + 1) % 16;
        if (!node) continue;
        --held;
      }
      if (node->header == mark) continue;
      node->header = mark;
      ++marked;
      *top++ = node->slots[0];
      *top++ = node->slots[1];
    }
    total += monotonic_ns() - start;
  }
  if (marked != count * state.iterations()) state.SkipWithError("not everything was marked");
  report(state, count, static_cast<double>(total) * 1e-9);
}

constexpr std::int64_t kCount = 4'000'000;
BENCHMARK(limit_loop<false>)->Arg(kCount)->Unit(benchmark::kMillisecond);
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
BENCHMARK(limit_loop<true>)->Arg(kCount)->Unit(benchmark::kMillisecond);
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
