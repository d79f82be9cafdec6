#pragma once

// Python's operations on values of any type, as the interpreter loop and native code use them. Parameters are
// borrowed; every one of these may run Python code, allocate and collect. Null, false or -1: an exception is
// pending.

#include <string>

#include "workloads/interpreter/vm/native.h"

namespace midden::python {

// --- types -------------------------------------------------------------------------------------------------
Value type_of(const Vm& vm, Value value);
// For messages: "int", "Point".
std::string type_name(const Vm& vm, Value value);
// The same of a type: types of native modules have the module's name in front.
std::string type_display_name(const Vm& vm, Value type);
bool is_subtype(const Vm& vm, Value type, Value base);
bool is_exact_type(const Vm& vm, Value value, Kind kind);
// The builtin object of this kind that value is or (an instance of a class derived from it) carries; else
// null.
Value unwrap(Value value, Kind kind);
template <class T>
T* unwrap_as(Value value, Kind kind) {
  return unwrap(value, kind).template as<T>();
}

// --- attributes; names are interned Str
// ----------------------------------------------------------------------
Owned get_attribute(Vm& vm, Value object, Value name);
// Null without a pending exception: there is none.
Owned get_attribute_or_null(Vm& vm, Value object, Value name);
bool set_attribute(Vm& vm, Value object, Value name, Value value);  // value null: delete
// Looks the name up along the MRO of a type; borrowed, null if absent. Never fails, never runs code.
Value lookup_in_type(Vm& vm, Value type, Value name);

// --- operators
// -----------------------------------------------------------------------------------------------
Owned binary_operation(Vm& vm, BinaryOperator op, Value left, Value right);
Owned inplace_operation(Vm& vm, BinaryOperator op, Value left, Value right);
Owned unary_operation(Vm& vm, UnaryOperator op, Value operand);
Owned compare(Vm& vm, Value left, Value right, Comparison op);
// 1, 0 or -1; identical objects are equal, as containers see it.
int is_equal(Vm& vm, Value left, Value right);
int is_less(Vm& vm, Value left, Value right);
int is_true(Vm& vm, Value value);
bool hash(Vm& vm, Value value, std::int64_t* result);

// --- containers and iteration
// --------------------------------------------------------------------------------
std::int64_t length(Vm& vm, Value value);
Owned get_item(Vm& vm, Value container, Value key);
bool set_item(Vm& vm, Value container, Value key, Value value);  // value null: delete
int contains(Vm& vm, Value container, Value item);
Owned get_iterator(Vm& vm, Value iterable);
// Null without a pending exception: exhausted.
Owned next(Vm& vm, Value iterator);
// __length_hint__, or `fallback`; -1: error.
std::int64_t length_hint(Vm& vm, Value iterable, std::int64_t fallback);

// --- calls
// ---------------------------------------------------------------------------------------------------
Owned call(Vm& vm, Value callee, std::initializer_list<Value> arguments = {});
// keyword_names: Tuple of Str or null; values of keywords come last in `arguments`.
Owned call_span(Vm& vm, Value callee, std::span<const Value> arguments, Value keyword_names = {});
// object.name(arguments…), without making a bound method where possible.
Owned call_method(Vm& vm, Value object, Value name, std::initializer_list<Value> arguments = {});
// Calls the special method of the value's type (never an instance attribute). Null without a pending
// exception when the type has none.
Owned call_special(Vm& vm, Value object, Value name, std::initializer_list<Value> arguments = {});
bool is_callable(Vm& vm, Value value);

// --- text
// ----------------------------------------------------------------------------------------------------
Owned repr(Vm& vm, Value value);
Owned str(Vm& vm, Value value);
Owned ascii(Vm& vm, Value value);
Owned format(Vm& vm, Value value, Value specification);
// Guards repr of containers that contain themselves: false when `object` is already being printed.
class ReprGuard {
 public:
  ReprGuard(Vm& vm, Value object);
  ~ReprGuard();
  bool first() const { return first_; }

 private:
  Vm& vm_;
  bool first_;
};
// Native code that recurses (comparison, repr, copying of nested structures) counts its depth: false with
// RecursionError pending when too deep.
class RecursionGuard {
 public:
  RecursionGuard(Vm& vm, const char* where);  // where: " while calling a Python object", " in comparison" …
  ~RecursionGuard();
  explicit operator bool() const { return ok_; }

 private:
  Vm& vm_;
  bool ok_;
};

// --- conversions
// ---------------------------------------------------------------------------------------------
// __index__: the value as a native integer. TypeError "'T' object cannot be interpreted as an integer";
// OverflowError (or saturates with `clip`) when it does not fit.
bool to_index(Vm& vm, Value value, std::int64_t* result, bool clip = false);
// float or anything with __float__/__index__: TypeError "must be real number, not T".
bool to_double(Vm& vm, Value value, double* result);

}  // namespace midden::python
