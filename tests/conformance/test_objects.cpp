// Allocation, layout, reachability, long lists, large objects, arrays.

#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "tests/conformance/world.h"

using namespace midden;
using namespace midden::conformance;

TEMPLATE_LIST_TEST_CASE("a fresh object is what was asked for", "", AllCollectors) {
  World<TestType> world;
  using W = World<TestType>;
  for (unsigned slots : {0u, 1u, 2u, 3u, 7u, 31u, 32u, 33u, 100u, 255u}) {
    for (unsigned raw : {0u, 1u, 5u, 255u}) {
      auto* object = world.mutator().allocate(kNode, slots, raw);
      REQUIRE(object != nullptr);
      CHECK(reinterpret_cast<Word>(object) % 8 == 0);
      CHECK(TestType::Model::is_reference(reinterpret_cast<Word>(object)));
      CHECK(object->header.kind == kNode);
      CHECK(object->slot_count() == slots);
      CHECK(object->raw_words() == raw);
      CHECK_FALSE(object->has_extent());
      for (unsigned i = 0; i < slots; ++i) CHECK(object->slots()[i].load() == 0);
      W::drop(W::owned(object));
    }
  }
  for (unsigned slots : {0u, 1u, 256u, 5000u, 300000u}) {
    auto* object = world.mutator().allocate_extent(kArray, slots, 3);
    REQUIRE(object != nullptr);
    CHECK(object->has_extent());
    CHECK(object->slot_count() == slots);
    CHECK(object->raw_words() == 3);
    std::size_t set = 0;
    for (unsigned i = 0; i < slots; ++i) set += object->slots()[i].load() != 0;
    CHECK(set == 0);
    W::drop(W::owned(object));
  }
}

TEMPLATE_LIST_TEST_CASE("objects do not overlap", "", AllCollectors) {
  World<TestType> world;
  using W = World<TestType>;
  typename W::Local table(world.mutator(), world.array(2000));
  for (unsigned i = 0; i < 2000; ++i) world.initialize(table, i, world.leaf(i % 90, i * 1000));
  world.collect();
  for (unsigned i = 0; i < 2000; ++i) {
    auto* leaf = W::ref(world.get(table.get().bits, i));
    REQUIRE(leaf->raw_words() == i % 90);
    for (unsigned j = 0; j < i % 90; ++j) REQUIRE(first_raw_word(leaf)[j] == i * 1000 + j);
  }
}

TEMPLATE_LIST_TEST_CASE("what is reachable survives, with its contents", "", AllCollectors) {
  World<TestType> world;
  using W = World<TestType>;
  // A binary tree of depth 12 from a root, garbage in between.
  std::size_t root = world.add_root(world.node(1));
  std::vector<std::size_t> level{1};
  for (Word number = 2; number < 4096; ++number) {
    typename W::Local node(world.mutator(), world.node(number));
    W::drop(world.node(99999));
    Word parent = world.root(root);
    int bits = 63 - __builtin_clzll(number);
    for (int bit = bits - 1; bit > 0; --bit) parent = world.get(parent, number >> bit & 1);
    typename W::Local holder(world.mutator(), Val{parent});
    world.store(holder, number & 1, node.get().bits);
  }
  for (int round = 0; round < 3; ++round) {
    world.collect();
    std::size_t seen = 0;
    std::vector<std::pair<Word, Word>> pending{{world.root(root), 1}};
    while (!pending.empty()) {
      auto [word, number] = pending.back();
      pending.pop_back();
      REQUIRE(W::number(word) == number);
      ++seen;
      for (unsigned side : {0u, 1u}) {
        if (Word child = world.get(word, side)) pending.emplace_back(child, number * 2 + side);
      }
    }
    CHECK(seen == 4095);
  }
  world.drop_root(root);
}

TEMPLATE_LIST_TEST_CASE("garbage is reclaimed, cycles included", "", ReclaimingCollectors) {
  World<TestType> world;
  using W = World<TestType>;
  world.collect();
  const std::uint64_t before = world.live();
  for (int i = 0; i < 20000; ++i) {
    typename W::Local a(world.mutator(), world.node(1));
    typename W::Local b(world.mutator(), world.node(2));
    world.store(a, 0, b.get().bits);
    world.store(b, 1, a.get().bits);
    world.store(b, 0, b.get().bits);
  }
  world.collect();
  CHECK(world.live() <= before + 200);
  CHECK(world.heap().memory().allocated_objects >= 40000);
}

TEMPLATE_LIST_TEST_CASE("collect says how many objects were unreachable", "", ReclaimingCollectors) {
  World<TestType> world;
  using W = World<TestType>;
  world.collect();
  {
    typename W::Local a(world.mutator(), world.node(1));
    typename W::Local b(world.mutator(), world.node(2));
    world.store(a, 0, b.get().bits);
    world.store(b, 0, a.get().bits);
  }
  CHECK(world.collect() == 2);
  CHECK(world.collect() == 0);
}

TEMPLATE_LIST_TEST_CASE("a list of ten million links", "", AllCollectors) {
  World<TestType> world;
  using W = World<TestType>;
  const Word links = kSlowBuild ? 500'000 : 10'000'000;
  std::size_t root = world.add_root(world.node(0));
  for (Word number = 1; number <= links; ++number) {
    typename W::Local node(world.mutator(), world.node(number));
    world.initialize(node, 0, W::Owned::retain(Val{world.root(root)}));
    world.set_root(root, W::Owned::retain(node.get()));
  }
  world.collect();
  Word number = links;
  bool in_order = true;
  for (Word word = world.root(root); word; word = world.get(word, 0))
    in_order = in_order && W::number(word) == number--;
  CHECK(in_order);
  CHECK(number + 1 == 0);
  world.drop_root(root);
  world.collect();
  if (std::string(W::C::kName) != "none") CHECK(world.live() < 1'000'000);
}

TEMPLATE_LIST_TEST_CASE("large objects keep their place and contents, and go when dead", "", AllCollectors) {
  World<TestType> world;
  using W = World<TestType>;
  std::vector<std::size_t> roots;
  std::vector<Word> addresses;
  for (unsigned slots : {2044u, 2048u, 4000u, 20000u, 300000u, 1000000u}) {
    roots.push_back(world.add_root(world.array(slots)));
    typename W::Local array(world.mutator(), Val{world.root(roots.back())});
    world.initialize(array, 0, world.node(slots));
    world.initialize(array, slots - 1, world.node(slots + 1));
    world.initialize(array, slots / 2, W::Owned::retain(array.get()));
  }
  for (std::size_t root : roots) addresses.push_back(world.root(root));
  for (int round = 0; round < 3; ++round) world.collect();
  for (std::size_t i = 0; i < roots.size(); ++i) {
    const Word array = world.root(roots[i]);
    const std::size_t slots = W::ref(array)->slot_count();
    if (slots > 2044) CHECK(array == addresses[i]);
    CHECK(W::number(array) == slots);
    CHECK(W::number(world.get(array, 0)) == slots);
    CHECK(W::number(world.get(array, slots - 1)) == slots + 1);
    CHECK(world.get(array, slots / 2) == array);
  }
  const std::uint64_t held = world.heap().memory().held;
  for (std::size_t root : roots) world.drop_root(root);
  world.collect();
  if (std::string(W::C::kName) != "none") CHECK(world.heap().memory().held + 10'000'000 < held);
}

TEMPLATE_LIST_TEST_CASE("arrays of references: fill, move, overwrite, take", "", AllCollectors) {
  World<TestType> world;
  using W = World<TestType>;
  typename W::Local array(world.mutator(), world.array(1000));
  for (unsigned i = 0; i < 500; ++i) world.initialize(array, i, world.node(i));
  auto slots = [&] { return W::ref(array)->slots(); };
  // Everything moves up by one, then one goes in front.
  world.mutator().copy(W::ref(array), slots() + 1, slots(), 500, CopyMode::move);
  world.mutator().initialize(W::ref(array), slots()[0], 0);
  world.initialize(array, 0, world.node(1000));
  typename W::Local other(world.mutator(), world.array(600));
  world.mutator().copy(W::ref(other), W::ref(other)->slots(), slots(), 501, CopyMode::fill);
  world.collect();
  // And down by one, over a reference that was taken out.
  Word taken = world.mutator().take(W::ref(array), slots()[0]);
  CHECK(W::number(taken) == 1000);
  W::Mutator::release(taken);
  world.mutator().copy(W::ref(array), slots(), slots() + 1, 500, CopyMode::move);
  world.mutator().initialize(W::ref(array), slots()[500], 0);
  world.collect();
  for (unsigned i = 0; i < 500; ++i) {
    REQUIRE(W::number(world.get(array.get().bits, i)) == i);
    REQUIRE(world.get(array.get().bits, i) == world.get(other.get().bits, i + 1));
  }
  CHECK(world.get(array.get().bits, 500) == 0);
  for (unsigned i = 0; i < 500; ++i) world.store(array, i, world.node(7000 + i));
  world.collect();
  for (unsigned i = 0; i < 500; ++i) REQUIRE(W::number(world.get(other.get().bits, i + 1)) == i);
  for (unsigned i = 0; i < 500; ++i) REQUIRE(W::number(world.get(array.get().bits, i)) == 7000 + i);
}

TEMPLATE_LIST_TEST_CASE("identity numbers stay, differ, and are no addresses", "", AllCollectors) {
  World<TestType> world;
  using W = World<TestType>;
  std::vector<std::uint64_t> numbers;
  for (int i = 0; i < 1000; ++i) {
    std::size_t root = world.add_root(world.node(i));
    numbers.push_back(world.mutator().identity(W::ref(world.root(root))));
    CHECK(numbers.back() < 100000);
  }
  CHECK(std::set(numbers.begin(), numbers.end()).size() == 1000);
  for (int round = 0; round < 3; ++round) world.collect();
  for (std::size_t i = 0; i < 1000; ++i)
    REQUIRE(world.mutator().identity(W::ref(world.root(i))) == numbers[i]);
  const Word none = TestType::Model::constant(Constant::none);
  if (TestType::Model::is_reference(none))
    CHECK(world.mutator().identity(W::ref(none)) == world.mutator().identity(W::ref(none)));
}

TEMPLATE_LIST_TEST_CASE("every object moves in each cycle of a moving collector, and in no other", "",
                        AllCollectors) {
  using W = World<TestType>;
  HeapSettings settings;
  if (option_problem(W::C::kOptions, "nursery", "64K").empty()) settings.options["nursery"] = "64K";
  W world(settings);
  std::size_t root = world.add_root(world.node(5));
  const Word before = world.root(root);
  world.collect();
  CHECK((world.root(root) != before) == W::C::kMoves);
  CHECK(W::number(world.root(root)) == 5);
}

TEMPLATE_LIST_TEST_CASE("immortal objects stay, and keep what they refer to", "", AllCollectors) {
  HeapSettings settings;
  settings.verify = true;
  World<TestType> world(settings);
  using W = World<TestType>;
  auto* table = world.mutator().allocate_immortal_extent(kArray, 100, 0);
  auto* small = world.mutator().allocate_immortal(kNode, 1, 1);
  *first_raw_word(small) = 77;
  for (unsigned i = 0; i < 100; ++i) {
    world.mutator().initialize_owned(table, table->slots()[i], world.node(i).take().bits);
  }
  world.mutator().initialize(small, small->slots()[0], reinterpret_cast<Word>(table));
  // Reachable from a mortal object too.
  typename W::Local holder(world.mutator(), world.node(1));
  world.store(holder, 0, reinterpret_cast<Word>(table));
  const std::uint64_t held = world.heap().memory().held;
  for (int round = 0; round < 3; ++round) {
    world.collect();
    W::Mutator::release(reinterpret_cast<Word>(small));
    for (unsigned i = 0; i < 100; ++i) REQUIRE(W::number(world.get(reinterpret_cast<Word>(table), i)) == i);
  }
  CHECK(W::number(reinterpret_cast<Word>(small)) == 77);
  CHECK(world.heap().memory().held <= held + 2 * kBlockBytes);
}

TEMPLATE_LIST_TEST_CASE("a walk over the containers finds them all, and no leaves", "", AllCollectors) {
  World<TestType> world;
  using W = World<TestType>;
  typename W::Local table(world.mutator(), world.array(300));
  for (unsigned i = 0; i < 100; ++i) world.initialize(table, i, world.node(i));
  for (unsigned i = 100; i < 300; ++i) world.initialize(table, i, world.leaf(2, i));
  std::size_t nodes = 0, arrays = 0, others = 0;
  world.heap().for_each_container([&](typename W::Ref object) {
    ++(object->header.kind == kNode ? nodes : object->header.kind == kArray ? arrays : others);
  });
  CHECK(nodes == 100);
  CHECK(arrays == 1);
  CHECK(others == 0);
}
