#pragma once

// World: a small native mutator. A heap, its mutator, and an embedder whose roots are a vector.
//
// Nodes have two slots and one raw word, their number; arrays have any number of slots; leaves have raw words
// only. Weak references are leaves whose first raw word is the referent.

#include <cstdlib>
#include <memory>
#include <vector>

#include "collectors/common/heap_settings.h"
#include "tests/conformance/collectors.h"

namespace midden::conformance {

enum Kind : KindNumber { kNode = 10, kArray, kLeaf, kWeak };

struct Val {
  Word bits = 0;
};

template <class Config>
class World : public Embedder<Object<typename Config::Model>> {
 public:
  using C = typename Config::Collector;
  using M = typename Config::Model;
  using Heap = typename C::Heap;
  using Mutator = typename C::Mutator;
  using Ref = Object<M>*;
  using Owned = BasicOwned<Mutator, Val>;
  using Local = BasicLocal<Mutator, Val>;

  // The heap asks for the kinds in its constructor, before a class derived from this one could answer.
  explicit World(const HeapSettings& settings = {}, const KindTable& kinds = {})
      : kinds_(kinds),
        heap_(std::make_unique<Heap>(without_safepoints(settings), *this)),
        mutator_(std::make_unique<Mutator>(*heap_)) {}

  Heap& heap() { return *heap_; }
  Mutator& mutator() { return *mutator_; }

  // --- building
  Owned node(Word number) {
    Ref object = mutator().allocate(kNode, 2, 1);
    if (object) *first_raw_word(object) = number;
    return owned(object);
  }
  Owned array(unsigned slots, unsigned raw_words = 1) {
    Ref object = mutator().allocate_extent(kArray, slots, raw_words);
    if (object && raw_words) *first_raw_word(object) = slots;
    return owned(object);
  }
  Owned leaf(unsigned raw_words, Word fill) {
    Ref object = mutator().allocate_extent(kLeaf, 0, raw_words);
    for (unsigned i = 0; object && i < raw_words; ++i) first_raw_word(object)[i] = fill + i;
    return owned(object);
  }
  // `target` must be rooted.
  Owned weak(const Local& target) {
    Ref object = mutator().allocate(kWeak, 0, 1);
    *first_raw_word(object) = target.get().bits;
    mutator().register_weak_reference(object);
    return owned(object);
  }
  static Owned owned(Ref object) { return Owned::adopt(Val{reinterpret_cast<Word>(object)}); }

  void make_finalizable(const Local& object) {
    if (!object) std::abort();
    mutator().register_finalizable(ref(object));
  }
  static void drop(Owned value) { value = Owned(); }

  // --- access
  static Ref ref(Word word) { return reinterpret_cast<Ref>(word); }
  static Ref ref(const Local& local) { return ref(local.get().bits); }
  static Word number(Word word) { return *first_raw_word(ref(word)); }
  Word get(Word holder, std::size_t slot) { return mutator().read(ref(holder)->slots()[slot]); }
  void initialize(const Local& holder, std::size_t slot, Owned&& value) {
    mutator().initialize_owned(ref(holder), ref(holder)->slots()[slot], value.take().bits);
  }
  void store(const Local& holder, std::size_t slot, Word value) {
    mutator().store(ref(holder), ref(holder)->slots()[slot], value);
  }
  void store(const Local& holder, std::size_t slot, Owned&& value) {
    mutator().store_owned(ref(holder), ref(holder)->slots()[slot], value.take().bits);
  }

  // --- roots: each owns a count
  std::size_t add_root(Owned&& value) {
    roots_.push_back(value.take().bits);
    return roots_.size() - 1;
  }
  Word root(std::size_t index) const { return roots_[index]; }
  void set_root(std::size_t index, Owned&& value) {
    const Word old = std::exchange(roots_[index], value.take().bits);
    Mutator::release(old);
  }
  void drop_root(std::size_t index) { set_root(index, Owned()); }
  std::size_t root_count() const { return roots_.size(); }

  std::vector<Word> weak_words;
  // Announced, and not yet dropped by us.
  std::vector<Word> finalized;
  std::size_t cleared = 0;
  // As a workload does after its finalizers ran.
  std::size_t drop_finalized() {
    for (Word word : std::exchange(finalized, {})) Mutator::release(word);
    return mutator().finalizers_ran();
  }

  std::size_t collect() { return mutator().collect({CollectionReason::explicit_request, 2}); }
  std::uint64_t live() { return heap().memory().live; }

  // --- Embedder
  KindTable kind_traits() const override { return kinds_; }
  void visit_roots(RootVisitor& visitor) override {
    if (!roots_.empty()) visitor.visit(roots_.data(), roots_.size());
    if (!finalized.empty()) visitor.visit(finalized.data(), finalized.size());
  }
  void visit_weak(WeakVisitor& visitor) override {
    for (Word& word : weak_words) visitor.visit(word);
  }
  void finalize(Ref object) override { finalized.push_back(reinterpret_cast<Word>(object)); }
  void weak_reference_cleared(Ref) override { ++cleared; }

 private:
  // The mutators here never come to a safepoint: what waits for one by default is done at the allocation.
  static HeapSettings without_safepoints(HeapSettings settings) {
    if (option_problem(C::kOptions, "at_safepoint", "off").empty())
      settings.options.try_emplace("at_safepoint", "off");
    return settings;
  }

  std::vector<Word> roots_;
  KindTable kinds_;
  std::unique_ptr<Heap> heap_;
  std::unique_ptr<Mutator> mutator_;
};

// Sizes that take long under a sanitizer are smaller there.
inline constexpr bool kSlowBuild =
#ifdef NDEBUG
    false;
#else
    true;
#endif

}  // namespace midden::conformance
