#pragma once

#include <cstdint>

#include "workloads/interpreter/compiler/bytecode.h"
#include "workloads/interpreter/compiler/register_allocator.h"

namespace midden::compiler {

// Where the value of an expression is to be found.
struct Operand {
  enum class Kind : std::uint8_t {
    absent,
    borrowed,   // a register that somebody else empties: a variable, or a temporary still needed
    temporary,  // a register that dies with its next use
    constant
  };
  Kind kind = Kind::absent;
  std::uint16_t index = 0;

  static Operand borrowed(Register reg) { return {Kind::borrowed, reg}; }
  static Operand temporary(Register reg) { return {Kind::temporary, reg}; }
  static Operand constant(std::uint16_t index) { return {Kind::constant, index}; }

  bool is_temporary() const { return kind == Kind::temporary; }
  bool is_constant() const { return kind == Kind::constant; }
  bool is_register() const { return kind == Kind::borrowed || kind == Kind::temporary; }
  bool is_borrowed() const { return kind == Kind::borrowed; }
  Operand kept() const { return is_temporary() ? borrowed(index) : *this; }

  // As an rk operand of an instruction.
  std::uint16_t encoded() const {
    if (kind == Kind::absent) return kNoOperand;
    return is_constant() ? static_cast<std::uint16_t>(-(index + 1)) : index;
  }
  std::uint8_t kill(KillBit bit) const { return is_temporary() ? bit : 0; }
};

// Where the value of an expression is wanted.
struct Target {
  enum class Kind : std::uint8_t {
    anywhere,        // in place if it is a variable or constant, else in the next free temporary
    next_temporary,  // in the next free temporary
    exact            // in this register
  };
  Kind kind = Kind::anywhere;
  Register reg = 0;

  static Target anywhere() { return {}; }
  static Target next() { return {Kind::next_temporary, 0}; }
  static Target exact(Register reg) { return {Kind::exact, reg}; }
};

}  // namespace midden::compiler
