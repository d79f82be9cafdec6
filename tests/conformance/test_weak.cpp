// Weak references, finalizers, resurrection, the embedder's weak words.

#include <catch2/catch.hpp>
#include <string>

#include "tests/conformance/world.h"

using namespace midden;
using namespace midden::conformance;

TEMPLATE_LIST_TEST_CASE("a weak reference reads its referent while that lives, then nothing", "",
                        ReclaimingCollectors) {
  World<TestType> world;
  using W = World<TestType>;
  const std::size_t strong = world.add_root(world.node(1));
  const std::size_t root = [&] {
    typename W::Local target(world.mutator(), Val{world.root(strong)});
    return world.add_root(world.weak(target));
  }();
  for (int round = 0; round < 3; ++round) {
    world.collect();
    CHECK(world.mutator().read_weak(W::ref(world.root(root))) == world.root(strong));
  }
  CHECK(world.cleared == 0);
  world.drop_root(strong);
  world.collect();
  CHECK(world.mutator().read_weak(W::ref(world.root(root))) == 0);
  CHECK(world.cleared == 1);
  world.collect();
  CHECK(world.cleared == 1);
}

TEMPLATE_LIST_TEST_CASE("weak references into a cycle, many to one object, and ones that die first", "",
                        ReclaimingCollectors) {
  World<TestType> world;
  using W = World<TestType>;
  std::vector<std::size_t> weak;
  {
    typename W::Local a(world.mutator(), world.node(1));
    typename W::Local b(world.mutator(), world.node(2));
    world.store(a, 0, b.get().bits);
    world.store(b, 0, a.get().bits);
    for (int i = 0; i < 5; ++i) weak.push_back(world.add_root(world.weak(a)));
    weak.push_back(world.add_root(world.weak(b)));
    world.drop_root(weak[1]);
    W::drop(world.weak(b));
    world.collect();
    CHECK(world.cleared == 0);
    CHECK(world.mutator().read_weak(W::ref(world.root(weak[0]))) == a.get().bits);
  }
  world.collect();
  CHECK(world.cleared == 5);
  for (std::size_t root : weak) {
    if (world.root(root)) CHECK(world.mutator().read_weak(W::ref(world.root(root))) == 0);
  }
}

TEMPLATE_LIST_TEST_CASE("a finalizable object is announced once, whole, and then dies", "",
                        ReclaimingCollectors) {
  World<TestType> world;
  using W = World<TestType>;
  world.collect();
  const std::uint64_t before = world.live();
  {
    typename W::Local node(world.mutator(), world.node(7));
    typename W::Local child(world.mutator(), world.node(8));
    world.store(node, 0, child.get().bits);
    world.store(child, 0, node.get().bits);
    world.make_finalizable(node);
    world.collect();
    CHECK(world.finalized.empty());
  }
  world.collect();
  REQUIRE(world.finalized.size() == 1);
  CHECK(W::number(world.finalized[0]) == 7);
  CHECK(W::number(world.get(world.finalized[0], 0)) == 8);
  CHECK_FALSE(W::ref(world.finalized[0])->header.has_flag(kFlagFinalizable));
  world.collect();
  CHECK(world.finalized.size() == 1);
  world.drop_finalized();
  world.collect();
  CHECK(world.finalized.empty());
  CHECK(world.live() <= before + 64);
}

TEMPLATE_LIST_TEST_CASE("a resurrected object lives on and is not announced again", "",
                        ReclaimingCollectors) {
  World<TestType> world;
  using W = World<TestType>;
  {
    typename W::Local node(world.mutator(), world.node(7));
    world.store(node, 1, node.get().bits);
    world.make_finalizable(node);
  }
  world.collect();
  REQUIRE(world.finalized.size() == 1);
  const std::size_t root = world.add_root(W::Owned::retain(Val{world.finalized[0]}));
  CHECK(world.drop_finalized() == 0);
  world.collect();
  CHECK(W::number(world.root(root)) == 7);
  const std::uint64_t live = world.live();
  world.drop_root(root);
  world.collect();
  CHECK(world.finalized.empty());
  CHECK(world.live() < live);
}

TEMPLATE_LIST_TEST_CASE("weak references to a cycle are cleared before its finalizer runs", "",
                        ReclaimingCollectors) {
  World<TestType> world;
  using W = World<TestType>;
  std::size_t weak = 0;
  {
    typename W::Local node(world.mutator(), world.node(7));
    world.store(node, 0, node.get().bits);
    world.make_finalizable(node);
    weak = world.add_root(world.weak(node));
  }
  world.collect();
  CHECK(world.finalized.size() == 1);
  CHECK(world.mutator().read_weak(W::ref(world.root(weak))) == 0);
  CHECK(world.cleared == 1);
  world.drop_finalized();
}

TEMPLATE_LIST_TEST_CASE("an unreachable weak reference is not announced", "", ReclaimingCollectors) {
  World<TestType> world;
  using W = World<TestType>;
  {
    typename W::Local holder(world.mutator(), world.node(1));
    typename W::Local target(world.mutator(), world.node(2));
    world.store(holder, 0, target.get().bits);
    world.store(target, 0, holder.get().bits);
    // Both the reference and its referent hang on the same cycle; a slot makes the reference a container.
    auto* reference = world.mutator().allocate(kWeak, 1, 1);
    *first_raw_word(reference) = target.get().bits;
    world.mutator().register_weak_reference(reference);
    world.store(holder, 1, W::owned(reference));
  }
  world.collect();
  CHECK(world.cleared == 0);
}

TEMPLATE_LIST_TEST_CASE("the embedder's weak words follow and are zeroed", "", ReclaimingCollectors) {
  World<TestType> world;
  using W = World<TestType>;
  if (W::C::kCounts) return;  // they own no count, the owner guards each use
  const std::size_t root = world.add_root(world.node(1));
  world.weak_words = {world.root(root), 0};
  {
    typename W::Local other(world.mutator(), world.node(2));
    world.weak_words.push_back(other.get().bits);
  }
  world.collect();
  CHECK(world.weak_words[0] == world.root(root));
  CHECK(world.weak_words[1] == 0);
  CHECK(world.weak_words[2] == 0);
  CHECK(W::number(world.weak_words[0]) == 1);
}
