#pragma once

// From the object-free libraries' errors to Python exceptions.

#include "workloads/interpreter/numeric/error.h"
#include "workloads/interpreter/vm/errors.h"

namespace midden::python {

std::nullptr_t raise_error(Vm& vm, const numeric::Error& error);
// OverflowError(34, 'Numerical result out of range'), as C's ERANGE appears in Python.
std::nullptr_t raise_result_out_of_range(Vm& vm);

}  // namespace midden::python
