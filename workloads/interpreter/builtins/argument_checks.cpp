#include "workloads/interpreter/builtins/argument_checks.h"

#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#pragma GCC diagnostic ignored "-Wformat-security"

namespace midden::python {
namespace {

Value plain_int(const Vm& vm, Value value) { return is_small_int(value) ? value : as_int(vm, value); }

}  // namespace

bool is_index_like(Vm& vm, Value value) {
  return !plain_int(vm, value).is_null() || has_special(vm, value, vm.names.__index__);
}

bool index_argument(Vm& vm, Value key, const char* message, std::int64_t* index) {
  if (const Value integer = plain_int(vm, key)) {
    if (int_to_int64(integer, index)) return true;
    raise_index_error(vm, "cannot fit '%s' into an index-sized integer", type_name(vm, key).c_str());
    return false;
  }
  if (!has_special(vm, key, vm.names.__index__)) {
    raise_type_error(vm, message, type_name(vm, key).c_str());
    return false;
  }
  return to_index(vm, key, index);
}

bool slice_argument(Vm& vm, Value argument, std::int64_t* value) {
  if (argument.is_null() || argument.is_none()) return true;
  if (is_small_int(argument)) {
    *value = small_int(argument);
    return true;
  }
  if (!is_index_like(vm, argument)) {
    raise_type_error(vm, "slice indices must be integers or None or have an __index__ method");
    return false;
  }
  return to_index(vm, argument, value, true);
}

bool optional_index(Vm& vm, Value argument, std::int64_t* value) {
  return argument.is_null() || to_index(vm, argument, value);
}

bool optional_int32(Vm& vm, Value argument, std::int32_t* value) {
  if (argument.is_null()) return true;
  std::int64_t wide;
  if (!to_index(vm, argument, &wide, true)) return false;
  if (wide > INT32_MAX || wide < INT32_MIN) {
    raise(vm, ExceptionClass::OverflowError, "Python int too large to convert to C int");
    return false;
  }
  *value = static_cast<std::int32_t>(wide);
  return true;
}

bool size_argument(Vm& vm, Value argument, std::int64_t* value) {
  const Local keep(vm, argument);
  const Local integer(vm, index_to_int(vm, keep));
  if (!integer) return false;
  if (int_to_int64(integer, value)) return true;
  raise(vm, ExceptionClass::OverflowError, "cannot fit '%s' into an index-sized integer",
        type_name(vm, keep).c_str());
  return false;
}

RepeatCount repeat_count(Vm& vm, Value other, std::int64_t* count) {
  if (is_small_int(other)) {
    *count = small_int(other);
    return RepeatCount::ok;
  }
  if (other.is(Kind::Instance) && !unwrap(other, Kind::Int) && has_special(vm, other, vm.names.__rmul__)) {
    return RepeatCount::not_implemented;
  }
  if (!is_index_like(vm, other)) {
    raise_type_error(vm, "can't multiply sequence by non-int of type '%s'", type_name(vm, other).c_str());
    return RepeatCount::error;
  }
  return size_argument(vm, other, count) ? RepeatCount::ok : RepeatCount::error;
}

Owned cannot_concatenate(Vm& vm, Value right, const char* message) {
  if (right.is(Kind::Instance) && has_special(vm, right, vm.names.__radd__)) return make_not_implemented();
  return raise_type_error(vm, message, type_name(vm, right).c_str());
}

Value str_argument(Vm& vm, Value argument, const char* message) {
  if (is_str(argument)) return argument;
  const Value text = unwrap(argument, Kind::Str);
  if (!text) raise_type_error(vm, message, type_name(vm, argument).c_str());
  return text;
}

}  // namespace midden::python
