// Cells from our blocks against cells from mimalloc: why `refcount` does not call mi_heap_malloc_small for
// each object (ARCHITECTURE.md, "Memory").

#include <benchmark/benchmark.h>
#include <mimalloc.h>

#include <algorithm>
#include <random>

#include "heap/counted_space.h"
#include "workloads/micro/bench_heap.h"

namespace midden::micro {
namespace {

constexpr std::size_t kBatch = 1000;
constexpr std::size_t kBytes = 48;

// Allocate a batch, free it in the same order: time is per pair.
void mimalloc_pair(benchmark::State& state) {
  mi_heap_t* heap = mi_heap_new();
  std::vector<void*> cells(kBatch);
  while (state.KeepRunningBatch(kBatch)) {
    for (void*& cell : cells) {
      cell = mi_heap_malloc_small(heap, kBytes);
      *static_cast<Word*>(cell) = 1;
    }
    for (void* cell : cells) mi_free(cell);
  }
  mi_heap_delete(heap);
}

struct OurCells {
  Budget budget{0};
  BlockPool pool{nullptr, &budget};
  CountedSpace space{pool, CellFormat{}, false};
  unsigned bin = bin_of(kBytes, false);
  Block* block = CountedSpace::empty_block();

  Cell* allocate() {
    Cell* cell = block->free;
    if (!cell) [[unlikely]] {
      block = space.next_block(bin, block);
      cell = block->free;
    }
    block->free = reinterpret_cast<Cell*>(cell[1]);
    ++block->allocated;
    cell[0] = 1;
    return cell;
  }
  static void free(Cell* cell) { CountedSpace::free_cell(cell, Block::of(cell)); }
};

void our_pair(benchmark::State& state) {
  OurCells cells;
  std::vector<Cell*> batch(kBatch);
  while (state.KeepRunningBatch(kBatch)) {
    for (Cell*& cell : batch) cell = cells.allocate();
    for (Cell* cell : batch) OurCells::free(cell);
  }
}

// A million live cells; each step frees a random one and allocates another.
void mimalloc_replace(benchmark::State& state) {
  mi_heap_t* heap = mi_heap_new();
  std::vector<void*> cells(1'000'000);
  for (void*& cell : cells) cell = mi_heap_malloc_small(heap, kBytes);
  std::mt19937 random(1);
  for (auto _ : state) {
    void*& cell = cells[random() % cells.size()];
    mi_free(cell);
    cell = mi_heap_malloc_small(heap, kBytes);
    *static_cast<Word*>(cell) = 1;
  }
  for (void* cell : cells) mi_free(cell);
  mi_heap_delete(heap);
}
void our_replace(benchmark::State& state) {
  OurCells ours;
  std::vector<Cell*> cells(1'000'000);
  for (Cell*& cell : cells) cell = ours.allocate();
  std::mt19937 random(1);
  for (auto _ : state) {
    Cell*& cell = cells[random() % cells.size()];
    OurCells::free(cell);
    cell = ours.allocate();
  }
}

// Whole objects: allocated in a batch, released in a batch.
template <class M>
void refcount_pair(benchmark::State& state) {
  BenchHeap<Refcount<M>, M> world;
  world.heap->set_enabled(false);
  std::vector<Object<M>*> batch(kBatch);
  while (state.KeepRunningBatch(kBatch)) {
    for (auto*& object : batch) object = world.mutator->allocate(kPair, 2, 0);
    for (auto* object : batch) Refcount<M>::Mutator::release(reinterpret_cast<Word>(object));
  }
}
template <class M>
void refcount_leaf(benchmark::State& state) {
  BenchHeap<Refcount<M>, M> world;
  std::vector<Object<M>*> batch(kBatch);
  while (state.KeepRunningBatch(kBatch)) {
    for (auto*& object : batch) object = world.mutator->allocate(kPair, 0, 1);
    for (auto* object : batch) Refcount<M>::Mutator::release(reinterpret_cast<Word>(object));
  }
}

BENCHMARK(mimalloc_pair);
BENCHMARK(our_pair);
BENCHMARK(mimalloc_replace);
BENCHMARK(our_replace);
BENCHMARK(refcount_pair<Tagged>);
BENCHMARK(refcount_pair<Boxed>);
BENCHMARK(refcount_leaf<Tagged>);
BENCHMARK(refcount_leaf<Boxed>);

}  // namespace
}  // namespace midden::micro
