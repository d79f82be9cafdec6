#pragma once

// PlainEvents: the mutator events of a collector without barriers and counts: every one of them is the plain
// C++ operation. A collector that wants to know about one declares a member of the same name in its Mutator.

#include <cstddef>
#include <cstring>

#include "collectors/collector.h"
#include "collectors/common/local.h"

namespace midden {

template <ObjectModel M>
struct PlainEvents {
  using Ref = Object<M>*;

  // initialize: publishes the new value with release order; on x86-64 that is a plain move.
  void initialize(Ref, Slot& slot, Word value) { slot.store_release(value); }
  void initialize_owned(Ref, Slot& slot, Word value) { slot.store_release(value); }
  void store(Ref, Slot& slot, Word value) { slot.store_release(value); }
  void store_owned(Ref, Slot& slot, Word value) { slot.store_release(value); }

  Word take(Ref, Slot& slot) {
    Word value = slot.load();
    slot.store_relaxed(0);
    return value;
  }

  void copy(Ref, Slot* destination, const Slot* source, std::size_t count, CopyMode) {
    // Ranges may overlap, hence the direction.
    if (destination <= source) {
      for (std::size_t i = 0; i < count; ++i) destination[i].store_release(source[i].load());
    } else {
      for (std::size_t i = count; i-- > 0;) destination[i].store_release(source[i].load());
    }
  }

  Word read(const Slot& slot) { return slot.load(); }
  void may_track(Ref, Word) {}

  void read_weak_word(Word) {}

  static void retain(Word) {}
  static void release(Word) {}
  static bool is_only_reference(Word) { return false; }
  static std::uint32_t reference_count(Word) { return 1; }

  void safepoint() {}
  std::size_t finalizers_ran() { return 0; }

  // The head of the chain of Locals (Local links itself in).
  LocalLink* locals = nullptr;
};

}  // namespace midden
