#pragma once

// Changing lists in place, below the level of Python's methods. Lists are exact List objects in Locals.

#include "workloads/interpreter/builtins/containers.h"

namespace midden::python {

// Room for this many items.
bool list_reserve(Vm& vm, const Local& list, std::uint64_t length);
// Gives memory back when less than half is in use.
void list_shrink(Vm& vm, const Local& list);
void list_clear(Vm& vm, Value list);
bool list_insert(Vm& vm, const Local& list, std::uint64_t index, const Local& item);  // index <= length
// Removes and returns the item.
Owned list_take(Vm& vm, const Local& list, std::uint64_t index);
// Every step-th item, so that nothing is left in its place. What they leave dies with `removed`, in the order
// of that kind (Storage or ListItems), so that finalizers run one after the other; at once where nobody
// counts.
bool take_out(Vm& vm, const Local& list, std::uint64_t first, std::uint64_t step, std::uint64_t count,
              Kind order, Local& removed);
// list[start:stop] = source; source is another List, or null to delete.
bool list_replace_range(Vm& vm, const Local& list, std::uint64_t start, std::uint64_t stop,
                        const Local& source);
// list.sort(). False: an exception is pending.
bool list_sort(Vm& vm, Value list, Value key, bool reverse);
// The same with the keyword arguments key= and reverse=.
bool list_sort_by_keywords(Vm& vm, Value list, const Arguments& arguments);

}  // namespace midden::python
