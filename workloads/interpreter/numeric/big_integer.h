// Integers of any size. A BigInteger owns a GMP number; an IntegerView lends one from an int64_t or from
// limbs that live elsewhere (a heap object) without copying them. Results go into an `out` that may be reused
// from call to call and may be the same object as an operand's.
#pragma once

#include <gmp.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "workloads/interpreter/numeric/error.h"

namespace midden::numeric {

// What a result may have at most; beyond it operations that can explode (<<, **, factorial) report
// MemoryError.
inline constexpr uint64_t kMaxIntegerBits = uint64_t{1} << 33;

class BigInteger {
 public:
  BigInteger() { mpz_init(value_); }
  explicit BigInteger(int64_t value) { mpz_init_set_si(value_, value); }
  BigInteger(std::span<const uint64_t> magnitude, bool negative) : BigInteger() {
    assign(magnitude, negative);
  }
  BigInteger(const BigInteger& other) { mpz_init_set(value_, other.value_); }
  BigInteger(BigInteger&& other) noexcept : BigInteger() { mpz_swap(value_, other.value_); }
  BigInteger& operator=(const BigInteger& other) { return mpz_set(value_, other.value_), *this; }
  BigInteger& operator=(BigInteger&& other) noexcept { return mpz_swap(value_, other.value_), *this; }
  ~BigInteger() { mpz_clear(value_); }

  void assign(int64_t value) { mpz_set_si(value_, value); }
  void assign_unsigned(uint64_t value) { mpz_set_ui(value_, value); }
  void assign(std::span<const uint64_t> magnitude, bool negative);

  // Magnitude, least significant limb first, no leading zero limbs; empty for 0.
  std::span<const uint64_t> limbs() const { return {mpz_limbs_read(value_), mpz_size(value_)}; }
  bool negative() const { return mpz_sgn(value_) < 0; }
  int sign() const { return mpz_sgn(value_); }
  bool fits_int64() const { return mpz_fits_slong_p(value_) != 0; }
  int64_t to_int64() const { return mpz_get_si(value_); }  // only when fits_int64()

  mpz_ptr mpz() { return value_; }
  mpz_srcptr mpz() const { return value_; }

 private:
  mpz_t value_;
};

// A read-only operand. Implicit on purpose: pass an int64_t, a BigInteger or {limbs, negative} to any
// function below.
class IntegerView {
 public:
  IntegerView(int64_t value)  // NOLINT(google-explicit-constructor)
      : small_(value < 0 ? uint64_t{0} - static_cast<uint64_t>(value) : static_cast<uint64_t>(value)) {
    mpz_roinit_n(lent_, &small_, value < 0 ? -1 : value > 0 ? 1 : 0);
  }
  IntegerView(int value) : IntegerView(static_cast<int64_t>(value)) {}  // NOLINT(google-explicit-constructor)
  IntegerView(std::span<const uint64_t> magnitude, bool negative) {
    const auto size = static_cast<mp_size_t>(magnitude.size());
    mpz_roinit_n(lent_, magnitude.data(), negative ? -size : size);
  }
  // The very number, not a copy of its header: GMP must see when a result overwrites an operand.
  IntegerView(const BigInteger& value) : number_(value.mpz()) {}  // NOLINT(google-explicit-constructor)
  IntegerView(const IntegerView&) = delete;
  IntegerView& operator=(const IntegerView&) = delete;

  mpz_srcptr mpz() const { return number_; }
  int sign() const { return mpz_sgn(number_); }
  bool is_zero() const { return sign() == 0; }
  bool is_odd() const { return mpz_odd_p(number_) != 0; }
  bool fits_int64() const { return mpz_fits_slong_p(number_) != 0; }
  int64_t to_int64() const { return mpz_get_si(number_); }
  std::span<const uint64_t> limbs() const { return {mpz_limbs_read(number_), mpz_size(number_)}; }

 private:
  uint64_t small_ = 0;
  mpz_t lent_;
  mpz_srcptr number_ = lent_;
};

// --- Arithmetic
// ------------------------------------------------------------------------------------------------------
void add(BigInteger& out, const IntegerView& a, const IntegerView& b);
void subtract(BigInteger& out, const IntegerView& a, const IntegerView& b);
void multiply(BigInteger& out, const IntegerView& a, const IntegerView& b);
void negate(BigInteger& out, const IntegerView& a);
void absolute(BigInteger& out, const IntegerView& a);
// Python's // and %. The divisor must not be 0 (the interpreter has its own message for each operator).
void floor_divide(BigInteger& out, const IntegerView& a, const IntegerView& b);
void floor_modulo(BigInteger& out, const IntegerView& a, const IntegerView& b);
void floor_divmod(BigInteger& quotient, BigInteger& remainder, const IntegerView& a, const IntegerView& b);
// a / b as the nearest double. ZeroDivisionError "division by zero"; OverflowError "integer division result
// too large for a float".
Error true_divide(double& out, const IntegerView& a, const IntegerView& b);
// base ** exponent, exponent >= 0 (a negative one means floats in Python). MemoryError beyond
// kMaxIntegerBits.
Error power(BigInteger& out, const IntegerView& base, const IntegerView& exponent);
// pow(base, exponent, modulus) with Python's sign rules and errors ("pow() 3rd argument cannot be 0", "base
// is not invertible for the given modulus").
Error power_modulo(BigInteger& out, const IntegerView& base, const IntegerView& exponent,
                   const IntegerView& modulus);
// round(a, ndigits) for ndigits < 0: to a multiple of 10**-ndigits, ties to even.
void round_to_tens(BigInteger& out, const IntegerView& a, const IntegerView& ndigits);

// --- Bits, in two's complement with infinite sign extension
// ----------------------------------------------------------
void bit_and(BigInteger& out, const IntegerView& a, const IntegerView& b);
void bit_or(BigInteger& out, const IntegerView& a, const IntegerView& b);
void bit_xor(BigInteger& out, const IntegerView& a, const IntegerView& b);
void bit_not(BigInteger& out, const IntegerView& a);
// ValueError "negative shift count"; a shift beyond kMaxIntegerBits: OverflowError "too many digits in
// integer" or MemoryError, as CPython's would.
Error shift_left(BigInteger& out, const IntegerView& a, const IntegerView& count);
Error shift_right(BigInteger& out, const IntegerView& a, const IntegerView& count);
uint64_t bit_length(const IntegerView& a);
uint64_t bit_count(const IntegerView& a);  // of the magnitude

// --- Number theory
// ---------------------------------------------------------------------------------------------------
int compare(const IntegerView& a, const IntegerView& b);  // <0, 0, >0
int compare(const IntegerView& a, double b);              // exact; b must not be NaN
void greatest_common_divisor(BigInteger& out, const IntegerView& a, const IntegerView& b);
void least_common_multiple(BigInteger& out, const IntegerView& a, const IntegerView& b);
void integer_square_root(BigInteger& out, const IntegerView& a);  // a >= 0

// --- float
// -----------------------------------------------------------------------------------------------------------
// Nearest double, ties to even. OverflowError "int too large to convert to float".
Error to_double(double& out, const IntegerView& a);
// Truncates. ValueError "cannot convert float NaN to integer", OverflowError "cannot convert float infinity
// to integer".
Error from_double(BigInteger& out, double value);
// mantissa in [0.5, 1) (signed) and exponent with a == mantissa * 2**exponent up to rounding; for logarithms.
double to_mantissa_exponent(const IntegerView& a, int64_t& exponent);

// --- Text
// ------------------------------------------------------------------------------------------------------------
inline constexpr int kDefaultMaxDigits = 4300;  // sys.get_int_max_str_digits(); 0 means no limit

enum class IntegerParse : uint8_t { kOk, kInvalid, kBadBase, kTooManyDigits };
// int(text, base) on ASCII text: surrounding whitespace, sign, prefix, underscores as Python accepts.
// `digit_count` is set for kTooManyDigits. text/number_text.h wraps this for str and gives the messages.
IntegerParse parse_integer(BigInteger& out, std::string_view ascii, int base, int max_digits,
                           uint64_t* digit_count = nullptr);
// Appends digits with a leading '-', no prefix. base 2, 8, 10, 16. Only base 10 is limited: ValueError
// "Exceeds the limit (4300 digits) for integer string conversion; …".
Error append_integer(std::string& out, const IntegerView& a, int base, int max_digits = kDefaultMaxDigits);
Error too_many_digits_error(int max_digits);
Error too_many_digits_error(int max_digits, uint64_t digit_count);

// --- bytes
// -----------------------------------------------------------------------------------------------------------
// Fills all of `out`. OverflowError "int too big to convert" / "can't convert negative int to unsigned".
Error to_bytes(std::span<uint8_t> out, const IntegerView& a, bool little_endian, bool is_signed);
void from_bytes(BigInteger& out, std::span<const uint8_t> bytes, bool little_endian, bool is_signed);

}  // namespace midden::numeric
