// with statements.

#include "workloads/interpreter/compiler/compiler.h"

namespace midden::compiler {

using namespace syntax;

namespace {

// What GetAwaitable names in its error message.
constexpr int kFromEnter = 1;
constexpr int kFromExit = 2;

}  // namespace

// Calls the __exit__ in r[window] with three Nones.
void Compiler::call_exit(Register window, bool is_async) {
  CodeBuilder& code = builder();
  for (int i = 0; i < 3; i++) code.move(allocate(), none());
  release_to(static_cast<Register>(window + 1));
  code.emit(Opcode::Call, window, 3, window);
  if (is_async) {
    Register outcome = allocate();
    await_value(Operand::temporary(window), outcome, kFromExit);
    code.clear(outcome);
  } else {
    code.clear(window);
  }
}

void Compiler::with_statement(const With* statement, std::size_t index) {
  CodeBuilder& code = builder();
  const WithItem& item = statement->items[index];
  Register mark = top();
  Register exit = allocate(2);
  Register entered = static_cast<Register>(exit + 1), above = top();
  Operand manager = expression(item.context_expr);
  code.emit(statement->is_async ? Opcode::BeforeAsyncWith : Opcode::BeforeWith, exit, manager.encoded(), 0,
            manager.kill(kKillB));
  release_to(above);
  if (statement->is_async) await_value(Operand::temporary(entered), entered, kFromEnter);

  Label handler = code.new_label(), cleanup = code.new_label(), end = code.new_label();
  Block block{Block::Kind::with};
  block.is_async = statement->is_async;
  block.reg = exit;
  block.statement = statement;
  push_covered_block(std::move(block), handler, entered);
  if (item.optional_vars) {
    assign(item.optional_vars, Operand::temporary(entered));
  } else {
    code.clear(entered);
  }
  release_to(entered);
  if (index + 1 < statement->items.size()) {
    with_statement(statement, index + 1);
  } else {
    statements(statement->body);
  }
  pop_block();
  call_exit(exit, statement->is_async);
  release_to(entered);
  code.jump(end);

  code.bind(handler);
  if (code.reachable()) {
    Register pushed = allocate(2), outcome = allocate();
    code.emit(Opcode::PushException, pushed);
    std::uint32_t start = code.here();
    BoundSet bound = code.bound;
    code.emit(Opcode::WithException, outcome, exit, pushed);
    if (statement->is_async) await_value(Operand::temporary(outcome), outcome, kFromExit);
    Label suppressed = code.new_label();
    code.jump_if(Opcode::JumpIfTrue, Operand::temporary(outcome), suppressed);
    code.cover(start, cleanup, outcome, bound);
    code.emit(Opcode::Reraise, pushed, pushed);
    code.stop();
    code.bind(suppressed);
    code.emit(Opcode::PopException, pushed);
    code.clear(exit);
    code.jump(end);
    raise_again(cleanup, pushed, {});
  }
  code.bind(end);
  release_to(mark);
}

}  // namespace midden::compiler
