// Doubles to text and back, exactly as Python's float: shortest repr, correctly rounded %-formats at any
// precision, round(), float(), hex() and fromhex(). Text is ASCII.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "workloads/interpreter/numeric/big_integer.h"
#include "workloads/interpreter/numeric/error.h"

namespace midden::numeric {

inline constexpr size_t kFloatReprSize = 32;
// repr(value) into a buffer of kFloatReprSize bytes, without a terminator; returns the length.
size_t write_float_repr(double value, char* buffer);
std::string float_repr(double value);
std::string complex_repr(double real, double imaginary);

// How printf-like text of a double is made. type: e E f F g G, or r for the shortest repr digits (precision
// unused). Inf and NaN come as "inf", "nan" (upper case for E F G). A sign appears only when negative.
struct FloatFormat {
  char type = 'r';
  int precision = 6;
  bool alternate = false;         // '#': keep the point and, for g, trailing zeros
  bool add_dot_zero = false;      // r and g: "1.0" rather than "1"
  bool no_negative_zero = false;  // 'z': -0 after rounding prints as 0
};
void append_float(std::string& out, double value, const FloatFormat& format);

// float(text) on ASCII: surrounding whitespace, underscores between digits, inf/infinity/nan in any case.
// False if it is not a number; too large gives infinity, as in Python.
bool parse_float(std::string_view ascii, double& out);
// A number token of source text, already known to be well-formed, underscores allowed.
double parse_float_literal(std::string_view digits);

// round(value, ndigits). OverflowError "rounded value too large to represent".
Error round_float(double value, int64_t ndigits, double& out);
// round(value) without ndigits: ties to even, still a double.
double round_half_even(double value);

std::string float_hex(double value);
// ValueError "invalid hexadecimal floating-point string", OverflowError "hexadecimal value too large …".
Error float_from_hex(std::string_view ascii, double& out);
// value as numerator / denominator. OverflowError/ValueError "cannot convert Infinity/NaN to integer ratio".
Error float_as_ratio(double value, BigInteger& numerator, BigInteger& denominator);

// Python's float operators that differ from C's.
double float_floor_divide(double a, double b);  // b != 0
double float_modulo(double a, double b);        // b != 0
void float_divmod(double a, double b, double& quotient, double& remainder);
// a ** b where the result is real. ZeroDivisionError "0.0 cannot be raised to a negative power",
// OverflowError "(34, 'Numerical result out of range')": the str of an exception with those two args. A
// negative base with a fractional exponent sets `is_complex` and leaves the work to complex power.
Error float_power(double a, double b, double& out, bool& is_complex);

}  // namespace midden::numeric
