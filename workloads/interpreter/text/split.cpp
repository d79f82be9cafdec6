// Cutting at white space and at line ends.
#include <algorithm>

#include "workloads/interpreter/text/search.h"
#include "workloads/interpreter/text/unicode.h"

namespace midden::text {
namespace {

uint64_t limit_of(int64_t limit) { return limit < 0 ? UINT64_MAX : static_cast<uint64_t>(limit); }

template <class Units, class IsSpace>
void split_units(std::vector<Range>& out, Units units, IsSpace is_space_unit, uint64_t limit) {
  const uint64_t size = units.size();
  uint64_t i = 0;
  while (true) {
    while (i < size && is_space_unit(units[i])) ++i;
    if (i == size) return;
    if (limit-- == 0) return out.push_back({i, size});
    const uint64_t start = i;
    while (i < size && !is_space_unit(units[i])) ++i;
    out.push_back({start, i});
  }
}

template <class Units, class IsSpace>
void rsplit_units(std::vector<Range>& out, Units units, IsSpace is_space_unit, uint64_t limit) {
  uint64_t i = units.size();
  while (true) {
    while (i > 0 && is_space_unit(units[i - 1])) --i;
    if (i == 0) return;
    if (limit-- == 0) return out.push_back({0, i});
    const uint64_t stop = i;
    while (i > 0 && !is_space_unit(units[i - 1])) --i;
    out.push_back({i, stop});
  }
}

bool is_newline(char32_t c) { return c == '\n' || c == '\r'; }

template <class Units, class IsBreak>
void split_lines_of(std::vector<Range>& out, Units units, IsBreak is_break, bool keep_ends) {
  const uint64_t size = units.size();
  uint64_t i = 0;
  while (i < size) {
    const uint64_t start = i;
    while (i < size && !is_break(units[i])) ++i;
    const uint64_t stop = i;
    if (i < size) i += units[i] == '\r' && i + 1 < size && units[i + 1] == '\n' ? 2 : 1;
    out.push_back({start, keep_ends ? i : stop});
  }
}

}  // namespace

void split_space(std::vector<Range>& out, StringView s, TextKind kind, int64_t limit) {
  dispatch(s, [&](auto units) {
    if (kind == TextKind::kBytes) {
      split_units(out, units, is_ascii_space, limit_of(limit));
    } else {
      split_units(out, units, is_space, limit_of(limit));
    }
  });
}

void rsplit_space(std::vector<Range>& out, StringView s, TextKind kind, int64_t limit) {
  const auto first = static_cast<std::ptrdiff_t>(out.size());
  dispatch(s, [&](auto units) {
    if (kind == TextKind::kBytes) {
      rsplit_units(out, units, is_ascii_space, limit_of(limit));
    } else {
      rsplit_units(out, units, is_space, limit_of(limit));
    }
  });
  std::reverse(out.begin() + first, out.end());
}

void split_lines(std::vector<Range>& out, StringView s, TextKind kind, bool keep_ends) {
  dispatch(s, [&](auto units) {
    if (kind == TextKind::kBytes) {
      split_lines_of(out, units, is_newline, keep_ends);
    } else {
      split_lines_of(out, units, is_line_break, keep_ends);
    }
  });
}

}  // namespace midden::text
