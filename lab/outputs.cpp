#include "lab/outputs.h"

#include <fmt/format.h>

#include <algorithm>

#include "lab/suggest.h"
#include "lab/terminal.h"

namespace midden::lab {

namespace {

bool contains(const std::vector<std::size_t>& list, std::size_t item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

// Printable, and short enough for a line of a report.
std::string shown(const std::string& line) {
  std::string text;
  for (unsigned char c : line) {
    if (c < 0x20 || c == 0x7F) {
      text += fmt::format("\\x{:02x}", c);
    } else {
      text += static_cast<char>(c);
    }
  }
  std::string cut = cut_to(text, 80);
  return cut.size() < text.size() ? cut + " …" : cut;
}

}  // namespace

void OutputCheck::add(std::size_t contestant, int exit_status, std::string output) {
  for (Group& group : groups_) {
    if (group.exit_status != exit_status || group.output != output) continue;
    if (!contains(group.contestants, contestant)) group.contestants.push_back(contestant);
    return;
  }
  groups_.push_back({exit_status, std::move(output), {contestant}});
}

const OutputCheck::Group& OutputCheck::reference(int trusted) const {
  if (trusted >= 0) {
    for (const Group& group : groups_) {
      if (contains(group.contestants, static_cast<std::size_t>(trusted))) return group;
    }
  }
  // The largest; of several, the one with the first contestant, whatever order they ran in.
  return *std::max_element(groups_.begin(), groups_.end(), [](const Group& a, const Group& b) {
    if (a.contestants.size() != b.contestants.size()) return a.contestants.size() < b.contestants.size();
    return *std::min_element(a.contestants.begin(), a.contestants.end()) >
           *std::min_element(b.contestants.begin(), b.contestants.end());
  });
}

std::vector<std::size_t> OutputCheck::dissenters(int trusted) const {
  std::vector<std::size_t> result;
  if (agree()) return result;
  const Group& expected = reference(trusted);
  for (const Group& group : groups_) {
    if (&group == &expected) continue;
    for (std::size_t contestant : group.contestants) {
      if (!contains(result, contestant)) result.push_back(contestant);
    }
  }
  std::sort(result.begin(), result.end());
  return result;
}

std::string OutputCheck::explain(const std::vector<std::string>& names, int trusted) const {
  if (agree()) return {};
  auto names_of = [&](const Group& group) {
    std::vector<std::string> list;
    std::vector<std::size_t> sorted = group.contestants;
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t contestant : sorted) list.push_back(names[contestant]);
    return join(list, ", ");
  };
  const Group& expected = reference(trusted);
  std::string text;
  for (const Group& group : groups_) {
    if (&group == &expected) continue;
    std::string odd = names_of(group), usual = names_of(expected);
    text += fmt::format("OUTPUT DIFFERS: {} against {}\n", odd, usual);
    if (group.exit_status != expected.exit_status) {
      text += fmt::format("  exit status {} against {}\n", group.exit_status, expected.exit_status);
    }
    LineDifference difference = first_difference(group.output, expected.output);
    if (difference.line != 0) {
      text += fmt::format("  first difference in line {} of stdout:\n    {}\n    {}\n", difference.line,
                          fmt::format("{}: {}", names[group.contestants[0]], shown(difference.left)),
                          fmt::format("{}: {}", names[expected.contestants[0]], shown(difference.right)));
    }
  }
  return text;
}

LineDifference first_difference(const std::string& left, const std::string& right) {
  if (left == right) return {};
  std::size_t at = 0, line = 1, line_start = 0;
  while (at < left.size() && at < right.size() && left[at] == right[at]) {
    if (left[at++] == '\n') {
      ++line;
      line_start = at;
    }
  }
  auto line_of = [&](const std::string& text) {
    if (line_start >= text.size()) return std::string("(nothing)");
    std::size_t end = text.find('\n', line_start);
    if (end == std::string::npos) return text.substr(line_start) + " (no newline at the end)";
    return text.substr(line_start, end - line_start);
  };
  return {line, line_of(left), line_of(right)};
}

}  // namespace midden::lab
