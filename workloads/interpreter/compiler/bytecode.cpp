#include "workloads/interpreter/compiler/bytecode.h"

namespace midden {
namespace {

struct OpcodeInfo {
  const char* name;
  std::uint8_t cache_words;
};

constexpr OpcodeInfo kOpcodes[] = {
#define INSTRUCTION(name, cache_words, description) {#name, cache_words},
#include "workloads/interpreter/compiler/instructions.def"
#undef INSTRUCTION
};

}  // namespace

const char* opcode_name(Opcode opcode) {
  return opcode < Opcode::count_ ? kOpcodes[static_cast<unsigned>(opcode)].name : "?";
}

unsigned cache_words(Opcode opcode) { return kOpcodes[static_cast<unsigned>(opcode)].cache_words; }

}  // namespace midden
