// Numeric literals: what follows their digits decides which of CPython's messages a wrong one gets.
#include <fmt/format.h>

#include "workloads/interpreter/syntax/text.h"
#include "workloads/interpreter/syntax/tokenizer.h"

namespace midden::syntax {

namespace {
constexpr int kBadDigits = -2;

bool is_digit_of(int base, int c) { return base == 16 ? is_hex_digit(c) : c >= '0' && c < '0' + base; }
}  // namespace

Token Tokenizer::bad_digits(const char* what) { return problem_at(fmt::format("invalid {} literal", what)); }

// Reads digits with single underscores between them and gives the character after them, which has been read.
int Tokenizer::digits() {
  for (;;) {
    int c;
    do c = next_char();
    while (is_digit(c));
    if (c != '_') return c;
    c = next_char();
    if (!is_digit(c)) {
      back(c);
      bad_digits("decimal");
      return kBadDigits;
    }
  }
}

// A number may run into one of these words without a blank between (`1if x else 2`).
bool Tokenizer::keyword_follows(int c) {
  std::string_view rest = source_.substr(position_, line_end_ - position_);
  auto word = [&](std::string_view tail) {
    return rest.starts_with(tail) &&
           (rest.size() == tail.size() || !is_name_part(static_cast<unsigned char>(rest[tail.size()])));
  };
  switch (c) {
    case 'a':
      return word("nd");
    case 'e':
      return word("lse");
    case 'f':
      return word("or");
    case 'i':
      return !rest.empty() && (rest[0] == 'f' || rest[0] == 'n' || rest[0] == 's');
    case 'o':
      return word("r");
    case 'n':
      return word("ot");
    default:
      return false;
  }
}

// `c`, just read, follows a number. False after reporting that it must not.
bool Tokenizer::end_of_number(int c, const char* what) {
  if (c == kEof || keyword_follows(c) || !is_name_part(c)) return true;
  back(c);
  bad_digits(what);
  return false;
}

Token Tokenizer::number(uint32_t start, int first) {
  if (first == '.') {
    next_char();
    return fraction(start);
  }
  if (first == '0') return number_after_zero(start);
  int c = digits();
  if (c == kBadDigits) return bare(Tok::kError);
  if (c == '.') {
    c = next_char();
    if (is_digit(c)) return fraction(start);
  }
  if (c == 'e' || c == 'E') return exponent(start, c);
  if (c == 'j' || c == 'J') return imaginary(start);
  if (!end_of_number(c, "decimal")) return bare(Tok::kError);
  back(c);
  return token(Tok::kNumber, start, position_);
}

Token Tokenizer::number_after_zero(uint32_t start) {
  int c = next_char();
  switch (c) {
    case 'x':
    case 'X':
      return based_number(start, 16);
    case 'o':
    case 'O':
      return based_number(start, 8);
    case 'b':
    case 'B':
      return based_number(start, 2);
    default:
      break;
  }
  for (;; c = next_char()) {
    if (c == '_') {
      c = next_char();
      if (!is_digit(c)) {
        back(c);
        return bad_digits("decimal");
      }
    }
    if (c != '0') break;
  }
  uint32_t zeros_end = position_;
  bool nonzero = is_digit(c);
  if (nonzero) {
    c = digits();
    if (c == kBadDigits) return bare(Tok::kError);
  }
  if (c == '.') {
    c = next_char();
    if (is_digit(c)) return fraction(start);
    nonzero = false;
  }
  if (c == 'e' || c == 'E') return exponent(start, c);
  if (c == 'j' || c == 'J') return imaginary(start);
  if (nonzero) {
    back(c);
    problem_at(
        "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
        static_cast<int>(start + 1 - line_start_));
    problem_->end_offset = static_cast<int>(zeros_end - line_start_);
    return bare(Tok::kError);
  }
  if (!end_of_number(c, "decimal")) return bare(Tok::kError);
  back(c);
  return token(Tok::kNumber, start, position_);
}

// 0x…, 0o…, 0b…: the prefix has been read.
Token Tokenizer::based_number(uint32_t start, int base) {
  const char* what = base == 16 ? "hexadecimal" : base == 8 ? "octal" : "binary";
  auto wrong_digit = [&](int c) {
    return problem_at(fmt::format("invalid digit '{}' in {} literal", static_cast<char>(c), what));
  };
  int c = next_char();
  do {
    if (c == '_') c = next_char();
    if (!is_digit_of(base, c)) {
      if (is_digit(c)) return wrong_digit(c);
      back(c);
      return bad_digits(what);
    }
    do c = next_char();
    while (is_digit_of(base, c));
  } while (c == '_');
  if (is_digit(c)) return wrong_digit(c);
  if (!end_of_number(c, what)) return bare(Tok::kError);
  back(c);
  return token(Tok::kNumber, start, position_);
}

// The first digit after the point has been read.
Token Tokenizer::fraction(uint32_t start) {
  int c = digits();
  if (c == kBadDigits) return bare(Tok::kError);
  if (c == 'e' || c == 'E') return exponent(start, c);
  if (c == 'j' || c == 'J') return imaginary(start);
  if (!end_of_number(c, "decimal")) return bare(Tok::kError);
  back(c);
  return token(Tok::kNumber, start, position_);
}

// `e` is the letter just read, which may also begin a keyword (`1else`).
Token Tokenizer::exponent(uint32_t start, int e) {
  int c = next_char();
  if (c == '+' || c == '-') {
    c = next_char();
    if (!is_digit(c)) {
      back(c);
      return bad_digits("decimal");
    }
  } else if (!is_digit(c)) {
    back(c);
    if (!end_of_number(e, "decimal")) return bare(Tok::kError);
    back(e);
    return token(Tok::kNumber, start, position_);
  }
  c = digits();
  if (c == kBadDigits) return bare(Tok::kError);
  if (c == 'j' || c == 'J') return imaginary(start);
  if (!end_of_number(c, "decimal")) return bare(Tok::kError);
  back(c);
  return token(Tok::kNumber, start, position_);
}

Token Tokenizer::imaginary(uint32_t start) {
  int c = next_char();
  if (!end_of_number(c, "imaginary")) return bare(Tok::kError);
  back(c);
  return token(Tok::kNumber, start, position_);
}

}  // namespace midden::syntax
