#pragma once

// What --verify checks of `concurrent`, and the walks over all objects. Included by concurrent_heap.h.

namespace midden {

template <ObjectModel M>
template <class Visit>
void ConcurrentHeap<M>::for_each_cell_object(Visit&& visit) {
  space_.for_each_block([&](Block* block) {
    if (block->use == BlockUse::large) {
      visit(reinterpret_cast<Ref>(large_cell(block)));
      return;
    }
    walk_cells(block, [&](Cell* cell) {
      if (!is_free(cell)) visit(reinterpret_cast<Ref>(cell));
    });
  });
}

template <ObjectModel M>
template <class Visit>
void ConcurrentHeap<M>::for_each_container(Visit&& visit) {
  // Sweeping is brought to its end, marking only interrupted: ending it would move objects.
  if (stage_ == Stage::sweeping) finish_cycle();
  const bool stop = helpers_.open();
  if (stop) stop_helpers();
  auto containers = [&](Ref object) {
    if (object->slot_count() > 0) visit(object);
  };
  for_each_cell_object(containers);
  young_.for_each_block(window(),
                        [&](Block* block) { walk_linear<M>(block->begin(), block->top, containers); });
  if (stop) resume_helpers();
}

template <ObjectModel M>
std::string ConcurrentHeap<M>::check() {
  stop_helpers();
  std::string problem = trace();
  resume_helpers();
  return problem;
}

template <ObjectModel M>
std::string ConcurrentHeap<M>::trace() {
  Verifier<M> verifier;
  space_.for_each_block([&](Block* block) { verifier.add_block(block); });
  young_.for_each_block(window(), [&](Block* block) { verifier.add_block(block); });
  for_each_immortal_block([&](Block* block) { verifier.add_block(block); });
  for_each_root([&](Word word, const char* name) { verifier.add_root(word, name); });
  for_each_immortal<M>([&](Ref object) {
    for (std::size_t i = 0; i < object->slot_count(); ++i)
      verifier.add_root(object->slots()[i].load(), "immortal object");
  });
  return verifier.run();
}

template <ObjectModel M>
void ConcurrentHeap<M>::verify_or_die(const std::string& problem) {
  if (!problem.empty()) heap_check_failed(*this, "concurrent", problem);
}

// For the snapshot barrier: what is reachable when marking begins.
template <ObjectModel M>
void ConcurrentHeap<M>::note_snapshot() {
  snapshot_.clear();
  if (barrier_ != kSnapshot) return;
  Verifier<M> verifier;
  space_.for_each_block([&](Block* block) { verifier.add_block(block); });
  young_.for_each_block(window(), [&](Block* block) { verifier.add_block(block); });
  for_each_immortal_block([&](Block* block) { verifier.add_block(block); });
  for_each_root([&](Word word, const char* name) { verifier.add_root(word, name); });
  verify_or_die(verifier.run());
  verifier.for_each_reached([&](Ref object, std::size_t) {
    if (!is_young(object)) snapshot_.push_back(object);
  });
}

// At the end of marking, in the pause. The barrier's invariant, and an independent trace from the roots of
// now; what the trace does not reach although it is marked is this cycle's floating garbage.
template <ObjectModel M>
std::string ConcurrentHeap<M>::check_marking() {
  auto describe = [](Ref object) {
    char text[64];
    std::snprintf(text, sizeof text, "%p (kind %u)", static_cast<void*>(object), object->header.kind);
    return std::string(text);
  };
  std::string problem;
  std::uint64_t marked = 0, marked_bytes = 0;
  for_each_cell_object([&](Ref object) {
    if (!alive(object)) return;
    ++marked;
    marked_bytes += SizeClasses::rounded(Layout<M>::cell_bytes(object));
    for (std::size_t i = 0; i < object->slot_count() && problem.empty(); ++i) {
      const Word word = object->slots()[i].load();
      if (!M::is_reference(word) || alive(reinterpret_cast<Ref>(word))) continue;
      problem = "marked object " + describe(object) + " refers in slot " + std::to_string(i) +
                " to unmarked " + describe(reinterpret_cast<Ref>(word));
    }
  });
  if (!problem.empty()) return problem;
  for (Ref object : snapshot_) {
    if (!alive(object)) return "reachable when marking began but not marked: " + describe(object);
  }
  Verifier<M> verifier;
  space_.for_each_block([&](Block* block) { verifier.add_block(block); });
  for_each_immortal_block([&](Block* block) { verifier.add_block(block); });
  for_each_root([&](Word word, const char* name) { verifier.add_root(word, name); });
  for_each_immortal<M>([&](Ref object) {
    for (std::size_t i = 0; i < object->slot_count(); ++i)
      verifier.add_root(object->slots()[i].load(), "immortal object");
  });
  problem = verifier.run();
  std::uint64_t reached = 0, reached_bytes = 0;
  verifier.for_each_reached([&](Ref object, std::size_t) {
    if (M::is_constant(reinterpret_cast<Word>(object)) || object->header.has_flag(kFlagImmortal)) return;
    ++reached;
    reached_bytes += SizeClasses::rounded(Layout<M>::cell_bytes(object));
    if (problem.empty() && !alive(object)) problem = "reachable but not marked: " + verifier.path_to(object);
  });
  figures_.objects_floating = marked - reached;
  figures_.bytes_floating = marked_bytes - reached_bytes;
  return problem;
}

template <ObjectModel M>
MemoryFigures ConcurrentHeap<M>::memory() const {
  MemoryFigures figures = common_figures();
  figures.allocated_bytes = allocated_bytes();
  figures.allocated_objects = young_objects() + old_objects() - promoted_objects_;
  figures.live = used_bytes() + young_.used_bytes(window());
  figures.committed += young_.committed();
  return figures;
}

}  // namespace midden
