#pragma once

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
double float_modulo(double left, double right);
double float_floor_divide(double left, double right);

}  // namespace midden::python
