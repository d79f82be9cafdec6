// The tables behind unicode_names.h; generate_unicode_names.py writes and describes them.
#pragma once

#include <cstddef>
#include <cstdint>

namespace midden::text {

struct NameRange {
  char32_t first, last;
};
struct NameAlias {
  const char* name;
  char32_t code_point;
};

extern const char kNameWords[];
extern const size_t kNameWordsSize;
extern const char kNameEntries[];
extern const size_t kNameEntriesSize;
extern const NameRange kIdeographs[];
extern const size_t kIdeographCount;
extern const NameAlias kAliases[];
extern const size_t kAliasCount;

}  // namespace midden::text
