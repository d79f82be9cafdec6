#pragma once

// Equality and hashing of the values that need neither Python code nor an allocation for it: most keys of
// most programs. Addresses stay valid across these.

#include "workloads/interpreter/builtins/floats.h"
#include "workloads/interpreter/builtins/integers.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/text/hash.h"

namespace midden::python {

// 1 equal, 0 different, -1: not known without running general code.
int quick_equal_slow(Value left, Value right, int depth);
inline int quick_equal(Value left, Value right, int depth = 3) {
  if (left == right) return 1;  // as containers see it: identical is equal
  if (is_str(left) && is_str(right)) return str_equal(left, right);
  if (is_small_int(left) && is_small_int(right)) return small_int(left) == small_int(right);
  return quick_equal_slow(left, right, depth);
}

bool quick_hash_slow(Value value, std::int64_t* result, int depth);
inline bool quick_hash(Value value, std::int64_t* result, int depth = 3) {
  if (is_str(value)) {
    const std::int64_t known = value.as<Str>()->hash;
    *result = known != -1 ? known : str_hash(value);
    return true;
  }
  if (is_small_int(value)) {
    *result = text::hash_int(small_int(value));
    return true;
  }
  return quick_hash_slow(value, result, depth);
}

// -1 less, 0 equal, 1 greater; 2: not known, or not ordered.
int quick_order(Value left, Value right, int depth = 3);

}  // namespace midden::python
