#pragma once

// What `check` looks at in each event, and what it says. Included by check_heap.h.

namespace midden {

template <ObjectModel M>
CheckHeap<M>::CheckHeap(const HeapSettings& settings, Embedder<Object<M>>& embedder)
    : HeapBase(settings),
      embedder_(embedder),
      verdict_(static_cast<Verdict::Report>(option_number(kCheckOptionTable, settings, "report"))),
      space_(std::make_unique<Space>(pool_, next_random())),
      interval_(option_size(kCheckOptionTable, settings, "interval")) {
  pool_.protect_free_blocks(true);
  explain_faults(*this);
  plan_next_walk();
}

template <ObjectModel M>
Object<M>* CheckHeap<M>::allocate(KindNumber kind, bool extent, unsigned slots, unsigned raw_words) {
  const std::size_t bytes = Space::cell_bytes(extent, slots, raw_words);
  come_to_check(bytes);
  char* cell = space_->obtain(bytes);
  if (!cell) {
    collect(CollectionReason::limit);
    if (!too_tight(live_bytes_, budget_)) cell = space_->obtain(bytes);
  }
  if (!cell) {
    budget_.open_reserve();
    return nullptr;
  }
  ++verdict_.checked.allocations;
  const std::size_t object_bytes = bytes - sizeof(Record) - slots * sizeof(Word);
  allocated_bytes_ += object_bytes;
  live_bytes_ += object_bytes;
  ++live_objects_;
  return Space::build(cell, verdict_.checked.allocations, kind, extent, slots, raw_words, 0);
}

template <ObjectModel M>
Object<M>* CheckHeap<M>::allocate_immortal(KindNumber kind, bool extent, unsigned slots, unsigned raw_words) {
  char* cell = allocate_immortal_bytes(Space::cell_bytes(extent, slots, raw_words));
  if (!cell) return nullptr;
  Ref object = Space::build(cell, 0, kind, extent, slots, raw_words, kFlagImmortal);
  immortals_list_.push_back(object);
  immortal_.at(object) = 1;
  return object;
}

template <ObjectModel M>
bool CheckHeap<M>::is_object(const Object<M>* object) const {
  return space_->has(object) || immortal_.find(object);
}

// The holder of an event, and the value it is given. False: there is no such holder, so nothing can be done.
template <ObjectModel M>
bool CheckHeap<M>::note_holder(const char* event, Ref holder, Word value) {
  const bool there = is_object(holder);
  if (!there) {
    verdict_.add(Breach::stale_holder, std::string(event) + " names " +
                                           describe(reinterpret_cast<Word>(holder)) + " as holder" + since());
  }
  if (!valid(value)) {
    verdict_.add(Breach::stale_value, std::string(event) + " in " + describe(reinterpret_cast<Word>(holder)) +
                                          " is given " + describe(value) + since());
  }
  return there;
}

// nullptr: the event was wrong.
template <ObjectModel M>
Word* CheckHeap<M>::shadow_of(const char* event, Ref holder, const Slot* slots, std::size_t count) {
  Record& record = Record::of(holder);
  const std::size_t index = static_cast<std::size_t>(slots - holder->slots());
  if (slots < holder->slots() || index > record.slots || count > record.slots - index) {
    verdict_.add(Breach::wrong_holder, std::string(event) + " names " +
                                           describe(reinterpret_cast<Word>(holder)) +
                                           ", but writes outside of its slots" + since());
    return nullptr;
  }
  return record.shadow() + index;
}

template <ObjectModel M>
void CheckHeap<M>::check_shadow(Ref holder, const Slot& slot, Word& shadow) {
  const Word found = slot.load();
  if (found == shadow) return;
  verdict_.add(Breach::unannounced_store, describe_slot(holder, &slot) + " holds " + describe(found) +
                                              ", but last announced was " + describe(shadow) + since());
  if (!valid(found)) invalid_.insert(found);
  shadow = found;
}

template <ObjectModel M>
bool CheckHeap<M>::note_first_store(Ref holder, Slot& slot, Word value) {
  if (!note_holder("initialize", holder, value)) return false;
  Word* shadow = shadow_of("initialize", holder, &slot, 1);
  if (!shadow) return true;
  check_shadow(holder, slot, *shadow);
  if (copies_left_.erase(&slot) == 0 && *shadow != 0) {
    verdict_.add(Breach::initialized_twice, describe_slot(holder, &slot) + " is initialized with " +
                                                describe(value) + ", but holds " + describe(*shadow));
  }
  const bool latest = Record::of(holder).number == verdict_.checked.allocations;
  ++(latest ? verdict_.checked.first_stores_at_once : verdict_.checked.first_stores_later);
  *shadow = value;
  return true;
}

template <ObjectModel M>
bool CheckHeap<M>::note_store(Ref holder, Slot& slot, Word value) {
  ++verdict_.checked.stores;
  if (!note_holder("store", holder, value)) return false;
  Word* shadow = shadow_of("store", holder, &slot, 1);
  if (!shadow) return true;
  check_shadow(holder, slot, *shadow);
  if (copies_left_.count(&slot)) check_no_copies_left();
  *shadow = value;
  return true;
}

template <ObjectModel M>
bool CheckHeap<M>::note_take(Ref holder, Slot& slot) {
  ++verdict_.checked.takes;
  if (!note_holder("take", holder, 0)) return false;
  Word* shadow = shadow_of("take", holder, &slot, 1);
  if (!shadow) return true;
  check_shadow(holder, slot, *shadow);
  if (copies_left_.count(&slot)) check_no_copies_left();
  *shadow = 0;
  return true;
}

template <ObjectModel M>
bool CheckHeap<M>::note_copy(Ref holder, Slot* destination, const Slot* source, std::size_t count,
                             CopyMode mode) {
  verdict_.checked.copied_slots += count;
  check_no_copies_left();
  if (!note_holder("copy", holder, 0)) return false;
  Word* shadow = shadow_of("copy", holder, destination, count);
  if (!shadow) return true;
  if (mode == CopyMode::move && !shadow_of("copy with move", holder, source, count)) return true;
  for (std::size_t i = 0; i < count; ++i) {
    check_shadow(holder, destination[i], shadow[i]);
    const Word value = source[i].load();
    if (mode == CopyMode::move) continue;
    if (!valid(value)) {
      verdict_.add(Breach::stale_value, "copy to " + describe_slot(holder, destination + i) + " is given " +
                                            describe(value) + since());
    }
    if (shadow[i] == 0) continue;
    verdict_.add(Breach::initialized_twice, describe_slot(holder, destination + i) + " is filled with " +
                                                describe(value) + ", but holds " + describe(shadow[i]));
  }
  return true;
}

template <ObjectModel M>
void CheckHeap<M>::copied(Ref holder, Slot* destination, const Slot* source, std::size_t count,
                          CopyMode mode) {
  Record& record = Record::of(holder);
  const std::size_t index = static_cast<std::size_t>(destination - holder->slots());
  if (destination < holder->slots() || index > record.slots || count > record.slots - index) return;
  Word* shadow = record.shadow() + index;
  for (std::size_t i = 0; i < count; ++i) shadow[i] = destination[i].load();
  if (mode == CopyMode::fill) return;
  for (std::size_t i = 0; i < count; ++i) {
    if (source + i < destination || source + i >= destination + count) copies_left_.insert(source + i);
  }
}

template <ObjectModel M>
void CheckHeap<M>::check_no_copies_left() {
  if (copies_left_.empty()) return;
  const Slot* slot = *std::min_element(copies_left_.begin(), copies_left_.end());
  verdict_.add(Breach::stale_copy_left,
               std::to_string(copies_left_.size()) +
                   " slots were not initialized after copy with move; the first holds " +
                   describe(slot->load()) + since());
  copies_left_.clear();
}

template <ObjectModel M>
void CheckHeap<M>::register_weak_reference(Ref reference) {
  if (!note_holder("register_weak_reference", reference, 0)) return;
  Record& record = Record::of(reference);
  if (record.weak) {
    verdict_.add(Breach::registered_twice, describe(reinterpret_cast<Word>(reference)) + since());
    return;
  }
  Word& referent = veiled_referent(reference);
  if (!M::is_reference(referent) || !valid(referent)) {
    verdict_.add(Breach::registered_too_early, describe(reinterpret_cast<Word>(reference)) +
                                                   ", whose word is " + describe(referent) + since());
    return;
  }
  record.weak = 1;
  referent ^= kVeil;
  weak_.push_back(reference);
}

template <ObjectModel M>
Word CheckHeap<M>::read_weak(Ref reference) {
  if (!note_holder("read_weak", reference, 0)) return 0;
  if (!Record::of(reference).weak) return *first_raw_word(reference);
  const Word referent = unveil(veiled_referent(reference));
  weak_word_read(referent);
  return referent;
}

template <ObjectModel M>
void CheckHeap<M>::weak_word_read(Word word) {
  ++verdict_.checked.weak_reads;
  if (!valid(word)) {
    verdict_.add(Breach::stale_value, "read_weak_word is given " + describe(word) + since());
    return;
  }
  mark_seen(word);
}

template <ObjectModel M>
void CheckHeap<M>::register_finalizable(Ref object) {
  if (!note_holder("register_finalizable", object, 0)) return;
  object->header.set_flag(kFlagFinalizable);
  finalizable_.push_back(object);
}

template <ObjectModel M>
MemoryFigures CheckHeap<M>::memory() const {
  MemoryFigures figures = common_figures();
  figures.allocated_bytes = allocated_bytes_;
  figures.allocated_objects = verdict_.checked.allocations;
  figures.live = live_bytes_;
  return figures;
}

template <ObjectModel M>
int CheckHeap<M>::verdict() {
  compare();
  return verdict_.conclude();
}

template <ObjectModel M>
std::string CheckHeap<M>::check() {
  compare();
  if (verdict_.violations().empty()) return {};
  const Violation& first = verdict_.violations().front();
  return std::string(name_of(first.breach)) + ": " + first.text;
}

// --- reports

template <ObjectModel M>
std::string CheckHeap<M>::describe(Word word) const {
  if (word == 0) return "nothing";
  char text[96];
  const auto bits = static_cast<unsigned long long>(word);
  Ref object = reinterpret_cast<Ref>(word);
  if (!M::is_reference(word) || M::is_constant(word)) {
    std::snprintf(text, sizeof text, "the value 0x%llx", bits);
  } else if (immortal_.find(object)) {
    std::snprintf(text, sizeof text, "the immortal object 0x%llx (kind %u)", bits, object->header.kind);
  } else if (space_->has(object)) {
    std::snprintf(text, sizeof text, "object %llu (kind %u)",
                  static_cast<unsigned long long>(Record::of(object).number), object->header.kind);
  } else {
    const std::string was = what_was_at(object);
    if (!was.empty()) return was;
    std::snprintf(text, sizeof text, "0x%llx, where no object is", bits);
  }
  return text;
}

template <ObjectModel M>
std::string CheckHeap<M>::describe_slot(Ref holder, const Slot* slot) const {
  return "slot " + std::to_string(slot - holder->slots()) + " of " + describe(reinterpret_cast<Word>(holder));
}

template <ObjectModel M>
std::string CheckHeap<M>::since() const {
  return " (between allocations " + std::to_string(walked_at_) + " and " +
         std::to_string(verdict_.checked.allocations) + ", seed " + std::to_string(seed()) + ")";
}

template <ObjectModel M>
std::string CheckHeap<M>::what_was_at(const void* address) const {
  const auto at = reinterpret_cast<std::uintptr_t>(address);
  auto next = std::upper_bound(old_places_.begin(), old_places_.end(), at,
                               [](std::uintptr_t a, const OldPlace& place) { return a < place.address; });
  if (next == old_places_.begin()) return {};
  const OldPlace& place = *--next;
  if (at >= place.address + place.bytes) return {};
  char text[160];
  std::snprintf(text, sizeof text,
                "0x%llx, byte %llu of the place where object %llu (kind %u) was until allocation %llu%s",
                static_cast<unsigned long long>(at), static_cast<unsigned long long>(at - place.address),
                static_cast<unsigned long long>(place.number), place.kind,
                static_cast<unsigned long long>(walked_at_), place.now ? "" : " and died");
  return text;
}

}  // namespace midden
