// The checking collector: a mutator that keeps the rules is found sound, and each way of breaking one is
// found and named.

#include <sys/wait.h>
#include <unistd.h>

#include "collectors/check/check.h"
#include "heap/sanitizers.h"
#include "tests/conformance/random_graph.h"

using namespace midden;
using namespace midden::conformance;

namespace {

template <class M>
using AnyCheck = Check<M>;
using Configurations = OnAllModels<AnyCheck>::Type;

HeapSettings silent() {
  HeapSettings settings;
  settings.options = {{"report", "nothing"}};
  return settings;
}

// Exactly these violations so far, and the first is described with these words.
template <class W>
void require_found(W& world, Breach breach, std::uint64_t count, std::initializer_list<const char*> words) {
  world.heap().check();
  const Verdict& findings = world.heap().findings();
  INFO(world.heap().check());
  REQUIRE(findings.count() == count);
  REQUIRE(findings.count(breach) == count);
  for (const char* word : words) CHECK(findings.violations().front().text.find(word) != std::string::npos);
  CHECK(world.heap().verdict() == Verdict::kExitStatus);
}

}  // namespace

TEMPLATE_LIST_TEST_CASE("random graphs: nothing is wrong, and what is dead goes", "", Configurations) {
  HeapSettings settings;
  settings.options = {{"interval", "50"}, {"report", "violations"}};
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    CHECK(mutate<World<TestType>>(seed, settings, 4000) > 0);
  }
  settings.stress_interval = 3;
  for (std::uint64_t seed = 10; seed <= 12; ++seed) mutate<World<TestType>>(seed, settings, 1000);
}

TEMPLATE_LIST_TEST_CASE("a sound program: the verdict and its figures", "", Configurations) {
  World<TestType> world(silent());
  using W = World<TestType>;
  const std::size_t root = world.add_root(world.array(100));
  for (unsigned i = 0; i < 100; ++i) {
    typename W::Local array(world.mutator(), Val{world.root(root)});
    world.initialize(array, i, world.node(i));
  }
  world.collect();
  CHECK(world.heap().verdict() == 0);
  const CheckedFigures& checked = world.heap().findings().checked;
  CHECK(checked.allocations == 101);
  CHECK(checked.first_stores_later == 100);
  CHECK(checked.first_stores_at_once == 0);
  CHECK(checked.moves == 1);
  CHECK(checked.moved_objects == 101);
  // Two walks over 100 slots of the array and two of each node.
  CHECK(checked.walks == 2);
  CHECK(checked.compared_slots == 2 * 300);
}

TEMPLATE_LIST_TEST_CASE("a store that no event announced", "", Configurations) {
  World<TestType> world(silent());
  using W = World<TestType>;
  typename W::Local holder(world.mutator(), world.node(1)), old(world.mutator(), world.node(2)),
      fresh(world.mutator(), world.node(3));
  world.store(holder, 1, old.get().bits);
  SECTION("found at the next walk") {
    W::ref(holder)->slots()[1].store_relaxed(fresh.get().bits);
    require_found(world, Breach::unannounced_store, 1,
                  {"slot 1 of object 1 (kind 10)", "holds object 3 (kind 10)", "announced was object 2"});
  }
  SECTION("found by the next event") {
    W::ref(holder)->slots()[1].store_relaxed(0);
    world.store(holder, 1, fresh.get().bits);
    require_found(world, Breach::unannounced_store, 1, {"slot 1 of object 1", "holds nothing"});
  }
  SECTION("announced too early: the value comes later") {
    world.mutator().store(W::ref(holder), W::ref(holder)->slots()[1], fresh.get().bits);
    W::ref(holder)->slots()[1].store_relaxed(old.get().bits);
    require_found(world, Breach::unannounced_store, 1, {"holds object 2", "announced was object 3"});
  }
  SECTION("in an immortal object") {
    auto* table = world.mutator().allocate_immortal(kNode, 3, 0);
    table->slots()[2].store_relaxed(fresh.get().bits);
    require_found(world, Breach::unannounced_store, 1, {"slot 2 of the immortal object"});
    world.collect();
    CHECK(table->slots()[2].load() == fresh.get().bits);
  }
  SECTION("of what is no object") {
    W::ref(holder)->slots()[1].store_relaxed(0x1234'5678);
    require_found(world, Breach::unannounced_store, 1, {"0x12345678, where no object is"});
    world.collect();
    CHECK(W::ref(holder)->slots()[1].load() == 0x1234'5678);
  }
}

TEMPLATE_LIST_TEST_CASE("an event that names another object", "", Configurations) {
  World<TestType> world(silent());
  using W = World<TestType>;
  typename W::Local one(world.mutator(), world.node(1)), two(world.mutator(), world.node(2));
  world.mutator().store(W::ref(one), W::ref(two)->slots()[0], one.get().bits);
  const Verdict& findings = world.heap().findings();
  REQUIRE(findings.count() == 1);
  CHECK(findings.violations()[0].breach == Breach::wrong_holder);
  CHECK(findings.violations()[0].text.find("store names object 1") != std::string::npos);
  // And so the right one knows nothing of it.
  world.heap().check();
  CHECK(findings.count(Breach::unannounced_store) == 1);
}

TEMPLATE_LIST_TEST_CASE("words held while objects move", "", Configurations) {
  World<TestType> world(silent());
  using W = World<TestType>;
  typename W::Local holder(world.mutator(), world.node(1)), other(world.mutator(), world.node(2));
  const Word stale = other.get().bits;
  auto* stale_holder = W::ref(holder);
  const std::size_t root = world.add_root(typename W::Owned());
  world.collect();
  SECTION("as value") {
    world.store(holder, 0, stale);
    REQUIRE(world.heap().findings().count(Breach::stale_value) == 1);
    world.store(holder, 0, Word{0});
    require_found(world, Breach::stale_value, 1, {"store in object 1", "where object 2 (kind 10) was"});
  }
  SECTION("as holder") {
    world.mutator().store(stale_holder, W::ref(holder)->slots()[0], other.get().bits);
    require_found(world, Breach::stale_holder, 1, {"store names", "where object 1 (kind 10) was"});
  }
  SECTION("as root") {
    world.set_root(root, W::owned(W::ref(stale)));
    require_found(world, Breach::stale_root, 1, {"a root refers to", "where object 2 (kind 10) was"});
    world.collect();
  }
  SECTION("of the dead") {
    const Word dead = world.node(7).value().bits;
    world.collect();
    world.store(holder, 0, dead);
    world.store(holder, 0, Word{0});
    require_found(world, Breach::stale_value, 1, {"where object 3 (kind 10) was", "and died"});
  }
}

TEMPLATE_LIST_TEST_CASE("memory in which an object was is not accessible", "", Configurations) {
  if (kSanitized) return;
  using W = World<TestType>;
  int pipes[2];
  REQUIRE(pipe(pipes) == 0);
  const pid_t child = fork();
  if (child == 0) {
    dup2(pipes[1], STDERR_FILENO);
    W world(silent());
    typename W::Local node(world.mutator(), world.node(1));
    const Word stale = node.get().bits;
    world.collect();
    _exit(static_cast<int>(W::number(stale)));
  }
  close(pipes[1]);
  std::string text(1000, 0);
  text.resize(static_cast<std::size_t>(std::max<ssize_t>(0, read(pipes[0], text.data(), text.size()))));
  close(pipes[0]);
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  INFO(text);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == Verdict::kExitStatus);
  CHECK(text.find("stale access: 0x") != std::string::npos);
  CHECK(text.find("where object 1 (kind 10) was") != std::string::npos);
}

TEMPLATE_LIST_TEST_CASE("a first store into a slot that holds something", "", Configurations) {
  World<TestType> world(silent());
  using W = World<TestType>;
  typename W::Local holder(world.mutator(), world.node(1)), value(world.mutator(), world.node(2));
  world.store(holder, 0, value.get().bits);
  SECTION("by initialize") {
    world.mutator().initialize(W::ref(holder), W::ref(holder)->slots()[0], value.get().bits);
    require_found(world, Breach::initialized_twice, 1, {"slot 0 of object 1", "holds object 2"});
  }
  SECTION("by filling") {
    world.mutator().copy(W::ref(holder), W::ref(holder)->slots(), W::ref(value)->slots(), 2, CopyMode::fill);
    require_found(world, Breach::initialized_twice, 1, {"slot 0 of object 1", "is filled with nothing"});
  }
}

TEMPLATE_LIST_TEST_CASE("copies that a move left behind", "", Configurations) {
  World<TestType> world(silent());
  using W = World<TestType>;
  typename W::Local array(world.mutator(), world.array(4));
  for (unsigned i = 0; i < 3; ++i) world.initialize(array, i, world.node(i));
  auto slots = [&] { return W::ref(array)->slots(); };
  world.mutator().copy(W::ref(array), slots() + 1, slots(), 3, CopyMode::move);
  SECTION("are fine when they are initialized") {
    world.mutator().initialize(W::ref(array), slots()[0], 0);
    W::drop(world.node(1));
    CHECK(world.heap().check() == "");
  }
  SECTION("are found at the next allocation") {
    W::drop(world.node(1));
    require_found(world, Breach::stale_copy_left, 1, {"1 slots", "holds object 2"});
  }
  SECTION("must not be stored over") {
    world.store(array, 0, array.get().bits);
    require_found(world, Breach::stale_copy_left, 1, {});
  }
}

TEMPLATE_LIST_TEST_CASE("weak references that are registered wrongly", "", Configurations) {
  World<TestType> world(silent());
  using W = World<TestType>;
  typename W::Local target(world.mutator(), world.node(1));
  typename W::Local reference(world.mutator(), W::owned(world.mutator().allocate(kWeak, 0, 1)));
  SECTION("before the word was set") {
    world.mutator().register_weak_reference(W::ref(reference));
    require_found(world, Breach::registered_too_early, 1, {"object 2 (kind 13)", "0xebebebebebebebeb"});
  }
  SECTION("twice") {
    *first_raw_word(W::ref(reference)) = target.get().bits;
    world.mutator().register_weak_reference(W::ref(reference));
    world.mutator().register_weak_reference(W::ref(reference));
    require_found(world, Breach::registered_twice, 1, {"object 2 (kind 13)"});
  }
  SECTION("and read past read_weak") {
    *first_raw_word(W::ref(reference)) = target.get().bits;
    world.mutator().register_weak_reference(W::ref(reference));
    CHECK(world.mutator().read_weak(W::ref(reference)) == target.get().bits);
    world.store(target, 0, *first_raw_word(W::ref(reference)));
    CHECK(world.heap().findings().count(Breach::stale_value) == 1);
  }
}

// Whoever takes a reference out of a weak word after the last trace must say so.
TEMPLATE_LIST_TEST_CASE("what only a weak word had comes back", "", Configurations) {
  using W = World<TestType>;
  unsigned came_back = 0, found = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    for (bool announced : {true, false}) {
      HeapSettings settings = silent();
      settings.seed = seed;
      settings.stress_interval = 1;
      W world(settings);
      const std::size_t root = world.add_root(world.node(1));
      world.weak_words = {world.root(root)};
      world.drop_root(root);
      for (unsigned i = 0; i < seed % 4; ++i) W::drop(world.leaf(1, 1));
      const Word word = world.weak_words[0];
      if (word == 0) continue;
      if (announced) world.mutator().read_weak_word(word);
      world.set_root(root, W::Owned::retain(Val{word}));
      world.collect();
      const Verdict& findings = world.heap().findings();
      CHECK(findings.count() == findings.count(Breach::weak_unannounced));
      if (announced) {
        CHECK(findings.count() == 0);
      } else {
        ++came_back;
        found += findings.count() == 1;
      }
      CHECK(W::number(world.root(root)) == 1);
    }
  }
  // Not every time: the object may not have been missed yet.
  CHECK(came_back > 20);
  CHECK(found > 5);
  CHECK(found < came_back);
}

TEMPLATE_LIST_TEST_CASE("a layout that changed", "", Configurations) {
  World<TestType> world(silent());
  using W = World<TestType>;
  typename W::Local node(world.mutator(), world.node(1));
  W::ref(node)->header.slot_count = 1;
  W::ref(node)->header.raw_words = 2;
  world.heap().check();
  CHECK(world.heap().findings().violations()[0].breach == Breach::layout_changed);
  CHECK(world.heap().findings().violations()[0].text.find("had 2 slots, now 1") != std::string::npos);
}
