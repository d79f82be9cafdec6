#pragma once

#include <set>
#include <string_view>
#include <vector>

#include "workloads/interpreter/syntax/ast.h"

// Small questions about parts of the tree that belong to one scope.
namespace midden::compiler {

// May evaluating this bind a variable of the scope (a walrus somewhere inside)?
bool may_rebind(const syntax::Expr* expr);

// Names (not mangled) that a block may unbind: `del x`, and `except E as x`.
void collect_unbound(syntax::List<syntax::Stmt*> body, std::set<std::string_view>& names);

// Names that an assignment target binds.
void collect_bound(const syntax::Expr* target, std::set<std::string_view>& names);

// Names that a pattern binds, each once.
void captured_names(const syntax::Pattern* pattern, std::vector<std::string_view>& names);
bool captures(const syntax::Pattern* pattern, std::string_view name);

bool has_annotations(syntax::List<syntax::Stmt*> body);

}  // namespace midden::compiler
