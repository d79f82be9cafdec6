// Marking on several threads finds what marking on one finds.

#include <catch2/catch.hpp>
#include <random>

#include "tests/conformance/world.h"

using namespace midden;
using namespace midden::conformance;

using Parallel = OnAllModels<AnyMarksweep>::Type;

TEMPLATE_LIST_TEST_CASE("parallel marking of a random graph, verified", "", Parallel) {
  using W = World<TestType>;
  for (const char* threads : {"2", "4"}) {
    HeapSettings settings;
    settings.verify = true;
    settings.options = {{"threads", threads}, {"parallel_from", "0"}};
    W world(settings);
    const Word count = kSlowBuild ? 20'000 : 200'000;
    std::mt19937 random(5);
    typename W::Local table(world.mutator(), world.array(static_cast<unsigned>(count)));
    for (Word i = 0; i < count; ++i) world.initialize(table, i, world.node(i));
    for (Word i = 0; i < count; ++i) {
      typename W::Local node(world.mutator(), Val{world.get(table.get().bits, i)});
      for (std::size_t slot : {0u, 1u})
        world.store(node, slot, world.get(table.get().bits, random() % count));
    }
    const std::size_t root = world.add_root(W::Owned::retain(Val{world.get(table.get().bits, 0)}));
    world.collect();
    const std::uint64_t all = world.live();
    // From now on only what the first node reaches.
    table.set(Val{});
    for (int round = 0; round < 3; ++round) world.collect();
    CHECK(world.live() < all);
    std::size_t reachable = 0;
    std::vector<bool> seen(count);
    std::vector<Word> pending{world.root(root)};
    while (!pending.empty()) {
      const Word word = pending.back();
      pending.pop_back();
      if (!word || seen[W::number(word)]) continue;
      seen[W::number(word)] = true;
      ++reachable;
      for (std::size_t slot : {0u, 1u}) pending.push_back(world.get(word, slot));
    }
    std::size_t containers = 0;
    world.heap().for_each_container([&](typename W::Ref) { ++containers; });
    CHECK(containers == reachable);
    CHECK(reachable > count / 2);
  }
}
