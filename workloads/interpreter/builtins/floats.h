#pragma once

#include "workloads/interpreter/numeric/float_text.h"
#include "workloads/interpreter/vm/heap_access.h"

namespace midden::python {

inline Owned make_float(Vm& vm, double value) {
  Float* object = allocate<Float>(vm, Kind::Float);
  if (!object) [[unlikely]]
    return nullptr;
  object->value = value;
  return adopt(object);
}
inline bool is_float(Value value) { return value.is(Kind::Float); }
inline double float_value(Value value) { return value.as<Float>()->value; }
Owned make_complex(Vm& vm, double real, double imaginary);

// Python's % and // of doubles (the right operand is not zero).
inline double float_modulo(double left, double right) { return numeric::float_modulo(left, right); }
inline double float_floor_divide(double left, double right) {
  return numeric::float_floor_divide(left, right);
}
// left ** right: a float, or a complex number for a negative base and a fractional exponent.
Owned float_power(Vm& vm, double left, double right);
// NaN hashes by identity, so the object is needed.
std::int64_t float_hash(Vm& vm, Value number);

}  // namespace midden::python
