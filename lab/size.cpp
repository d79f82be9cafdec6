#include "lab/size.h"

#include <fmt/format.h>

#include <cctype>
#include <charconv>
#include <cmath>

#include "lab/error.h"

namespace midden::lab {

std::uint64_t parse_size(std::string_view text, std::string_view where) {
  auto refuse = [&](std::string_view why) {
    return UserError(
        fmt::format("{} {}: {}; a size is a number with K, M or G, such as 64M", where, text, why));
  };
  double number = 0;
  auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  if (error != std::errc() || !std::isfinite(number)) throw refuse("not a size");
  if (number <= 0) throw refuse("not above zero");

  std::string suffix;
  for (const char* p = end; p != text.data() + text.size(); ++p) {
    suffix += static_cast<char>(std::toupper(static_cast<unsigned char>(*p)));
  }
  int shift = 0;
  if (!suffix.empty() && suffix != "B") {
    std::size_t unit = std::string_view("KMGT").find(suffix[0]);
    std::string_view rest = std::string_view(suffix).substr(1);
    if (unit == std::string_view::npos || !(rest.empty() || rest == "B" || rest == "IB"))
      throw refuse("unknown unit");
    shift = 10 * (static_cast<int>(unit) + 1);
  }
  double bytes = std::ldexp(number, shift);
  if (bytes >= std::ldexp(1.0, 60)) throw refuse("too large");
  if (bytes < 1) throw refuse("below one byte");
  return static_cast<std::uint64_t>(bytes);
}

std::string format_size(std::uint64_t bytes) {
  static constexpr char kUnits[] = "KMGT";
  int unit = -1;
  double value = static_cast<double>(bytes);
  while (value >= 1024 && unit < 3) {
    value /= 1024;
    ++unit;
  }
  std::string number =
      value == std::floor(value) ? fmt::format("{:.0f}", value) : fmt::format("{:.1f}", value);
  return unit < 0 ? number : number + kUnits[unit];
}

}  // namespace midden::lab
