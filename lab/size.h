// Sizes as users write them (64M) and as tables show them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace midden::lab {

// "64M", "1.5G", "65536", "512k", "64MB", "64MiB"; K, M, G and T are powers of 1024. Throws UserError, naming
// `where`.
std::uint64_t parse_size(std::string_view text, std::string_view where);

// 67108864 → "64M"; the largest unit that divides it, else one decimal.
std::string format_size(std::uint64_t bytes);

}  // namespace midden::lab
