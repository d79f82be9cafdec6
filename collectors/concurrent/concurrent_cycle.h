#pragma once

// One cycle of `concurrent`: its pauses and how it ends. Included by concurrent_heap.h.

#include <utility>

namespace midden {

template <ObjectModel M>
template <class Visit>
void ConcurrentHeap<M>::for_each_root(Visit&& visit) {
  RootWordVisitor roots([&](Word& word) { visit(word, "root"); });
  embedder_.visit_roots(roots);
  if (!mutator_) return;
  for (LocalLink* local = mutator_->locals; local; local = local->previous) visit(local->word, "Local");
}

template <ObjectModel M>
void ConcurrentHeap<M>::mark_roots() {
  begin_phase(Phase::roots);
  for_each_root([&](Word word, const char*) { own_.push(word); });
  end_phase(Phase::roots);
}

// Everything that is there gets the other colour by changing what the colours mean.
template <ObjectModel M>
void ConcurrentHeap<M>::start_cycle(CollectionReason reason, bool promote_all) {
  if (in_cycle()) return;
  open_cycle(CycleKind::concurrent, reason);
  begin_pause();
  scavenge(reason, promote_all);
  colour_ = other(colour_);
  own_.set_colour(colour_);
  own_.reset_counts();
  helpers_objects_.store(0, std::memory_order_relaxed);
  helpers_bytes_.store(0, std::memory_order_relaxed);
  crew_.progress.store(0, std::memory_order_relaxed);
  rounds_ = 0;
  emptied_young_ = false;
  filtering_words_ = words_filtered_ = false;
  own_mark_ns_ = 0;
  helpers_cpu_at_start_ = helpers_.cpu_ns();
  old_objects_at_start_ = old_objects();
  old_bytes_at_start_ = old_bytes();
  assisted_at_ = allocated_bytes();
  used_at_start_ = used_bytes();
  if (mutator_) {
    mutator_->barriers_ |= barrier_;
    if (!planted(Plant::born_unmarked)) mutator_->birth_colour_ = colour_;
  }
  mark_roots();
  // Stores into immortal objects are announced like others: once is enough.
  for_each_immortal<M>([&](Ref object) { own_.push_slots(object); });
  // Stores into young objects are not announced: what they refer to is looked at now, and when they are
  // promoted.
  young_.for_each_block(window(), [&](Block* block) {
    walk_linear<M>(block->begin(), block->top, [&](Ref object) { own_.push_slots_wholly(object); });
  });
  if (verify_) note_snapshot();
  stage_ = Stage::marking;
  end_pause();
  start_helpers();
}

// A pause that may turn out to be the last one of marking.
template <ObjectModel M>
void ConcurrentHeap<M>::try_to_finish_marking() {
  helpers_.close();
  constexpr std::size_t kShortTable = 1000;
  if (stage_ == Stage::marking && weak_.size() + young_weak_.size() > kShortTable && helpers_.size() > 0) {
    stage_ = Stage::filtering;
    weak_.hand_over();
    tables_taken_.store(false, std::memory_order_relaxed);
    start_helpers();
    return;
  }
  if (!filter_words()) {
    stage_ = Stage::filtering;
    attention_.store(true, std::memory_order_relaxed);
    return;
  }
  // Copying the young, and what they alone refer to, is no matter for the last pause: helpers look through
  // what was promoted in a pause before.
  constexpr std::size_t kFewYoung = 128 * 1024;
  if (!std::exchange(emptied_young_, true) && young_.used_bytes(window()) > kFewYoung) {
    scavenge(reason_, true);
    stage_ = Stage::marking;
    start_helpers();
    attention_.store(true, std::memory_order_relaxed);
    return;
  }
  begin_pause();
  scavenge(reason_, true);
  if (!planted(Plant::roots_not_rescanned)) mark_roots();
  constexpr unsigned kMostRounds = 8;
  if (drain_for_a_moment() || ++rounds_ > kMostRounds) {
    if (rounds_ > kMostRounds) {
      drain_wholly();
      kind_ = CycleKind::finished_by_mutator;
    }
    end_marking();
  } else {
    // More than fits into a pause hangs on what changed: beside the mutator, then.
    stage_ = Stage::marking;
    emptied_young_ = false;
  }
  end_pause();
  start_helpers();
}

// A few of the embedder's weak words, on the mutator's thread. True when all have been looked at.
template <ObjectModel M>
bool ConcurrentHeap<M>::filter_words() {
  constexpr std::uint64_t kStepNs = 200'000;
  struct Filter final : WeakFilter {
    explicit Filter(const ConcurrentHeap& heap) : heap_(heap) {}
    bool alive(Word word) const override {
      if (!M::is_reference(word)) return true;
      Ref object = reinterpret_cast<Ref>(word);
      return !heap_.is_young(object) && heap_.alive(object);
    }
    const ConcurrentHeap& heap_;
  } filter(*this);
  if (words_filtered_) return true;
  const std::uint64_t start = monotonic_ns();
  do {
    words_filtered_ = embedder_.filter_weak(filter, !std::exchange(filtering_words_, true));
  } while (!words_filtered_ && !schedule_ && monotonic_ns() - start < kStepNs);
  statistics_.add_collector_in_mutator(monotonic_ns() - start, Phase::weak);
  return words_filtered_;
}

template <ObjectModel M>
bool ConcurrentHeap<M>::drain_for_a_moment() {
  begin_phase(Phase::mark);
  const std::uint64_t start = monotonic_ns();
  bool done;
  while (!(done = own_.drain_at_hand(short_step())) && !enough(start)) {
  }
  end_phase(Phase::mark);
  own_mark_ns_ += monotonic_ns() - start;
  return done;
}

// With the helpers, whatever they were doing.
template <ObjectModel M>
void ConcurrentHeap<M>::drain_wholly() {
  begin_phase(Phase::mark);
  const std::uint64_t start = monotonic_ns();
  want_work(false);
  // Helpers that had found nothing to do may find some now.
  constexpr std::uint64_t kAlone = 4096;
  if (!own_.drain_at_hand(kAlone) && helpers_.size() > 0 && (!helpers_.open() || helpers_.finished())) {
    start_helpers();
  }
  while (marking_left() || helpers_.open()) {
    own_.drain();
    helpers_.close();
  }
  own_mark_ns_ += monotonic_ns() - start;
  end_phase(Phase::mark);
}

// At once, in a pause.
template <ObjectModel M>
void ConcurrentHeap<M>::finish_marking(CycleKind kind) {
  begin_pause();
  kind_ = kind;
  if (stage_ == Stage::filtering) helpers_.close();
  stage_ = Stage::marking;
  scavenge(reason_, true);
  if (!planted(Plant::roots_not_rescanned)) mark_roots();
  drain_wholly();
  end_marking();
  end_pause();
  start_helpers();
}

// In the last pause: everything that is reachable is marked.
template <ObjectModel M>
void ConcurrentHeap<M>::end_marking() {
  want_work(false);
  if (mutator_) {
    mutator_->barriers_ &= static_cast<std::uint8_t>(~kMarkingBarriers);
    mutator_->birth_colour_ = colour_;
  }
  if (verify_) {
    begin_phase(Phase::verify);
    verify_or_die(check_marking());
    end_phase(Phase::verify);
  }
  treat_weak();
  report_helpers();

  const std::uint64_t objects = old_objects(), bytes = old_bytes();
  figures_.objects_visited = own_.objects() + helpers_objects_.load(std::memory_order_relaxed);
  figures_.bytes_visited = own_.bytes() + helpers_bytes_.load(std::memory_order_relaxed);
  const std::uint64_t objects_before = live_objects_ + objects - old_objects_at_cycle_;
  const std::uint64_t bytes_before = live_bytes_ + bytes - old_bytes_at_cycle_;
  // Whatever became old during the cycle was born marked.
  live_objects_ = figures_.objects_visited + objects - old_objects_at_start_;
  live_bytes_ = figures_.bytes_visited + bytes - old_bytes_at_start_;
  figures_.objects_freed = objects_before - live_objects_;
  figures_.bytes_freed = bytes_before - live_bytes_;
  figures_.objects_unreachable += figures_.objects_freed;
  figures_.bytes_live = live_bytes_;
  const std::uint64_t now = monotonic_ns();
  const CycleMeasure measure{live_bytes_, figures_.bytes_visited,
                             own_mark_ns_ + helpers_.cpu_ns() - helpers_cpu_at_start_,
                             bytes - old_bytes_at_cycle_, now - std::exchange(cycle_ended_ns_, now)};
  old_objects_at_cycle_ = objects;
  old_bytes_at_cycle_ = bytes;

  drop_free_cells();
  space_.retire_blocks(colour_);
  policy_.cycle_ended(measure, budget_);
  weak_.end_pause();
  tables_taken_.store(false, std::memory_order_relaxed);
  tables_done_.store(false, std::memory_order_relaxed);
  stage_ = Stage::sweeping;
}

// What helpers have done since this was last said: all of it, or what belongs to one phase.
template <ObjectModel M>
void ConcurrentHeap<M>::report_helpers(Phase only) {
  for (const HelperSpan& span : helpers_.take_spans(only)) report_helper(span);
}

template <ObjectModel M>
void ConcurrentHeap<M>::treat_weak() {
  auto is_alive = [this](Ref object) { return alive(object); };
  begin_phase(Phase::weak);
  weak_.clear_dead_references(is_alive, embedder_);
  end_phase(Phase::weak);
  begin_phase(Phase::finalizers);
  std::vector<Ref> dead = weak_.take_dead_finalizable(is_alive);
  if (!dead.empty()) {
    const std::uint64_t before = own_.objects();
    for (Ref object : dead) own_.push(reinterpret_cast<Word>(object));
    own_.drain_at_hand(Marker<M, true, true>::kNoLimit);
    figures_.objects_unreachable += own_.objects() - before;
    for (Ref object : dead) {
      object->header.clear_flag(kFlagFinalizable);
      embedder_.finalize(object);
    }
  }
  auto survivor = [this](Ref object) { return alive(object) ? object : nullptr; };
  WeakWordVisitor<M, decltype(survivor)> words(
      survivor, words_filtered_ ? WeakVisitor::Scope::suspected : WeakVisitor::Scope::all);
  embedder_.visit_weak(words);
  end_phase(Phase::finalizers);
}

// Sweeping finds the mutator's cells again.
template <ObjectModel M>
void ConcurrentHeap<M>::drop_free_cells() {
  if (mutator_) mutator_->free_.fill(nullptr);
  stash_.fill(nullptr);
  for (FreeCells& cells : helpers_stashes_) cells.fill(nullptr);
}

template <ObjectModel M>
void ConcurrentHeap<M>::end_cycle_if_swept() {
  if (stage_ != Stage::sweeping || !tables_done_.load(std::memory_order_acquire) || !space_.swept()) return;
  helpers_.close();
  stage_ = Stage::idle;
  if (verify_) {
    begin_pause();
    begin_phase(Phase::verify);
    verify_or_die(check());
    end_phase(Phase::verify);
    end_pause();
  }
  segments_.trim();
  budget_.close_reserve();
  report_helpers();
  close_cycle();
}

// Ends the cycle under way, whatever that takes.
template <ObjectModel M>
void ConcurrentHeap<M>::finish_cycle() {
  if (stage_ == Stage::marking || stage_ == Stage::filtering) finish_marking(CycleKind::finished_by_mutator);
  if (stage_ != Stage::sweeping) return;
  const std::uint64_t start = monotonic_ns();
  if (!tables_done_.load(std::memory_order_acquire)) {
    // A helper that began will be done soon; one that did not, never.
    helpers_.close();
    compact_tables();
  }
  space_.finish_sweeping();
  statistics_.add_collector_in_mutator(monotonic_ns() - start);
  end_cycle_if_swept();
}

template <ObjectModel M>
std::size_t ConcurrentHeap<M>::collect_now(CollectionReason reason) {
  if (collecting_) return 0;
  collecting_ = true;
  finish_cycle();
  const std::uint64_t young_before = young_unreachable_;
  collect_in_pause(reason);
  collecting_ = false;
  return figures_.objects_unreachable + (young_unreachable_ - young_before);
}

// Marking in one pause, then sweeping at once: who asks for a collection wants to see what it freed.
template <ObjectModel M>
void ConcurrentHeap<M>::collect_in_pause(CollectionReason reason) {
  // Young objects that only dead old ones refer to become old before it is decided who is dead.
  start_cycle(reason, true);
  finish_marking(CycleKind::stop_the_world);
  finish_cycle();
}

}  // namespace midden
