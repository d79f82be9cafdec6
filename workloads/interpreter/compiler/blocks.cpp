// Leaving statements early: return, break and continue through finally, with, except and for.

#include "workloads/interpreter/compiler/compiler.h"

namespace midden::compiler {

using namespace syntax;

void Compiler::push_covered_block(Block block, Label handler, Register depth) {
  block.handler = handler;
  block.depth = depth;
  block.start = builder().here();
  block.bound = builder().bound;
  push_block(std::move(block));
}

void Compiler::pop_block() {
  Block& block = unit_->blocks.back();
  if (block.handler != kNoLabel) builder().cover(block.start, block.handler, block.depth, block.bound);
  unit_->blocks.pop_back();
}

bool Compiler::leaving_runs_code(std::size_t down_to) const {
  for (std::size_t i = down_to; i < unit_->blocks.size(); i++) {
    switch (unit_->blocks[i].kind) {
      case Block::Kind::while_loop:
      case Block::Kind::for_loop:
      case Block::Kind::try_except:
      case Block::Kind::kept_value:
        break;
      case Block::Kind::finally_try:
      case Block::Kind::finally_end:
      case Block::Kind::handler:
      case Block::Kind::with:
        return true;
    }
  }
  return false;
}

// Emits what leaving all blocks from number `down_to` on takes, the innermost first, each outside of its own
// coverage. `kept` is the value of a return under way. reenter_blocks() must follow, after the jump.
std::vector<Block> Compiler::leave_blocks(std::size_t down_to, Operand kept) {
  std::vector<Block> left;
  while (unit_->blocks.size() > down_to) {
    pop_block_keeping(left);
    bool code_follows = leaving_runs_code(down_to);
    if (kept.is_temporary()) {
      Block value{Block::Kind::kept_value};
      value.reg = kept.index;
      push_block(std::move(value));
    }
    leave_block(left.back(), code_follows);
    if (kept.is_temporary()) pop_block();
  }
  return left;
}

void Compiler::pop_block_keeping(std::vector<Block>& left) {
  left.push_back(unit_->blocks.back());
  pop_block();
}

void Compiler::reenter_blocks(std::vector<Block> left) {
  for (std::size_t i = left.size(); i-- > 0;) {
    left[i].start = builder().here();
    push_block(std::move(left[i]));
  }
}

void Compiler::leave_block(const Block& block, bool code_follows) {
  CodeBuilder& code = builder();
  Register mark = top();
  switch (block.kind) {
    case Block::Kind::while_loop:
    case Block::Kind::try_except:
      break;
    case Block::Kind::for_loop:
      // Otherwise the return that follows drops the iterator.
      if (code_follows) code.clear(block.reg);
      break;
    case Block::Kind::kept_value:
      code.clear(block.reg);
      break;
    case Block::Kind::finally_try:
      statements(as<Try>(block.statement)->finalbody);
      break;
    case Block::Kind::finally_end:
      code.emit(Opcode::PopException, block.reg);
      break;
    case Block::Kind::handler:
      code.emit(Opcode::PopException, block.reg);
      if (!block.name.empty()) forget_name(block.name);
      break;
    case Block::Kind::with: {
      At at(*this, block.statement->at);
      Register window = allocate();
      code.move(window, Operand::temporary(block.reg));
      call_exit(window, block.is_async);
      break;
    }
  }
  release_to(mark);
}

}  // namespace midden::compiler
