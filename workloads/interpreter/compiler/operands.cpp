// Getting values into the registers where they are wanted.

#include "workloads/interpreter/compiler/compiler.h"
#include "workloads/interpreter/compiler/local_analysis.h"

namespace midden::compiler {

// The register for a result whose operands were evaluated from `mark` on; they die with the next instruction.
Register Compiler::result_register(Target target, Register mark) {
  release_to(mark);
  return target.kind == Target::Kind::exact ? target.reg : allocate();
}

Operand Compiler::result(Target target, Register reg) {
  return target.kind == Target::Kind::exact ? Operand::borrowed(reg) : Operand::temporary(reg);
}

// Brings a value that exists already to the target. A temporary is at `mark` if there is one.
Operand Compiler::place(Operand value, Target target, Register mark) {
  switch (target.kind) {
    case Target::Kind::anywhere:
      return value;
    case Target::Kind::next_temporary: {
      if (value.is_temporary() && value.index == mark) return value;
      Register reg = result_register(target, mark);
      builder().move(reg, value);
      return Operand::temporary(reg);
    }
    case Target::Kind::exact:
      break;
  }
  builder().move(target.reg, value);
  release_to(mark);
  return Operand::borrowed(target.reg);
}

bool Compiler::is_temporary_target(Target target) {
  return target.kind != Target::Kind::exact || builder().registers.is_temporary(target.reg);
}

// A register in which a value can be built step by step. That is never a variable's, which must keep its old
// value when a step fails. To be followed by accumulated().
Register Compiler::accumulator(Target target) {
  if (target.kind == Target::Kind::exact && is_temporary_target(target)) return target.reg;
  return allocate();
}

Operand Compiler::accumulated(Register reg, Target target, Register mark) {
  if (target.kind != Target::Kind::exact) {
    release_to(static_cast<Register>(reg + 1));
    return Operand::temporary(reg);
  }
  if (reg != target.reg) builder().move(target.reg, Operand::temporary(reg));
  release_to(mark);
  return Operand::borrowed(target.reg);
}

// For operands that must be registers.
Register Compiler::in_register(Operand& operand) {
  if (!operand.is_register()) {
    Register reg = allocate();
    builder().move(reg, operand);
    operand = Operand::temporary(reg);
  }
  return operand.index;
}

// A variable used in place must be copied when something evaluated before its use may rebind it.
Operand Compiler::protect(Operand operand, const Expr* evaluated_later) {
  if (!operand.is_borrowed() || builder().registers.is_temporary(operand.index)) return operand;
  if (!evaluated_later || !may_rebind(evaluated_later)) return operand;
  Register reg = allocate();
  builder().move(reg, operand);
  return Operand::temporary(reg);
}

// On a path where some of the registers from mark to height may still hold something.
void Compiler::empty_temporaries(Register mark, Register height) {
  if (height > mark) builder().clear(mark, height - mark);
}

}  // namespace midden::compiler
