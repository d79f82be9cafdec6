// format(value, spec): the mini-language `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`.
#pragma once

#include <cstdint>
#include <string_view>

#include "workloads/interpreter/numeric/big_integer.h"
#include "workloads/interpreter/numeric/error.h"
#include "workloads/interpreter/text/string_builder.h"
#include "workloads/interpreter/text/string_view.h"

namespace midden::text {

using numeric::Error;

// Each appends format(value, spec) to `out`, with the errors of CPython 3.11. `type_name` is the name of the
// value's class as it appears in "Unknown format code 'd' for object of type 'str'". An empty spec is
// str(value).
Error format_string(StringBuilder& out, StringView value, StringView spec,
                    std::string_view type_name = "str");
Error format_int(StringBuilder& out, const numeric::IntegerView& value, StringView spec,
                 std::string_view type_name = "int", int max_digits = numeric::kDefaultMaxDigits);
Error format_float(StringBuilder& out, double value, StringView spec, std::string_view type_name = "float");
Error format_complex(StringBuilder& out, double real, double imaginary, StringView spec,
                     std::string_view type_name = "complex");

// The parsed form.
struct FormatSpec {
  char32_t fill = ' ';
  char align = '>';  // < > = ^
  char sign = 0;     // + - space, or 0
  bool no_negative_zero = false;
  bool alternate = false;
  int64_t width = -1;
  char32_t grouping = 0;  // , or _
  int64_t precision = -1;
  char32_t type = 0;
};
// default_align is '<' for text and '>' for numbers, default_type the type when none is given (0: none).
Error parse_format_spec(FormatSpec& out, StringView spec, char default_align, char32_t default_type,
                        std::string_view type_name);
Error unknown_format_code(char32_t type, std::string_view type_name);
// Appends `text` filled up to spec.width as spec.align says ('=' counts as '>').
void append_aligned(StringBuilder& out, StringView text, const FormatSpec& spec);

}  // namespace midden::text
