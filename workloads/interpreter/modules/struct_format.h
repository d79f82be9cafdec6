#pragma once

// The format strings of `struct`, taken apart.

#include <cstdint>
#include <string_view>
#include <vector>

namespace midden::python {

struct StructField {
  char code;            // as written
  char item_code;       // what item_codec knows it as: standard l is i, L is I; 0 for x, s and p
  std::uint64_t count;  // items; for s and p the length of the one string
  std::uint64_t offset;
  std::uint32_t size;  // of one item; 1 for s and p
};

struct StructLayout {
  std::vector<StructField> fields;  // without padding
  std::uint64_t size = 0;
  std::uint64_t values = 0;  // how many Python values
  bool big_endian = false;
};

// Null: fine. Else the message of struct.error.
const char* parse_struct_format(std::string_view format, StructLayout* layout);

}  // namespace midden::python
