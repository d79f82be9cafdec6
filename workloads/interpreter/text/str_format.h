// str.format: a tokenizer of replacement fields that the interpreter drives.
//
//   FormatParser parser(format);
//   while ((item = parser.next(field)) is kField or kLiteral) …
//   FieldName name(field name); name.first() tells the argument, name.next(step) the .attribute and [index]
//   steps.
//
// A field's spec may hold replacement fields itself: when spec_has_fields, expand it with another
// FormatParser (depth at most 2, else ValueError "Max string recursion exceeded") sharing the same
// FieldNumbering.
#pragma once

#include <cstdint>

#include "workloads/interpreter/numeric/error.h"
#include "workloads/interpreter/text/string_view.h"

namespace midden::text {

using numeric::Error;

struct ReplacementField {
  Range name;
  char32_t conversion = 0;  // r s a, or 0; others: see unknown_conversion
  Range spec;
  bool spec_has_fields = false;
};

enum class FormatItem : uint8_t { kEnd, kLiteral, kField, kError };

class FormatParser {
 public:
  explicit FormatParser(StringView format) : format_(format) {}
  // kLiteral fills `literal` (the doubled brace of "{{" comes once), kField `field`; ranges are of the
  // format.
  FormatItem next(Range& literal, ReplacementField& field);
  const Error& error() const { return error_; }

 private:
  FormatItem fail(const char* message);
  FormatItem parse_field(ReplacementField& field);

  StringView format_;
  uint64_t position_ = 0;
  Error error_;
};

Error unknown_conversion(char32_t conversion);  // "Unknown conversion specifier 'x'"

// Decides between {} and {0}: one per str.format call.
class FieldNumbering {
 public:
  // Index of the next automatic field, or the error of mixing.
  Error automatic(int64_t& index);
  Error manual();

 private:
  enum class State : uint8_t { kUnknown, kAutomatic, kManual } state_ = State::kUnknown;
  int64_t next_ = 0;
};

// "0.name[key]" taken apart.
struct FieldStep {
  bool is_attribute = false;  // .text, else [text]
  bool is_index = false;      // [number]
  int64_t index = 0;
  Range text;  // within the name
};

class FieldName {
 public:
  explicit FieldName(StringView name);
  // The part before the first . or [: empty (automatic), a number, or a keyword.
  bool is_automatic() const { return first_.length() == 0; }
  bool is_index() const { return is_index_; }
  int64_t index() const { return index_; }
  Range keyword() const { return first_; }
  Error check() const { return error_; }  // "Too many decimal digits in format string"
  // False at the end or on error ("Missing ']' in format string", "Empty attribute in format string", "Only
  // '.' or '[' may follow ']' in format field specifier").
  bool next(FieldStep& step);
  const Error& error() const { return error_; }

 private:
  StringView name_;
  Range first_;
  bool is_index_ = false;
  int64_t index_ = 0;
  uint64_t position_ = 0;
  Error error_;
};

}  // namespace midden::text
