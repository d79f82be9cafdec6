#pragma once

// HeapBase: what every heap has, whatever its collector: a budget, a pool of blocks, an event stream with its
// statistics, immortal objects, and neutral answers to what only some collectors can mean.

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>

#include "collectors/common/events.h"
#include "collectors/common/layout.h"
#include "collectors/common/memory_figures.h"
#include "collectors/common/statistics.h"
#include "heap/block_pool.h"
#include "heap/budget.h"
#include "heap/linear_space.h"
#include "object_model/model.h"

namespace midden {

struct HeapSettings;

struct GenerationStatistics {
  std::uint64_t collections = 0;
  std::uint64_t collected = 0;
  std::uint64_t uncollectable = 0;
};

class HeapBase {
 public:
  HeapBase(const HeapBase&) = delete;
  HeapBase& operator=(const HeapBase&) = delete;

  EventStream& events() { return events_; }
  const Statistics& statistics() const { return statistics_; }
  const Budget& budget() const { return budget_; }
  // The latest events, oldest first; what a failed check prints.
  void print_recent_events(std::FILE* file) const;
  std::uint64_t seed() const { return seed_; }

  // Entries that wait to be marked, roughly; what cannot be asked without stopping somebody is left out.
  std::size_t worklist() const { return 0; }

  // What Python's gc module asks for. A collector that can mean more by one of them has a member of the same
  // name in front of this one.
  void set_enabled(bool on) { enabled_ = on; }
  bool enabled() const { return enabled_; }
  void set_thresholds(const std::array<int, 3>& thresholds) { thresholds_ = thresholds; }
  std::array<int, 3> thresholds() const { return thresholds_; }
  // Net allocations since the youngest generation was collected, its collections since the next one's, …
  std::array<unsigned, 3> counts() const { return {}; }
  // A fresh object is going to be half of another one (SlotOrderWord): its allocation does not count.
  template <class Object>
  void uncount_allocation(const Object*) {}
  // Objects that exist now are left alone by later collections.
  void freeze() {}
  void unfreeze() {}
  std::size_t freeze_count() const { return 0; }
  // Which generation an automatic collection would collect now; -1: none.
  int due_generation() const { return 2; }
  // What is found unreachable is saved (Embedder::saved), not freed.
  void set_save_all(bool) {}
  // What is found unreachable is told (Embedder::found_unreachable).
  void set_report_unreachable(bool) {}
  // Whether the collector would look at the object when it looks for cycles.
  template <class Object>
  static bool is_tracked(const Object* object) {
    return object->slot_count() > 0;
  }
  // Around fork, on both sides: a collector with threads of its own stops them before and has them back
  // after.
  void before_fork() {}
  void after_fork() {}
  // The program is over. A collector that checks what the program does says what it found; if that was wrong
  // the result is the process's exit status, otherwise 0.
  int verdict() { return 0; }
  // Without counting, the young generation is 0 and everything else 2.
  GenerationStatistics generation_statistics(int generation) const;

 protected:
  static constexpr std::uint32_t kConstantKinds = static_cast<std::uint32_t>(Constant::count_);

  explicit HeapBase(const HeapSettings& settings);
  ~HeapBase();

  // A stop-the-world cycle: everything between the two is one pause.
  void begin_cycle(CycleKind kind, CollectionReason reason);
  void end_cycle();
  // The parts of which others are made. What kind of cycle it was may be said as late as before close_cycle.
  void open_cycle(CycleKind kind, CollectionReason reason);
  void close_cycle();
  void begin_pause();
  void end_pause();
  // A collection of the young objects, also in the middle of a cycle of another kind, whose figures are kept.
  void begin_young_cycle(CollectionReason reason);
  void end_young_cycle();
  void begin_phase(Phase phase) { emit(EventType::phase_begin, phase); }
  void end_phase(Phase phase) { emit(EventType::phase_end, phase); }
  // What a helper did; said on the mutator's thread, afterwards.
  void report_helper(const HelperSpan& span);
  bool in_cycle() const { return in_cycle_; }

  // Stress: true when this allocation is one that collects.
  bool stressed() const { return stress_interval_ != 0; }
  bool stress_strikes() { return next_random() % stress_interval_ == 0; }
  // Seeded by --seed.
  std::uint64_t next_random();

  // Memory for an immortal object, outside the budget.
  char* allocate_immortal_bytes(std::size_t bytes);
  template <ObjectModel M, bool kLinks = M::kLinksInFront, unsigned kNotes = kNoNotes>
  Object<M>* allocate_immortal_object(KindNumber kind, bool extent, unsigned slots, unsigned raw_words,
                                      std::uint32_t count = 0) {
    char* cell = allocate_immortal_bytes(Layout<M, kLinks>::cell_bytes(extent, slots, raw_words));
    if (!cell) return nullptr;
    cell = open_linear_cell<M, kLinks>(cell, slots);
    return format_object<M, kNotes>(cell, kind, extent, slots, raw_words, count, kFlagImmortal);
  }
  template <class Visit>
  void for_each_immortal_block(Visit&& visit) {
    immortals_.note_top(immortal_window_);
    for (Block* block = immortals_.first_block(); block; block = block->next) visit(block);
    for (Block* block = immortals_.first_large(); block; block = block->next) visit(block);
  }
  template <ObjectModel M, class Visit>
  void for_each_immortal(Visit&& visit) {
    for_each_immortal_block([&](Block* block) { walk_linear<M>(block->begin(), block->top, visit); });
  }
  MemoryFigures common_figures() const;
  // The number is kept in Header::count, which collectors that do not count have no other use for.
  std::uint64_t identity_in_header(Header& header) {
    if (header.has_flag(kFlagImmortal) && header.kind < kConstantKinds)
      return header.kind;  // read-only memory
    if (!header.has_flag(kFlagIdentity)) {
      header.count = ++next_identity_;
      header.set_flag(kFlagIdentity);
    }
    return header.count;
  }

  std::uint64_t pause_cpu_ns() const;
  void emit(EventType type, Phase phase = Phase::count_, std::uint8_t thread = 0, std::uint64_t cpu_ns = 0);
  void emit_at(std::uint64_t time_ns, EventType type, Phase phase, std::uint8_t thread, std::uint64_t cpu_ns);

  Budget budget_;
  BlockPool pool_;
  BlockPool immortal_pool_;
  LinearSpace immortals_;
  Window immortal_window_;
  Statistics statistics_;
  EventStream events_;
  std::array<int, 3> thresholds_{700, 10, 10};
  std::uint32_t next_identity_ = kConstantKinds;
  bool enabled_ = true;

  CycleFigures figures_;  // of the cycle under way, or of the last one
  CycleKind kind_ = CycleKind::full;
  CollectionReason reason_ = CollectionReason::explicit_request;
  bool in_cycle_ = false;
  bool in_pause_ = false;
  const bool verify_;
  const std::uint32_t stress_interval_;
  const std::uint64_t seed_;

 private:
  static constexpr std::size_t kRecentEvents = 32;
  // The cycle in which a young one takes place.
  struct Outer {
    CycleFigures figures;
    CycleKind kind = CycleKind::full;
    CollectionReason reason = CollectionReason::explicit_request;
    std::uint64_t number = 0;
    bool in_cycle = false;
  };
  Outer outer_;
  std::uint64_t cycles_begun_ = 0;
  std::uint64_t cycle_number_ = 0;
  std::uint64_t random_;
  std::uint64_t events_seen_ = 0;
  std::array<Event, kRecentEvents> recent_{};
};

}  // namespace midden
