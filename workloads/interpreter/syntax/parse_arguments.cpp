// Arguments of calls and parameters of functions.
#include "workloads/interpreter/syntax/parser_impl.h"

namespace midden::syntax {

// At '('. A generator expression may stand alone without parentheses of its own: f(x for x in y).
Expr* Parser::call(size_t start, Expr* func) {
  size_t open = at_++;
  CallArguments found;
  if (!is(Tok::kRightParen)) {
    size_t first = at_;
    Expr* alone = nullptr;
    if (!is(Tok::kStar) && !is(Tok::kDoubleStar)) {
      alone =
          is(Tok::kName) && peek_second().type == Tok::kColonAssign ? assignment_expression() : expression();
      if (raised()) return nullptr;
    }
    if (alone && at_comprehension()) {
      std::vector<Comprehension> clauses;
      if (comprehension_clauses(clauses) && accept(Tok::kRightParen)) {
        Expr* generator =
            arena_.make<GeneratorExp>(Expr{ExprKind::kGeneratorExp, span(open)}, alone, arena_.copy(clauses));
        return arena_.make<Call>(Expr{ExprKind::kCall, span(start)}, func,
                                 arena_.copy(std::vector<Expr*>{generator}), List<Keyword>());
      }
      if (raised()) return nullptr;
      at_ = first;
    } else if (alone && accept(Tok::kRightParen)) {
      return arena_.make<Call>(Expr{ExprKind::kCall, span(start)}, func,
                               arena_.copy(std::vector<Expr*>{alone}), List<Keyword>());
    } else if (alone && is(Tok::kComma)) {
      found.args.push_back(alone);
    } else {
      at_ = first;
    }
    if (!arguments(found, first)) return nullptr;
  }
  if (!accept(Tok::kRightParen)) return nullptr;
  return arena_.make<Call>(Expr{ExprKind::kCall, span(start)}, func, arena_.copy(found.args),
                           arena_.copy(found.keywords));
}

// Up to the closing parenthesis, which stays. Arguments already in `result` began at `first`; a comma follows
// them.
bool Parser::arguments(CallArguments& result, size_t first) {
  if (argument_list(result, first)) {
    size_t end = at_;
    accept(Tok::kComma);
    if (is(Tok::kRightParen)) return true;
    at_ = end;
  }
  if (diagnosing_ && !raised()) diagnose_arguments(first);
  return false;
}

// As many arguments as are well-formed, in the order positional, then keyword, then after the first ** only
// keyword and **. Stops before the comma that no argument follows.
bool Parser::argument_list(CallArguments& result, size_t first) {
  bool keywords = false, double_stars = false;
  bool any = !result.args.empty();
  size_t end = at_;
  for (;;) {
    if (any && !accept(Tok::kComma)) break;
    size_t start = at_;
    if (is(Tok::kStar)) {
      if (double_stars) break;
      Expr* starred = star_argument();
      if (!starred) break;
      result.args.push_back(starred);
    } else if (accept(Tok::kDoubleStar)) {
      Expr* value = expression();
      if (!value) break;
      result.keywords.push_back({Identifier(), value, span(start)});
      keywords = double_stars = true;
    } else {
      bool named = is(Tok::kName) && peek_second().type == Tok::kAssign;
      if (!named && !keywords) {
        Expr* value = is(Tok::kName) && peek_second().type == Tok::kColonAssign ? assignment_expression()
                                                                                : expression();
        if (raised()) break;
        if (value && !is(Tok::kColonAssign) && !is(Tok::kAssign)) {
          result.args.push_back(value);
          any = true;
          end = at_;
          continue;
        }
        at_ = start;
      }
      if (diagnosing_) {
        diagnose_keyword_argument();
        if (raised()) break;
      }
      if (!named) break;
      Identifier arg;
      name(arg);
      ++at_;
      Expr* value = expression();
      if (!value) break;
      result.keywords.push_back({arg, value, span(start)});
      keywords = true;
    }
    any = true;
    end = at_;
  }
  at_ = end;
  if (any) result.at = span(first);
  return any && !raised();
}

Expr* Parser::star_argument() {
  size_t start = at_++;
  Expr* value = expression();
  if (!value) return nullptr;
  return arena_.make<Starred>(Expr{ExprKind::kStarred, span(start)}, value, ExprContext::kLoad);
}

bool Parser::parameter(Arg& result, bool annotated, bool star_annotation) {
  if (!is(Tok::kName)) return false;
  size_t start = at_;
  name(result.arg);
  result.annotation = nullptr;
  if (annotated && accept(Tok::kColon)) {
    result.annotation = star_annotation ? star_expression() : expression();
    if (!result.annotation) return false;
  }
  result.at = span(start);
  return true;
}

// Parameters of a def (`close` is the parenthesis) or a lambda (the colon), up to `close`.
Arguments* Parser::parameters(Tok close) {
  bool annotated = close == Tok::kRightParen;
  std::vector<Arg> posonly, args, kwonly;
  std::vector<Expr*> defaults, kw_defaults;
  auto* result = arena_.make<Arguments>();
  bool slash = false, star = false;
  auto mistake = [&](const Token& token, const char* message) -> Arguments* {
    if (diagnosing_ && !raised()) syntax_error_at(at(token), message);
    return nullptr;
  };
  auto nothing_after_star = [&](const Token& star_token) {
    return mistake(annotated ? star_token : tokens_.back(), "named arguments must follow bare *");
  };
  auto has_default = [&](Expr*& value) {
    value = nullptr;
    if (!is(Tok::kAssign)) return true;
    Token assign = tokens_[at_++];
    if (is(Tok::kComma) || is(close)) return mistake(assign, "expected default value expression"), false;
    value = expression();
    return value != nullptr;
  };
  while (!is(close)) {
    Token token = peek();
    if (accept(Tok::kDoubleStar)) {
      Arg arg;
      if (!parameter(arg, annotated)) return nullptr;
      result->kwarg = arena_.make<Arg>(arg);
      if (is(Tok::kAssign)) return mistake(peek(), "var-keyword argument cannot have default value");
      if (accept(Tok::kComma) && !is(close)) {
        if (is(Tok::kName) || is(Tok::kStar) || is(Tok::kDoubleStar) || is(Tok::kSlash)) {
          Token extra = peek();
          if (is(Tok::kName) && !parameter(arg, annotated)) return nullptr;
          return mistake(extra, "arguments cannot follow var-keyword argument");
        }
        return nullptr;
      }
      break;
    }
    if (accept(Tok::kStar)) {
      if (star) {
        bool again = diagnosing_ && (is(Tok::kName) || is(Tok::kComma));
        return again ? mistake(token, "* argument may appear only once") : nullptr;
      }
      star = true;
      if (accept(Tok::kComma)) {
        if (is(close) || is(Tok::kDoubleStar)) return nothing_after_star(token);
        continue;
      }
      Arg arg;
      if (is(close)) return nothing_after_star(token);
      if (!parameter(arg, annotated, true)) return nullptr;
      result->vararg = arena_.make<Arg>(arg);
      if (is(Tok::kAssign)) return mistake(peek(), "var-positional argument cannot have default value");
    } else if (accept(Tok::kSlash)) {
      if (star) return mistake(token, "/ must be ahead of *");
      if (slash) return mistake(token, "/ may appear only once");
      if (args.empty())
        return is(Tok::kComma) ? mistake(token, "at least one argument must precede /") : nullptr;
      if (is(Tok::kStar)) return mistake(peek(), "expected comma between / and *");
      slash = true;
      posonly.swap(args);
    } else if (is(Tok::kName)) {
      Arg arg;
      Expr* value;
      if (!parameter(arg, annotated) || !has_default(value)) return nullptr;
      if (star) {
        kwonly.push_back(arg);
        kw_defaults.push_back(value);
      } else {
        if (!value && !defaults.empty()) {
          if (diagnosing_ && !raised() && (is(Tok::kComma) || is(close))) {
            syntax_error_at(arg.at, "non-default argument follows default argument");
          }
          return nullptr;
        }
        args.push_back(arg);
        if (value) defaults.push_back(value);
      }
    } else {
      if (diagnosing_ && is(Tok::kLeftParen) && !star) diagnose_parenthesised_parameters(close);
      return nullptr;
    }
    if (!accept(Tok::kComma)) break;
  }
  if (raised() || !is(close)) return nullptr;
  result->posonlyargs = arena_.copy(posonly);
  result->args = arena_.copy(args);
  result->kwonlyargs = arena_.copy(kwonly);
  result->kw_defaults = arena_.copy(kw_defaults);
  result->defaults = arena_.copy(defaults);
  return result;
}

}  // namespace midden::syntax
