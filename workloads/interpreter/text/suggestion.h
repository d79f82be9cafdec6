// "Did you mean: 'x'?": the known name that is nearest to a mistyped one, by CPython's measure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace midden::text {

// Which of the names the user probably meant; nothing if none is near enough.
std::optional<std::string> suggest(std::string_view mistyped, const std::vector<std::string>& names);

}  // namespace midden::text
