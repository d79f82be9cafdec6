#pragma once

#include <string>
#include <string_view>

#include "workloads/interpreter/syntax/ast.h"

namespace midden::syntax {

// What Python's repr() gives for a str (or, if not `text`, bytes) of this value.
std::string repr_of_string(std::string_view value, bool text);
std::string repr_of_float(double value, bool imaginary);
// An int beyond 64 bits comes in the base in which it was written.
std::string repr_of_constant(const Constant& constant);

}  // namespace midden::syntax
