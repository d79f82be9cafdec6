// The nursery of `concurrent`: promotion, the remembered set, weak tables and finalizers in collections of
// the young alone, which take place here only when eden is full; and how much of the nursery is used.

#include <set>

#include "tests/conformance/random_graph.h"

using namespace midden;
using namespace midden::conformance;

namespace {

using Configurations = OnAllModels<AnyConcurrent>::Type;

HeapSettings nursery(const char* size) {
  HeapSettings settings;
  settings.verify = true;
  // All of it, whatever time that takes.
  settings.options = {{"nursery", size}, {"young_pause", "0"}};
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
  struct Case {
    const char *barrier, *young_pause, *helpers, *threads;
  };
  for (const Case& now : {Case{"insertion", "0", "1", "1"}, Case{"snapshot", "0", "1", "2"},
                          Case{"insertion", "0.2", "3", "4"}, Case{"snapshot", "0.2", "3", "1"}}) {
    HeapSettings settings = nursery("128K");
    settings.options = {{"barrier", now.barrier}, {"minimum", "1M"},
                        {"growth", "1.3"},        {"sizing", "growth"},
                        {"nursery", "128K"},      {"young_pause", now.young_pause},
                        {"helpers", now.helpers}, {"scavenge_threads", now.threads}};
    W world(settings);
    constexpr unsigned kRoots = 64;
    for (unsigned i = 0; i < kRoots; ++i) world.add_root(typename W::Owned());
    std::vector<std::vector<Word>> shadow(kRoots);
    std::mt19937 random(8);
    for (Word number = 1; number < (kSlowBuild ? 30'000u : 100'000u); ++number) {
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
    CHECK(scavenges(world) > 10);
  }
}

// Wide, so that there is something to share; every object is met by several ways at about the same time.
TEMPLATE_LIST_TEST_CASE("threads that collect the young together copy each object once", "", Configurations) {
  using W = World<TestType>;
  for (const char* helpers : {"1", "3"}) {
    HeapSettings settings = nursery("1M");
    settings.verify = !kSlowBuild;
    settings.options.insert({{"helpers", helpers}, {"scavenge_threads", "4"}});
    W world(settings);
    constexpr unsigned kSlots = 100, kLayers = 4;
    const std::size_t root = world.add_root(world.array(kSlots));
    for (int round = 0; round < (kSlowBuild ? 10 : 40); ++round) {
      for (unsigned layer = 0; layer < kLayers; ++layer) {
        // Each array of the new layer refers to all of those before.
        typename W::Local before(world.mutator(), Val{world.root(root)});
        typename W::Local next(world.mutator(), world.array(kSlots));
        for (unsigned i = 0; i < kSlots; ++i) {
          typename W::Local array(world.mutator(), world.array(kSlots / 2));
          *first_raw_word(W::ref(array)) = layer;
          if (layer > 0) {
            world.mutator().copy(W::ref(array), W::ref(array)->slots(),
                                 W::ref(before)->slots() + i % 2 * kSlots / 2, kSlots / 2, CopyMode::fill);
          }
          world.initialize(next, i, W::Owned::retain(array.get()));
        }
        world.set_root(root, W::Owned::retain(next.get()));
      }
      scavenge(world, round % 3);
      std::set<Word> level{world.root(root)};
      for (unsigned layer = kLayers; layer-- > 0;) {
        std::set<Word> below;
        for (Word word : level) {
          for (std::size_t i = 0; i < W::ref(word)->slot_count(); ++i) below.insert(world.get(word, i));
        }
        REQUIRE(below.size() == kSlots);
        for (Word word : below) REQUIRE(W::number(word) == layer);
        level = std::move(below);
      }
    }
  }
}

TEMPLATE_LIST_TEST_CASE("while everything survives most objects are born old", "", Configurations) {
  using W = World<TestType>;
  HeapSettings settings = nursery("256K");
  settings.options["young_pause"] = "1";
  settings.verify = false;
  W world(settings);
  const std::size_t root = world.add_root(world.node(0));
  constexpr Word kCount = 400'000;
  for (Word i = 1; i < kCount; ++i) {
    typename W::Local node(world.mutator(), world.node(i));
    world.initialize(node, 0, W::Owned::retain(Val{world.root(root)}));
    world.set_root(root, W::Owned::retain(node.get()));
  }
  CHECK(world.heap().statistics().totals().bytes_moved < world.heap().memory().allocated_bytes / 3);
  // When nothing does they are born young again.
  const std::uint64_t before = scavenges(world);
  for (Word i = 0; i < kCount; ++i) W::drop(world.node(i));
  CHECK(scavenges(world) > before);
  Word number = kCount;
  for (Word word = world.root(root); word; word = world.get(word, 0)) REQUIRE(W::number(word) == --number);
  CHECK(number == 0);
}

TEST_CASE("how large eden may become depends on what copying costs") {
  constexpr std::size_t kMega = 1 << 20;
  constexpr std::uint64_t kMilli = 1'000'000;
  SECTION("hardly anything survives") {
    NurseryPolicy policy(2 * kMega, 2);
    for (int i = 0; i < 20; ++i) policy.scavenged({.eden = 2 * kMega, .eden_survived = 4096, .ns = 10'000});
    CHECK(policy.eden_bytes() == 2 * kMega);
    CHECK(policy.take_rest() == 0);
  }
  SECTION("half survives, at 1 ns per byte: the last survivors and half of eden take two milliseconds") {
    NurseryPolicy policy(16 * kMega, 2);
    for (int i = 0; i < 30; ++i)
      policy.scavenged({.eden = kMega, .eden_survived = kMega / 2, .ns = kMega / 2});
    CHECK(static_cast<double>(policy.eden_bytes()) == Approx((2'000'000 - 524'288) / 0.5).epsilon(0.05));
    CHECK(policy.take_rest() == 0);
  }
  SECTION("most of the time little survives, but all might: twice the goal") {
    NurseryPolicy policy(16 * kMega, 2);
    for (int i = 0; i < 30; ++i)
      policy.scavenged({.eden = kMega, .eden_survived = kMega / 10, .ns = kMega / 10});
    CHECK(static_cast<double>(policy.eden_bytes()) == Approx(4'000'000 - 104'857).epsilon(0.05));
  }
  SECTION("all survives: objects are born old for longer and longer, until it does not") {
    NurseryPolicy policy(kMega, 2);
    std::size_t last = 0;
    for (int i = 0; i < 4; ++i) {
      policy.scavenged({.eden = kMega, .eden_survived = kMega, .ns = kMega});
      const std::size_t rest = policy.take_rest();
      CHECK(rest > last);
      CHECK(policy.take_rest() == 0);
      last = rest;
    }
    policy.scavenged({.eden = kMega, .eden_survived = kMega / 10, .ns = kMega / 10});
    CHECK(policy.take_rest() == 0);
  }
  SECTION("what survives once survives twice: promoted at once, and seen again after some time") {
    NurseryPolicy policy(4 * kMega, 2);
    const ScavengeMeasure stays{.eden = kMega,
                                .eden_survived = kMega / 4,
                                .aged = kMega / 4,
                                .aged_survived = kMega / 4,
                                .ns = kMega / 2};
    CHECK_FALSE(policy.promotes_at_once());
    policy.scavenged(stays);
    int at_once = 0;
    for (; policy.promotes_at_once() && at_once < 100; ++at_once)
      policy.scavenged({.eden = kMega, .eden_survived = kMega / 4, .ns = kMega / 4});
    CHECK(at_once > 1);
    CHECK(at_once < 100);
  }
  SECTION("a goal of 0") {
    NurseryPolicy policy(kMega, 0);
    policy.scavenged(
        {.eden = kMega, .eden_survived = kMega, .aged = kMega, .aged_survived = kMega, .ns = kMilli * 100});
    CHECK(policy.eden_bytes() == kMega);
    CHECK(policy.take_rest() == 0);
    CHECK_FALSE(policy.promotes_at_once());
  }
}
