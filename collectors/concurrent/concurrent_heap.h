#pragma once

// The heap of `concurrent`. A cycle goes through stages, each begun by the mutator's thread:
//
//   idle       nothing goes on
//   marking    begun in a pause that looks at the roots; helpers mark, the mutator's barrier gives them work
//   filtering  helpers look through tables of weak references that are too long for a pause; so does the
//              embedder through its weak words
//   (pause)    roots again, what they lead to, weak references, finalizers; marking is over
//   sweeping   helpers drop table entries of the dead, then sweep
//
// The mutator looks at what there is to do (advance) at safepoints, when a helper asked for its attention,
// and whenever an allocation leaves the fast path. If it needs the end of a stage at once it joins in.
//
// With a nursery (--set nursery=SIZE) small objects are born young and collected by themselves, at any stage
// (concurrent_young.h); what is said here is about the old ones.

#include <array>
#include <atomic>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "collectors/collector.h"
#include "collectors/common/heap_base.h"
#include "collectors/common/heap_settings.h"
#include "collectors/common/helper_crew.h"
#include "collectors/common/layout.h"
#include "collectors/common/local.h"
#include "collectors/common/marker.h"
#include "collectors/common/options.h"
#include "collectors/common/planted.h"
#include "collectors/common/size_policy.h"
#include "collectors/common/verifier.h"
#include "collectors/common/weak_tables.h"
#include "collectors/concurrent/nursery_policy.h"
#include "collectors/concurrent/remembered_set.h"
#include "collectors/concurrent/scavenge_crew.h"
#include "collectors/concurrent/weak_candidates.h"
#include "heap/sweep_space.h"
#include "heap/young_space.h"

namespace midden {

inline constexpr OptionDescription kConcurrentOptions[] = {
    kGrowthOption,
    kMinimumOption,
    sizing_option("v8"),
    kSizeOption,
    kBalanceOption,
    {"nursery", OptionType::size, "4M", 0, 1 << 30,
     "bytes in which objects are born, at most an eighth of the heap limit; 0: none, all are born old"},
    {"young_pause", OptionType::number, "1", 0, 1e6,
     "milliseconds that a collection of the young should take at most; less of the nursery is used if need "
     "be; 0: always all of it"},
    {"scavenge_threads", OptionType::integer, "0", 0, 64,
     "threads that collect the young, if there are so many; 0: all when there is much to copy, else one"},
    {"helpers", OptionType::integer, "-1", -1, 63,
     "helper threads; 0: the mutator marks step by step; -1: one less than there are cores"},
    {"barrier", OptionType::choice, "insertion", 0, 0,
     "what the write barrier marks: the new value, or (snapshot) the old one", "insertion|snapshot"},
    {"return_delay", OptionType::number, "100", 0, 1e6,
     "milliseconds for which empty memory is kept before it goes back to the system"},
    {"collect", OptionType::boolean, "on", 0, 1, "off: never start a cycle; what is left are the barriers"},
};
inline constexpr OptionTable kConcurrentOptionTable{kConcurrentOptions, std::size(kConcurrentOptions)};

// What the mutator announces when it writes into an old object; bits.
enum Barrier : std::uint8_t {
  kRemembering = 1,  // there is a nursery
  kInsertion = 2,    // a cycle marks, …
  kSnapshot = 4,     // … by the one rule or by the other
};
inline constexpr std::uint8_t kMarkingBarriers = kInsertion | kSnapshot;

template <ObjectModel M>
class ConcurrentMutator;
template <ObjectModel M, bool kShared>
class Scavenger;

template <ObjectModel M>
class ConcurrentHeap : public HeapBase {
 public:
  using Ref = Object<M>*;

  ConcurrentHeap(const HeapSettings& settings, Embedder<Object<M>>& embedder);
  ~ConcurrentHeap() { stop_helpers(); }

  MemoryFigures memory() const;
  // Without what marking threads have in their hands.
  std::size_t worklist() const { return segments_.published() * MarkSegment::kWords; }

  // Every object that has slots and was not dead at the end of the last cycle. Moves nothing.
  template <class Visit>
  void for_each_container(Visit&& visit);

  // An independent trace of the whole heap; empty when it finds nothing wrong.
  std::string check();

  // Around fork: helpers leave off, also in the middle of a cycle, and go on afterwards on both sides.
  void before_fork();
  void after_fork() { resume_helpers(); }

 private:
  friend ConcurrentMutator<M>;
  friend Scavenger<M, false>;
  friend Scavenger<M, true>;
  enum class Stage { idle, marking, filtering, sweeping };
  struct Work {
    std::uint64_t objects = 0;
    std::uint64_t bytes = 0;
  };

  static std::size_t nursery_bytes(const HeapSettings& settings);
  void attach(ConcurrentMutator<M>* mutator);
  void detach();

  // --- for the mutator's barriers
  [[gnu::noinline]] void shade(Word value);
  [[gnu::noinline]] void shade_copied(Ref holder, Slot* slots, std::size_t count);

  [[gnu::noinline]] void remember(Slot& slot);
  void copy_into_old(Ref holder, Slot* destination, const Slot* source, std::size_t count, CopyMode mode);
  void add_weak_reference(Ref reference);
  void add_finalizable(Ref object);

  // --- for its slow paths. nullptr: no memory, even after collecting.
  char* allocate_young(std::size_t bytes);
  Cell* refill(unsigned bin);
  Cell* allocate_large(std::size_t bytes, bool links);
  void before_allocation(std::size_t bytes);
  // Goes on with the cycle where helpers have done what they could.
  void advance();
  std::size_t collect_now(CollectionReason reason);

  // --- the cycle (concurrent_cycle.h)
  void start_cycle(CollectionReason reason, bool promote_all = false);
  void try_to_finish_marking();
  void finish_marking(CycleKind kind);
  void finish_cycle();
  void collect_in_pause(CollectionReason reason);
  void mark_roots();
  bool drain_for_a_moment();
  void drain_wholly();
  void end_marking();
  void treat_weak();
  bool filter_words();
  void report_helpers(Phase only = Phase::count_);
  void drop_free_cells();
  void end_cycle_if_swept();
  void make_room_at_limit();
  void stress();

  // --- the nursery (concurrent_young.h)
  void scavenge(CollectionReason reason, bool promote_all);
  ScavengeFigures copy_alone(bool promote_all);
  ScavengeFigures copy_together(bool promote_all, unsigned threads);
  static void help_scavenging(void* heap);
  unsigned scavenge_threads() const;
  void treat_young_weak(Scavenger<M, false>& scavenger);
  Cell* promotion_cell(unsigned bin, FreeCells& cells);
  void make_room_for_young();
  std::string check_young();
  bool is_young(Ref object) const { return young_.range().contains(reinterpret_cast<Word>(object)); }
  bool marking() const { return stage_ == Stage::marking || stage_ == Stage::filtering; }
  Colour birth_colour() const { return mutator_ ? mutator_->birth_colour_ : colour_; }
  // The mutator's open block, or under stress the one behind it.
  Window& window() { return stressed() || !mutator_ ? hidden_window_ : mutator_->window_; }
  const Window& window() const { return const_cast<ConcurrentHeap*>(this)->window(); }
  std::uint64_t young_objects() const {
    return past_young_objects_ + (mutator_ ? mutator_->young_objects_ : 0);
  }

  // --- helpers and assistance (concurrent_work.h)
  void start_helpers();
  void stop_helpers();
  void resume_helpers();
  static void help_marking(void* heap);
  static void help_filtering(void* heap);
  static void help_sweeping(void* heap);
  void compact_tables();
  void assist();
  void want_work(bool wanted);
  // Whether a step has lasted long enough.
  bool enough(std::uint64_t start_ns) {
    constexpr std::uint64_t kLongestNs = 1'000'000;
    return schedule_ ? schedule_->chance(4) : monotonic_ns() - start_ns > kLongestNs;
  }
  // Objects between two looks at the clock.
  std::uint64_t short_step() const { return schedule_ ? 1 : 1024; }
  bool marking_left() const { return own_.has_work() || segments_.has_work(); }

  // --- checks (concurrent_checks.h)
  std::string trace();
  void note_snapshot();
  std::string check_marking();
  void verify_or_die(const std::string& problem);

  bool alive(Ref object) const { return MarkBits<M>::alive(object, colour_); }
  template <class Visit>
  void for_each_root(Visit&& visit);
  template <class Visit>
  void for_each_cell_object(Visit&& visit);
  // All that ever were allocated in old space, or promoted.
  std::uint64_t old_objects() const;
  std::uint64_t old_bytes() const;
  // Allocated anywhere.
  std::uint64_t allocated_bytes() const;
  // Bytes of old space in use and not yet known to be dead.
  std::uint64_t used_bytes() const { return live_bytes_ + old_bytes() - old_bytes_at_cycle_; }

  // Helpers' wish to be looked after. Relaxed: see ConcurrentMutator::safepoint.
  std::atomic<bool> attention_{false};
  Embedder<Object<M>>& embedder_;
  YoungSpace young_;
  NurseryPolicy nursery_;
  const unsigned wanted_scavenge_threads_;
  RememberedSet remembered_;
  WeakTables<M> young_weak_;  // entries that name a young object
  SegmentPool young_segments_;
  ScavengeCrew scavenge_crew_;
  SweepSpace space_;
  SegmentPool segments_;
  std::unique_ptr<Schedule> schedule_;
  MarkCrew crew_;
  HelperCrew helpers_;
  WeakCandidates<M> weak_;
  SizePolicy policy_;
  const Barrier barrier_;  // while a cycle marks
  const bool never_;       // --set collect=off
  ConcurrentMutator<M>* mutator_ = nullptr;
  Colour colour_ = kFlagMarked;
  // What the mutator's thread marks with, and where its barrier leaves work.
  Marker<M, true, true> own_;
  // For promoted objects; under stress the mutator gets its cells from here, too, one at a time.
  FreeCells stash_{};
  std::vector<FreeCells> helpers_stashes_;
  Window hidden_window_;

  Stage stage_ = Stage::idle;
  bool collecting_ = false;
  bool wants_work_ = false;
  unsigned rounds_ = 0;         // pauses that ended with work left
  bool emptied_young_ = false;  // shortly before the pause that may be the last
  // The embedder has begun to look through its weak words, and is through.
  bool filtering_words_ = false;
  bool words_filtered_ = false;
  // Whoever takes it does it: one helper, or the mutator in need.
  std::atomic<bool> tables_taken_{false};
  std::atomic<bool> tables_done_{false};
  // What helpers marked in this cycle; added up as each ends its part.
  std::atomic<std::uint64_t> helpers_objects_{0};
  std::atomic<std::uint64_t> helpers_bytes_{0};
  std::uint64_t helpers_copy_ns_ = 0;  // in collections of the young
  std::uint64_t assisted_at_ = 0;      // allocated_bytes when the mutator last marked
  std::vector<Ref> snapshot_;          // --verify: reachable when marking began

  // Of mutators that are gone.
  std::uint64_t past_objects_ = 0;
  std::uint64_t past_bytes_ = 0;
  std::uint64_t past_young_objects_ = 0;
  // Of blocks of the nursery that were collected.
  std::uint64_t past_young_bytes_ = 0;
  std::uint64_t promoted_objects_ = 0;
  std::uint64_t promoted_bytes_ = 0;
  // After the last scavenge.
  std::uint64_t young_objects_at_scavenge_ = 0;
  std::uint64_t young_survivors_ = 0;
  // Found by all of them.
  std::uint64_t young_unreachable_ = 0;
  // Objects are born old until old_bytes() is there.
  std::uint64_t rest_until_ = 0;
  // When marking began, and when it was last over.
  std::uint64_t old_objects_at_start_ = 0;
  std::uint64_t old_bytes_at_start_ = 0;
  std::uint64_t used_at_start_ = 0;
  std::uint64_t old_objects_at_cycle_ = 0;
  std::uint64_t old_bytes_at_cycle_ = 0;
  std::uint64_t live_objects_ = 0;
  std::uint64_t live_bytes_ = 0;
  // For the size policy: CPU time spent on marking this cycle by the mutator, and when the last one was over.
  std::uint64_t own_mark_ns_ = 0;
  std::uint64_t helpers_cpu_at_start_ = 0;
  std::uint64_t cycle_ended_ns_ = monotonic_ns();
};

}  // namespace midden

#include "collectors/concurrent/concurrent_checks.h"
#include "collectors/concurrent/concurrent_cycle.h"
#include "collectors/concurrent/concurrent_work.h"
#include "collectors/concurrent/concurrent_young.h"
#include "collectors/concurrent/scavenger.h"
