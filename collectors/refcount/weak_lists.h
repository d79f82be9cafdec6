#pragma once

// WeakLists: from an object to the weak references that name it. A side table, since few objects have any;
// the object's flag says whether to look.

#include <utility>
#include <vector>

#include "collectors/common/layout.h"
#include "heap/pointer_map.h"

namespace midden {

template <class Ref>
class WeakLists {
 public:
  explicit WeakLists(Budget& budget) : map_(&budget) {}
  ~WeakLists() {
    map_.for_each([](void*, Word entry) { delete list_of(entry); });
  }

  void add(Ref referent, Ref reference) {
    Word& entry = map_.at(referent);
    if (entry == 0) {
      entry = reinterpret_cast<Word>(reference);
      return;
    }
    std::vector<Ref>* list = list_of(entry);
    if (!list) {
      list = new std::vector<Ref>{reinterpret_cast<Ref>(entry)};
      entry = reinterpret_cast<Word>(list) | kIsList;
    }
    list->push_back(reference);
  }

  // A reference died before its referent.
  void remove(Ref referent, Ref reference) {
    Word* entry = map_.find(referent);
    if (!entry) return;
    if (std::vector<Ref>* list = list_of(*entry)) {
      std::erase(*list, reference);
      if (!list->empty()) return;
      delete list;
    }
    map_.remove(referent);
  }

  // The newest first.
  template <class Visit>
  void for_each(Ref referent, Visit&& visit) {
    Word* entry = map_.find(referent);
    if (!entry) return;
    if (std::vector<Ref>* list = list_of(*entry)) {
      for (auto reference = list->rbegin(); reference != list->rend(); ++reference) visit(*reference);
    } else {
      visit(reinterpret_cast<Ref>(*entry));
    }
  }

  // All references to an object, the newest first; they are forgotten here.
  std::vector<Ref> take(Ref referent) {
    std::vector<Ref> references;
    Word* entry = map_.find(referent);
    if (!entry) return references;
    if (std::vector<Ref>* list = list_of(*entry)) {
      references.assign(list->rbegin(), list->rend());
      delete list;
    } else {
      references.push_back(reinterpret_cast<Ref>(*entry));
    }
    map_.remove(referent);
    return references;
  }

 private:
  static constexpr Word kIsList = 1;
  static std::vector<Ref>* list_of(Word entry) {
    return entry & kIsList ? reinterpret_cast<std::vector<Ref>*>(entry & ~kIsList) : nullptr;
  }

  PointerMap map_;
};

}  // namespace midden
