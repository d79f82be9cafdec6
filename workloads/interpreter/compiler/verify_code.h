#pragma once

#include <string>
#include <vector>

#include "workloads/interpreter/compiler/compile.h"

namespace midden {

// Follows every path through the bytecode and reports what breaks its rules (bytecode.h): operands out of
// range, jumps to nowhere, reads of registers that may be empty (a variable read without CheckLocal among
// them), kill bits on anything but a live temporary, temporaries alive where a statement begins, handlers
// that do not fit. Nested code blocks are checked too. For the statements, compile with record_statements.
std::vector<std::string> verify_code(const CompileResult& result);

}  // namespace midden
