#pragma once

// What list and tuple have in common. A sequence here is an exact List or Tuple object.

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/quick.h"
#include "workloads/interpreter/builtins/results.h"

namespace midden::python {

inline bool is_sequence(Value value) { return value.is(Kind::List) || value.is(Kind::Tuple); }
inline std::uint64_t sequence_length(Value sequence) {
  return sequence.is(Kind::List) ? sequence.as<List>()->length : sequence.as<Tuple>()->length();
}
inline const Slot* sequence_items(Value sequence) {  // not of an empty list
  return sequence.is(Kind::List) ? load(sequence.as<List>()->storage).as<Storage>()->items
                                 : sequence.as<Tuple>()->items;
}
inline Value sequence_item(Value sequence, std::uint64_t index) {
  return load(sequence_items(sequence)[index]);
}

Owned sequence_compare(Vm& vm, const Local& left, const Local& right, Comparison op);
Owned sequence_repr(Vm& vm, const Local& sequence, char open, char close);
int sequence_contains(Vm& vm, const Local& sequence, const Local& item);
// Position of an item equal to `item` in [start, stop); -1: none; -2: an exception is pending.
std::int64_t sequence_find(Vm& vm, const Local& sequence, const Local& item, std::int64_t start,
                           std::int64_t stop);
std::int64_t sequence_count(Vm& vm, const Local& sequence, const Local& item);  // -1: error
// The optional start and stop of index(): absent is 0 and the end.
bool search_bounds(Vm& vm, Value start, Value stop, std::int64_t length, std::int64_t* first,
                   std::int64_t* last);

// "list expected at most 1 argument, got 2", "list() takes no keyword arguments": for __new__ and __init__
// with the signature "*args, **kwargs"; arguments[0] is the class or self.
bool check_plain_arguments(Vm& vm, const Arguments& arguments, const char* name, std::uint32_t minimum,
                           std::uint32_t maximum);
// The class in arguments[0] is the builtin type itself.
inline bool constructs_exactly(const Vm& vm, Value type, Kind kind) {
  return type == Value::of(vm.kind_types[static_cast<unsigned>(kind)]);
}
// Iterator over a container, starting at `index`.
Owned make_container_iterator(Vm& vm, Kind kind, Value container, std::uint64_t index = 0,
                              std::uint64_t expected_length = 0);
// __class_getitem__ of the builtin generic types.
Owned class_get_item(Vm& vm, Arguments arguments);

}  // namespace midden::python
