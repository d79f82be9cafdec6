#pragma once

// The cycle collector of `refcount`: trial deletion over generations, in CPython 3.11's order of events.
// Included by refcount_heap.h.

namespace midden {

// The links of a reference's object when it may be in a list; nullptr for leaves and immediates. A leaf's own
// memory is not touched.
template <ObjectModel M>
Links* RefcountHeap<M>::container_links(Word word) {
  if (!M::is_reference(word) || M::is_constant(word)) return nullptr;
  if (!Block::of(reinterpret_cast<void*>(word))->containers) return nullptr;
  return Links::of(reinterpret_cast<Ref>(word));
}

// Someone else who holds a part (native code that is busy with it) may put it anywhere: what it refers to is
// referred to from outside.
template <ObjectModel M>
bool RefcountHeap<M>::is_own_part(Ref object) {
  const Block* block = Block::of(object);
  return is_part_bin(block->bin) && count_of(object) == 1;
}

template <ObjectModel M>
template <class Visit>
[[gnu::always_inline]] inline void RefcountHeap<M>::for_each_link(Ref object, Visit&& visit) {
  const std::size_t slots = object->slot_count();
  const Slot* slot = object->slots();
  for (std::size_t i = 0; i < slots; ++i) {
    const Word word = slot[i].load();
    if (!M::is_reference(word) || M::is_constant(word)) continue;
    const Block* block = Block::of(reinterpret_cast<void*>(word));
    Ref referent = reinterpret_cast<Ref>(word);
    if (block->containers) {
      visit(Links::of(referent));
    } else if (is_part_bin(block->bin) && count_of(referent) == 1) {
      const std::size_t inner_slots = referent->slot_count();
      const Slot* inner = referent->slots();
      for (std::size_t j = 0; j < inner_slots; ++j) {
        if (Links* links = container_links(inner[j].load())) visit(links);
      }
    }
  }
}

// As for_each_link, in CPython's order, on which the order of a generation depends.
template <ObjectModel M>
template <class Visit>
[[gnu::always_inline]] inline void RefcountHeap<M>::for_each_link_in_order(Ref object, Visit&& visit) {
  const SlotOrder<M> order(kinds_[object->header.kind], object);
  for (std::size_t i = 0; i < order.size(); ++i) {
    const Word word = object->slots()[order[i]].load();
    if (!M::is_reference(word) || M::is_constant(word)) continue;
    const Block* block = Block::of(reinterpret_cast<void*>(word));
    Ref referent = reinterpret_cast<Ref>(word);
    if (block->containers) {
      visit(Links::of(referent));
    } else if (is_part_bin(block->bin) && count_of(referent) == 1) {
      const SlotOrder<M> inner(kinds_[referent->header.kind], referent);
      for (std::size_t j = 0; j < inner.size(); ++j) {
        if (Links* links = container_links(referent->slots()[inner[j]].load())) visit(links);
      }
    }
  }
}

template <ObjectModel M>
[[gnu::noinline, gnu::cold]] void RefcountHeap<M>::collect_due_generation() {
  if (in_cycle() || !embedder_.allows_collection() || embedder_.defers_collection()) return;
  if (at_safepoint_ && !requested_) {
    requested_ = true;
    embedder_.request_safepoint();
  }
  if (!at_safepoint_) collect_requested();
}

template <ObjectModel M>
[[gnu::noinline, gnu::cold]] void RefcountHeap<M>::collect_requested() {
  requested_ = false;
  if (in_cycle() || !embedder_.allows_collection() || embedder_.defers_collection()) return;
  const int generation = due_generation();
  if (generation >= 0) collect(generation, CollectionReason::threshold);
}

template <ObjectModel M>
int RefcountHeap<M>::due_generation() const {
  if (!enabled_ || thresholds_[0] == 0) return -1;
  auto is_due = [&](std::size_t index) { return static_cast<int>(counts_[index]) > thresholds_[index]; };
  if (increments_) return is_due(0) ? 1 : -1;
  for (int generation = 2; generation >= 0; --generation) {
    if (!is_due(static_cast<std::size_t>(generation))) continue;
    // A full collection pays only when enough new long-lived objects have gathered.
    if (generation == 2 && long_lived_pending_ < long_lived_total_ / 4) continue;
    return generation;
  }
  return -1;
}

// Afterwards each object of the set is marked as collecting and knows how many references to it come from
// outside the set.
template <ObjectModel M>
void RefcountHeap<M>::count_outside_references(LinkList& set) {
  for (Links* links = set.first(); links != set.head(); links = links->next_link()) {
    links->set_outside(count_of(links->template object<M>()));
  }
  for (Links* links = set.first(); links != set.head(); links = links->next_link()) {
    for_each_link(links->template object<M>(), [](Links* target) {
      if (target->collecting()) target->prev -= 2;
    });
  }
}

inline void append_unreachable(LinkList& unreachable, Links* links) {
  Links* last = unreachable.head()->prev_link();
  last->next = reinterpret_cast<Word>(links) | Links::kUnreachable;
  links->prev = reinterpret_cast<Word>(last) | Links::kCollecting;
  links->next = reinterpret_cast<Word>(unreachable.head()) | Links::kUnreachable;
  unreachable.head()->prev = reinterpret_cast<Word>(links);
}

// Walks the set once. Who has outside references stays, and so does all it refers to; the others move to
// `unreachable` (and are flagged so), and come back if a later object turns out to refer to them.
template <ObjectModel M>
std::size_t RefcountHeap<M>::split_unreachable(LinkList& set, LinkList& unreachable) {
  begin_phase(Phase::count_references);
  count_outside_references(set);
  end_phase(Phase::count_references);

  begin_phase(Phase::find_unreachable);
  std::size_t survivors = 0;
  Links* previous = set.head();
  Links* links = set.first();
  while (links != set.head()) {
    if (links->outside() == 0) {
      Links* next = links->next_link();
      previous->next = reinterpret_cast<Word>(next);
      append_unreachable(unreachable, links);
      links = next;
      continue;
    }
    ++survivors;
    Ref object = links->template object<M>();
    note_survivor(object);
    for_each_link_in_order(object, [&](Links* target) {
      if (!target->collecting()) return;
      if (target->unreachable()) {
        // It was moved away too early: back to the end of the set.
        Links* before = target->prev_link();
        Links* after = target->next_link();
        before->next = target->next;
        after->prev = reinterpret_cast<Word>(before) | (after == unreachable.head() ? 0 : Links::kCollecting);
        // The head's prev is the set's last object, whatever was visited so far.
        set.append(target);
        target->set_outside(1);
      } else if (target->outside() == 0) {
        target->set_outside(1);
      }
    });
    links->prev = reinterpret_cast<Word>(previous);
    previous = links;
    links = links->next_link();
  }
  set.head()->prev = reinterpret_cast<Word>(previous);
  end_phase(Phase::find_unreachable);
  return survivors;
}

// Tentatively unreachable objects become an ordinary list again.
inline void clear_unreachable_flags(LinkList& list) {
  list.head()->next &= ~Links::kUnreachable;
  for (Links* links = list.first(); links != list.head(); links = links->next_link()) {
    links->next &= ~Links::kUnreachable;
    links->prev &= ~Links::kCollecting;
  }
}

// Weak references to the dead are cleared, finalizable dead ones get a reference that the embedder will own.
template <ObjectModel M>
std::vector<Object<M>*> RefcountHeap<M>::prepare_deaths(LinkList& unreachable) {
  std::vector<Ref> referents, finalizable;
  for (Links* links = unreachable.first(); links != unreachable.head(); links = links->next_link()) {
    Ref object = links->template object<M>();
    const std::uint8_t flags = object->header.flags;
    if (!(flags & (kFlagFinalizable | kFlagWeaklyReferenced | kFlagIsWeakReference))) continue;
    if (flags & kFlagFinalizable) finalizable.push_back(object);
    if (flags & kFlagWeaklyReferenced) referents.push_back(object);
    if (flags & kFlagIsWeakReference) {
      // Nobody can see that an unreachable reference was cleared.
      Word& referent = *first_raw_word(object);
      if (referent) weak_.remove(reinterpret_cast<Ref>(referent), object);
      referent = 0;
    }
  }
  for (Ref object : referents) clear_weak_references(object);
  for (Ref object : finalizable) {
    object->header.clear_flag(kFlagFinalizable);
    ++count_of(object);
  }
  return finalizable;
}

// Whether a container has reason to be tracked.
template <ObjectModel M>
bool RefcountHeap<M>::refers_to_tracked(Ref object) {
  for (std::size_t i = 0; i < object->slot_count(); ++i) {
    const Word word = object->slots()[i].load();
    if (!M::is_reference(word) || M::is_constant(word)) continue;
    if (may_be_tracked(word)) return true;
    Ref part = reinterpret_cast<Ref>(word);
    if (!is_part_bin(Block::of(part)->bin)) continue;
    for (std::size_t j = 0; j < part->slot_count(); ++j) {
      if (may_be_tracked(part->slots()[j].load())) return true;
    }
  }
  return false;
}

// An allocation for one of its items may have brought the cycle about; as CPython has it, nothing is known
// yet.
template <ObjectModel M>
bool RefcountHeap<M>::is_being_filled(Ref object) {
  if (!kinds_[object->header.kind].has(kKindUntrackedByCycles)) return false;
  const Slot* slots = object->slots();
  return std::any_of(slots, slots + object->slot_count(), [](const Slot& slot) { return slot.load() == 0; });
}

// Takes those out of their generation that cannot be part of a cycle. Returns how many.
template <ObjectModel M>
std::size_t RefcountHeap<M>::untrack(const std::vector<Ref>& candidates) {
  std::size_t count = 0;
  for (Ref object : candidates) {
    Links* links = Links::of(object);
    if (!links->tracked() || is_being_filled(object) || refers_to_tracked(object)) continue;
    unlink(links);
    links->prev = 0;
    ++count;
  }
  return count;
}

// The other half of a dying object, if it has one and that dies, too.
template <ObjectModel M>
void RefcountHeap<M>::mark_half(Ref object) {
  const SlotOrderWord* own = slot_order_word(kinds_[object->header.kind], object);
  if (!own || own->half_slot == 0) return;
  const Word word = object->slots()[own->half_slot].load();
  if (Links* links = container_links(word); links && links->unreachable())
    reinterpret_cast<Ref>(word)->header.set_flag(kFlagHalf);
}

// All at once: references among the dead need no counting down.
template <ObjectModel M>
std::size_t RefcountHeap<M>::free_all(LinkList& garbage) {
  auto release = [](Word word) {
    Links* target = container_links(word);
    if (!target || !target->unreachable()) RefcountMutator<M>::release(word);
  };
  for (Links* links = garbage.first(); links != garbage.head(); links = links->next_link()) {
    Ref object = links->template object<M>();
    mark_half(object);
    for (std::size_t i = 0; i < object->slot_count(); ++i) {
      const Word word = object->slots()[i].load();
      if (M::is_reference(word) && !M::is_constant(word) && is_own_part(reinterpret_cast<Ref>(word))) {
        Ref part = reinterpret_cast<Ref>(word);
        for (std::size_t j = 0; j < part->slot_count(); ++j) release(part->slots()[j].load());
        figures_.bytes_freed += SizeClasses::rounded(ObjectLayout::object_bytes(part));
        free_memory(part);
      } else {
        release(word);
      }
    }
  }
  std::size_t freed = 0;
  for (Links* links = garbage.first(); links != garbage.head();) {
    Ref object = links->template object<M>();
    links = links->next_link();
    if (object->header.flags & kSpecialDeath) special_death(object);
    if (!(object->header.flags & kFlagHalf)) {
      ++freed;
      count_death(object);
    }
    figures_.bytes_freed += SizeClasses::rounded(ObjectLayout::cell_bytes(object));
    free_memory(object);
  }
  garbage.clear();
  return freed;
}

// Gives the garbage to the embedder; it stays in the oldest generation.
template <ObjectModel M>
std::size_t RefcountHeap<M>::save_all(LinkList& garbage) {
  clear_unreachable_flags(garbage);
  std::size_t saved = 0;
  for (Links* links = garbage.first(); links != garbage.head(); links = links->next_link()) {
    Ref object = links->template object<M>();
    ++count_of(object);
    embedder_.saved(object);
    ++saved;
  }
  generations_[2].append_all(garbage);
  return saved;
}

// Steps 2 to 12 of CPython's order, for one set. Survivors remain in the set. If there are finalizers, all
// that is unreachable waits for them in `finalizing_`; only when memory is wanted at once what they cannot
// reach goes first.
template <ObjectModel M>
std::size_t RefcountHeap<M>::free_unreachable(LinkList& set, bool everything, CollectionReason reason,
                                              std::size_t& survivors) {
  LinkList unreachable;
  survivors = everything ? split_all_unreachable(unreachable) : split_unreachable(set, unreachable);
  survivors -= untrack(untrackable_);
  untrackable_.clear();
  if (unreachable.empty()) return 0;
  if (reports_unreachable_) {
    for (Links* links = unreachable.first(); links != unreachable.head(); links = links->next_link())
      embedder_.found_unreachable(links->template object<M>());
  }

  begin_phase(Phase::weak);
  std::vector<Ref> finalizable = prepare_deaths(unreachable);
  end_phase(Phase::weak);

  LinkList garbage;
  LinkList* dead = &unreachable;
  if (!finalizable.empty()) {
    clear_unreachable_flags(unreachable);
    untracked_now_ = 0;
    if (reason == CollectionReason::limit) split_unreachable(unreachable, garbage);
    finalizing_.append_all(unreachable);
    dead = &garbage;
    begin_phase(Phase::finalizers);
    for (Ref object : finalizable) embedder_.finalize(object);
    end_phase(Phase::finalizers);
  }
  begin_phase(Phase::free);
  const std::size_t freed = save_all_ ? save_all(*dead) : free_all(*dead);
  end_phase(Phase::free);
  return freed;
}

template <ObjectModel M>
[[gnu::noinline]] std::size_t RefcountHeap<M>::collect(int generation, CollectionReason reason) {
  if (in_cycle()) return 0;
  if (increments_ && generation == 1) return collect_increment(reason);
  begin_cycle(static_cast<CycleKind>(static_cast<int>(CycleKind::generation0) + generation), reason);
  generation_ = generation;
  LinkList& set = generations_[static_cast<std::size_t>(generation)];
  if (generation < 2) ++counts_[static_cast<std::size_t>(generation) + 1];
  for (int younger = 0; younger <= generation; ++younger) counts_[static_cast<std::size_t>(younger)] = 0;
  for (int younger = 0; younger < generation; ++younger)
    set.append_all(generations_[static_cast<std::size_t>(younger)]);
  // An automatic cycle may come before the finalizers of the last one have run.
  if (reason != CollectionReason::threshold) set.append_all(finalizing_);

  untracked_now_ =
      generation == 2 ? kKindUntrackedByCycles | kKindUntrackedByFullCycles : kKindUntrackedByCycles;
  std::size_t survivors = 0;
  const bool everything = generation == 2 && !increments_ && long_lived_total_ >= by_memory_from_ &&
                          permanent_.empty() && finalizing_.empty();
  const std::size_t freed = free_unreachable(set, everything, reason, survivors);
  if (generation == 2) {
    long_lived_pending_ = 0;
    long_lived_total_ = survivors;
    pools_.fill(0);
  } else {
    if (generation == 1) long_lived_pending_ += survivors;
    if (increments_) {
      for (Links* links = set.first(); links != set.head(); links = links->next_link())
        set_visited(links->template object<M>());
    }
    generations_[static_cast<std::size_t>(generation) + 1].append_all(set);
  }
  if (increments_ && generation == 2) begin_scan(true);
  ++generation_statistics_[static_cast<std::size_t>(generation)].collections;
  finish_cycle(generation, survivors, freed);
  return freed;
}

template <ObjectModel M>
std::size_t RefcountHeap<M>::finalizers_ran() {
  if (in_cycle() || finalizing_.empty()) return 0;
  begin_cycle(CycleKind::generation2, CollectionReason::explicit_request);
  untracked_now_ = 0;
  std::size_t survivors = 0;
  const std::size_t freed =
      free_unreachable(finalizing_, false, CollectionReason::explicit_request, survivors);
  generations_[std::min(generation_ + 1, 2)].append_all(finalizing_);
  finish_cycle(generation_, survivors, freed);
  return freed;
}

template <ObjectModel M>
void RefcountHeap<M>::finish_cycle(int generation, std::size_t survivors, std::size_t freed) {
  count_collected(generation, freed);
  figures_.objects_visited = survivors + freed;
  figures_.objects_freed = freed;
  figures_.objects_unreachable = freed;
  if (verify_) {
    begin_phase(Phase::verify);
    const std::string problem = check(RefcountMutator<M>::kScansLocals);
    if (!problem.empty()) heap_check_failed(*this, "refcount", problem);
    end_phase(Phase::verify);
  }
  end_cycle();
}

template <ObjectModel M>
void RefcountHeap<M>::freeze() {
  for (LinkList& generation : generations_) permanent_.append_all(generation);
  counts_.fill(0);
  if (!increments_) return;
  for (Links* links = permanent_.first(); links != permanent_.head(); links = links->next_link())
    links->template object<M>()->header.flags |= kFlagFrozen;
}

template <ObjectModel M>
void RefcountHeap<M>::unfreeze() {
  if (increments_) {
    for (Links* links = permanent_.first(); links != permanent_.head(); links = links->next_link())
      links->template object<M>()->header.flags &= static_cast<std::uint8_t>(~kFlagFrozen);
  }
  generations_[2].append_all(permanent_);
}

// Of a kind that no cycle untracks the workload alone knows when its objects must be tracked.
template <ObjectModel M>
bool RefcountHeap<M>::may_stay_untracked(Ref object) {
  const KindTraits& traits = kinds_[object->header.kind];
  return traits.has(kKindTrackedLate) && !traits.has(kKindUntrackedByFullCycles);
}

template <ObjectModel M>
std::string RefcountHeap<M>::check(bool exact) {
  Verifier<M, true, false> verifier;
  space_.for_each_block([&](Block* block) { verifier.add_block(block); });
  for_each_immortal_block([&](Block* block) { verifier.add_block(block); });
  RootWordVisitor roots([&](Word& word) { verifier.add_root(word, "root"); });
  embedder_.visit_roots(roots);
  if (mutator_) {
    for (LocalLink* local = mutator_->locals; local; local = local->previous)
      verifier.add_root(local->word, "Local");
  }
  for_each_immortal<M>([&](Ref object) {
    for (std::size_t i = 0; i < object->slot_count(); ++i)
      verifier.add_root(object->slots()[i].load(), "immortal object");
  });
  for_each_paused_reference([&](Word word) { verifier.add_root(word, "dying object"); });
  std::string problem = verifier.run();
  // Garbage that no cycle has found yet holds references as well.
  auto add_list = [&](LinkList& list) {
    for (Links* links = list.first(); links != list.head(); links = links->next_link()) {
      verifier.add_unrooted(links->template object<M>());
    }
  };
  for (LinkList& generation : generations_) add_list(generation);
  add_list(permanent_);
  add_list(finalizing_);
  if (problem.empty()) problem = verifier.run();
  verifier.for_each_reached([&](Ref object, std::size_t references) {
    if (const Links* links = container_links(reinterpret_cast<Word>(object));
        problem.empty() && links && !links->tracked() && !may_stay_untracked(object) &&
        refers_to_tracked(object)) {
      problem = "untracked object refers to tracked ones: " + verifier.path_to(object);
    }
    if ((object->header.flags & kFlagImmortal) || !problem.empty()) return;
    const auto count = static_cast<std::int32_t>(count_of(object));
    const auto found = static_cast<std::int32_t>(references);
    if (count == found || (count > found && !exact)) return;
    problem = "object has a count of " + std::to_string(count) + " but " + std::to_string(found) +
              " references: " + verifier.path_to(object) + "; referred to by " +
              verifier.referrers_of(object);
  });
  return problem;
}

template <ObjectModel M>
MemoryFigures RefcountHeap<M>::memory() const {
  MemoryFigures figures = common_figures();
  const CountedSpace::Totals totals = space_.totals();
  figures.live = totals.live_bytes;
  figures.allocated_bytes = totals.allocated_bytes;
  figures.allocated_objects = totals.allocated_objects;
  return figures;
}

}  // namespace midden
