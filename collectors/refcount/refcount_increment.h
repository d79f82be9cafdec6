#pragma once

// Increments: the collector that CPython 3.14.0 shipped and 3.14.5 withdrew. The old generation is scanned
// piecemeal: each young collection takes along some old objects that this scan has not visited, and all that
// is reachable from either and not visited yet, so that a cyclic structure is always wholly inside one
// increment. There is no barrier; counts are recomputed for each increment. Included by refcount_heap.h.
//
//   generations_[0]  the young
//   generations_[1]  visited in this scan
//   generations_[2]  pending
//
// kFlagMarked says on which side of the scan an object is; its meaning turns when a scan ends.

namespace midden {

// Objects that are reached, and still pending, join the increment at its end. Returns how many were added.
template <ObjectModel M>
std::size_t RefcountHeap<M>::expand(LinkList& increment) {
  std::size_t added = 0;
  for (Links* links = increment.first(); links != increment.head(); links = links->next_link()) {
    for_each_link(links->template object<M>(), [&](Links* target) {
      Ref object = target->template object<M>();
      if (!target->tracked() || !is_pending(object)) return;
      set_visited(object);
      unlink(target);
      increment.append(target);
      ++added;
    });
  }
  return added;
}

// What the roots reach needs no counting: it is alive, and visited.
template <ObjectModel M>
void RefcountHeap<M>::mark_alive() {
  begin_phase(Phase::mark);
  LinkList reached;
  auto reach = [&](Word word) {
    Links* links = container_links(word);
    if (!links || !links->tracked() || !is_pending(links->template object<M>())) return;
    set_visited(links->template object<M>());
    unlink(links);
    reached.append(links);
  };
  RootWordVisitor roots([&](Word& word) { reach(word); });
  embedder_.visit_roots(roots);
  for_each_immortal<M>([&](Ref object) {
    for (std::size_t i = 0; i < object->slot_count(); ++i) {
      const Word word = object->slots()[i].load();
      reach(word);
      if (!M::is_reference(word) || M::is_constant(word) || !is_own_part(reinterpret_cast<Ref>(word)))
        continue;
      Ref part = reinterpret_cast<Ref>(word);
      for (std::size_t j = 0; j < part->slot_count(); ++j) reach(part->slots()[j].load());
    }
  });
  const std::size_t added = expand(reached);
  work_to_do_ -= static_cast<std::int64_t>(added);
  generations_[1].append_all(reached);
  end_phase(Phase::mark);
}

// Everything is pending again. All visited ones become so by a change of meaning; `mixed`: the lists hold
// others, too.
template <ObjectModel M>
void RefcountHeap<M>::begin_scan(bool mixed) {
  generations_[2].append_all(generations_[1]);
  if (mixed) {
    LinkList& all = generations_[2];
    for (Links* links = all.first(); links != all.head(); links = links->next_link())
      set_visited(links->template object<M>());
  }
  visited_sense_ ^= kFlagMarked;
  marking_is_due_ = marks_alive_;
}

template <ObjectModel M>
[[gnu::noinline]] std::size_t RefcountHeap<M>::collect_increment(CollectionReason reason) {
  // So many objects are looked at for each new one, and a part of the old ones by threshold1 besides.
  constexpr std::int64_t kScanRateDivisor = 10;
  const auto fresh = static_cast<std::int64_t>(counts_[0]);
  const std::int64_t scale = std::max<std::int64_t>(thresholds_[1], 2);
  const auto heap_size = static_cast<std::int64_t>(long_lived_total_);
  work_to_do_ += fresh + std::min(heap_size / kScanRateDivisor / scale, fresh * 3 / 2);
  counts_[0] = 0;
  if (work_to_do_ < 0 && reason == CollectionReason::threshold) return 0;

  begin_cycle(CycleKind::generation1, reason);
  generation_ = 1;
  untracked_now_ = kKindUntrackedByCycles;
  std::size_t freed = 0, survivors = 0;
  if (marking_is_due_) {
    marking_is_due_ = false;
    mark_alive();
  } else {
    LinkList increment;
    increment.append_all(generations_[0]);
    std::int64_t size = 0;
    for (Links* links = increment.first(); links != increment.head(); links = links->next_link()) {
      set_visited(links->template object<M>());
      ++size;
    }
    size += static_cast<std::int64_t>(expand(increment));
    while (size < work_to_do_ && !generations_[2].empty()) {
      Links* links = generations_[2].first();
      unlink(links);
      set_visited(links->template object<M>());
      LinkList more;
      more.append(links);
      size += 1 + static_cast<std::int64_t>(expand(more));
      increment.append_all(more);
    }
    const std::size_t tracked_before = static_cast<std::size_t>(size);
    freed = free_unreachable(increment, false, reason, survivors);
    generations_[1].append_all(increment);
    work_to_do_ -= size;
    long_lived_total_ += static_cast<std::size_t>(fresh);
    long_lived_total_ -= std::min(long_lived_total_, tracked_before - std::min(tracked_before, survivors));
    if (generations_[2].empty()) {
      long_lived_total_ = generations_[1].count();
      begin_scan(false);
    }
  }
  ++generation_statistics_[1].collections;
  finish_cycle(1, survivors, freed);
  return freed;
}

}  // namespace midden
