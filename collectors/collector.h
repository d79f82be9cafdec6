#pragma once

// The contract between a workload and a collector: the mutator events (ARCHITECTURE.md, "The mutator speaks
// in events"). A collector is a class template over the object model:
//
//   template <ObjectModel M> struct Marksweep {   named after its folder
//     static constexpr const char* kName = "marksweep";
//     using Heap = …;     one heap; owned by the workload; no process-wide state
//     using Mutator = …;  one thread's view of a heap, with the events below
//   };
//
// The two are class templates over the model named after it, MarksweepHeap and MarksweepMutator: a
// configuration instantiates them once, so what is not declared inline in them is compiled once, not in each
// file of the workload.
//
// Two heaps may live in one process. A mutator belongs to the thread that made it.

#include <concepts>
#include <cstddef>
#include <cstdint>

#include "collectors/common/collection_request.h"
#include "collectors/common/embedder.h"
#include "collectors/common/memory_figures.h"
#include "collectors/common/options.h"
#include "object_model/model.h"
#include "object_model/object.h"

namespace midden {

struct HeapSettings;

// How `copy` treats what it overwrites and what it leaves behind.
enum class CopyMode {
  fill,  // destination slots hold nothing yet; sources keep their references (under counting: each is
         // retained)
  move,  // within one object, ranges may overlap: references change place, none is gained or lost. Source
         // slots outside the destination range hold stale copies that the caller at once overwrites with
         // `initialize`
};

template <class C, class M>
concept CollectorFor = ObjectModel<M> &&
    requires(typename C::Heap& heap, typename C::Mutator& mutator, Object<M>* object, Slot* slot, Word word,
             unsigned n, KindNumber kind, Embedder<Object<M>>& embedder, const HeapSettings& settings,
             const CollectionRequest& request) {
  { C::kName } -> std::convertible_to<const char*>;
  typename C::Heap;
  typename C::Mutator;
  // One line for people, and what --set accepts.
  { C::kSummary } -> std::convertible_to<const char*>;
  { C::kOptions } -> std::convertible_to<OptionTable>;
  // The mutator must know its Locals (Local links itself into `locals`).
  { C::Mutator::kScansLocals } -> std::convertible_to<bool>;
  // Objects may change address in a collection.
  { C::kMoves } -> std::convertible_to<bool>;
  // retain/release do something.
  { C::kCounts } -> std::convertible_to<bool>;
  { heap.memory() } -> std::same_as<MemoryFigures>;
  // The workload is over: HeapBase's neutral answer, or what a collector that checks has to say.
  { heap.verdict() } -> std::same_as<int>;

  // allocate: a fresh object with its header filled, all slots nothing, raw words undefined, one count (when
  // counting). nullptr: the heap limit is reached even after collecting. May collect.
  { mutator.allocate(kind, n, n) } -> std::same_as<Object<M>*>;
  { mutator.allocate_extent(kind, n, n) } -> std::same_as<Object<M>*>;
  // Never moved, never freed, outside the heap limit; its slots are roots.
  { mutator.allocate_immortal(kind, n, n) } -> std::same_as<Object<M>*>;
  { mutator.allocate_immortal_extent(kind, n, n) } -> std::same_as<Object<M>*>;

  // initialize: first store into a slot that holds nothing. store: any later one. The `_owned` forms take
  // over a count that the caller owns; the others make one. (object, slot, new value)
  mutator.initialize(object, *slot, word);
  mutator.initialize_owned(object, *slot, word);
  mutator.store(object, *slot, word);
  mutator.store_owned(object, *slot, word);
  // take: leaves nothing in the slot and hands its reference (and count) to the caller.
  { mutator.take(object, *slot) } -> std::same_as<Word>;
  // copy: (holder, destination, source, count, mode).
  mutator.copy(object, slot, slot, std::size_t{}, CopyMode::fill);
  // read: a reference is loaded from an object.
  { mutator.read(*slot) } -> std::same_as<Word>;

  // may_track: a container of a kind that is tracked late refers to this value, or is about to.
  mutator.may_track(object, word);

  // retain/release: a root gains or loses a reference. Nothing and immediates are allowed. A release that
  // drops the last reference frees at once, without recursion; finalizers are only announced to the embedder.
  C::Mutator::retain(word);
  C::Mutator::release(word);
  // The reference (to an object) that the caller owns is the only one and nothing watches the object: no weak
  // reference, finalizer or identity. Whoever is about to drop it may change the object instead and keep it.
  // Collectors that do not count answer false.
  { C::Mutator::is_only_reference(word) } -> std::same_as<bool>;

  // How many references there are to an object; without counts, 1.
  { C::Mutator::reference_count(word) } -> std::same_as<std::uint32_t>;

  // safepoint: the collector may do pending work here. Objects may move.
  mutator.safepoint();
  // An explicit collection; returns the number of objects found unreachable when the collector knows it.
  { mutator.collect(request) } -> std::same_as<std::size_t>;

  // The embedder has run every finalizer announced so far and dropped its references to their objects.
  // Collectors that can decide at once whether these are still unreachable free them; returns how many.
  { mutator.finalizers_ran() } -> std::same_as<std::size_t>;

  // Weak references: an object whose first raw word names a referent without keeping it alive. It is
  // registered once, after that word was set, and reads as nothing after the referent died.
  mutator.register_weak_reference(object);
  { mutator.read_weak(object) } -> std::same_as<Word>;
  // A word that Embedder::visit_weak visits was read, and its reference is going to be used.
  mutator.read_weak_word(word);
  // Sets kFlagFinalizable: the embedder is told when the object has become unreachable.
  mutator.register_finalizable(object);
  // A number that stays the same for the object's life and is not its address.
  { mutator.identity(object) } -> std::same_as<std::uint64_t>;
};

}  // namespace midden
