#pragma once

// Building and using tuples, lists, dicts and sets from native code. `key` and `value` parameters are
// borrowed unless Owned. What can run Python code (__hash__, __eq__) says so.

#include <span>

#include "workloads/interpreter/vm/heap_access.h"

namespace midden::python {

// --- tuple -------------------------------------------------------------------------------------------------
// A fresh tuple whose items hold nothing yet: fill with `initialize` before anyone sees it. n > 0.
Tuple* allocate_tuple(Vm& vm, std::uint64_t length);
// From values standing on the value stack or in Locals' words (roots): each gets a reference of its own.
Owned make_tuple(Vm& vm, const Word* first, std::size_t count);
Owned make_tuple(Vm& vm, std::initializer_list<Value> items);
// From any iterable.
Owned tuple_from(Vm& vm, Value iterable);

// --- list --------------------------------------------------------------------------------------------------
Owned make_list(Vm& vm, std::uint64_t capacity = 0);
Owned make_list(Vm& vm, const Word* first, std::size_t count);
bool list_append(Vm& vm, Value list, Value item);
bool list_append(Vm& vm, Value list, Owned&& item);  // OK: the item is rooted inside
bool list_extend(Vm& vm, Value list, Value iterable);
Owned list_from(Vm& vm, Value iterable);
Owned list_to_tuple(Vm& vm, Value list);
inline std::uint64_t list_length(Value list) { return list.as<List>()->length; }
inline Value list_item(Value list, std::uint64_t index) {
  return load(load(list.as<List>()->storage).as<Storage>()->items[index]);
}

// --- dict --------------------------------------------------------------------------------------------------
Owned make_dict(Vm& vm);
// Keys that are interned strings (names): no Python code runs, pointers are compared first.
Value dict_get_name(Vm& vm, Value dict, Value name);  // borrowed; null if absent
bool dict_set_name(Vm& vm, Value dict, Value name, Value value);
// General: may run __hash__/__eq__. dict_get: null without a pending exception when absent.
Owned dict_get(Vm& vm, Value dict, Value key);
bool dict_set(Vm& vm, Value dict, Value key, Value value);
int dict_delete(Vm& vm, Value dict, Value key);  // 1 deleted, 0 absent, -1 error
int dict_contains(Vm& vm, Value dict, Value key);
bool dict_update(Vm& vm, Value dict, Value mapping_or_pairs);
Owned dict_copy(Vm& vm, Value dict);
void dict_clear(Vm& vm, Value dict);
// Entry access for loops and inline caches: entries are numbered 0 … dict_entry_count-1 in insertion order,
// deleted ones have a null key. Valid while keys_version stays the same.
std::uint32_t dict_entry_count(Value dict);
Value dict_entry_key(Value dict, std::uint32_t entry);
Value dict_entry_value(Value dict, std::uint32_t entry);
void dict_set_entry_value(Vm& vm, Value dict, std::uint32_t entry, Value value);
// Entry number of a name, -1 if absent.
std::int64_t dict_find_name(Vm& vm, Value dict, Value name);
inline std::uint32_t dict_version(Value dict) { return dict.as<Dict>()->keys_version; }
inline std::uint64_t dict_length(Value dict) { return dict.as<Dict>()->length; }

// --- set ---------------------------------------------------------------------------------------------------
Owned make_set(Vm& vm, Kind kind = Kind::Set);
bool set_add(Vm& vm, Value set, Value key);
bool set_update(Vm& vm, Value set, Value iterable);
int set_contains(Vm& vm, Value set, Value key);
int set_discard(Vm& vm, Value set, Value key);
Owned set_from(Vm& vm, Value iterable, Kind kind);

// --- range, slice ------------------------------------------------------------------------------------------
Owned make_range(Vm& vm, std::int64_t start, std::int64_t stop, std::int64_t step);
Owned make_slice(Vm& vm, Value start, Value stop, Value step);
// start, stop, step and number of items of a slice over a sequence of this length, as slice.indices; may run
// __index__.
bool slice_indices(Vm& vm, Value slice, std::int64_t length, std::int64_t* start, std::int64_t* stop,
                   std::int64_t* step, std::int64_t* count);
// An index into a sequence: int or __index__, negative counts from the end. TypeError with `what` ("list
// indices must be integers or slices", to which ", not str" is added), IndexError left to the caller (an
// index outside 0 … length-1 is returned as is).
bool sequence_index(Vm& vm, Value key, std::int64_t length, const char* what, std::int64_t* index);

}  // namespace midden::python
