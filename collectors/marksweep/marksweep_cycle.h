#pragma once

// One cycle of `marksweep`, and the slow paths of its allocation. Included by marksweep_heap.h.

namespace midden {

template <ObjectModel M>
[[gnu::noinline]] Cell* MarksweepHeap<M>::take_cells(unsigned bin) {
  std::size_t count = 0;
  const bool sweeping = !space_.swept();
  const std::uint64_t start = sweeping ? monotonic_ns() : 0;
  Cell* cells = space_.refill(bin, count);
  if (sweeping) statistics_.add_collector_in_mutator(monotonic_ns() - start);
  if (!cells) cells = space_.refill_from_new_block(bin, count);
  if (cells) note_handed_out(bin, count);
  return cells;
}

template <ObjectModel M>
[[gnu::noinline]] Cell* MarksweepHeap<M>::refill(unsigned bin, std::size_t) {
  if (enabled_ && policy_.due(used_bytes()) && !embedder_.defers_collection())
    collect(CollectionReason::threshold);
  if (Cell* cells = take_cells(bin)) return cells;
  // The pool refused: blocks that are empty but not swept yet may do.
  space_.finish_sweeping();
  if (Cell* cells = take_cells(bin)) return cells;
  collect(CollectionReason::limit);
  if (!too_tight(live_bytes_, budget_)) {
    if (Cell* cells = take_cells(bin)) return cells;
  }
  budget_.open_reserve();
  return nullptr;
}

template <ObjectModel M>
[[gnu::noinline]] Cell* MarksweepHeap<M>::allocate_large(std::size_t bytes, bool links) {
  if (enabled_ && policy_.due(used_bytes() + bytes) && !embedder_.defers_collection())
    collect(CollectionReason::threshold);
  Cell* cell = space_.allocate_large(bytes, links);
  if (!cell) {
    space_.finish_sweeping();
    cell = space_.allocate_large(bytes, links);
  }
  if (!cell) {
    collect(CollectionReason::limit);
    cell = space_.allocate_large(bytes, links);
  }
  if (!cell) {
    budget_.open_reserve();
    return nullptr;
  }
  ++handed_objects_;
  handed_bytes_ += bytes;
  return cell;
}

template <ObjectModel M>
template <class Visit>
void MarksweepHeap<M>::for_each_root(Visit&& visit) {
  RootWordVisitor roots([&](Word& word) { visit(word, "root"); });
  embedder_.visit_roots(roots);
  if (mutator_) {
    for (LocalLink* local = mutator_->locals; local; local = local->previous) visit(local->word, "Local");
  }
  for_each_immortal<M>([&](Ref object) {
    for (std::size_t i = 0; i < object->slot_count(); ++i) {
      Word word = object->slots()[i].load();
      visit(word, "immortal object");
    }
  });
}

template <ObjectModel M>
template <bool kParallel>
void MarksweepHeap<M>::mark_from_roots() {
  struct Shared {
    MarksweepHeap* heap;
    Marker<M, kParallel>* main;
    MarkCrew crew;
    std::atomic<std::uint64_t> objects{0};
    std::atomic<std::uint64_t> bytes{0};
    std::array<HelperSpan, 64> spans{};
  } shared{this, nullptr, {}};
  Marker<M, kParallel> main(segments_, shared.crew, colour_);
  shared.main = &main;
  begin_phase(Phase::roots);
  for_each_root([&](Word word, const char*) { main.push(word); });
  end_phase(Phase::roots);
  begin_phase(Phase::mark);
  if constexpr (kParallel) {
    run_with_helpers(
        threads_,
        [](void* context, unsigned index) {
          Shared& crew = *static_cast<Shared*>(context);
          if (index == 0) {
            crew.main->drain();
            return;
          }
          const std::uint64_t began = monotonic_ns(), start = thread_cpu_ns();
          Marker<M, kParallel> marker(crew.heap->segments_, crew.crew, crew.heap->colour_);
          marker.drain();
          crew.objects.fetch_add(marker.objects(), std::memory_order_relaxed);
          crew.bytes.fetch_add(marker.bytes(), std::memory_order_relaxed);
          crew.spans[index] = {static_cast<std::uint8_t>(index), Phase::mark, began, monotonic_ns(),
                               thread_cpu_ns() - start};
        },
        &shared);
    for (unsigned index = 1; index < threads_; ++index) report_helper(shared.spans[index]);
  } else {
    main.drain();
  }
  figures_.objects_visited += main.objects() + shared.objects.load(std::memory_order_relaxed);
  figures_.bytes_visited += main.bytes() + shared.bytes.load(std::memory_order_relaxed);
  end_phase(Phase::mark);
}

template <ObjectModel M>
void MarksweepHeap<M>::finalize_dead() {
  auto survivor = [this](Ref object) { return alive(object) ? object : nullptr; };
  begin_phase(Phase::weak);
  weak_.clear_dead_references(survivor, embedder_);
  end_phase(Phase::weak);

  begin_phase(Phase::finalizers);
  std::vector<Ref> dead = weak_.take_dead_finalizable(survivor);
  if (!dead.empty()) {
    MarkCrew crew;
    Marker<M, false> marker(segments_, crew, colour_);
    for (Ref object : dead) marker.push(reinterpret_cast<Word>(object));
    marker.drain();
    figures_.objects_visited += marker.objects();
    figures_.bytes_visited += marker.bytes();
    figures_.objects_unreachable += marker.objects();
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
[[gnu::noinline]] void MarksweepHeap<M>::collect(CollectionReason reason) {
  if (in_cycle()) return;
  begin_cycle(CycleKind::full, reason);
  const std::uint64_t began_ns = monotonic_ns();
  begin_phase(Phase::sweep);
  space_.finish_sweeping();  // what is dead has the colour that becomes the present one
  if (mutator_) mutator_->return_cells();
  for (unsigned bin = 0; bin < kBins; ++bin) take_back(bin, std::exchange(stash_[bin], nullptr));
  end_phase(Phase::sweep);

  colour_ = other(colour_);
  if (threads_ > 1 && live_objects_ >= parallel_from_) {
    mark_from_roots<true>();
  } else {
    mark_from_roots<false>();
  }
  finalize_dead();

  const std::uint64_t mark_ns = monotonic_ns() - began_ns;
  const std::uint64_t allocated_objects = live_objects_ + handed_objects_ - handed_objects_at_cycle_;
  const std::uint64_t allocated_bytes = used_bytes();
  live_objects_ = figures_.objects_visited;
  live_bytes_ = figures_.bytes_visited;
  figures_.objects_freed = allocated_objects - live_objects_;
  figures_.bytes_freed = allocated_bytes - live_bytes_;
  figures_.objects_unreachable += figures_.objects_freed;
  figures_.bytes_live = live_bytes_;
  const CycleMeasure measure{live_bytes_, figures_.bytes_visited, mark_ns * threads_,
                             handed_bytes_ - handed_bytes_at_cycle_, began_ns - cycle_ended_ns_};
  handed_objects_at_cycle_ = handed_objects_;
  handed_bytes_at_cycle_ = handed_bytes_;

  segments_.trim();
  space_.retire_blocks(colour_);
  space_.start_sweeping();
  space_.sweep_large_objects();
  if (verify_ || reason == CollectionReason::limit) {
    begin_phase(Phase::sweep);
    space_.finish_sweeping();
    end_phase(Phase::sweep);
  }
  budget_.close_reserve();
  policy_.cycle_ended(measure, budget_);
  if (verify_) {
    begin_phase(Phase::verify);
    const std::string problem = check();
    if (!problem.empty()) heap_check_failed(*this, "marksweep", problem);
    end_phase(Phase::verify);
  }
  end_cycle();
  cycle_ended_ns_ = monotonic_ns();
}

template <ObjectModel M>
std::string MarksweepHeap<M>::check() {
  Verifier<M> verifier;
  space_.for_each_block([&](Block* block) { verifier.add_block(block); });
  for_each_immortal_block([&](Block* block) { verifier.add_block(block); });
  for_each_root([&](Word word, const char* name) { verifier.add_root(word, name); });
  return verifier.run();
}

template <ObjectModel M>
template <class Visit>
void MarksweepHeap<M>::for_each_container(Visit&& visit) {
  space_.finish_sweeping();
  space_.for_each_block([&](Block* block) {
    if (block->use == BlockUse::large) {
      Ref object = reinterpret_cast<Ref>(large_cell(block));
      if (object->slot_count() > 0) visit(object);
      return;
    }
    walk_cells(block, [&](Cell* cell) {
      Ref object = reinterpret_cast<Ref>(cell);
      if (!is_free(cell) && object->slot_count() > 0) visit(object);
    });
  });
}

template <ObjectModel M>
MemoryFigures MarksweepHeap<M>::memory() const {
  MemoryFigures figures = common_figures();
  figures.allocated_bytes = handed_bytes_;
  figures.allocated_objects = handed_objects_;
  figures.live = used_bytes();
  // Cells in the mutator's hands are not allocated yet.
  auto subtract = [&](const Cell* cell, unsigned bin) {
    for (; cell; cell = reinterpret_cast<const Cell*>(cell[1])) {
      --figures.allocated_objects;
      figures.allocated_bytes -= SizeClasses::cell_bytes(bin % SizeClasses::kCount);
      figures.live -= SizeClasses::cell_bytes(bin % SizeClasses::kCount);
    }
  };
  for (unsigned bin = 0; bin < kBins; ++bin) {
    subtract(stash_[bin], bin);
    if (mutator_ && bin < mutator_->free_.size()) subtract(mutator_->free_[bin], bin);
  }
  return figures;
}

}  // namespace midden
