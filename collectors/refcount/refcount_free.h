#pragma once

// Allocation's slow paths and the death of objects under `refcount`. Included by refcount_heap.h.

namespace midden {

template <ObjectModel M>
[[gnu::noinline]] Cell* RefcountHeap<M>::allocate_in_new_block(unsigned bin, Block*& current) {
  Block* block = space_.next_block(bin, current);
  if (!block) {
    space_.trim();
    block = space_.next_block(bin, current);
  }
  if (!block) {
    collect(2, CollectionReason::limit);
    space_.trim();
    budget_.close_reserve();
    block = space_.next_block(bin, current);
  }
  if (!block) {
    budget_.open_reserve();
    return nullptr;
  }
  current = block;
  Cell* cell = block->free;
  block->free = reinterpret_cast<Cell*>(cell[1]);
  ++block->allocated;
  return cell;
}

template <ObjectModel M>
[[gnu::noinline]] Cell* RefcountHeap<M>::allocate_large(std::size_t bytes, Place place) {
  const bool container = place == Place::container, part = place == Place::part;
  Cell* cell = space_.allocate_large(bytes, container, part);
  if (!cell) {
    collect(2, CollectionReason::limit);
    space_.trim();
    budget_.close_reserve();
    cell = space_.allocate_large(bytes, container, part);
  }
  if (!cell) budget_.open_reserve();
  return cell;
}

template <ObjectModel M>
void RefcountHeap<M>::set_kinds(const KindTable& kinds, bool untracking, bool pools) {
  kinds_ = kinds;
  for (KindTraits& traits : kinds_) {
    if (!untracking)
      traits.flags &= static_cast<std::uint8_t>(
          ~(kKindTrackedLate | kKindUntrackedByCycles | kKindUntrackedByFullCycles));
    if (!pools) traits.flags &= static_cast<std::uint8_t>(~kKindPooled);
  }
}

template <ObjectModel M>
bool RefcountHeap<M>::take_from_pool(const KindTraits& traits, std::size_t slots) {
  std::uint32_t* pool = pool_of(traits, slots);
  if (!pool || *pool == 0 || (traits.pool_sizes > 1 && slots > traits.pool_reused)) return false;
  --*pool;
  return true;
}

template <ObjectModel M>
void RefcountHeap<M>::count_death(Ref object) {
  const KindTraits& traits = kinds_[object->header.kind];
  if (traits.flags != 0) {
    if (traits.has(kKindUncounted)) return;
    std::uint32_t* pool = pool_of(traits, object->slot_count());
    if (pool && *pool < traits.pool_capacity) {
      ++*pool;
      return;
    }
  }
  if (counts_[0] > 0) --counts_[0];
}

// Whether it came from a pool is not known any more, but as long as there was something in the pool it did.
template <ObjectModel M>
void RefcountHeap<M>::uncount_allocation(const Object<M>* half) {
  const KindTraits& traits = kinds_[half->header.kind];
  if (half->slot_count() == 0 || traits.has(kKindUncounted) || traits.has(kKindPart)) return;
  if (std::uint32_t* pool = pool_of(traits, half->slot_count()); pool && *pool > 0) {
    ++*pool;
  } else if (counts_[0] > 0) {
    --counts_[0];
  }
}

template <ObjectModel M>
void RefcountHeap<M>::free_memory(Ref object) {
  Block* block = Block::of(object);
  if (block->use == BlockUse::large) [[unlikely]] {
    static_cast<CountedSpace*>(block->space)->free_large(block);
  } else {
    CountedSpace::free_cell(reinterpret_cast<Cell*>(object), block);
  }
}

template <ObjectModel M>
std::uint64_t RefcountHeap<M>::identity_of(Ref object) {
  if ((object->header.flags & kFlagImmortal) && object->header.kind < kConstantKinds)
    return object->header.kind;
  Word& number = identities_.at(object);
  if (number == 0) {
    number = ++next_identity_;
    object->header.set_flag(kFlagIdentity);
  }
  return number;
}

template <ObjectModel M>
void RefcountHeap<M>::clear_weak_references(Ref object) {
  object->header.clear_flag(kFlagWeaklyReferenced);
  for (Ref reference : weak_.take(object)) {
    *first_raw_word(reference) = 0;
    embedder_.weak_reference_cleared(reference);
  }
}

template <ObjectModel M>
[[gnu::noinline, gnu::cold]] void RefcountHeap<M>::special_death(Ref object) {
  const std::uint8_t flags = object->header.flags;
  if (flags & kFlagWeaklyReferenced) clear_weak_references(object);
  if (flags & kFlagIsWeakReference) {
    if (Word referent = *first_raw_word(object)) weak_.remove(reinterpret_cast<Ref>(referent), object);
  }
  if (flags & kFlagIdentity) identities_.remove(object);
}

template <ObjectModel M>
typename RefcountHeap<M>::Death RefcountHeap<M>::begin_death(Ref object, bool is_half) {
  Death death = Death::goes_on;
  if (object->header.flags & kSpecialDeath) [[unlikely]] {
    if (object->header.flags & kFlagFinalizable) {
      // The finalizer comes before the weak references are cleared, as in CPython, and once in a life.
      object->header.clear_flag(kFlagFinalizable);
      count_of(object) = 1;
      // CPython takes it off its list before, and puts it on again for the finalizer: it is young.
      if (Links* links = Links::of(object); Block::of(object)->containers && links->tracked()) {
        unlink(links);
        track(object);
      }
      embedder_.finalize(object);
      return Death::put_off;
    }
    if (object->header.flags & kFlagWeaklyReferenced) death = Death::announced;
    special_death(object);
  }
  if (Block::of(object)->containers) {
    Links* links = Links::of(object);
    if (links->tracked()) unlink(links);
    if (!is_half) count_death(object);
  }
  return death;
}

template <ObjectModel M>
[[gnu::noinline]] void RefcountHeap<M>::destroy(Ref object) {
  const Death death = begin_death(object);
  if (death == Death::put_off) return;
  if (death == Death::announced && pause_death(object, nullptr)) return;
  finish_death(object, nullptr);
}

// The object, which has been announced or is in the middle of its slots, goes on dying later.
template <ObjectModel M>
bool RefcountHeap<M>::pause_death(Ref object, Ref parent) {
  if (!embedder_.pause_death(object)) return false;
  paused_deaths_.at(object) = reinterpret_cast<Word>(parent);
  return true;
}

template <ObjectModel M>
void RefcountHeap<M>::continue_death(Ref object) {
  Ref parent = reinterpret_cast<Ref>(*paused_deaths_.find(object));
  paused_deaths_.remove(object);
  finish_death(object, parent);
}

// Depth first and in the order of slots, so that finalizers come in the order that recursion would give. The
// way back is kept in the dying objects: how many slots are done in the count, the parent in the slot of the
// child that is dying.
template <ObjectModel M>
void RefcountHeap<M>::finish_death(Ref object, Ref parent) {
  for (;;) {
    const SlotOrder<M> order(kinds_[object->header.kind], object);
    Ref dying = nullptr;
    for (std::size_t done = count_of(object); done < order.size(); ++done) {
      const std::size_t index = order[done];
      Slot& slot = object->slots()[index];
      const Word word = slot.load();
      if (!Notes<M>::counted(word)) continue;
      Ref child = reinterpret_cast<Ref>(word);
      std::uint32_t& child_count = count_of(child);
      const auto count = static_cast<std::int32_t>(child_count);
      if (count > 1) {
        child_count = static_cast<std::uint32_t>(count - 1);
      } else if (count == 1) {
        child_count = 0;
        const Death death = begin_death(child, order.is_half(index));
        if (death == Death::goes_on && child->slot_count() == 0) {
          free_memory(child);
          continue;
        }
        count_of(object) = static_cast<std::uint32_t>(done + 1);
        if (death == Death::put_off) {
          slot.store_relaxed(0);
          if (pause_death(object, parent)) return;
          continue;
        }
        slot.store_relaxed(reinterpret_cast<Word>(parent));
        if (death == Death::announced && pause_death(child, object)) return;
        dying = child;
        break;
      }
    }
    if (dying) {
      parent = object;
      object = dying;
      continue;
    }
    free_memory(object);
    if (!parent) return;
    object = parent;
    parent = parent_of_dying(object);
  }
}

// Of an object one of whose slots is being released.
template <ObjectModel M>
Object<M>* RefcountHeap<M>::parent_of_dying(Ref object) {
  const SlotOrder<M> order(kinds_[object->header.kind], object);
  return reinterpret_cast<Ref>(object->slots()[order[count_of(object) - 1]].load());
}

// What objects whose deaths are paused still refer to.
template <ObjectModel M>
template <class Visit>
void RefcountHeap<M>::for_each_paused_reference(Visit&& visit) {
  paused_deaths_.for_each([&](void* key, Word value) {
    Ref object = static_cast<Ref>(key), parent = reinterpret_cast<Ref>(value);
    while (object) {
      const SlotOrder<M> order(kinds_[object->header.kind], object);
      for (std::size_t i = count_of(object); i < order.size(); ++i) visit(object->slots()[order[i]].load());
      object = parent;
      if (object) parent = parent_of_dying(object);
    }
  });
}

}  // namespace midden
