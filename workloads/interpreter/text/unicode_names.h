// Names of Unicode characters, for \N{…} and the error handler "namereplace". Looked for from front to back:
// they are rare.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace midden::text {

// In any case of letters; also the usual names and abbreviations of control characters.
std::optional<char32_t> character_named(std::string_view name);
// Empty when the character has none.
std::string character_name(char32_t c);

}  // namespace midden::text
