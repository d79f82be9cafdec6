#include "workloads/interpreter/syntax/symbol_table.h"

#include <fmt/format.h>

#include <algorithm>

#include "workloads/interpreter/syntax/source.h"
#include "workloads/interpreter/syntax/symbol_passes.h"
#include "workloads/interpreter/syntax/text.h"

namespace midden::syntax {

NameKind Scope::kind_of(Identifier mangled) const {
  auto found = symbols.find(mangled);
  return found == symbols.end() ? NameKind::kGlobalImplicit : found->second.kind;
}

bool Scope::is_param(Identifier mangled) const {
  auto found = symbols.find(mangled);
  return found != symbols.end() && (found->second.flags & kParameter);
}

int Scope::index_of_local(Identifier mangled) const {
  auto found = symbols.find(mangled);
  return found == symbols.end() ? -1 : found->second.local_index;
}

namespace {
int index_in(const std::vector<Identifier>& sorted, Identifier name) {
  auto found = std::ranges::lower_bound(sorted, name);
  return found != sorted.end() && *found == name ? static_cast<int>(found - sorted.begin()) : -1;
}
}  // namespace

int Scope::index_of_cell(Identifier mangled) const { return index_in(cells, mangled); }
int Scope::index_of_free(Identifier mangled) const { return index_in(frees, mangled); }

const Scope* SymbolTable::scope_of(const void* node) const {
  auto found = by_node_.find(node);
  return found == by_node_.end() ? nullptr : found->second;
}

Scope* SymbolTable::add_scope(ScopeKind kind, Identifier name, const void* node, Location at, Scope* parent) {
  Scope& scope = scopes_.emplace_back();
  scope.kind = kind;
  scope.name = name;
  scope.node = node;
  scope.at = at;
  scope.parent = parent;
  scope.is_function_like = kind != ScopeKind::kModule && kind != ScopeKind::kClass;
  scope.is_comprehension = kind >= ScopeKind::kListComp;
  if (parent) {
    parent->children.push_back(&scope);
    scope.class_name = parent->class_name;
    scope.is_nested = parent->is_nested || parent->is_function_like;
  }
  if (node) by_node_[node] = &scope;
  return &scope;
}

Identifier SymbolTable::mangle(const Scope& scope, Identifier name) const {
  if (scope.class_name.empty() || !name.starts_with("__") || name.ends_with("__") ||
      name.find('.') != std::string_view::npos) {
    return name;
  }
  size_t start = scope.class_name.find_first_not_of('_');
  if (start == std::string_view::npos) return name;
  return arena_.intern(fmt::format("_{}{}", scope.class_name.substr(start), name));
}

SymbolResult analyse_symbols(const ParseResult& parsed) {
  SymbolResult result;
  auto table = std::make_unique<SymbolTable>(*parsed.arena);
  if (parsed.module) result.problem = check_future(*parsed.module, *table);
  if (!result.problem) result.problem = collect_symbols(parsed, *table);
  if (!result.problem) result.problem = resolve_symbols(*table);
  if (!result.problem) result.problem = check_flow(parsed, *table);
  if (!result.problem) {
    result.table = std::move(table);
    return result;
  }
  SyntaxProblem& problem = *result.problem;
  problem.filename = parsed.source->filename;
  if (problem.kind == ProblemKind::kRecursionError) return result;
  // As in CPython columns are those in bytes, and only the line of a file is quoted.
  problem.has_text = parsed.source->origin == SourceOrigin::kFile;
  if (problem.has_text) problem.text = repaired_utf8(parsed.source->line(problem.line)) + "\n";
  return result;
}

}  // namespace midden::syntax
