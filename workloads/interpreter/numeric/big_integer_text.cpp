#include <fmt/format.h>

#include "workloads/interpreter/numeric/big_integer.h"

namespace midden::numeric {
namespace {

bool is_space(char c) { return c == ' ' || (c >= 9 && c <= 13); }

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'z' ? lower - 'a' + 10 : 36;
}

int prefix_base(char letter) {
  switch (letter | 0x20) {
    case 'x':
      return 16;
    case 'o':
      return 8;
    case 'b':
      return 2;
    default:
      return 0;
  }
}

bool is_power_of_two(int base) { return (base & (base - 1)) == 0; }

}  // namespace

IntegerParse parse_integer(BigInteger& out, std::string_view text, int base, int max_digits,
                           uint64_t* digit_count) {
  if (base != 0 && (base < 2 || base > 36)) return IntegerParse::kBadBase;
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  bool negative = false;
  if (!text.empty() && (text.front() == '+' || text.front() == '-')) {
    negative = text.front() == '-';
    text.remove_prefix(1);
  }

  bool must_be_zero = false;  // base 0 rejects leading zeros
  const int named = text.size() >= 2 && text[0] == '0' ? prefix_base(text[1]) : 0;
  if (base == 0) {
    must_be_zero = named == 0 && !text.empty() && text[0] == '0';
    base = named != 0 ? named : 10;
  }
  if (named != 0 && named == base) {
    text.remove_prefix(2);
    if (!text.empty() && text.front() == '_') text.remove_prefix(1);
  }

  std::string digits;
  digits.reserve(text.size());
  bool after_digit = false;
  size_t i = 0;
  for (; i < text.size(); ++i) {
    if (text[i] == '_' && after_digit) {
      after_digit = false;
    } else if (digit_value(text[i]) < base) {
      digits.push_back(text[i]);
      after_digit = true;
    } else {
      break;
    }
  }
  if (!after_digit) return IntegerParse::kInvalid;
  if (max_digits > 0 && digits.size() > static_cast<size_t>(max_digits) && !is_power_of_two(base)) {
    if (digit_count != nullptr) *digit_count = digits.size();
    return IntegerParse::kTooManyDigits;
  }
  if (i < text.size()) return IntegerParse::kInvalid;

  if (digits.size() <= 12) {  // fits int64_t in any base
    int64_t value = 0;
    for (const char c : digits) value = value * base + digit_value(c);
    out.assign(negative ? -value : value);
  } else {
    mpz_set_str(out.mpz(), digits.c_str(), base);
    if (negative) mpz_neg(out.mpz(), out.mpz());
  }
  return must_be_zero && out.sign() != 0 ? IntegerParse::kInvalid : IntegerParse::kOk;
}

Error append_integer(std::string& out, const IntegerView& a, int base, int max_digits) {
  const bool limited = base == 10 && max_digits > 0;
  // log2(10) > 3.32: beyond this many bits there are certainly too many digits.
  if (limited && bit_length(a) > static_cast<uint64_t>(max_digits) * 10 / 3 + 4)
    return too_many_digits_error(max_digits);
  const size_t start = out.size();
  out.resize(start + mpz_sizeinbase(a.mpz(), base) + 2);
  mpz_get_str(out.data() + start, base, a.mpz());
  out.resize(out.find('\0', start));
  const size_t digits = out.size() - start - (a.sign() < 0 ? 1 : 0);
  if (limited && digits > static_cast<size_t>(max_digits)) {
    out.resize(start);
    return too_many_digits_error(max_digits);
  }
  return {};
}

Error too_many_digits_error(int max_digits) {
  return Error::value(
      fmt::format("Exceeds the limit ({} digits) for integer string conversion; "
                  "use sys.set_int_max_str_digits() to increase the limit",
                  max_digits));
}

Error too_many_digits_error(int max_digits, uint64_t digit_count) {
  return Error::value(
      fmt::format("Exceeds the limit ({} digits) for integer string conversion: value has {} digits; "
                  "use sys.set_int_max_str_digits() to increase the limit",
                  max_digits, digit_count));
}

}  // namespace midden::numeric
