#include "workloads/interpreter/text/unicode.h"

#include <catch2/catch.hpp>

#include "tests/oracle/differential.h"
#include "workloads/interpreter/text/quote.h"

using namespace midden::text;
using midden::oracle::Case;
using midden::oracle::show;

namespace {

using Predicate = bool (*)(StringView);
using Mapping = void (*)(StringBuilder&, StringView);

const std::map<std::string, Predicate> kPredicates = {
    {"isalpha", all_alpha},         {"isdecimal", all_decimal},      {"isdigit", all_digit},
    {"isnumeric", all_numeric},     {"isalnum", all_alnum},          {"isspace", all_space},
    {"isprintable", all_printable}, {"isidentifier", is_identifier}, {"islower", is_lower},
    {"isupper", is_upper},          {"istitle", is_title},
};
const std::map<std::string, Mapping> kMappings = {
    {"lower", append_lower},
    {"upper", append_upper},
    {"title", append_title},
    {"capitalize", append_capitalized},
    {"swapcase", append_swapped_case},
    {"casefold", append_case_folded},
    {"repr", append_repr},
};
const std::map<std::string, Predicate> kBytesPredicates = {
    {"isalpha", bytes_all_alpha}, {"isdigit", bytes_all_digit}, {"isalnum", bytes_all_alnum},
    {"isspace", bytes_all_space}, {"islower", bytes_is_lower},  {"isupper", bytes_is_upper},
    {"istitle", bytes_is_title},
};
const std::map<std::string, Mapping> kBytesMappings = {
    {"lower", append_bytes_lower},           {"upper", append_bytes_upper},
    {"title", append_bytes_title},           {"capitalize", append_bytes_capitalized},
    {"swapcase", append_bytes_swapped_case},
};

// FNV-1a over words, as in unicode_cases.py.
struct Digest {
  uint64_t state = 0xCBF29CE484222325;
  void add(uint64_t word) { state = (state ^ word) * 0x100000001B3; }
};

template <class Visit>
void for_each_in_block(const Case& c, Visit visit) {
  const auto start = static_cast<char32_t>(c.integer(1));
  for (char32_t code = start; code < start + static_cast<char32_t>(c.integer(2)); ++code) visit(code);
}

std::string mapped(const std::map<std::string, Mapping>& table, const Case& c) {
  StringBuilder out;
  table.at(c.string(0))(out, c.view(1));
  return show(out);
}

template <Mapping kMapping>
std::string mapped_by(const Case& c) {
  StringBuilder out;
  kMapping(out, c.view(0));
  return show(out);
}

}  // namespace

TEST_CASE("code points are classified and mapped as CPython's str methods do") {
  midden::oracle::compare_with_python(
      "tests/text/unicode_cases.py",
      {
          {"predicate",
           [](const Case& c) {
             Digest digest;
             const bool continues = c.string(0) == "continues";
             const Predicate predicate = continues ? is_identifier : kPredicates.at(c.string(0));
             for_each_in_block(c, [&](char32_t code) {
               const std::u32string text = continues ? std::u32string{U'a', code} : std::u32string{code};
               digest.add(predicate(std::u32string_view(text)) ? 1 : 0);
             });
             return std::to_string(digest.state);
           }},
          {"mapping",
           [](const Case& c) {
             Digest digest;
             const std::string name = c.string(0);
             for_each_in_block(c, [&](char32_t code) {
               std::u32string text = {code};
               Mapping mapping = append_lower;
               if (name == "sigma-after") {
                 text = {code, 0x3A3};
               } else if (name == "sigma-before") {
                 text = {U'A', 0x3A3, code, U'A'};
               } else {
                 mapping = kMappings.at(name);
               }
               StringBuilder out;
               mapping(out, std::u32string_view(text));
               for (uint64_t i = 0; i < out.length(); ++i) digest.add(out.view().at(i));
             });
             return std::to_string(digest.state);
           }},
          {"test", [](const Case& c) { return show(kPredicates.at(c.string(0))(c.view(1))); }},
          {"map", [](const Case& c) { return mapped(kMappings, c); }},
          {"bytes_test", [](const Case& c) { return show(kBytesPredicates.at(c.string(0))(c.view(1))); }},
          {"bytes_map", [](const Case& c) { return mapped(kBytesMappings, c); }},
          {"repr", mapped_by<append_repr>},
          {"ascii", mapped_by<append_ascii_repr>},
          {"bytes_repr", mapped_by<append_bytes_repr>},
      });
}

TEST_CASE("a builder is Latin-1 until it must not be, and starts anew when cleared") {
  StringBuilder builder;
  for (int i = 0; i < 300; ++i) builder.append(U'é');
  CHECK(builder.view().width == 1);
  const char32_t narrow_enough[] = {U'a', U'ÿ'};
  builder.append(StringView(std::span<const char32_t>(narrow_enough)));
  CHECK(builder.view().width == 1);
  builder.append(char32_t{0x100});
  CHECK(builder.view().width == 4);
  CHECK(builder.length() == 303);
  CHECK(builder.view().at(0) == U'é');
  CHECK(builder.view().at(301) == U'ÿ');
  CHECK(builder.view().at(302) == 0x100);
  builder.append("xyz");
  builder.append_repeated(U'-', 1000);
  CHECK(builder.length() == 1306);
  CHECK(builder.view().at(305) == U'z');
  builder.clear();
  builder.append("plain");
  CHECK(builder.view().width == 1);
  CHECK(equal(builder.view(), "plain"));
  builder.append_repeated(U'x', kMaxStringLength);
  CHECK(builder.failed());
}

TEST_CASE("views compare by code point across widths") {
  const std::u32string wide = U"abc";
  CHECK(equal(StringView("abc"), std::u32string_view(wide)));
  CHECK(compare(StringView("abd"), std::u32string_view(wide)) > 0);
  CHECK(compare(StringView("ab"), std::u32string_view(wide)) < 0);
  CHECK(compare(StringView(""), StringView("")) == 0);
  CHECK(max_code_point_class(std::u32string_view(U"a\u0100")) == 0x10FFFF);
  CHECK(max_code_point_class(std::u32string_view(U"aé")) == 0xFF);
  CHECK(is_ascii("plain text of more than eight bytes"));
  CHECK(!is_ascii("plain text of more than eight bytes\xE9"));
}
