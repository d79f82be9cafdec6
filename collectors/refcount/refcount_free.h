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
[[gnu::noinline]] Cell* RefcountHeap<M>::allocate_large(std::size_t bytes, std::size_t offset) {
  Cell* cell = space_.allocate_large(bytes, offset);
  if (!cell) {
    collect(2, CollectionReason::limit);
    space_.trim();
    budget_.close_reserve();
    cell = space_.allocate_large(bytes, offset);
  }
  if (!cell) budget_.open_reserve();
  return cell;
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
      object->header.count = 1;
      embedder_.finalize(object);
      return false;
    }
    special_death(object);
  }
  if (object->slot_count() > 0) {
    Links* links = Links::of(object);
    if (links->tracked()) unlink(links);
    if (counts_[0] > 0) --counts_[0];
  }
  return true;
}

template <ObjectModel M>
[[gnu::noinline]] void RefcountHeap<M>::destroy(Ref object) {
  if (!begin_death(object)) return;
  // Depth first and in the order of slots, so that finalizers come in the order that recursion would give.
  // The way back is kept in the dying objects: the parent in the links, the next slot in the count.
  object->header.count = 0;
  Links* const bottom = nullptr;
  Links* parent = bottom;
  for (;;) {
    const std::size_t slots = object->slot_count();
    Ref dying = nullptr;
    for (std::size_t i = object->header.count; i < slots; ++i) {
      const Word word = object->slots()[i].load();
      if (!M::is_reference(word)) continue;
      Ref child = reinterpret_cast<Ref>(word);
      const auto count = static_cast<std::int32_t>(child->header.count);
      if (count > 1) {
        child->header.count = static_cast<std::uint32_t>(count - 1);
      } else if (count == 1) {
        child->header.count = 0;
        if (!begin_death(child)) continue;
        if (child->slot_count() == 0) {
          free_memory(child);
          continue;
        }
        object->header.count = static_cast<std::uint32_t>(i + 1);
        dying = child;
        break;
      }
    }
    if (dying) {
      Links::of(object)->prev = reinterpret_cast<Word>(parent);
      parent = Links::of(object);
      object = dying;
      continue;
    }
    free_memory(object);
    if (parent == bottom) return;
    object = parent->template object<M>();
    parent = parent->prev_link();
  }
}

}  // namespace midden
