#pragma once

#include "workloads/interpreter/compiler/bytecode.h"

namespace midden::compiler {

// What the operands a, b, c of an instruction are, a letter each:
//   w register written        r register read      u register read, then written   e register emptied
//   k rk operand (read)       n name number        c constant number               i plain number
//   o off32, in b and c       j 16-bit offset      . not used
// Instructions that work on several registers (windows, pushed exceptions) do more than this says.
const char* operand_shape(Opcode opcode);

bool is_off32_jump(Opcode opcode);
bool ends_flow(Opcode opcode);  // never goes on to the next instruction

}  // namespace midden::compiler
