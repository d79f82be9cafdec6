// Comprehensions and generator expressions: functions of one argument, the outermost iterator.

#include "workloads/interpreter/compiler/compiler.h"

namespace midden::compiler {

using namespace syntax;

Operand Compiler::comprehension(const Expr* expr, std::string_view name, const Expr* element,
                                const Expr* value, List<Comprehension> generators, Target target) {
  const Scope* scope = symbols_.scope_of(expr);
  bool is_generator = expr->kind == ExprKind::kGeneratorExp;
  enter_unit(scope, name, expr->at.line);
  {
    At at(*this, expr->at);
    Register collection = 0;
    if (!is_generator) {
      Opcode opcode = expr->kind == ExprKind::kListComp  ? Opcode::BuildList
                      : expr->kind == ExprKind::kSetComp ? Opcode::BuildSet
                                                         : Opcode::BuildDict;
      collection = allocate();
      builder().emit(opcode, collection, top(), 0);
    }
    comprehension_loop(expr, element, value, generators, 0, collection);
    Operand outcome = is_generator ? none() : Operand::temporary(collection);
    builder().emit(Opcode::Return, 0, outcome.encoded(), 0, outcome.kill(kKillB));
  }
  std::shared_ptr<CodeTemplate> code = leave_unit();

  Register mark = top();
  std::uint32_t parts = push_closure(scope) ? kHasClosure : 0;
  make_function(std::move(code), parts, mark, Target::next());
  Register argument = top();
  auto folded = fold_collection(generators[0].iter);
  Operand iterable = folded ? constant(std::move(*folded)) : expression(generators[0].iter);
  Register iterator = result_register(Target::next(), argument);
  builder().emit_result(generators[0].is_async ? Opcode::GetAsyncIterator : Opcode::GetIterator, iterator,
                        iterable);
  if (scope->is_coroutine && !is_generator) {
    builder().emit(Opcode::Call, mark, 1, argument);
    await_value(Operand::temporary(argument), mark, 0);
    release_to(static_cast<Register>(mark + 1));
    return place(Operand::temporary(mark), target, mark);
  }
  Register out = result_register(target, mark);
  builder().emit(Opcode::Call, mark, 1, out);
  return result(target, out);
}

void Compiler::comprehension_loop(const Expr* expr, const Expr* element, const Expr* value,
                                  List<Comprehension> generators, std::size_t index, Register collection) {
  CodeBuilder& code = builder();
  if (index == generators.size()) {
    return comprehension_element(expr, generators.back().target, element, value, collection);
  }
  const Comprehension& generator = generators[index];
  Register mark = top();
  Label skip = code.new_label();
  auto inside = [&] {
    for (const Expr* condition : generator.ifs) jump_if(condition, skip, false);
    comprehension_loop(expr, element, value, generators, index + 1, collection);
  };

  // `for y in [f(x)]` is an assignment.
  if (index > 0 && !generator.is_async) {
    const auto* list = try_as<ListExpr>(generator.iter);
    const auto* tuple = try_as<Tuple>(generator.iter);
    List<Expr*> elements = list ? list->elts : tuple ? tuple->elts : List<Expr*>{};
    if (elements.size() == 1 && elements[0]->kind != ExprKind::kStarred) {
      assign(generator.target, expression(elements[0]));
      release_to(mark);
      inside();
      code.bind(skip);
      return;
    }
  }

  Register iterator = 0;
  if (index > 0) {
    auto folded = fold_collection(generator.iter);
    Operand iterable = folded ? constant(std::move(*folded)) : expression(generator.iter);
    iterator = result_register(Target::next(), mark);
    code.emit_result(generator.is_async ? Opcode::GetAsyncIterator : Opcode::GetIterator, iterator, iterable);
  }
  Label start = code.new_label(), end = code.new_label();
  code.bind(start);
  if (generator.is_async) {
    Register item = allocate();
    async_next(iterator, item, end);
    assign(generator.target, Operand::temporary(item));
    release_to(item);
  } else {
    Register item = iteration_register(generator.target);
    code.for_iterate(item, iterator, end);
    store_iteration(generator.target, item);
  }
  inside();
  code.bind(skip);
  code.jump_back(start);
  if (generator.is_async) {
    end_async_for(iterator, end, iterator == 0 ? top() : static_cast<Register>(iterator + 1));
  } else {
    code.bind(end);
  }
  release_to(mark);
}

void Compiler::comprehension_element(const Expr* expr, const Expr* target, const Expr* element,
                                     const Expr* value, Register collection) {
  CodeBuilder& code = builder();
  Register mark = top();
  switch (expr->kind) {
    case ExprKind::kGeneratorExp: {
      // What is sent is not wanted; it may go where the next item will overwrite it.
      Register sent;
      bool dropped = local_register(target, sent);
      if (!dropped) sent = allocate();
      Operand item = expression(element);
      code.emit(Opcode::Yield, sent, item.encoded(), 0, item.kill(kKillB));
      if (!dropped) code.clear(sent);
      break;
    }
    case ExprKind::kDictComp: {
      Operand key = protect(expression(element), value);
      Operand item = expression(value);
      code.emit(Opcode::DictInsert, collection, key.encoded(), item.encoded(),
                key.kill(kKillB) | item.kill(kKillC));
      break;
    }
    default: {
      Operand item = expression(element);
      code.emit(expr->kind == ExprKind::kListComp ? Opcode::ListAppend : Opcode::SetAdd, collection,
                item.encoded(), 0, item.kill(kKillB));
    }
  }
  release_to(mark);
}

}  // namespace midden::compiler
