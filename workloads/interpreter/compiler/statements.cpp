#include "workloads/interpreter/compiler/compiler.h"
#include "workloads/interpreter/compiler/local_analysis.h"

namespace midden::compiler {

using namespace syntax;

void Compiler::statements(List<Stmt*> body) {
  for (const Stmt* each : body) statement(each);
}

// What can never run is not compiled.
void Compiler::statement(const Stmt* statement) {
  CodeBuilder& code = builder();
  if (!code.reachable()) return;
  At at(*this, statement->at);
  code.mark_statement();
  Register mark = top();
  switch (statement->kind) {
    case StmtKind::kFunctionDef:
      function_def(as<FunctionDef>(statement));
      break;
    case StmtKind::kClassDef:
      class_def(as<ClassDef>(statement));
      break;
    case StmtKind::kReturn:
      return_statement(as<Return>(statement));
      break;
    case StmtKind::kDelete:
      for (const Expr* target : as<Delete>(statement)->targets) delete_target(target);
      break;
    case StmtKind::kAssign:
      assign_statement(as<Assign>(statement));
      break;
    case StmtKind::kAugAssign:
      augmented_assign(as<AugAssign>(statement));
      break;
    case StmtKind::kAnnAssign:
      annotated_assign(as<AnnAssign>(statement));
      break;
    case StmtKind::kFor:
      if (as<For>(statement)->is_async) {
        async_for_statement(as<For>(statement));
      } else {
        for_statement(as<For>(statement));
      }
      break;
    case StmtKind::kWhile:
      while_statement(as<While>(statement));
      break;
    case StmtKind::kIf:
      if_statement(as<If>(statement));
      break;
    case StmtKind::kWith:
      with_statement(as<With>(statement), 0);
      break;
    case StmtKind::kMatch:
      match_statement(as<Match>(statement));
      break;
    case StmtKind::kRaise:
      raise_statement(as<Raise>(statement));
      break;
    case StmtKind::kTry:
      try_statement(as<Try>(statement));
      break;
    case StmtKind::kAssert:
      assert_statement(as<Assert>(statement));
      break;
    case StmtKind::kImport:
      import_statement(as<Import>(statement));
      break;
    case StmtKind::kImportFrom:
      import_from(as<ImportFrom>(statement));
      break;
    case StmtKind::kGlobal:
    case StmtKind::kNonlocal:
    case StmtKind::kPass:
      break;
    case StmtKind::kExpr:
      expression_statement(as<ExprStmt>(statement));
      break;
    case StmtKind::kBreak:
      break_statement();
      break;
    case StmtKind::kContinue:
      continue_statement();
      break;
  }
  release_to(mark);
}

// The body of a module or class.
void Compiler::body(List<Stmt*> body, bool docstring_first) {
  if (body.empty()) return;
  CodeBuilder& code = builder();
  if (has_annotations(body)) {
    At at(*this, body[0]->at);
    code.emit(Opcode::SetupAnnotations, unit_->by_name ? 1 : 0);
  }
  const auto* first = docstring_first ? try_as<ExprStmt>(body[0]) : nullptr;
  const auto* text = first ? try_as<Constant>(first->value) : nullptr;
  if (text && text->type == ConstantKind::kStr) {
    At at(*this, text->at);
    unit_->code->has_docstring = true;
    unit_->code->docstring = text->text;
    store_name("__doc__", constant(string_constant(text->text)));
    release_to(static_cast<Register>(code.registers.first_temporary()));
    body = body.subspan(1);
  }
  statements(body);
}

void Compiler::expression_statement(const ExprStmt* statement) {
  if (statement->value->kind == ExprKind::kConstant) return;
  At at(*this, statement->value->at);
  builder().discard(expression(statement->value));
}

void Compiler::if_statement(const If* statement) {
  CodeBuilder& code = builder();
  Label end = code.new_label();
  for (;;) {
    Label otherwise = code.new_label();
    jump_if(statement->test, otherwise, false);
    statements(statement->body);
    if (!statement->orelse.empty()) code.jump(end);
    code.bind(otherwise);
    const auto* next = statement->orelse.size() == 1 ? try_as<If>(statement->orelse[0]) : nullptr;
    if (!next) break;
    if (!code.reachable()) break;
    code.mark_statement();
    code.position = source_range(next->at);
    statement = next;
  }
  statements(statement->orelse);
  code.bind(end);
}

void Compiler::assert_statement(const Assert* statement) {
  CodeBuilder& code = builder();
  Label end = code.new_label();
  jump_if(statement->test, end, true);
  Register error = allocate();
  code.emit(Opcode::LoadAssertionError, error);
  if (statement->msg) {
    expression(statement->msg, Target::next());
    code.emit(Opcode::Call, error, 1, error);
  }
  code.emit(Opcode::Raise, error, kNoOperand, 0, kKillA);
  code.stop();
  code.bind(end);
}

void Compiler::raise_statement(const Raise* statement) {
  CodeBuilder& code = builder();
  Operand exception, cause;
  if (statement->exc) {
    exception = expression(statement->exc);
    if (statement->cause) {
      exception = protect(exception, statement->cause);
      cause = expression(statement->cause);
    }
  }
  code.emit(Opcode::Raise, exception.encoded(), cause.encoded(), 0,
            exception.kill(kKillA) | cause.kill(kKillB));
  code.stop();
}

void Compiler::return_statement(const Return* statement) {
  CodeBuilder& code = builder();
  Register mark = top();
  bool runs_code = leaving_runs_code(0);
  if (auto* choice = try_as<IfExp>(statement->value); choice && !runs_code) {
    Label otherwise = code.new_label();
    {
      At at(*this, choice->at);
      jump_if(choice->test, otherwise, false);
    }
    return_value(choice->body);
    code.bind(otherwise);
    return_value(choice->orelse);
    return;
  }
  Operand value = statement->value ? expression(statement->value) : none();
  // Code that runs on the way out may rebind the variable.
  if (runs_code && value.is_borrowed()) value = place(value, Target::next(), mark);
  std::vector<Block> left = leave_blocks(0, runs_code ? value : Operand{});
  code.emit(Opcode::Return, 0, value.encoded(), 0, value.kill(kKillB));
  code.stop();
  reenter_blocks(std::move(left));
}

void Compiler::return_value(const Expr* expr) {
  if (!builder().reachable()) return;
  Register mark = top();
  Operand value = expression(expr);
  builder().emit(Opcode::Return, 0, value.encoded(), 0, value.kill(kKillB));
  builder().stop();
  release_to(mark);
}

// Leaves the module in the register returned, the next one.
Register Compiler::import_module(std::string_view name, ConstantValue from_list, int level) {
  CodeBuilder& code = builder();
  Register module = allocate(), level_register = allocate();
  code.move(module, constant(std::move(from_list)));
  code.move(level_register, constant(int_constant(level)));
  code.emit(Opcode::ImportName, module, code.name(name));
  release_to(level_register);
  return module;
}

void Compiler::import_statement(const Import* statement) {
  CodeBuilder& code = builder();
  for (const Alias& alias : statement->names) {
    Register mark = top();
    Register module = import_module(alias.name, none_constant(), 0);
    std::size_t dot = alias.name.find('.');
    if (alias.asname.empty()) {
      store_name(alias.name.substr(0, dot), Operand::temporary(module));
    } else {
      // import a.b.c as d: the submodules are fetched as attributes
      while (dot != Identifier::npos) {
        std::size_t next = alias.name.find('.', dot + 1);
        std::size_t length = next == Identifier::npos ? next : next - dot - 1;
        Register inner = allocate();
        code.emit(Opcode::ImportFrom, inner, module, code.name(alias.name.substr(dot + 1, length)));
        code.move(module, Operand::temporary(inner));
        release_to(inner);
        dot = next;
      }
      store_name(alias.asname, Operand::temporary(module));
    }
    release_to(mark);
  }
}

void Compiler::import_from(const ImportFrom* statement) {
  CodeBuilder& code = builder();
  std::vector<ConstantValue> names;
  for (const Alias& alias : statement->names) names.push_back(string_constant(alias.name));
  Register module = import_module(statement->module, tuple_constant(std::move(names)), statement->level);
  if (statement->names.size() == 1 && statement->names[0].name == "*") {
    code.emit(Opcode::ImportStar, 0, module, 0, kKillB);
    return;
  }
  for (const Alias& alias : statement->names) {
    Identifier stored = alias.asname.empty() ? alias.name : alias.asname;
    Register item;
    if (local_register(stored, item)) {
      code.emit(Opcode::ImportFrom, item, module, code.name(alias.name));
      code.bound.add(item);
      continue;
    }
    item = allocate();
    code.emit(Opcode::ImportFrom, item, module, code.name(alias.name));
    store_name(stored, Operand::temporary(item));
    release_to(item);
  }
  code.clear(module);
}

}  // namespace midden::compiler
