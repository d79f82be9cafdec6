#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "workloads/interpreter/compiler/code_builder.h"
#include "workloads/interpreter/compiler/code_template.h"
#include "workloads/interpreter/syntax/ast.h"
#include "workloads/interpreter/syntax/parser.h"
#include "workloads/interpreter/syntax/problem.h"
#include "workloads/interpreter/syntax/symbol_table.h"

// Syntax tree → bytecode.
//
//   CompileResult result = compile_source(text, "app.py");
//   if (result.problem) …raise it… else run(*result.code);

namespace midden {

struct CompileOptions {
  // exec and eval with locals that are not the globals: the code takes the namespace as its argument r[0] and
  // works on it with LoadName, StoreName and DeleteName (is_class_body is set).
  bool separate_locals = false;
  bool record_statements = false;  // fill statement_marks
};

struct CompileResult {
  std::shared_ptr<CodeTemplate> code;
  std::optional<syntax::SyntaxProblem> problem;
  // Where the statements of each code block begin, for verify_code.h.
  std::unordered_map<const CodeTemplate*, std::vector<compiler::StatementMark>> statement_marks;
};

// The tree and the table may die afterwards.
CompileResult compile_module(const syntax::Module& module, const syntax::SymbolTable& symbols,
                             const std::string& file_name, CompileOptions options = {});
CompileResult compile_expression(const syntax::Expression& expression, const syntax::SymbolTable& symbols,
                                 const std::string& file_name, CompileOptions options = {});

// All steps from the source: parse, analyse, compile. The second one is for eval().
CompileResult compile_source(std::string_view source, std::string_view file_name,
                             syntax::SourceOrigin origin = syntax::SourceOrigin::kFile,
                             CompileOptions options = {});
CompileResult compile_expression_source(std::string_view source, std::string_view file_name,
                                        syntax::SourceOrigin origin = syntax::SourceOrigin::kText,
                                        CompileOptions options = {});

}  // namespace midden
