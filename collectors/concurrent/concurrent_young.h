#pragma once

// The nursery of `concurrent`: allocation in it, its collections (scavenges), and what is checked of it.
// Included by concurrent_heap.h.
//
// Helpers never see a young object: marking passes over references to them. What young objects refer to is
// found when they are promoted: all of them are in the pause that ends marking, so that there is no young
// object, and no remembered slot, when the dead are to be told from the living.

namespace midden {

// Nothing when there is no room for another young object.
template <ObjectModel M>
char* ConcurrentHeap<M>::allocate_young(std::size_t bytes) {
  before_allocation(0);
  Window& open = window();
  auto take = [&]() -> char* {
    if (bytes > static_cast<std::size_t>(open.limit - open.cursor)) return nullptr;
    char* place = open.cursor;
    open.cursor += bytes;
    return place;
  };
  if (char* place = take()) return place;
  if (old_bytes() < rest_until_) return nullptr;
  if (young_.open(open)) return take();
  if (!enabled_ || never_) return nullptr;
  make_room_for_young();
  return old_bytes() >= rest_until_ && young_.open(open) ? take() : nullptr;
}

template <ObjectModel M>
void ConcurrentHeap<M>::make_room_for_young() {
  if (young_.full()) {
    scavenge(CollectionReason::allocation, nursery_.promotes_at_once());
    return;
  }
  // The limit is near. Anything is better than a scavenge for each block.
  constexpr std::size_t kWorthwhile = 8 * kBlockBytes;
  scavenge(CollectionReason::limit, false);
  if (budget_.would_allow(kWorthwhile)) return;
  make_room_at_limit();
  if (!budget_.would_allow(kWorthwhile)) collect_now(CollectionReason::limit);
}

// A pause of its own, or part of one.
template <ObjectModel M>
void ConcurrentHeap<M>::scavenge(CollectionReason reason, bool promote_all) {
  if (!young_.exists()) return;
  const std::size_t bytes_before = young_.used_bytes(window());
  if (bytes_before == 0) return;
  const bool part_of_pause = in_pause_;
  begin_young_cycle(reason);
  if (!part_of_pause) begin_pause();
  ScavengeMeasure measure;
  // CPU time of all threads: how many take part, and whether they get a core, is another matter.
  const std::uint64_t cpu_at_start = nursery_.adapts() ? thread_cpu_ns() : 0;
  const std::uint64_t helpers_at_start = helpers_copy_ns_;
  measure.eden = young_.eden_bytes(window());
  measure.aged = young_.survivor_bytes();
  past_young_bytes_ += measure.eden;
  const unsigned threads = scavenge_threads();
  young_.close(window());
  const std::uint64_t born = young_objects();
  const std::uint64_t objects_before =
      young_survivors_ + born - std::exchange(young_objects_at_scavenge_, born);

  young_.begin_copying();
  ScavengeFigures copied = threads > 1 ? copy_together(promote_all, threads) : copy_alone(promote_all);
  {
    Scavenger<M, false> scavenger(*this, promote_all, stash_, own_);
    treat_young_weak(scavenger);
    copied += scavenger.figures();
    for (Slot* slot : scavenger.remembered()) remembered_.add(slot);
  }
  young_.end_copying();
  promoted_objects_ += copied.objects_promoted;
  promoted_bytes_ += copied.bytes_promoted;
  young_survivors_ = copied.objects - copied.objects_promoted;
  figures_.objects_visited = figures_.objects_moved = copied.objects;
  figures_.bytes_visited = figures_.bytes_moved = copied.bytes;
  figures_.objects_freed = objects_before - copied.objects;
  figures_.bytes_freed = bytes_before - copied.bytes;
  figures_.objects_unreachable += figures_.objects_freed;
  young_unreachable_ += figures_.objects_unreachable;
  figures_.bytes_live = used_bytes() + young_.survivor_bytes();
  if (own_.has_full_segment()) own_.share_all();
  if (nursery_.adapts()) {
    measure.eden_survived = copied.bytes - copied.bytes_aged;
    measure.aged_survived = copied.bytes_aged;
    measure.ns = thread_cpu_ns() - cpu_at_start + helpers_copy_ns_ - helpers_at_start;
    nursery_.scavenged(measure);
    young_.limit_eden(nursery_.eden_bytes());
    if (const std::size_t rest = nursery_.take_rest()) rest_until_ = old_bytes() + rest;
  }
  if (verify_) {
    begin_phase(Phase::verify);
    verify_or_die(check_young());
    end_phase(Phase::verify);
  }
  if (!part_of_pause) end_pause();
  end_young_cycle();
}

template <ObjectModel M>
ScavengeFigures ConcurrentHeap<M>::copy_alone(bool promote_all) {
  Scavenger<M, false> scavenger(*this, promote_all, stash_, own_);
  begin_phase(Phase::roots);
  for_each_root([&](Word& word, const char*) { scavenger.evacuate(word); });
  for (Slot* slot : remembered_.take()) scavenger.enqueue(slot);
  end_phase(Phase::roots);
  begin_phase(Phase::copy);
  scavenger.drain();
  end_phase(Phase::copy);
  for (Slot* slot : scavenger.remembered()) remembered_.add(slot);
  return scavenger.figures();
}

// --- with helpers

// As many as may take part. What it would take to have them is worth it only when there is much to copy.
template <ObjectModel M>
unsigned ConcurrentHeap<M>::scavenge_threads() const {
  constexpr std::size_t kMuch = 2048 * 1024;
  if (schedule_ || helpers_.size() == 0) return 1;
  // A helper that looks through a long table does not leave off.
  if (stage_ == Stage::filtering ||
      (stage_ == Stage::sweeping && !tables_done_.load(std::memory_order_acquire)))
    return 1;
  const unsigned most = helpers_.size() + 1;
  if (wanted_scavenge_threads_ > 0) return std::min(wanted_scavenge_threads_, most);
  return nursery_.expected_copies(young_.eden_bytes(window()), young_.survivor_bytes()) > kMuch ? most : 1;
}

// What helpers were doing they leave off and take up again.
template <ObjectModel M>
ScavengeFigures ConcurrentHeap<M>::copy_together(bool promote_all, unsigned threads) {
  const bool was_open = helpers_.open();
  if (was_open) stop_helpers();
  const std::uint64_t helpers_cpu = helpers_.cpu_ns();
  helpers_stashes_.resize(helpers_.size());
  scavenge_crew_.threads = threads;
  scavenge_crew_.promote_all = promote_all;
  scavenge_crew_.slots = &remembered_.take();
  // Relaxed, as helpers begin afterwards.
  scavenge_crew_.next_slot.store(0, std::memory_order_relaxed);
  scavenge_crew_.joined.store(0, std::memory_order_relaxed);
  scavenge_crew_.busy.store(1, std::memory_order_relaxed);
  ScavengeFigures figures;
  {
    Scavenger<M, true> scavenger(*this, promote_all, stash_, own_);
    helpers_.start(Phase::copy, &help_scavenging, this);
    begin_phase(Phase::roots);
    for_each_root([&](Word& word, const char*) { scavenger.evacuate(word); });
    end_phase(Phase::roots);
    begin_phase(Phase::copy);
    scavenger.take_part(*scavenge_crew_.slots);
    helpers_.close();
    end_phase(Phase::copy);
    for (Slot* slot : scavenger.remembered()) remembered_.add(slot);
    figures = scavenger.figures();
  }
  figures += std::exchange(scavenge_crew_.figures, {});
  for (Slot* slot : scavenge_crew_.remembered) remembered_.add(slot);
  scavenge_crew_.remembered.clear();
  // This was no marking.
  const std::uint64_t spent = helpers_.cpu_ns() - helpers_cpu;
  helpers_cpu_at_start_ += spent;
  helpers_copy_ns_ += spent;
  report_helpers(Phase::copy);  // what else they did is another cycle's
  if (was_open) resume_helpers();
  return figures;
}

template <ObjectModel M>
void ConcurrentHeap<M>::help_scavenging(void* context) {
  auto& heap = *static_cast<ConcurrentHeap*>(context);
  ScavengeCrew& crew = heap.scavenge_crew_;
  const unsigned number = crew.joined.fetch_add(1, std::memory_order_relaxed);
  if (number + 1 >= crew.threads) return;
  crew.busy.fetch_add(1, std::memory_order_acq_rel);
  Marker<M, true, true> marker(heap.segments_, heap.crew_, heap.colour_);
  Scavenger<M, true> scavenger(heap, crew.promote_all, heap.helpers_stashes_[number], marker);
  scavenger.take_part(*crew.slots);
  marker.share_all();
  std::lock_guard lock(crew.mutex);
  crew.figures += scavenger.figures();
  crew.remembered.insert(crew.remembered.end(), scavenger.remembered().begin(), scavenger.remembered().end());
}

template <ObjectModel M>
void ConcurrentHeap<M>::treat_young_weak(Scavenger<M, false>& scavenger) {
  auto survivor = [&](Ref object) { return scavenger.survivor(object); };
  begin_phase(Phase::weak);
  young_weak_.clear_dead_references(survivor, embedder_);
  end_phase(Phase::weak);
  begin_phase(Phase::finalizers);
  std::vector<Ref> dead = young_weak_.take_dead_finalizable(survivor);
  const std::uint64_t before = scavenger.figures().objects;
  for (Ref& object : dead) object = scavenger.evacuate(object);
  scavenger.drain();
  figures_.objects_unreachable += scavenger.figures().objects - before;
  for (Ref object : dead) {
    object->header.clear_flag(kFlagFinalizable);
    embedder_.finalize(object);
  }
  young_weak_.forget_dead_references(survivor);
  young_weak_.hand_over([this](Ref object) { return !is_young(object); }, weak_);
  struct Words final : WeakWordVisitor<M, decltype(survivor)> {
    Words(const ConcurrentHeap& heap, decltype(survivor) survivor)
        : WeakWordVisitor<M, decltype(survivor)>(survivor, WeakVisitor::Scope::young), heap_(heap) {}
    bool may_change(Word word) const override {
      return M::is_reference(word) && heap_.is_young(reinterpret_cast<Ref>(word));
    }
    const ConcurrentHeap& heap_;
  } words(*this, survivor);
  embedder_.visit_weak(words);
  end_phase(Phase::finalizers);
}

// For an object that becomes old, which cannot be refused.
template <ObjectModel M>
Cell* ConcurrentHeap<M>::promotion_cell(unsigned bin, FreeCells& cells) {
  Cell*& list = cells[bin];
  if (!list) {
    std::size_t count = 0;
    list = space_.refill(bin, count);
    if (!list) list = space_.refill_regardless(bin, count);
  }
  Cell* cell = list;
  list = reinterpret_cast<Cell*>(cell[1]);
  open_cell(cell, SizeClasses::cell_bytes(bin % SizeClasses::kCount),
            Layout<M>::front_bytes(is_container_bin(bin)));
  return cell;
}

// An independent trace, and that every slot of an old object that refers to a young one is remembered.
template <ObjectModel M>
std::string ConcurrentHeap<M>::check_young() {
  // Helpers of a schedule mark on this thread and do not disturb.
  const bool stop = helpers_.open() && (stage_ == Stage::sweeping || !schedule_);
  if (stop) stop_helpers();
  std::string problem = trace();
  PointerMap remembered;
  for (Slot* slot : remembered_.slots()) remembered.at(slot) = 1;
  auto look_at = [&](Ref object) {
    for (std::size_t i = 0; i < object->slot_count(); ++i) {
      Slot* slot = object->slots() + i;
      const Word word = slot->load();
      if (!M::is_reference(word) || !is_young(reinterpret_cast<Ref>(word)) || remembered.find(slot)) continue;
      char text[128];
      std::snprintf(text, sizeof text,
                    "slot %zu of old object %p (kind %u) refers to young %p: not remembered", i,
                    static_cast<void*>(object), object->header.kind, reinterpret_cast<void*>(word));
      if (problem.empty()) problem = text;
    }
  };
  for_each_cell_object(look_at);
  for_each_immortal<M>(look_at);
  if (stop) resume_helpers();
  return problem;
}

// --- barriers

// The slot of an old object is about to refer to a young one. If it does already it is in the set.
template <ObjectModel M>
void ConcurrentHeap<M>::remember(Slot& slot) {
  const Word before = slot.load();
  if (M::is_reference(before) && is_young(reinterpret_cast<Ref>(before))) return;
  if (!planted(Plant::store_not_remembered)) remembered_.add(&slot);
}

}  // namespace midden
