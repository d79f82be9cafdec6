#include "workloads/interpreter/compiler/constant_text.h"

#include <cmath>

#include "workloads/interpreter/numeric/big_integer.h"
#include "workloads/interpreter/numeric/float_text.h"
#include "workloads/interpreter/text/quote.h"

namespace midden::compiler {

using Type = ConstantValue::Type;

std::string string_repr(std::string_view utf8) {
  text::StringBuilder decoded, quoted;
  decoded.append_utf8(utf8);
  text::append_repr(quoted, decoded.view());
  return quoted.to_utf8();
}

std::string constant_repr(const ConstantValue& value) {
  switch (value.type) {
    case Type::none:
      return "None";
    case Type::false_:
      return "False";
    case Type::true_:
      return "True";
    case Type::ellipsis:
      return "...";
    case Type::integer:
      return std::to_string(value.integer);
    case Type::big_integer: {
      numeric::BigInteger number;
      numeric::parse_integer(number, value.text, 0, 0);
      std::string digits;
      if (numeric::append_integer(digits, number, 10, 0)) return value.text;
      return digits;
    }
    case Type::floating:
      return std::isinf(value.floating) ? "1e309" : numeric::float_repr(value.floating);
    case Type::complex:
      return std::isinf(value.floating) ? "1e309j" : numeric::complex_repr(0, value.floating);
    case Type::string:
      return string_repr(value.text);
    case Type::bytes: {
      text::StringBuilder quoted;
      text::append_bytes_repr(quoted, std::string_view(value.text));
      return quoted.to_utf8();
    }
    case Type::tuple:
    case Type::frozenset:
    case Type::code:
      break;
  }
  return {};
}

}  // namespace midden::compiler
