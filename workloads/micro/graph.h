#pragma once

// Graphs to be marked, and how the time for it is reported.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <random>
#include <vector>

namespace midden::micro {

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

inline void report(benchmark::State& state, std::size_t objects, double seconds) {
  state.counters["ns_per_object"] = seconds * 1e9 / static_cast<double>(objects * state.iterations());
}

}  // namespace midden::micro
