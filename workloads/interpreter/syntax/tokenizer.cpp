#include "workloads/interpreter/syntax/tokenizer.h"

#include <fmt/format.h>

#include <algorithm>

#include "workloads/interpreter/syntax/keywords.h"
#include "workloads/interpreter/syntax/source.h"
#include "workloads/interpreter/syntax/text.h"

namespace midden::syntax {

Tokenizer::Tokenizer(std::string_view source, int first_line) : source_(source), line_(first_line - 1) {}

int Tokenizer::next_char() {
  if (position_ < line_end_) return byte(position_++);
  if (position_ >= source_.size()) {
    ended_ = true;
    return kEof;
  }
  line_start_ = position_;
  if (!in_token_) buffer_start_ = position_;
  size_t newline = source_.find('\n', position_);
  line_end_ = static_cast<uint32_t>(newline == std::string_view::npos ? source_.size() : newline + 1);
  ++line_;
  return byte(position_++);
}

void Tokenizer::back(int c) {
  if (c != kEof) --position_;
}

// ---------------------------------------------------------------------------------- results

Token Tokenizer::token(Tok type, uint32_t start, uint32_t end) {
  Token token;
  token.type = type;
  token.level = static_cast<int16_t>(level_);
  token.line = token.end_line = line_;
  token.column = static_cast<int32_t>(start - line_start_);
  token.end_column = static_cast<int32_t>(end - line_start_);
  token.start = start;
  token.end = end;
  return token;
}

Token Tokenizer::bare(Tok type) {
  Token token;
  token.type = type;
  token.level = static_cast<int16_t>(level_);
  token.line = token.end_line = line_;
  token.start = token.end = position_;
  return token;
}

Token Tokenizer::fail(Failure failure) {
  failure_ = failure;
  return bare(Tok::kError);
}

// The offset counts the characters up to where reading has come, unless given.
Token Tokenizer::problem_at(std::string message, int offset) {
  std::string_view rest = source_.substr(line_start_);
  SyntaxProblem problem;
  problem.message = std::move(message);
  problem.line = problem.end_line = line_;
  problem.offset = offset >= 0 ? offset : count_characters(rest.substr(0, position_ - line_start_));
  problem.end_offset = problem.offset;
  problem.text = rest.substr(0, rest.find('\n'));
  problem_ = std::move(problem);
  return fail(Failure::kMessage);
}

Token Tokenizer::unprintable(uint32_t code_point) {
  return problem_at(fmt::format("invalid non-printable character U+{:04X}", code_point));
}

// ---------------------------------------------------------------------------------- lines

// A backslash has been read: true when a line follows.
bool Tokenizer::continue_line() {
  if (next_char() != '\n') {
    failure_ = Failure::kLineContinuation;
    return false;
  }
  int c = next_char();
  if (c == kEof) {
    failure_ = Failure::kEndOfInput;
    return false;
  }
  back(c);
  return true;
}

// Tabs count up to the next multiple of 8, and alternatively 1: where the two orders disagree, indentation
// depends on the width of a tab.
bool Tokenizer::read_indentation(bool& blank_line) {
  int column = 0, alternative = 0, continued_column = 0;
  int c;
  for (;;) {
    c = next_char();
    if (c == ' ') {
      ++column, ++alternative;
    } else if (c == '\t') {
      column = (column / 8 + 1) * 8, ++alternative;
    } else if (c == '\f') {
      column = alternative = 0;
    } else if (c == '\\') {
      if (continued_column == 0) continued_column = column;
      if (!continue_line()) return false;
    } else {
      break;
    }
  }
  back(c);
  blank_line = c == '#' || c == '\n';
  if (blank_line || level_ > 0) return true;
  if (continued_column) column = alternative = continued_column;
  return settle_indentation(column, alternative);
}

bool Tokenizer::settle_indentation(int column, int alternative) {
  auto refuse = [&](Failure failure) {
    failure_ = failure;
    position_ = line_end_;
    return false;
  };
  if (column == indents_[indent_depth_]) {
    if (alternative != alternatives_[indent_depth_]) return refuse(Failure::kTabs);
  } else if (column > indents_[indent_depth_]) {
    if (indent_depth_ + 1 >= kMaxIndent) return refuse(Failure::kTooDeep);
    if (alternative <= alternatives_[indent_depth_]) return refuse(Failure::kTabs);
    ++pending_, ++indent_depth_;
    indents_[indent_depth_] = column;
    alternatives_[indent_depth_] = alternative;
  } else {
    while (indent_depth_ > 0 && column < indents_[indent_depth_]) --pending_, --indent_depth_;
    if (column != indents_[indent_depth_]) return refuse(Failure::kDedent);
    if (alternative != alternatives_[indent_depth_]) return refuse(Failure::kTabs);
  }
  return true;
}

Token Tokenizer::next() {
  if (failure_ != Failure::kNone) return bare(Tok::kError);
  for (;;) {
    in_token_ = false;
    bool blank_line = false;
    if (line_beginning_) {
      line_beginning_ = false;
      if (!read_indentation(blank_line)) return bare(Tok::kError);
    }
    if (pending_ < 0) return ++pending_, bare(Tok::kDedent);
    if (pending_ > 0) return --pending_, bare(Tok::kIndent);

    int c;
    for (;;) {
      do c = next_char();
      while (c == ' ' || c == '\t' || c == '\f');
      if (c != '\\') break;
      in_token_ = true;  // CPython quotes both lines in its messages
      bool continued = continue_line();
      in_token_ = false;
      if (!continued) return bare(Tok::kError);
    }
    uint32_t start = position_ - 1;
    if (c == '#') {
      position_ = std::max(position_, line_end_ - (byte(line_end_ - 1) == '\n'));
      c = next_char();  // a newline token begins with its comment
    }
    if (c == kEof) return level_ ? fail(Failure::kEndOfInput) : bare(Tok::kEnd);
    if (c == '\n') {
      line_beginning_ = true;
      if (blank_line || level_ > 0) continue;
      return token(Tok::kNewline, start, position_ - 1);
    }
    in_token_ = true;
    Token result = is_name_start(c)                                     ? name(start)
                   : is_digit(c) || (c == '.' && is_digit(peek_char())) ? number(start, c)
                   : c == '\'' || c == '"'                              ? string(start, c)
                                                                        : punctuation(start, c);
    in_token_ = false;
    return result;
  }
}

// ---------------------------------------------------------------------------------- names and strings

Token Tokenizer::name(uint32_t start) {
  bool bytes = false, unicode = false, raw = false, format = false;
  bool ascii = true;
  bool prefix = true;
  position_ = start;
  for (;;) {
    int c = peek_char();
    if (prefix) {
      if ((c == '\'' || c == '"') && position_ > start) {
        next_char();
        return string(start, c);
      }
      if ((c | 32) == 'b' && !bytes && !unicode && !format) {
        bytes = true;
      } else if ((c | 32) == 'u' && !bytes && !unicode && !raw && !format) {
        unicode = true;
      } else if ((c | 32) == 'r' && !raw && !unicode) {
        raw = true;
      } else if ((c | 32) == 'f' && !format && !bytes && !unicode) {
        format = true;
      } else {
        prefix = false;
      }
    }
    if (!is_name_part(c)) break;
    if (c >= 128) ascii = false;
    ++position_;
  }
  if (!ascii) {
    if (!check_identifier(start)) return bare(Tok::kError);
    return token(Tok::kName, start, position_);
  }
  return token(keyword_or_name(source_.substr(start, position_ - start)), start, position_);
}

bool Tokenizer::check_identifier(uint32_t start) {
  uint32_t end = position_;
  for (uint32_t at = start; at < end;) {
    DecodedChar c = decode_utf8(source_.substr(0, end), at);
    if (c.length == 0) {
      auto fault = find_utf8_fault(source_.substr(start, end - start));
      problem_at("(unicode error) " + fault->message, 1);
      return false;
    }
    at += static_cast<uint32_t>(c.length);
    if (at - static_cast<uint32_t>(c.length) == start ? is_identifier_start(c.code_point)
                                                      : is_identifier_part(c.code_point)) {
      continue;
    }
    position_ = at;
    if (is_printable(c.code_point)) {
      std::string shown;
      append_utf8(shown, c.code_point);
      problem_at(fmt::format("invalid character '{}' (U+{:04X})", shown, c.code_point));
    } else {
      unprintable(c.code_point);
    }
    return false;
  }
  return true;
}

// The opening quote has been read.
Token Tokenizer::string(uint32_t start, int quote) {
  first_line_ = line_;
  first_line_start_ = line_start_;
  int size = 1, closing = 0;
  int c = next_char();
  if (c == quote) {
    c = next_char();
    if (c == quote) {
      size = 3;
    } else {
      closing = 1;  // the empty string
    }
  }
  if (c != quote) back(c);
  while (closing != size) {
    c = next_char();
    if (c == kEof || (size == 1 && c == '\n')) {
      int detected = line_;
      position_ = start + 1;
      line_start_ = first_line_start_;
      line_ = first_line_;
      return problem_at(fmt::format("unterminated {}string literal (detected at line {})",
                                    size == 3 ? "triple-quoted " : "", detected));
    }
    if (c == quote) {
      ++closing;
    } else {
      closing = 0;
      if (c == '\\') next_char();
    }
  }
  Token token = this->token(Tok::kString, start, position_);
  token.line = first_line_;
  token.column = static_cast<int32_t>(start - first_line_start_);
  return token;
}

// ---------------------------------------------------------------------------------- punctuation

Token Tokenizer::open(Tok type, uint32_t start) {
  if (level_ >= kMaxParens) return problem_at("too many nested parentheses");
  parens_[level_++] = {type, line_, static_cast<int>(start - line_start_)};
  return token(type, start, position_);
}

Token Tokenizer::close(Tok type, uint32_t start, char shown) {
  if (level_ == 0) return problem_at(fmt::format("unmatched '{}'", shown));
  --level_;
  const OpenParen& opening = parens_[level_];
  if (static_cast<int>(opening.type) + 1 != static_cast<int>(type)) {
    char open_shown = opening.type == Tok::kLeftParen ? '(' : opening.type == Tok::kLeftBracket ? '[' : '{';
    std::string message =
        fmt::format("closing parenthesis '{}' does not match opening parenthesis '{}'", shown, open_shown);
    if (opening.line != line_) message += fmt::format(" on line {}", opening.line);
    return problem_at(std::move(message));
  }
  return token(type, start, position_);
}

Token Tokenizer::punctuation(uint32_t start, int c) {
  auto follows = [&](char wanted) {
    if (peek_char() != wanted) return false;
    ++position_;
    return true;
  };
  auto give = [&](Tok type) { return token(type, start, position_); };
  auto or_assign = [&](Tok plain, Tok assigning) { return give(follows('=') ? assigning : plain); };
  switch (c) {
    case '(':
      return open(Tok::kLeftParen, start);
    case '[':
      return open(Tok::kLeftBracket, start);
    case '{':
      return open(Tok::kLeftBrace, start);
    case ')':
      return close(Tok::kRightParen, start, ')');
    case ']':
      return close(Tok::kRightBracket, start, ']');
    case '}':
      return close(Tok::kRightBrace, start, '}');
    case ':':
      return or_assign(Tok::kColon, Tok::kColonAssign);
    case ',':
      return give(Tok::kComma);
    case ';':
      return give(Tok::kSemicolon);
    case '~':
      return give(Tok::kTilde);
    case '=':
      return or_assign(Tok::kAssign, Tok::kEqual);
    case '!':
      return or_assign(Tok::kUnknown, Tok::kNotEqual);
    case '+':
      return or_assign(Tok::kPlus, Tok::kPlusAssign);
    case '%':
      return or_assign(Tok::kPercent, Tok::kPercentAssign);
    case '@':
      return or_assign(Tok::kAt, Tok::kAtAssign);
    case '&':
      return or_assign(Tok::kAmper, Tok::kAmperAssign);
    case '|':
      return or_assign(Tok::kBar, Tok::kBarAssign);
    case '^':
      return or_assign(Tok::kCaret, Tok::kCaretAssign);
    case '-':
      return follows('>') ? give(Tok::kArrow) : or_assign(Tok::kMinus, Tok::kMinusAssign);
    case '*':
      return follows('*') ? or_assign(Tok::kDoubleStar, Tok::kDoubleStarAssign)
                          : or_assign(Tok::kStar, Tok::kStarAssign);
    case '/':
      return follows('/') ? or_assign(Tok::kDoubleSlash, Tok::kDoubleSlashAssign)
                          : or_assign(Tok::kSlash, Tok::kSlashAssign);
    case '<':
      if (follows('<')) return or_assign(Tok::kLeftShift, Tok::kLeftShiftAssign);
      if (follows('>')) return give(Tok::kUnknown);
      return or_assign(Tok::kLess, Tok::kLessEqual);
    case '>':
      return follows('>') ? or_assign(Tok::kRightShift, Tok::kRightShiftAssign)
                          : or_assign(Tok::kGreater, Tok::kGreaterEqual);
    case '.':
      if (peek_char() == '.' && position_ + 1 < line_end_ && byte(position_ + 1) == '.') {
        position_ += 2;
        return give(Tok::kEllipsis);
      }
      return give(Tok::kDot);
    default:
      break;
  }
  if (c < 32 || c == 127) return unprintable(static_cast<uint32_t>(c));
  return give(Tok::kUnknown);
}

}  // namespace midden::syntax
