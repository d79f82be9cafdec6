#pragma once

// array.array between its files.

#include "workloads/interpreter/builtins/buffers.h"
#include "workloads/interpreter/builtins/definitions.h"

namespace midden::python {

inline Value plain_array(Value value) { return unwrap(value, Kind::ArrayArray); }
inline ArrayArray* array_of(Value value) { return value.as<ArrayArray>(); }
inline std::uint8_t* array_data(Value array) {
  const Value buffer = load(array_of(array)->buffer);
  return buffer ? buffer.as<Buffer>()->data : nullptr;
}

Owned make_array(Vm& vm, char type_code, std::uint64_t length);  // undefined items
// Sets the length; new items are undefined.
bool array_resize(Vm& vm, Value array, std::uint64_t length);
Owned array_item(Vm& vm, Value array, std::uint64_t index);
// Converts a value as the array wants it, into bytes outside the heap. False: exception.
bool array_encode(Vm& vm, char type_code, Value value, std::uint8_t* bytes);
bool array_append(Vm& vm, Value array, Value value);
bool array_extend(Vm& vm, Value array, Value iterable);
// Replaces items [start, stop) by those in `bytes`, which lie outside the heap.
bool array_splice(Vm& vm, Value array, std::uint64_t start, std::uint64_t stop, std::string_view bytes);

extern const KindOperations kArrayOperations;

}  // namespace midden::python
