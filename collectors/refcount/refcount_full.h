#pragma once

// Full collections of large heaps under `refcount`: the same verdicts as by walking the list, found by
// walking memory. The list's order is that of the last cycle's discoveries, and following it costs a cache
// miss per object and pass; blocks are read front to back. References to other objects go through a queue
// with a prefetch. Included by refcount_heap.h.
//
// Trial deletion works on the counts themselves: every reference between containers is counted down, who has
// a count left is referred to from outside, and what these reach gets its counts back while it is marked.

#include <array>
#include <utility>

#include "heap/mark_stack.h"

namespace midden {

// References to be looked at a little later, when the memory they refer to has arrived.
template <ObjectModel M>
class DelayedRefs {
 public:
  using Ref = Object<M>*;

  // Takes one in and hands one out, which may be nullptr.
  Ref exchange(Ref object) {
    __builtin_prefetch(&Notes<M>::count(object), 1);
    if constexpr (M::kLinks == Placement::side) __builtin_prefetch(Links::of(object), 1);
    queue_[last_++ % kLength] = object;
    return last_ - first_ < kLength ? nullptr : queue_[first_++ % kLength];
  }
  // Hands out what is left; nullptr at the end.
  Ref take() { return first_ == last_ ? nullptr : queue_[first_++ % kLength]; }

 private:
  static constexpr unsigned kLength = 16;
  std::array<Ref, kLength> queue_;
  unsigned first_ = 0;
  unsigned last_ = 0;
};

// Instances that stand in a row begin with a reference to the same description of their class: it is told
// once, with a number, instead of going through the queue each time.
template <class Ref>
class RepeatedChild {
 public:
  // True: the child is counted here. `first`: it is the first of its object. What was counted before for
  // another one is told to apply(child, times).
  template <class Apply>
  bool absorb(Ref child, bool first, Apply&& apply) {
    if (child == child_) {
      ++times_;
      return true;
    }
    if (first) {
      finish(apply);
      child_ = child;
    }
    return false;
  }
  template <class Apply>
  void finish(Apply&& apply) {
    if (times_ > 0) apply(child_, std::exchange(times_, 0));
  }

 private:
  Ref child_ = nullptr;
  std::uint32_t times_ = 0;
};

// Every tracked container.
template <ObjectModel M>
template <class Visit>
void RefcountHeap<M>::walk_containers(Visit&& visit) {
  auto visit_tracked = [&](Cell* cell) {
    Ref object = reinterpret_cast<Ref>(cell);
    if (Links::of(object)->tracked()) visit(object);
  };
  space_.for_each_block([&](Block* block) {
    if (!block->containers) return;
    if (block->use == BlockUse::large) {
      visit_tracked(large_cell(block));
      return;
    }
    walk_cells(block, [&](Cell* cell) {
      if (!is_free(cell)) visit_tracked(cell);
    });
  });
}

// Every container that `object` refers to; some of them are not tracked.
template <ObjectModel M>
template <class Visit>
void RefcountHeap<M>::for_each_child(Ref object, Visit&& visit) {
  for_each_link(object, [&](Links* links) { visit(links->template object<M>()); });
}

// Marks what the objects on the stack reach and gives back the counts that were taken from it. Returns how
// many it marked.
template <ObjectModel M>
std::size_t RefcountHeap<M>::mark_and_restore(MarkStack& stack, DelayedRefs<M>& delayed) {
  std::size_t marked = 0;
  auto reach = [&](Ref child) {
    ++count_of(child);
    if ((mark_of(child) & kFlagMarked) || !Links::of(child)->tracked()) return;
    mark_of(child) |= kFlagMarked;
    ++marked;
    stack.push(reinterpret_cast<Word>(child));
  };
  RepeatedChild<Ref> repeated;
  auto restore = [](Ref child, std::uint32_t times) { count_of(child) += times; };
  Word word;
  for (;;) {
    if (stack.pop(word)) {
      bool first = true;
      for_each_child(reinterpret_cast<Ref>(word), [&](Ref child) {
        if (repeated.absorb(child, std::exchange(first, false), restore)) return;
        if (Ref arrived = delayed.exchange(child)) reach(arrived);
      });
    } else if (Ref arrived = delayed.take()) {
      reach(arrived);
    } else {
      repeated.finish(restore);
      return marked;
    }
  }
}

// As split_unreachable() on the oldest generation when it holds every container. Returns the survivors.
template <ObjectModel M>
[[gnu::noinline]] std::size_t RefcountHeap<M>::split_all_unreachable(LinkList& unreachable) {
  begin_phase(Phase::count_references);
  DelayedRefs<M> delayed;
  // Untracked containers are counted down and restored like the others, unasked: what follows looks at the
  // counts of tracked ones only.
  auto count_down = [](Ref child) { --count_of(child); };
  RepeatedChild<Ref> repeated;
  auto count_down_often = [](Ref child, std::uint32_t times) { count_of(child) -= times; };
  std::size_t tracked = 0;
  walk_containers([&](Ref object) {
    ++tracked;
    note_survivor(object);
    // The mark of the last cycle.
    if (mark_of(object) & kFlagMarked) mark_of(object) &= static_cast<std::uint8_t>(~kFlagMarked);
    bool first = true;
    for_each_child(object, [&](Ref child) {
      if (repeated.absorb(child, std::exchange(first, false), count_down_often)) return;
      if (Ref arrived = delayed.exchange(child)) count_down(arrived);
    });
  });
  repeated.finish(count_down_often);
  while (Ref arrived = delayed.take()) count_down(arrived);
  end_phase(Phase::count_references);

  begin_phase(Phase::find_unreachable);
  std::size_t survivors = 0;
  {
    SegmentPool segments(budget_);
    MarkStack stack(segments);
    std::size_t waiting = 0;
    walk_containers([&](Ref object) {
      if (count_of(object) == 0 || mark_of(object) & kFlagMarked) return;
      mark_of(object) |= kFlagMarked;
      ++survivors;
      stack.push(reinterpret_cast<Word>(object));
      if (++waiting % 256 == 0) survivors += mark_and_restore(stack, delayed);
    });
    survivors += mark_and_restore(stack, delayed);
  }
  if (survivors < tracked) take_unmarked(unreachable);
  end_phase(Phase::find_unreachable);
  return survivors;
}

// Moves what was not marked to the list.
template <ObjectModel M>
[[gnu::noinline]] void RefcountHeap<M>::take_unmarked(LinkList& unreachable) {
  untrackable_.clear();
  std::vector<Ref> dead;
  bool in_order = reports_unreachable_;
  walk_containers([&](Ref object) {
    if (mark_of(object) & kFlagMarked) {
      note_survivor(object);
      return;
    }
    in_order |= (object->header.flags & (kFlagFinalizable | kFlagWeaklyReferenced)) != 0;
    dead.push_back(object);
  });
  for (Ref object : dead) {
    for_each_child(object, [](Ref child) { ++count_of(child); });
  }
  // Where someone may notice, the dead are told in the order of the list.
  if (in_order) {
    dead.clear();
    for (Links* links = generations_[2].first(); links != generations_[2].head();
         links = links->next_link()) {
      Ref object = links->template object<M>();
      if (!(mark_of(object) & kFlagMarked)) dead.push_back(object);
    }
  }
  for (Ref object : dead) {
    Links* links = Links::of(object);
    unlink(links);
    append_unreachable(unreachable, links);
  }
}

}  // namespace midden
