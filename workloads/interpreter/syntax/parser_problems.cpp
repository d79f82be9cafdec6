// Positions and quoted lines of problems, as CPython computes them.
#include <fmt/format.h>

#include <algorithm>

#include "workloads/interpreter/syntax/parser_impl.h"
#include "workloads/interpreter/syntax/source.h"
#include "workloads/interpreter/syntax/text.h"

namespace midden::syntax {

const char* problem_class_name(ProblemKind kind) {
  switch (kind) {
    case ProblemKind::kSyntaxError:
      return "SyntaxError";
    case ProblemKind::kIndentationError:
      return "IndentationError";
    case ProblemKind::kTabError:
      return "TabError";
    case ProblemKind::kMemoryError:
      return "MemoryError";
    case ProblemKind::kRecursionError:
      return "RecursionError";
    case ProblemKind::kValueError:
      return "ValueError";
  }
  return "SyntaxError";
}

// The line that is being read is quoted whole; an earlier one is looked up.
std::string Parser::line_for_problem(int line) const {
  if (tokenizer_.line() <= line && tokenizer_.line_end() > tokenizer_.buffer_start()) {
    return repaired_utf8(
        text_.substr(tokenizer_.buffer_start(), tokenizer_.line_end() - tokenizer_.buffer_start()));
  }
  std::string_view rest = text_;
  for (int i = place_.line; i < line; ++i) {
    size_t newline = rest.find('\n');
    if (newline == std::string_view::npos) break;
    rest.remove_prefix(newline + 1);
  }
  std::string result = repaired_utf8(rest.substr(0, rest.find('\n')));
  if (origin_ == SourceOrigin::kFile && !place_.in_fstring) result.push_back('\n');
  return result;
}

// Columns are in bytes and count from 1 here; an end of 0 or -1 means that there is none.
std::nullptr_t Parser::raise(ProblemKind kind, int line, int column, int end_line, int end_column,
                             std::string message) {
  if (raised()) return nullptr;
  SyntaxProblem problem;
  problem.kind = kind;
  problem.message = place_.in_fstring ? "f-string: " + message : std::move(message);
  problem.line = line;
  problem.end_line = end_line;
  problem.text = line_for_problem(line);
  if (place_.in_fstring) {
    problem.offset = column - place_.column;
    problem.end_offset = end_column - place_.column;
  } else {
    // As many characters as these first bytes of the line make.
    auto characters = [&](int bytes) {
      if (bytes < 0 || counts_bytes_) return bytes;
      size_t length = std::min(static_cast<size_t>(bytes), problem.text.size());
      int beyond = static_cast<size_t>(bytes) > problem.text.size() ? 1 : 0;
      return count_characters(std::string_view(problem.text).substr(0, length)) + beyond;
    };
    problem.offset = characters(column);
    problem.end_offset = end_column > 0 ? characters(end_column) : end_column;
  }
  problem_ = std::move(problem);
  return nullptr;
}

std::nullptr_t Parser::raise_at_last_token(ProblemKind kind, std::string message) {
  const Token& last = tokens_.back();
  int column =
      last.column >= 0 ? last.column + 1 : static_cast<int>(tokenizer_.position() - tokenizer_.line_start());
  int end_column = last.end_column >= 0 ? last.end_column + 1 : -1;
  return raise(kind, last.line, column, last.end_line, end_column, std::move(message));
}

std::nullptr_t Parser::syntax_error_at(const Location& at, std::string message) {
  return raise(ProblemKind::kSyntaxError, at.line, at.column + 1, at.end_line, at.end_column + 1,
               std::move(message));
}

// To where reading has come.
std::nullptr_t Parser::syntax_error_from(const Location& from, std::string message) {
  int end = static_cast<int>(tokenizer_.position() - tokenizer_.line_start());
  return raise(ProblemKind::kSyntaxError, from.line, from.column + 1, tokenizer_.line(), end,
               std::move(message));
}

std::nullptr_t Parser::raise_unclosed_parenthesis() {
  char shown = tokenizer_.open_paren() == Tok::kLeftParen     ? '('
               : tokenizer_.open_paren() == Tok::kLeftBracket ? '['
                                                              : '{';
  return raise(ProblemKind::kSyntaxError, tokenizer_.open_paren_line(), tokenizer_.open_paren_column() + 1,
               tokenizer_.open_paren_line(), 0, fmt::format("'{}' was never closed", shown));
}

std::nullptr_t Parser::raise_tokenizer_problem() {
  auto at_line = [&](ProblemKind kind, int column, const char* message) {
    return raise(kind, tokenizer_.line(), column, tokenizer_.line(), 0, message);
  };
  switch (tokenizer_.failure()) {
    case Tokenizer::Failure::kMessage:
      problem_ = tokenizer_.problem();
      problem_->text = repaired_utf8(problem_->text);
      return nullptr;
    case Tokenizer::Failure::kEndOfInput:
      if (tokenizer_.level() > 0) return raise_unclosed_parenthesis();
      return syntax_error("unexpected EOF while parsing");
    case Tokenizer::Failure::kDedent:
      return raise_at_last_token(ProblemKind::kIndentationError,
                                 "unindent does not match any outer indentation level");
    case Tokenizer::Failure::kTabs:
      return at_line(ProblemKind::kTabError, 1, "inconsistent use of tabs and spaces in indentation");
    case Tokenizer::Failure::kTooDeep:
      return at_line(ProblemKind::kIndentationError, 1, "too many levels of indentation");
    case Tokenizer::Failure::kLineContinuation:
      return at_line(ProblemKind::kSyntaxError,
                     static_cast<int>(tokenizer_.position() - tokenizer_.buffer_start()),
                     "unexpected character after line continuation character");
    case Tokenizer::Failure::kNone:
      break;
  }
  return syntax_error("invalid token");
}

void Parser::raise_too_deep() {
  if (raised()) return;
  SyntaxProblem problem;
  problem.kind = ProblemKind::kMemoryError;
  problem.has_end = problem.has_text = false;
  problem_ = std::move(problem);
}

}  // namespace midden::syntax
