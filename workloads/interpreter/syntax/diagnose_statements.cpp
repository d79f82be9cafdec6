// Known mistakes in statements, looked for in the second pass only.
#include <fmt/format.h>

#include "workloads/interpreter/syntax/parser_impl.h"

namespace midden::syntax {

namespace {

// The innermost part of a target that cannot be one; null when there is none.
const Expr* invalid_target(const Expr* expr, bool deleting, bool looping) {
  List<Expr*> elts;
  switch (expr->kind) {
    case ExprKind::kTuple:
      elts = as<Tuple>(expr)->elts;
      break;
    case ExprKind::kList:
      elts = as<ListExpr>(expr)->elts;
      break;
    case ExprKind::kStarred:
      return deleting ? expr : invalid_target(as<Starred>(expr)->value, deleting, looping);
    case ExprKind::kCompare: {
      // `for a() in b` has been read as a comparison.
      auto* compare = as<Compare>(expr);
      if (!looping) return expr;
      return compare->ops[0] == CompareOperator::kIn ? invalid_target(compare->left, deleting, looping)
                                                     : nullptr;
    }
    case ExprKind::kName:
    case ExprKind::kSubscript:
    case ExprKind::kAttribute:
      return nullptr;
    default:
      return expr;
  }
  for (const Expr* element : elts) {
    if (const Expr* invalid = invalid_target(element, deleting, looping)) return invalid;
  }
  return nullptr;
}

}  // namespace

void Parser::raise_invalid_target(TargetUse use, const Expr* expr) {
  const Expr* invalid = invalid_target(expr, use == TargetUse::kDelete, use == TargetUse::kFor);
  if (!invalid) return;
  syntax_error_at(invalid->at, fmt::format("cannot {} {}", use == TargetUse::kDelete ? "delete" : "assign to",
                                           expression_name(invalid)));
}

// A list or tuple, also in parentheses, before the colon of an annotation.
Expr* Parser::annotated_target_mistake() {
  if (!is(Tok::kLeftParen) && !is(Tok::kLeftBracket)) return nullptr;
  Expr* target = atom();
  return target && (target->kind == ExprKind::kList || target->kind == ExprKind::kTuple) ? target : nullptr;
}

// At the start of a statement that is no well-formed assignment.
void Parser::diagnose_assignment() {
  size_t start = at_;
  Expr* target = annotated_target_mistake();
  if (raised()) return;
  if (target && accept(Tok::kColon) && expression()) {
    syntax_error_at(target->at,
                    fmt::format("only single target (not {}) can be annotated", expression_name(target)));
    return;
  }
  if (raised()) return;
  at_ = start;
  target = star_named_expression();
  if (raised()) return;
  if (target && accept(Tok::kComma)) {
    std::vector<Expr*> rest;
    while (!is(Tok::kColon)) {
      Expr* next = star_named_expression();
      if (!next) break;
      if (!accept(Tok::kComma)) break;
    }
    if (raised()) return;
    if (accept(Tok::kColon) && expression()) {
      syntax_error_at(target->at, "only single target (not tuple) can be annotated");
      return;
    }
  }
  if (raised()) return;
  at_ = start;
  target = expression();
  if (raised()) return;
  if (target && accept(Tok::kColon) && expression()) {
    syntax_error_at(target->at, "illegal target for annotation");
    return;
  }
  if (raised()) return;
  // After as many good targets as there are.
  at_ = start;
  for (;;) {
    size_t before = at_;
    Expr* good = star_targets();
    if (raised()) return;
    if (!good || !accept(Tok::kAssign)) {
      at_ = before;
      break;
    }
  }
  size_t after_targets = at_;
  target = star_expressions();
  if (raised()) return;
  if (target && is(Tok::kAssign)) {
    raise_invalid_target(TargetUse::kStar, target);
    return;
  }
  at_ = after_targets;
  target = yield_expression();
  if (raised()) return;
  if (target && is(Tok::kAssign)) {
    syntax_error_at(target->at, "assignment to yield expression not possible");
    return;
  }
  at_ = start;
  target = star_expressions();
  if (!target || raised()) return;
  if (type() >= Tok::kPlusAssign && type() <= Tok::kDoubleSlashAssign) {
    ++at_;
    if (yield_or_star_expressions() && !raised()) {
      syntax_error_at(target->at, fmt::format("'{}' is an illegal expression for augmented assignment",
                                              expression_name(target)));
    }
  }
}

// After `del`.
void Parser::diagnose_delete() {
  Expr* target = star_expressions();
  if (target && !raised()) raise_invalid_target(TargetUse::kDelete, target);
}

// `for_token` may also be the `async` before it.
void Parser::diagnose_for_target(size_t for_token) {
  at_ = for_token;
  accept(Tok::kAsync);
  if (!accept(Tok::kFor)) return;
  Expr* target = star_expressions();
  if (target && !raised()) raise_invalid_target(TargetUse::kFor, target);
}

void Parser::diagnose_with_item() {
  if (!expression() || !accept(Tok::kAs)) return;
  Expr* target = expression();
  if (!target || raised()) return;
  if (is(Tok::kComma) || is(Tok::kRightParen) || is(Tok::kColon))
    raise_invalid_target(TargetUse::kStar, target);
}

// with a as b NEWLINE
void Parser::diagnose_with(size_t with_token) {
  auto item = [this](bool parenthesised) {
    if (!(parenthesised ? expressions() : expression())) return false;
    return !accept(Tok::kAs) || star_target() != nullptr;
  };
  for (bool parenthesised : {false, true}) {
    at_ = with_token + 1;
    if (parenthesised && !accept(Tok::kLeftParen)) return;
    bool good;
    do good = item(parenthesised);
    while (good && !raised() && accept(Tok::kComma) && !(parenthesised && is(Tok::kRightParen)));
    if (raised()) return;
    if (good && (!parenthesised || accept(Tok::kRightParen)) && accept(Tok::kNewline)) {
      syntax_error("expected ':'");
      return;
    }
  }
}

// A try with nothing after its block, or with both kinds of except.
void Parser::diagnose_try(size_t try_token) {
  if (!accept(Tok::kColon)) return;
  List<Stmt*> body;
  if (!block(body, "'try' statement", tokens_[try_token].line)) return;
  if (!is(Tok::kExcept) && !is(Tok::kFinally)) {
    syntax_error("expected 'except' or 'finally' block");
    return;
  }
  for (int seen = 0; is(Tok::kExcept);) {
    size_t start = at_;
    bool star = peek_second().type == Tok::kStar;
    int bit = star ? 2 : 1;
    if (seen != 0 && seen != bit) {
      // The handler's head must be well-formed as far as its colon.
      at_ += star ? 2 : 1;
      Identifier as_name;
      bool good = is(Tok::kColon) || (expression() && (!accept(Tok::kAs) || name(as_name)));
      if (!raised() && good && is(Tok::kColon)) {
        syntax_error_range(at(tokens_[start]), at(tokens_[star ? start + 1 : start]),
                           "cannot have both 'except' and 'except*' on the same 'try'");
      }
      return;
    }
    seen |= bit;
    ExceptHandler handler;
    if (!except_block(handler, star) || raised()) return;
  }
}

// `except_token` begins a handler whose head is wrong.
void Parser::diagnose_except(size_t except_token) {
  at_ = except_token + 1;
  bool star = accept(Tok::kStar);
  if (is(Tok::kNewline) || is(Tok::kColon)) {
    if (star) {
      ++at_;
      syntax_error("expected one or more exception types");
    } else if (is(Tok::kNewline)) {
      ++at_;
      syntax_error("expected ':'");
    }
    return;
  }
  Expr* type = expression();
  if (!type || raised()) return;
  size_t after = at_;
  Identifier as_name;
  if (accept(Tok::kComma) && expressions()) {
    if (!raised() && (!accept(Tok::kAs) || name(as_name)) && accept(Tok::kColon)) {
      syntax_error_from(type->at, "multiple exception types must be parenthesized");
    }
  }
  if (raised()) return;
  at_ = after;
  if ((!accept(Tok::kAs) || name(as_name)) && accept(Tok::kNewline)) syntax_error("expected ':'");
}

// After `as`.
void Parser::diagnose_as_pattern() {
  if (is_soft_keyword("_")) {
    syntax_error_at(at(peek()), "cannot use '_' as a target");
  } else if (!is(Tok::kName)) {
    Expr* target = expression();
    if (target && !raised()) syntax_error_at(target->at, "invalid pattern target");
  }
}

}  // namespace midden::syntax
