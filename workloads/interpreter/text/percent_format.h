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
  char32_t type = 0;  // '%': a literal percent sign, takes no argument
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
  explicit PercentParser(StringView format) : format_(format) {}
  // kLiteral fills `literal` (a range of the format), kDirective `directive`, kError leaves error().
  PercentItem next(Range& literal, PercentDirective& directive);
  const Error& error() const { return error_; }

 private:
  PercentItem fail(const char* message);
  bool parse_number(uint64_t& index, int64_t& out, const char* too_big);

  StringView format_;
  uint64_t position_ = 0;
  Error error_;
};

// ValueError "unsupported format character 'y' (0x79) at index 1". CPython raises it only after fetching an
// argument, so the interpreter asks then. Types: d i u o x X e E f F g G c s r a, and b for bytes.
bool is_supported_percent_type(char32_t type, bool for_bytes = false);
Error unsupported_percent_type(const PercentDirective& directive);

void format_percent_int(StringBuilder& out, const PercentDirective& directive,
                        const numeric::IntegerView& value);  // d i u o x X
Error format_percent_float(StringBuilder& out, const PercentDirective& directive,
                           double value);  // e E f F g G
void format_percent_text(StringBuilder& out, const PercentDirective& directive,
                         StringView text);  // s r a b: text is the str/repr/ascii
void format_percent_char(StringBuilder& out, const PercentDirective& directive, char32_t c);  // c

}  // namespace midden::text
