// Atoms: names, constants, and everything in parentheses, brackets and braces.
#include <charconv>
#include <limits>

#include <fmt/format.h>

#include "workloads/interpreter/syntax/parser_impl.h"
#include "workloads/interpreter/syntax/text.h"

namespace midden::syntax {

Expr* Parser::atom() {
  switch (type()) {
    case Tok::kName: {
      size_t start = at_;
      Identifier id;
      name(id);
      return arena_.make<Name>(Expr{ExprKind::kName, at(tokens_[start])}, id, ExprContext::kLoad);
    }
    case Tok::kNumber:
      return number_atom();
    case Tok::kString:
      return strings();
    case Tok::kTrue:
      return constant(ConstantKind::kTrue);
    case Tok::kFalse:
      return constant(ConstantKind::kFalse);
    case Tok::kNone:
      return constant(ConstantKind::kNone);
    case Tok::kEllipsis:
      return constant(ConstantKind::kEllipsis);
    case Tok::kLeftParen:
      return bracketed([this] { return parenthesised(); });
    case Tok::kLeftBracket:
      return bracketed([this] { return list_display(); });
    case Tok::kLeftBrace:
      return bracketed([this] { return brace_display(); });
    default:
      return nullptr;
  }
}

Expr* Parser::constant(ConstantKind type) { return make_constant(arena_, type, at(tokens_[at_++])); }

namespace {

// Octal and binary digits as hexadecimal ones.
std::string hexadecimal(std::string_view digits, int bits_per_digit) {
  std::string bits;
  for (char digit : digits) {
    for (int bit = bits_per_digit - 1; bit >= 0; --bit) bits.push_back((digit - '0') >> bit & 1 ? '1' : '0');
  }
  bits.insert(0, (4 - bits.size() % 4) % 4, '0');
  std::string result;
  for (size_t i = 0; i < bits.size(); i += 4) {
    int value = (bits[i] - '0') * 8 + (bits[i + 1] - '0') * 4 + (bits[i + 2] - '0') * 2 + (bits[i + 3] - '0');
    result.push_back("0123456789abcdef"[value]);
  }
  return result;
}

double to_double(const std::string& digits) {
  double value = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error == std::errc::result_out_of_range) value = std::strtod(digits.c_str(), nullptr);
  return value;
}

}  // namespace

Expr* Parser::number_atom() {
  constexpr size_t kMaxDecimalDigits = 4300;
  const Token token = tokens_[at_++];
  std::string digits;
  for (char c : text_of(token)) {
    if (c != '_') digits.push_back(c);
  }
  auto* result = make_constant(arena_, ConstantKind::kInt, at(token));
  char second = digits.size() > 1 ? static_cast<char>(digits[1] | 32) : ' ';
  bool based = digits[0] == '0' && (second == 'x' || second == 'o' || second == 'b');
  if (!based && (digits.back() | 32) == 'j') {
    digits.pop_back();
    result->type = ConstantKind::kComplex;
    result->float_value = to_double(digits);
    return result;
  }
  if (!based && digits.find_first_of(".eE") != std::string::npos) {
    result->type = ConstantKind::kFloat;
    result->float_value = to_double(digits);
    return result;
  }
  result->base = based ? 16 : 10;
  if (based) {
    digits.erase(0, 2);
    if (second != 'x') digits = hexadecimal(digits, second == 'o' ? 3 : 1);
  }
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  if (!based && digits.size() > kMaxDecimalDigits) {
    return raise(
        ProblemKind::kSyntaxError, token.line, 0, token.end_line, 0,
        fmt::format("Exceeds the limit ({} digits) for integer string conversion: value has {} digits; use "
                    "sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge "
                    "integer literals to avoid decimal conversion limits.",
                    kMaxDecimalDigits, digits.size()));
  }
  auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), result->int_value, result->base);
  result->fits_int64 = error == std::errc();
  result->text = arena_.copy(std::string_view(digits));
  return result;
}

// `()`, `(a)`, `(a, b)`, `(yield)`, `(a for a in b)`.
Expr* Parser::parenthesised() {
  size_t start = at_++;
  auto tuple = [&](const std::vector<Expr*>& elts) {
    return arena_.make<Tuple>(Expr{ExprKind::kTuple, span(start)}, arena_.copy(elts), ExprContext::kLoad);
  };
  if (accept(Tok::kRightParen)) return tuple({});
  Expr* first = is(Tok::kYield) ? yield_expression() : star_named_expression();
  if (first && !raised()) {
    bool yields = tokens_[start + 1].type == Tok::kYield;
    bool starred = first->kind == ExprKind::kStarred;
    if (!starred && accept(Tok::kRightParen)) return first;
    if (!yields && accept(Tok::kComma)) {
      std::vector<Expr*> elts{first};
      if (star_named_expressions(elts, Tok::kRightParen) && accept(Tok::kRightParen)) return tuple(elts);
    } else if (!yields && !starred && at_comprehension()) {
      std::vector<Comprehension> clauses;
      if (comprehension_clauses(clauses) && accept(Tok::kRightParen)) {
        return arena_.make<GeneratorExp>(Expr{ExprKind::kGeneratorExp, span(start)}, first,
                                         arena_.copy(clauses));
      }
    }
  }
  if (diagnosing_ && !raised()) diagnose_group(start);
  if (diagnosing_ && !raised()) diagnose_comprehension(start);
  return nullptr;
}

Expr* Parser::list_display() {
  size_t start = at_++;
  std::vector<Expr*> elts;
  if (star_named_expressions(elts, Tok::kRightBracket)) {
    if (accept(Tok::kRightBracket)) {
      return arena_.make<ListExpr>(Expr{ExprKind::kList, span(start)}, arena_.copy(elts), ExprContext::kLoad);
    }
    if (elts.size() == 1 && tokens_[at_ - 1].type != Tok::kComma && elts[0]->kind != ExprKind::kStarred &&
        at_comprehension()) {
      std::vector<Comprehension> clauses;
      if (comprehension_clauses(clauses) && accept(Tok::kRightBracket)) {
        return arena_.make<ListComp>(Expr{ExprKind::kListComp, span(start)}, elts[0], arena_.copy(clauses));
      }
    }
  }
  if (diagnosing_ && !raised()) diagnose_comprehension(start);
  return nullptr;
}

// `{}`, `{a: b}`, `{**a}`, `{a}` and the two comprehensions.
Expr* Parser::brace_display() {
  size_t start = at_++;
  Expr* result = nullptr;
  if (accept(Tok::kRightBrace)) {
    return arena_.make<Dict>(Expr{ExprKind::kDict, span(start)}, List<Expr*>(), List<Expr*>());
  }
  if (is(Tok::kDoubleStar)) {
    result = dict_display(start, nullptr);
  } else if (Expr* first = star_named_expression()) {
    bool walrus = first->kind == ExprKind::kNamedExpr && tokens_[start + 1].type != Tok::kLeftParen;
    if (is(Tok::kColon) && first->kind != ExprKind::kStarred && !walrus) {
      result = dict_display(start, first);
    } else if (first->kind != ExprKind::kStarred && at_comprehension()) {
      std::vector<Comprehension> clauses;
      if (comprehension_clauses(clauses) && accept(Tok::kRightBrace)) {
        result = arena_.make<SetComp>(Expr{ExprKind::kSetComp, span(start)}, first, arena_.copy(clauses));
      }
    } else {
      std::vector<Expr*> elts{first};
      if ((!accept(Tok::kComma) || star_named_expressions(elts, Tok::kRightBrace)) &&
          accept(Tok::kRightBrace)) {
        result = arena_.make<Set>(Expr{ExprKind::kSet, span(start)}, arena_.copy(elts));
      }
    }
  }
  if (!result && !raised()) diagnose_braces(start);
  return result;
}

Expr* Parser::dict_display(size_t start, Expr* first_key) {
  std::vector<Expr*> keys, values;
  if (first_key) {
    ++at_;
    Expr* value = expression();
    if (!value) return nullptr;
    if (at_comprehension()) {
      std::vector<Comprehension> clauses;
      if (!comprehension_clauses(clauses) || !accept(Tok::kRightBrace)) return nullptr;
      return arena_.make<DictComp>(Expr{ExprKind::kDictComp, span(start)}, first_key, value,
                                   arena_.copy(clauses));
    }
    keys.push_back(first_key);
    values.push_back(value);
    if (accept(Tok::kComma) && !double_starred_pairs(keys, values)) return nullptr;
  } else if (!double_starred_pairs(keys, values)) {
    return nullptr;
  }
  if (!accept(Tok::kRightBrace)) return nullptr;
  return arena_.make<Dict>(Expr{ExprKind::kDict, span(start)}, arena_.copy(keys), arena_.copy(values));
}

bool Parser::double_starred_pairs(std::vector<Expr*>& keys, std::vector<Expr*>& values) {
  while (!is(Tok::kRightBrace)) {
    Expr* key = nullptr;
    Expr* value = nullptr;
    if (accept(Tok::kDoubleStar)) {
      value = bitwise_or();
    } else {
      key = expression();
      if (!key || !accept(Tok::kColon)) return false;
      value = expression();
    }
    if (!value) return false;
    keys.push_back(key);
    values.push_back(value);
    if (!accept(Tok::kComma)) break;
  }
  return true;
}

bool Parser::comprehension_clauses(std::vector<Comprehension>& to) {
  if (!at_comprehension()) return false;
  while (at_comprehension()) {
    Comprehension clause;
    if (!comprehension_clause(clause)) return false;
    to.push_back(clause);
  }
  return !raised();
}

bool Parser::comprehension_clause(Comprehension& clause) {
  size_t start = at_;
  clause.is_async = accept(Tok::kAsync);
  ++at_;  // for
  clause.target = star_targets();
  if (raised()) return false;
  if (!clause.target || !accept(Tok::kIn)) {
    if (diagnosing_ && !raised()) diagnose_for_target(start);
    return false;
  }
  clause.iter = disjunction();
  if (!clause.iter) return false;
  std::vector<Expr*> ifs;
  while (accept(Tok::kIf)) {
    Expr* condition = disjunction();
    if (!condition) return false;
    ifs.push_back(condition);
  }
  clause.ifs = arena_.copy(ifs);
  return true;
}

}  // namespace midden::syntax
