#pragma once

// dict.keys(), values() and items(), and the iterators over a dict.

#include "workloads/interpreter/builtins/dict.h"

namespace midden::python {

struct DictViewObject : Object {
  static constexpr unsigned kSlots = 1;
  Slot dict;  // exact Dict
};

struct DictReverseIterator : Object {
  static constexpr unsigned kSlots = 1;
  Slot container;  // nothing once exhausted
  std::uint64_t index;
  std::uint64_t expected_length;
  std::uint64_t yields;  // 0 keys, 1 values, 2 items
};

// kind: DictKeys, DictValues or DictItems. `dict` is an exact Dict.
Owned make_dict_view(Vm& vm, Kind kind, Value dict);
// Over keys, values or items of an exact Dict (kind: DictKeyIterator …).
Owned make_dict_iterator(Vm& vm, Kind kind, Value dict);
Owned make_dict_reverse_iterator(Vm& vm, Value dict, unsigned yields);
// (key, value) of an entry.
Owned dict_item_tuple(Vm& vm, const Local& dict, std::uint32_t entry);

}  // namespace midden::python
