#pragma once

// Keyword arguments of functions with the signature "*args, **kwargs".

#include "workloads/interpreter/builtins/results.h"

namespace midden::python {

// Where each known keyword's value stands in `arguments`, or -1. False: TypeError ("'x' is an invalid keyword
// argument for print()").
bool find_keywords(Vm& vm, const Arguments& arguments, const char* function,
                   std::initializer_list<const char*> names, int* positions);

}  // namespace midden::python
