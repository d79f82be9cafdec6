#pragma once

// WeakCandidates: the weak references and the finalizable objects of a heap whose pauses must not walk them.
// Shortly before a cycle's last pause the tables are filtered beside the mutator: marks are only ever added,
// so whatever is dead in the pause is among the few that were unmarked then. After the pause, before anything
// is swept, entries of the dead are dropped, again beside the mutator. What the mutator registers waits apart
// until it is handed over.
//
// The order in the pause is that of WeakTables (common/weak_tables.h).

#include <array>
#include <atomic>
#include <vector>

#include "collectors/common/embedder.h"
#include "collectors/common/layout.h"
#include "heap/budget.h"

namespace midden {

template <ObjectModel M>
class WeakCandidates {
 public:
  using Ref = Object<M>*;

  explicit WeakCandidates(Budget& budget) : budget_(budget) {}
  ~WeakCandidates() { budget_.give_back(booked_); }
  WeakCandidates(const WeakCandidates&) = delete;
  WeakCandidates& operator=(const WeakCandidates&) = delete;

  // --- the mutator's thread
  void add_reference(Ref reference) { append(references_.fresh, reference); }
  void add_finalizable(Ref object) { append(finalizable_.fresh, object); }
  // Before filter and before compact: what was registered so far takes part.
  void hand_over() {
    references_.hand_over();
    finalizable_.hand_over();
  }

  // What a walk would have to look at.
  std::size_t size() const {
    return references_.settled.size() + references_.fresh.size() + finalizable_.settled.size() +
           finalizable_.fresh.size();
  }

  // --- any one thread, beside the mutator
  template <class Alive>
  void filter(Alive&& alive) {
    settle();
    for (Ref reference : references_.settled) {
      const Word referent = *first_raw_word(reference);
      if (referent != 0 && !alive(reinterpret_cast<Ref>(referent))) append(references_.dying, reference);
    }
    for (Ref object : finalizable_.settled) {
      if (!alive(object)) append(finalizable_.dying, object);
    }
    filtered_ = true;
  }
  // Drops entries of the dead, and those that have done their service.
  template <class Alive>
  void compact(Alive&& alive) {
    settle();
    std::erase_if(references_.settled,
                  [&](Ref reference) { return !alive(reference) || *first_raw_word(reference) == 0; });
    std::erase_if(finalizable_.settled,
                  [&](Ref object) { return !alive(object) || !object->header.has_flag(kFlagFinalizable); });
  }

  // --- in the pause
  template <class Alive>
  void clear_dead_references(Alive&& alive, Embedder<Object<M>>& embedder) {
    references_.for_each_candidate(filtered_, [&](Ref reference) {
      Word& referent = *first_raw_word(reference);
      if (referent == 0 || alive(reinterpret_cast<Ref>(referent))) return;
      referent = 0;
      // Nobody can see that an unreachable reference was cleared.
      if (alive(reference)) embedder.weak_reference_cleared(reference);
    });
  }
  template <class Alive>
  std::vector<Ref> take_dead_finalizable(Alive&& alive) {
    std::vector<Ref> dead;
    finalizable_.for_each_candidate(filtered_, [&](Ref object) {
      if (!alive(object)) dead.push_back(object);
    });
    return dead;
  }
  void end_pause() {
    references_.dying.clear();
    finalizable_.dying.clear();
    filtered_ = false;
    hand_over();
  }

 private:
  struct Table {
    std::vector<Ref> settled;
    std::vector<Ref> handed_over;  // will be settled by the next filter or compact
    std::vector<Ref> fresh;
    std::vector<Ref> dying;

    void hand_over() {
      if (handed_over.empty()) {
        handed_over.swap(fresh);
      } else {
        handed_over.insert(handed_over.end(), fresh.begin(), fresh.end());
        fresh.clear();
      }
    }
    template <class Visit>
    void for_each_candidate(bool filtered, Visit&& visit) {
      if (filtered) {
        for (Ref object : dying) visit(object);
      } else {
        for (Ref object : settled) visit(object);
      }
      for (const std::vector<Ref>* list : {&handed_over, &fresh}) {
        for (Ref object : *list) visit(object);
      }
    }
  };

  void settle() {
    for (Table* table : {&references_, &finalizable_}) {
      for (Ref object : table->handed_over) append(table->settled, object);
      table->handed_over.clear();
    }
  }
  void append(std::vector<Ref>& list, Ref object) {
    if (list.size() == list.capacity()) {
      const std::size_t more = list.capacity() ? list.capacity() : 64;
      budget_.force(more * sizeof(Ref));
      booked_.fetch_add(more * sizeof(Ref), std::memory_order_relaxed);
      list.reserve(list.capacity() + more);
    }
    list.push_back(object);
  }

  Budget& budget_;
  // Only a sum: relaxed.
  std::atomic<std::size_t> booked_{0};
  Table references_;
  Table finalizable_;
  bool filtered_ = false;
};

}  // namespace midden
