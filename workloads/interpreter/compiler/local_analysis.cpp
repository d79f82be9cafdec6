#include "workloads/interpreter/compiler/local_analysis.h"

#include <algorithm>

namespace midden::compiler {

using namespace syntax;

namespace {

bool any_rebinds(List<Expr*> exprs) {
  for (const Expr* expr : exprs) {
    if (expr && may_rebind(expr)) return true;
  }
  return false;
}

bool maybe(const Expr* expr) { return expr && may_rebind(expr); }

}  // namespace

bool may_rebind(const Expr* expr) {
  switch (expr->kind) {
    case ExprKind::kConstant:
    case ExprKind::kName:
      return false;
    case ExprKind::kNamedExpr:
      return true;
    case ExprKind::kBoolOp:
      return any_rebinds(as<BoolOp>(expr)->values);
    case ExprKind::kBinOp:
      return may_rebind(as<BinOp>(expr)->left) || may_rebind(as<BinOp>(expr)->right);
    case ExprKind::kUnaryOp:
      return may_rebind(as<UnaryOp>(expr)->operand);
    case ExprKind::kIfExp: {
      auto* node = as<IfExp>(expr);
      return may_rebind(node->test) || may_rebind(node->body) || may_rebind(node->orelse);
    }
    case ExprKind::kDict:
      return any_rebinds(as<Dict>(expr)->keys) || any_rebinds(as<Dict>(expr)->values);
    case ExprKind::kSet:
      return any_rebinds(as<Set>(expr)->elts);
    case ExprKind::kAwait:
      return may_rebind(as<Await>(expr)->value);
    case ExprKind::kYield:
      return maybe(as<Yield>(expr)->value);
    case ExprKind::kYieldFrom:
      return may_rebind(as<YieldFrom>(expr)->value);
    case ExprKind::kCompare:
      return may_rebind(as<Compare>(expr)->left) || any_rebinds(as<Compare>(expr)->comparators);
    case ExprKind::kCall: {
      auto* node = as<Call>(expr);
      if (may_rebind(node->func) || any_rebinds(node->args)) return true;
      for (const Keyword& keyword : node->keywords) {
        if (may_rebind(keyword.value)) return true;
      }
      return false;
    }
    case ExprKind::kFormattedValue:
      return may_rebind(as<FormattedValue>(expr)->value) || maybe(as<FormattedValue>(expr)->format_spec);
    case ExprKind::kJoinedStr:
      return any_rebinds(as<JoinedStr>(expr)->values);
    case ExprKind::kAttribute:
      return may_rebind(as<Attribute>(expr)->value);
    case ExprKind::kSubscript:
      return may_rebind(as<Subscript>(expr)->value) || may_rebind(as<Subscript>(expr)->slice);
    case ExprKind::kStarred:
      return may_rebind(as<Starred>(expr)->value);
    case ExprKind::kList:
      return any_rebinds(as<ListExpr>(expr)->elts);
    case ExprKind::kTuple:
      return any_rebinds(as<Tuple>(expr)->elts);
    case ExprKind::kSlice: {
      auto* node = as<Slice>(expr);
      return maybe(node->lower) || maybe(node->upper) || maybe(node->step);
    }
    // Only their outermost iterator and defaults belong to this scope; no need to be exact.
    case ExprKind::kLambda:
    case ExprKind::kListComp:
    case ExprKind::kSetComp:
    case ExprKind::kDictComp:
    case ExprKind::kGeneratorExp:
      return true;
  }
  return true;
}

void collect_bound(const Expr* target, std::set<std::string_view>& names) {
  switch (target->kind) {
    case ExprKind::kName:
      names.insert(as<Name>(target)->id);
      break;
    case ExprKind::kStarred:
      collect_bound(as<Starred>(target)->value, names);
      break;
    case ExprKind::kTuple:
      for (const Expr* element : as<Tuple>(target)->elts) collect_bound(element, names);
      break;
    case ExprKind::kList:
      for (const Expr* element : as<ListExpr>(target)->elts) collect_bound(element, names);
      break;
    default:
      break;
  }
}

void collect_unbound(List<Stmt*> body, std::set<std::string_view>& names) {
  for (const Stmt* statement : body) {
    switch (statement->kind) {
      case StmtKind::kDelete:
        for (const Expr* target : as<Delete>(statement)->targets) collect_bound(target, names);
        break;
      case StmtKind::kFor:
        collect_unbound(as<For>(statement)->body, names);
        collect_unbound(as<For>(statement)->orelse, names);
        break;
      case StmtKind::kWhile:
        collect_unbound(as<While>(statement)->body, names);
        collect_unbound(as<While>(statement)->orelse, names);
        break;
      case StmtKind::kIf:
        collect_unbound(as<If>(statement)->body, names);
        collect_unbound(as<If>(statement)->orelse, names);
        break;
      case StmtKind::kWith:
        collect_unbound(as<With>(statement)->body, names);
        break;
      case StmtKind::kMatch:
        for (const MatchCase& match_case : as<Match>(statement)->cases)
          collect_unbound(match_case.body, names);
        break;
      case StmtKind::kTry: {
        auto* node = as<Try>(statement);
        collect_unbound(node->body, names);
        for (const ExceptHandler& handler : node->handlers) {
          if (!handler.name.empty()) names.insert(handler.name);
          collect_unbound(handler.body, names);
        }
        collect_unbound(node->orelse, names);
        collect_unbound(node->finalbody, names);
        break;
      }
      default:
        break;
    }
  }
}

void captured_names(const Pattern* pattern, std::vector<std::string_view>& names) {
  auto add = [&](std::string_view name) {
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  };
  auto add_all = [&](List<Pattern*> patterns) {
    for (const Pattern* part : patterns) captured_names(part, names);
  };
  switch (pattern->kind) {
    case PatternKind::kMatchValue:
    case PatternKind::kMatchSingleton:
      break;
    case PatternKind::kMatchSequence:
      add_all(as<MatchSequence>(pattern)->patterns);
      break;
    case PatternKind::kMatchMapping:
      add_all(as<MatchMapping>(pattern)->patterns);
      add(as<MatchMapping>(pattern)->rest);
      break;
    case PatternKind::kMatchClass:
      add_all(as<MatchClass>(pattern)->patterns);
      add_all(as<MatchClass>(pattern)->kwd_patterns);
      break;
    case PatternKind::kMatchStar:
      add(as<MatchStar>(pattern)->name);
      break;
    case PatternKind::kMatchAs:
      if (as<MatchAs>(pattern)->pattern) captured_names(as<MatchAs>(pattern)->pattern, names);
      add(as<MatchAs>(pattern)->name);
      break;
    case PatternKind::kMatchOr:
      add_all(as<MatchOr>(pattern)->patterns);
      break;
  }
}

bool captures(const Pattern* pattern, std::string_view name) {
  std::vector<std::string_view> names;
  captured_names(pattern, names);
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool has_annotations(List<Stmt*> body) {
  for (const Stmt* statement : body) {
    bool found = false;
    switch (statement->kind) {
      case StmtKind::kAnnAssign:
        return true;
      case StmtKind::kFor:
        found = has_annotations(as<For>(statement)->body) || has_annotations(as<For>(statement)->orelse);
        break;
      case StmtKind::kWhile:
        found = has_annotations(as<While>(statement)->body) || has_annotations(as<While>(statement)->orelse);
        break;
      case StmtKind::kIf:
        found = has_annotations(as<If>(statement)->body) || has_annotations(as<If>(statement)->orelse);
        break;
      case StmtKind::kWith:
        found = has_annotations(as<With>(statement)->body);
        break;
      case StmtKind::kMatch:
        for (const MatchCase& match_case : as<Match>(statement)->cases) {
          found = found || has_annotations(match_case.body);
        }
        break;
      case StmtKind::kTry: {
        auto* node = as<Try>(statement);
        found =
            has_annotations(node->body) || has_annotations(node->orelse) || has_annotations(node->finalbody);
        for (const ExceptHandler& handler : node->handlers) found = found || has_annotations(handler.body);
        break;
      }
      default:
        break;
    }
    if (found) return true;
  }
  return false;
}

}  // namespace midden::compiler
