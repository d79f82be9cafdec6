// listings.txt: programs and the bytecode they must become.

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/compiler/compile_text.h"
#include "workloads/interpreter/compiler/disassemble.h"
#include "workloads/interpreter/compiler/verify_code.h"

namespace {

struct Listing {
  std::string name, source, expected;
};

// Sections "=== name", then the source, "---", then the listing.
std::vector<Listing> read_listings() {
  const char* root = std::getenv("MIDDEN_SOURCE_DIR");
  std::ifstream file(std::string(root ? root : ".") + "/tests/compiler/listings.txt");
  std::vector<Listing> listings;
  std::string* part = nullptr;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("=== ")) {
      listings.push_back({line.substr(4), {}, {}});
      part = &listings.back().source;
    } else if (line == "---") {
      part = &listings.back().expected;
    } else if (part) {
      *part += line + "\n";
    }
  }
  return listings;
}

std::string without_blank_lines(const std::string& text) {
  std::istringstream lines(text);
  std::string result;
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty()) result += line + "\n";
  }
  return result;
}

// Without the module's own code, which only defines what is looked at.
std::string listing_of(const midden::CompileResult& result, bool with_module) {
  if (with_module) return midden::disassemble(*result.code);
  std::string text;
  for (const midden::ConstantValue& constant : result.code->constants) {
    if (constant.code) text += midden::disassemble(*constant.code);
  }
  return text;
}

}  // namespace

TEST_CASE("listings") {
  std::vector<Listing> listings = read_listings();
  REQUIRE(listings.size() > 10);
  for (const Listing& listing : listings) {
    INFO(listing.name);
    midden::CompileResult result = compile_text(listing.source);
    REQUIRE(result.code);
    bool with_module = listing.expected.find("<module> (") != std::string::npos;
    CHECK(without_blank_lines(listing_of(result, with_module)) == without_blank_lines(listing.expected));
    CHECK(midden::verify_code(result).empty());
  }
}
