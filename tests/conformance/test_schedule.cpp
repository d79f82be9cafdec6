// Small graphs, hostile mutation, and helpers that are switched at every mark, slot read and store, in an
// order that a seed decides. Also built with bugs planted (tests/planted.py), which these tests must find.

#include <algorithm>
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
                      {"helpers", std::to_string(seed / 2 % 3)},
                      {"nursery", seed / 6 % 2 ? "64K" : "0"}};
  return settings;
}

}  // namespace

TEMPLATE_LIST_TEST_CASE("thousands of schedules of small graphs", "", Configurations) {
  for (std::uint64_t seed = 1; seed <= (kSlowBuild ? 500u : 2000u); ++seed) {
    mutate<World<TestType>>(seed, scheduled(seed), 100);
  }
}

// References that change hands while nobody else has them: out of one object, held by a Local alone, into a
// fresh or an old one, by every kind of store.
TEMPLATE_LIST_TEST_CASE("references that change hands, in any schedule", "", Configurations) {
  using W = World<TestType>;
  constexpr unsigned kHolders = 6, kSlots = 4;
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    INFO("seed " << seed);
    W world(scheduled(seed));
    std::mt19937_64 random(seed);
    const std::size_t root = world.add_root(world.array(kHolders));
    std::array<std::array<Word, kSlots>, kHolders> numbers;
    auto holder = [&](unsigned which) { return W::ref(world.get(world.root(root), which)); };
    auto slot = [&](unsigned which, unsigned at) -> Slot& { return holder(which)->slots()[at]; };
    auto place = [&](unsigned which, const typename W::Local& object) {
      typename W::Local table(world.mutator(), Val{world.root(root)});
      world.store(table, which, object.get().bits);
    };
    for (unsigned i = 0; i < kHolders; ++i) {
      typename W::Local array(world.mutator(), world.array(kSlots));
      for (unsigned j = 0; j < kSlots; ++j) {
        numbers[i][j] = 100 * i + j + 1;
        world.initialize(array, j, world.node(numbers[i][j]));
      }
      place(i, array);
    }
    for (int step = 0; step < 40; ++step) {
      const unsigned a = random() % kHolders, b = random() % kHolders, i = random() % kSlots,
                     j = random() % kSlots;
      W::drop(world.node(0));
      switch (random() % 4) {
        case 0: {  // two change places, by take
          if (a == b && i == j) break;
          typename W::Local first(world.mutator(),
                                  W::owned(W::ref(world.mutator().take(holder(a), slot(a, i)))));
          W::drop(world.node(0));
          typename W::Local second(world.mutator(),
                                   W::owned(W::ref(world.mutator().take(holder(b), slot(b, j)))));
          W::drop(world.node(0));
          world.mutator().store(holder(b), slot(b, j), first.get().bits);
          world.mutator().store(holder(a), slot(a, i), second.get().bits);
          std::swap(numbers[a][i], numbers[b][j]);
          break;
        }
        case 1: {  // a fresh holder gets them one by one
          typename W::Local fresh(world.mutator(), world.array(kSlots));
          for (unsigned k = 0; k < kSlots; ++k) {
            typename W::Local value(world.mutator(), Val{slot(a, k).load()});
            world.mutator().store(holder(a), slot(a, k), 0);
            world.mutator().initialize(W::ref(fresh), W::ref(fresh)->slots()[k], value.get().bits);
          }
          place(a, fresh);
          break;
        }
        case 2: {  // a fresh holder gets them by copy, the old one keeps nothing
          typename W::Local fresh(world.mutator(), world.array(kSlots));
          world.mutator().copy(W::ref(fresh), W::ref(fresh)->slots(), holder(a)->slots(), kSlots,
                               CopyMode::fill);
          for (unsigned k = 0; k < kSlots; ++k) world.mutator().store(holder(a), slot(a, k), 0);
          place(a, fresh);
          break;
        }
        default: {  // the first becomes the last, the others move down
          typename W::Local first(world.mutator(),
                                  W::owned(W::ref(world.mutator().take(holder(a), slot(a, 0)))));
          world.mutator().copy(holder(a), holder(a)->slots(), holder(a)->slots() + 1, kSlots - 1,
                               CopyMode::move);
          world.mutator().initialize(holder(a), slot(a, kSlots - 1), first.get().bits);
          std::rotate(numbers[a].begin(), numbers[a].begin() + 1, numbers[a].end());
        }
      }
    }
    world.collect();
    for (unsigned i = 0; i < kHolders; ++i) {
      for (unsigned j = 0; j < kSlots; ++j) REQUIRE(W::number(slot(i, j).load()) == numbers[i][j]);
    }
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
