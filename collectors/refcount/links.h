#pragma once

// Links: two words for every container, where the object model wants them, and the circular lists they form.
// As in CPython, an object's generation is the list that it is in.
//
//   next  0 when the object is in no list (not tracked); bit 0: tentatively unreachable (during a cycle)
//   prev  the previous object; during a cycle, while the object awaits its verdict, bit 0 is set and the rest
//         is the number of references from outside the set (tentatively unreachable: the previous object
//         again)

#include <cstddef>
#include <cstdint>

#include "collectors/common/notes.h"
#include "object_model/object.h"

namespace midden {

struct Links {
  Word next;
  Word prev;

  static constexpr Word kUnreachable = 1;  // in next
  static constexpr Word kCollecting = 1;   // in prev

  template <class Model>
  static Links* of(Object<Model>* object) {
    if constexpr (Model::kLinks == Placement::side) {
      const Block* block = Block::of(object);
      return reinterpret_cast<Links*>(block->start) - 1 - block->index_of(object);
    } else {
      return reinterpret_cast<Links*>(reinterpret_cast<char*>(object) + distance<Model>());
    }
  }
  template <class Model>
  Object<Model>* object() {
    if constexpr (Model::kLinks == Placement::side) {
      Block* block = Block::of(this);
      const auto index = static_cast<std::size_t>(reinterpret_cast<Links*>(block->start) - 1 - this);
      return reinterpret_cast<Object<Model>*>(block->start + block->object_offset +
                                              index * block->cell_bytes);
    } else {
      return reinterpret_cast<Object<Model>*>(reinterpret_cast<char*>(this) - distance<Model>());
    }
  }

  bool tracked() const { return next != 0; }
  Links* next_link() const { return reinterpret_cast<Links*>(next & ~kUnreachable); }
  Links* prev_link() const { return reinterpret_cast<Links*>(prev & ~kCollecting); }

  bool unreachable() const { return next & kUnreachable; }
  bool collecting() const { return prev & kCollecting; }
  std::size_t outside() const { return prev >> 1; }
  void set_outside(std::size_t references) { prev = references << 1 | kCollecting; }

 private:
  // From an object to its links, when they are in its cell.
  template <class Model>
  static constexpr std::ptrdiff_t distance() {
    constexpr auto kWord = static_cast<std::ptrdiff_t>(sizeof(Word));
    if constexpr (Model::kLinks == Placement::header) {
      return (static_cast<std::ptrdiff_t>(Model::kHeaderWords) - 2) * kWord;
    } else {
      return -2 * kWord - static_cast<std::ptrdiff_t>(Notes<Model>::kFrontBytes);
    }
  }
};
static_assert(sizeof(Links) == 2 * sizeof(Word));

inline void unlink(Links* links) {
  Links* previous = links->prev_link();
  Links* next = links->next_link();
  previous->next = reinterpret_cast<Word>(next);
  next->prev = reinterpret_cast<Word>(previous);
  links->next = 0;
}

class LinkList {
 public:
  LinkList() { clear(); }
  LinkList(const LinkList&) = delete;
  LinkList& operator=(const LinkList&) = delete;

  Links* head() { return &head_; }
  Links* first() { return head_.next_link(); }
  bool empty() { return first() == &head_; }
  void clear() { head_.next = head_.prev = reinterpret_cast<Word>(&head_); }

  void append(Links* links) {
    Links* last = head_.prev_link();
    last->next = reinterpret_cast<Word>(links);
    links->prev = reinterpret_cast<Word>(last);
    links->next = reinterpret_cast<Word>(&head_);
    head_.prev = reinterpret_cast<Word>(links);
  }
  // Moves everything in `other` to the end of this list.
  void append_all(LinkList& other) {
    if (other.empty()) return;
    Links* first = other.first();
    Links* last = other.head_.prev_link();
    Links* end = head_.prev_link();
    end->next = reinterpret_cast<Word>(first);
    first->prev = reinterpret_cast<Word>(end);
    last->next = reinterpret_cast<Word>(&head_);
    head_.prev = reinterpret_cast<Word>(last);
    other.clear();
  }
  std::size_t count() {
    std::size_t count = 0;
    for (Links* links = first(); links != &head_; links = links->next_link()) ++count;
    return count;
  }

 private:
  Links head_;
};

}  // namespace midden
