// Function definitions and lambdas.

#include "workloads/interpreter/compiler/compiler.h"

namespace midden::compiler {

using namespace syntax;

namespace {

const Constant* docstring_of(List<Stmt*> body) {
  if (body.empty()) return nullptr;
  const auto* first = try_as<ExprStmt>(body[0]);
  const auto* text = first ? try_as<Constant>(first->value) : nullptr;
  return text && text->type == ConstantKind::kStr ? text : nullptr;
}

}  // namespace

// The parts of a function that are evaluated where it is defined, each in the next register.
std::uint32_t Compiler::function_parts(const Arguments& args, const Expr* returns, const Scope* scope,
                                       bool with_annotations) {
  std::uint32_t parts = 0;
  if (push_defaults(args)) parts |= kHasDefaults;
  if (push_keyword_defaults(args)) parts |= kHasKeywordDefaults;
  if (with_annotations && push_annotations(args, returns)) parts |= kHasAnnotations;
  if (push_closure(scope)) parts |= kHasClosure;
  return parts;
}

bool Compiler::push_defaults(const Arguments& args) {
  if (args.defaults.empty()) return false;
  Register mark = top();
  std::vector<ConstantValue> constants;
  for (const Expr* value : args.defaults) {
    auto folded = fold(value);
    if (!folded) break;
    constants.push_back(std::move(*folded));
  }
  if (constants.size() == args.defaults.size()) {
    place(constant(tuple_constant(std::move(constants))), Target::next(), mark);
    return true;
  }
  build(Opcode::BuildTuple, args.defaults, Target::next());
  return true;
}

bool Compiler::push_keyword_defaults(const Arguments& args) {
  Register mark = top();
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < args.kw_defaults.size(); i++) {
    if (!args.kw_defaults[i]) continue;
    Register key = allocate();
    builder().move(key, constant(string_constant(symbols_.mangle(*unit_->scope, args.kwonlyargs[i].arg))));
    expression(args.kw_defaults[i], Target::next());
    count++;
  }
  if (!count) return false;
  release_to(mark);
  builder().emit(Opcode::BuildDict, allocate(), mark, count);
  return true;
}

void Compiler::push_annotation(Identifier name, const Expr* value, std::uint32_t& count) {
  if (!value) return;
  Register key = allocate();
  builder().move(key, constant(string_constant(symbols_.mangle(*unit_->scope, name))));
  annotation(value, Target::next());
  count++;
}

// The value of an annotation, or its text under `from __future__ import annotations`.
Operand Compiler::annotation(const Expr* expr, Target target) {
  if (symbols_.future_annotations) {
    Register mark = top();
    return place(constant(string_constant(unparse(expr))), target, mark);
  }
  if (auto* starred = try_as<Starred>(expr)) {  // *args: *Ts
    Register mark = top();
    Operand value = expression(starred->value);
    Register out = allocate();
    builder().emit(Opcode::UnpackSequence, out, value.encoded(), 1, value.kill(kKillB));
    return place(Operand::temporary(out), target, mark);
  }
  return expression(expr, target);
}

// In CPython's order, in which positional-only parameters come after the others.
bool Compiler::push_annotations(const Arguments& args, const Expr* returns) {
  Register mark = top();
  std::uint32_t count = 0;
  for (const Arg& arg : args.args) push_annotation(arg.arg, arg.annotation, count);
  for (const Arg& arg : args.posonlyargs) push_annotation(arg.arg, arg.annotation, count);
  if (args.vararg) push_annotation(args.vararg->arg, args.vararg->annotation, count);
  for (const Arg& arg : args.kwonlyargs) push_annotation(arg.arg, arg.annotation, count);
  if (args.kwarg) push_annotation(args.kwarg->arg, args.kwarg->annotation, count);
  push_annotation("return", returns, count);
  if (!count) return false;
  release_to(mark);
  builder().emit(Opcode::BuildDict, allocate(), mark, count);
  return true;
}

// A tuple of the cells that the inner block needs from this one.
bool Compiler::push_closure(const Scope* scope) {
  if (scope->frees.empty()) return false;
  Register mark = top();
  const Scope& here = *unit_->scope;
  for (Identifier name : scope->frees) {
    int cell = here.index_of_cell(name);
    Register reg =
        cell >= 0 ? unit_->code->cell_registers[cell] : unit_->code->free_registers[here.index_of_free(name)];
    builder().move(allocate(), Operand::borrowed(reg));
  }
  release_to(mark);
  builder().emit(Opcode::BuildTuple, allocate(), mark, static_cast<std::uint32_t>(scope->frees.size()));
  return true;
}

// `parts` stand from `first` on.
Operand Compiler::make_function(std::shared_ptr<CodeTemplate> code, std::uint32_t parts, Register first,
                                Target target) {
  ConstantValue value;
  value.type = ConstantValue::Type::code;
  value.code = std::move(code);
  std::uint32_t index = builder().code_constant(std::move(value));
  release_to(first);
  Register out = parts ? allocate() : result_register(target, first);
  builder().emit(Opcode::MakeFunction, out, index, parts);
  return parts ? place(Operand::temporary(out), target, first) : result(target, out);
}

void Compiler::function_def(const FunctionDef* statement) {
  const Scope* scope = symbols_.scope_of(statement);
  Register mark = push_decorators(statement->decorator_list);
  Register first = top();
  std::uint32_t parts = function_parts(*statement->args, statement->returns, scope, true);
  int first_line =
      statement->decorator_list.empty() ? statement->at.line : statement->decorator_list[0]->at.line;

  enter_unit(scope, statement->name, first_line);
  if (const Constant* text = docstring_of(statement->body)) {
    unit_->code->has_docstring = true;
    unit_->code->docstring = text->text;
  }
  statements(statement->body);
  builder().emit(Opcode::Return, 0, none().encoded());
  std::shared_ptr<CodeTemplate> code = leave_unit();

  Register variable;
  if (statement->decorator_list.empty() && local_register(statement->name, variable)) {
    make_function(std::move(code), parts, first, Target::exact(variable));
    builder().bound.add(variable);
    release_to(mark);
    return;
  }
  make_function(std::move(code), parts, first, Target::next());
  apply_decorators(statement->decorator_list, mark);
  store_name(statement->name, Operand::temporary(mark));
  release_to(mark);
}

Operand Compiler::lambda(const Lambda* expr, Target target) {
  const Scope* scope = symbols_.scope_of(expr);
  Register first = top();
  std::uint32_t parts = function_parts(*expr->args, nullptr, scope, false);
  enter_unit(scope, "<lambda>", expr->at.line);
  Operand value = expression(expr->body);
  {
    At at(*this, expr->body->at);
    builder().emit(Opcode::Return, 0, value.encoded(), 0, value.kill(kKillB));
  }
  return make_function(leave_unit(), parts, first, target);
}

Register Compiler::push_decorators(List<Expr*> decorators) {
  Register mark = top();
  for (const Expr* decorator : decorators) expression(decorator, Target::next());
  return mark;
}

// Decorators stand from `first` on, behind them what they decorate; the result ends up in `first`.
void Compiler::apply_decorators(List<Expr*> decorators, Register first) {
  for (std::size_t i = decorators.size(); i-- > 0;) {
    At at(*this, decorators[i]->at);
    Register window = static_cast<Register>(first + i);
    builder().emit(Opcode::Call, window, 1, window);
  }
  release_to(static_cast<Register>(first + 1));
}

}  // namespace midden::compiler
