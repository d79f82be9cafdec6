// Where Python's Unicode 14 and utf8proc differ or utf8proc has nothing; made by generate_unicode_tables.py.
// Private to this library. All tables are sorted.
#pragma once

#include <cstddef>
#include <cstdint>

namespace midden::text {

struct CodePointRange {
  char32_t first;
  char32_t last;
};

// A case mapping to more than one code point, padded with 0.
struct FullMapping {
  char32_t from;
  char32_t to[3];
};

// utf8proc's general category as of Unicode 14.
int general_category(char32_t c);

extern const CodePointRange kUnassigned[];  // assigned after Unicode 14
extern const size_t kUnassignedCount;
extern const CodePointRange kOtherLower[];  // lower case, though not of category Ll
extern const size_t kOtherLowerCount;
extern const CodePointRange kOtherUpper[];  // upper case, though not of category Lu
extern const size_t kOtherUpperCount;
extern const CodePointRange kDecimalRuns[];  // runs of digits that start at a 0
extern const size_t kDecimalRunsCount;
extern const CodePointRange kOtherDigit[];  // digits that are not decimals
extern const size_t kOtherDigitCount;
extern const CodePointRange kOtherNumeric[];  // numbers that are not digits
extern const size_t kOtherNumericCount;
extern const CodePointRange kIdentifierStartFlips[];  // the general category says the opposite
extern const size_t kIdentifierStartFlipsCount;
extern const CodePointRange kIdentifierContinueFlips[];
extern const size_t kIdentifierContinueFlipsCount;
extern const FullMapping kFullUpper[];
extern const size_t kFullUpperCount;
extern const FullMapping kFullTitle[];
extern const size_t kFullTitleCount;

}  // namespace midden::text
