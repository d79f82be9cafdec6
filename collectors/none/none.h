#pragma once

// None: never collects. Memory is handed out by moving a pointer until the limit is reached.
//
// It is the control in every comparison, and the collector to copy when writing one: a Heap (what there is
// once), a Mutator (what a thread allocates with, and the events it is told), and the struct that names both.
// Copy this folder, rename, add one line to configurations.cmake and one to tests/conformance/collectors.h.

#include "collectors/collector.h"
#include "collectors/common/heap_base.h"
#include "collectors/common/layout.h"
#include "collectors/common/local.h"
#include "collectors/common/options.h"
#include "collectors/common/plain_events.h"

namespace midden {

template <ObjectModel M>
class NoneMutator;

template <ObjectModel M>
class NoneHeap : public HeapBase {
 public:
  NoneHeap(const HeapSettings& settings, Embedder<Object<M>>&)
      : HeapBase(settings), space_(pool_, BlockUse::bump) {}

  MemoryFigures memory() const {
    MemoryFigures figures = common_figures();
    figures.allocated_bytes = figures.live = mutator_ ? space_.used_bytes(mutator_->window_) : 0;
    figures.allocated_objects = mutator_ ? mutator_->allocated_objects_ : 0;
    return figures;
  }

  // Every object that has slots.
  template <class Visit>
  void for_each_container(Visit&& visit) {
    auto containers = [&](Object<M>* object) {
      if (object->slot_count() > 0) visit(object);
    };
    if (mutator_) space_.note_top(mutator_->window_);
    for (Block* block = space_.first_block(); block; block = block->next) {
      walk_linear<M>(block->begin(), block->top, containers);
    }
    for (Block* block = space_.first_large(); block; block = block->next) {
      walk_linear<M>(block->begin(), block->top, containers);
    }
  }

 private:
  friend NoneMutator<M>;

  LinearSpace space_;
  NoneMutator<M>* mutator_ = nullptr;
};

// The events: PlainEvents has a neutral one for each, to be overridden where a collector has something to do.
template <ObjectModel M>
class NoneMutator : public PlainEvents<M> {
 public:
  // A moving or tracing collector says true: Locals are its roots.
  static constexpr bool kScansLocals = false;

  explicit NoneMutator(NoneHeap<M>& heap) : heap_(heap) { heap.mutator_ = this; }
  ~NoneMutator() { heap_.mutator_ = nullptr; }
  NoneMutator(const NoneMutator&) = delete;
  NoneMutator& operator=(const NoneMutator&) = delete;

  // Callers mostly pass constants, then sizes and the clearing of slots fold into a few stores.
  [[gnu::always_inline]] Object<M>* allocate(KindNumber kind, unsigned slots, unsigned raw_words) {
    return allocate_any(kind, false, slots, raw_words);
  }
  [[gnu::always_inline]] Object<M>* allocate_extent(KindNumber kind, unsigned slots, unsigned raw_words) {
    return allocate_any(kind, true, slots, raw_words);
  }

  Object<M>* allocate_immortal(KindNumber kind, unsigned slots, unsigned raw_words) {
    return heap_.template allocate_immortal_object<M>(kind, false, slots, raw_words);
  }
  Object<M>* allocate_immortal_extent(KindNumber kind, unsigned slots, unsigned raw_words) {
    return heap_.template allocate_immortal_object<M>(kind, true, slots, raw_words);
  }

  // Nothing is ever found unreachable.
  std::size_t collect(const CollectionRequest&) { return 0; }

  // Nothing dies, so nobody has to be told.
  void register_weak_reference(Object<M>*) {}
  Word read_weak(Object<M>* reference) const { return *first_raw_word(reference); }
  void register_finalizable(Object<M>* object) { object->header.set_flag(kFlagFinalizable); }

  // Nothing moves, but an address is not the same in the next run.
  std::uint64_t identity(Object<M>* object) { return heap_.identity_in_header(object->header); }

 private:
  friend NoneHeap<M>;

  [[gnu::always_inline]] Object<M>* allocate_any(KindNumber kind, bool extent, unsigned slots,
                                                 unsigned raw_words) {
    const std::size_t bytes = Layout<M>::cell_bytes(extent, slots, raw_words);
    char* cell = window_.cursor;
    if (bytes <= static_cast<std::size_t>(window_.limit - cell)) [[likely]] {
      window_.cursor = cell + bytes;
    } else {
      cell = allocate_slowly(bytes);
      if (!cell) return nullptr;
    }
    ++allocated_objects_;
    return finish(cell, kind, extent, slots, raw_words, 0);
  }

  // The window is full: open another block, or give the object memory of its own.
  [[gnu::noinline, gnu::cold]] char* allocate_slowly(std::size_t bytes) {
    if (bytes > kLargestCell) return heap_.space_.allocate_large(bytes);
    if (!heap_.space_.refill(window_)) {
      heap_.budget_.open_reserve();
      return nullptr;
    }
    char* cell = window_.cursor;
    window_.cursor += bytes;
    return cell;
  }

  [[gnu::always_inline]] static Object<M>* finish(char* cell, KindNumber kind, bool extent, unsigned slots,
                                                  unsigned raw_words, std::uint8_t flags) {
    return format_object<M>(open_linear_cell<M>(cell, slots), kind, extent, slots, raw_words, 0, flags);
  }

  Window window_;
  std::uint64_t allocated_objects_ = 0;
  NoneHeap<M>& heap_;
};

template <ObjectModel M>
struct None {
  static constexpr const char* kName = "none";
  static constexpr const char* kSummary = "never collects; the control";
  static constexpr bool kMoves = false;
  static constexpr bool kCounts = false;
  // What --set accepts: nothing.
  static constexpr OptionTable kOptions{nullptr, 0};
  using Heap = NoneHeap<M>;
  using Mutator = NoneMutator<M>;
};

}  // namespace midden
