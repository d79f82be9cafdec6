#pragma once

// The heap of `refcount`: counted cells, three generations of containers, the side tables.

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "collectors/collector.h"
#include "collectors/common/heap_base.h"
#include "collectors/common/layout.h"
#include "collectors/common/local.h"
#include "collectors/common/options.h"
#include "collectors/common/slot_order.h"
#include "collectors/common/verifier.h"
#include "collectors/common/weak_tables.h"
#include "collectors/refcount/links.h"
#include "collectors/refcount/weak_lists.h"
#include "heap/counted_space.h"
#include "heap/mark_stack.h"

namespace midden {

inline constexpr OptionDescription kRefcountOptions[] = {
    {"threshold0", OptionType::integer, "700", 0, 2e9,
     "collect the young generation after so many net allocations of containers; 0: no automatic collections"},
    {"threshold1", OptionType::integer, "10", 0, 2e9,
     "collect the middle generation after more young collections than this"},
    {"threshold2", OptionType::integer, "10", 0, 2e9,
     "collect everything after more middle collections than this"},
    {"enabled", OptionType::boolean, "on", 0, 1, "whether cycles are collected automatically"},
    {"at_safepoint", OptionType::boolean, "off", 0, 1,
     "an allocation only requests a collection, which runs at the next safepoint (CPython 3.12 and later, "
     "where "
     "threshold0 is 2000 from 3.13 on)"},
    {"immortal", OptionType::boolean, "off", 0, 1,
     "interned strings, small integers and builtin types are not counted (PEP 683, CPython 3.12); off: they "
     "are, as in 3.11, all but the constants None, True, False, Ellipsis and NotImplemented"},
    {"untracking", OptionType::boolean, "on", 0, 1,
     "whether dicts start untracked, and tuples and dicts without containers become so"},
    {"pools", OptionType::boolean, "on", 0, 1,
     "count allocations as if CPython's free lists served some of them"},
    {"by_memory_from", OptionType::integer, "20000", 0, 1e12,
     "full collections walk memory instead of the list from so many survivors of the last one on"},
};
inline constexpr OptionTable kRefcountOptionTable{kRefcountOptions, std::size(kRefcountOptions)};

// What other collectors made of the same parts have their own way: `increments` of the old generation instead
// of full automatic collections (refcount_increment.h).
struct RefcountVariant {
  OptionTable options = kRefcountOptionTable;
  bool increments = false;
};

// The count of an object that is never freed but counted all the same.
inline constexpr std::uint32_t kCountedImmortal = 1u << 29;

// Refcount has no use for ages; this marks the objects that are weak references.
inline constexpr HeaderFlag kFlagIsWeakReference = kFlagAged;

// Increments never take up frozen objects.
inline constexpr HeaderFlag kFlagFrozen = kFlagForwarded;
// Of an object that is being freed with many others: it does not count. The dead are not finalizable.
inline constexpr HeaderFlag kFlagHalf = kFlagFinalizable;

template <ObjectModel M>
class RefcountMutator;
template <ObjectModel M>
class DelayedRefs;

template <ObjectModel M>
class RefcountHeap : public HeapBase {
 public:
  using Ref = Object<M>*;
  using ObjectLayout = Layout<M, true>;

  RefcountHeap(const HeapSettings& settings, Embedder<Object<M>>& embedder,
               const RefcountVariant& variant = {})
      : HeapBase(settings),
        embedder_(embedder),
        space_(pool_, ObjectLayout::format(kMarkNotes | kCountNotes), verify_ || stressed()),
        by_memory_from_(option_size(variant.options, settings, "by_memory_from")),
        at_safepoint_(option_flag(variant.options, settings, "at_safepoint")),
        increments_(variant.increments),
        marks_alive_(increments_ && option_flag(variant.options, settings, "mark_alive")),
        immortal_count_(option_flag(variant.options, settings, "immortal") ? kImmortalCount
                                                                           : kCountedImmortal),
        weak_(budget_),
        identities_(&budget_) {
    enabled_ = option_flag(variant.options, settings, "enabled");
    set_thresholds({static_cast<int>(option_number(variant.options, settings, "threshold0")),
                    static_cast<int>(option_number(variant.options, settings, "threshold1")),
                    static_cast<int>(option_number(variant.options, settings, "threshold2"))});
    if (M::kCounts == Placement::side) immortals_.keep_counts_aside();
    stash_.fill(CountedSpace::empty_block());
    set_kinds(embedder.kind_traits(), option_flag(variant.options, settings, "untracking"),
              option_flag(variant.options, settings, "pools"));
  }

  MemoryFigures memory() const;

  void set_enabled(bool on) {
    enabled_ = on;
    set_trigger();
  }
  void set_thresholds(const std::array<int, 3>& thresholds) {
    thresholds_ = thresholds;
    set_trigger();
  }
  std::array<unsigned, 3> counts() const { return counts_; }
  void uncount_allocation(const Object<M>* half);
  void freeze();
  void unfreeze();
  std::size_t freeze_count() { return permanent_.count(); }
  int due_generation() const;
  void set_save_all(bool on) { save_all_ = on; }
  void set_report_unreachable(bool on) { reports_unreachable_ = on; }
  GenerationStatistics generation_statistics(int generation) const {
    return generation_statistics_[static_cast<std::size_t>(generation)];
  }
  static bool is_tracked(const Object<M>* object) {
    const Links* links = container_links(reinterpret_cast<Word>(object));
    return links && links->tracked();
  }

  // The weak references to an object, the newest first.
  template <class Visit>
  void for_each_weak_reference(Ref referent, Visit&& visit) {
    if (referent->header.has_flag(kFlagWeaklyReferenced)) weak_.for_each(referent, visit);
  }

  // Tracked objects of one generation; those that are frozen are in none.
  template <class Visit>
  void for_each_container(int generation, Visit&& visit) {
    LinkList& list = generations_[static_cast<std::size_t>(generation)];
    for (Links* links = list.first(); links != list.head(); links = links->next_link()) {
      visit(links->template object<M>());
    }
  }
  template <class Visit>
  void for_each_container(Visit&& visit) {
    for (int generation = 0; generation < 3; ++generation) for_each_container(generation, visit);
  }

  // An independent trace, and a recount of all references. `exact`: every root is known, so counts must be
  // equal; else they must not be too low. Empty when nothing is wrong.
  std::string check(bool exact);

 private:
  friend RefcountMutator<M>;
  static std::uint32_t& count_of(Ref object) { return Notes<M>::count(object); }
  static std::uint8_t& mark_of(Ref object) { return Notes<M>::mark(object); }
  using Embedded = Embedder<Object<M>>;
  // In which bins an object lies: cells of containers have links in front.
  enum class Place : unsigned { leaf, container, part };
  static constexpr std::uint8_t kSpecialDeath =
      kFlagFinalizable | kFlagWeaklyReferenced | kFlagIsWeakReference | kFlagIdentity;

  // --- allocation (refcount_free.h)
  Cell* allocate_in_new_block(unsigned bin, Block*& current);
  Cell* allocate_large(std::size_t bytes, Place place);
  void set_kinds(const KindTable& kinds, bool untracking, bool pools);
  [[gnu::always_inline]] void count_allocation() {
    if (++counts_[0] > trigger_) [[unlikely]]
      collect_due_generation();
  }
  // Nullptr: the pool of such objects is not used.
  std::uint32_t* pool_of(const KindTraits& traits, std::size_t slots) {
    if (!traits.has(kKindPooled)) return nullptr;
    if (traits.pool_sizes == 1) return &pools_[traits.pool];
    return slots <= traits.pool_sizes ? &pools_[traits.pool + slots - 1] : nullptr;
  }
  bool take_from_pool(const KindTraits& traits, std::size_t slots);
  // What a death means to the counts.
  void count_death(Ref object);
  // Below zero every allocation is one too many.
  void set_trigger() {
    trigger_ = enabled_ && thresholds_[0] != 0 ? static_cast<unsigned>(std::max(thresholds_[0], 0)) : ~0u;
  }
  int next_stress_generation() { return static_cast<int>(stress_cycles_++ % 3); }
  std::uint64_t identity_of(Ref object);
  void track(Ref object) { generations_[0].append(Links::of(object)); }
  // Whether a cycle could lead through the value.
  bool may_be_tracked(Word value) const {
    const Links* links = container_links(value);
    if (!links) return false;
    return links->tracked() || !kinds_[reinterpret_cast<Ref>(value)->header.kind].has(kKindUntrackedByCycles);
  }

  // --- death (refcount_free.h)
  // Count has just become zero. Everything that dies with the object goes too, without recursion.
  void destroy(Ref object);
  void continue_death(Ref object);
  // What must happen before the object's memory goes.
  enum class Death : std::uint8_t {
    goes_on,
    announced,  // so it does, but its weak references have been cleared, and the embedder told
    put_off     // it lives on, the embedder will finalize it
  };
  Death begin_death(Ref object, bool is_half = false);
  bool pause_death(Ref object, Ref parent);
  void finish_death(Ref object, Ref parent);
  Ref parent_of_dying(Ref object);
  template <class Visit>
  void for_each_paused_reference(Visit&& visit);
  void special_death(Ref object);
  void clear_weak_references(Ref object);
  static void free_memory(Ref object);

  // --- cycles (refcount_cycle.h)
  // A new container is one too many for the youngest generation.
  void collect_due_generation();
  void collect_requested();
  std::size_t collect(int generation, CollectionReason reason);
  void count_outside_references(LinkList& set);
  std::size_t split_unreachable(LinkList& set, LinkList& unreachable);
  std::vector<Ref> prepare_deaths(LinkList& unreachable);
  std::size_t free_unreachable(LinkList& set, bool everything, CollectionReason reason,
                               std::size_t& survivors);
  // --- increments (refcount_increment.h)
  std::size_t collect_increment(CollectionReason reason);
  void mark_alive();
  std::size_t expand(LinkList& increment);
  bool is_pending(Ref object) const {
    return (Notes<M>::mark(object) & kFlagMarked) != visited_sense_ && !(object->header.flags & kFlagFrozen);
  }
  void set_visited(Ref object) {
    std::uint8_t& mark = Notes<M>::mark(object);
    mark = static_cast<std::uint8_t>((mark & ~kFlagMarked) | visited_sense_);
  }
  void begin_scan(bool mixed);
  // --- cycles over all of memory (refcount_full.h)
  std::size_t split_all_unreachable(LinkList& unreachable);
  void take_unmarked(LinkList& unreachable);
  std::size_t mark_and_restore(MarkStack& stack, DelayedRefs<M>& delayed);
  template <class Visit>
  void walk_containers(Visit&& visit);
  template <class Visit>
  static void for_each_child(Ref object, Visit&& visit);
  bool refers_to_tracked(Ref object);
  bool is_being_filled(Ref object);
  bool may_stay_untracked(Ref object);
  std::size_t untrack(const std::vector<Ref>& candidates);

  void mark_half(Ref object);
  std::size_t free_all(LinkList& garbage);
  std::size_t finalizers_ran();
  std::size_t save_all(LinkList& garbage);
  void finish_cycle(int generation, std::size_t survivors, std::size_t freed);
  void count_collected(int generation, std::size_t freed) {
    generation_statistics_[static_cast<std::size_t>(generation)].collected += freed;
  }
  static Links* container_links(Word word);
  // A container's contents as the cycle collector sees them: its slots and those of its parts.
  template <class Visit>
  static void for_each_link(Ref object, Visit&& visit);
  template <class Visit>
  void for_each_link_in_order(Ref object, Visit&& visit);
  static bool is_own_part(Ref object);
  // Survivors of the cycle that may lose tracking, in the order in which they were found.
  void note_survivor(Ref object) {
    if (kinds_[object->header.kind].flags & untracked_now_) [[unlikely]]
      untrackable_.push_back(object);
  }

  Embedded& embedder_;
  CountedSpace space_;
  std::array<LinkList, 3> generations_;
  LinkList permanent_;
  // Unreachable, but alive until the finalizers announced in the last cycle have run.
  LinkList finalizing_;
  std::array<unsigned, 3> counts_{};
  KindTable kinds_;
  // Which kinds lose tracking in the cycle under way.
  std::uint8_t untracked_now_ = 0;
  std::vector<Ref> untrackable_;
  std::array<std::uint32_t, kPools> pools_{};
  unsigned trigger_ = 700;
  // Survivors of middle collections since the last full one, and of that one (the 25 % rule).
  std::size_t long_lived_pending_ = 0;
  std::size_t long_lived_total_ = 0;
  const std::size_t by_memory_from_;
  const bool at_safepoint_;
  const bool increments_;
  const bool marks_alive_;
  const std::uint32_t immortal_count_;
  // An allocation has asked for a collection at the next safepoint.
  bool requested_ = false;
  // Increments (refcount_increment.h).
  bool marking_is_due_ = false;
  std::uint8_t visited_sense_ = kFlagMarked;
  std::int64_t work_to_do_ = 0;
  std::array<GenerationStatistics, 3> generation_statistics_{};
  WeakLists<Ref> weak_;
  PointerMap identities_;
  // Objects that will go on dying, and the parent of each.
  PointerMap paused_deaths_;
  std::uint64_t stress_cycles_ = 0;
  // The generation that is collected, or was last; what finalizers kept alive belongs to it.
  int generation_ = 2;
  bool save_all_ = false;
  bool reports_unreachable_ = false;
  RefcountMutator<M>* mutator_ = nullptr;
  // Stress: the blocks behind the mutator's empty ones.
  std::array<Block*, kBinsWithParts> stash_;
};

}  // namespace midden

#include "collectors/refcount/refcount_cycle.h"
#include "collectors/refcount/refcount_free.h"
#include "collectors/refcount/refcount_full.h"
#include "collectors/refcount/refcount_increment.h"
