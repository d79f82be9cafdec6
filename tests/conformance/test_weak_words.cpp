// An embedder with many weak words: looked through before the pause, so that the pause needs only a few.

#include <catch2/catch.hpp>
#include <random>
#include <set>
#include <string>
#include <thread>

#include "tests/conformance/world.h"

using namespace midden;
using namespace midden::conformance;

namespace {

using Configurations = OnAllModels<AnyConcurrent>::Type;

// Keeps account of what is recent and what is suspected, as Embedder::filter_weak wants it.
template <class Config>
class TableWorld : public World<Config> {
 public:
  using World<Config>::World;

  void set(std::size_t i, Word word) {
    if (i >= words_.size()) words_.resize(i + 1);
    words_[i] = word;
    recent_.insert(i);
    if (filtering_) suspects_.insert(i);
  }
  Word word(std::size_t i) const { return words_[i]; }

  std::size_t visited = 0;  // in the last visit that was not of young ones
  std::size_t fewest = ~std::size_t{0};
  unsigned suspected_visits = 0;

 private:
  void visit_weak(WeakVisitor& visitor) override {
    std::set<std::size_t> wanted = recent_;
    if (visitor.scope() == WeakVisitor::Scope::suspected) wanted.insert(suspects_.begin(), suspects_.end());
    if (visitor.scope() == WeakVisitor::Scope::all) {
      for (std::size_t i = 0; i < words_.size(); ++i) wanted.insert(i);
    }
    recent_.clear();
    for (std::size_t i : wanted) {
      visitor.visit(words_[i]);
      if (words_[i] && visitor.may_change(words_[i])) recent_.insert(i);
    }
    if (visitor.scope() == WeakVisitor::Scope::young) return;
    suspected_visits += visitor.scope() == WeakVisitor::Scope::suspected;
    visited = wanted.size();
    fewest = std::min(fewest, visited);
    suspects_.clear();
    filtering_ = false;
  }
  bool filter_weak(const WeakFilter& filter, bool restart) override {
    if (restart) position_ = 0;
    filtering_ = true;
    for (int i = 0; i < 500 && position_ < words_.size(); ++i, ++position_) {
      if (words_[position_] && !filter.alive(words_[position_])) suspects_.insert(position_);
    }
    return position_ == words_.size();
  }

  std::vector<Word> words_;
  std::set<std::size_t> recent_, suspects_;
  std::size_t position_ = 0;
  bool filtering_ = false;
};

}  // namespace

TEMPLATE_LIST_TEST_CASE("many weak words, few of them visited in the pause", "", Configurations) {
  using W = TableWorld<TestType>;
  for (const char* barrier : {"insertion", "snapshot"}) {
    for (const char* helpers : {"0", "1"}) {
      for (const char* nursery : {"0", "256K"}) {
        HeapSettings settings;
        settings.verify = !kSlowBuild;
        settings.options = {{"barrier", barrier},
                            {"helpers", helpers},
                            {"minimum", "1M"},
                            {"growth", "1.3"},
                            {"sizing", "growth"}};
        if (option_problem(W::C::kOptions, "nursery", nursery).empty()) settings.options["nursery"] = nursery;
        W world(settings);
        constexpr unsigned kCount = kSlowBuild ? 2000 : 10'000;
        const std::size_t targets = world.add_root(world.array(kCount));
        auto fill = [&](unsigned i) {
          typename W::Local target(world.mutator(), world.node(i));
          typename W::Local array(world.mutator(), Val{world.root(targets)});
          world.store(array, i, target.get().bits);
          world.set(i, target.get().bits);
        };
        for (unsigned i = 0; i < kCount; ++i) fill(i);
        std::mt19937 random(1);
        // Now and then a referent goes, or another one comes, while cycles pass.
        std::vector<bool> gone(kCount);
        for (unsigned round = 0;
             round < 200 || (world.suspected_visits < (kSlowBuild ? 1 : 3) &&
                             world.heap().memory().allocated_bytes < (std::uint64_t{2} << 30));
             ++round) {
          const unsigned i = random() % kCount;
          if (round % 2) {
            typename W::Local array(world.mutator(), Val{world.root(targets)});
            world.store(array, i, Word{0});
            gone[i] = true;
          } else {
            fill(i);
            gone[i] = false;
          }
          // Old from the start.
          for (int k = 0; k < 20; ++k) W::drop(world.leaf(2200, 1));
          world.mutator().safepoint();
          std::this_thread::yield();
        }
        CHECK(world.suspected_visits > 0);
        CHECK(world.fewest < kCount / 4);
        world.collect();
        for (unsigned i = 0; i < kCount; ++i) {
          REQUIRE((world.word(i) == 0) == gone[i]);
          if (!gone[i]) REQUIRE(world.word(i) == world.get(world.root(targets), i));
        }
      }
    }
  }
}
