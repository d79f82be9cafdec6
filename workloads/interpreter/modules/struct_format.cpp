#include "workloads/interpreter/modules/struct_format.h"

#include "workloads/interpreter/builtins/item_codec.h"
#include "workloads/interpreter/text/unicode.h"

namespace midden::python {
namespace {

constexpr const char* kBadCharacter = "bad char in struct format";
constexpr const char* kTooLong = "total struct size too long";
constexpr std::uint64_t kSizeLimit = std::uint64_t{1} << 40;

// Size, and the code under which item_codec has it; 0: no such code.
std::uint32_t item_of(char code, bool native, char* item_code) {
  *item_code = code;
  switch (code) {
    case 'x':
    case 's':
    case 'p':
      *item_code = 0;
      return 1;
    case 'n':
    case 'N':
    case 'P':
      return native ? 8 : 0;
    case 'u':
      return 0;
    case 'l':
      if (!native) *item_code = 'i';
      break;
    case 'L':
      if (!native) *item_code = 'I';
      break;
    default:
      break;
  }
  return native_item_size(*item_code);
}

}  // namespace

const char* parse_struct_format(std::string_view format, StructLayout* layout) {
  bool native = true;
  std::size_t i = 0;
  if (!format.empty()) {
    const char order = format[0];
    if (order == '@' || order == '=' || order == '<' || order == '>' || order == '!') {
      native = order == '@';
      layout->big_endian = order == '>' || order == '!';
      ++i;
    }
  }
  while (i < format.size()) {
    if (text::is_ascii_space(static_cast<unsigned char>(format[i]))) {
      ++i;
      continue;
    }
    std::uint64_t count = 1;
    if (format[i] >= '0' && format[i] <= '9') {
      count = 0;
      for (; i < format.size() && format[i] >= '0' && format[i] <= '9'; ++i) {
        count = count * 10 + static_cast<std::uint64_t>(format[i] - '0');
        if (count > kSizeLimit) return kTooLong;
      }
      if (i == format.size()) return "repeat count given without format specifier";
    }
    const char code = format[i++];
    char item_code;
    const std::uint32_t size = item_of(code, native, &item_code);
    if (size == 0) return kBadCharacter;
    if (native) layout->size = (layout->size + size - 1) / size * size;
    if (code == 's' || code == 'p') {
      layout->fields.push_back({code, item_code, count, layout->size, 1});
      layout->values += 1;
    } else if (code != 'x' && count > 0) {
      layout->fields.push_back({code, item_code, count, layout->size, size});
      layout->values += count;
    }
    layout->size += count * size;
    if (layout->size > kSizeLimit) return kTooLong;
  }
  return nullptr;
}

}  // namespace midden::python
