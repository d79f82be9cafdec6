#pragma once

// Random mutation of a graph, mirrored in a shadow that knows what must be reachable. A failure prints the
// seed.

#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <set>
#include <string>

#include "tests/conformance/world.h"

namespace midden::conformance {

// The same graph in plain containers: node number → numbers of what its slots refer to.
struct Shadow {
  std::vector<Word> roots;
  std::map<Word, std::vector<Word>> nodes;

  void forget_unreachable() {
    std::set<Word> seen;
    std::vector<Word> pending(roots);
    while (!pending.empty()) {
      const Word number = pending.back();
      pending.pop_back();
      if (!number || !seen.insert(number).second) continue;
      for (Word next : nodes.at(number)) pending.push_back(next);
    }
    std::erase_if(nodes, [&](const auto& entry) { return !seen.count(entry.first); });
  }
};

template <class W>
void compare(W& world, Shadow& shadow) {
  shadow.forget_unreachable();
  std::map<Word, Word> found;  // number → address
  std::vector<Word> pending;
  for (std::size_t i = 0; i < shadow.roots.size(); ++i) {
    REQUIRE((world.root(i) != 0) == (shadow.roots[i] != 0));
    if (world.root(i)) {
      REQUIRE(W::number(world.root(i)) == shadow.roots[i]);
      pending.push_back(world.root(i));
    }
  }
  while (!pending.empty()) {
    const Word word = pending.back();
    pending.pop_back();
    const Word number = W::number(word);
    auto [at, fresh] = found.emplace(number, word);
    REQUIRE(at->second == word);  // one object per number: nothing was duplicated
    if (!fresh) continue;
    const std::vector<Word>& expected = shadow.nodes.at(number);
    REQUIRE(W::ref(word)->slot_count() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
      const Word child = world.get(word, i);
      REQUIRE((child ? W::number(child) : 0) == expected[i]);
      if (child) pending.push_back(child);
    }
  }
  REQUIRE(found.size() == shadow.nodes.size());
}

// How many objects were announced to be finalized.
template <class W>
std::uint64_t mutate(std::uint64_t seed, HeapSettings settings, unsigned steps) {
  INFO("seed " << seed);
  settings.seed = seed;
  W world(settings);
  Shadow shadow;
  std::mt19937_64 random(seed);
  auto below = [&](std::uint64_t n) { return random() % n; };
  constexpr std::size_t kRoots = 20;
  for (std::size_t i = 0; i < kRoots; ++i) world.add_root(typename W::Owned());
  shadow.roots.assign(kRoots, 0);
  Word next = 1;
  std::uint64_t announced = 0;
  // A walk of random length from a random root: an object and its number.
  auto pick = [&](typename W::Local& place) -> Word {
    Word word = world.root(below(kRoots));
    for (std::uint64_t hops = below(6); word && hops > 0; --hops) {
      const std::size_t slots = W::ref(word)->slot_count();
      Word onward = slots ? world.get(word, below(slots)) : 0;
      if (!onward) break;
      word = onward;
    }
    place.set(Val{word});
    return word ? W::number(word) : 0;
  };
  for (unsigned step = 0; step < steps; ++step) {
    switch (below(10)) {
      case 0:
      case 1:
      case 2: {  // a new object in a root
        const unsigned slots = static_cast<unsigned>(below(50) == 0 ? 2000 + below(3000) : below(6));
        typename W::Local fresh(world.mutator(), world.array(slots, 1 + static_cast<unsigned>(below(4))));
        REQUIRE(fresh);
        *first_raw_word(W::ref(fresh)) = next;
        shadow.nodes[next].assign(slots, 0);
        if (below(20) == 0) world.make_finalizable(fresh);
        typename W::Local old(world.mutator());
        const std::size_t at = below(kRoots);
        if (slots && world.root(at)) {
          // What was there hangs on the new one.
          old.set(Val{world.root(at)});
          world.initialize(fresh, 0, W::Owned::retain(old.get()));
          shadow.nodes[next][0] = shadow.roots[at];
        }
        world.set_root(at, W::Owned::retain(fresh.get()));
        shadow.roots[at] = next++;
        break;
      }
      case 3:
      case 4:
      case 5:
      case 6: {  // an edge
        typename W::Local holder(world.mutator()), value(world.mutator());
        const Word from = pick(holder), to = pick(value);
        if (!from || W::ref(holder)->slot_count() == 0) break;
        const std::size_t slot = below(W::ref(holder)->slot_count());
        world.store(holder, slot, value.get().bits);
        shadow.nodes[from][slot] = to;
        break;
      }
      case 7: {  // a root is dropped or moved
        typename W::Local value(world.mutator());
        const Word to = below(2) ? pick(value) : 0;
        const std::size_t at = below(kRoots);
        world.set_root(at, W::Owned::retain(value.get()));
        shadow.roots[at] = to;
        break;
      }
      case 8: {  // a replaced array, as a growing list has it
        typename W::Local old(world.mutator());
        const std::size_t at = below(kRoots);
        old.set(Val{world.root(at)});
        if (!old) break;
        const std::size_t slots = W::ref(old)->slot_count();
        typename W::Local fresh(world.mutator(), world.array(static_cast<unsigned>(slots) + 1));
        *first_raw_word(W::ref(fresh)) = next;
        world.mutator().copy(W::ref(fresh), W::ref(fresh)->slots(), W::ref(old)->slots(), slots,
                             CopyMode::fill);
        shadow.nodes[next] = shadow.nodes.at(shadow.roots[at]);
        shadow.nodes[next].push_back(0);
        world.set_root(at, W::Owned::retain(fresh.get()));
        shadow.roots[at] = next++;
        break;
      }
      default: {  // an edge goes
        typename W::Local holder(world.mutator());
        const Word from = pick(holder);
        if (!from || W::ref(holder)->slot_count() == 0) break;
        const std::size_t slot = below(W::ref(holder)->slot_count());
        world.store(holder, slot, 0);
        shadow.nodes[from][slot] = 0;
      }
    }
    announced += world.finalized.size();
    if (step % 16 == 0) world.drop_finalized();
    if (step % 500 == 0) {
      if (below(2)) world.mutator().collect({CollectionReason::explicit_request, static_cast<int>(below(3))});
      compare(world, shadow);
    }
  }
  compare(world, shadow);
  // In the end nothing that is unreachable is left.
  world.drop_finalized();
  for (int round = 0; round < 2; ++round) {
    world.collect();
    world.drop_finalized();
  }
  std::size_t containers = 0, expected = 0;
  world.collect();
  world.heap().for_each_container([&](typename W::Ref) { ++containers; });
  for (const auto& [number, slots] : shadow.nodes) expected += !slots.empty();
  if (std::string(W::C::kName) != "none") CHECK(containers == expected);
  return announced;
}

}  // namespace midden::conformance
