#pragma once

#include <string>
#include <string_view>

namespace midden::syntax {

// A string token taken apart: rb'…', f"""…""".
struct StringLiteral {
  bool raw = false;
  bool bytes = false;
  bool format = false;
  bool unicode_prefix = false;
  std::string_view body;  // between the quotes
};
StringLiteral split_string(std::string_view token);

// Appends the value of a body with its escapes resolved. Otherwise gives the message of the SyntaxError
// ("(unicode error) …"); an empty one means success.
std::string append_unescaped(std::string& to, std::string_view body);
std::string append_unescaped_bytes(std::string& to, std::string_view body);
// As it stands, after checking that it is UTF-8.
std::string append_raw(std::string& to, std::string_view body);

}  // namespace midden::syntax
