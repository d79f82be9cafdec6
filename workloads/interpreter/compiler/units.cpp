// Code blocks: beginning, end, and the entry points.

#include "workloads/interpreter/compiler/compiler.h"

namespace midden::compiler {

SourceRange source_range(const Location& at) { return {at.line, at.end_line, at.column, at.end_column}; }

Compiler::At::At(Compiler& compiler, const Location& at)
    : builder_(compiler.builder()), saved_(builder_.position) {
  builder_.position = source_range(at);
}

// The registers in front of the temporaries.
static std::uint32_t variable_registers(const Scope* scope, bool by_name) {
  std::uint32_t count = by_name ? 1 : 0;
  if (scope->is_function_like) count += scope->locals.size();
  for (Identifier cell : scope->cells) {
    if (!scope->is_function_like || !scope->is_param(cell)) count++;
  }
  return count + scope->frees.size();
}

void Compiler::enter_unit(const Scope* scope, std::string_view name, int first_line) {
  bool by_name = scope->kind == syntax::ScopeKind::kClass ||
                 (scope->kind == syntax::ScopeKind::kModule && options_.separate_locals);
  std::string qualified = unit_ ? qualified_name(name) : std::string(name);
  units_.push_back(std::make_unique<Unit>(scope, variable_registers(scope, by_name), unit_));
  unit_ = units_.back().get();
  unit_->by_name = by_name;

  CodeTemplate& code = *unit_->code;
  code.name = name;
  code.qualified_name = std::move(qualified);
  code.file_name = file_name_;
  code.first_line = first_line;
  code.positional_count = scope->positional_count;
  code.positional_only_count = scope->posonly_count;
  code.keyword_only_count = scope->kwonly_count;
  code.has_star_arguments = scope->has_star_args;
  code.has_star_keywords = scope->has_star_kwargs;
  code.is_generator = scope->is_generator;
  code.is_coroutine = scope->is_coroutine;
  code.is_async_generator = scope->is_async_generator;
  code.is_class_body = by_name;
  code.is_nested = scope->is_nested;
  code.is_optimized = scope->is_function_like;
  builder().position = {first_line, first_line, 0, 0};
  prologue();
}

// Assigns the registers of cells and free variables and emits what fills them.
void Compiler::prologue() {
  const Scope& scope = *unit_->scope;
  CodeTemplate& code = *unit_->code;
  Register next = unit_->by_name ? 1 : 0;
  if (scope.is_function_like) {
    for (Identifier local : scope.locals) code.local_names.emplace_back(local);
    for (std::size_t i = 0; i < scope.params.size(); i++) builder().bound.add(static_cast<Register>(i));
    next = static_cast<Register>(scope.locals.size());
  }
  for (Identifier cell : scope.cells) {
    Register reg = scope.is_function_like && scope.is_param(cell)
                       ? static_cast<Register>(scope.index_of_local(cell))
                       : next++;
    code.cell_names.emplace_back(cell);
    code.cell_registers.push_back(reg);
    builder().emit(Opcode::MakeCell, reg);
  }
  for (std::size_t i = 0; i < scope.frees.size(); i++) {
    Register reg = next++;
    code.free_names.emplace_back(scope.frees[i]);
    code.free_registers.push_back(reg);
    builder().emit(Opcode::LoadFree, reg, static_cast<std::uint32_t>(i));
  }
}

std::shared_ptr<CodeTemplate> Compiler::leave_unit() {
  std::shared_ptr<CodeTemplate> code = unit_->code;
  std::vector<StatementMark>* marks =
      options_.record_statements ? &outcome_.statement_marks[code.get()] : nullptr;
  if (!builder().finish(*code, marks)) {
    fail(syntax::ProblemKind::kMemoryError, "code block is too large");
  }
  units_.pop_back();
  unit_ = units_.empty() ? nullptr : units_.back().get();
  return code;
}

// The qualified name of something defined in the current block.
std::string Compiler::qualified_name(std::string_view name) const {
  const Scope& scope = *unit_->scope;
  if (scope.kind == syntax::ScopeKind::kModule) return std::string(name);
  bool is_named = name.empty() || name.front() != '<';
  if (is_named && scope.kind_of(symbols_.mangle(scope, name)) == syntax::NameKind::kGlobalExplicit) {
    return std::string(name);
  }
  std::string qualified = unit_->code->qualified_name;
  qualified += scope.is_function_like && !scope.is_comprehension ? ".<locals>." : ".";
  qualified += name;
  return qualified;
}

void Compiler::fail(syntax::ProblemKind kind, std::string message) {
  if (outcome_.problem) return;
  syntax::SyntaxProblem problem;
  problem.kind = kind;
  problem.message = std::move(message);
  problem.filename = file_name_;
  problem.has_end = false;
  problem.has_text = false;
  outcome_.problem = std::move(problem);
}

CompileResult Compiler::finish(std::shared_ptr<CodeTemplate> code) {
  if (outcome_.problem) {
    outcome_.statement_marks.clear();
  } else {
    outcome_.code = std::move(code);
  }
  return std::move(outcome_);
}

CompileResult Compiler::module(const syntax::Module& module) {
  enter_unit(symbols_.module(), "<module>", 1);
  body(module.body, true);
  builder().emit(Opcode::Return, 0, none().encoded());
  return finish(leave_unit());
}

CompileResult Compiler::expression_code(const syntax::Expression& root) {
  enter_unit(symbols_.module(), "<module>", 1);
  Operand value = expression(root.body);
  {
    At at(*this, root.body->at);  // refers to the unit that is about to be left
    builder().emit(Opcode::Return, 0, value.encoded(), 0, value.kill(kKillB));
  }
  return finish(leave_unit());
}

}  // namespace midden::compiler

namespace midden {

CompileResult compile_module(const syntax::Module& module, const syntax::SymbolTable& symbols,
                             const std::string& file_name, CompileOptions options) {
  return compiler::Compiler(symbols, file_name, options).module(module);
}

CompileResult compile_expression(const syntax::Expression& expression, const syntax::SymbolTable& symbols,
                                 const std::string& file_name, CompileOptions options) {
  return compiler::Compiler(symbols, file_name, options).expression_code(expression);
}

static CompileResult compile_parsed(const syntax::ParseResult& parsed, std::string_view file_name,
                                    CompileOptions options) {
  CompileResult result;
  if (parsed.problem) {
    result.problem = parsed.problem;
    return result;
  }
  syntax::SymbolResult symbols = syntax::analyse_symbols(parsed);
  if (symbols.problem) {
    result.problem = std::move(symbols.problem);
    return result;
  }
  std::string name(file_name);
  return parsed.module ? compile_module(*parsed.module, *symbols.table, name, options)
                       : compile_expression(*parsed.expression, *symbols.table, name, options);
}

CompileResult compile_source(std::string_view source, std::string_view file_name, syntax::SourceOrigin origin,
                             CompileOptions options) {
  return compile_parsed(syntax::parse_module(source, file_name, origin), file_name, options);
}

CompileResult compile_expression_source(std::string_view source, std::string_view file_name,
                                        syntax::SourceOrigin origin, CompileOptions options) {
  return compile_parsed(syntax::parse_expression(source, file_name, origin), file_name, options);
}

}  // namespace midden
