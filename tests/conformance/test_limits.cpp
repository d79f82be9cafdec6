// The heap limit: it holds, running into it is survived, and heaps do not share theirs.

#include <catch2/catch.hpp>
#include <string>
#include <thread>

#include "tests/conformance/world.h"

using namespace midden;
using namespace midden::conformance;

namespace {

// Puts nodes in front of a rooted list until memory is refused; the number that fitted.
template <class W>
std::size_t fill(W& world, std::size_t root) {
  std::size_t count = 0;
  for (;;) {
    typename W::Owned node = world.node(count);
    if (!node) return count;
    typename W::Local rooted(world.mutator(), std::move(node));
    world.initialize(rooted, 0, W::Owned::retain(Val{world.root(root)}));
    world.set_root(root, W::Owned::retain(rooted.get()));
    ++count;
    if (count % 1000 == 0) REQUIRE(world.heap().memory().held <= world.heap().budget().limit());
  }
}

}  // namespace

TEMPLATE_LIST_TEST_CASE("out of memory is reported, and survived", "", AllCollectors) {
  HeapSettings settings;
  settings.limit_bytes = 8 << 20;
  World<TestType> world(settings);
  using W = World<TestType>;
  const std::size_t root = world.add_root(world.node(0));
  const std::size_t fitted = fill(world, root);
  CHECK(fitted > 30000);
  // The reserve lets the workload report it.
  CHECK(world.node(1));
  CHECK(world.array(10));
  CHECK(world.leaf(10, 1));
  Word number = fitted;
  for (Word word = world.root(root); world.get(word, 0); word = world.get(word, 0))
    REQUIRE(W::number(word) == --number);
  if (std::string(W::C::kName) == "none") return;
  for (int round = 0; round < 3; ++round) {
    world.drop_root(root);
    world.collect();
    world.set_root(root, world.node(0));
    const std::size_t again = fill(world, root);
    CHECK(again > fitted * 9 / 10);
    CHECK(again < fitted * 11 / 10);
  }
}

TEMPLATE_LIST_TEST_CASE("a large object that does not fit is refused, a smaller one then fits", "",
                        AllCollectors) {
  HeapSettings settings;
  settings.limit_bytes = 16 << 20;
  World<TestType> world(settings);
  using W = World<TestType>;
  CHECK_FALSE(world.leaf(3'000'000, 0));
  CHECK_FALSE(world.array(0xFFFFFFF0));
  CHECK(world.leaf(100'000, 0));
  // Garbage makes room for it.
  if (std::string(W::C::kName) == "none") return;
  for (int i = 0; i < 100; ++i) {
    typename W::Local array(world.mutator(), world.array(100'000));
    REQUIRE(array);
    world.initialize(array, 0, W::Owned::retain(array.get()));
  }
}

TEMPLATE_LIST_TEST_CASE("endless garbage runs in a small heap", "", ReclaimingCollectors) {
  HeapSettings settings;
  settings.limit_bytes = 4 << 20;
  World<TestType> world(settings);
  using W = World<TestType>;
  for (Word i = 0; i < (kSlowBuild ? 100'000 : 1'000'000); ++i) {
    typename W::Local node(world.mutator(), world.node(i));
    REQUIRE(node);
    world.store(node, 0, node.get().bits);
    if (i % 100 == 0) world.store(node, 1, world.leaf(static_cast<unsigned>(i / 100 % 500), i));
  }
  CHECK(world.heap().memory().peak_held <= settings.limit_bytes + (64 << 10));
}

TEMPLATE_LIST_TEST_CASE("two heaps in one process, with settings of their own", "", AllCollectors) {
  HeapSettings small, large;
  small.limit_bytes = 4 << 20;
  large.limit_bytes = 64 << 20;
  World<TestType> a(small), b(large);
  using W = World<TestType>;
  const std::size_t root_a = a.add_root(a.node(0)), root_b = b.add_root(b.node(0));
  const std::size_t fitted = fill(a, root_a);
  for (std::size_t i = 0; i < 2 * fitted; ++i) {
    typename W::Local node(b.mutator(), b.node(i));
    REQUIRE(node);
    b.initialize(node, 0, W::Owned::retain(Val{b.root(root_b)}));
    b.set_root(root_b, W::Owned::retain(node.get()));
  }
  a.collect();
  b.collect();
  CHECK(b.live() > a.live());
  a.drop_root(root_a);
  a.collect();
  std::size_t length = 0;
  for (Word word = b.root(root_b); word; word = b.get(word, 0)) ++length;
  CHECK(length == 2 * fitted + 1);
}

TEMPLATE_LIST_TEST_CASE("heaps on two threads do not disturb each other", "", AllCollectors) {
  using W = World<TestType>;
  std::size_t fitted[2] = {};
  auto work = [&](std::size_t index) {
    HeapSettings settings;
    settings.limit_bytes = (4 + 4 * index) << 20;
    W world(settings);
    const std::size_t root = world.add_root(world.node(0));
    for (int round = 0; round < 3; ++round) {
      std::size_t count = 0;
      for (;;) {
        typename W::Owned node = world.node(count);
        if (!node) break;
        typename W::Local rooted(world.mutator(), std::move(node));
        world.initialize(rooted, 0, W::Owned::retain(Val{world.root(root)}));
        world.set_root(root, W::Owned::retain(rooted.get()));
        ++count;
      }
      if (round == 0) fitted[index] = count;
      world.drop_root(root);
      world.collect();
    }
  };
  std::thread first(work, 0), second(work, 1);
  first.join();
  second.join();
  CHECK(fitted[0] > 10000);
  CHECK(fitted[1] > fitted[0] * 3 / 2);
}

TEMPLATE_LIST_TEST_CASE("a disabled collector does not run by itself", "", ReclaimingCollectors) {
  World<TestType> world;
  using W = World<TestType>;
  world.heap().set_enabled(false);
  for (int i = 0; i < 300000; ++i) {
    typename W::Local node(world.mutator(), world.node(1));
    world.store(node, 0, node.get().bits);
  }
  CHECK(world.heap().statistics().pauses().count() == 0);
  CHECK_FALSE(world.heap().enabled());
  CHECK(world.collect() == 300000);
  world.heap().set_enabled(true);
  for (int i = 0; i < 1000000; ++i) {
    typename W::Local node(world.mutator(), world.node(1));
    world.store(node, 0, node.get().bits);
  }
  CHECK(world.heap().statistics().pauses().count() > 1);
}
