#pragma once

// What many native methods ask of their arguments.

#include "workloads/interpreter/builtins/integers.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/vm/operations.h"

namespace midden::python {

inline bool has_special(Vm& vm, Value value, Value name) {
  return !lookup_in_type(vm, type_of(vm, value), name).is_null();
}
// int, bool or anything with __index__.
bool is_index_like(Vm& vm, Value value);

// An index into a sequence. TypeError as `message` (one %s: the type's name) when it is no integer,
// IndexError when it fits no word. `negative` indices are returned as they are.
bool index_argument(Vm& vm, Value key, const char* message, std::int64_t* index);
// start and end of find(), count() …: null and None leave the value; huge ones are clipped.
bool slice_argument(Vm& vm, Value argument, std::int64_t* value);
// An optional integer: null leaves the value.
bool optional_index(Vm& vm, Value argument, std::int64_t* value);
// A number of items: OverflowError when it fits no word.
bool size_argument(Vm& vm, Value argument, std::int64_t* value);
// A C int, with OverflowError.
bool optional_int32(Vm& vm, Value argument, std::int32_t* value);

// How often to repeat a sequence: the other operand of *.
enum class RepeatCount { ok, not_implemented, error };
RepeatCount repeat_count(Vm& vm, Value other, std::int64_t* count);
// left + right where left is a sequence and right is something else: NotImplemented when the right operand
// has a method of its own, else TypeError with `message` (one %s: the type's name).
Owned cannot_concatenate(Vm& vm, Value right, const char* message);

// The plain str behind the argument; null: TypeError as `message` (one %s: the type's name).
Value str_argument(Vm& vm, Value argument, const char* message);

constexpr std::uint32_t operator_bit(BinaryOperator op) { return 1u << static_cast<unsigned>(op); }

inline Owned make_bool(bool truth) { return Owned::adopt(Value::boolean(truth)); }
inline Owned make_none() { return Owned::adopt(Value::none()); }
inline Owned make_not_implemented() { return Owned::adopt(Value::not_implemented()); }
inline Owned comparison_result(int order, Comparison op) {
  switch (op) {
    case Comparison::less:
      return make_bool(order < 0);
    case Comparison::less_equal:
      return make_bool(order <= 0);
    case Comparison::equal:
      return make_bool(order == 0);
    case Comparison::not_equal:
      return make_bool(order != 0);
    case Comparison::greater:
      return make_bool(order > 0);
    case Comparison::greater_equal:
      return make_bool(order >= 0);
  }
  return nullptr;
}

}  // namespace midden::python
