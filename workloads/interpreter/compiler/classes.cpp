// Class definitions.

#include "workloads/interpreter/compiler/compiler.h"

namespace midden::compiler {

using namespace syntax;

std::shared_ptr<CodeTemplate> Compiler::class_body(const ClassDef* statement, int first_line) {
  const Scope* scope = symbols_.scope_of(statement);
  enter_unit(scope, statement->name, first_line);
  CodeBuilder& code = builder();
  store_name("__module__", load_name("__name__", Target::next()));
  release_to(code.registers.top() - 1);
  store_name("__qualname__", constant(string_constant(unit_->code->qualified_name)));
  body(statement->body, true);
  if (scope->needs_class_cell) {
    Operand cell = Operand::borrowed(unit_->code->cell_registers[scope->index_of_cell("__class__")]);
    code.emit(Opcode::StoreName, code.name("__classcell__"), cell.encoded());
    code.emit(Opcode::Return, 0, cell.encoded());
  } else {
    code.emit(Opcode::Return, 0, none().encoded());
  }
  return leave_unit();
}

void Compiler::class_def(const ClassDef* statement) {
  CodeBuilder& code = builder();
  const Scope* scope = symbols_.scope_of(statement);
  Register mark = push_decorators(statement->decorator_list);
  int first_line =
      statement->decorator_list.empty() ? statement->at.line : statement->decorator_list[0]->at.line;
  std::shared_ptr<CodeTemplate> inner = class_body(statement, first_line);

  bool unpacking = false;
  for (const Expr* base : statement->bases) unpacking = unpacking || base->kind == ExprKind::kStarred;
  for (const Keyword& keyword : statement->keywords) unpacking = unpacking || keyword.arg.empty();

  Register window = allocate();
  code.emit(Opcode::LoadBuildClass, window);
  Register list = 0;
  if (unpacking) {
    list = allocate();
    code.emit(Opcode::BuildList, list, top(), 0);
  }
  Register function = top();
  std::uint32_t parts = push_closure(scope) ? kHasClosure : 0;
  make_function(std::move(inner), parts, function, Target::next());
  Operand name = constant(string_constant(statement->name));
  if (unpacking) {
    code.emit(Opcode::ListAppend, list, function, 0, kKillB);
    code.emit(Opcode::ListAppend, list, name.encoded(), 0, name.kill(kKillB));
    release_to(function);
    append_elements(list, statement->bases, false);
    code.emit(Opcode::ListToTuple, list, list);
    unpacked_keywords(statement->keywords, window);
    code.emit(Opcode::CallUnpacked, window);
  } else {
    place(name, Target::next(), static_cast<Register>(function + 1));
    for (const Expr* base : statement->bases) expression(base, Target::next());
    for (const Keyword& keyword : statement->keywords) expression(keyword.value, Target::next());
    auto count = static_cast<std::uint32_t>(2 + statement->bases.size() + statement->keywords.size());
    if (statement->keywords.empty()) {
      code.emit(Opcode::Call, window, count, window);
    } else {
      code.emit(Opcode::CallKeywords, window, count, keyword_names(statement->keywords));
    }
  }
  release_to(static_cast<Register>(window + 1));
  apply_decorators(statement->decorator_list, mark);
  store_name(statement->name, Operand::temporary(mark));
  release_to(mark);
}

}  // namespace midden::compiler
