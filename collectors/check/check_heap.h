#pragma once

// The heap of `check`. Every now and then (come_to_check) it walks:
//
//   compare    every slot is what its shadow says, and every root refers to an object
//   trace      what is reachable now; something that was there but not reachable at the last trace has come
//              back through a weak word, and somebody must have said so
//   move       a trace, then everything moves. Dead is what two traces running did not reach: so weak words
//              keep their referents for a while, and can be misused
//
// An explicit collection moves everything, and all that is unreachable then is dead.

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include "collectors/check/checked_space.h"
#include "collectors/check/stale_access.h"
#include "collectors/check/verdict.h"
#include "collectors/collector.h"
#include "collectors/common/heap_base.h"
#include "collectors/common/heap_settings.h"
#include "collectors/common/local.h"
#include "collectors/common/options.h"
#include "collectors/common/size_policy.h"
#include "collectors/common/weak_tables.h"

namespace midden {

inline constexpr OptionDescription kCheckOptions[] = {
    {"interval", OptionType::integer, "2000", 1, 1e9,
     "allocations between two walks over the heap, on average; more when the heap is large. --stress N: "
     "exactly as there"},
    {"report", OptionType::choice, "all", 0, 0, "what is printed to stderr", "all|violations|nothing"},
};
inline constexpr OptionTable kCheckOptionTable{kCheckOptions, std::size(kCheckOptions)};

template <ObjectModel M>
class CheckMutator;

template <ObjectModel M>
class CheckHeap : public HeapBase, private MovedObjects {
 public:
  using Ref = Object<M>*;
  using Space = CheckedSpace<M>;
  using Record = CheckedRecord<M>;

  CheckHeap(const HeapSettings& settings, Embedder<Object<M>>& embedder);
  ~CheckHeap() { stop_explaining_faults(*this); }

  MemoryFigures memory() const;

  // Every object that has slots; some may be dead already.
  template <class Visit>
  void for_each_container(Visit&& visit) {
    space_->for_each([&](Ref object, Record& record) {
      record.seen = epoch_;  // whoever walks may keep what it sees
      if (record.slots > 0) visit(object);
    });
  }

  // Compares everything now; the first violation ever found, or nothing.
  std::string check();
  const Verdict& findings() const { return verdict_; }
  int verdict();

 private:
  friend CheckMutator<M>;

  // --- events (check_events.h)
  Ref allocate(KindNumber kind, bool extent, unsigned slots, unsigned raw_words);
  Ref allocate_immortal(KindNumber kind, bool extent, unsigned slots, unsigned raw_words);
  // False: the event cannot be carried out.
  bool note_first_store(Ref holder, Slot& slot, Word value);
  bool note_store(Ref holder, Slot& slot, Word value);
  bool note_take(Ref holder, Slot& slot);
  bool note_copy(Ref holder, Slot* destination, const Slot* source, std::size_t count, CopyMode mode);
  void copied(Ref holder, Slot* destination, const Slot* source, std::size_t count, CopyMode mode);
  bool note_holder(const char* event, Ref holder, Word value);
  void register_weak_reference(Ref reference);
  Word read_weak(Ref reference);
  void weak_word_read(Word word);
  void register_finalizable(Ref object);
  Word* shadow_of(const char* event, Ref holder, const Slot* slots, std::size_t count);
  void check_shadow(Ref holder, const Slot& slot, Word& shadow);
  void check_no_copies_left();

  // --- walks (check_walks.h)
  void come_to_check(std::size_t bytes);
  void plan_next_walk();
  void compare();
  void compare_object(Ref object, Record& record);
  void trace();
  void reach(Word word, std::vector<Ref>& pending, bool before_counts);
  void mark_seen(Word word);
  std::size_t collect(CollectionReason reason);
  void move(CollectionReason reason, bool at_once);
  void decide_who_stays(bool at_once, std::uint64_t traced_before);
  std::vector<Ref> treat_weak(std::vector<Ref>& cleared);
  std::uint64_t keep(Ref object);
  std::unique_ptr<Space> copy_the_kept();
  void update_references();
  template <class Visit>
  void for_each_root(Visit&& visit);

  // --- words
  bool is_object(const Object<M>* object) const;
  bool valid(Word word) const {
    return !M::is_reference(word) || M::is_constant(word) || is_object(reinterpret_cast<Ref>(word));
  }
  // An object that moves, and not one of the values found to be invalid.
  bool is_mortal(Word word) const {
    return M::is_reference(word) && !M::is_constant(word) && !immortal_.find(reinterpret_cast<void*>(word)) &&
           (invalid_.empty() || !invalid_.count(word));
  }
  Word moved(Word word) const {
    return is_mortal(word) ? reinterpret_cast<Word>(Record::of(reinterpret_cast<Ref>(word)).self) : word;
  }
  bool stays(Ref object) const {
    const Word word = reinterpret_cast<Word>(object);
    return !is_mortal(word) || Record::of(object).kept == epoch_;
  }
  // A weak reference's word between the events: no address.
  static constexpr Word kVeil = 0x7A5A'0000'0000'0000;
  static Word& veiled_referent(Ref reference) { return *first_raw_word(reference); }
  static Word unveil(Word word) { return word ? word ^ kVeil : 0; }

  // --- reports
  std::string describe(Word word) const;
  std::string describe_slot(Ref holder, const Slot* slot) const;
  std::string since() const;
  std::string what_was_at(const void* address) const override;

  Embedder<Object<M>>& embedder_;
  Verdict verdict_;
  std::unique_ptr<Space> space_;
  std::vector<Ref> immortals_list_;
  PointerMap immortal_;
  CheckMutator<M>* mutator_ = nullptr;
  std::vector<Ref> weak_;
  std::vector<Ref> finalizable_;

  const std::uint64_t interval_;
  std::uint64_t until_walk_ = 0;
  std::uint64_t bytes_until_walk_ = 0;
  std::uint64_t walked_at_ = 0;  // number of the allocation before the last walk

  std::uint32_t epoch_ = 1;  // of the last trace
  std::uint64_t traced_at_ = 0;
  // Slots in which a copy with move left something that is to be overwritten at once.
  std::unordered_set<const Slot*> copies_left_;
  // Words that are no references although they look like it: reported, and then left alone.
  std::set<Word> invalid_;
  // Where the objects were before they last moved.
  struct OldPlace {
    std::uintptr_t address;
    std::size_t bytes;
    Object<M>* now;
    std::uint64_t number;
    KindNumber kind;
  };
  std::vector<OldPlace> old_places_;

  std::uint64_t live_objects_ = 0;
  std::uint64_t live_bytes_ = 0;
  std::uint64_t allocated_bytes_ = 0;
};

}  // namespace midden

#include "collectors/check/check_events.h"
#include "collectors/check/check_walks.h"
