// Counting: in which order the slots of a dying object are released, and deaths that wait for the embedder.
// The expected orders are those of CPython's deallocators, worked by hand.

#include <catch2/catch.hpp>

#include "tests/conformance/world.h"

using namespace midden;
using namespace midden::conformance;

namespace {

enum OrderedKind : KindNumber { kBackward = 20, kMiddle };

template <class Config>
class OrderedWorld : public World<Config> {
 public:
  using Base = World<Config>;
  using Ref = typename Base::Ref;
  using Owned = typename Base::Owned;
  using Local = typename Base::Local;

  explicit OrderedWorld(const HeapSettings& settings = {}) : Base(settings, kinds()) {}

  static KindTable kinds() {
    KindTable table{};
    table[kBackward].flags = kKindBackwards;
    table[kMiddle].first_slot = 2;
    return table;
  }
  // What waits, first come first served, among what was finalized.
  struct Event {
    bool is_death;
    Word object;
  };
  void finalize(Ref object) override { events.push_back({false, reinterpret_cast<Word>(object)}); }
  bool pause_death(Ref object) override {
    if (pauses) events.push_back({true, reinterpret_cast<Word>(object)});
    return pauses;
  }
  void visit_roots(RootVisitor& visitor) override {
    Base::visit_roots(visitor);
    auto visit = [&](std::vector<Event>& list) {
      for (Event& event : list) {
        if (!event.is_death) visitor.visit(&event.object, 1);
      }
    };
    visit(events);
    for (std::vector<Event>& list : waiting) visit(list);
  }

  Owned ordered(OrderedKind kind, unsigned slots, const SlotOrderWord* order = nullptr) {
    Ref object = this->mutator().allocate(kind, slots, order ? 1 : 0);
    if (order) *reinterpret_cast<SlotOrderWord*>(first_raw_word(object)) = *order;
    return Base::owned(object);
  }
  Owned finalizable(Word number) {
    Local node(this->mutator(), this->node(number));
    this->make_finalizable(node);
    return Owned::retain(node.get());
  }
  void fill(const Local& holder, unsigned slots, Word first_number) {
    for (unsigned i = 0; i < slots; ++i) this->initialize(holder, i, finalizable(first_number + i));
  }
  // As the interpreter does: what one event causes comes before the rest.
  void run() {
    waiting.push_back(std::exchange(events, {}));
    const std::size_t depth = waiting.size() - 1;
    while (!waiting[depth].empty()) {
      const Event event = waiting[depth].front();
      if (!event.is_death) {
        numbers.push_back(Base::number(event.object));
        if (during_finalizers) this->collect();
      }
      waiting[depth].erase(waiting[depth].begin());
      if (event.is_death) {
        this->mutator().continue_death(Base::ref(event.object));
      } else {
        Base::Mutator::release(event.object);
      }
      if (!events.empty()) run();
    }
    waiting.pop_back();
  }

  std::vector<Event> events;
  std::vector<std::vector<Event>> waiting;  // by depth, innermost last
  std::vector<Word> numbers;
  bool pauses = false;
  bool during_finalizers = false;
};

}  // namespace

TEMPLATE_LIST_TEST_CASE("slots are released in the order of their object's kind", "", CountingCollectors) {
  OrderedWorld<TestType> world;
  using W = OrderedWorld<TestType>;
  SECTION("last to first") {
    typename W::Local holder(world.mutator(), world.ordered(kBackward, 4));
    world.fill(holder, 4, 0);
  }
  SECTION("from the middle, the first one last") {
    typename W::Local holder(world.mutator(), world.ordered(kMiddle, 5));
    world.fill(holder, 5, 0);
  }
  SECTION("from a place of its own") {
    const SlotOrderWord order{4, 0};
    typename W::Local holder(world.mutator(), world.ordered(kMiddle, 6, &order));
    world.fill(holder, 6, 0);
  }
  world.run();
  const std::vector<Word> expected = world.numbers.size() == 4   ? std::vector<Word>{3, 2, 1, 0}
                                     : world.numbers.size() == 5 ? std::vector<Word>{2, 3, 4, 1, 0}
                                                                 : std::vector<Word>{4, 5, 1, 2, 3, 0};
  CHECK(world.numbers == expected);
}

// root → left → (1 → shared, 2), right → shared; shared → 3. By recursion 1 dies first, then what it alone
// refers to (not yet `shared`, which `right` still holds), then 2, then by `right` the shared one's 3.
TEMPLATE_LIST_TEST_CASE("a death waits for the finalizers of what it has released", "", CountingCollectors) {
  HeapSettings settings;
  settings.verify = true;
  OrderedWorld<TestType> world(settings);
  using W = OrderedWorld<TestType>;
  world.pauses = true;
  world.during_finalizers = GENERATE(false, true);
  const std::uint64_t before = world.live();
  {
    typename W::Local root(world.mutator(), world.array(2)), left(world.mutator(), world.array(2)),
        right(world.mutator(), world.array(1)), shared(world.mutator(), world.array(1)),
        first(world.mutator(), world.finalizable(1));
    world.initialize(shared, 0, world.finalizable(3));
    world.store(first, 0, shared.get().bits);
    world.store(right, 0, shared.get().bits);
    world.store(left, 0, first.get().bits);
    world.initialize(left, 1, world.finalizable(2));
    world.store(root, 0, left.get().bits);
    world.store(root, 1, right.get().bits);
    world.add_root(W::Owned::retain(root.get()));
  }
  world.drop_root(0);
  CHECK(world.events.size() == 2);
  world.run();
  CHECK(world.numbers == std::vector<Word>{1, 2, 3});
  CHECK(world.live() == before);
}

TEMPLATE_LIST_TEST_CASE("what a cleared weak reference causes comes before its referent's slots", "",
                        CountingCollectors) {
  OrderedWorld<TestType> world;
  using W = OrderedWorld<TestType>;
  world.pauses = true;
  const std::uint64_t before = world.live();
  {
    typename W::Local node(world.mutator(), world.node(7));
    world.initialize(node, 0, world.finalizable(8));
    typename W::Local weak(world.mutator(), world.weak(node));
    node.set(Val{});
    CHECK(world.cleared == 1);
    CHECK(world.numbers.empty());
    REQUIRE(world.events.size() == 1);
    CHECK(world.events[0].is_death);
    world.run();
  }
  CHECK(world.numbers == std::vector<Word>{8});
  CHECK(world.live() == before);
}

TEMPLATE_LIST_TEST_CASE("two halves of an object count once", "", CountingCollectors) {
  OrderedWorld<TestType> world;
  using W = OrderedWorld<TestType>;
  const SlotOrderWord order{3, 2};
  auto make_pair = [&] {
    typename W::Local half(world.mutator(), world.node(1));
    world.heap().uncount_allocation(W::ref(half));
    typename W::Local whole(world.mutator(), world.ordered(kMiddle, 3, &order));
    world.store(whole, 2, half.get().bits);
    return W::Owned::retain(whole.get());
  };
  world.collect();
  const unsigned before = world.heap().counts()[0];
  {
    typename W::Local whole(world.mutator(), make_pair());
    CHECK(world.heap().counts()[0] == before + 1);
  }
  CHECK(world.heap().counts()[0] == before);
  {
    typename W::Local whole(world.mutator(), make_pair());
    world.store(whole, 1, whole.get().bits);
  }
  CHECK(world.collect() == 1);
}
