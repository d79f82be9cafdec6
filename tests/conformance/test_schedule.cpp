// Small graphs, hostile mutation, and helpers that are switched at every mark, slot read and store, in an
// order that a seed decides. Also built with bugs planted (tests/planted.py), which these tests must find.

#include <array>

#include "tests/conformance/random_graph.h"

using namespace midden;
using namespace midden::conformance;

namespace {

using Configurations = OnAllModels<AnyConcurrent>::Type;

HeapSettings scheduled(std::uint64_t seed) {
  HeapSettings settings;
  settings.verify = true;
  settings.schedule = settings.seed = seed;
  settings.stress_interval = 3;
  settings.options = {{"barrier", seed % 2 ? "insertion" : "snapshot"},
                      {"helpers", std::to_string(seed / 2 % 3)}};
  return settings;
}

}  // namespace

TEMPLATE_LIST_TEST_CASE("thousands of schedules of small graphs", "", Configurations) {
  for (std::uint64_t seed = 1; seed <= (kSlowBuild ? 500u : 2000u); ++seed) {
    mutate<World<TestType>>(seed, scheduled(seed), 100);
  }
}

// The only strong reference comes from a weak one while the graph is being marked.
TEMPLATE_LIST_TEST_CASE("what a weak reference gave back is kept, in any schedule", "", Configurations) {
  using W = World<TestType>;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    INFO("seed " << seed);
    W world(scheduled(seed));
    std::mt19937_64 random(seed);
    const std::size_t holder = world.add_root(world.array(8));
    const std::size_t weak = [&] {
      typename W::Local target(world.mutator(), world.node(77));
      return world.add_root(world.weak(target));
    }();
    for (int step = 0; step < 40; ++step) {
      W::drop(world.node(1));
      if (random() % 8 != 0) continue;
      const Word referent = world.mutator().read_weak(W::ref(world.root(weak)));
      if (!referent) break;
      REQUIRE(W::number(referent) == 77);
      typename W::Local array(world.mutator(), Val{world.root(holder)});
      world.store(array, random() % 8, random() % 2 ? referent : Word{0});
    }
    world.collect();
  }
}

TEMPLATE_LIST_TEST_CASE("a schedule is replayed from its seed", "", Configurations) {
  using W = World<TestType>;
  auto run = [](std::uint64_t seed) {
    W world(scheduled(seed));
    const std::size_t root = world.add_root(world.array(50));
    std::mt19937 random(1);
    for (int step = 0; step < 400; ++step) {
      typename W::Local node(world.mutator(), world.node(step));
      typename W::Local array(world.mutator(), Val{world.root(root)});
      world.store(array, random() % 50, node.get().bits);
    }
    const CycleFigures& totals = world.heap().statistics().totals();
    return std::array{totals.objects_visited, totals.objects_freed, totals.objects_floating,
                      world.heap().statistics().cycles(CycleKind::concurrent)};
  };
  bool differ = false;
  for (std::uint64_t seed = 2; seed < 40; ++seed) {
    const auto first = run(seed);
    REQUIRE(first == run(seed));
    differ = differ || first != run(seed + 6);
  }
  CHECK(differ);
}
