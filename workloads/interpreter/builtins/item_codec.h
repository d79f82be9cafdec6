#pragma once

// One item of raw memory as a Python value: what array, memoryview and struct share.

#include "workloads/interpreter/vm/heap_access.h"

namespace midden::python {

// Format characters of native size: c b B ? h H i I l L q Q n N P e f d, and u (array's 4-byte character). 0:
// none.
std::uint32_t native_item_size(char format);

// The item at `bytes`, which may lie in the heap.
Owned read_item(Vm& vm, char format, const std::uint8_t* bytes);

// How well a value went into an item. `wrong_type` and `out_of_range` leave no exception behind: each owner
// has its own words for them.
enum class ItemStatus : std::uint8_t { ok, wrong_type, out_of_range, error };
// `bytes` must lie outside the heap: conversions may run Python code.
ItemStatus write_item(Vm& vm, char format, Value value, std::uint8_t* bytes);

}  // namespace midden::python
