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
bool RefcountHeap<M>::begin_death(Ref object) {
  if (object->header.flags & kSpecialDeath) [[unlikely]] {
    if (object->header.flags & kFlagFinalizable) {
      // The finalizer comes before the weak references are cleared, as in CPython, and once in a life.
      object->header.clear_flag(kFlagFinalizable);
      count_of(object) = 1;
      embedder_.finalize(object);
      return false;
    }
    special_death(object);
  }
  if (Block::of(object)->containers) {
    Links* links = Links::of(object);
    if (links->tracked()) unlink(links);
    count_death(object);
  }
  return true;
}

template <ObjectModel M>
[[gnu::noinline]] void RefcountHeap<M>::destroy(Ref object) {
  if (!begin_death(object)) return;
  // Depth first and in the order of slots, so that finalizers come in the order that recursion would give.
  // The way back is kept in the dying objects: how many slots are done in the count, the parent in the slot
  // of the child that is dying.
  Ref parent = nullptr;
  for (;;) {
    const std::size_t slots = object->slot_count();
    const bool backwards = kinds_[object->header.kind].has(kKindReleasedBackwards);
    Ref dying = nullptr;
    for (std::size_t done = count_of(object); done < slots; ++done) {
      Slot& slot = object->slots()[backwards ? slots - 1 - done : done];
      const Word word = slot.load();
      if (!Notes<M>::counted(word)) continue;
      Ref child = reinterpret_cast<Ref>(word);
      std::uint32_t& child_count = count_of(child);
      const auto count = static_cast<std::int32_t>(child_count);
      if (count > 1) {
        child_count = static_cast<std::uint32_t>(count - 1);
      } else if (count == 1) {
        child_count = 0;
        if (!begin_death(child)) continue;
        if (child->slot_count() == 0) {
          free_memory(child);
          continue;
        }
        count_of(object) = static_cast<std::uint32_t>(done + 1);
        slot.store_relaxed(reinterpret_cast<Word>(parent));
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
    const std::size_t done = count_of(object);
    const bool from_end = kinds_[object->header.kind].has(kKindReleasedBackwards);
    parent = reinterpret_cast<Ref>(object->slots()[from_end ? object->slot_count() - done : done - 1].load());
  }
}

}  // namespace midden
