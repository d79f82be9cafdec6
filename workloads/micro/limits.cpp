// The limits of marking on this machine, measured in the same run as the collectors (marking.cpp): the same
// graphs as plain structs, marked by hand-written loops with a prefetch queue, and what a load from memory
// costs.

#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

#include "collectors/common/events.h"
#include "workloads/micro/graph.h"

namespace midden::micro {
namespace {

using Word = std::uintptr_t;

struct PlainNode {
  Word header;
  PlainNode* slots[2];
};

// One thread, plain marks.
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

// Several threads with atomic marks, which hand each other pieces of their stacks. Argument: threads.
class SharedLoop {
 public:
  SharedLoop(const Graph& graph, unsigned threads) : nodes_(graph.left.size()), threads_(threads) {
    for (std::size_t i = 0; i < nodes_.size(); ++i)
      nodes_[i] = {0, {&nodes_[graph.left[i]], &nodes_[graph.right[i]]}};
  }

  // Nanoseconds; the number of nodes marked is added to `marked`.
  std::uint64_t run(Word mark, std::uint64_t& marked) {
    pieces_.push_back({&nodes_[0]});
    busy_.store(threads_);
    std::atomic<std::uint64_t> sum{0};
    std::vector<std::thread> others;
    std::atomic<unsigned> ready{0};
    auto work = [&] {
      ready.fetch_add(1);
      while (ready.load() < threads_) __builtin_ia32_pause();
      sum.fetch_add(drain(mark));
    };
    for (unsigned i = 1; i < threads_; ++i) others.emplace_back(work);
    while (ready.load() + 1 < threads_) __builtin_ia32_pause();
    const std::uint64_t start = monotonic_ns();
    work();
    for (std::thread& thread : others) thread.join();
    const std::uint64_t spent = monotonic_ns() - start;
    marked += sum.load();
    return spent;
  }

 private:
  static constexpr std::ptrdiff_t kPiece = 1000;

  std::uint64_t drain(Word mark) {
    // Never touched memory costs nothing.
    std::unique_ptr<PlainNode*[]> stack(new PlainNode*[2 * nodes_.size() + 64]);
    PlainNode** top = stack.get();
    std::array<PlainNode*, 16> queue{};
    unsigned at = 0, held = 0;
    std::uint64_t marked = 0;
    for (;;) {
      PlainNode* node;
      if (top != stack.get()) {
        node = *--top;
        __builtin_prefetch(node, 1);
        std::swap(node, queue[at]);
        at = (at + 1) % 16;
        if (!node) {
          ++held;
          continue;
        }
      } else if (held > 0) {
        node = std::exchange(queue[at], nullptr);
        at = (at + 1) % 16;
        if (!node) continue;
        --held;
      } else {
        if (!take(top)) return marked;
        continue;
      }
      std::atomic_ref<Word> header(node->header);
      // Relaxed: the graph does not change.
      if (header.load(std::memory_order_relaxed) == mark ||
          header.exchange(mark, std::memory_order_relaxed) == mark)
        continue;
      ++marked;
      *top++ = node->slots[0];
      *top++ = node->slots[1];
      // What lies lowest leads to most.
      if (hungry_.load(std::memory_order_relaxed) > 0 && top - stack.get() > 2 * kPiece) {
        give(stack.get());
        top -= kPiece;
        std::copy_n(top, kPiece, stack.get());
      }
    }
  }
  void give(PlainNode** piece) {
    std::lock_guard lock(mutex_);
    pieces_.emplace_back(piece, piece + kPiece);
  }
  // False when nobody has work left.
  bool take(PlainNode**& top) {
    hungry_.fetch_add(1);
    busy_.fetch_sub(1);
    for (;;) {
      {
        std::lock_guard lock(mutex_);
        if (!pieces_.empty()) {
          top = std::copy(pieces_.back().begin(), pieces_.back().end(), top);
          pieces_.pop_back();
          busy_.fetch_add(1);
          hungry_.fetch_sub(1);
          return true;
        }
        if (busy_.load() == 0) {
          hungry_.fetch_sub(1);
          return false;
        }
      }
      std::this_thread::yield();
    }
  }

  std::vector<PlainNode> nodes_;
  const unsigned threads_;
  std::mutex mutex_;
  std::vector<std::vector<PlainNode*>> pieces_;
  std::atomic<unsigned> busy_{0};  // changed with the mutex held by those who find work
  std::atomic<unsigned> hungry_{0};
};

template <bool kTree>
void limit_shared(benchmark::State& state) {
  const auto count = static_cast<std::size_t>(state.range(0));
  SharedLoop loop(kTree ? Graph::tree(count) : Graph::random(count), static_cast<unsigned>(state.range(1)));
  std::uint64_t total = 0, marked = 0;
  Word mark = 0;
  for (auto _ : state) total += loop.run(++mark, marked);
  if (marked != count * state.iterations()) state.SkipWithError("not everything was marked");
  report(state, count, static_cast<double>(total) * 1e-9);
}

// Loads from random places of 256 MB, each of which says where the next one goes. Argument: how many such
// chains go on at once.
void dependent_loads(benchmark::State& state) {
  const auto chains = static_cast<std::size_t>(state.range(0));
  constexpr std::size_t kWords = std::size_t{32} << 20;
  std::vector<std::uint64_t> next(kWords);
  std::iota(next.begin(), next.end(), std::uint64_t{0});
  std::mt19937_64 random(5);
  // Sattolo: one cycle through everything.
  for (std::size_t i = kWords - 1; i > 0; --i) std::swap(next[i], next[random() % i]);
  std::array<std::uint64_t, 16> at{};
  for (std::size_t i = 0; i < chains; ++i) at[i] = random() % kWords;
  constexpr std::size_t kSteps = 100'000;
  const std::uint64_t start = monotonic_ns();
  for (auto _ : state) {
    for (std::size_t step = 0; step < kSteps; ++step) {
      for (std::size_t i = 0; i < chains; ++i) at[i] = next[at[i]];
    }
    benchmark::DoNotOptimize(at);
  }
  state.counters["ns_per_load"] =
      static_cast<double>(monotonic_ns() - start) / static_cast<double>(kSteps * chains * state.iterations());
}

constexpr std::int64_t kCount = 4'000'000;
BENCHMARK(dependent_loads)->Arg(1)->Arg(8)->Arg(16)->Unit(benchmark::kMillisecond);
BENCHMARK(limit_loop<false>)->Arg(kCount)->Unit(benchmark::kMillisecond);
BENCHMARK(limit_shared<false>)->Args({kCount, 1})->Args({kCount, 2})->Unit(benchmark::kMillisecond);
BENCHMARK(limit_loop<true>)->Arg(kCount)->Unit(benchmark::kMillisecond);
BENCHMARK(limit_shared<true>)->Args({kCount, 1})->Args({kCount, 2})->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace midden::micro
