#include "workloads/interpreter/text/suggestion.h"

#include <algorithm>
#include <array>
#include <limits>

namespace midden::text {

namespace {

constexpr std::size_t kMoveCost = 2;
constexpr std::size_t kCaseCost = 1;
constexpr std::size_t kLongestName = 40;
constexpr std::size_t kMostNames = 750;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

std::size_t substitution_cost(char a, char b) {
  if (a == b) return 0;
  return lower(a) == lower(b) ? kCaseCost : kMoveCost;
}

// Levenshtein's distance; anything above `limit` when it is larger than that.
std::size_t distance(std::string_view a, std::string_view b, std::size_t limit) {
  while (!a.empty() && !b.empty() && a.front() == b.front()) a.remove_prefix(1), b.remove_prefix(1);
  while (!a.empty() && !b.empty() && a.back() == b.back()) a.remove_suffix(1), b.remove_suffix(1);
  if (a.empty() || b.empty()) return (a.size() + b.size()) * kMoveCost;
  if (a.size() > kLongestName || b.size() > kLongestName) return limit + 1;
  if (b.size() < a.size()) std::swap(a, b);
  if ((b.size() - a.size()) * kMoveCost > limit) return limit + 1;
  // One row of the matrix: row[i] is the distance between what of b was seen and a's first i characters.
  std::array<std::size_t, kLongestName + 1> row;
  for (std::size_t i = 0; i <= a.size(); ++i) row[i] = i * kMoveCost;
  for (std::size_t j = 0; j < b.size(); ++j) {
    std::size_t diagonal = row[0];
    row[0] = (j + 1) * kMoveCost;
    // CPython leaves out the first column here, which decides what is given up early.
    std::size_t least = std::numeric_limits<std::size_t>::max();
    for (std::size_t i = 0; i < a.size(); ++i) {
      std::size_t substituted = diagonal + substitution_cost(b[j], a[i]);
      diagonal = row[i + 1];
      // The cell to the left counts as if b's character were not there yet in the first column.
      std::size_t left = i == 0 ? j * kMoveCost : row[i];
      row[i + 1] = std::min(substituted, std::min(left, diagonal) + kMoveCost);
      least = std::min(least, row[i + 1]);
    }
    if (least > limit) return limit + 1;
  }
  return row[a.size()];
}

}  // namespace

std::optional<std::string> suggest(std::string_view mistyped, const std::vector<std::string>& names) {
  if (names.size() >= kMostNames) return {};
  std::size_t best = std::numeric_limits<std::size_t>::max();
  const std::string* suggestion = nullptr;
  for (const std::string& name : names) {
    if (name == mistyped) continue;
    // At most a third of the characters may differ, and it must be nearer than what was found before.
    std::size_t limit = std::min((mistyped.size() + name.size() + 3) * kMoveCost / 6, best - 1);
    std::size_t found = distance(mistyped, name, limit);
    if (found > limit) continue;
    best = found;
    suggestion = &name;
  }
  if (!suggestion) return {};
  return *suggestion;
}

}  // namespace midden::text
