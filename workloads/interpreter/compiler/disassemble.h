#pragma once

#include <string>

#include "workloads/interpreter/compiler/code_template.h"

namespace midden {

struct DisassembleOptions {
  bool positions = false;  // line:column-line:column behind every instruction
  bool nested = true;      // the code blocks among the constants too
};

// A listing for people. Registers are named after their variables, temporaries are t0, t1, …; an operand that
// dies is marked with '!'; jump targets are numbers of words.
std::string disassemble(const CodeTemplate& code, DisassembleOptions options = {});
std::string constant_text(const ConstantValue& value);

}  // namespace midden
