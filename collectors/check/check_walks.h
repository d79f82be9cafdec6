#pragma once

// The walks of `check`: comparing, tracing, moving. Included by check_heap.h.

namespace midden {

template <ObjectModel M>
void CheckHeap<M>::plan_next_walk() {
  const std::uint64_t mean = stressed() ? stress_interval_ : std::max(interval_, live_objects_ / 4);
  until_walk_ = 1 + next_random() % (2 * mean - 1);
  // So that little garbage of large objects piles up.
  bytes_until_walk_ = std::max<std::uint64_t>(8 << 20, live_bytes_);
  walked_at_ = verdict_.checked.allocations;
}

template <ObjectModel M>
void CheckHeap<M>::come_to_check(std::size_t bytes) {
  check_no_copies_left();
  const bool full = bytes_until_walk_ < bytes;
  bytes_until_walk_ -= full ? 0 : bytes;
  if (--until_walk_ > 0 && !full) return;
  const std::uint64_t choice = next_random() % 4;
  if (full || choice > 1) {
    move(stressed() ? CollectionReason::stress : CollectionReason::threshold, false);
  } else {
    compare();
    if (choice == 1) trace();
  }
  plan_next_walk();
}

template <ObjectModel M>
std::size_t CheckHeap<M>::collect(CollectionReason reason) {
  check_no_copies_left();
  if (in_cycle()) return 0;
  move(reason, true);
  plan_next_walk();
  return figures_.objects_unreachable;
}

template <ObjectModel M>
template <class Visit>
void CheckHeap<M>::for_each_root(Visit&& visit) {
  RootWordVisitor roots([&](Word& word) { visit(word, "a root"); });
  embedder_.visit_roots(roots);
  if (!mutator_) return;
  for (LocalLink* local = mutator_->locals; local; local = local->previous) visit(local->word, "a Local");
}

// --- compare

template <ObjectModel M>
void CheckHeap<M>::compare_object(Ref object, Record& record) {
  if (object->slot_count() != record.slots || Layout<M, false>::object_bytes(object) != record.object_bytes) {
    verdict_.add(Breach::layout_changed, describe(reinterpret_cast<Word>(object)) + " had " +
                                             std::to_string(record.slots) + " slots, now " +
                                             std::to_string(object->slot_count()) + since());
    return;
  }
  Word* shadow = record.shadow();
  Slot* slots = object->slots();
  for (std::uint32_t i = 0; i < record.slots; ++i) check_shadow(object, slots[i], shadow[i]);
  verdict_.checked.compared_slots += record.slots;
}

template <ObjectModel M>
void CheckHeap<M>::compare() {
  ++verdict_.checked.walks;
  space_->for_each([&](Ref object, Record& record) { compare_object(object, record); });
  for (Ref object : immortals_list_) compare_object(object, Record::of(object));
  for_each_root([&](Word& word, const char* name) {
    ++verdict_.checked.compared_roots;
    if (valid(word) || !invalid_.insert(word).second) return;
    verdict_.add(Breach::stale_root, std::string(name) + " refers to " + describe(word) + since());
  });
}

// --- trace

template <ObjectModel M>
void CheckHeap<M>::reach(Word word, std::vector<Ref>& pending, bool announced) {
  if (!is_mortal(word)) return;
  Ref object = reinterpret_cast<Ref>(word);
  Record& record = Record::of(object);
  if (record.seen == epoch_) return;
  if (!announced && record.seen + 1 != epoch_ && record.number <= traced_at_) {
    verdict_.add(Breach::weak_unannounced, describe(word) + " was unreachable after allocation " +
                                               std::to_string(traced_at_) + " and is reachable again" +
                                               since());
  }
  record.seen = epoch_;
  pending.push_back(object);
}

template <ObjectModel M>
void CheckHeap<M>::trace() {
  ++epoch_;
  std::vector<Ref> pending;
  auto scan = [&](Ref object) {
    const std::uint32_t slots = Record::of(object).slots;
    for (std::uint32_t i = 0; i < slots; ++i) reach(object->slots()[i].load(), pending, false);
  };
  for_each_root([&](Word& word, const char*) { reach(word, pending, false); });
  for (Ref object : immortals_list_) scan(object);
  while (!pending.empty()) {
    Ref object = pending.back();
    pending.pop_back();
    scan(object);
  }
  traced_at_ = verdict_.checked.allocations;
}

// The object is known to be in use again, with all that hangs on it.
template <ObjectModel M>
void CheckHeap<M>::mark_seen(Word word) {
  std::vector<Ref> pending;
  reach(word, pending, true);
  while (!pending.empty()) {
    Ref object = pending.back();
    pending.pop_back();
    const std::uint32_t slots = Record::of(object).slots;
    for (std::uint32_t i = 0; i < slots; ++i) reach(object->slots()[i].load(), pending, true);
  }
}

// --- move

template <ObjectModel M>
std::uint64_t CheckHeap<M>::keep(Ref first) {
  std::uint64_t kept = 0;
  std::vector<Ref> pending{first};
  while (!pending.empty()) {
    Ref object = pending.back();
    pending.pop_back();
    if (stays(object)) continue;
    Record::of(object).kept = epoch_;
    ++kept;
    const std::uint32_t slots = Record::of(object).slots;
    for (std::uint32_t i = 0; i < slots; ++i) {
      const Word word = object->slots()[i].load();
      if (is_mortal(word)) pending.push_back(reinterpret_cast<Ref>(word));
    }
  }
  return kept;
}

template <ObjectModel M>
void CheckHeap<M>::decide_who_stays(bool at_once, std::uint64_t traced_before) {
  space_->for_each([&](Ref, Record& record) {
    if (record.seen == epoch_) record.kept = epoch_;
  });
  if (at_once) return;
  space_->for_each([&](Ref object, Record& record) {
    if (record.seen + 1 == epoch_ || record.number > traced_before) keep(object);
  });
}

// The order is that of WeakTables. Returns the dead that are to be finalized, and gathers weak references
// whose referents died.
template <ObjectModel M>
std::vector<Object<M>*> CheckHeap<M>::treat_weak(std::vector<Ref>& cleared) {
  auto clear = [&](Ref reference) {
    Word& referent = veiled_referent(reference);
    if (referent == 0 || stays(reinterpret_cast<Ref>(unveil(referent)))) return false;
    referent = 0;
    return true;
  };
  for (Ref reference : weak_) {
    if (clear(reference) && stays(reference)) cleared.push_back(reference);
  }
  std::vector<Ref> dead;
  for (Ref object : finalizable_) {
    if (!stays(object)) dead.push_back(object);
  }
  for (Ref object : dead) {
    object->header.clear_flag(kFlagFinalizable);
    mark_seen(reinterpret_cast<Word>(object));
    figures_.objects_unreachable += keep(object);
  }
  for (Ref reference : weak_) clear(reference);
  return dead;
}

// Returns the old space, from which new places can be learned while it is there.
template <ObjectModel M>
auto CheckHeap<M>::copy_the_kept() -> std::unique_ptr<Space> {
  auto from = std::exchange(space_, std::make_unique<Space>(pool_, next_random()));
  old_places_.clear();
  live_objects_ = live_bytes_ = 0;
  std::vector<Ref> unmoved;
  from->for_each([&](Ref object, Record& record) {
    const std::size_t bytes = record.cell_bytes();
    const KindNumber kind = object->header.kind;
    Ref now = nullptr;
    if (record.kept == epoch_) {
      ++live_objects_;
      live_bytes_ += record.object_bytes;
      char* cell = space_->obtain(bytes, true);
      if (!cell) {  // a large one, and no room for two
        unmoved.push_back(object);
        return;
      }
      std::memcpy(cell, &record, bytes);
      now = reinterpret_cast<Ref>(cell + sizeof(Record));
      Record::of(now).self = now;
      ++verdict_.checked.moved_objects;
      figures_.bytes_moved += record.object_bytes;
    }
    old_places_.push_back(
        {reinterpret_cast<std::uintptr_t>(object), record.object_bytes, now, record.number, kind});
    record.self = now ? now : object;
  });
  for (Ref object : unmoved) {
    from->disown(object);
    space_->adopt(object);
  }
  update_references();
  std::sort(old_places_.begin(), old_places_.end(),
            [](const OldPlace& a, const OldPlace& b) { return a.address < b.address; });
  return from;
}

template <ObjectModel M>
void CheckHeap<M>::update_references() {
  auto update = [&](Ref object, Record& record) {
    Word* shadow = record.shadow();
    for (std::uint32_t i = 0; i < record.slots; ++i) {
      Slot& slot = object->slots()[i];
      slot.store_relaxed(shadow[i] = moved(slot.load()));
    }
    if (!record.weak) return;
    Word& referent = veiled_referent(object);
    if (referent != 0) referent = moved(unveil(referent)) ^ kVeil;
  };
  space_->for_each(update);
  for (Ref object : immortals_list_) update(object, Record::of(object));
  for_each_root([&](Word& word, const char*) { word = moved(word); });
  for (std::vector<Ref>* table : {&weak_, &finalizable_}) {
    std::size_t left = 0;
    for (Ref object : *table) {
      if (!stays(object)) continue;
      Ref now = reinterpret_cast<Ref>(moved(reinterpret_cast<Word>(object)));
      if (table == &finalizable_ && !now->header.has_flag(kFlagFinalizable)) continue;
      (*table)[left++] = now;
    }
    table->resize(left);
  }
  auto survivor = [&](Ref object) {
    return stays(object) ? reinterpret_cast<Ref>(moved(reinterpret_cast<Word>(object))) : nullptr;
  };
  WeakWordVisitor<M, decltype(survivor)> words(survivor);
  embedder_.visit_weak(words);
}

template <ObjectModel M>
void CheckHeap<M>::move(CollectionReason reason, bool at_once) {
  compare();
  begin_cycle(CycleKind::full, reason);
  begin_phase(Phase::mark);
  const std::uint64_t traced_before = traced_at_;
  const std::uint64_t objects_before = live_objects_, bytes_before = live_bytes_;
  trace();
  decide_who_stays(at_once, traced_before);
  end_phase(Phase::mark);

  begin_phase(Phase::weak);
  std::vector<Ref> cleared;
  std::vector<Ref> dead = treat_weak(cleared);
  end_phase(Phase::weak);

  begin_phase(Phase::copy);
  {
    const std::unique_ptr<Space> from = copy_the_kept();
    for (std::vector<Ref>* list : {&cleared, &dead}) {
      for (Ref& object : *list) object = Record::of(object).self;
    }
  }
  end_phase(Phase::copy);

  begin_phase(Phase::finalizers);
  for (Ref reference : cleared) embedder_.weak_reference_cleared(reference);
  for (Ref object : dead) embedder_.finalize(object);
  end_phase(Phase::finalizers);

  ++verdict_.checked.moves;
  figures_.objects_moved = figures_.objects_visited = live_objects_;
  figures_.bytes_visited = figures_.bytes_live = live_bytes_;
  figures_.objects_freed = objects_before - live_objects_;
  figures_.bytes_freed = bytes_before - live_bytes_;
  figures_.objects_unreachable += figures_.objects_freed;
  budget_.close_reserve();
  end_cycle();
}

}  // namespace midden
