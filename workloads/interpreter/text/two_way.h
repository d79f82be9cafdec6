// Two-way string matching (Crochemore and Perrin): linear time, constant space, over any random access
// iterators, so that reverse iterators search from the end. Private to this library.
#pragma once

#include <algorithm>
#include <cstddef>

namespace midden::text {

inline constexpr size_t kNoMatch = static_cast<size_t>(-1);

// Start of the maximal suffix of x[0, size) in the order given by `before`, and that suffix's period.
template <class Iterator, class Before>
size_t maximal_suffix(Iterator x, size_t size, Before before, size_t& period) {
  size_t start = 0;      // of the best suffix so far
  size_t candidate = 1;  // of the one it is compared with
  size_t matched = 0;
  period = 1;
  while (candidate + matched < size) {
    const auto a = x[candidate + matched];
    const auto b = x[start + matched];
    if (before(a, b)) {
      candidate += matched + 1;
      matched = 0;
      period = candidate - start;
    } else if (a == b) {
      if (++matched == period) {
        candidate += period;
        matched = 0;
      }
    } else {
      start = candidate++;
      matched = 0;
      period = 1;
    }
  }
  return start;
}

// Index of the first match of needle[0, m) in haystack[0, n), or kNoMatch. m > 0.
template <class Iterator>
size_t two_way_search(Iterator haystack, size_t n, Iterator needle, size_t m) {
  if (m > n) return kNoMatch;
  size_t period, other_period;
  size_t split = maximal_suffix(
      needle, m, [](auto a, auto b) { return a < b; }, period);
  const size_t other_split = maximal_suffix(
      needle, m, [](auto a, auto b) { return a > b; }, other_period);
  if (other_split > split) {
    split = other_split;
    period = other_period;
  }
  // A needle that repeats itself may only be shifted by its period, but what matched before need not be
  // looked at again.
  const bool periodic = split + period <= m && std::equal(needle, needle + split, needle + period);
  if (!periodic) period = std::max(split, m - split) + 1;
  size_t known = 0;
  size_t position = 0;
  while (position <= n - m) {
    size_t i = std::max(split, known);
    while (i < m && needle[i] == haystack[position + i]) ++i;
    if (i < m) {
      position += i - split + 1;
      known = 0;
      continue;
    }
    i = split;
    while (i > known && needle[i - 1] == haystack[position + i - 1]) --i;
    if (i <= known) return position;
    position += period;
    known = periodic ? m - period : 0;
  }
  return kNoMatch;
}

}  // namespace midden::text
