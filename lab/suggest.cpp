#include "lab/suggest.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>

namespace midden::lab {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last, last(b.size() + 1), current(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      std::size_t changed = last[j - 1] + (a[i - 1] != b[j - 1]);
      current[j] = std::min({last[j] + 1, current[j - 1] + 1, changed});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        current[j] = std::min(current[j], before_last[j - 2] + 1);
      }
    }
    before_last = last;
    last = current;
  }
  return last[b.size()];
}

namespace {

// Case and the choice of separator are not what people get wrong on purpose.
std::string folded(std::string_view name) {
  std::string result;
  for (unsigned char c : name) {
    if (c != '-' && c != '_') result += static_cast<char>(std::tolower(c));
  }
  return result;
}

}  // namespace

std::string nearest(std::string_view given, const std::vector<std::string>& valid) {
  std::string wanted = folded(given), best;
  std::size_t best_distance = std::max<std::size_t>(1, wanted.size() / 3) + 1;
  for (const std::string& name : valid) {
    std::string candidate = folded(name);
    std::size_t distance = edit_distance(wanted, candidate);
    // A beginning of at least three letters is as good as one slip.
    if (wanted.size() >= 3 && candidate.starts_with(wanted)) distance = std::min<std::size_t>(distance, 1);
    if (distance < best_distance) {
      best_distance = distance;
      best = name;
    }
  }
  return best;
}

std::string unknown_name(std::string_view what, std::string_view given,
                         const std::vector<std::string>& valid) {
  std::string near = nearest(given, valid);
  std::string hint = near.empty() ? "" : fmt::format("did you mean '{}'? ", near);
  if (valid.empty()) return fmt::format("unknown {} '{}'; there is none to choose from", what, given);
  return fmt::format("unknown {} '{}'; {}valid: {}", what, given, hint, join(valid, ", "));
}

std::string join(const std::vector<std::string>& words, std::string_view separator) {
  return fmt::format("{}", fmt::join(words, separator));
}

}  // namespace midden::lab
