// int(), float() and complex() of a str: Unicode digits and spaces, then the numeric parsers, with Python's
// messages.
#pragma once

#include <string>

#include "workloads/interpreter/numeric/big_integer.h"
#include "workloads/interpreter/numeric/float_text.h"
#include "workloads/interpreter/text/string_view.h"

namespace midden::text {

using numeric::BigInteger;
using numeric::Error;
using numeric::ErrorKind;

// ValueError "invalid literal for int() with base 10: 'x'", "int() base must be >= 2 and <= 36, or 0", the
// digit limit. kind says how the literal is shown: a str or, for int(b'…'), bytes.
Error parse_int(BigInteger& out, StringView s, int64_t base = 10, int max_digits = numeric::kDefaultMaxDigits,
                bool is_bytes = false);
// The common case of int(s), without a BigInteger: a sign and up to 18 ASCII digits. False: ask parse_int.
bool parse_small_int(int64_t& out, StringView s);
// ValueError "could not convert string to float: 'x'".
Error parse_float(double& out, StringView s, bool is_bytes = false);
// ValueError "complex() arg is a malformed string".
Error parse_complex(double& real, double& imaginary, StringView s);
// Each Unicode decimal digit as its ASCII digit, each space as ' ', other non-ASCII as '?'.
std::string to_ascii_digits(StringView s);

}  // namespace midden::text
