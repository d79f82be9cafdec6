#pragma once

// What the files of bytes and bytearray owe each other.

#include <string>

#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/vm/heap_access.h"

namespace midden::python {

extern const KindOperations kBytesOperations;
extern const KindOperations kByteArrayOperations;

// bytes_construct.cpp. `kind` is Bytes or ByteArray: messages differ.
Owned bytes_construct(Vm& vm, Arguments arguments);
Owned bytearray_construct(Vm& vm, Arguments arguments);
// An int (or __index__) in range(0, 256). False: exception.
bool byte_argument(Vm& vm, Value value, const char* range_message, std::uint8_t* byte);
// What bytes(source) holds, for a source that is no str: of anything bytes-like or an iterable of ints.
// False: exception.
bool collect_bytes(Vm& vm, Value source, Kind kind, std::string* out);

// bytearray_type.cpp
bool bytearray_set_item(Vm& vm, Value self, Value key, Value value);
Owned bytearray_inplace(Vm& vm, BinaryOperator op, Value left, Value right);
Owned bytearray_append(Vm& vm, Arguments arguments);
Owned bytearray_extend(Vm& vm, Arguments arguments);
Owned bytearray_insert(Vm& vm, Arguments arguments);
Owned bytearray_pop(Vm& vm, Arguments arguments);
Owned bytearray_remove(Vm& vm, Arguments arguments);
Owned bytearray_clear(Vm& vm, Arguments arguments);
Owned bytearray_reverse(Vm& vm, Arguments arguments);

}  // namespace midden::python
