// Known mistakes in expressions, looked for in the second pass only. Each function either raises or does
// nothing of lasting effect: `at_` is put back.
#include <fmt/format.h>

#include "workloads/interpreter/syntax/parser_impl.h"

namespace midden::syntax {

namespace {

// Puts the position back at the end of a scope.
class Probe {
 public:
  explicit Probe(size_t& at) : at_(at), saved_(at) {}
  Probe(size_t& at, size_t start) : at_(at), saved_(at) { at = start; }
  ~Probe() { at_ = saved_; }

 private:
  size_t& at_;
  size_t saved_;
};

bool is_legacy_statement(const Expr* expr) {
  auto* name = try_as<Name>(expr);
  return name && (name->id == "print" || name->id == "exec");
}

const Expr* last_of_comprehension(const Comprehension& clause) {
  return clause.ifs.empty() ? clause.iter : clause.ifs.back();
}

}  // namespace

const char* expression_name(const Expr* expr) {
  switch (expr->kind) {
    case ExprKind::kAttribute:
      return "attribute";
    case ExprKind::kSubscript:
      return "subscript";
    case ExprKind::kStarred:
      return "starred";
    case ExprKind::kName:
      return "name";
    case ExprKind::kList:
      return "list";
    case ExprKind::kTuple:
      return "tuple";
    case ExprKind::kLambda:
      return "lambda";
    case ExprKind::kCall:
      return "function call";
    case ExprKind::kBoolOp:
    case ExprKind::kBinOp:
    case ExprKind::kUnaryOp:
      return "expression";
    case ExprKind::kGeneratorExp:
      return "generator expression";
    case ExprKind::kYield:
    case ExprKind::kYieldFrom:
      return "yield expression";
    case ExprKind::kAwait:
      return "await expression";
    case ExprKind::kListComp:
      return "list comprehension";
    case ExprKind::kSetComp:
      return "set comprehension";
    case ExprKind::kDictComp:
      return "dict comprehension";
    case ExprKind::kDict:
      return "dict literal";
    case ExprKind::kSet:
      return "set display";
    case ExprKind::kJoinedStr:
    case ExprKind::kFormattedValue:
      return "f-string expression";
    case ExprKind::kCompare:
      return "comparison";
    case ExprKind::kIfExp:
      return "conditional expression";
    case ExprKind::kNamedExpr:
      return "named expression";
    case ExprKind::kSlice:
      return "slice";
    case ExprKind::kConstant:
      switch (as<Constant>(expr)->type) {
        case ConstantKind::kNone:
          return "None";
        case ConstantKind::kTrue:
          return "True";
        case ConstantKind::kFalse:
          return "False";
        case ConstantKind::kEllipsis:
          return "ellipsis";
        default:
          return "literal";
      }
  }
  return "expression";
}

// `a b` inside brackets, and `a if b` without else.
void Parser::diagnose_expression() {
  Probe probe(at_);
  bool string_prefix = is(Tok::kName) && peek_second().type == Tok::kString;
  // CPython takes any beginning of a soft keyword for one here: `c`, `ma`.
  std::string_view word = is(Tok::kName) ? text_of(peek()) : "none";
  bool soft_keyword = word == "_" || std::string_view("match").starts_with(word) ||
                      std::string_view("case").starts_with(word);
  Expr* first = disjunction();
  if (!first || raised()) return;
  size_t after_first = at_;
  if (!string_prefix && !soft_keyword) {
    bool diagnosing = std::exchange(diagnosing_, false);
    Expr* second = plain_expression();
    diagnosing_ = diagnosing;
    if (raised()) return;
    if (second && !is_legacy_statement(first) && tokens_[at_ - 1].level > 0) {
      syntax_error_range(first->at, second->at, "invalid syntax. Perhaps you forgot a comma?");
      return;
    }
  }
  at_ = after_first;
  if (accept(Tok::kIf)) {
    Expr* test = disjunction();
    if (test && !is(Tok::kElse) && !is(Tok::kColon)) {
      syntax_error_range(first->at, test->at, "expected 'else' after 'if' expression");
    }
  }
}

// print "a". What follows any name is parsed, and its own mistakes are found.
void Parser::diagnose_legacy_expression() {
  if (!is(Tok::kName)) return;
  Probe probe(at_);
  Token word = tokens_[at_++];
  if (is(Tok::kLeftParen)) return;
  Expr* rest = star_expressions();
  if (!rest || raised() || (text_of(word) != "print" && text_of(word) != "exec")) return;
  syntax_error_range(
      at(word), rest->at,
      fmt::format("Missing parentheses in call to '{0}'. Did you mean {0}(...)?", text_of(word)));
}

// `a.b := c`, and `a = b` where an expression is wanted.
void Parser::diagnose_named_expression() {
  Probe probe(at_);
  size_t start = at_;
  Expr* target = expression();
  if (raised()) return;
  if (target && accept(Tok::kColonAssign) && expression() && !raised()) {
    syntax_error_at(target->at,
                    fmt::format("cannot use assignment expressions with {}", expression_name(target)));
  }
  if (raised()) return;
  auto assigned_value = [&]() -> Expr* {
    ++at_;
    Expr* value = bitwise_or();
    return value && !raised() && !is(Tok::kAssign) && !is(Tok::kColonAssign) ? value : nullptr;
  };
  at_ = start;
  if (is(Tok::kName) && peek_second().type == Tok::kAssign) {
    Location name_at = at(tokens_[at_++]);
    if (Expr* value = assigned_value()) {
      syntax_error_range(name_at, value->at, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    }
    return;
  }
  if (is(Tok::kTrue) || is(Tok::kFalse) || is(Tok::kNone)) return;
  Expr* left = bitwise_or();
  if (!left || raised() || !is(Tok::kAssign)) return;
  // A list, tuple or generator expression that starts here is not asked about.
  const Expr* leading = nullptr;
  if (tokens_[start].type == Tok::kLeftParen || tokens_[start].type == Tok::kLeftBracket) {
    size_t end = at_;
    at_ = start;
    leading = atom();
    at_ = end;
  }
  if (leading && (leading->kind == ExprKind::kGeneratorExp || leading->kind == ExprKind::kTuple ||
                  leading->kind == ExprKind::kList)) {
    return;
  }
  if (assigned_value()) {
    syntax_error_at(left->at, fmt::format("cannot assign to {} here. Maybe you meant '==' instead of '='?",
                                          expression_name(left)));
  }
}

// `start` is the parenthesis.
void Parser::diagnose_group(size_t start) {
  Probe probe(at_, start + 1);
  bool star = is(Tok::kStar);
  if (!star && !is(Tok::kDoubleStar)) return;
  size_t first = at_++;
  if (!expression() || raised()) return;
  Location where = span(first);
  if (!is(Tok::kRightParen)) return;
  if (star) {
    syntax_error_at(where, "cannot use starred expression here");
  } else {
    syntax_error_at(at(tokens_[first]), "cannot use double starred expression here");
  }
}

// `start` is the bracket.
void Parser::diagnose_comprehension(size_t start) {
  Probe probe(at_, start + 1);
  std::vector<Comprehension> clauses;
  if (is(Tok::kStar)) {
    Expr* starred = star_argument();
    if (raised()) return;
    if (starred && comprehension_clauses(clauses)) {
      syntax_error_at(starred->at, "iterable unpacking cannot be used in comprehension");
      return;
    }
  }
  if (raised() || tokens_[start].type == Tok::kLeftParen) return;
  at_ = start + 1;
  Expr* first = star_named_expression();
  if (!first || raised() || !is(Tok::kComma)) return;
  Location last = at(tokens_[at_++]);
  std::vector<Expr*> rest;
  while (!at_comprehension()) {
    Expr* next = star_named_expression();
    if (!next) return;
    rest.push_back(next);
    last = next->at;
    if (!accept(Tok::kComma)) break;
  }
  if (!raised() && comprehension_clauses(clauses)) {
    syntax_error_range(first->at, last, "did you forget parentheses around the comprehension target?");
  }
}

// `start` is the brace. CPython asks about the pairs of a dict in its first pass already.
void Parser::diagnose_braces(size_t start) {
  {
    Probe probe(at_, start + 1);
    diagnose_pair();
    if (raised() || !diagnosing_) return;
  }
  {
    Probe probe(at_, start + 1);
    std::vector<Comprehension> clauses;
    if (is(Tok::kDoubleStar)) {
      Location stars = at(tokens_[at_++]);
      if (bitwise_or() && comprehension_clauses(clauses) && is(Tok::kRightBrace)) {
        syntax_error_at(stars, "dict unpacking cannot be used in dict comprehension");
      }
    }
    if (raised()) return;
  }
  diagnose_comprehension(start);
}

// The pairs of a dict, up to the first one that is wrong.
void Parser::diagnose_pair() {
  for (bool first = true;; first = false) {
    if (accept(Tok::kDoubleStar)) {
      if (!bitwise_or()) return;
    } else {
      Expr* key = expression();
      if (!key || raised()) return;
      if (!is(Tok::kColon)) {
        if (!first) {
          raise(ProblemKind::kSyntaxError, key->at.line, key->at.end_column, key->at.end_line, 0,
                "':' expected after dictionary key");
        }
        return;
      }
      Location colon_at = at(tokens_[at_++]);
      if (is(Tok::kStar)) {
        Location star = at(tokens_[at_++]);
        if (bitwise_or() && !raised()) {
          syntax_error_from(star, "cannot use a starred expression in a dictionary value");
        }
        return;
      }
      if (is(Tok::kRightBrace) || is(Tok::kComma)) {
        syntax_error_at(colon_at, "expression expected after dictionary key and ':'");
        return;
      }
      if (!expression() || raised()) return;
    }
    if (!accept(Tok::kComma)) return;
  }
}

// f(True=1), f(a.b=1), f(a=b for b in c)
void Parser::diagnose_keyword_argument() {
  Probe probe(at_);
  size_t start = at_;
  if (is(Tok::kTrue) || is(Tok::kFalse) || is(Tok::kNone)) {
    if (peek_second().type == Tok::kAssign) {
      Token word = tokens_[start];
      syntax_error_range(at(word), at(tokens_[start + 1]), fmt::format("cannot assign to {}", text_of(word)));
      return;
    }
  }
  if (is(Tok::kName) && peek_second().type == Tok::kAssign) {
    at_ += 2;
    std::vector<Comprehension> clauses;
    if (expression() && comprehension_clauses(clauses)) {
      syntax_error_range(at(tokens_[start]), at(tokens_[start + 1]),
                         "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    }
    return;
  }
  Expr* value = expression();
  if (value && !raised() && is(Tok::kAssign)) {
    syntax_error_range(value->at, at(peek()),
                       "expression cannot contain assignment, perhaps you meant \"==\"?");
  }
}

// `start` is the first argument.
void Parser::diagnose_arguments(size_t start) {
  constexpr const char* kParenthesise = "Generator expression must be parenthesized";
  Probe probe(at_, start);
  CallArguments args;
  bool any = argument_list(args, start);
  if (raised()) return;
  size_t after = at_;
  if (any && accept(Tok::kComma) && is(Tok::kStar)) {
    syntax_error_at(args.at, "iterable argument unpacking follows keyword argument unpacking");
    return;
  }
  std::vector<Comprehension> clauses;
  at_ = start;
  Expr* first = expression();
  if (raised()) return;
  if (first && comprehension_clauses(clauses) && accept(Tok::kComma)) {
    // Only where something follows that could be an argument, or nothing at all.
    syntax_error_range(first->at, last_of_comprehension(clauses.back())->at, kParenthesise);
    return;
  }
  if (raised() || !any) return;
  at_ = after;
  clauses.clear();
  if (comprehension_clauses(clauses)) {
    if (args.args.size() > 1) {
      syntax_error_range(args.args.back()->at, last_of_comprehension(clauses.back())->at, kParenthesise);
    }
    return;
  }
  at_ = after;
  if (raised() || !accept(Tok::kComma)) return;
  size_t next = at_;
  Expr* generator = expression();
  clauses.clear();
  if (raised()) return;
  if (generator && comprehension_clauses(clauses)) {
    syntax_error_range(generator->at, last_of_comprehension(clauses.back())->at, kParenthesise);
    return;
  }
  at_ = next;
  CallArguments more;
  if (raised() || !argument_list(more, next)) return;
  bool unpacking = false;
  for (const Keyword& keyword : args.keywords) unpacking |= keyword.arg.data() == nullptr;
  syntax_error(unpacking ? "positional argument follows keyword argument unpacking"
                         : "positional argument follows keyword argument");
}

// def f(a, (b, c)): at the inner parenthesis.
void Parser::diagnose_parenthesised_parameters(Tok close) {
  Probe probe(at_);
  Location open = at(tokens_[at_++]);
  do {
    if (!is(Tok::kName)) break;
    Arg arg;
    if (!parameter(arg, false)) return;
  } while (accept(Tok::kComma));
  if (raised() || !is(Tok::kRightParen)) return;
  syntax_error_range(open, at(peek()),
                     close == Tok::kColon ? "Lambda expression parameters cannot be parenthesized"
                                          : "Function parameters cannot be parenthesized");
}

}  // namespace midden::syntax
