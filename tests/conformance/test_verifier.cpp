// Tests of the verifier: what is broken on purpose is found.

#include <catch2/catch.hpp>
#include <string>

#include "tests/conformance/world.h"

using namespace midden;
using namespace midden::conformance;

namespace {

template <class W>
std::string check(W& world) {
  if constexpr (W::C::kCounts) {
    return world.heap().check(W::Mutator::kScansLocals);
  } else {
    return world.heap().check();
  }
}

}  // namespace

TEMPLATE_LIST_TEST_CASE("the verifier accepts a sound heap and names a bad slot", "", ReclaimingCollectors) {
  World<TestType> world;
  using W = World<TestType>;
  const std::size_t root = world.add_root(world.array(100));
  typename W::Local array(world.mutator(), Val{world.root(root)});
  for (unsigned i = 0; i < 100; ++i) world.initialize(array, i, world.node(i));
  CHECK(check(world) == "");
  Slot& slot = W::ref(array)->slots()[50];
  const Word good = slot.load();
  for (Word bad : {good + 8, good + 24, Word{0x7000'0000'0000}, reinterpret_cast<Word>(&world)}) {
    slot.store_relaxed(bad & ~Word{7});
    const std::string problem = check(world);
    CHECK(problem != "");
    CHECK(problem.find("root") != std::string::npos);
  }
  slot.store_relaxed(good);
  CHECK(check(world) == "");
  // A header that was overwritten.
  auto* node = W::ref(good);
  const Header header = node->header;
  node->header.raw_words = 255;
  CHECK(check(world) != "");
  node->header = header;
}

TEMPLATE_LIST_TEST_CASE("the verifier finds a reference to a freed object", "", ReclaimingCollectors) {
  HeapSettings settings;
  World<TestType> world(settings);
  using W = World<TestType>;
  typename W::Local holder(world.mutator(), world.node(1));
  Word stale = 0;
  {
    typename W::Local doomed(world.mutator(), world.node(2));
    typename W::Local neighbour(world.mutator(), world.node(3));
    stale = doomed.get().bits;
    world.store(holder, 1, neighbour.get().bits);
  }
  world.collect();
  world.heap().for_each_container([](auto*) {});  // a lazy sweeper sweeps
  W::ref(holder)->slots()[0].store_relaxed(stale);
  if (W::Mutator::kScansLocals) {
    CHECK(check(world) != "");
  } else {
    const std::size_t root = world.add_root(W::Owned::retain(holder.get()));
    CHECK(check(world) != "");
    W::ref(holder)->slots()[0].store_relaxed(0);
    world.drop_root(root);
  }
  W::ref(holder)->slots()[0].store_relaxed(0);
  CHECK(check(world) == "");
}

TEMPLATE_LIST_TEST_CASE("the verifier finds counts that are too low or too high", "", ReclaimingCollectors) {
  World<TestType> world;
  using W = World<TestType>;
  if constexpr (W::C::kCounts) {
    const std::size_t root = world.add_root(world.node(1));
    world.add_root(W::Owned::retain(Val{world.root(root)}));
    std::uint32_t& count = Notes<typename W::M>::count(W::ref(world.root(root)));
    CHECK(world.heap().check(true) == "");
    count = 1;
    CHECK(world.heap().check(true).find("count of 1 but 2") != std::string::npos);
    CHECK(world.heap().check(false) != "");
    count = 3;
    CHECK(world.heap().check(true).find("count of 3 but 2") != std::string::npos);
    CHECK(world.heap().check(false) == "");
    count = 2;
    CHECK(world.heap().check(true) == "");
  }
}
