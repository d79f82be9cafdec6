#pragma once

// The bytecode: a register machine. One instruction is one 8-byte word; some are followed by cache words,
// zero at first, that belong to the virtual machine.
//
// Registers of a frame, in this order: parameters (positional, keyword-only, *args, **kwargs, in the order of
// CPython's co_varnames), other locals, cells that are no parameters, free variables, temporaries. In class
// bodies and exec with separate locals, r[0] is the namespace, given as the only argument. All registers but
// the arguments start empty. A parameter that is captured becomes a cell by MakeCell at the start of the
// code; other cells are made so too; free variables are fetched with LoadFree.
//
// Kill bits. The byte `kill` says which operands (bit 0: a, bit 1: b, bit 2: c) name temporaries that die
// here: the instruction takes over their reference, and leaves the register empty (or holding no reference).
// This frees temporaries at the same moment as CPython does, and saves counting. Kill bits never name a
// register that is also the result, nor a constant. What an instruction's description says it kills needs no
// bit. At statement boundaries no temporary is alive.

#include <cstdint>

namespace midden {

enum class Opcode : std::uint8_t {
#define INSTRUCTION(name, cache_words, description) name,
#include "workloads/interpreter/compiler/instructions.def"
#undef INSTRUCTION
  count_
};

inline constexpr std::uint16_t kNoOperand = 0x7FFF;

enum KillBit : std::uint8_t { kKillA = 1, kKillB = 2, kKillC = 4 };

struct Instruction {
  Opcode opcode;
  std::uint8_t kill;
  std::uint16_t a;
  std::uint16_t b;
  std::uint16_t c;

  std::int32_t off32() const { return static_cast<std::int32_t>(b | static_cast<std::uint32_t>(c) << 16); }
  void set_off32(std::int32_t value) {
    b = static_cast<std::uint16_t>(value);
    c = static_cast<std::uint16_t>(static_cast<std::uint32_t>(value) >> 16);
  }
};
static_assert(sizeof(Instruction) == 8);

const char* opcode_name(Opcode opcode);
unsigned cache_words(Opcode opcode);

// Bits of MakeFunction's c, in register order.
enum FunctionParts : std::uint16_t {
  kHasDefaults = 1,
  kHasKeywordDefaults = 2,
  kHasAnnotations = 4,
  kHasClosure = 8
};

}  // namespace midden
