// Counting with kinds of every sort: parts, containers that are tracked late or lose tracking, atomic ones.
// After each full collection exactly the unreachable objects are gone, as reachability by brute force over a
// shadow graph has it, and each count is the number of references that the shadow knows.

#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <set>

#include "tests/conformance/world.h"

using namespace midden;
using namespace midden::conformance;

namespace {

enum SortedKind : KindNumber { kPlain = 20, kHolder, kPart, kFixed, kLate, kAtom };

// Objects are numbered in their first raw word. A holder's only slot refers to its part.
template <class Config>
class SortedWorld : public World<Config> {
 public:
  using Base = World<Config>;
  explicit SortedWorld(const HeapSettings& settings) : Base(settings, kinds()) {}
  static KindTable kinds() {
    KindTable table{};
    table[kPart].flags = kKindPart;
    table[kFixed].flags = kKindUntrackedByCycles | kKindBackwards;
    table[kLate].flags = kKindTrackedLate | kKindUntrackedByFullCycles;
    table[kAtom].flags = kKindAtomic;
    table[kPlain].flags = kKindPooled;
    table[kPlain].pool_capacity = 3;
    return table;
  }
};

struct ShadowObject {
  KindNumber kind;
  std::vector<Word> slots;  // numbers; 0: nothing
};

template <class Config>
class Graph {
 public:
  using W = SortedWorld<Config>;
  using Local = typename W::Local;
  static constexpr std::size_t kRoots = 12;

  Graph(std::uint64_t seed, const HeapSettings& settings) : world_(settings), random_(seed) {
    for (std::size_t i = 0; i < kRoots; ++i) world_.add_root(typename W::Owned());
    roots_.assign(kRoots, 0);
  }

  void run(unsigned steps) {
    for (unsigned step = 1; step <= steps; ++step) {
      switch (below(8)) {
        case 0:
        case 1:
        case 2:
          make();
          break;
        case 3:
        case 4:
        case 5:
          connect();
          break;
        case 6:
          drop_root();
          break;
        default:
          if (below(12) == 0)
            world_.mutator().collect({CollectionReason::explicit_request, static_cast<int>(below(2))});
      }
      world_.drop_finalized();
      if (step % 400 == 0) check();
    }
    check();
  }

 private:
  std::uint64_t below(std::uint64_t n) { return random_() % n; }

  // The object in whose slots another one's contents stand: itself, or its part.
  typename W::Ref contents(typename W::Ref object) {
    if (object->header.kind != kHolder && object->header.kind != kLate) return object;
    return W::ref(object->slots()[0].load());
  }

  void make() {
    const KindNumber kinds[] = {kPlain, kPlain, kHolder, kFixed, kLate, kAtom};
    const KindNumber kind = kinds[below(6)];
    const bool parted = kind == kHolder || kind == kLate;
    const unsigned slots = kind == kAtom ? 0 : 1 + static_cast<unsigned>(below(4));
    Local object(world_.mutator(), W::owned(world_.mutator().allocate(kind,
                                                                      parted          ? 1
                                                                      : kind == kAtom ? 1
                                                                                      : slots,
                                                                      1)));
    *first_raw_word(W::ref(object)) = ++last_;
    if (parted) {
      typename W::Ref part = world_.mutator().allocate_extent(kPart, slots, 1);
      world_.mutator().initialize_owned(W::ref(object), W::ref(object)->slots()[0],
                                        reinterpret_cast<Word>(part));
    }
    shadow_[last_] = {kind, std::vector<Word>(slots, 0)};
    if (below(6) == 0) world_.make_finalizable(object);
    Local weak(world_.mutator(), world_.weak(object));
    weak_[last_] = world_.add_root(W::Owned::retain(weak.get()));
    // What the root held hangs on the new object.
    const std::size_t root = below(kRoots);
    if (slots && roots_[root] && below(2)) set_slot(object, last_, 0, world_.root(root), roots_[root]);
    world_.set_root(root, W::Owned::retain(object.get()));
    roots_[root] = last_;
  }

  void set_slot(const Local& object, Word number, std::size_t slot, Word value, Word value_number) {
    typename W::Ref holder = contents(W::ref(object));
    world_.mutator().may_track(W::ref(object), value);
    world_.mutator().store(holder, holder->slots()[slot], value);
    shadow_[number].slots[slot] = value_number;
  }

  // A walk of random length from a random root.
  Word pick(Local& place) {
    Word word = world_.root(below(kRoots));
    for (std::uint64_t hops = below(5); word && hops > 0; --hops) {
      const std::size_t slots = shadow_.at(W::number(word)).slots.size();
      const Word next = slots ? contents(W::ref(word))->slots()[below(slots)].load() : 0;
      if (!next) break;
      word = next;
    }
    place.set(Val{word});
    return word ? W::number(word) : 0;
  }

  void connect() {
    Local from(world_.mutator()), to(world_.mutator());
    const Word number = pick(from);
    if (!number || shadow_.at(number).slots.empty()) return;
    // What can lose tracking must not refer to more than it did when it was made.
    const Word value = shadow_.at(number).kind == kFixed || below(5) == 0 ? 0 : pick(to);
    set_slot(from, number, below(shadow_.at(number).slots.size()), value ? to.get().bits : 0, value);
  }

  void drop_root() {
    const std::size_t root = below(kRoots);
    world_.set_root(root, typename W::Owned());
    roots_[root] = 0;
  }

  void check() {
    world_.drop_finalized();
    for (int round = 0; round < 2; ++round) {
      world_.collect();
      world_.drop_finalized();
    }
    std::map<Word, std::uint32_t> references;
    std::vector<Word> pending;
    auto refer = [&](Word number) {
      if (number && references[number]++ == 0) pending.push_back(number);
    };
    for (Word root : roots_) refer(root);
    while (!pending.empty()) {
      const Word number = pending.back();
      pending.pop_back();
      for (Word slot : shadow_.at(number).slots) refer(slot);
    }
    for (auto at = weak_.begin(); at != weak_.end();) {
      const auto [number, root] = *at;
      const Word object = world_.mutator().read_weak(W::ref(world_.root(root)));
      INFO("object " << number << " of kind " << int{shadow_.at(number).kind});
      REQUIRE((object != 0) == (references.count(number) != 0));
      if (object) {
        REQUIRE(W::number(object) == number);
        REQUIRE(W::Mutator::reference_count(object) == references[number]);
        ++at;
      } else {
        world_.set_root(root, typename W::Owned());
        shadow_.erase(number);
        at = weak_.erase(at);
      }
    }
  }

  W world_;
  std::mt19937_64 random_;
  std::map<Word, ShadowObject> shadow_;
  std::map<Word, std::size_t> weak_;  // number → root that holds a weak reference to it
  std::vector<Word> roots_;
  Word last_ = 0;
};

}  // namespace

TEMPLATE_LIST_TEST_CASE("every sort of kind against brute force", "", AllCountingCollectors) {
  for (const char* by_memory : {"0", "1000000"}) {
    HeapSettings settings;
    settings.verify = true;
    settings.options["by_memory_from"] = by_memory;
    settings.options["threshold0"] = "20";
    for (std::uint64_t seed = 1; seed <= (kSlowBuild ? 2u : 8u); ++seed) {
      INFO("seed " << seed << ", by_memory_from " << by_memory);
      settings.seed = seed;
      Graph<TestType>(seed, settings).run(4000);
    }
  }
}

TEMPLATE_LIST_TEST_CASE("what is still being filled stays tracked", "", AllCountingCollectors) {
  using W = SortedWorld<TestType>;
  using Heap = typename W::C::Heap;
  HeapSettings settings;
  settings.verify = true;
  settings.options["by_memory_from"] = "1000000";
  W world(settings);
  typename W::Local fixed(world.mutator(), W::owned(world.mutator().allocate(kFixed, 2, 1)));
  typename W::Local atom(world.mutator(), W::owned(world.mutator().allocate(kAtom, 0, 1)));
  world.initialize(fixed, 0, W::Owned::retain(atom.get()));
  world.collect();
  CHECK(Heap::is_tracked(W::ref(fixed)));
  typename W::Local plain(world.mutator(), W::owned(world.mutator().allocate(kPlain, 1, 1)));
  world.initialize(plain, 0, W::Owned::retain(fixed.get()));
  world.initialize(fixed, 1, W::Owned::retain(plain.get()));
  const std::size_t weak = world.add_root(world.weak(fixed));
  world.collect();
  CHECK(Heap::is_tracked(W::ref(fixed)));
  // A cycle, which goes when the last reference from outside does.
  fixed.set(typename W::Owned());
  plain.set(typename W::Owned());
  world.collect();
  world.collect();
  CHECK(world.mutator().read_weak(W::ref(world.root(weak))) == 0);
}

TEMPLATE_LIST_TEST_CASE("every sort of kind under stress", "", AllCountingCollectors) {
  HeapSettings settings;
  settings.verify = true;
  settings.stress_interval = 5;
  for (std::uint64_t seed = 50; seed < (kSlowBuild ? 51u : 54u); ++seed) {
    INFO("seed " << seed);
    settings.seed = seed;
    Graph<TestType>(seed, settings).run(2000);
  }
}
