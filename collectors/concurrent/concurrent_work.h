#pragma once

// What helpers do, what the mutator does for them, and the slow paths of allocation. Included by
// concurrent_heap.h.

#include <thread>

namespace midden {

template <ObjectModel M>
ConcurrentHeap<M>::ConcurrentHeap(const HeapSettings& settings, Embedder<Object<M>>& embedder)
    : HeapBase(settings),
      embedder_(embedder),
      young_(this, budget_, nursery_bytes(settings), stressed()),
      // What depends on the time would not come again under the same seed.
      nursery_(nursery_bytes(settings), stressed() || settings.schedule
                                            ? 0
                                            : option_number(kConcurrentOptionTable, settings, "young_pause")),
      wanted_scavenge_threads_(
          static_cast<unsigned>(option_size(kConcurrentOptionTable, settings, "scavenge_threads"))),
      remembered_(budget_),
      young_weak_(budget_),
      young_segments_(budget_),
      space_(pool_, Layout<M>::format(kMarkNotes)),
      segments_(budget_),
      schedule_(settings.schedule ? std::make_unique<Schedule>(*settings.schedule) : nullptr),
      crew_(young_.range(), schedule_.get()),
      helpers_(
          [&] {
            const double wanted = option_number(kConcurrentOptionTable, settings, "helpers");
            const unsigned cores = std::thread::hardware_concurrency();
            return wanted >= 0 ? static_cast<unsigned>(wanted) : cores > 1 ? cores - 1 : 1;
          }(),
          attention_, schedule_.get()),
      weak_(budget_),
      policy_(kConcurrentOptionTable, settings, budget_, true),
      barrier_(option_number(kConcurrentOptionTable, settings, "barrier") == 0 ? kInsertion : kSnapshot),
      never_(!option_flag(kConcurrentOptionTable, settings, "collect")),
      own_(segments_, crew_, colour_) {
  if (young_.exists()) young_.limit_eden(nursery_.eden_bytes());
  space_.poison_freed(verify_ || stressed());
  pool_.set_return_delay(
      std::chrono::duration_cast<BlockPool::Clock::duration>(std::chrono::duration<double, std::milli>(
          option_number(kConcurrentOptionTable, settings, "return_delay"))));
}

template <ObjectModel M>
std::size_t ConcurrentHeap<M>::nursery_bytes(const HeapSettings& settings) {
  const std::size_t wanted = option_size(kConcurrentOptionTable, settings, "nursery");
  return settings.limit_bytes ? std::min(wanted, settings.limit_bytes / 8) : wanted;
}

template <ObjectModel M>
void ConcurrentHeap<M>::attach(ConcurrentMutator<M>* mutator) {
  mutator_ = mutator;
  mutator->birth_colour_ = colour_;
  mutator->young_ = young_.range();
  mutator->barriers_ =
      static_cast<std::uint8_t>((young_.exists() ? kRemembering : 0) | (marking() ? barrier_ : 0));
}

template <ObjectModel M>
void ConcurrentHeap<M>::detach() {
  stop_helpers();
  young_.close(window());
  past_objects_ += mutator_->old_objects_;
  past_bytes_ += mutator_->old_bytes_;
  past_young_objects_ += mutator_->young_objects_;
  mutator_ = nullptr;
}

template <ObjectModel M>
std::uint64_t ConcurrentHeap<M>::old_objects() const {
  return past_objects_ + promoted_objects_ + (mutator_ ? mutator_->old_objects_ : 0);
}
template <ObjectModel M>
std::uint64_t ConcurrentHeap<M>::old_bytes() const {
  return past_bytes_ + promoted_bytes_ + (mutator_ ? mutator_->old_bytes_ : 0);
}
template <ObjectModel M>
std::uint64_t ConcurrentHeap<M>::allocated_bytes() const {
  return old_bytes() - promoted_bytes_ + past_young_bytes_ + young_.eden_bytes(window());
}

// --- barriers

template <ObjectModel M>
void ConcurrentHeap<M>::shade(Word value) {
  if (schedule_) schedule_->point();
  own_.shade(value);
  if (own_.has_full_segment()) own_.share_all();
  if (schedule_) schedule_->point();
}

template <ObjectModel M>
void ConcurrentHeap<M>::shade_copied(Ref holder, Slot* slots, std::size_t count) {
  constexpr std::size_t kFew = 32;
  if (count > kFew) {
    own_.rescan(holder);
  } else {
    for (std::size_t i = 0; i < count; ++i) own_.shade(slots[i].load());
  }
  if (own_.has_full_segment()) own_.share_all();
  if (schedule_) schedule_->point();
}

// While the holder, which is old, may be looked at by others.
template <ObjectModel M>
void ConcurrentHeap<M>::copy_into_old(Ref holder, Slot* destination, const Slot* source, std::size_t count,
                                      CopyMode mode) {
  if (young_.exists() || (kSwitchesEverywhere && schedule_)) {
    auto copy_one = [&](std::size_t i) {
      if (kSwitchesEverywhere && schedule_) schedule_->point();
      const Word value = source[i].load();
      if (young_.range().contains(value)) remember(destination[i]);
      destination[i].store_release(value);
    };
    // Ranges may overlap, hence the direction.
    if (destination <= source) {
      for (std::size_t i = 0; i < count; ++i) copy_one(i);
    } else {
      for (std::size_t i = count; i-- > 0;) copy_one(i);
    }
  } else {
    PlainEvents<M>().copy(holder, destination, source, count, mode);
  }
  // Nothing is gained or lost by moving, but a thread that is scanning the object may miss what moves from
  // where it has not been to where it was.
  if (!marking() || (mode == CopyMode::fill && barrier_ == kSnapshot)) return;
  if (!planted(Plant::copy_unannounced)) shade_copied(holder, destination, count);
}

template <ObjectModel M>
void ConcurrentHeap<M>::add_weak_reference(Ref reference) {
  const Word referent = *first_raw_word(reference);
  if (is_young(reference) || is_young(reinterpret_cast<Ref>(referent))) {
    young_weak_.add_reference(reference);
  } else {
    weak_.add_reference(reference);
  }
}
template <ObjectModel M>
void ConcurrentHeap<M>::add_finalizable(Ref object) {
  if (is_young(object)) {
    young_weak_.add_finalizable(object);
  } else {
    weak_.add_finalizable(object);
  }
}

// --- helpers

template <ObjectModel M>
void ConcurrentHeap<M>::help_marking(void* context) {
  auto& heap = *static_cast<ConcurrentHeap*>(context);
  Marker<M, true, true> marker(heap.segments_, heap.crew_, heap.colour_);
  marker.drain();
  marker.share_all();
  heap.helpers_objects_.fetch_add(marker.objects(), std::memory_order_relaxed);
  heap.helpers_bytes_.fetch_add(marker.bytes(), std::memory_order_relaxed);
}

template <ObjectModel M>
void ConcurrentHeap<M>::help_filtering(void* context) {
  auto& heap = *static_cast<ConcurrentHeap*>(context);
  // Relaxed: it only decides who does it; results are seen through the job.
  if (heap.tables_taken_.exchange(true, std::memory_order_relaxed)) return;
  heap.weak_.filter([&heap](Ref object) { return heap.alive(object); });
}

template <ObjectModel M>
void ConcurrentHeap<M>::help_sweeping(void* context) {
  auto& heap = *static_cast<ConcurrentHeap*>(context);
  heap.compact_tables();
  while (!heap.crew_.stop.load(std::memory_order_relaxed) && heap.space_.sweep_one()) {
    if (heap.schedule_) heap.schedule_->point();
  }
}

template <ObjectModel M>
void ConcurrentHeap<M>::compact_tables() {
  if (tables_taken_.exchange(true, std::memory_order_relaxed)) return;
  weak_.compact([this](Ref object) { return alive(object); });
  space_.start_sweeping();
  // Release: pairs with whoever waits for the tables in make_room_at_limit and finish_cycle.
  tables_done_.store(true, std::memory_order_release);
}

template <ObjectModel M>
void ConcurrentHeap<M>::start_helpers() {
  helpers_.close();
  if (in_cycle()) report_helpers();
  switch (stage_) {
    case Stage::marking:
      own_.share_all();
      helpers_.start(Phase::mark, &help_marking, this);
      break;
    case Stage::filtering:
      helpers_.start(Phase::weak, &help_filtering, this);
      break;
    case Stage::sweeping:
      if (helpers_.size() == 0) compact_tables();
      helpers_.start(Phase::sweep, &help_sweeping, this);
      break;
    case Stage::idle:
      break;
  }
}

template <ObjectModel M>
void ConcurrentHeap<M>::stop_helpers() {
  crew_.stop.store(true, std::memory_order_relaxed);
  helpers_.close();
  crew_.stop.store(false, std::memory_order_relaxed);
}

template <ObjectModel M>
void ConcurrentHeap<M>::resume_helpers() {
  start_helpers();
}

template <ObjectModel M>
void ConcurrentHeap<M>::before_fork() {
  stop_helpers();
  helpers_.end_threads();
}

template <ObjectModel M>
void ConcurrentHeap<M>::advance() {
  attention_.store(false, std::memory_order_relaxed);
  if (helpers_.open() && !helpers_.finished()) return;
  switch (stage_) {
    case Stage::idle:
      break;
    case Stage::marking:
      if (segments_.has_work() && helpers_.size() > 0) {
        start_helpers();
      } else if (!segments_.has_work() && (helpers_.size() > 0 || !own_.has_work())) {
        try_to_finish_marking();
      }
      break;
    case Stage::filtering:
      try_to_finish_marking();
      break;
    case Stage::sweeping:
      if (helpers_.size() == 0) space_.sweep_one();
      end_cycle_if_swept();
      if (stage_ == Stage::sweeping && helpers_.size() > 0) start_helpers();
      break;
  }
}

// --- allocation

// The mutator pays for what it allocates, if helpers do not keep up: of the bytes that are to be marked it
// has seen to a share that grows with what became old since the cycle began.
template <ObjectModel M>
void ConcurrentHeap<M>::assist() {
  constexpr std::uint64_t kStep = 32 * 1024;
  const std::uint64_t allocated = allocated_bytes();
  if (allocated - assisted_at_ < kStep) return;
  const std::uint64_t since_step = allocated - assisted_at_;
  assisted_at_ = allocated;
  const std::uint64_t marked = crew_.progress.load(std::memory_order_relaxed);
  const std::uint64_t since_start = old_bytes() - old_bytes_at_start_;
  const std::uint64_t room = policy_.room_for_marking(used_at_start_, budget_);
  if (since_start >= room) {
    finish_marking(CycleKind::finished_by_mutator);
    return;
  }
  // Everything that was there might be alive; it is to be done when three quarters of the room are used.
  const double due = static_cast<double>(used_at_start_) * static_cast<double>(since_start) /
                     (0.75 * static_cast<double>(room));
  double wanted = due - static_cast<double>(marked);
  if (helpers_.size() == 0) wanted = std::max(wanted, 2.0 * static_cast<double>(since_step));
  // A helper that has all the work may have lost its core: what is in its hands is out of reach, so it is to
  // keep some of it in the pool while help is wanted.
  want_work(wanted > 0 && helpers_.size() > 0);
  if (wanted <= 0 || !marking_left()) return;
  begin_phase(Phase::mark);
  const std::uint64_t start = monotonic_ns();
  const std::uint64_t bytes_before = own_.bytes();
  while (marking_left() && static_cast<double>(own_.bytes() - bytes_before) < wanted) {
    if (own_.drain_at_hand(short_step())) break;
    if (enough(start)) break;
  }
  if (helpers_.size() > 0) own_.share_all();
  end_phase(Phase::mark);
  own_mark_ns_ += monotonic_ns() - start;
  statistics_.add_collector_in_mutator(monotonic_ns() - start, Phase::mark);
}

template <ObjectModel M>
void ConcurrentHeap<M>::want_work(bool wanted) {
  if (wanted == wants_work_) return;
  wants_work_ = wanted;
  // Relaxed: a hint.
  crew_.hungry.fetch_add(wanted ? 1u : ~0u, std::memory_order_relaxed);
}

template <ObjectModel M>
void ConcurrentHeap<M>::before_allocation(std::size_t bytes) {
  if (schedule_) schedule_->point();
  if (pool_.has_idle()) pool_.return_idle(BlockPool::Clock::now());
  if (stressed() && stress_strikes()) stress();
  if (stage_ == Stage::idle) {
    if (enabled_ && !never_ && policy_.due(used_bytes() + bytes)) start_cycle(CollectionReason::threshold);
    return;
  }
  advance();
  if (stage_ == Stage::marking) assist();
  if (stage_ == Stage::sweeping && enabled_ && policy_.due(used_bytes() + bytes)) finish_cycle();
}

template <ObjectModel M>
[[gnu::noinline]] Cell* ConcurrentHeap<M>::refill(unsigned bin) {
  auto take = [&]() -> Cell* {
    std::size_t count = 0;
    const bool sweeping = stage_ == Stage::sweeping;
    const std::uint64_t start = sweeping ? monotonic_ns() : 0;
    Cell* cells = space_.refill(bin, count);
    if (sweeping) statistics_.add_collector_in_mutator(monotonic_ns() - start);
    return cells ? cells : space_.refill_from_new_block(bin, count);
  };
  if (Cell* cells = take()) return cells;
  make_room_at_limit();
  if (Cell* cells = take()) return cells;
  if (!never_) {
    collect_now(CollectionReason::limit);
    if (!too_tight(live_bytes_, budget_)) {
      if (Cell* cells = take()) return cells;
    }
  }
  budget_.open_reserve();
  return nullptr;
}

template <ObjectModel M>
[[gnu::noinline]] Cell* ConcurrentHeap<M>::allocate_large(std::size_t bytes, bool links) {
  before_allocation(bytes);
  Cell* cell = space_.allocate_large(bytes, links);
  if (!cell) {
    make_room_at_limit();
    cell = space_.allocate_large(bytes, links);
  }
  if (!cell && !never_) {
    collect_now(CollectionReason::limit);
    cell = space_.allocate_large(bytes, links);
  }
  if (!cell) budget_.open_reserve();
  return cell;
}

// Memory was refused: whatever the cycle under way can free is needed now.
template <ObjectModel M>
void ConcurrentHeap<M>::make_room_at_limit() {
  if (stage_ != Stage::idle) finish_cycle();
}

// Any seed gives another order of what a cycle consists of.
template <ObjectModel M>
void ConcurrentHeap<M>::stress() {
  if (young_.exists() && next_random() % 2) {
    const bool promote_all = next_random() % 4 == 0;
    scavenge(CollectionReason::stress, promote_all);
    rest_until_ = next_random() % 8 ? 0 : old_bytes() + next_random() % kBlockBytes;
    return;
  }
  const std::uint64_t choice = next_random() % 8;
  switch (stage_) {
    case Stage::idle:
      if (choice < 2) {
        collect_now(CollectionReason::stress);
      } else {
        start_cycle(CollectionReason::stress);
      }
      break;
    case Stage::marking:
    case Stage::filtering:
      if (choice < 2) {
        finish_marking(CycleKind::finished_by_mutator);
      } else if (choice < 5 && stage_ == Stage::marking) {
        own_.drain_at_hand(128);
        own_.share_all();
      }
      break;
    case Stage::sweeping:
      if (choice < 2) finish_cycle();
      break;
  }
  advance();
}

}  // namespace midden
