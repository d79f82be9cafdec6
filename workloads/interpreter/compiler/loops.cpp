#include "workloads/interpreter/compiler/compiler.h"
#include "workloads/interpreter/compiler/local_analysis.h"

namespace midden::compiler {

using namespace syntax;

// The loop's head is also reached from the end of its body, where what the body deletes is not bound.
void Compiler::enter_loop(List<Stmt*> body) {
  if (!unit_->scope->is_function_like) return;
  std::set<std::string_view> names;
  collect_unbound(body, names);
  for (std::string_view name : names) {
    Register reg;
    if (local_register(name, reg)) builder().bound.remove(reg);
  }
}

void Compiler::while_statement(const While* statement) {
  CodeBuilder& code = builder();
  Label start = code.new_label(), exit = code.new_label(), end = code.new_label();
  enter_loop(statement->body);
  code.bind(start);
  jump_if(statement->test, exit, false);
  Block block{Block::Kind::while_loop};
  block.continue_label = start;
  block.break_label = end;
  push_block(std::move(block));
  statements(statement->body);
  pop_block();
  code.jump_back(start);
  code.bind(exit);
  statements(statement->orelse);
  code.bind(end);
}

// Items go straight into the target if that is a local variable.
Register Compiler::iteration_register(const Expr* target) {
  Register reg;
  return local_register(target, reg) ? reg : allocate();
}

void Compiler::store_iteration(const Expr* target, Register reg) {
  if (builder().registers.is_temporary(reg)) {
    assign(target, Operand::temporary(reg));
    release_to(reg);
  } else {
    builder().bound.add(reg);
  }
}

void Compiler::for_statement(const For* statement) {
  CodeBuilder& code = builder();
  Register mark = top();
  auto folded = fold_collection(statement->iter);
  Operand iterable = folded ? constant(std::move(*folded)) : expression(statement->iter);
  Register iterator = result_register(Target::next(), mark);
  code.emit_result(Opcode::GetIterator, iterator, iterable);

  Label start = code.new_label(), exit = code.new_label(), end = code.new_label();
  enter_loop(statement->body);
  code.bind(start);
  Register item = iteration_register(statement->target);
  code.for_iterate(item, iterator, exit);
  store_iteration(statement->target, item);
  Block block{Block::Kind::for_loop};
  block.reg = iterator;
  block.continue_label = start;
  block.break_label = end;
  push_block(std::move(block));
  statements(statement->body);
  pop_block();
  code.jump_back(start);
  code.bind(exit);  // the iterator's register is empty
  release_to(mark);
  statements(statement->orelse);
  code.bind(end);
}

// r[result] = the next item of an asynchronous iterator; StopAsyncIteration goes to `end`.
void Compiler::async_next(Register iterator, Register result, Label end) {
  CodeBuilder& code = builder();
  std::uint32_t start = code.here();
  BoundSet bound = code.bound;
  Register awaitable = allocate();
  code.emit(Opcode::GetAsyncNext, awaitable, iterator);
  run_iterator(result, awaitable);
  release_to(awaitable);
  code.cover(start, end, result, bound);
}

// Where StopAsyncIteration arrives; `depth` is that of async_next's result.
void Compiler::end_async_for(Register iterator, Label end, Register depth) {
  CodeBuilder& code = builder();
  code.bind(end);
  code.registers.set_top(depth);
  Register pushed = allocate(2);
  code.emit(Opcode::PushException, pushed);
  code.emit(Opcode::EndAsyncFor, pushed);
  code.clear(iterator);
  release_to(depth);
}

void Compiler::async_for_statement(const For* statement) {
  CodeBuilder& code = builder();
  Register mark = top();
  Operand iterable = expression(statement->iter);
  Register iterator = result_register(Target::next(), mark);
  code.emit_result(Opcode::GetAsyncIterator, iterator, iterable);

  Label start = code.new_label(), stopped = code.new_label(), end = code.new_label();
  enter_loop(statement->body);
  code.bind(start);
  Register item = allocate();
  async_next(iterator, item, stopped);
  assign(statement->target, Operand::temporary(item));
  release_to(item);
  Block block{Block::Kind::for_loop};
  block.reg = iterator;
  block.continue_label = start;
  block.break_label = end;
  push_block(std::move(block));
  statements(statement->body);
  pop_block();
  code.jump_back(start);
  end_async_for(iterator, stopped, item);
  release_to(mark);
  statements(statement->orelse);
  code.bind(end);
}

// Its number, or one beyond all blocks. (The analysis of the symbols has reported breaks outside of loops.)
std::size_t Compiler::innermost_loop() const {
  std::size_t index = unit_->blocks.size();
  while (index-- > 0) {
    Block::Kind kind = unit_->blocks[index].kind;
    if (kind == Block::Kind::while_loop || kind == Block::Kind::for_loop) break;
  }
  return index;
}

void Compiler::break_statement() {
  std::size_t loop = innermost_loop();
  if (loop >= unit_->blocks.size()) return fail(ProblemKind::kSyntaxError, "'break' outside loop");
  std::vector<Block> left = leave_blocks(loop + 1, {});
  const Block& block = unit_->blocks[loop];
  if (block.kind == Block::Kind::for_loop) builder().clear(block.reg);
  builder().jump(block.break_label);
  reenter_blocks(std::move(left));
}

void Compiler::continue_statement() {
  std::size_t loop = innermost_loop();
  if (loop >= unit_->blocks.size()) return fail(ProblemKind::kSyntaxError, "'continue' not properly in loop");
  std::vector<Block> left = leave_blocks(loop + 1, {});
  builder().jump_back(unit_->blocks[loop].continue_label);
  reenter_blocks(std::move(left));
}

}  // namespace midden::compiler
