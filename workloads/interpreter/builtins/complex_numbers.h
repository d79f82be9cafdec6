#pragma once

#include "workloads/interpreter/vm/heap_access.h"

namespace midden::python {

struct ComplexValue {
  double real = 0.0;
  double imaginary = 0.0;
};

// complex, or a real number as one. False without a pending exception: no number; `error` tells of an
// exception (an int too large).
bool to_complex(Vm& vm, Value value, ComplexValue* result, bool* error);
// The divisor is not zero.
ComplexValue complex_quotient(ComplexValue a, ComplexValue b);
Owned complex_power(Vm& vm, ComplexValue base, ComplexValue exponent);

}  // namespace midden::python
