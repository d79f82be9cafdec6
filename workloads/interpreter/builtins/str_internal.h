#pragma once

// What the files of the str type owe each other.

#include "workloads/interpreter/vm/native.h"

namespace midden::python {

// str_type.cpp
extern const KindOperations kStrOperations;
Owned str_construct(Vm& vm, Arguments arguments);

// percent_formatting.cpp: format % arguments
Owned str_percent(Vm& vm, Value format, Value arguments);
Owned bytes_percent(Vm& vm, Value format, Value arguments);  // the result is bytes

// str_format.cpp
Owned str_format_method(Vm& vm, Arguments arguments);
Owned str_format_map_method(Vm& vm, Arguments arguments);

}  // namespace midden::python
