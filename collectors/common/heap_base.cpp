#include "collectors/common/heap_base.h"

#include "collectors/common/heap_settings.h"

namespace midden {

HeapBase::HeapBase(const HeapSettings& settings)
    : budget_(settings.limit_bytes),
      pool_(this, &budget_),
      immortal_pool_(this, nullptr),
      immortals_(immortal_pool_, BlockUse::immortal) {
  events_.add(&statistics_);
}

HeapBase::~HeapBase() = default;

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
  if (generation == 2) {
    result.collections = statistics_.cycles(CycleKind::full);
    result.collected = statistics_.totals().objects_unreachable;
  }
  return result;
}

}  // namespace midden
