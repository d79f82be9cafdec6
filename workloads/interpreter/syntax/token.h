#pragma once

#include <cstdint>

namespace midden::syntax {

enum class Tok : uint8_t {
  kEnd,
  kError,  // the tokenizer says what is wrong
  kNewline,
  kIndent,
  kDedent,
  kName,
  kNumber,
  kString,
  // Punctuation.
  kLeftParen,
  kRightParen,
  kLeftBracket,
  kRightBracket,
  kLeftBrace,
  kRightBrace,
  kColon,
  kComma,
  kSemicolon,
  kDot,
  kEllipsis,
  kArrow,
  kAt,
  kAssign,
  kColonAssign,
  kPlus,
  kMinus,
  kStar,
  kSlash,
  kPercent,
  kDoubleSlash,
  kDoubleStar,
  kLeftShift,
  kRightShift,
  kAmper,
  kBar,
  kCaret,
  kTilde,
  kLess,
  kGreater,
  kEqual,
  kNotEqual,
  kLessEqual,
  kGreaterEqual,
  kPlusAssign,
  kMinusAssign,
  kStarAssign,
  kSlashAssign,
  kPercentAssign,
  kAtAssign,
  kAmperAssign,
  kBarAssign,
  kCaretAssign,
  kLeftShiftAssign,
  kRightShiftAssign,
  kDoubleStarAssign,
  kDoubleSlashAssign,
  kUnknown,  // a character that starts nothing, such as $
  // Keywords.
  kFalse,
  kNone,
  kTrue,
  kAnd,
  kAs,
  kAssert,
  kAsync,
  kAwait,
  kBreak,
  kClass,
  kContinue,
  kDef,
  kDel,
  kElif,
  kElse,
  kExcept,
  kFinally,
  kFor,
  kFrom,
  kGlobal,
  kIf,
  kImport,
  kIn,
  kIs,
  kLambda,
  kNonlocal,
  kNot,
  kOr,
  kPass,
  kRaise,
  kReturn,
  kTry,
  kWhile,
  kWith,
  kYield,
};

struct Token {
  Tok type = Tok::kEnd;
  int16_t level = 0;    // open parentheses after this token
  int32_t line = 0;     // from 1
  int32_t column = -1;  // from 0, in bytes; -1 for what has no text (indent, dedent, end)
  int32_t end_line = 0;
  int32_t end_column = -1;
  uint32_t start = 0;  // offsets in the source
  uint32_t end = 0;
};

}  // namespace midden::syntax
