#include "collectors/common/heap_base.h"

#include "collectors/common/heap_settings.h"
#include "collectors/common/probes.h"

namespace midden {

HeapBase::HeapBase(const HeapSettings& settings)
    : budget_(settings.limit_bytes),
      pool_(this, &budget_),
      immortal_pool_(this, nullptr),
      immortals_(immortal_pool_, BlockUse::immortal),
      verify_(settings.verify),
      stress_interval_(settings.stress_interval),
      seed_(settings.seed),
      random_(settings.seed * 2 + 1) {
  events_.add(&statistics_);
}

HeapBase::~HeapBase() = default;

void HeapBase::emit(EventType type, Phase phase, std::uint8_t thread, std::uint64_t cpu_ns) {
  emit_at(monotonic_ns(), type, phase, thread, cpu_ns);
}
void HeapBase::emit_at(std::uint64_t time_ns, EventType type, Phase phase, std::uint8_t thread,
                       std::uint64_t cpu_ns) {
  const Event event{type, kind_, reason_, phase, thread, cycle_number_, time_ns, cpu_ns, &figures_};
  recent_[events_seen_++ % kRecentEvents] = event;
  fire_probe(event);
  events_.emit(event);
}

void HeapBase::report_helper(const HelperSpan& span) {
  emit_at(span.began_ns, EventType::phase_begin, span.phase, span.thread, 0);
  emit_at(span.ended_ns, EventType::phase_end, span.phase, span.thread, span.cpu_ns);
}

void HeapBase::open_cycle(CycleKind kind, CollectionReason reason) {
  kind_ = kind;
  reason_ = reason;
  figures_ = {};
  figures_.bytes_held_before = budget_.held();
  in_cycle_ = true;
  cycle_number_ = ++cycles_begun_;
  emit(EventType::cycle_begin);
}

void HeapBase::close_cycle() {
  figures_.bytes_held = budget_.held();
  figures_.bytes_committed = pool_.committed() + immortal_pool_.committed();
  emit(EventType::cycle_end);
  in_cycle_ = false;
}

void HeapBase::begin_young_cycle(CollectionReason reason) {
  outer_ = {figures_, kind_, reason_, cycle_number_, in_cycle_};
  open_cycle(CycleKind::young, reason);
}
void HeapBase::end_young_cycle() {
  close_cycle();
  if (!outer_.in_cycle) return;
  figures_ = outer_.figures;
  kind_ = outer_.kind;
  reason_ = outer_.reason;
  cycle_number_ = outer_.number;
  in_cycle_ = true;
}

void HeapBase::begin_pause() {
  in_pause_ = true;
  emit(EventType::pause_begin, Phase::count_, 0, pause_cpu_ns());
}
void HeapBase::end_pause() {
  emit(EventType::pause_end, Phase::count_, 0, pause_cpu_ns());
  in_pause_ = false;
}

void HeapBase::begin_cycle(CycleKind kind, CollectionReason reason) {
  open_cycle(kind, reason);
  begin_pause();
}

// Asking the system for a thread's CPU time takes longer than a tenth of a young collection.
std::uint64_t HeapBase::pause_cpu_ns() const {
  return kind_ == CycleKind::generation0 || kind_ == CycleKind::generation1 ? 0 : thread_cpu_ns();
}

void HeapBase::end_cycle() {
  end_pause();
  close_cycle();
}

std::uint64_t HeapBase::next_random() {
  // xorshift64: any seed gives a reproducible run.
  random_ ^= random_ << 13;
  random_ ^= random_ >> 7;
  random_ ^= random_ << 17;
  return random_ >> 11;
}

void HeapBase::print_recent_events(std::FILE* file) const {
  static constexpr const char* kTypes[] = {"cycle begins", "cycle ends",   "phase begins",
                                           "phase ends",   "pause begins", "pause ends"};
  const std::uint64_t first = events_seen_ > kRecentEvents ? events_seen_ - kRecentEvents : 0;
  for (std::uint64_t i = first; i < events_seen_; ++i) {
    const Event& event = recent_[i % kRecentEvents];
    std::fprintf(file, "  %llu ns cycle %llu (%s, %s): %s", static_cast<unsigned long long>(event.time_ns),
                 static_cast<unsigned long long>(event.cycle), name_of(event.kind), name_of(event.reason),
                 kTypes[static_cast<std::size_t>(event.type)]);
    if (event.phase != Phase::count_) std::fprintf(file, " %s", name_of(event.phase));
    std::fprintf(file, "\n");
  }
}

char* HeapBase::allocate_immortal_bytes(std::size_t bytes) {
  if (bytes > kLargestCell) return immortals_.allocate_large(bytes);
  if (bytes > static_cast<std::size_t>(immortal_window_.limit - immortal_window_.cursor) &&
      !immortals_.refill(immortal_window_)) {
    return nullptr;
  }
  char* memory = immortal_window_.cursor;
  immortal_window_.cursor += bytes;
  return memory;
}

MemoryFigures HeapBase::common_figures() const {
  MemoryFigures figures;
  figures.held = budget_.held();
  figures.peak_held = budget_.peak();
  figures.committed = pool_.committed() + immortal_pool_.committed();
  return figures;
}

GenerationStatistics HeapBase::generation_statistics(int generation) const {
  GenerationStatistics result;
  if (generation == 0) result.collections = statistics_.cycles(CycleKind::young);
  if (generation == 2) {
    for (CycleKind kind : {CycleKind::full, CycleKind::concurrent, CycleKind::finished_by_mutator,
                           CycleKind::stop_the_world}) {
      result.collections += statistics_.cycles(kind);
    }
    result.collected = statistics_.totals().objects_unreachable;
  }
  return result;
}

}  // namespace midden
