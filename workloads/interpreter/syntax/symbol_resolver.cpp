// Second pass: what each name means, given what all scopes say about it.
#include <fmt/format.h>

#include <algorithm>

#include "workloads/interpreter/syntax/symbol_passes.h"

namespace midden::syntax {

namespace {

// The scope around whose variable a free `name` of `scope` is; null when it is global. A class does not lend
// its names to the functions in it, except `__class__`.
Scope* owner_around(const Scope& scope, Identifier name) {
  for (Scope* around = scope.parent; around; around = around->parent) {
    if (around->kind == ScopeKind::kModule) return nullptr;
    if (around->kind == ScopeKind::kClass) {
      if (name == "__class__") return around;
      continue;
    }
    auto found = around->symbols.find(name);
    if (found == around->symbols.end()) continue;
    uint16_t flags = found->second.flags;
    if (flags & kGlobalDeclared) return nullptr;
    if (flags & kNonlocalDeclared) continue;
    if (flags & kBound) return around;
  }
  return nullptr;
}

void make_free(Scope& scope, Identifier name, Scope& owner) {
  for (Scope* around = scope.parent; around != &owner; around = around->parent) {
    auto [entry, fresh] = around->symbols.try_emplace(name);
    Scope::Symbol& symbol = entry->second;
    if (fresh) {
      symbol.kind = NameKind::kFree;
    } else if (around->kind == ScopeKind::kClass && (symbol.flags & (kBound | kGlobalDeclared))) {
      symbol.flags |= kFreeInClass;
    }
  }
  if (owner.kind == ScopeKind::kClass) {
    owner.needs_class_cell = true;
  } else {
    owner.symbols[name].kind = NameKind::kCell;
  }
}

std::optional<SyntaxProblem> resolve(Scope& scope, Identifier name) {
  Scope::Symbol& symbol = scope.symbols[name];
  auto refuse = [&](std::string message) { return problem_at(symbol.declared_at, std::move(message)); };
  if (symbol.flags & kGlobalDeclared) {
    if (symbol.flags & kNonlocalDeclared)
      return refuse(fmt::format("name '{}' is nonlocal and global", name));
    symbol.kind = NameKind::kGlobalExplicit;
    return std::nullopt;
  }
  if (symbol.flags & kNonlocalDeclared) {
    if (scope.kind == ScopeKind::kModule) return refuse("nonlocal declaration not allowed at module level");
    Scope* owner = owner_around(scope, name);
    if (!owner) return refuse(fmt::format("no binding for nonlocal '{}' found", name));
    symbol.kind = NameKind::kFree;
    make_free(scope, name, *owner);
    return std::nullopt;
  }
  if (symbol.flags & kBound) {
    symbol.kind = NameKind::kLocal;
    return std::nullopt;
  }
  if (Scope* owner = owner_around(scope, name)) {
    symbol.kind = NameKind::kFree;
    make_free(scope, name, *owner);
  } else {
    symbol.kind = NameKind::kGlobalImplicit;
  }
  return std::nullopt;
}

void list_variables(Scope& scope) {
  for (auto& [name, symbol] : scope.symbols) {
    if (symbol.kind == NameKind::kFree || (symbol.flags & kFreeInClass)) scope.frees.push_back(name);
    if (symbol.kind == NameKind::kCell) scope.cells.push_back(name);
  }
  if (scope.needs_class_cell) scope.cells.push_back("__class__");
  std::ranges::sort(scope.frees);
  std::ranges::sort(scope.cells);
  if (!scope.is_function_like) return;
  scope.locals = scope.params;
  for (Identifier name : scope.order) {
    const Scope::Symbol& symbol = scope.symbols[name];
    if (symbol.kind == NameKind::kLocal && !(symbol.flags & kParameter)) scope.locals.push_back(name);
  }
  for (size_t i = 0; i < scope.locals.size(); ++i) {
    scope.symbols[scope.locals[i]].local_index = static_cast<int32_t>(i);
  }
}

// Scopes were made outside in, so that a name's owner is settled before its users.
std::optional<SyntaxProblem> resolve_tree(Scope& scope) {
  for (Identifier name : scope.order) {
    if (auto problem = resolve(scope, name)) return problem;
  }
  for (Scope* child : scope.children) {
    if (auto problem = resolve_tree(*child)) return problem;
  }
  return std::nullopt;
}

}  // namespace

std::optional<SyntaxProblem> resolve_symbols(SymbolTable& table) {
  if (auto problem = resolve_tree(*table.module())) return problem;
  for (Scope& scope : table.scopes()) list_variables(scope);
  return std::nullopt;
}

std::optional<SyntaxProblem> check_future(const Module& module, SymbolTable& table) {
  constexpr std::string_view kFeatures[] = {
      "nested_scopes",  "generators",       "division",       "absolute_import", "with_statement",
      "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop",  "annotations"};
  bool docstring_allowed = true, over = false;
  int previous_line = 0;
  for (const Stmt* stmt : module.body) {
    if (over && stmt->at.line > previous_line) break;
    previous_line = stmt->at.line;
    auto* import = try_as<ImportFrom>(stmt);
    if (import && import->module == "__future__") {
      if (over) {
        auto problem =
            problem_at(stmt->at, "from __future__ imports must occur at the beginning of the file");
        problem.offset = std::max(1, problem.offset - 1);  // as CPython has it, here only
        problem.has_end = false;
        return problem;
      }
      for (const Alias& alias : import->names) {
        bool known = std::ranges::find(kFeatures, alias.name) != std::end(kFeatures);
        if (!known) {
          auto problem = problem_at(
              stmt->at, alias.name == "braces" ? "not a chance"
                                               : fmt::format("future feature {} is not defined", alias.name));
          problem.has_end = false;
          return problem;
        }
        if (alias.name == "annotations") table.future_annotations = true;
      }
      table.last_future_line = stmt->at.line;
      docstring_allowed = false;
      continue;
    }
    auto* expr = try_as<ExprStmt>(stmt);
    auto* constant = expr ? try_as<Constant>(expr->value) : nullptr;
    if (!docstring_allowed || !constant || constant->type != ConstantKind::kStr) over = true;
    docstring_allowed = false;
  }
  return std::nullopt;
}

}  // namespace midden::syntax
