#include "workloads/interpreter/syntax/literal_repr.h"

#include <fmt/format.h>

#include <cmath>

#include "workloads/interpreter/syntax/text.h"

namespace midden::syntax {

std::string repr_of_string(std::string_view value, bool text) {
  char quote =
      value.find('\'') != std::string_view::npos && value.find('"') == std::string_view::npos ? '"' : '\'';
  std::string result = text ? "" : "b";
  result.push_back(quote);
  for (size_t i = 0; i < value.size();) {
    unsigned char c = static_cast<unsigned char>(value[i]);
    if (c == quote || c == '\\') {
      result.push_back('\\');
      result.push_back(value[i++]);
    } else if (c == '\n' || c == '\r' || c == '\t') {
      result += c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t";
      ++i;
    } else if (c < 32 || c == 127 || (c >= 128 && !text)) {
      result += fmt::format("\\x{:02x}", c);
      ++i;
    } else if (c < 128) {
      result.push_back(value[i++]);
    } else {
      DecodedChar decoded = decode_utf8(value, i);
      if (decoded.length == 0) {  // a lone surrogate
        decoded.code_point = 0xD000u | (static_cast<unsigned char>(value[i + 1]) & 0x3Fu) << 6 |
                             (static_cast<unsigned char>(value[i + 2]) & 0x3Fu);
        decoded.length = 3;
      } else if (is_printable(decoded.code_point)) {
        result += value.substr(i, static_cast<size_t>(decoded.length));
        i += static_cast<size_t>(decoded.length);
        continue;
      }
      result += decoded.code_point < 0x100     ? fmt::format("\\x{:02x}", decoded.code_point)
                : decoded.code_point < 0x10000 ? fmt::format("\\u{:04x}", decoded.code_point)
                                               : fmt::format("\\U{:08x}", decoded.code_point);
      i += static_cast<size_t>(decoded.length);
    }
  }
  result.push_back(quote);
  return result;
}

std::string repr_of_float(double value, bool imaginary) {
  std::string result = fmt::format("{}", value);
  if (imaginary) return result + "j";
  if (std::isfinite(value) && result.find_first_of(".e") == std::string::npos) result += ".0";
  return result;
}

std::string repr_of_constant(const Constant& constant) {
  switch (constant.type) {
    case ConstantKind::kNone:
      return "None";
    case ConstantKind::kTrue:
      return "True";
    case ConstantKind::kFalse:
      return "False";
    case ConstantKind::kEllipsis:
      return "Ellipsis";
    case ConstantKind::kFloat:
      return repr_of_float(constant.float_value, false);
    case ConstantKind::kComplex:
      return repr_of_float(constant.float_value, true);
    case ConstantKind::kStr:
      return repr_of_string(constant.text, true);
    case ConstantKind::kBytes:
      return repr_of_string(constant.text, false);
    case ConstantKind::kInt:
      break;
  }
  if (constant.fits_int64) return std::to_string(constant.int_value);
  return (constant.base == 16 ? "0x" : "") + std::string(constant.text);
}

}  // namespace midden::syntax
