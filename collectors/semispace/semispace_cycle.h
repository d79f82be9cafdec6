#pragma once

// One cycle of `semispace`, and the slow paths of its allocation. Included by semispace_heap.h.

namespace midden {

// A block for the mutator, and another in reserve for copying it.
template <ObjectModel M>
bool SemispaceHeap<M>::open_block() {
  if (!budget_.would_allow(2 * kBlockBytes) || !space().refill(window())) return false;
  budget_.force(kBlockBytes);
  reserve_ += kBlockBytes;
  return true;
}

template <ObjectModel M>
[[gnu::noinline]] char* SemispaceHeap<M>::allocate_slowly(std::size_t bytes) {
  if (stressed() && stress_strikes()) collect(CollectionReason::stress);
  if (bytes > kLargestCell) return allocate_large(bytes);
  Window& open = window();
  if (bytes > static_cast<std::size_t>(open.limit - open.cursor)) {
    bool opened = false;
    if (enabled_ && policy_.due(used_bytes()) && !embedder_.defers_collection())
      collect(CollectionReason::threshold);
    opened = bytes <= static_cast<std::size_t>(open.limit - open.cursor) || open_block();
    if (!opened) {
      collect(CollectionReason::limit);
      // The rest of the block that copying opened is no room of ours when the copies filled the heap.
      opened = !too_tight(2 * live_bytes_, budget_) &&
               (bytes <= static_cast<std::size_t>(open.limit - open.cursor) || open_block());
    }
    if (!opened) {
      budget_.open_reserve();
      return nullptr;
    }
  }
  char* cell = open.cursor;
  open.cursor += bytes;
  return cell;
}

template <ObjectModel M>
char* SemispaceHeap<M>::try_large(std::size_t bytes) {
  Block* block = pool_.acquire_large(bytes);
  if (!block) return nullptr;
  block->top = block->begin() + bytes;
  large_.push(block);
  large_bytes_ += bytes;
  return block->begin();
}

template <ObjectModel M>
char* SemispaceHeap<M>::allocate_large(std::size_t bytes) {
  if (enabled_ && policy_.due(used_bytes() + bytes) && !embedder_.defers_collection())
    collect(CollectionReason::threshold);
  char* cell = try_large(bytes);
  if (!cell) {
    collect(CollectionReason::limit);
    cell = try_large(bytes);
  }
  if (!cell) budget_.open_reserve();
  return cell;
}

template <ObjectModel M>
void SemispaceHeap<M>::evacuate_roots(Evacuator<M>& evacuator) {
  begin_phase(Phase::roots);
  RootWordVisitor roots([&](Word& word) { evacuator.evacuate(word); });
  embedder_.visit_roots(roots);
  if (mutator_) {
    for (LocalLink* local = mutator_->locals; local; local = local->previous) evacuator.evacuate(local->word);
  }
  for_each_immortal<M>([&](Ref object) { evacuator.scan_slots(object); });
  end_phase(Phase::roots);
}

template <ObjectModel M>
void SemispaceHeap<M>::finalize_dead(Evacuator<M>& evacuator) {
  auto survivor = [](Ref object) { return Evacuator<M>::survivor(object); };
  begin_phase(Phase::weak);
  weak_.clear_dead_references(survivor, embedder_);
  end_phase(Phase::weak);

  begin_phase(Phase::finalizers);
  std::vector<Ref> dead = weak_.take_dead_finalizable(survivor);
  if (!dead.empty()) {
    const std::uint64_t before = evacuator.objects_moved() + evacuator.objects_kept();
    for (Ref& object : dead) object = evacuator.evacuate(object);
    evacuator.drain();
    figures_.objects_unreachable += evacuator.objects_moved() + evacuator.objects_kept() - before;
    for (Ref object : dead) {
      object->header.clear_flag(kFlagFinalizable);
      embedder_.finalize(object);
    }
  }
  weak_.forget_dead_references(survivor);
  WeakWordVisitor<M, decltype(survivor)> words(survivor);
  embedder_.visit_weak(words);
  end_phase(Phase::finalizers);
}

template <ObjectModel M>
void SemispaceHeap<M>::sweep_large() {
  for (Block* block = large_.first(); block;) {
    Block* next = block->next;
    Header& header = object_of_large<M>(block)->header;
    if (header.flags & kFlagMarked) {
      header.flags &= static_cast<std::uint8_t>(~kFlagMarked);
    } else {
      large_bytes_ -= static_cast<std::size_t>(block->top - block->begin());
      large_.remove(block);
      pool_.release_large(block);
    }
    block = next;
  }
}

template <ObjectModel M>
[[gnu::noinline]] void SemispaceHeap<M>::collect(CollectionReason reason) {
  if (in_cycle()) return;
  begin_cycle(CycleKind::full, reason);
  const std::uint64_t began_ns = monotonic_ns();
  const std::uint64_t objects = mutator_ ? mutator_->allocated_objects_ : objects_at_cycle_;
  const std::uint64_t objects_before = live_objects_ + objects - objects_at_cycle_;
  const std::uint64_t bytes_before = used_bytes();
  const std::uint64_t allocated = bytes_before - live_bytes_;
  past_bytes_ += allocated;

  LinearSpace& from = space();
  from.close(window());
  active_ ^= 1;
  budget_.give_back(reserve_);
  reserve_ = 0;

  Evacuator<M> evacuator(space(), window());
  evacuate_roots(evacuator);
  begin_phase(Phase::copy);
  evacuator.drain();
  end_phase(Phase::copy);
  finalize_dead(evacuator);

  from.release_all();
  sweep_large();
  reserve_ = space().block_count() * kBlockBytes;
  budget_.force(reserve_);

  figures_.objects_moved = evacuator.objects_moved();
  figures_.bytes_moved = evacuator.bytes_moved();
  figures_.objects_visited = live_objects_ = evacuator.objects_moved() + evacuator.objects_kept();
  figures_.bytes_visited = figures_.bytes_live = evacuator.bytes_moved() + evacuator.bytes_kept();
  live_bytes_ = used_bytes();
  figures_.objects_freed = objects_before - live_objects_;
  figures_.bytes_freed = bytes_before - live_bytes_;
  figures_.objects_unreachable += figures_.objects_freed;
  objects_at_cycle_ = objects;
  budget_.close_reserve();
  policy_.cycle_ended(
      {live_bytes_, figures_.bytes_visited, monotonic_ns() - began_ns, allocated, began_ns - cycle_ended_ns_},
      budget_);
  if (verify_) {
    begin_phase(Phase::verify);
    const std::string problem = check();
    if (!problem.empty()) heap_check_failed(*this, "semispace", problem);
    end_phase(Phase::verify);
  }
  end_cycle();
  cycle_ended_ns_ = monotonic_ns();
}

template <ObjectModel M>
std::string SemispaceHeap<M>::check() {
  Verifier<M> verifier;
  space().note_top(window());
  for (Block* block = space().first_block(); block; block = block->next) verifier.add_block(block);
  for (Block* block = large_.first(); block; block = block->next) verifier.add_block(block);
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
  return verifier.run();
}

template <ObjectModel M>
template <class Visit>
void SemispaceHeap<M>::for_each_container(Visit&& visit) {
  auto containers = [&](Ref object) {
    if (object->slot_count() > 0) visit(object);
  };
  space().note_top(window());
  for (Block* block = space().first_block(); block; block = block->next) {
    walk_linear<M>(block->begin(), block->top, containers);
  }
  for (Block* block = large_.first(); block; block = block->next) {
    walk_linear<M>(block->begin(), block->top, containers);
  }
}

template <ObjectModel M>
MemoryFigures SemispaceHeap<M>::memory() const {
  MemoryFigures figures = common_figures();
  figures.live = used_bytes();
  figures.allocated_bytes = past_bytes_ + used_bytes() - live_bytes_;
  figures.allocated_objects = mutator_ ? mutator_->allocated_objects_ : objects_at_cycle_;
  return figures;
}

}  // namespace midden
