// try statements. Finally bodies are compiled once for every way that leads through them.

#include "workloads/interpreter/compiler/compiler.h"

namespace midden::compiler {

using namespace syntax;

void Compiler::try_statement(const Try* statement) {
  if (!statement->finalbody.empty()) {
    try_finally(statement);
  } else if (statement->is_star) {
    try_star(statement);
  } else {
    try_except(statement);
  }
}

// Where an exception arrives that was raised while another was being handled: it goes on, and what was
// handled before the other is handled again. `name` is that of `except … as name`.
void Compiler::raise_again(Label cleanup, Register pushed, Identifier name) {
  CodeBuilder& code = builder();
  code.bind(cleanup);
  if (!code.reachable()) return;
  Register mark = top();
  Register raised = static_cast<Register>(pushed + 2);
  code.registers.set_top(raised);
  allocate(2);
  code.emit(Opcode::PushException, raised);
  if (!name.empty()) forget_name(name);
  code.emit(Opcode::Reraise, raised, pushed);
  code.stop();
  code.registers.set_top(mark);
}

void Compiler::try_finally(const Try* statement) {
  CodeBuilder& code = builder();
  Register depth = top();
  Label handler = code.new_label(), cleanup = code.new_label(), end = code.new_label();
  Block block{Block::Kind::finally_try};
  block.statement = statement;
  push_covered_block(std::move(block), handler, depth);
  if (statement->handlers.empty()) {
    statements(statement->body);
  } else if (statement->is_star) {
    try_star(statement);
  } else {
    try_except(statement);
  }
  pop_block();
  statements(statement->finalbody);
  code.jump(end);

  code.bind(handler);
  if (code.reachable()) {
    Register pushed = allocate(2);
    code.emit(Opcode::PushException, pushed);
    Block inner{Block::Kind::finally_end};
    inner.reg = pushed;
    push_covered_block(std::move(inner), cleanup, static_cast<Register>(pushed + 2));
    statements(statement->finalbody);
    pop_block();
    code.emit(Opcode::Reraise, pushed, pushed);
    code.stop();
    raise_again(cleanup, pushed, {});
    release_to(depth);
  }
  code.bind(end);
}

void Compiler::try_except(const Try* statement) {
  CodeBuilder& code = builder();
  Register depth = top();
  Label handler = code.new_label(), cleanup = code.new_label(), end = code.new_label();
  push_covered_block({Block::Kind::try_except}, handler, depth);
  statements(statement->body);
  pop_block();
  statements(statement->orelse);
  code.jump(end);

  code.bind(handler);
  if (code.reachable()) {
    Register pushed = allocate(2);
    code.emit(Opcode::PushException, pushed);
    for (const ExceptHandler& each : statement->handlers) {
      At at(*this, each.at);
      Label next = code.new_label();
      Register mark = top();
      std::uint32_t start = code.here();
      BoundSet bound = code.bound;
      if (each.type) {
        Operand type = expression(each.type);
        Register matches = result_register(Target::next(), mark);
        std::uint32_t kill = type.is_temporary() && type.index != matches ? kKillC : 0;
        code.emit(Opcode::MatchException, matches, pushed, type.encoded(), kill);
        code.jump_if(Opcode::JumpIfFalse, Operand::temporary(matches), next);
        release_to(mark);
      }
      if (!each.name.empty()) store_name(each.name, Operand::borrowed(pushed));
      code.cover(start, cleanup, mark, bound);
      handler_body(each, pushed, cleanup, end);
      code.bind(next);
    }
    code.emit(Opcode::Reraise, pushed, pushed);
    code.stop();
    raise_again(cleanup, pushed, {});
    release_to(depth);
  }
  code.bind(end);
}

void Compiler::handler_body(const ExceptHandler& handler, Register pushed, Label cleanup, Label end) {
  CodeBuilder& code = builder();
  Label own = handler.name.empty() ? cleanup : code.new_label();
  Block block{Block::Kind::handler};
  block.reg = pushed;
  block.name = handler.name;
  push_covered_block(std::move(block), own, static_cast<Register>(pushed + 2));
  statements(handler.body);
  pop_block();
  code.emit(Opcode::PopException, pushed);
  if (!handler.name.empty()) forget_name(handler.name);
  code.jump(end);
  if (own != cleanup) raise_again(own, pushed, handler.name);
}

// except*: each handler sees its part of the group and may raise; what they raise is collected in a list and
// raised together at the end.
void Compiler::try_star(const Try* statement) {
  CodeBuilder& code = builder();
  Register depth = top();
  Label handler = code.new_label(), cleanup = code.new_label(), end = code.new_label();
  push_covered_block({Block::Kind::try_except}, handler, depth);
  statements(statement->body);
  pop_block();
  statements(statement->orelse);
  code.jump(end);

  code.bind(handler);
  if (code.reachable()) {
    Register pushed = allocate(2), results = allocate(), rest = allocate();
    code.emit(Opcode::PushException, pushed);
    std::uint32_t start = code.here();
    BoundSet bound = code.bound;
    code.emit(Opcode::BuildList, results, top(), 0);
    code.move(rest, Operand::borrowed(pushed));
    for (const ExceptHandler& each : statement->handlers) star_handler(each, results, rest);
    Label nothing_left = code.new_label(), nothing_raised = code.new_label();
    code.jump_if(Opcode::JumpIfNone, Operand::borrowed(rest), nothing_left);
    code.emit(Opcode::ListAppend, results, rest);
    code.bind(nothing_left);
    Register raised = allocate();
    code.emit(Opcode::PrepareReraiseStar, raised, results, pushed);
    code.clear(results, 2);
    code.jump_if(Opcode::JumpIfNone, Operand::borrowed(raised), nothing_raised);
    code.cover(start, cleanup, static_cast<Register>(pushed + 2), bound);
    code.emit(Opcode::Reraise, raised, pushed);
    code.stop();
    code.bind(nothing_raised);
    code.clear(raised);
    code.emit(Opcode::PopException, pushed);
    code.jump(end);
    raise_again(cleanup, pushed, {});
    release_to(depth);
  }
  code.bind(end);
}

void Compiler::star_handler(const ExceptHandler& handler, Register results, Register rest) {
  CodeBuilder& code = builder();
  At at(*this, handler.at);
  Register mark = top();
  Label no_match = code.new_label(), raised = code.new_label(), next = code.new_label();
  Operand type = expression(handler.type);
  Register part = result_register(Target::next(), mark);
  std::uint32_t kill = type.is_temporary() && type.index != part ? kKillC : 0;
  code.emit(Opcode::MatchExceptionGroup, part, rest, type.encoded(), kill);
  code.jump_if(Opcode::JumpIfNone, Operand::borrowed(part), no_match);
  if (handler.name.empty()) {
    code.clear(part);
  } else {
    store_name(handler.name, Operand::temporary(part));
  }
  release_to(mark);
  push_covered_block({Block::Kind::try_except}, raised, mark);
  statements(handler.body);
  pop_block();
  if (!handler.name.empty()) forget_name(handler.name);
  code.jump(next);

  code.bind(raised);
  if (code.reachable()) {
    Register pushed = allocate(2);
    code.emit(Opcode::PushException, pushed);
    if (!handler.name.empty()) forget_name(handler.name);
    code.emit(Opcode::ListAppend, results, pushed);
    code.emit(Opcode::PopException, pushed);
    code.jump(next);
    release_to(mark);
  }
  code.bind(no_match);
  code.clear(part);
  code.bind(next);
}

}  // namespace midden::compiler
