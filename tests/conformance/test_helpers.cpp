// Helper threads do their part: in a forked child as in its parent, for two heaps in one process, and their
// time is booked for what they did.

#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <memory>
#include <thread>

#include "tests/conformance/world.h"

using namespace midden;
using namespace midden::conformance;

namespace {

using Configurations = OnAllModels<AnyConcurrent>::Type;

// A long list, and objects allocated beside it that die at once.
template <class W>
class ListWorld {
 public:
  ListWorld() : world_(settings()) {
    root_ = world_.add_root(world_.node(0));
    for (Word i = 1; i < 100'000; ++i) {
      typename W::Local node(world_.mutator(), world_.node(i));
      world_.initialize(node, 0, W::Owned::retain(Val{world_.root(root_)}));
      world_.set_root(root_, W::Owned::retain(node.get()));
    }
    note();
  }

  // From now on counts what helpers do.
  void note() {
    marking_ = statistics().helpers_cpu_ns(Phase::mark);
    sweeping_ = statistics().helpers_cpu_ns(Phase::sweep);
  }
  bool helped() const {
    return statistics().helpers_cpu_ns(Phase::mark) > marking_ &&
           statistics().helpers_cpu_ns(Phase::sweep) > sweeping_;
  }
  void step() {
    for (int i = 0; i < 100; ++i) W::drop(world_.leaf(100, 1));
    world_.mutator().safepoint();
    std::this_thread::yield();
  }
  // Helpers need a core of the machine's now and then: it may take long, but not for ever.
  bool wait_for_help() {
    for (int i = 0; i < 40'000 && !helped(); ++i) step();
    return helped();
  }
  bool sound() {
    Word number = 100'000;
    for (Word word = world_.root(root_); word; word = world_.get(word, 0)) {
      if (W::number(word) != --number) return false;
    }
    return number == 0;
  }
  const Statistics& statistics() const { return const_cast<W&>(world_).heap().statistics(); }
  typename W::Heap& heap() { return world_.heap(); }

 private:
  static HeapSettings settings() {
    HeapSettings settings;
    settings.options = {{"helpers", "1"}, {"minimum", "1M"}, {"sizing", "growth"}, {"growth", "1.5"}};
    // In a nursery what dies at once would leave the helpers nothing to do.
    if (option_problem(W::C::kOptions, "nursery", "0").empty()) settings.options["nursery"] = "0";
    return settings;
  }

  W world_;
  std::size_t root_ = 0;
  std::uint64_t marking_ = 0;
  std::uint64_t sweeping_ = 0;
};

}  // namespace

TEMPLATE_LIST_TEST_CASE("helpers mark and sweep in a forked child, too", "", Configurations) {
  ListWorld<World<TestType>> world;
  REQUIRE(world.wait_for_help());
  for (int round = 0; round < 3; ++round) {
    world.heap().before_fork();
    const pid_t child = fork();
    world.heap().after_fork();
    world.note();
    const bool good = world.wait_for_help() && world.sound();
    if (child == 0) {
      world.heap().before_fork();  // joins helpers, which ThreadSanitizer would report otherwise
      _exit(good ? 0 : 1);
    }
    REQUIRE(child > 0);
    int status = 1;
    waitpid(child, &status, 0);
    CHECK(status == 0);
    CHECK(good);
  }
}

TEMPLATE_LIST_TEST_CASE("two heaps in one process have helpers each", "", Configurations) {
  using Lists = ListWorld<World<TestType>>;
  auto one = std::make_unique<Lists>(), two = std::make_unique<Lists>();
  for (int i = 0; i < 40'000 && !(one->helped() && two->helped()); ++i) {
    one->step();
    two->step();
  }
  CHECK(one->helped());
  CHECK(two->helped());
  CHECK(one->sound());
  CHECK(two->sound());
  one.reset();
  two->note();
  CHECK(two->wait_for_help());
  CHECK(two->sound());
}
