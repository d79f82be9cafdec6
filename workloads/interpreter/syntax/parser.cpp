#include "workloads/interpreter/syntax/parser.h"

#include <type_traits>

#include "workloads/interpreter/syntax/parser_impl.h"
#include "workloads/interpreter/syntax/source.h"
#include "workloads/interpreter/syntax/text.h"

namespace midden::syntax {

// ---------------------------------------------------------------------------------- tokens

void Parser::fetch() {
  Token token = tokenizer_.next();
  // The text of an f-string's expression starts in the middle of a line.
  if (place_.in_fstring) {
    if (token.line == place_.line && token.column >= 0) token.column += place_.column;
    if (token.end_line == place_.line && token.end_column >= 0) token.end_column += place_.column;
  }
  if (last_newline_added_ && token.type == Tok::kNewline && token.end + 1 == text_.size()) {
    token.column = token.end_column = -1;
  }
  tokens_.push_back(token);
  if (token.type == Tok::kError && !raised()) raise_tokenizer_problem();
}

Identifier Parser::identifier(const Token& token) {
  std::string_view text = text_of(token);
  for (unsigned char c : text) {
    if (c >= 128) return arena_.intern(normalise_identifier(text));
  }
  return arena_.intern(text);
}

bool Parser::name(Identifier& result) {
  if (!is(Tok::kName)) return false;
  result = identifier(tokens_[at_++]);
  return true;
}

// From token `start` to the last one consumed that shows.
Location Parser::span(size_t start) const {
  size_t last = at_ - 1;
  while (last > start && (tokens_[last].type == Tok::kNewline || tokens_[last].type == Tok::kIndent ||
                          tokens_[last].type == Tok::kDedent)) {
    --last;
  }
  return join(at(tokens_[start]), at(tokens_[last]));
}

bool Parser::expect_forced(Tok wanted, const char* shown) {
  if (accept(wanted)) return true;
  if (!raised()) syntax_error_at(at(peek()), std::string("expected '") + shown + "'");
  return false;
}

// ---------------------------------------------------------------------------------- two passes

template <class Rule>
auto Parser::run(Rule rule) -> decltype(rule()) {
  auto result = rule();
  if (result && !raised()) return result;
  if (raised()) {
    check_rest_of_source();
    return nullptr;
  }
  Token last = tokens_.back();
  at_ = 0;
  diagnosing_ = true;
  rule();
  finish_problem(last);
  return nullptr;
}

void Parser::finish_problem(const Token& last) {
  if (!raised()) {
    if (last.type == Tok::kIndent || last.type == Tok::kDedent) {
      raise_at_last_token(ProblemKind::kIndentationError,
                          last.type == Tok::kIndent ? "unexpected indent" : "unexpected unindent");
      return;
    }
    syntax_error_at(at(last), "invalid syntax");
  }
  check_rest_of_source();
}

// A mistake of the tokenizer further down (an open string, a wrong parenthesis) is likely the cause of what
// the parser has stumbled over: it takes the place of the parser's problem.
void Parser::check_rest_of_source() {
  if (problem_->kind == ProblemKind::kMemoryError || tokenizer_.failure() != Tokenizer::Failure::kNone)
    return;
  int problem_line = tokens_.back().line;
  for (;;) {
    Token token = tokenizer_.next();
    if (token.type == Tok::kEnd) return;
    if (token.type != Tok::kError) continue;
    if (tokenizer_.failure() == Tokenizer::Failure::kMessage) {
      problem_.reset();
      raise_tokenizer_problem();
    } else if (tokenizer_.level() != 0 && problem_line > tokenizer_.open_paren_line()) {
      problem_.reset();
      raise_unclosed_parenthesis();
    }
    return;
  }
}

Module* Parser::parse_module() {
  return run([this] { return file(); });
}

Expression* Parser::parse_expression() {
  return run([this]() -> Expression* {
    peek();
    Expr* body = expressions();
    if (!body) return nullptr;
    while (accept(Tok::kNewline)) {
    }
    if (!is(Tok::kEnd)) return nullptr;
    return arena_.make<Expression>(body);
  });
}

Expr* Parser::parse_fstring_expression() {
  return run([this] { return star_expressions(); });
}

// ---------------------------------------------------------------------------------- the public functions

namespace {

template <class Root>
void parse_into(ParseResult& result, Root* ParseResult::*root, Root* (Parser::*rule)(),
                std::string_view source, std::string_view filename, SourceOrigin origin) {
  result.arena = std::make_unique<Arena>();
  result.source = std::make_unique<Source>();
  result.source->filename = filename;
  result.source->origin = origin;
  result.problem = decode_source(source, origin, *result.source);
  if (!result.problem) {
    Parser parser(*result.arena, result.source->text, origin);
    if (!result.source->encoding_known) parser.count_bytes();
    if (std::is_same_v<Root, Expression> && !source.ends_with('\n')) parser.forget_last_newline();
    result.*root = (parser.*rule)();
    result.problem = parser.take_problem();
  }
  if (result.problem) {
    result.*root = nullptr;
    result.problem->filename = filename;
    // CPython gives an expression no newline of its own, and nothing has no first line.
    if constexpr (std::is_same_v<Root, Expression>) {
      std::string& text = result.problem->text;
      if (!source.ends_with('\n') && text.ends_with('\n')) text.pop_back();
      if (source.empty()) result.problem->line = result.problem->end_line = 0;
    }
  }
}

}  // namespace

ParseResult parse_module(std::string_view source, std::string_view filename, SourceOrigin origin) {
  ParseResult result;
  parse_into(result, &ParseResult::module, &Parser::parse_module, source, filename, origin);
  return result;
}

ParseResult parse_expression(std::string_view source, std::string_view filename, SourceOrigin origin) {
  ParseResult result;
  parse_into(result, &ParseResult::expression, &Parser::parse_expression, source, filename, origin);
  return result;
}

}  // namespace midden::syntax
