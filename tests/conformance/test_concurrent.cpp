// What only a collector with helper threads can get wrong: marking, weak tables and sweeping beside a mutator
// that changes everything, under both barriers and with several numbers of helpers.

#include <sys/wait.h>
#include <unistd.h>

#include <thread>

#include "tests/conformance/random_graph.h"

using namespace midden;
using namespace midden::conformance;

namespace {

using Configurations = OnAllModels<AnyConcurrent>::Type;

std::uint64_t cycles(const Statistics& statistics) {
  return statistics.cycles(CycleKind::concurrent) + statistics.cycles(CycleKind::finished_by_mutator) +
         statistics.cycles(CycleKind::stop_the_world);
}

// Helpers get a core when the machine has one to spare: what a test does may have to be done again and again
// before a cycle has come to its end. True while it has not, and while there is hope.
template <class W>
bool must_go_on(W& world, std::uint64_t wanted = 2) {
  if (cycles(world.heap().statistics()) >= wanted) return false;
  std::this_thread::yield();
  return world.heap().memory().allocated_bytes < (std::uint64_t{4} << 30);
}

}  // namespace

TEMPLATE_LIST_TEST_CASE("random graphs while helpers mark, verified", "", Configurations) {
  for (const char* barrier : {"insertion", "snapshot"}) {
    for (const char* helpers : {"0", "1", "3"}) {
      HeapSettings settings;
      settings.verify = true;
      settings.options = {{"barrier", barrier},
                          {"helpers", helpers},
                          {"minimum", "32K"},
                          {"sizing", "growth"},
                          {"nursery", *helpers == '0' ? "0" : "128K"},
                          {"scavenge_threads", *helpers == '1' ? "0" : "3"}};
      for (std::uint64_t seed = 1; seed <= (kSlowBuild ? 2u : 4u); ++seed) {
        mutate<World<TestType>>(seed, settings, 4000);
      }
      settings.stress_interval = 5;
      for (std::uint64_t seed = 50; seed < (kSlowBuild ? 53u : 60u); ++seed) {
        mutate<World<TestType>>(seed, settings, 1500);
      }
    }
  }
}

// A large graph whose edges wander while it is marked: the mutator takes an edge out of one object, keeps the
// only reference in a Local, and puts it into another object later.
TEMPLATE_LIST_TEST_CASE("edges that wander through a large graph are not lost", "", Configurations) {
  using W = World<TestType>;
  for (const char* barrier : {"insertion", "snapshot"}) {
    HeapSettings settings;
    settings.verify = true;
    // With a nursery nothing of what is allocated here would become old.
    settings.options = {
        {"barrier", barrier}, {"minimum", "1M"}, {"growth", "1.2"}, {"sizing", "growth"}, {"nursery", "0"}};
    W world(settings);
    const unsigned count = kSlowBuild ? 5000 : 30000;
    std::mt19937 random(3);
    const std::size_t root = world.add_root(world.array(count));
    auto table = [&] { return Val{world.root(root)}; };
    for (unsigned i = 0; i < count; ++i) {
      typename W::Local node(world.mutator(), world.node(i));
      typename W::Local leaf(world.mutator(), world.node(1'000'000 + i));
      world.initialize(node, 0, W::Owned::retain(leaf.get()));
      typename W::Local array(world.mutator(), table());
      world.initialize(array, i, W::Owned::retain(node.get()));
    }
    std::vector<Word> where(count);  // which leaf hangs on which node
    for (unsigned i = 0; i < count; ++i) where[i] = 1'000'000 + i;
    for (int round = 0; round < (kSlowBuild ? 20'000 : 200'000) || must_go_on(world); ++round) {
      const unsigned a = random() % count, b = random() % count;
      typename W::Local from(world.mutator(), Val{world.get(table().bits, a)});
      typename W::Local to(world.mutator(), Val{world.get(table().bits, b)});
      typename W::Local first(world.mutator(), Val{world.get(from.get().bits, 0)});
      world.store(from, 0, Word{0});
      W::drop(world.leaf(random() % 60, 7));
      typename W::Local second(
          world.mutator(), W::Owned::adopt(Val{world.mutator().take(W::ref(to), W::ref(to)->slots()[0])}));
      if (round % 64 == 0) world.mutator().safepoint();
      if (a != b) world.store(from, 0, second.get().bits);
      world.store(to, 0, first.get().bits);
      if (a != b) std::swap(where[a], where[b]);
    }
    CHECK(cycles(world.heap().statistics()) > 1);
    for (unsigned i = 0; i < count; ++i) {
      const Word node = world.get(table().bits, i);
      REQUIRE(W::number(node) == i);
      REQUIRE(W::number(world.get(node, 0)) == where[i]);
    }
  }
}

TEMPLATE_LIST_TEST_CASE("long arrays that shift and grow while they are marked", "", Configurations) {
  using W = World<TestType>;
  for (const char* barrier : {"insertion", "snapshot"}) {
    HeapSettings settings;
    settings.verify = true;
    settings.options = {{"barrier", barrier},
                        {"minimum", "256K"},
                        {"growth", "1.2"},
                        {"sizing", "growth"},
                        {"nursery", "64K"}};
    W world(settings);
    constexpr unsigned kLength = 3000;
    const std::size_t root = world.add_root(world.array(kLength));
    std::vector<Word> shadow(kLength);
    auto array = [&] { return W::ref(world.root(root)); };
    auto put = [&](std::size_t at, Word number) {
      typename W::Local holder(world.mutator(), Val{world.root(root)});
      world.initialize(holder, at, world.node(number));
      shadow[at] = number;
    };
    for (unsigned i = 0; i < kLength; ++i) put(i, i);
    std::mt19937 random(9);
    for (int round = 0; round < (kSlowBuild ? 2000 : 10'000) || must_go_on(world); ++round) {
      const std::size_t at = random() % (kLength - 1), count = random() % (kLength - 1 - at) + 1;
      // As a list does: out with one, the others move up or down, in with a new one.
      if (round % 2) {
        W::Mutator::release(world.mutator().take(array(), array()->slots()[at + count]));
        world.mutator().copy(array(), array()->slots() + at + 1, array()->slots() + at, count,
                             CopyMode::move);
        std::move_backward(shadow.begin() + at, shadow.begin() + at + count, shadow.begin() + at + count + 1);
        world.mutator().initialize(array(), array()->slots()[at], 0);
        put(at, 10'000 + round);
      } else {
        W::Mutator::release(world.mutator().take(array(), array()->slots()[at]));
        world.mutator().copy(array(), array()->slots() + at, array()->slots() + at + 1, count,
                             CopyMode::move);
        std::move(shadow.begin() + at + 1, shadow.begin() + at + count + 1, shadow.begin() + at);
        world.mutator().initialize(array(), array()->slots()[at + count], 0);
        put(at + count, 10'000 + round);
      }
      if (round % 500 == 0) {
        typename W::Local fresh(world.mutator(), world.array(kLength));
        world.mutator().copy(W::ref(fresh), W::ref(fresh)->slots(), array()->slots(), kLength,
                             CopyMode::fill);
        world.set_root(root, W::Owned::retain(fresh.get()));
      }
    }
    for (unsigned i = 0; i < kLength; ++i) REQUIRE(W::number(array()->slots()[i].load()) == shadow[i]);
    CHECK(cycles(world.heap().statistics()) > 1);
  }
}

TEMPLATE_LIST_TEST_CASE("weak tables too long for a pause are treated beside the mutator", "",
                        Configurations) {
  using W = World<TestType>;
  HeapSettings settings;
  settings.verify = true;
  settings.options = {{"minimum", "1M"}, {"growth", "1.3"}, {"sizing", "growth"}};
  W world(settings);
  constexpr unsigned kCount = 5000;
  const std::size_t targets = world.add_root(world.array(kCount));
  const std::size_t references = world.add_root(world.array(kCount));
  for (unsigned i = 0; i < kCount; ++i) {
    typename W::Local target(world.mutator(), world.node(i));
    if (i % 10 == 0) world.make_finalizable(target);
    typename W::Local reference(world.mutator(), world.weak(target));
    typename W::Local array(world.mutator(), Val{world.root(targets)});
    world.initialize(array, i, W::Owned::retain(target.get()));
    array.set(Val{world.root(references)});
    world.initialize(array, i, W::Owned::retain(reference.get()));
  }
  // Every other referent goes, and cycles pass as they come.
  typename W::Local array(world.mutator(), Val{world.root(targets)});
  for (unsigned i = 0; i < kCount; i += 2) world.store(array, i, Word{0});
  while (must_go_on(world)) {
    W::drop(world.leaf(3000, 0));  // too large for a nursery
    world.mutator().safepoint();
  }
  world.collect();
  CHECK(world.cleared == kCount / 2);
  CHECK(world.finalized.size() == kCount / 10);
  for (unsigned i = 0; i < kCount; ++i) {
    const Word read = world.mutator().read_weak(W::ref(world.get(world.root(references), i)));
    REQUIRE((read != 0) == (i % 2 == 1));
    if (read) REQUIRE(W::number(read) == i);
  }
}

TEMPLATE_LIST_TEST_CASE("a cycle that could go on beside the mutator does, and is said to have", "",
                        Configurations) {
  using W = World<TestType>;
  for (const char* helpers : {"0", "1"}) {
    HeapSettings settings;
    settings.options = {{"helpers", helpers}, {"minimum", "2M"}, {"nursery", "0"}};
    W world(settings);
    const std::size_t root = world.add_root(world.node(0));
    Word expected = 1;
    for (Word i = 1; i < 200'000 || must_go_on(world); ++i) {
      typename W::Local node(world.mutator(), world.node(i));
      if (i % 4 == 0 && i < 200'000) {
        ++expected;
        world.initialize(node, 0, W::Owned::retain(Val{world.root(root)}));
        world.set_root(root, W::Owned::retain(node.get()));
      }
      if (i % 100 == 0) world.mutator().safepoint();
    }
    CHECK(world.heap().statistics().cycles(CycleKind::concurrent) > 0);
    CHECK(world.heap().statistics().cycles(CycleKind::stop_the_world) == 0);
    Word length = 0;
    for (Word word = world.root(root); word; word = world.get(word, 0)) ++length;
    CHECK(length == expected);
  }
}

TEMPLATE_LIST_TEST_CASE("parent and child of a fork go on, also in the middle of a cycle", "",
                        Configurations) {
  using W = World<TestType>;
  HeapSettings settings;
  settings.verify = true;
  settings.options = {{"minimum", "1M"}, {"growth", "1.3"}, {"sizing", "growth"}, {"nursery", "0"}};
  W world(settings);
  const std::size_t root = world.add_root(world.node(0));
  Word length = 1;
  auto grow = [&](Word nodes) {
    for (Word i = 0; i < nodes; ++i) {
      W::drop(world.leaf(8, i));
      typename W::Local node(world.mutator(), world.node(length));
      world.initialize(node, 0, W::Owned::retain(Val{world.root(root)}));
      world.set_root(root, W::Owned::retain(node.get()));
      ++length;
    }
  };
  auto sound = [&] {
    Word number = length;
    for (Word word = world.root(root); word; word = world.get(word, 0)) {
      if (W::number(word) != --number) return false;
    }
    return number == 0 && world.heap().check() == "";
  };
  for (int round = 0; round < 5; ++round) {
    grow(7000);
    world.heap().before_fork();
    const pid_t child = fork();
    world.heap().after_fork();
    const std::uint64_t before = cycles(world.heap().statistics());
    grow(7000);
    while (must_go_on(world, before + 1)) W::drop(world.leaf(500, 0));
    if (child == 0) {
      const bool good = sound();
      world.heap().before_fork();  // joins helpers, which ThreadSanitizer would report otherwise
      _exit(good ? 0 : 1);
    }
    REQUIRE(child > 0);
    int status = 1;
    waitpid(child, &status, 0);
    CHECK(status == 0);
    CHECK(sound());
  }
}

TEMPLATE_LIST_TEST_CASE("with collect=off there are no cycles", "", Configurations) {
  using W = World<TestType>;
  HeapSettings settings;
  settings.options = {{"collect", "off"}, {"minimum", "0"}};
  W world(settings);
  for (int i = 0; i < 100'000; ++i) W::drop(world.node(1));
  CHECK(cycles(world.heap().statistics()) == 0);
  CHECK(world.heap().memory().allocated_objects == 100'000);
}
