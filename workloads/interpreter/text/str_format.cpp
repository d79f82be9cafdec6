#include "workloads/interpreter/text/str_format.h"

#include <fmt/format.h>

#include <limits>

#include "workloads/interpreter/text/unicode.h"

namespace midden::text {
namespace {

// The whole of `text` as a decimal number. Not a number: is_number is false.
Error parse_index(StringView text, bool& is_number, int64_t& out) {
  is_number = false;
  out = 0;
  for (uint64_t i = 0; i < text.length; ++i) {
    const int digit = decimal_value(text.at(i));
    if (digit < 0) return {};
    if (out > (std::numeric_limits<int64_t>::max() - digit) / 10) {
      return Error::value("Too many decimal digits in format string");
    }
    out = out * 10 + digit;
  }
  is_number = !text.empty();
  return {};
}

}  // namespace

FormatItem FormatParser::fail(const char* message) {
  error_ = Error::value(message);
  return FormatItem::kError;
}

FormatItem FormatParser::next(Range& literal, ReplacementField& field) {
  if (position_ == format_.length) return FormatItem::kEnd;
  const uint64_t start = position_;
  while (position_ < format_.length) {
    const char32_t c = format_.at(position_);
    if (c != '{' && c != '}') {
      ++position_;
      continue;
    }
    const bool at_end = position_ + 1 == format_.length;
    const bool doubled = !at_end && format_.at(position_ + 1) == c;
    if (c == '}' && !doubled) return fail("Single '}' encountered in format string");
    if (c == '{' && at_end) return fail("Single '{' encountered in format string");
    if (doubled) {
      literal = {start, position_ + 1};
      position_ += 2;
      return FormatItem::kLiteral;
    }
    if (position_ > start) break;  // the text before the field first
    ++position_;
    return parse_field(field);
  }
  literal = {start, position_};
  return FormatItem::kLiteral;
}

// After the opening brace.
FormatItem FormatParser::parse_field(ReplacementField& field) {
  field = ReplacementField();
  const uint64_t end = format_.length;
  field.name = {position_, end};
  char32_t c = 0;
  while (position_ < end) {
    c = format_.at(position_++);
    if (c == '{') return fail("unexpected '{' in field name");
    if (c == '[') {
      while (position_ < end && format_.at(position_) != ']') ++position_;
    } else if (c == '}' || c == ':' || c == '!') {
      field.name.stop = position_ - 1;
      break;
    }
  }
  if (c == '}') return FormatItem::kField;
  if (c != ':' && c != '!') return fail("expected '}' before end of string");
  if (c == '!') {
    if (position_ == end) return fail("end of string while looking for conversion specifier");
    field.conversion = format_.at(position_++);
    if (position_ < end) {
      c = format_.at(position_++);
      if (c == '}') return FormatItem::kField;
      if (c != ':') return fail("expected ':' after conversion specifier");
    }
  }
  field.spec.start = position_;
  for (int open = 1; position_ < end;) {
    c = format_.at(position_++);
    if (c == '{') {
      field.spec_has_fields = true;
      ++open;
    } else if (c == '}' && --open == 0) {
      field.spec.stop = position_ - 1;
      return FormatItem::kField;
    }
  }
  return fail("unmatched '{' in format spec");
}

Error unknown_conversion(char32_t conversion) {
  if (conversion > 32 && conversion < 127) {
    return Error::value(fmt::format("Unknown conversion specifier {}", static_cast<char>(conversion)));
  }
  return Error::value(fmt::format("Unknown conversion specifier \\x{:x}", static_cast<uint32_t>(conversion)));
}

Error FieldNumbering::automatic(int64_t& index) {
  if (state_ == State::kManual) {
    return Error::value("cannot switch from manual field specification to automatic field numbering");
  }
  state_ = State::kAutomatic;
  index = next_++;
  return {};
}

Error FieldNumbering::manual() {
  if (state_ == State::kAutomatic) {
    return Error::value("cannot switch from automatic field numbering to manual field specification");
  }
  state_ = State::kManual;
  return {};
}

FieldName::FieldName(StringView name) : name_(name) {
  while (position_ < name.length && name.at(position_) != '.' && name.at(position_) != '[') ++position_;
  first_ = {0, position_};
  error_ = parse_index(slice(name, first_), is_index_, index_);
}

bool FieldName::next(FieldStep& step) {
  if (error_ || position_ == name_.length) return false;
  const auto fail = [&](const char* message) {
    error_ = Error::value(message);
    return false;
  };
  step = FieldStep();
  const char32_t opening = name_.at(position_++);
  const uint64_t start = position_;
  if (opening == '.') {
    step.is_attribute = true;
    while (position_ < name_.length && name_.at(position_) != '.' && name_.at(position_) != '[') ++position_;
    step.text = {start, position_};
  } else if (opening == '[') {
    while (position_ < name_.length && name_.at(position_) != ']') ++position_;
    if (position_ == name_.length) return fail("Missing ']' in format string");
    step.text = {start, position_++};
    error_ = parse_index(slice(name_, step.text), step.is_index, step.index);
    if (error_) return false;
  } else {
    return fail("Only '.' or '[' may follow ']' in format field specifier");
  }
  return step.text.length() > 0 || fail("Empty attribute in format string");
}

}  // namespace midden::text
