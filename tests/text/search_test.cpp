#include "workloads/interpreter/text/search.h"

#include <catch2/catch.hpp>

#include "tests/oracle/differential.h"

using namespace midden::text;
using midden::oracle::Case;
using midden::oracle::show;

namespace {

std::string joined(StringView s, const std::vector<Range>& ranges) {
  std::string out;
  for (size_t i = 0; i < ranges.size(); ++i) out += (i > 0 ? "|" : "") + show(slice(s, ranges[i]));
  return out;
}

TextKind kind_of(const Case& c) { return c.string(0) == "bytes" ? TextKind::kBytes : TextKind::kStr; }

template <void (*kSplit)(std::vector<Range>&, StringView, StringView, int64_t)>
std::string cut(const Case& c) {
  std::vector<Range> out;
  kSplit(out, c.view(0), c.view(1), c.integer(2));
  return joined(c.view(0), out);
}

template <void (*kSplit)(std::vector<Range>&, StringView, TextKind, int64_t)>
std::string cut_at_space(const Case& c) {
  std::vector<Range> out;
  kSplit(out, c.view(1), kind_of(c), c.integer(2));
  return joined(c.view(1), out);
}

template <void (*kAppend)(StringBuilder&, StringView, int64_t, char32_t)>
std::string justified(const Case& c) {
  StringBuilder out;
  kAppend(out, c.view(0), c.integer(1), c.view(2).at(0));
  return show(out);
}

std::string three(StringView s, Range both, Range left, Range right) {
  return joined(s, {both, left, right});
}

}  // namespace

TEST_CASE("searching and cutting give what CPython's methods give") {
  midden::oracle::compare_with_python(
      "tests/text/search_cases.py",
      {
          {"search",
           [](const Case& c) {
             Range within;
             const bool possible = clamp_range(c.integer(3), c.integer(4), c.view(1).length, within);
             const bool in_range = possible && within.start <= c.view(1).length;
             const std::string name = c.string(0);
             if (name == "count") return std::to_string(in_range ? count(c.view(1), c.view(2), within) : 0);
             if (!in_range) return show(kNotFound);
             return show(name == "find" ? find(c.view(1), c.view(2), within)
                                        : rfind(c.view(1), c.view(2), within));
           }},
          {"startswith", [](const Case& c) { return show(starts_with(c.view(0), c.view(1))); }},
          {"endswith", [](const Case& c) { return show(ends_with(c.view(0), c.view(1))); }},
          {"replace",
           [](const Case& c) {
             StringBuilder out;
             replace(out, c.view(0), c.view(1), c.view(2), c.integer(3));
             return show(out);
           }},
          {"split", cut<split>},
          {"rsplit", cut<rsplit>},
          {"split_space", cut_at_space<split_space>},
          {"rsplit_space", cut_at_space<rsplit_space>},
          {"splitlines",
           [](const Case& c) {
             std::vector<Range> out;
             split_lines(out, c.view(1), kind_of(c), c.integer(2) != 0);
             return joined(c.view(1), out);
           }},
          {"strip_space",
           [](const Case& c) {
             const StringView s = c.view(1);
             const TextKind kind = kind_of(c);
             return three(s, strip_space(s, kind, true, true), strip_space(s, kind, true, false),
                          strip_space(s, kind, false, true));
           }},
          {"strip",
           [](const Case& c) {
             const StringView s = c.view(0), set = c.view(1);
             return three(s, strip(s, set, true, true), strip(s, set, true, false),
                          strip(s, set, false, true));
           }},
          {"expandtabs",
           [](const Case& c) {
             StringBuilder out;
             append_expanded_tabs(out, c.view(0), c.integer(1));
             return show(out);
           }},
          {"center", justified<append_centered>},
          {"ljust", justified<append_left_justified>},
          {"rjust", justified<append_right_justified>},
          {"zfill",
           [](const Case& c) {
             StringBuilder out;
             append_zero_filled(out, c.view(0), c.integer(1));
             return show(out);
           }},
          {"repeat",
           [](const Case& c) {
             StringBuilder out;
             append_repeated(out, c.view(0), static_cast<uint64_t>(c.integer(1)));
             return show(out);
           }},
      });
}

TEST_CASE("a needle too wide for the haystack is not in it") {
  CHECK(find(StringView("abc"), std::u32string_view(U"\u0161")) == kNotFound);
  CHECK(find(StringView("abc\x61"), char32_t{0x161}) == kNotFound);
  CHECK(find(StringView("xabc"), std::u32string_view(U"ab")) == 1);
}

TEST_CASE("searching backwards and in wide text is linear") {
  // Quadratic, this is 10**11 comparisons and runs into the time limit.
  std::u32string haystack(1 << 20, U'a');
  std::u32string needle(1 << 17, U'a');
  needle[1 << 16] = U'b';
  CHECK(find(std::u32string_view(haystack), std::u32string_view(needle)) == kNotFound);
  CHECK(rfind(std::u32string_view(haystack), std::u32string_view(needle), {0, haystack.size()}) == kNotFound);
  const std::string narrow(haystack.begin(), haystack.end());
  CHECK(rfind(std::string_view(narrow), std::u32string_view(needle), {0, narrow.size()}) == kNotFound);
}
