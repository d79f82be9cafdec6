#pragma once

// Verifier: traces a heap once more from its roots, with its own visited set and its own reading of the
// layout, and says what is wrong with the first object that cannot be right. It knows nothing of marks; what
// it believes is that a freed cell is marked free, or was overwritten.

#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "collectors/common/heap_base.h"
#include "collectors/common/layout.h"
#include "heap/cells.h"
#include "heap/pointer_map.h"

namespace midden {

// Prints the problem, the seed and the latest events, and aborts.
[[noreturn]] void heap_check_failed(const HeapBase& heap, const char* collector, const std::string& problem);

template <ObjectModel M, bool kLinks = M::kLinksInFront, bool kMoves = true>
class Verifier {
 public:
  using Ref = Object<M>*;

  // Blocks whose objects may be referred to.
  void add_block(Block* block) {
    blocks_.at(block) = 1;
    if (block->use == BlockUse::cells) return;
    // Not cells of one size: only a walk tells where objects begin.
    if (block->object_offset > 0) {
      starts_.at(large_cell(block)) = 1;
      return;
    }
    walk_linear<M>(block->begin(), block->top, [&](Ref object) { starts_.at(object) = 1; });
  }

  void add_root(Word word, const char* name) {
    if (!problem_.empty() || !M::is_reference(word)) return;
    roots_.emplace_back(word, name);
    reach(reinterpret_cast<Ref>(word), name, nullptr);
  }

  // An object that is there although no root reaches it.
  void add_unrooted(Ref object) {
    if (!problem_.empty() || counts_.find(object)) return;
    reach(object, "unreachable object", nullptr);
    if (problem_.empty()) --counts_.at(object);
  }

  // Empty when all is well.
  const std::string& run() {
    while (problem_.empty() && !pending_.empty()) {
      Ref object = pending_.back();
      pending_.pop_back();
      const std::size_t slots = object->slot_count();
      for (std::size_t i = 0; i < slots && problem_.empty(); ++i) {
        Word word = object->slots()[i].load();
        if (!M::is_reference(word)) continue;
        reach(reinterpret_cast<Ref>(word), nullptr, object);
      }
    }
    return problem_;
  }

  // Afterwards: how often an object was referred to, by slots and roots.
  template <class Visit>
  void for_each_reached(Visit&& visit) {
    counts_.for_each([&](void* object, std::uintptr_t references) {
      visit(static_cast<Ref>(object), static_cast<std::size_t>(references));
    });
  }
  // Who refers to an object: the first few roots and objects.
  std::string referrers_of(Ref object) {
    std::string list;
    int listed = 0;
    for (const auto& [word, name] : roots_) {
      if (word == reinterpret_cast<Word>(object) && listed++ < 4)
        list += std::string(list.empty() ? "" : ", ") + name;
    }
    for_each_reached([&](Ref holder, std::size_t) {
      for (std::size_t i = 0; i < holder->slot_count() && listed < 4; ++i) {
        if (holder->slots()[i].load() != reinterpret_cast<Word>(object)) continue;
        list += (list.empty() ? "" : ", ") + describe(holder) + "[" + std::to_string(i) + "]";
        ++listed;
      }
    });
    return list;
  }
  std::string path_to(Ref object) const {
    std::string path = describe(object);
    for (int steps = 0; steps < 64; ++steps) {
      const std::uintptr_t* parent = parents_.find(object);
      if (!parent) break;
      if (*parent & 1) return std::string(reinterpret_cast<const char*>(*parent >> 1)) + " -> " + path;
      object = reinterpret_cast<Ref>(*parent);
      path = describe(object) + " -> " + path;
    }
    return path;
  }

 private:
  static std::string describe(Ref object) {
    char text[64];
    std::snprintf(text, sizeof text, "%p(kind %u)", static_cast<void*>(object), object->header.kind);
    return text;
  }

  void reach(Ref object, const char* root, Ref parent) {
    if (const char* wrong = problem_with(object)) {
      char address[32];
      std::snprintf(address, sizeof address, "%p", static_cast<void*>(object));
      problem_ = std::string(wrong) + ": " + (root ? root : path_to(parent)) + " -> " + address;
      return;
    }
    bool fresh = false;
    std::uintptr_t& count = counts_.at(object, &fresh);
    ++count;
    if (!fresh) return;
    parents_.at(object) =
        root ? reinterpret_cast<std::uintptr_t>(root) << 1 | 1 : reinterpret_cast<std::uintptr_t>(parent);
    // The slots of immortal objects are roots already.
    if (!(object->header.flags & kFlagImmortal)) pending_.push_back(object);
  }

  const char* problem_with(Ref object) {
    if (reinterpret_cast<Word>(object) % sizeof(Word) != 0) return "reference is not aligned";
    if (M::is_constant(reinterpret_cast<Word>(object))) return nullptr;
    Block* block = Block::of(object);
    if (!blocks_.find(block)) return "reference into memory that is not the heap's";
    char* address = reinterpret_cast<char*>(object);
    if (address < block->begin() || address >= block->top)
      return "reference to memory that was not handed out";
    std::size_t room = static_cast<std::size_t>(block->top - address);
    if (block->use == BlockUse::cells) {
      const std::size_t offset = static_cast<std::size_t>(address - block->begin()) - block->object_offset;
      if (offset % block->cell_bytes != 0) return "reference into the middle of a cell";
      room = block->cell_bytes - block->object_offset;
    } else if (!starts_.find(object)) {
      return "reference into the middle of an object";
    }
    if (*reinterpret_cast<Word*>(object) == 0) return "reference to a freed object";
    if (kMoves && object->header.flags & kFlagForwarded)
      return "reference to the old place of a moved object";
    if (Layout<M, kLinks>::object_bytes(object) > room) return "object is larger than its place";
    if (block->use == BlockUse::cells && block->containers && (!kLinks || object->slot_count() == 0)) {
      return "object's links do not match its block";
    }
    return nullptr;
  }

  std::vector<std::pair<Word, const char*>> roots_;
  PointerMap blocks_;
  PointerMap starts_;
  PointerMap counts_;
  PointerMap parents_;
  std::vector<Ref> pending_;
  std::string problem_;
};

}  // namespace midden
