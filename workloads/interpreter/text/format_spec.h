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
                 std::string_view type_name = "int");
Error format_float(StringBuilder& out, double value, StringView spec, std::string_view type_name = "float");
Error format_complex(StringBuilder& out, double real, double imaginary, StringView spec,
                     std::string_view type_name = "complex");

// The parsed form, for whoever needs it.
struct FormatSpec {
  char32_t fill = ' ';
  char align = 0;  // < > = ^, or 0: the type's default
  char sign = 0;   // + - space, or 0
  bool no_negative_zero = false;
  bool alternate = false;
  bool zero_padded = false;
  int64_t width = -1;
  char32_t grouping = 0;  // , or _
  int64_t precision = -1;
  char32_t type = 0;
};
Error parse_format_spec(FormatSpec& out, StringView spec);

}  // namespace midden::text
