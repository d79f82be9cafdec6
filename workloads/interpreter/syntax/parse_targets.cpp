// Assignment targets: parsed as expressions, then checked and marked.
#include "workloads/interpreter/syntax/parser_impl.h"

namespace midden::syntax {

bool Parser::is_single_target(const Expr* expr) {
  return expr->kind == ExprKind::kName || expr->kind == ExprKind::kAttribute ||
         expr->kind == ExprKind::kSubscript;
}

bool Parser::is_target(const Expr* expr) {
  List<Expr*> elts;
  switch (expr->kind) {
    case ExprKind::kStarred: {
      const Expr* value = as<Starred>(expr)->value;
      return value->kind != ExprKind::kStarred && is_target(value);
    }
    case ExprKind::kTuple:
      elts = as<Tuple>(expr)->elts;
      break;
    case ExprKind::kList:
      elts = as<ListExpr>(expr)->elts;
      break;
    default:
      return is_single_target(expr);
  }
  for (const Expr* element : elts) {
    if (!is_target(element)) return false;
  }
  return true;
}

bool Parser::is_delete_target(const Expr* expr) {
  List<Expr*> elts;
  if (auto* tuple = try_as<Tuple>(expr)) {
    elts = tuple->elts;
  } else if (auto* list = try_as<ListExpr>(expr)) {
    elts = list->elts;
  } else {
    return is_single_target(expr);
  }
  for (const Expr* element : elts) {
    if (!is_delete_target(element)) return false;
  }
  return true;
}

void Parser::set_context(Expr* expr, ExprContext ctx) {
  switch (expr->kind) {
    case ExprKind::kName:
      as<Name>(expr)->ctx = ctx;
      break;
    case ExprKind::kAttribute:
      as<Attribute>(expr)->ctx = ctx;
      break;
    case ExprKind::kSubscript:
      as<Subscript>(expr)->ctx = ctx;
      break;
    case ExprKind::kStarred:
      as<Starred>(expr)->ctx = ctx;
      set_context(as<Starred>(expr)->value, ctx);
      break;
    case ExprKind::kTuple:
      as<Tuple>(expr)->ctx = ctx;
      for (Expr* element : as<Tuple>(expr)->elts) set_context(element, ctx);
      break;
    case ExprKind::kList:
      as<ListExpr>(expr)->ctx = ctx;
      for (Expr* element : as<ListExpr>(expr)->elts) set_context(element, ctx);
      break;
    default:
      break;
  }
}

// `a`, `*a`, `a.b[0]`: no operators, so that the `in` of a for loop is not taken for one.
Expr* Parser::star_target() {
  peek();
  size_t start = at_;
  bool starred = accept(Tok::kStar);
  Expr* target = primary();
  if (!target) return nullptr;
  if (starred)
    target = arena_.make<Starred>(Expr{ExprKind::kStarred, span(start)}, target, ExprContext::kLoad);
  return is_target(target) ? target : nullptr;
}

Expr* Parser::star_targets() {
  peek();
  size_t start = at_;
  Expr* first = star_target();
  if (!first) return nullptr;
  if (is(Tok::kComma)) {
    std::vector<Expr*> elts{first};
    while (accept(Tok::kComma)) {
      size_t before = at_;
      Expr* next = star_target();
      if (raised()) return nullptr;
      if (!next) {
        at_ = before;
        break;
      }
      elts.push_back(next);
    }
    first = arena_.make<Tuple>(Expr{ExprKind::kTuple, span(start)}, arena_.copy(elts), ExprContext::kLoad);
  }
  set_context(first, ExprContext::kStore);
  return first;
}

}  // namespace midden::syntax
