// Pauses over a live heap of small linked objects, with steady mutation and young garbage.
//
// Argument: megabytes alive. Counters are milliseconds: the longest pause, also in CPU time of the mutator's
// thread (on a busy machine the other is the scheduler's), the same for pauses that did more than collect the
// young, the longest time of each phase inside a pause, and per cycle the mean time of the mutator's thread
// in allocation slow paths and assists, and of its marking, in pauses or not.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <string>

#include "workloads/micro/bench_heap.h"

namespace midden::micro {
namespace {

inline constexpr KindNumber kNode = 12;

// The longest pause in CPU time.
class LongestPause : public EventSink {
 public:
  void on_event(const Event& event) override {
    if (event.type == EventType::pause_begin) began_ = event.cpu_ns;
    if (event.type != EventType::pause_end) return;
    any_ns = std::max(any_ns, event.cpu_ns - began_);
    if (event.kind != CycleKind::young) not_young_ns = std::max(not_young_ns, event.cpu_ns - began_);
  }
  std::uint64_t any_ns = 0;
  std::uint64_t not_young_ns = 0;

 private:
  std::uint64_t began_ = 0;
};

template <class C>
class RingWorld {
 public:
  using M = Tagged;
  static constexpr unsigned kRing = 100;  // nodes of a long-lived ring
  static constexpr std::size_t kNodeBytes = 32;

  RingWorld(std::size_t live_bytes, const HeapSettings& settings)
      : world_(settings), rings_(live_bytes / (kRing * kNodeBytes)) {
    world_.heap->events().add(&longest_);
    world_.roots.assign(3, 0);
    world_.roots[0] =
        reinterpret_cast<Word>(world_.mutator->allocate_extent(kArray, static_cast<unsigned>(rings_), 0));
    for (std::size_t i = 0; i < rings_; ++i) replace(i);
  }

  // A ring that is garbage at once; now and then one that stays, for one that stayed.
  void step() {
    make_ring(8);
    world_.mutator->safepoint();
    if (++steps_ % 64 == 0) replace(next_random() % rings_);
  }
  const Statistics& statistics() const { return world_.heap->statistics(); }
  const LongestPause& longest_pause() const { return longest_; }
  std::uint64_t allocated() const { return world_.heap->memory().allocated_bytes; }

 private:
  Object<M>* root(std::size_t i) { return reinterpret_cast<Object<M>*>(world_.roots[i]); }
  // Leaves the ring in root 1.
  void make_ring(unsigned length) {
    world_.roots[1] = world_.roots[2] = 0;
    for (unsigned i = 0; i < length; ++i) {
      auto* node = world_.mutator->allocate(kNode, 2, 1);
      *first_raw_word(node) = i;
      if (i == 0) world_.roots[2] = reinterpret_cast<Word>(node);
      world_.mutator->initialize(node, node->slots()[0], world_.roots[1]);
      if (i > 0) world_.mutator->store(root(1), root(1)->slots()[1], reinterpret_cast<Word>(node));
      world_.roots[1] = reinterpret_cast<Word>(node);
    }
    world_.mutator->store(root(2), root(2)->slots()[0], world_.roots[1]);
  }
  void replace(std::size_t which) {
    make_ring(kRing);
    world_.mutator->store(root(0), root(0)->slots()[which], world_.roots[1]);
  }
  std::uint64_t next_random() {
    random_ = random_ * 6364136223846793005u + 1442695040888963407u;
    return random_ >> 33;
  }

  LongestPause longest_;
  BenchHeap<C, M> world_;
  const std::size_t rings_;
  std::uint64_t steps_ = 0;
  std::uint64_t random_ = 42;
};

template <class C, bool kSnapshot, bool kHelpers = true>
void pauses(benchmark::State& state) {
  const std::size_t live = static_cast<std::size_t>(state.range(0)) << 20;
  HeapSettings settings;
  if (kSnapshot) settings.options["barrier"] = "snapshot";
  if (!kHelpers) settings.options["helpers"] = "0";
  for (auto _ : state) {
    RingWorld<C> world(live, settings);
    const std::uint64_t end = world.allocated() + 3 * live + (std::uint64_t{256} << 20);
    while (world.allocated() < end) {
      for (int i = 0; i < 1000; ++i) world.step();
    }
    const Statistics& statistics = world.statistics();
    auto milliseconds = [](std::uint64_t ns) { return static_cast<double>(ns) * 1e-6; };
    state.counters["max_pause"] = milliseconds(statistics.pauses().max_ns());
    state.counters["max_pause_cpu"] = milliseconds(world.longest_pause().any_ns);
    state.counters["max_old_cpu"] = milliseconds(world.longest_pause().not_young_ns);
    state.counters["max_young"] = milliseconds(statistics.young_pauses().max_ns());
    state.counters["p50_pause"] = milliseconds(statistics.pauses().percentile_ns(0.5));
    for (Phase phase : {Phase::roots, Phase::mark, Phase::weak, Phase::finalizers}) {
      state.counters[std::string("max_") + name_of(phase)] =
          milliseconds(statistics.in_pauses(phase).max_ns());
    }
    double cycles = 0;
    for (CycleKind kind : {CycleKind::full, CycleKind::concurrent, CycleKind::finished_by_mutator,
                           CycleKind::stop_the_world}) {
      const auto count = static_cast<double>(statistics.cycles(kind));
      if (count > 0) state.counters[name_of(kind)] = count;
      cycles += count;
    }
    if (cycles > 0) {
      state.counters["in_mutator"] = milliseconds(statistics.collector_in_mutator_ns()) / cycles;
      state.counters["marking"] =
          milliseconds(statistics.marking_in_mutator_ns() + statistics.in_pauses(Phase::mark).total_ns() +
                       statistics.in_pauses(Phase::roots).total_ns()) /
          cycles;
    }
  }
}

#define MIDDEN_PAUSES(...) \
  BENCHMARK(__VA_ARGS__)->Arg(10)->Arg(100)->Arg(1000)->Iterations(1)->Unit(benchmark::kMillisecond)
MIDDEN_PAUSES(pauses<Marksweep<Tagged>, false>);
MIDDEN_PAUSES(pauses<Concurrent<Tagged>, false>);
MIDDEN_PAUSES(pauses<Concurrent<Tagged>, true>);
MIDDEN_PAUSES(pauses<Concurrent<Tagged>, false, false>);

}  // namespace
}  // namespace midden::micro
