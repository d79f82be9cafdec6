#include "workloads/interpreter/text/unicode_names.h"

#include <catch2/catch.hpp>

using midden::text::character_name;
using midden::text::character_named;

TEST_CASE("characters by name", "[text]") {
  // What unicodedata.lookup gives.
  CHECK(character_named("LATIN SMALL LETTER A") == U'a');
  CHECK(character_named("latin small letter a") == U'a');
  CHECK(character_named("EURO SIGN") == char32_t{0x20AC});
  CHECK(character_named("CJK UNIFIED IDEOGRAPH-4E00") == char32_t{0x4E00});
  CHECK(character_named("CJK UNIFIED IDEOGRAPH-04E00") == char32_t{0x4E00});
  CHECK(character_named("HANGUL SYLLABLE GAG") == char32_t{0xAC01});
  CHECK(character_named("HANGUL SYLLABLE HIH") == char32_t{0xD7A3});
  CHECK(character_named("LINE FEED") == U'\n');
  CHECK(character_named("PILE OF POO") == char32_t{0x1F4A9});
  for (const char* wrong : {"", " ", "NO SUCH NAME", "EURO", "EURO SIGN ", "SPACE SPACE",
                            "CJK UNIFIED IDEOGRAPH-0041", "HANGUL SYLLABLE", "\xff"}) {
    CAPTURE(wrong);
    CHECK_FALSE(character_named(wrong));
  }
}

TEST_CASE("every name leads back to its character", "[text]") {
  unsigned named = 0;
  for (char32_t c = 0; c < 0x3000; c += 7) {
    const std::string name = character_name(c);
    if (name.empty()) continue;
    ++named;
    CHECK(character_named(name) == c);
  }
  CHECK(named > 1000);
  CHECK(character_name(U'\n').empty());
  CHECK(character_name(0xD800).empty());
  CHECK(character_name(0x10FFFF).empty());
  CHECK(character_name(0xAC00) == "HANGUL SYLLABLE GA");
  CHECK(character_name(0x4E01) == "CJK UNIFIED IDEOGRAPH-4E01");
  CHECK(character_name(0xE9) == "LATIN SMALL LETTER E WITH ACUTE");
}
