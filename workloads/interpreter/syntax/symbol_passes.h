#pragma once

#include <optional>
#include <string>

#include "workloads/interpreter/syntax/symbol_table.h"

// The passes behind analyse_symbols(). Each gives the first problem it meets.

namespace midden::syntax {

// What a scope says about a name.
enum SymbolFlags : uint16_t {
  kGlobalDeclared = 1,
  kBoundLocally = 2,
  kParameter = 4,
  kNonlocalDeclared = 8,
  kUsed = 16,
  kImported = 32,
  kAnnotated = 64,
  kIterationVariable = 128,
  kFreeInClass = 256,
};
inline constexpr uint16_t kBound = kBoundLocally | kParameter | kImported;

inline SyntaxProblem problem_at(const Location& at, std::string message) {
  SyntaxProblem problem;
  problem.message = std::move(message);
  problem.line = at.line;
  problem.offset = at.column + 1;
  problem.end_line = at.end_line;
  problem.end_offset = at.end_column + 1;
  return problem;
}

// `from __future__ import …` at the head of a module.
std::optional<SyntaxProblem> check_future(const Module& module, SymbolTable& table);
// Makes the scopes and notes every mention of a name.
std::optional<SyntaxProblem> collect_symbols(const ParseResult& parsed, SymbolTable& table);
// Decides what each name means.
std::optional<SyntaxProblem> resolve_symbols(SymbolTable& table);
// What CPython's compiler refuses while it makes code: statements in the wrong place, forbidden names,
// patterns.
std::optional<SyntaxProblem> check_flow(const ParseResult& parsed, const SymbolTable& table);

}  // namespace midden::syntax
