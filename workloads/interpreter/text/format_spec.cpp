#include "workloads/interpreter/text/format_spec.h"

#include <fmt/format.h>

#include <limits>

#include "workloads/interpreter/text/codecs.h"
#include "workloads/interpreter/text/unicode.h"

namespace midden::text {
namespace {

bool is_align(char32_t c) { return c == '<' || c == '>' || c == '=' || c == '^'; }

// Reads over a spec; at() past the end is 0, which no branch below takes for a character of the language.
class Reader {
 public:
  explicit Reader(StringView spec) : spec_(spec) {}

  uint64_t left() const { return spec_.length - position_; }
  char32_t at(uint64_t offset = 0) const { return offset < left() ? spec_.at(position_ + offset) : 0; }
  void skip(uint64_t count) { position_ += count; }
  bool take(char32_t c) {
    if (left() == 0 || at() != c) return false;
    ++position_;
    return true;
  }
  // Decimal digits, if any. False: too many.
  bool number(int64_t& out, bool& any) {
    out = 0;
    any = false;
    for (int digit; left() > 0 && (digit = decimal_value(at())) >= 0; skip(1)) {
      any = true;
      if (out > (std::numeric_limits<int64_t>::max() - digit) / 10) return false;
      out = out * 10 + digit;
    }
    return true;
  }

 private:
  StringView spec_;
  uint64_t position_ = 0;
};

// How CPython shows a character in these messages.
std::string shown(char32_t c) {
  return c > 32 && c < 128 ? std::string(1, static_cast<char>(c))
                           : fmt::format("\\x{:x}", static_cast<uint32_t>(c));
}

Error check_grouping(const FormatSpec& spec) {
  switch (spec.type) {
    case 0:
    case 'd':
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
    case '%':
      return {};
    case 'b':
    case 'o':
    case 'x':
    case 'X':
      if (spec.grouping == '_') return {};
      break;
    default:
      break;
  }
  return Error::value(
      fmt::format("Cannot specify '{}' with '{}'.", static_cast<char>(spec.grouping), shown(spec.type)));
}

}  // namespace

Error parse_format_spec(FormatSpec& out, StringView spec, char default_align, char32_t default_type,
                        std::string_view type_name) {
  const Error too_many = Error::value("Too many decimal digits in format string");
  out = FormatSpec{.align = default_align, .type = default_type};
  Reader in(spec);
  bool fill_given = false;
  bool align_given = false;
  if (in.left() >= 2 && is_align(in.at(1))) {
    out.fill = in.at();
    out.align = static_cast<char>(in.at(1));
    fill_given = align_given = true;
    in.skip(2);
  } else if (in.left() >= 1 && is_align(in.at())) {
    out.align = static_cast<char>(in.at());
    align_given = true;
    in.skip(1);
  }
  if (in.left() > 0 && (in.at() == ' ' || in.at() == '+' || in.at() == '-')) {
    out.sign = static_cast<char>(in.at());
    in.skip(1);
  }
  out.no_negative_zero = in.take('z');
  out.alternate = in.take('#');
  if (!fill_given && in.take('0')) {
    out.fill = '0';
    if (!align_given && default_align == '>') out.align = '=';
  }
  bool any = false;
  if (!in.number(out.width, any)) return too_many;
  if (!any) out.width = -1;
  if (out.width > static_cast<int64_t>(kMaxStringLength)) return Error::memory();

  if (in.take(',')) out.grouping = ',';
  if (in.take('_')) {
    if (out.grouping != 0) return Error::value("Cannot specify both ',' and '_'.");
    out.grouping = '_';
  }
  if (in.left() > 0 && in.at() == ',' && out.grouping == '_')
    return Error::value("Cannot specify both ',' and '_'.");

  if (in.take('.')) {
    if (!in.number(out.precision, any)) return too_many;
    if (!any) return Error::value("Format specifier missing precision");
  }
  if (in.left() > 1) {
    return Error::value(
        fmt::format("Invalid format specifier '{}' for object of type '{}'", to_utf8(spec), type_name));
  }
  if (in.left() == 1) out.type = in.at();
  return out.grouping != 0 ? check_grouping(out) : Error();
}

Error unknown_format_code(char32_t type, std::string_view type_name) {
  return Error::value(
      fmt::format("Unknown format code '{}' for object of type '{}'", shown(type), type_name));
}

void append_aligned(StringBuilder& out, StringView text, const FormatSpec& spec) {
  const auto length = static_cast<int64_t>(text.length);
  const uint64_t padding = spec.width > length ? static_cast<uint64_t>(spec.width - length) : 0;
  const uint64_t left = spec.align == '<' ? 0 : spec.align == '^' ? padding / 2 : padding;
  out.append_repeated(spec.fill, left);
  out.append(text);
  out.append_repeated(spec.fill, padding - left);
}

Error format_string(StringBuilder& out, StringView value, StringView spec_text, std::string_view type_name) {
  if (spec_text.empty()) return out.append(value), Error();
  FormatSpec spec;
  if (Error error = parse_format_spec(spec, spec_text, '<', 's', type_name)) return error;
  if (spec.type != 's') return unknown_format_code(spec.type, type_name);
  if (spec.sign != 0) {
    return Error::value(spec.sign == ' ' ? "Space not allowed in string format specifier"
                                         : "Sign not allowed in string format specifier");
  }
  if (spec.no_negative_zero) {
    return Error::value("Negative zero coercion (z) not allowed in string format specifier");
  }
  if (spec.alternate) return Error::value("Alternate form (#) not allowed in string format specifier");
  if (spec.align == '=') return Error::value("'=' alignment not allowed in string format specifier");
  if (spec.precision >= 0 && static_cast<uint64_t>(spec.precision) < value.length) {
    value = value.slice(0, static_cast<uint64_t>(spec.precision));
  }
  append_aligned(out, value, spec);
  return {};
}

}  // namespace midden::text
