// The match statement and its patterns. `match`, `case` and `_` are ordinary names elsewhere.
#include "workloads/interpreter/syntax/parser_impl.h"

namespace midden::syntax {

Stmt* Parser::match_statement() {
  size_t start = at_++;
  size_t first = at_;
  Expr* subject = star_named_expression();
  if (!subject) return nullptr;
  if (is(Tok::kComma)) {
    ++at_;
    std::vector<Expr*> elts{subject};
    if (!star_named_expressions(elts, Tok::kColon)) return nullptr;
    subject = arena_.make<Tuple>(Expr{ExprKind::kTuple, span(first)}, arena_.copy(elts), ExprContext::kLoad);
  } else if (subject->kind == ExprKind::kStarred) {
    return nullptr;
  }
  if (!colon() || !accept(Tok::kNewline)) return nullptr;
  if (!accept(Tok::kIndent)) {
    if (diagnosing_ && !raised()) {
      raise_at_last_token(ProblemKind::kIndentationError,
                          "expected an indented block after 'match' statement on line " +
                              std::to_string(tokens_[start].line));
    }
    return nullptr;
  }
  std::vector<MatchCase> cases;
  while (is_soft_keyword("case")) {
    MatchCase next;
    if (!case_block(next)) return nullptr;
    cases.push_back(next);
  }
  if (cases.empty() || !accept(Tok::kDedent)) return nullptr;
  return arena_.make<Match>(Stmt{StmtKind::kMatch, span(start)}, subject, arena_.copy(cases));
}

bool Parser::case_block(MatchCase& result) {
  int line = tokens_[at_++].line;
  result.pattern = patterns();
  if (!result.pattern) return false;
  result.guard = nullptr;
  if (accept(Tok::kIf)) {
    result.guard = named_expression();
    if (!result.guard) return false;
  }
  return colon() && block(result.body, "'case' statement", line);
}

// At the top a sequence needs no brackets.
Pattern* Parser::patterns() {
  peek();
  size_t start = at_;
  Pattern* first = maybe_star_pattern();
  if (!first) return nullptr;
  if (!is(Tok::kComma)) return first->kind == PatternKind::kMatchStar ? nullptr : first;
  std::vector<Pattern*> items{first};
  while (accept(Tok::kComma)) {
    size_t before = at_;
    if (is(Tok::kColon) || is(Tok::kIf)) break;
    Pattern* next = maybe_star_pattern();
    if (!next) {
      if (raised()) return nullptr;
      at_ = before;
      break;
    }
    items.push_back(next);
  }
  return arena_.make<MatchSequence>(Pattern{PatternKind::kMatchSequence, span(start)}, arena_.copy(items));
}

Pattern* Parser::maybe_star_pattern() { return is(Tok::kStar) ? star_pattern() : pattern(); }

Pattern* Parser::star_pattern() {
  size_t start = at_++;
  Identifier id;
  if (!name(id)) return nullptr;
  if (id == "_") id = Identifier();
  return arena_.make<MatchStar>(Pattern{PatternKind::kMatchStar, span(start)}, id);
}

Pattern* Parser::pattern() {
  Deeper deeper(*this, 10);
  if (!deeper) return nullptr;
  peek();
  size_t start = at_;
  Pattern* inner = or_pattern();
  if (!inner || !is(Tok::kAs)) return inner;
  size_t before = at_++;
  if (is(Tok::kName) && !is_soft_keyword("_")) {
    Token next = peek_second();
    if (next.type != Tok::kDot && next.type != Tok::kLeftParen && next.type != Tok::kAssign) {
      Identifier id;
      name(id);
      return arena_.make<MatchAs>(Pattern{PatternKind::kMatchAs, span(start)}, inner, id);
    }
  }
  if (diagnosing_) diagnose_as_pattern();
  if (raised()) return nullptr;
  at_ = before;
  return inner;
}

Pattern* Parser::or_pattern() {
  peek();
  size_t start = at_;
  Pattern* first = closed_pattern();
  if (!first || !is(Tok::kBar)) return first;
  std::vector<Pattern*> alternatives{first};
  while (accept(Tok::kBar)) {
    Pattern* next = closed_pattern();
    if (!next) return nullptr;
    alternatives.push_back(next);
  }
  return arena_.make<MatchOr>(Pattern{PatternKind::kMatchOr, span(start)}, arena_.copy(alternatives));
}

Pattern* Parser::closed_pattern() {
  switch (type()) {
    case Tok::kName:
      return name_pattern();
    case Tok::kLeftParen:
      return group_or_sequence_pattern();
    case Tok::kLeftBracket:
      return bracket_pattern();
    case Tok::kLeftBrace:
      return mapping_pattern();
    default:
      return literal_pattern();
  }
}

Pattern* Parser::literal_pattern() {
  size_t start = at_;
  ConstantKind singleton;
  switch (type()) {
    case Tok::kNone:
      singleton = ConstantKind::kNone;
      break;
    case Tok::kTrue:
      singleton = ConstantKind::kTrue;
      break;
    case Tok::kFalse:
      singleton = ConstantKind::kFalse;
      break;
    default: {
      Expr* value = is(Tok::kString) ? strings() : pattern_number();
      if (!value) return nullptr;
      return arena_.make<MatchValue>(Pattern{PatternKind::kMatchValue, span(start)}, value);
    }
  }
  ++at_;
  return arena_.make<MatchSingleton>(Pattern{PatternKind::kMatchSingleton, span(start)}, singleton);
}

Expr* Parser::signed_number() {
  peek();
  size_t start = at_;
  bool negative = accept(Tok::kMinus);
  if (!is(Tok::kNumber)) return nullptr;
  Expr* number = number_atom();
  if (!number || !negative) return number;
  return arena_.make<UnaryOp>(Expr{ExprKind::kUnaryOp, span(start)}, UnaryOperator::kUSub, number);
}

// `1`, `-1`, `-1 + 2j`.
Expr* Parser::pattern_number() {
  peek();
  size_t start = at_;
  Expr* real = signed_number();
  if (!real || (!is(Tok::kPlus) && !is(Tok::kMinus))) return real;
  BinaryOperator op = is(Tok::kPlus) ? BinaryOperator::kAdd : BinaryOperator::kSub;
  const Expr* number = real->kind == ExprKind::kUnaryOp ? as<UnaryOp>(real)->operand : real;
  size_t before = at_++;
  if (!is(Tok::kNumber)) {
    at_ = before;
    return real;
  }
  Expr* imaginary = number_atom();
  if (!imaginary) return nullptr;
  if (as<Constant>(number)->type == ConstantKind::kComplex) {
    return syntax_error_at(number->at, "real number required in complex literal");
  }
  if (as<Constant>(imaginary)->type != ConstantKind::kComplex) {
    return syntax_error_at(imaginary->at, "imaginary number required in complex literal");
  }
  return arena_.make<BinOp>(Expr{ExprKind::kBinOp, span(start)}, real, op, imaginary);
}

bool Parser::pattern_list(std::vector<Pattern*>& to, Tok close) {
  while (!is(close)) {
    Pattern* next = maybe_star_pattern();
    if (!next) return false;
    to.push_back(next);
    if (!accept(Tok::kComma)) break;
  }
  return accept(close);
}

Pattern* Parser::group_or_sequence_pattern() {
  size_t start = at_++;
  std::vector<Pattern*> items;
  if (!pattern_list(items, Tok::kRightParen)) return nullptr;
  if (items.size() == 1 && tokens_[at_ - 2].type != Tok::kComma) {
    return items[0]->kind == PatternKind::kMatchStar ? nullptr : items[0];
  }
  return arena_.make<MatchSequence>(Pattern{PatternKind::kMatchSequence, span(start)}, arena_.copy(items));
}

Pattern* Parser::bracket_pattern() {
  size_t start = at_++;
  std::vector<Pattern*> items;
  if (!pattern_list(items, Tok::kRightBracket)) return nullptr;
  return arena_.make<MatchSequence>(Pattern{PatternKind::kMatchSequence, span(start)}, arena_.copy(items));
}

Expr* Parser::mapping_key() {
  switch (type()) {
    case Tok::kNone:
      return constant(ConstantKind::kNone);
    case Tok::kTrue:
      return constant(ConstantKind::kTrue);
    case Tok::kFalse:
      return constant(ConstantKind::kFalse);
    case Tok::kString:
      return strings();
    case Tok::kName: {
      Expr* key = name_or_attribute();
      return key && key->kind == ExprKind::kAttribute ? key : nullptr;
    }
    default:
      return pattern_number();
  }
}

Pattern* Parser::mapping_pattern() {
  size_t start = at_++;
  std::vector<Expr*> keys;
  std::vector<Pattern*> values;
  Identifier rest;
  while (!is(Tok::kRightBrace)) {
    if (accept(Tok::kDoubleStar)) {
      if (is_soft_keyword("_") || !name(rest)) return nullptr;
      accept(Tok::kComma);
      break;
    }
    Expr* key = mapping_key();
    if (!key || !accept(Tok::kColon)) return nullptr;
    Pattern* value = pattern();
    if (!value) return nullptr;
    keys.push_back(key);
    values.push_back(value);
    if (!accept(Tok::kComma)) break;
  }
  if (!accept(Tok::kRightBrace)) return nullptr;
  return arena_.make<MatchMapping>(Pattern{PatternKind::kMatchMapping, span(start)}, arena_.copy(keys),
                                   arena_.copy(values), rest);
}

Expr* Parser::name_or_attribute() {
  size_t start = at_;
  Identifier id;
  if (!name(id)) return nullptr;
  Expr* result = arena_.make<Name>(Expr{ExprKind::kName, span(start)}, id, ExprContext::kLoad);
  while (is(Tok::kDot)) {
    size_t before = at_++;
    if (!name(id)) {
      at_ = before;
      break;
    }
    result = arena_.make<Attribute>(Expr{ExprKind::kAttribute, span(start)}, result, id, ExprContext::kLoad);
  }
  return result;
}

// A capture, the wildcard, a dotted value, or a class with arguments.
Pattern* Parser::name_pattern() {
  size_t start = at_;
  Expr* found = name_or_attribute();
  if (!found) return nullptr;
  if (is(Tok::kLeftParen)) return class_pattern(start, found);
  if (found->kind == ExprKind::kAttribute) {
    return arena_.make<MatchValue>(Pattern{PatternKind::kMatchValue, span(start)}, found);
  }
  if (is(Tok::kDot) || is(Tok::kAssign)) return nullptr;
  Identifier id = as<Name>(found)->id;
  if (id == "_") id = Identifier();
  return arena_.make<MatchAs>(Pattern{PatternKind::kMatchAs, span(start)}, nullptr, id);
}

Pattern* Parser::class_pattern(size_t start, Expr* cls) {
  ++at_;
  std::vector<Pattern*> patterns, keyword_patterns;
  std::vector<Identifier> names;
  while (!is(Tok::kRightParen)) {
    if (is(Tok::kName) && peek_second().type == Tok::kAssign) {
      Identifier id;
      name(id);
      ++at_;
      Pattern* value = pattern();
      if (!value) return nullptr;
      names.push_back(id);
      keyword_patterns.push_back(value);
    } else {
      Pattern* value = pattern();
      if (!value) return nullptr;
      if (!names.empty()) {
        if (!diagnosing_) return nullptr;
        Pattern* last = value;
        while (accept(Tok::kComma)) {
          Pattern* next = is(Tok::kName) && peek_second().type == Tok::kAssign ? nullptr : pattern();
          if (!next) break;
          last = next;
        }
        if (raised()) return nullptr;
        return syntax_error_range(value->at, last->at, "positional patterns follow keyword patterns");
      }
      patterns.push_back(value);
    }
    if (!accept(Tok::kComma)) break;
  }
  if (!accept(Tok::kRightParen)) return nullptr;
  return arena_.make<MatchClass>(Pattern{PatternKind::kMatchClass, span(start)}, cls, arena_.copy(patterns),
                                 arena_.copy(names), arena_.copy(keyword_patterns));
}

}  // namespace midden::syntax
