#pragma once

// What a workload must supply to a heap. All of it is called by the mutator's own thread while the world is
// stopped, never from helper threads.

#include <cstddef>
#include <cstdint>

#include "collectors/common/kind_traits.h"
#include "object_model/slot.h"

namespace midden {

class RootVisitor {
 public:
  virtual ~RootVisitor() = default;
  // A run of words that hold references, immediates or nothing. A moving collector updates them in place.
  virtual void visit(Word* first, std::size_t count) = 0;
};

class WeakVisitor {
 public:
  // Which words are to be visited; those set since the last visit always are. An embedder that keeps no
  // account of the difference visits all.
  enum class Scope : std::uint8_t {
    all,
    young,      // and those of which the last visit said that they may change
    suspected,  // and those that Embedder::filter_weak found dead
  };

  virtual ~WeakVisitor() = default;
  virtual Scope scope() const { return Scope::all; }
  // After visit: the word may change in the next visit of young ones.
  virtual bool may_change(Word) const { return false; }
  // A word that does not keep its referent alive: updated when the referent moved, zeroed when it died.
  virtual void visit(Word& word) = 0;
};

class WeakFilter {
 public:
  virtual ~WeakFilter() = default;
  // Known to be alive; until the visit answers only change from no to yes.
  virtual bool alive(Word word) const = 0;
};

template <class Object>
class Embedder {
 public:
  virtual ~Embedder() = default;

  // Every root that is not a Local: value stack, module tables, exceptions in flight, immortal tables …
  virtual void visit_roots(RootVisitor& visitor) = 0;

  // Caches, intern tables and the like. Under counting they own no count; the owner guards each use.
  // Called after liveness is known in every cycle that frees or moves objects.
  virtual void visit_weak(WeakVisitor& visitor) = 0;

  // Before a pause in which `suspected` words will be visited, so that it takes no longer the more words
  // there are: looks at the next few, from the first ones when `restart`. True when all have been seen.
  virtual bool filter_weak(const WeakFilter& filter, bool restart) {
    static_cast<void>(filter), static_cast<void>(restart);
    return true;
  }

  // An object with kFlagFinalizable has become unreachable. It (and all it refers to) stays alive through
  // this cycle; the embedder roots it, runs its finalizer at a safepoint and forgets it. The flag is cleared,
  // so that it is announced once (PEP 442). Must not allocate. Counting: the embedder now owns the one
  // remaining reference.
  virtual void finalize(Object* object) = 0;

  // The collector wants the mutator to come to a safepoint (Mutator::safepoint) soon.
  virtual void request_safepoint() {}
  // Instead of being freed, an unreachable object is given to the embedder, which owns a reference to it
  // (HeapBase::set_save_all).
  virtual void saved(Object* object) { static_cast<void>(object); }

  // Asked once, when the heap is made.
  virtual KindTable kind_traits() const { return {}; }
  // Whether an allocation may collect now because a threshold was passed.
  virtual bool allows_collection() const { return true; }
  // Asked before an automatic collection. True: the embedder will ask for it itself, at a safepoint that
  // comes soon (HeapBase::due_generation, Mutator::collect).
  virtual bool defers_collection() { return false; }
  // Told of each object found unreachable when it is to be (HeapBase::set_report_unreachable), by collectors
  // that meet them all. Must not allocate.
  virtual void found_unreachable(Object* object) { static_cast<void>(object); }

  // The referent of this weak reference has died and the reference now reads as nothing. Must not allocate.
  virtual void weak_reference_cleared(Object* reference) = 0;

  // Counting: an object has just been announced for finalization, or its weak references have been cleared.
  // True: what else was to die with it and with its holders, `object` and all that comes after it, waits
  // until the embedder has run what that caused and calls the mutator's continue_death(object). So finalizers
  // see what CPython's see, and come in its order. Must not allocate.
  virtual bool pause_death(Object* object) {
    static_cast<void>(object);
    return false;
  }
};

}  // namespace midden
