#pragma once

// WeakTables: the weak references and the finalizable objects of a tracing collector's heap, and the order in
// which a cycle treats them:
//
//   1. liveness is known; clear_dead_references: who names a dead object reads as nothing from now on, also
//      when that object is about to be finalized (as CPython's cycle collector does it)
//   2. take_dead_finalizable: the collector keeps these alive, with all they reach, and announces them
//   3. forget_dead_references, and the embedder's own weak words: whatever is dead now is gone
//
// `survivor(object)` gives an object's address after the cycle, nullptr when it died.

#include <vector>

#include "collectors/common/embedder.h"
#include "collectors/common/layout.h"
#include "heap/budget.h"

namespace midden {

template <ObjectModel M>
class WeakTables {
 public:
  using Ref = Object<M>*;

  explicit WeakTables(Budget& budget) : budget_(budget) {}
  ~WeakTables() { budget_.give_back(booked_); }
  WeakTables(const WeakTables&) = delete;
  WeakTables& operator=(const WeakTables&) = delete;

  void add_reference(Ref reference) { append(references_, reference); }
  void add_finalizable(Ref object) { append(finalizable_, object); }

  template <class Survivor>
  void clear_dead_references(Survivor&& survivor, Embedder<Object<M>>& embedder) {
    for (Ref reference : references_) {
      Ref moved = survivor(reference);
      Word& referent = *first_raw_word(moved ? moved : reference);
      if (referent == 0 || survivor(reinterpret_cast<Ref>(referent))) continue;
      referent = 0;
      // Nobody can see that an unreachable reference was cleared.
      if (moved) embedder.weak_reference_cleared(moved);
    }
  }

  template <class Survivor>
  std::vector<Ref> take_dead_finalizable(Survivor&& survivor) {
    std::vector<Ref> dead;
    std::size_t kept = 0;
    for (Ref object : finalizable_) {
      if (Ref moved = survivor(object)) {
        finalizable_[kept++] = moved;
      } else {
        dead.push_back(object);
      }
    }
    finalizable_.resize(kept);
    return dead;
  }

  template <class Survivor>
  void forget_dead_references(Survivor&& survivor) {
    std::size_t kept = 0;
    for (Ref reference : references_) {
      Ref moved = survivor(reference);
      if (!moved) continue;
      Word& referent = *first_raw_word(moved);
      if (referent == 0) continue;
      referent = reinterpret_cast<Word>(survivor(reinterpret_cast<Ref>(referent)));
      references_[kept++] = moved;
    }
    references_.resize(kept);
  }

  // Entries all of whose objects leave go to another table.
  template <class Leaves, class Table>
  void hand_over(Leaves&& leaves, Table& table) {
    std::erase_if(references_, [&](Ref reference) {
      const Word referent = *first_raw_word(reference);
      if (!leaves(reference) || !leaves(reinterpret_cast<Ref>(referent))) return false;
      table.add_reference(reference);
      return true;
    });
    std::erase_if(finalizable_, [&](Ref object) {
      if (!leaves(object)) return false;
      table.add_finalizable(object);
      return true;
    });
  }
  std::size_t size() const { return references_.size() + finalizable_.size(); }

 private:
  void append(std::vector<Ref>& list, Ref object) {
    if (list.size() == list.capacity()) {
      const std::size_t more = list.capacity() ? list.capacity() : 64;
      budget_.force(more * sizeof(Ref));
      booked_ += more * sizeof(Ref);
      list.reserve(list.capacity() + more);
    }
    list.push_back(object);
  }

  Budget& budget_;
  std::size_t booked_ = 0;
  std::vector<Ref> references_;
  std::vector<Ref> finalizable_;
};

// Gives the embedder's weak words their new values.
template <ObjectModel M, class Survivor>
class WeakWordVisitor : public WeakVisitor {
 public:
  explicit WeakWordVisitor(Survivor survivor, Scope scope = Scope::all)
      : survivor_(survivor), scope_(scope) {}
  Scope scope() const override { return scope_; }
  void visit(Word& word) override {
    if (M::is_reference(word)) word = reinterpret_cast<Word>(survivor_(reinterpret_cast<Object<M>*>(word)));
  }

 private:
  Survivor survivor_;
  const Scope scope_;
};

// Gives every word of the roots to a function.
template <class Visit>
class RootWordVisitor final : public RootVisitor {
 public:
  explicit RootWordVisitor(Visit visit) : visit_(visit) {}
  void visit(Word* first, std::size_t count) override {
    for (std::size_t i = 0; i < count; ++i) visit_(first[i]);
  }

 private:
  Visit visit_;
};

}  // namespace midden
