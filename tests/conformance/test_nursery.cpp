// The nursery of `concurrent`: promotion, the remembered set, weak tables and finalizers in collections of
// the young alone, which take place here only when eden is full.

#include "tests/conformance/random_graph.h"

using namespace midden;
using namespace midden::conformance;

namespace {

using Configurations = OnAllModels<AnyConcurrent>::Type;

HeapSettings nursery(const char* size) {
  HeapSettings settings;
  settings.verify = true;
  settings.options = {{"nursery", size}};
  return settings;
}

template <class W>
std::uint64_t scavenges(W& world) {
  return world.heap().statistics().cycles(CycleKind::young);
}

// Garbage until eden has been emptied so often.
template <class W>
void scavenge(W& world, std::uint64_t times = 1) {
  for (const std::uint64_t end = scavenges(world) + times; scavenges(world) < end;)
    W::drop(world.leaf(50, 1));
}

}  // namespace

TEMPLATE_LIST_TEST_CASE("an object moves twice, then it is old", "", Configurations) {
  using W = World<TestType>;
  W world(nursery("64K"));
  const std::size_t root = world.add_root(world.node(5));
  std::vector<Word> places{world.root(root)};
  for (int round = 0; round < 4; ++round) {
    scavenge(world);
    places.push_back(world.root(root));
    CHECK(W::number(world.root(root)) == 5);
  }
  CHECK(places[0] != places[1]);
  CHECK(places[1] != places[2]);
  CHECK(places[2] == places[3]);
  CHECK(places[3] == places[4]);
  world.collect();
  CHECK(places[4] == world.root(root));
}

TEMPLATE_LIST_TEST_CASE("garbage alone causes collections of the young and no others", "", Configurations) {
  using W = World<TestType>;
  HeapSettings settings = nursery("256K");
  settings.verify = false;
  W world(settings);
  for (int i = 0; i < 1'000'000; ++i) W::drop(world.node(1));
  const Statistics& statistics = world.heap().statistics();
  const std::uint64_t bytes = world.heap().memory().allocated_bytes;
  CHECK(world.heap().memory().allocated_objects == 1'000'000);
  CHECK(bytes >= 32'000'000);
  CHECK(scavenges(world) == (bytes - 1) / (256 << 10));
  CHECK(statistics.cycles(CycleKind::concurrent) + statistics.cycles(CycleKind::stop_the_world) == 0);
  CHECK(statistics.totals().objects_moved == 0);
  CHECK(statistics.pauses().count() == scavenges(world));
  CHECK(world.heap().memory().held < 1'000'000);
}

// Large arrays are born old: all they refer to is found through the remembered set.
TEMPLATE_LIST_TEST_CASE("what only old objects refer to survives, by whatever event", "", Configurations) {
  using W = World<TestType>;
  constexpr unsigned kLength = 3000;
  W world(nursery("64K"));
  const std::size_t root = world.add_root(world.array(kLength));
  std::vector<Word> shadow(kLength);
  auto array = [&] { return W::ref(world.root(root)); };
  auto slots = [&] { return array()->slots(); };
  std::mt19937 random(4);
  for (int round = 0; round < (kSlowBuild ? 4000 : 20'000); ++round) {
    const unsigned at = random() % kLength, other = random() % kLength;
    switch (random() % 8) {
      case 0:  // what one slot lost another gets
        if (at != other) {
          typename W::Local value(world.mutator(),
                                  W::owned(W::ref(world.mutator().take(array(), slots()[at]))));
          W::drop(world.leaf(20, 1));
          world.mutator().store(array(), slots()[other], value.get().bits);
          shadow[other] = std::exchange(shadow[at], 0);
        }
        break;
      case 1: {  // from a young array
        typename W::Local few(world.mutator(), world.array(10));
        for (unsigned i = 0; i < 10; ++i) world.initialize(few, i, world.node(1000 * round + i + 1));
        const unsigned start = at % (kLength - 10);
        world.mutator().copy(array(), slots() + start, W::ref(few)->slots(), 10, CopyMode::fill);
        for (unsigned i = 0; i < 10; ++i) shadow[start + i] = 1000 * round + i + 1;
        break;
      }
      case 2: {  // up or down by one
        const unsigned start = at % (kLength - 101);
        const unsigned up = other % 2;
        world.mutator().copy(array(), slots() + start + up, slots() + start + 1 - up, 100, CopyMode::move);
        world.mutator().initialize(array(), slots()[up ? start : start + 100], 0);
        if (up) {
          std::move_backward(&shadow[start], &shadow[start + 100], &shadow[start + 101]);
          shadow[start] = 0;
        } else {
          std::move(&shadow[start + 1], &shadow[start + 101], &shadow[start]);
          shadow[start + 100] = 0;
        }
        break;
      }
      default:
        world.mutator().store(array(), slots()[at], world.node(1000 * round + 1).take().bits);
        shadow[at] = 1000 * round + 1;
    }
  }
  CHECK(scavenges(world) > 3);
  for (unsigned i = 0; i < kLength; ++i) {
    const Word word = slots()[i].load();
    REQUIRE((word ? W::number(word) : 0) == shadow[i]);
  }
}

TEMPLATE_LIST_TEST_CASE("a slot that changes for ever is remembered in little room", "", Configurations) {
  using W = World<TestType>;
  HeapSettings settings = nursery("64K");
  settings.limit_bytes = 4 << 20;
  W world(settings);
  const std::size_t root = world.add_root(world.array(3000));
  typename W::Local node(world.mutator(), world.node(7));
  for (int i = 0; i < 1'000'000; ++i) {
    Slot& slot = W::ref(world.root(root))->slots()[i % 2];
    world.mutator().store(W::ref(world.root(root)), slot, node.get().bits);
    world.mutator().store(W::ref(world.root(root)), slot, 0);
  }
  CHECK(world.heap().memory().held < 400'000);
  CHECK(world.heap().check() == "");
}

TEMPLATE_LIST_TEST_CASE("weak references and finalizers between old and young", "", Configurations) {
  using W = World<TestType>;
  W world(nursery("64K"));
  auto referent = [&](std::size_t weak) { return world.mutator().read_weak(W::ref(world.root(weak))); };
  const std::size_t old_node = world.add_root(world.node(1));
  scavenge(world, 2);
  // From young to old, from young to young that lives, and to young that dies.
  typename W::Local target(world.mutator(), Val{world.root(old_node)});
  const std::size_t to_old = world.add_root(world.weak(target));
  const std::size_t young_node = world.add_root(world.node(2));
  target.set(Val{world.root(young_node)});
  const std::size_t to_young = world.add_root(world.weak(target));
  target.set(world.node(3));
  const std::size_t to_dead = world.add_root(world.weak(target));
  target.set(world.node(4));
  world.make_finalizable(target);
  typename W::Local child(world.mutator(), world.node(5));
  world.store(target, 0, child.get().bits);
  target.set(Val{});
  child.set(Val{});
  world.weak_words = {world.root(young_node), world.root(to_dead), referent(to_dead)};
  scavenge(world);
  CHECK(W::number(referent(to_old)) == 1);
  CHECK(referent(to_young) == world.root(young_node));
  CHECK(referent(to_dead) == 0);
  CHECK(world.cleared == 1);
  CHECK(world.weak_words == std::vector<Word>{world.root(young_node), world.root(to_dead), 0});
  REQUIRE(world.finalized.size() == 1);
  CHECK(W::number(world.finalized[0]) == 4);
  CHECK(W::number(world.get(world.finalized[0], 0)) == 5);
  scavenge(world, 3);
  CHECK(world.finalized.size() == 1);
  CHECK(W::number(world.get(world.finalized[0], 0)) == 5);
  CHECK(W::number(referent(to_old)) == 1);
  // All are old now; only a full cycle finds them dead.
  world.drop_root(young_node);
  scavenge(world, 3);
  CHECK(W::number(referent(to_young)) == 2);
  world.collect();
  CHECK(referent(to_young) == 0);
  CHECK(world.cleared == 2);
  world.drop_finalized();
}

TEMPLATE_LIST_TEST_CASE("what only a dead old object refers to goes with it", "", Configurations) {
  using W = World<TestType>;
  W world(nursery("64K"));
  const std::size_t root = world.add_root(world.node(1));
  scavenge(world, 3);
  world.collect();
  typename W::Local holder(world.mutator(), Val{world.root(root)});
  world.store(holder, 1, world.node(3));
  holder.set(Val{});
  world.drop_root(root);
  CHECK(world.collect() == 2);
}

TEMPLATE_LIST_TEST_CASE("a graph that grows through scavenges while it is marked", "", Configurations) {
  using W = World<TestType>;
  for (const char* barrier : {"insertion", "snapshot"}) {
    HeapSettings settings = nursery("128K");
    settings.options.insert(
        {{"barrier", barrier}, {"minimum", "1M"}, {"growth", "1.3"}, {"sizing", "growth"}});
    W world(settings);
    constexpr unsigned kRoots = 64;
    for (unsigned i = 0; i < kRoots; ++i) world.add_root(typename W::Owned());
    std::vector<std::vector<Word>> shadow(kRoots);
    std::mt19937 random(8);
    for (Word number = 1; number < (kSlowBuild ? 60'000u : 200'000u); ++number) {
      const unsigned at = random() % kRoots;
      typename W::Local node(world.mutator(), world.node(number));
      if (random() % 100 == 0) shadow[at].clear();
      if (!shadow[at].empty()) world.initialize(node, random() % 2, W::Owned::retain(Val{world.root(at)}));
      shadow[at].push_back(number);
      world.set_root(at, W::Owned::retain(node.get()));
      if (number % 8 == 0) W::drop(world.leaf(random() % 100, 0));
      if (number % 100 == 0) world.mutator().safepoint();
    }
    for (unsigned i = 0; i < kRoots; ++i) {
      Word word = world.root(i);
      for (std::size_t j = shadow[i].size(); j-- > 0;) {
        REQUIRE(W::number(word) == shadow[i][j]);
        word = world.get(word, 0) ? world.get(word, 0) : world.get(word, 1);
      }
      REQUIRE(word == 0);
    }
    CHECK(scavenges(world) > 20);
  }
}
