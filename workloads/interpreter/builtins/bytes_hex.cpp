#include "workloads/interpreter/builtins/bytes_hex.h"

#include "workloads/interpreter/builtins/argument_checks.h"

namespace midden::python {
namespace {

// One ASCII character, as str or bytes.
bool separator_argument(Vm& vm, Value argument, char* separator) {
  text::StringView view;
  std::string_view bytes;
  if (const Value text = unwrap(argument, Kind::Str)) {
    view = str_view(text);
  } else if (bytes_view(argument, &bytes)) {
    view = as_view(bytes);
  } else {
    raise_type_error(vm, "sep must be str or bytes.");
    return false;
  }
  if (view.length != 1) {
    raise_value_error(vm, "sep must be length 1.");
    return false;
  }
  if (view.at(0) > 127) {
    raise_value_error(vm, "sep must be ASCII.");
    return false;
  }
  *separator = static_cast<char>(view.at(0));
  return true;
}

}  // namespace

Owned bytes_hex(Vm& vm, const std::string& bytes, Value separator, Value bytes_per_separator) {
  std::int32_t group = 1;
  char between = 0;
  if (!optional_int32(vm, bytes_per_separator, &group)) return nullptr;
  if (separator && !separator_argument(vm, separator, &between)) return nullptr;
  // A positive group counts from the right, a negative one from the left.
  const auto size = static_cast<std::int64_t>(bytes.size());
  const std::int64_t width = group < 0 ? -std::int64_t{group} : group;
  std::string out;
  out.reserve(bytes.size() * 2);
  for (std::int64_t i = 0; i < size; ++i) {
    const bool boundary = width > 0 && i > 0 && (group < 0 ? i : size - i) % width == 0;
    if (separator && boundary) out.push_back(between);
    const auto byte = static_cast<std::uint8_t>(bytes[static_cast<std::size_t>(i)]);
    out.push_back("0123456789abcdef"[byte >> 4]);
    out.push_back("0123456789abcdef"[byte & 15]);
  }
  return make_str_utf8(vm, out);
}

}  // namespace midden::python
