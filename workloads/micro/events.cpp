// What each mutator event costs under each collector, next to the same work on plain C++ structs.

#include <benchmark/benchmark.h>

#include <cstdlib>

#include "workloads/micro/bench_heap.h"

namespace midden::micro {
namespace {

// Small enough to stay in the first-level cache, as the working set of a loop does.
constexpr std::size_t kObjects = 256;

// --- allocation of a two-slot object whose slots are initialized, dropped at once

template <class C, class M>
void allocate_pair(benchmark::State& state) {
  auto world = std::make_unique<BenchHeap<C, M>>();
  std::uint64_t allocated = 0;
  for (auto _ : state) {
    // Without a collector the memory is fresh each time; now and then from the start.
    if (allocated++ % 4'000'000 == 3'999'999 && !C::kCounts && C::kOptions.count == 0) {
      state.PauseTiming();
      world = std::make_unique<BenchHeap<C, M>>();
      state.ResumeTiming();
    }
    auto* pair = world->mutator->allocate(kPair, 2, 0);
    world->mutator->initialize(pair, pair->slots()[0], 0);
    world->mutator->initialize(pair, pair->slots()[1], 0);
    benchmark::DoNotOptimize(pair);
    C::Mutator::release(reinterpret_cast<Word>(pair));
  }
}

struct PlainPair {
  Word header;
  PlainPair* slots[2];
};

// The limit: a pointer moved through recycled 64 KB blocks, or through fresh memory.
template <bool kFresh>
void plain_bump(benchmark::State& state) {
  constexpr std::size_t kBytes = kFresh ? std::size_t{96} << 20 : 64 << 10;
  char* memory = static_cast<char*>(std::malloc(kBytes));
  char* cursor = memory;
  char* end = memory + kBytes;
  for (auto _ : state) {
    if (static_cast<std::size_t>(end - cursor) < sizeof(PlainPair)) [[unlikely]] {
      if (kFresh) {
        state.PauseTiming();
        std::free(memory);
        cursor = memory = static_cast<char*>(std::malloc(kBytes));
        end = memory + kBytes;
        state.ResumeTiming();
      } else {
        cursor = memory;
      }
    }
    auto* pair = reinterpret_cast<PlainPair*>(cursor);
    cursor += sizeof(PlainPair);
    pair->header = 1;
    pair->slots[0] = pair->slots[1] = nullptr;
    benchmark::DoNotOptimize(pair);
  }
  std::free(memory);
}

void plain_malloc_free(benchmark::State& state) {
  for (auto _ : state) {
    auto* pair = static_cast<PlainPair*>(std::malloc(sizeof(PlainPair)));
    pair->header = 1;
    pair->slots[0] = pair->slots[1] = nullptr;
    benchmark::DoNotOptimize(pair);
    std::free(pair);
  }
}

// --- events on existing objects: time is per event

template <class C, class M>
struct Ring {
  BenchHeap<C, M> world;
  std::vector<Object<M>*> objects;
  Ring() {
    world.roots.reserve(kObjects);
    for (std::size_t i = 0; i < kObjects; ++i) {
      world.roots.push_back(reinterpret_cast<Word>(world.mutator->allocate(kPair, 2, 0)));
    }
    for (std::size_t i = 0; i < kObjects; ++i) {
      auto* object = reinterpret_cast<Object<M>*>(world.roots[i]);
      objects.push_back(object);
      world.mutator->initialize(object, object->slots()[0], world.roots[(i + 1) % kObjects]);
    }
  }
};

template <class C, class M>
void store(benchmark::State& state) {
  Ring<C, M> ring;
  auto& mutator = *ring.world.mutator;
  while (state.KeepRunningBatch(kObjects)) {
    for (std::size_t i = 0; i < kObjects; ++i) {
      Slot* slot = reinterpret_cast<Slot*>(reinterpret_cast<Word*>(ring.objects[i]) + M::kHeaderWords);
      mutator.store(ring.objects[i], slot[1], ring.world.roots[(i + 7) % kObjects]);
    }
    benchmark::ClobberMemory();
  }
}
void plain_store(benchmark::State& state) {
  std::vector<PlainPair> pairs(kObjects);
  std::vector<PlainPair*> objects;
  for (PlainPair& pair : pairs) objects.push_back(&pair);
  while (state.KeepRunningBatch(kObjects)) {
    for (std::size_t i = 0; i < kObjects; ++i) objects[i]->slots[1] = objects[(i + 7) % kObjects];
    benchmark::ClobberMemory();
  }
}

template <class C, class M>
void read(benchmark::State& state) {
  Ring<C, M> ring;
  auto& mutator = *ring.world.mutator;
  auto* object = ring.objects[0];
  while (state.KeepRunningBatch(kObjects)) {
    for (std::size_t i = 0; i < kObjects; ++i) {
      Slot* slot = reinterpret_cast<Slot*>(reinterpret_cast<Word*>(object) + M::kHeaderWords);
      object = reinterpret_cast<Object<M>*>(mutator.read(*slot));
    }
    benchmark::DoNotOptimize(object);
  }
}
void plain_read(benchmark::State& state) {
  std::vector<PlainPair> pairs(kObjects);
  for (std::size_t i = 0; i < kObjects; ++i) pairs[i].slots[0] = &pairs[(i + 1) % kObjects];
  PlainPair* object = &pairs[0];
  while (state.KeepRunningBatch(kObjects)) {
    for (std::size_t i = 0; i < kObjects; ++i) object = object->slots[0];
    benchmark::DoNotOptimize(object);
  }
}

template <class C, class M>
void retain_release(benchmark::State& state) {
  Ring<C, M> ring;
  while (state.KeepRunningBatch(kObjects)) {
    for (std::size_t i = 0; i < kObjects; ++i) {
      C::Mutator::retain(ring.world.roots[i]);
      benchmark::ClobberMemory();
      C::Mutator::release(ring.world.roots[i]);
    }
  }
}

// Per slot of an array of 64 that is copied into a fresh one.
template <class C, class M>
void copy(benchmark::State& state) {
  Ring<C, M> ring;
  auto& mutator = *ring.world.mutator;
  ring.world.roots.push_back(reinterpret_cast<Word>(mutator.allocate_extent(kArray, 64, 0)));
  ring.world.roots.push_back(reinterpret_cast<Word>(mutator.allocate_extent(kArray, 64, 0)));
  auto array = [&](std::size_t i) { return reinterpret_cast<Object<M>*>(ring.world.roots[kObjects + i]); };
  for (std::size_t i = 0; i < 64; ++i)
    mutator.initialize(array(0), array(0)->slots()[i], ring.world.roots[i]);
  while (state.KeepRunningBatch(64)) {
    mutator.copy(array(1), array(1)->slots(), array(0)->slots(), 64, CopyMode::fill);
    benchmark::ClobberMemory();
  }
}
void plain_copy(benchmark::State& state) {
  std::vector<Word> from(64, 1), to(64);
  while (state.KeepRunningBatch(64)) {
    std::memmove(to.data(), from.data(), 64 * sizeof(Word));
    benchmark::ClobberMemory();
  }
}

#define MIDDEN_ALL(name)                       \
  BENCHMARK(name<None<Tagged>, Tagged>);       \
  BENCHMARK(name<Marksweep<Tagged>, Tagged>);  \
  BENCHMARK(name<Concurrent<Tagged>, Tagged>); \
  BENCHMARK(name<Semispace<Tagged>, Tagged>);  \
  BENCHMARK(name<Refcount<Tagged>, Tagged>);   \
  BENCHMARK(name<Refcount<Boxed>, Boxed>)

BENCHMARK(plain_bump<false>);
BENCHMARK(plain_bump<true>);
BENCHMARK(plain_malloc_free);
MIDDEN_ALL(allocate_pair);
BENCHMARK(plain_store);
MIDDEN_ALL(store);
BENCHMARK(plain_read);
MIDDEN_ALL(read);
MIDDEN_ALL(retain_release);
BENCHMARK(plain_copy);
MIDDEN_ALL(copy);

}  // namespace
}  // namespace midden::micro
