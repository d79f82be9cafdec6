#include "workloads/interpreter/text/percent_format.h"

#include <fmt/format.h>

#include <algorithm>
#include <climits>
#include <limits>

#include "workloads/interpreter/numeric/float_text.h"

namespace midden::text {
namespace {

constexpr int64_t kMaxPrecision = 200'000'000;  // more digits are a lack of memory

// Lays out sign, prefix and digits in the directive's width.
void append_number(StringBuilder& out, const PercentDirective& directive, bool negative,
                   std::string_view prefix, uint64_t zeros, StringView digits) {
  const char sign = negative ? '-' : directive.plus ? '+' : directive.space ? ' ' : 0;
  const uint64_t length = (sign != 0 ? 1 : 0) + prefix.size() + zeros + digits.length;
  const auto width = static_cast<uint64_t>(std::max<int64_t>(directive.width, 0));
  const uint64_t padding = width > length ? width - length : 0;
  const bool zero_fill = directive.zero && !directive.left;
  if (!directive.left && !zero_fill) out.append_repeated(U' ', padding);
  if (sign != 0) out.append(static_cast<char32_t>(sign));
  out.append(prefix);
  out.append_repeated(U'0', zeros + (zero_fill ? padding : 0));
  out.append(digits);
  if (directive.left) out.append_repeated(U' ', padding);
}

void append_padded(StringBuilder& out, const PercentDirective& directive, StringView text) {
  const auto width = static_cast<uint64_t>(std::max<int64_t>(directive.width, 0));
  const uint64_t padding = width > text.length ? width - text.length : 0;
  if (!directive.left) out.append_repeated(U' ', padding);
  out.append(text);
  if (directive.left) out.append_repeated(U' ', padding);
}

}  // namespace

PercentItem PercentParser::fail(Error error) {
  error_ = std::move(error);
  return PercentItem::kError;
}

PercentItem PercentParser::next(Range& literal, PercentDirective& directive) {
  if (at_end()) return PercentItem::kEnd;
  if (here() != '%') {
    const uint64_t start = position_;
    while (!at_end() && here() != '%') ++position_;
    literal = {start, position_};
    return PercentItem::kLiteral;
  }
  ++position_;
  if (!at_end() && here() == '%') {
    literal = {position_, position_ + 1};
    ++position_;
    return PercentItem::kLiteral;
  }
  directive = PercentDirective();
  return parse(directive);
}

PercentItem PercentParser::parse(PercentDirective& directive) {
  if (!at_end() && here() == '(' && !parse_key(directive)) return PercentItem::kError;
  parse_flags(directive);
  constexpr int64_t kMaxWidth = std::numeric_limits<int64_t>::max();
  if (!parse_number(directive.width, kMaxWidth, "width too big")) return PercentItem::kError;
  if (directive.width > static_cast<int64_t>(kMaxStringLength)) return fail(Error::memory());
  if (!at_end() && here() == '.') {
    ++position_;
    if (!parse_number(directive.precision, INT_MAX, "precision too big")) return PercentItem::kError;
    if (directive.precision == PercentDirective::kNone) directive.precision = 0;
  }
  // C's size modifiers mean nothing here.
  if (!at_end() && (here() == 'h' || here() == 'l' || here() == 'L')) ++position_;
  if (at_end()) return fail(Error::value("incomplete format"));
  directive.type = here();
  directive.type_index = position_++;
  return PercentItem::kDirective;
}

bool PercentParser::parse_key(PercentDirective& directive) {
  if (!has_mapping_) return fail(Error::type("format requires a mapping")), false;
  const uint64_t start = ++position_;
  for (int open = 1; !at_end(); ++position_) {
    if (here() == '(') ++open;
    if (here() == ')' && --open == 0) {
      directive.has_key = true;
      directive.key = {start, position_++};
      return true;
    }
  }
  return fail(Error::value("incomplete format key")), false;
}

void PercentParser::parse_flags(PercentDirective& directive) {
  for (; !at_end(); ++position_) {
    switch (here()) {
      case '-':
        directive.left = true;
        break;
      case '+':
        directive.plus = true;
        break;
      case ' ':
        directive.space = true;
        break;
      case '#':
        directive.alternate = true;
        break;
      case '0':
        directive.zero = true;
        break;
      default:
        return;
    }
  }
}

bool PercentParser::parse_number(int64_t& out, int64_t largest, const char* too_big) {
  if (!at_end() && here() == '*') {
    out = PercentDirective::kStar;
    ++position_;
    return true;
  }
  for (; !at_end() && here() >= '0' && here() <= '9'; ++position_) {
    const int64_t digit = here() - '0';
    if (out == PercentDirective::kNone) out = 0;
    if (out > (largest - digit) / 10) return fail(Error::value(too_big)), false;
    out = out * 10 + digit;
  }
  return true;
}

bool is_supported_percent_type(char32_t type, bool for_bytes) {
  constexpr std::string_view kTypes = "diuoxXeEfFgGcsra";
  return type < 0x80 &&
         (kTypes.find(static_cast<char>(type)) != std::string_view::npos || (for_bytes && type == 'b'));
}

Error unsupported_percent_type(const PercentDirective& directive) {
  const char32_t type = directive.type;
  return Error::value(fmt::format("unsupported format character '{}' (0x{:x}) at index {}",
                                  type > 31 && type < 127 ? static_cast<char>(type) : '?',
                                  static_cast<uint32_t>(type), directive.type_index));
}

Error format_percent_int(StringBuilder& out, const PercentDirective& directive,
                         const numeric::IntegerView& value, int max_digits) {
  int base = 10;
  std::string_view prefix;
  switch (directive.type) {
    case 'o':
      base = 8, prefix = "0o";
      break;
    case 'x':
      base = 16, prefix = "0x";
      break;
    case 'X':
      base = 16, prefix = "0X";
      break;
    default:
      break;
  }
  if (directive.precision > INT_MAX - 3) return Error::overflow("precision too large");
  if (directive.precision > kMaxPrecision) return Error::memory();
  std::string text;
  if (Error error = numeric::append_integer(text, value, base, max_digits)) return error;
  if (directive.type == 'X') {
    for (char& c : text) c = c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  const bool negative = text[0] == '-';
  const std::string_view digits = std::string_view(text).substr(negative ? 1 : 0);
  const auto least = static_cast<uint64_t>(std::max<int64_t>(directive.precision, 0));
  const uint64_t zeros = least > digits.size() ? least - digits.size() : 0;
  append_number(out, directive, negative, directive.alternate ? prefix : std::string_view(), zeros, digits);
  return {};
}

Error format_percent_float(StringBuilder& out, const PercentDirective& directive, double value) {
  if (directive.precision > kMaxPrecision) return Error::memory();
  numeric::FloatFormat format;
  format.type = static_cast<char>(directive.type);
  if (directive.precision >= 0) format.precision = static_cast<int>(directive.precision);
  format.alternate = directive.alternate;
  std::string text;
  numeric::append_float(text, value, format);
  const bool negative = text[0] == '-';
  append_number(out, directive, negative, {}, 0, std::string_view(text).substr(negative ? 1 : 0));
  return {};
}

void format_percent_text(StringBuilder& out, const PercentDirective& directive, StringView text) {
  if (directive.precision >= 0 && static_cast<uint64_t>(directive.precision) < text.length) {
    text = text.slice(0, static_cast<uint64_t>(directive.precision));
  }
  append_padded(out, directive, text);
}

void format_percent_char(StringBuilder& out, const PercentDirective& directive, char32_t c) {
  append_padded(out, directive, StringView(&c, 1, 4));
}

}  // namespace midden::text
