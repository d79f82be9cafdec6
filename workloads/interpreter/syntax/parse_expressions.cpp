// Expressions from star-expressions down to primaries.
#include "workloads/interpreter/syntax/parser_impl.h"

namespace midden::syntax {

namespace {
bool ends_expressions(Tok type) {
  switch (type) {
    case Tok::kNewline:
    case Tok::kEnd:
    case Tok::kAssign:
    case Tok::kColon:
    case Tok::kSemicolon:
    case Tok::kRightParen:
    case Tok::kRightBracket:
    case Tok::kRightBrace:
    case Tok::kIn:
      return true;
    default:
      return false;
  }
}
}  // namespace

Expr* Parser::star_expressions() {
  return remember(Memo::kStarExpressions, [this]() -> Expr* {
    peek();
    size_t start = at_;
    Expr* first = star_expression();
    if (!first || !is(Tok::kComma)) return first;
    std::vector<Expr*> elts{first};
    while (accept(Tok::kComma)) {
      if (ends_expressions(type())) break;
      size_t before = at_;
      Expr* next = star_expression();
      if (!next) {
        if (raised()) return nullptr;
        at_ = before;
        break;
      }
      elts.push_back(next);
    }
    return arena_.make<Tuple>(Expr{ExprKind::kTuple, span(start)}, arena_.copy(elts), ExprContext::kLoad);
  });
}

Expr* Parser::star_expression() {
  if (!is(Tok::kStar)) return expression();
  size_t start = at_++;
  Expr* value = bitwise_or();
  if (!value) return nullptr;
  return arena_.make<Starred>(Expr{ExprKind::kStarred, span(start)}, value, ExprContext::kLoad);
}

Expr* Parser::expressions() {
  peek();
  size_t start = at_;
  Expr* first = expression();
  if (!first || !is(Tok::kComma)) return first;
  std::vector<Expr*> elts{first};
  while (accept(Tok::kComma)) {
    size_t before = at_;
    Expr* next = expression();
    if (!next) {
      if (raised()) return nullptr;
      at_ = before;
      break;
    }
    elts.push_back(next);
  }
  return arena_.make<Tuple>(Expr{ExprKind::kTuple, span(start)}, arena_.copy(elts), ExprContext::kLoad);
}

Expr* Parser::star_named_expression() { return is(Tok::kStar) ? star_expression() : named_expression(); }

// Elements up to (not including) `close`, after those already in `to`. A trailing comma is consumed.
bool Parser::star_named_expressions(std::vector<Expr*>& to, Tok close) {
  while (!is(close)) {
    Expr* next = star_named_expression();
    if (!next) return false;
    to.push_back(next);
    if (!accept(Tok::kComma)) break;
  }
  return true;
}

Expr* Parser::yield_or_star_expressions() {
  return is(Tok::kYield) ? yield_expression() : star_expressions();
}

Expr* Parser::yield_expression() {
  if (!is(Tok::kYield)) return nullptr;
  size_t start = at_++;
  if (accept(Tok::kFrom)) {
    Expr* value = expression();
    if (!value) return nullptr;
    return arena_.make<YieldFrom>(Expr{ExprKind::kYieldFrom, span(start)}, value);
  }
  Expr* value = nullptr;
  if (!ends_expressions(type())) {
    size_t before = at_;
    value = star_expressions();
    if (!value) {
      if (raised()) return nullptr;
      at_ = before;
    }
  }
  return arena_.make<Yield>(Expr{ExprKind::kYield, span(start)}, value);
}

Expr* Parser::assignment_expression() {
  if (!is(Tok::kName) || peek_second().type != Tok::kColonAssign) return nullptr;
  size_t start = at_;
  Identifier id;
  name(id);
  Expr* target = arena_.make<Name>(Expr{ExprKind::kName, span(start)}, id, ExprContext::kStore);
  ++at_;
  Expr* value = expression();
  if (!value) return nullptr;
  return arena_.make<NamedExpr>(Expr{ExprKind::kNamedExpr, span(start)}, target, value);
}

Expr* Parser::named_expression() {
  return remember(Memo::kNamed, [this]() -> Expr* {
    if (is(Tok::kName) && peek_second().type == Tok::kColonAssign) return assignment_expression();
    if (diagnosing_) {
      diagnose_named_expression();
      if (raised()) return nullptr;
    }
    Expr* result = expression();
    return result && !is(Tok::kColonAssign) ? result : nullptr;
  });
}

Expr* Parser::expression() {
  return remember(Memo::kExpression, [this]() -> Expr* {
    if (diagnosing_) {
      diagnose_expression();
      if (!raised()) diagnose_legacy_expression();
      if (raised()) return nullptr;
    }
    return plain_expression();
  });
}

Expr* Parser::plain_expression() {
  Deeper deeper(*this, 2);
  if (!deeper) return nullptr;
  if (is(Tok::kLambda)) return lambda();
  size_t start = at_;
  Expr* body = disjunction();
  if (!body || !is(Tok::kIf)) return body;
  size_t after_body = at_++;
  Expr* test = disjunction();
  if (test && accept(Tok::kElse)) {
    Expr* orelse = expression();
    if (orelse) return arena_.make<IfExp>(Expr{ExprKind::kIfExp, span(start)}, test, body, orelse);
  }
  if (raised()) return nullptr;
  at_ = after_body;
  return body;
}

Expr* Parser::lambda() {
  size_t start = at_++;
  Arguments* args = parameters(Tok::kColon);
  if (!args || !accept(Tok::kColon)) return nullptr;
  Expr* body = expression();
  if (!body) return nullptr;
  return arena_.make<Lambda>(Expr{ExprKind::kLambda, span(start)}, args, body);
}

Expr* Parser::disjunction() {
  return remember(Memo::kDisjunction, [this]() -> Expr* {
    peek();
    size_t start = at_;
    Expr* first = conjunction();
    if (!first || !is(Tok::kOr)) return first;
    std::vector<Expr*> values{first};
    while (is(Tok::kOr)) {
      size_t before = at_++;
      Expr* next = conjunction();
      if (!next) {
        if (raised()) return nullptr;
        at_ = before;
        break;
      }
      values.push_back(next);
    }
    if (values.size() == 1) return first;
    return arena_.make<BoolOp>(Expr{ExprKind::kBoolOp, span(start)}, BoolOperator::kOr, arena_.copy(values));
  });
}

Expr* Parser::conjunction() {
  size_t start = at_;
  Expr* first = inversion();
  if (!first || !is(Tok::kAnd)) return first;
  std::vector<Expr*> values{first};
  while (is(Tok::kAnd)) {
    size_t before = at_++;
    Expr* next = inversion();
    if (!next) {
      if (raised()) return nullptr;
      at_ = before;
      break;
    }
    values.push_back(next);
  }
  if (values.size() == 1) return first;
  return arena_.make<BoolOp>(Expr{ExprKind::kBoolOp, span(start)}, BoolOperator::kAnd, arena_.copy(values));
}

Expr* Parser::inversion() {
  if (!is(Tok::kNot)) return comparison();
  Deeper deeper(*this);
  if (!deeper) return nullptr;
  size_t start = at_++;
  Expr* operand = inversion();
  if (!operand) return nullptr;
  return arena_.make<UnaryOp>(Expr{ExprKind::kUnaryOp, span(start)}, UnaryOperator::kNot, operand);
}

bool Parser::comparison_operator(CompareOperator& op) {
  switch (type()) {
    case Tok::kEqual:
      op = CompareOperator::kEq;
      break;
    case Tok::kNotEqual:
      op = CompareOperator::kNotEq;
      break;
    case Tok::kLess:
      op = CompareOperator::kLt;
      break;
    case Tok::kLessEqual:
      op = CompareOperator::kLtE;
      break;
    case Tok::kGreater:
      op = CompareOperator::kGt;
      break;
    case Tok::kGreaterEqual:
      op = CompareOperator::kGtE;
      break;
    case Tok::kIn:
      op = CompareOperator::kIn;
      break;
    case Tok::kIs:
      op = CompareOperator::kIs;
      if (peek_second().type == Tok::kNot) {
        ++at_;
        op = CompareOperator::kIsNot;
      }
      break;
    case Tok::kNot:
      if (peek_second().type != Tok::kIn) return false;
      ++at_;
      op = CompareOperator::kNotIn;
      break;
    default:
      return false;
  }
  ++at_;
  return true;
}

Expr* Parser::comparison() {
  size_t start = at_;
  Expr* left = bitwise_or();
  if (!left) return nullptr;
  std::vector<CompareOperator> ops;
  std::vector<Expr*> comparators;
  for (;;) {
    size_t before = at_;
    CompareOperator op;
    if (!comparison_operator(op)) break;
    Expr* right = bitwise_or();
    if (!right) {
      if (raised()) return nullptr;
      at_ = before;
      break;
    }
    ops.push_back(op);
    comparators.push_back(right);
  }
  if (ops.empty()) return left;
  return arena_.make<Compare>(Expr{ExprKind::kCompare, span(start)}, left, arena_.copy(ops),
                              arena_.copy(comparators));
}

namespace {

struct BinaryLevel {
  int level;  // -1: no binary operator
  BinaryOperator op;
};

BinaryLevel binary_level(Tok type) {
  switch (type) {
    case Tok::kBar:
      return {0, BinaryOperator::kBitOr};
    case Tok::kCaret:
      return {1, BinaryOperator::kBitXor};
    case Tok::kAmper:
      return {2, BinaryOperator::kBitAnd};
    case Tok::kLeftShift:
      return {3, BinaryOperator::kLShift};
    case Tok::kRightShift:
      return {3, BinaryOperator::kRShift};
    case Tok::kPlus:
      return {4, BinaryOperator::kAdd};
    case Tok::kMinus:
      return {4, BinaryOperator::kSub};
    case Tok::kStar:
      return {5, BinaryOperator::kMult};
    case Tok::kSlash:
      return {5, BinaryOperator::kDiv};
    case Tok::kDoubleSlash:
      return {5, BinaryOperator::kFloorDiv};
    case Tok::kPercent:
      return {5, BinaryOperator::kMod};
    case Tok::kAt:
      return {5, BinaryOperator::kMatMult};
    default:
      return {-1, BinaryOperator::kAdd};
  }
}

}  // namespace

// Operators of at least `minimum` precedence. A chain grows to the left in a loop: its length costs no stack.
Expr* Parser::binary(int minimum) {
  peek();
  size_t start = at_;
  Expr* left = factor();
  while (left) {
    BinaryLevel next = binary_level(type());
    if (next.level < minimum) break;
    size_t before = at_++;
    Expr* right = binary(next.level + 1);
    if (!right) {
      if (raised()) return nullptr;
      at_ = before;
      break;
    }
    left = arena_.make<BinOp>(Expr{ExprKind::kBinOp, span(start)}, left, next.op, right);
  }
  return left;
}

Expr* Parser::factor() {
  UnaryOperator op;
  switch (type()) {
    case Tok::kPlus:
      op = UnaryOperator::kUAdd;
      break;
    case Tok::kMinus:
      op = UnaryOperator::kUSub;
      break;
    case Tok::kTilde:
      op = UnaryOperator::kInvert;
      break;
    default:
      return power();
  }
  Deeper deeper(*this);
  if (!deeper) return nullptr;
  size_t start = at_++;
  Expr* operand = factor();
  if (!operand) return nullptr;
  return arena_.make<UnaryOp>(Expr{ExprKind::kUnaryOp, span(start)}, op, operand);
}

Expr* Parser::power() {
  size_t start = at_;
  Expr* base = await_primary();
  if (!base || !is(Tok::kDoubleStar)) return base;
  Deeper deeper(*this, 2);
  if (!deeper) return nullptr;
  size_t before = at_++;
  Expr* exponent = factor();
  if (!exponent) {
    if (!raised()) at_ = before;
    return raised() ? nullptr : base;
  }
  return arena_.make<BinOp>(Expr{ExprKind::kBinOp, span(start)}, base, BinaryOperator::kPow, exponent);
}

Expr* Parser::await_primary() {
  if (!is(Tok::kAwait)) return primary();
  size_t start = at_++;
  Expr* value = primary();
  if (!value) return nullptr;
  return arena_.make<Await>(Expr{ExprKind::kAwait, span(start)}, value);
}

Expr* Parser::primary() {
  return remember(Memo::kPrimary, [this] { return primary_with_trailers(); });
}

// What follows an atom and is no trailer ends the primary; a broken trailer ends it before the trailer.
Expr* Parser::primary_with_trailers() {
  peek();
  size_t start = at_;
  Expr* value = atom();
  while (value) {
    size_t before = at_;
    Expr* next = nullptr;
    if (accept(Tok::kDot)) {
      Identifier attr;
      if (name(attr)) {
        next =
            arena_.make<Attribute>(Expr{ExprKind::kAttribute, span(start)}, value, attr, ExprContext::kLoad);
      }
    } else if (is(Tok::kLeftParen)) {
      next = bracketed([&] { return call(start, value); });
    } else if (is(Tok::kLeftBracket)) {
      next = bracketed([&] { return subscript(start, value); });
    } else {
      break;
    }
    if (raised()) return nullptr;
    if (!next) {
      at_ = before;
      break;
    }
    value = next;
  }
  return value;
}

Expr* Parser::subscript(size_t start, Expr* value) {
  ++at_;
  Expr* index = slices();
  if (!index || !accept(Tok::kRightBracket)) return nullptr;
  return arena_.make<Subscript>(Expr{ExprKind::kSubscript, span(start)}, value, index, ExprContext::kLoad);
}

Expr* Parser::slices() {
  peek();
  size_t start = at_;
  auto element = [this] { return is(Tok::kStar) ? star_expression() : slice(); };
  Expr* first = element();
  if (!first) return nullptr;
  if (!is(Tok::kComma) && first->kind != ExprKind::kStarred) return first;
  std::vector<Expr*> elts{first};
  while (accept(Tok::kComma)) {
    if (is(Tok::kRightBracket)) break;
    Expr* next = element();
    if (!next) return nullptr;
    elts.push_back(next);
  }
  return arena_.make<Tuple>(Expr{ExprKind::kTuple, span(start)}, arena_.copy(elts), ExprContext::kLoad);
}

Expr* Parser::slice() {
  peek();
  size_t start = at_;
  Expr* lower = nullptr;
  if (!is(Tok::kColon)) {
    lower = named_expression();
    if (!lower) return nullptr;
    if (!is(Tok::kColon) || lower->kind == ExprKind::kNamedExpr) {
      // `x[(a := 1):2]` is a slice, `x[a := 1:2]` is not: a parenthesis tells them apart.
      if (!is(Tok::kColon) || tokens_[start].type != Tok::kLeftParen) return lower;
    }
  }
  ++at_;
  auto bound = [this](Expr*& to) {
    if (is(Tok::kColon) || is(Tok::kComma) || is(Tok::kRightBracket)) return true;
    to = expression();
    return to != nullptr;
  };
  Expr* upper = nullptr;
  Expr* step = nullptr;
  if (!bound(upper)) return nullptr;
  if (accept(Tok::kColon) && !bound(step)) return nullptr;
  return arena_.make<Slice>(Expr{ExprKind::kSlice, span(start)}, lower, upper, step);
}

}  // namespace midden::syntax
