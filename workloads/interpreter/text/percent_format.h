// The % operator of str and bytes. The interpreter drives a PercentParser over the format string, fetches
// arguments for what it yields, and renders each with the functions below.
#pragma once

#include <cstdint>

#include "workloads/interpreter/numeric/big_integer.h"
#include "workloads/interpreter/numeric/error.h"
#include "workloads/interpreter/text/string_builder.h"
#include "workloads/interpreter/text/string_view.h"

namespace midden::text {

using numeric::Error;

struct PercentDirective {
  static constexpr int64_t kNone = -1;
  static constexpr int64_t kStar =
      -2;  // takes an argument: the interpreter puts its value here, see set_width

  bool has_key = false;
  Range key;  // within the format string
  bool left = false, plus = false, space = false, alternate = false, zero = false;
  int64_t width = kNone;
  int64_t precision = kNone;
  char32_t type = 0;
  uint64_t type_index = 0;

  // For values given by '*': a negative width means left-justified, a negative precision 0.
  void set_width(int64_t value) {
    left = left || value < 0;
    width = value < 0 ? -value : value;
  }
  void set_precision(int64_t value) { precision = value < 0 ? 0 : value; }
};

enum class PercentItem : uint8_t { kEnd, kLiteral, kDirective, kError };

class PercentParser {
 public:
  // has_mapping: the right operand is a mapping, so that "%(key)s" is allowed.
  PercentParser(StringView format, bool has_mapping) : format_(format), has_mapping_(has_mapping) {}
  // kLiteral fills `literal` (a range of the format; "%%" gives one percent sign), kDirective `directive`,
  // kError leaves error().
  PercentItem next(Range& literal, PercentDirective& directive);
  const Error& error() const { return error_; }

 private:
  PercentItem fail(Error error);
  PercentItem parse(PercentDirective& directive);
  bool parse_key(PercentDirective& directive);
  void parse_flags(PercentDirective& directive);
  bool parse_number(int64_t& out, int64_t largest, const char* too_big);
  bool at_end() const { return position_ == format_.length; }
  char32_t here() const { return format_.at(position_); }

  StringView format_;
  bool has_mapping_;
  uint64_t position_ = 0;
  Error error_;
};

// ValueError "unsupported format character 'y' (0x79) at index 1". CPython raises it only after fetching an
// argument, so the interpreter asks then. Types: d i u o x X e E f F g G c s r a, and b for bytes.
bool is_supported_percent_type(char32_t type, bool for_bytes = false);
Error unsupported_percent_type(const PercentDirective& directive);

// Values as extracted: an int for d i u o x X (a float was truncated for d i u), a double for e E f F g G,
// the str(), repr() or ascii() for s r a b, a code point for c.
Error format_percent_int(StringBuilder& out, const PercentDirective& directive,
                         const numeric::IntegerView& value, int max_digits = numeric::kDefaultMaxDigits);
Error format_percent_float(StringBuilder& out, const PercentDirective& directive, double value);
void format_percent_text(StringBuilder& out, const PercentDirective& directive, StringView text);
void format_percent_char(StringBuilder& out, const PercentDirective& directive, char32_t c);

}  // namespace midden::text
