// What only counting promises: objects die at once, in CPython's order, and cycles are looked for in
// CPython's cadence. Expected figures are CPython 3.11's own.

#include <catch2/catch.hpp>
#include <string>

#include "tests/conformance/world.h"

using namespace midden;
using namespace midden::conformance;

TEMPLATE_LIST_TEST_CASE("an object dies with its last reference", "", CountingCollectors) {
  World<TestType> world;
  using W = World<TestType>;
  const std::size_t root = world.add_root(world.node(1));
  typename W::Local local(world.mutator(), Val{world.root(root)});
  world.make_finalizable(local);
  world.drop_root(root);
  CHECK(world.finalized.empty());
  local.set(Val{});
  CHECK(world.finalized.size() == 1);
  const std::uint64_t live = world.live();
  world.drop_finalized();
  CHECK(world.live() < live);
}

TEMPLATE_LIST_TEST_CASE("finalizers are announced depth first, in the order of slots", "",
                        CountingCollectors) {
  World<TestType> world;
  using W = World<TestType>;
  {
    // 1 → (2 → 3, 4), 5
    typename W::Local top(world.mutator(), world.array(2));
    typename W::Local left(world.mutator(), world.array(2));
    typename W::Local nodes[] = {typename W::Local(world.mutator(), world.node(3)),
                                 typename W::Local(world.mutator(), world.node(4)),
                                 typename W::Local(world.mutator(), world.node(5))};
    for (auto& node : nodes) world.make_finalizable(node);
    world.store(left, 0, nodes[0].get().bits);
    world.store(left, 1, nodes[1].get().bits);
    world.store(top, 0, left.get().bits);
    world.store(top, 1, nodes[2].get().bits);
    // The Locals go last to first; `top` holds everything until the end.
  }
  REQUIRE(world.finalized.size() == 3);
  CHECK(W::number(world.finalized[0]) == 3);
  CHECK(W::number(world.finalized[1]) == 4);
  CHECK(W::number(world.finalized[2]) == 5);
  world.drop_finalized();
}

TEMPLATE_LIST_TEST_CASE("by counting, a weak reference outlives the finalizer's announcement", "",
                        CountingCollectors) {
  World<TestType> world;
  using W = World<TestType>;
  std::size_t weak = 0;
  {
    typename W::Local node(world.mutator(), world.node(7));
    world.make_finalizable(node);
    weak = world.add_root(world.weak(node));
  }
  REQUIRE(world.finalized.size() == 1);
  CHECK(world.mutator().read_weak(W::ref(world.root(weak))) == world.finalized[0]);
  world.drop_finalized();
  CHECK(world.mutator().read_weak(W::ref(world.root(weak))) == 0);
  CHECK(world.cleared == 1);
}

TEMPLATE_LIST_TEST_CASE("collect and finalizers_ran together count what CPython's collect counts", "",
                        CountingCollectors) {
  World<TestType> world;
  using W = World<TestType>;
  auto cycle = [&](bool finalizable) {
    typename W::Local a(world.mutator(), world.node(1));
    typename W::Local b(world.mutator(), world.node(2));
    world.store(a, 0, b.get().bits);
    world.store(b, 0, a.get().bits);
    if (finalizable) world.make_finalizable(a);
  };
  cycle(true);
  CHECK(world.collect() == 0);
  CHECK(world.drop_finalized() == 2);
  // Resurrected: nothing now, both when they are dropped for good.
  cycle(true);
  CHECK(world.collect() == 0);
  const std::size_t root = world.add_root(W::Owned::retain(Val{world.finalized[0]}));
  CHECK(world.drop_finalized() == 0);
  world.drop_root(root);
  CHECK(world.collect() == 2);
  CHECK(world.finalized.empty());
}

// Figures of CPython 3.11.2, whose start-up had left the counts (76, 8, 0).
TEMPLATE_LIST_TEST_CASE("collections while containers are kept: 400,000 and 3 million", "",
                        CountingCollectors) {
  World<TestType> world;
  using W = World<TestType>;
  const std::size_t root = world.add_root(typename W::Owned());
  auto keep = [&](Word count) {
    for (Word i = 0; i < count; ++i) {
      typename W::Local node(world.mutator(), world.node(i));
      world.initialize(node, 0, W::Owned::retain(Val{world.root(root)}));
      world.set_root(root, W::Owned::retain(node.get()));
    }
  };
  keep(8 * 701 + 76);
  REQUIRE(world.heap().counts() == std::array<unsigned, 3>{76, 8, 0});
  auto check = [&](std::array<std::uint64_t, 3> expected) {
    expected[0] += 8;
    for (int generation = 0; generation < 3; ++generation) {
      INFO("generation " << generation);
      CHECK(world.heap().generation_statistics(generation).collections ==
            expected[static_cast<std::size_t>(generation)]);
    }
  };
  keep(400'000);
  check({519, 47, 4});
  if (kSlowBuild) return;
  keep(2'600'000);
  check({3910, 356, 13});
}

TEMPLATE_LIST_TEST_CASE("a young collection comes with the 701st net allocation", "", CountingCollectors) {
  World<TestType> world;
  using W = World<TestType>;
  const std::size_t root = world.add_root(world.array(2000));
  typename W::Local table(world.mutator(), Val{world.root(root)});
  for (unsigned i = 0; i < 699; ++i) world.initialize(table, i, world.node(i));
  CHECK(world.heap().counts()[0] == 700);
  for (int i = 0; i < 1000; ++i) W::drop(world.leaf(2, 0));  // leaves do not count
  W::drop(world.leaf(2, 0));
  CHECK(world.heap().counts()[0] == 700);
  world.store(table, 0, 0);
  CHECK(world.heap().counts()[0] == 699);
  world.initialize(table, 0, world.node(0));
  CHECK(world.heap().generation_statistics(0).collections == 0);
  world.initialize(table, 700, world.node(700));
  CHECK(world.heap().generation_statistics(0).collections == 1);
  CHECK(world.heap().counts() == std::array<unsigned, 3>{0, 1, 0});
}

TEMPLATE_LIST_TEST_CASE("frozen objects are left alone; unfrozen they are collected", "",
                        CountingCollectors) {
  World<TestType> world;
  using W = World<TestType>;
  {
    typename W::Local node(world.mutator(), world.node(1));
    world.store(node, 0, node.get().bits);
  }
  world.heap().freeze();
  CHECK(world.heap().freeze_count() == 1);
  CHECK(world.heap().counts() == std::array<unsigned, 3>{0, 0, 0});
  std::size_t seen = 0;
  world.heap().for_each_container([&](auto*) { ++seen; });
  CHECK(seen == 0);
  CHECK(world.collect() == 0);
  world.heap().unfreeze();
  CHECK(world.heap().freeze_count() == 0);
  CHECK(world.collect() == 1);
}

TEMPLATE_LIST_TEST_CASE("threshold 0 switches automatic collections off even when enabled", "",
                        CountingCollectors) {
  HeapSettings settings;
  settings.options["threshold0"] = "0";
  World<TestType> world(settings);
  using W = World<TestType>;
  world.heap().set_enabled(true);
  for (int i = 0; i < 5000; ++i) {
    typename W::Local node(world.mutator(), world.node(1));
    world.store(node, 0, node.get().bits);
  }
  CHECK(world.heap().generation_statistics(0).collections == 0);
  CHECK(world.collect() == 5000);
}
