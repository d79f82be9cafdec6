#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "workloads/interpreter/syntax/problem.h"
#include "workloads/interpreter/syntax/token.h"

namespace midden::syntax {

// Cuts a decoded source (UTF-8, '\n' only, ending in '\n') into tokens, one at a time. Lines are entered
// lazily, as CPython does, because error positions depend on how far reading has come.
class Tokenizer {
 public:
  static constexpr int kMaxIndent = 100;
  static constexpr int kMaxParens = 200;

  // Why a token was an error.
  enum class Failure : uint8_t {
    kNone,
    kMessage,  // `problem` is complete
    kEndOfInput,
    kDedent,
    kTabs,
    kTooDeep,
    kLineContinuation,
  };

  explicit Tokenizer(std::string_view source, int first_line = 1);

  Token next();

  Failure failure() const { return failure_; }
  const std::optional<SyntaxProblem>& problem() const { return problem_; }
  bool at_end() const { return ended_; }

  // Where reading has come to.
  int line() const { return line_; }
  uint32_t position() const { return position_; }
  uint32_t line_start() const { return line_start_; }
  uint32_t line_end() const { return line_end_; }          // after the newline
  uint32_t buffer_start() const { return buffer_start_; }  // of the line on which the current token started

  int level() const { return level_; }
  Tok open_paren() const { return parens_[level_ - 1].type; }
  int open_paren_line() const { return parens_[level_ - 1].line; }
  int open_paren_column() const { return parens_[level_ - 1].column; }

 private:
  static constexpr int kEof = -1;

  struct OpenParen {
    Tok type;
    int line;
    int column;
  };

  int next_char();
  void back(int c);
  int peek_char() const { return position_ < line_end_ ? byte(position_) : -1; }
  unsigned char byte(uint32_t at) const { return static_cast<unsigned char>(source_[at]); }

  bool read_indentation(bool& blank_line);
  bool settle_indentation(int column, int alternative);
  bool continue_line();
  Token token(Tok type, uint32_t start, uint32_t end);
  Token bare(Tok type);
  Token fail(Failure failure);
  Token problem_at(std::string message, int offset = -1);
  Token unprintable(uint32_t code_point);

  Token name(uint32_t start);
  bool check_identifier(uint32_t start);
  Token number(uint32_t start, int first);
  Token number_after_zero(uint32_t start);
  Token based_number(uint32_t start, int base);
  Token fraction(uint32_t start);
  Token exponent(uint32_t start, int e);
  Token imaginary(uint32_t start);
  int digits();  // the character after the digits, or kBadDigits
  Token bad_digits(const char* what);
  bool end_of_number(int c, const char* what);
  bool keyword_follows(int c);
  Token string(uint32_t start, int quote);
  Token punctuation(uint32_t start, int c);
  Token open(Tok type, uint32_t start);
  Token close(Tok type, uint32_t start, char shown);

  std::string_view source_;
  uint32_t position_ = 0;
  uint32_t line_start_ = 0;
  uint32_t line_end_ = 0;
  uint32_t buffer_start_ = 0;
  int line_ = 0;
  bool in_token_ = false;
  bool line_beginning_ = true;
  bool ended_ = false;

  int first_line_ = 0;  // of the current token, when it spans several
  uint32_t first_line_start_ = 0;

  int pending_ = 0;  // indents (> 0) or dedents (< 0) still to be given out
  int indent_depth_ = 0;
  int indents_[kMaxIndent] = {0};
  int alternatives_[kMaxIndent] = {0};

  int level_ = 0;
  OpenParen parens_[kMaxParens];

  Failure failure_ = Failure::kNone;
  std::optional<SyntaxProblem> problem_;
};

}  // namespace midden::syntax
