// String literals: adjacent ones joined, f-strings taken apart.
#include <fmt/format.h>

#include <algorithm>

#include "workloads/interpreter/syntax/parser_impl.h"
#include "workloads/interpreter/syntax/string_literal.h"

namespace midden::syntax {

// The values of a JoinedStr under construction: literal text is gathered until an expression follows.
class JoinedParts {
 public:
  JoinedParts(Arena& arena, Location at, bool unicode_prefix)
      : arena_(arena), at_(at), unicode_prefix_(unicode_prefix) {}

  std::string& text() { return text_; }
  Location at() const { return at_; }

  void add(Expr* value) {
    flush();
    values_.push_back(value);
  }
  Constant* text_constant(ConstantKind kind) {
    auto* result = make_constant(arena_, kind, at_);
    result->unicode_prefix = unicode_prefix_ && kind == ConstantKind::kStr;
    result->text = arena_.copy(std::string_view(text_));
    return result;
  }
  Expr* joined() {
    flush();
    return arena_.make<JoinedStr>(Expr{ExprKind::kJoinedStr, at_}, arena_.copy(values_));
  }
  JoinedParts nested(Location at) const { return JoinedParts(arena_, at, unicode_prefix_); }

 private:
  void flush() {
    if (text_.empty()) return;
    values_.push_back(text_constant(ConstantKind::kStr));
    text_.clear();
  }

  Arena& arena_;
  Location at_;
  bool unicode_prefix_;
  std::vector<Expr*> values_;
  std::string text_;
};

// Scans the body of one f-string token. In Python 3.11 an f-string is an ordinary string token first:
// expressions are found by matching brackets and quotes, and each is then parsed as a text of its own.
class FormatString {
 public:
  FormatString(Parser& parser, const Token& token, const StringLiteral& literal)
      : parser_(parser),
        token_(token),
        token_text_(parser.text_of(token)),
        body_(literal.body),
        raw_(literal.raw) {}

  bool parse(JoinedParts& parts) { return parse(parts, 0); }

 private:
  bool parse(JoinedParts& parts, int level);
  bool literal(std::string& to, int level);
  bool replacement(JoinedParts& parts, int level);
  bool find_expression_end();
  Expr* expression(std::string_view text);
  bool error(std::string message) {
    parser_.syntax_error(std::move(message));
    return false;
  }
  bool incomplete() { return error("f-string: expecting '}'"); }
  bool done() const { return at_ >= body_.size(); }

  Parser& parser_;
  const Token token_;
  std::string_view token_text_;
  std::string_view body_;
  bool raw_;
  size_t at_ = 0;
};

// To the end of the body, or, in a format specification, to the '}' that ends it.
bool FormatString::parse(JoinedParts& parts, int level) {
  for (;;) {
    if (!literal(parts.text(), level)) return false;
    if (done() || body_[at_] == '}') break;
    if (!replacement(parts, level)) return false;
  }
  if (level > 0 && done()) return incomplete();
  return true;
}

bool FormatString::literal(std::string& to, int level) {
  size_t start = at_;
  auto take = [&](size_t end) {
    std::string_view text = body_.substr(start, end - start);
    std::string problem = raw_ ? append_raw(to, text) : append_unescaped(to, text);
    return problem.empty() || error(std::move(problem));
  };
  while (!done()) {
    char c = body_[at_];
    if (c == '\\' && !raw_ && at_ + 1 < body_.size()) {
      c = body_[++at_];
      if (c == 'N' && at_ + 1 < body_.size() && body_[at_ + 1] == '{') {
        at_ = std::min(body_.find('}', at_), body_.size() - 1);
      }
    }
    if (c != '{' && c != '}') {
      ++at_;
      continue;
    }
    if (level == 0) {
      if (at_ + 1 < body_.size() && body_[at_ + 1] == c) {
        if (!take(at_ + 1)) return false;
        at_ += 2;
        start = at_;
        continue;
      }
      if (c == '}') return error("f-string: single '}' is not allowed");
    }
    break;
  }
  return take(at_);
}

// From after the '{' to whatever ends the expression: '!', ':', '=' or '}' outside brackets and strings.
bool FormatString::find_expression_end() {
  char quote = 0;
  size_t quotes = 0;
  std::string open;
  auto triple = [&] {
    return at_ + 2 < body_.size() && body_[at_ + 1] == body_[at_] && body_[at_ + 2] == body_[at_];
  };
  for (; !done(); ++at_) {
    char c = body_[at_];
    char next = at_ + 1 < body_.size() ? body_[at_ + 1] : '\0';
    if (c == '\\') return error("f-string expression part cannot include a backslash");
    if (quote) {
      if (c == quote && (quotes == 1 || triple())) {
        at_ += quotes - 1;
        quote = 0;
      }
    } else if (c == '\'' || c == '"') {
      quote = c;
      quotes = triple() ? 3 : 1;
      at_ += quotes - 1;
    } else if (c == '(' || c == '[' || c == '{') {
      if (open.size() >= Tokenizer::kMaxParens) return error("f-string: too many nested parenthesis");
      open.push_back(c);
    } else if (c == '#') {
      return error("f-string expression part cannot include '#'");
    } else if (open.empty() && next == '=' && (c == '!' || c == '=' || c == '<' || c == '>')) {
      ++at_;
    } else if (open.empty() && (c == '!' || c == ':' || c == '}' || c == '=')) {
      break;
    } else if (c == ')' || c == ']' || c == '}') {
      if (open.empty()) return error(fmt::format("f-string: unmatched '{}'", c));
      char opening = open.back();
      open.pop_back();
      if (!(opening == '(' && c == ')') && !(opening == '[' && c == ']') && !(opening == '{' && c == '}')) {
        return error(fmt::format("f-string: closing parenthesis '{}' does not match opening parenthesis '{}'",
                                 c, opening));
      }
    }
  }
  if (quote) return error("f-string: unterminated string");
  if (!open.empty()) return error(fmt::format("f-string: unmatched '{}'", open.back()));
  return !done() || incomplete();
}

bool FormatString::replacement(JoinedParts& parts, int level) {
  if (level >= 2) return error("f-string: expressions nested too deeply");
  size_t start = ++at_;
  if (!find_expression_end()) return false;
  Expr* value = expression(body_.substr(start, at_ - start));
  if (!value) return false;

  bool shows_source = body_[at_] == '=';
  if (shows_source) {
    do ++at_;
    while (!done() && (body_[at_] == ' ' || (body_[at_] >= '\t' && body_[at_] <= '\r')));
    if (done()) return incomplete();
    parts.text() += body_.substr(start, at_ - start);
  }
  int conversion = -1;
  if (body_[at_] == '!') {
    if (++at_ >= body_.size()) return incomplete();
    conversion = body_[at_++];
    if (conversion != 's' && conversion != 'r' && conversion != 'a') {
      return error("f-string: invalid conversion character: expected 's', 'r', or 'a'");
    }
    if (done()) return incomplete();
  }
  Expr* format_spec = nullptr;
  if (body_[at_] == ':') {
    if (++at_ >= body_.size()) return incomplete();
    JoinedParts spec = parts.nested(Parser::at(token_));  // CPython places it at its own token
    if (!parse(spec, level + 1)) return false;
    format_spec = spec.joined();
  }
  if (done() || body_[at_] != '}') return incomplete();
  ++at_;
  if (shows_source && !format_spec && conversion == -1) conversion = 'r';
  parts.add(parser_.arena_.make<FormattedValue>(Expr{ExprKind::kFormattedValue, parts.at()}, value,
                                                conversion, format_spec));
  return true;
}

Expr* FormatString::expression(std::string_view text) {
  if (text.find_first_not_of(" \t\n\f\r") == std::string_view::npos) {
    char end = body_[at_];
    error(end == '}' ? "f-string: empty expression not allowed"
                     : fmt::format("f-string: expression required before '{}'", end));
    return nullptr;
  }
  // The parentheses allow for line breaks and leading blanks; the opening one stands where the brace is.
  std::string source = fmt::format("({})\n", text);
  size_t brace = static_cast<size_t>(text.data() - token_text_.data()) - 1;
  std::string_view before = token_text_.substr(0, brace);
  auto lines = static_cast<int>(std::count(before.begin(), before.end(), '\n'));
  size_t line_start = lines ? before.rfind('\n') + 1 : 0;
  bool newline_follows = text[text.find_first_not_of(" \t\f")] == '\n';
  Parser::Place place;
  place.in_fstring = true;
  place.line = token_.line + lines;
  place.column = (lines ? 0 : token_.column) + (newline_follows ? 0 : static_cast<int>(brace - line_start));
  place.depth = parser_.depth_;
  Parser nested(parser_.arena_, source, parser_.origin_, place);
  Expr* result = nested.parse_fstring_expression();
  if (!result) parser_.problem_ = nested.take_problem();
  return result;
}

// One or more adjacent string tokens.
Expr* Parser::strings() {
  size_t first = at_;
  while (accept(Tok::kString)) {
  }
  if (raised()) return nullptr;
  JoinedParts parts(arena_, span(first), split_string(text_of(tokens_[first])).unicode_prefix);
  bool bytes = false, joined = false;
  for (size_t i = first; i < at_; ++i) {
    StringLiteral literal = split_string(text_of(tokens_[i]));
    std::string problem;
    if (literal.bytes) {
      for (unsigned char c : literal.body) {
        if (c >= 128) return syntax_error("bytes can only contain ASCII literal characters");
      }
    }
    if (i > first && bytes != literal.bytes) return syntax_error("cannot mix bytes and nonbytes literals");
    bytes = literal.bytes;
    if (literal.format) {
      joined = true;
      if (!FormatString(*this, tokens_[i], literal).parse(parts)) return nullptr;
    } else if (literal.raw) {
      problem = append_raw(parts.text(), literal.body);
    } else if (bytes) {
      problem = append_unescaped_bytes(parts.text(), literal.body);
    } else {
      problem = append_unescaped(parts.text(), literal.body);
    }
    if (!problem.empty()) return syntax_error(std::move(problem));
  }
  return joined ? parts.joined() : parts.text_constant(bytes ? ConstantKind::kBytes : ConstantKind::kStr);
}

}  // namespace midden::syntax
