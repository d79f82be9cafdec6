#include "workloads/interpreter/text/unicode_names.h"

#include <fmt/format.h>

#include <vector>

#include "workloads/interpreter/text/unicode_names_data.h"

namespace midden::text {
namespace {

constexpr std::string_view kIdeographPrefix = "CJK UNIFIED IDEOGRAPH-";
constexpr std::string_view kSyllablePrefix = "HANGUL SYLLABLE ";
constexpr char32_t kFirstSyllable = 0xAC00;
// Romanised letters of which the names of Hangul syllables are put together.
constexpr std::string_view kLeading[] = {"G",  "GG", "N", "D",  "DD", "R", "M", "B", "BB", "S",
                                         "SS", "",   "J", "JJ", "C",  "K", "T", "P", "H"};
constexpr std::string_view kVowels[] = {"A",  "AE", "YA", "YAE", "EO", "E",  "YEO", "YE", "O",  "WA", "WAE",
                                        "OE", "YO", "U",  "WEO", "WE", "WI", "YU",  "EU", "YI", "I"};
constexpr std::string_view kTrailing[] = {"",   "G",  "GG", "GS", "N",  "NJ", "NH", "D", "L",  "LG",
                                          "LM", "LB", "LS", "LT", "LP", "LH", "M",  "B", "BS", "S",
                                          "SS", "NG", "J",  "C",  "K",  "T",  "P",  "H"};
constexpr char32_t kVowelCount = std::size(kVowels), kTrailingCount = std::size(kTrailing);
constexpr char32_t kSyllableCount = std::size(kLeading) * kVowelCount * kTrailingCount;

std::string syllable(char32_t index) {
  std::string name(kSyllablePrefix);
  name += kLeading[index / (kVowelCount * kTrailingCount)];
  name += kVowels[index / kTrailingCount % kVowelCount];
  name += kTrailing[index % kTrailingCount];
  return name;
}

std::optional<char32_t> syllable_named(std::string_view name) {
  for (char32_t index = 0; index < kSyllableCount; ++index) {
    if (syllable(index) == name) return kFirstSyllable + index;
  }
  return std::nullopt;
}

bool is_ideograph(char32_t c) {
  for (size_t i = 0; i < kIdeographCount; ++i) {
    if (c >= kIdeographs[i].first && c <= kIdeographs[i].last) return true;
  }
  return false;
}

std::optional<char32_t> ideograph_named(std::string_view digits) {
  if (digits.size() < 4 || digits.size() > 5) return std::nullopt;
  char32_t value = 0;
  for (char c : digits) {
    const bool letter = c >= 'A' && c <= 'F';
    if (!letter && (c < '0' || c > '9')) return std::nullopt;
    value = value * 16 + static_cast<char32_t>(letter ? c - 'A' + 10 : c - '0');
  }
  return is_ideograph(value) ? std::optional(value) : std::nullopt;
}

// One character after the other out of kNameEntries.
class Entries {
 public:
  bool next() {
    if (at_ == kNameEntriesSize) return false;
    char32_t delta = 0;
    for (unsigned shift = 0;; shift += 7) {
      const uint8_t byte = take();
      delta |= static_cast<char32_t>(byte & 127) << shift;
      if (byte < 128) break;
    }
    code_point_ += delta;
    words_ = take();
    first_ = at_;
    for (unsigned i = 0; i < words_; ++i) {
      if (take() >= kTwoBytes) ++at_;
    }
    return true;
  }
  char32_t code_point() const { return code_point_; }
  unsigned words() const { return words_; }
  // The words' numbers as they are written.
  std::string_view encoded() const { return {kNameEntries + first_, at_ - first_}; }

  static constexpr unsigned kTwoBytes = 192;

 private:
  uint8_t take() { return static_cast<uint8_t>(kNameEntries[at_++]); }

  size_t at_ = 0;
  size_t first_ = 0;
  char32_t code_point_ = 0;
  unsigned words_ = 0;
};

// A name's words as kNameEntries has them; false when one of them is in no name.
bool encode(std::string_view name, std::string& encoded, unsigned& words) {
  words = 0;
  for (size_t start = 0; start <= name.size(); ++words) {
    const size_t end = std::min(name.find(' ', start), name.size());
    const std::string_view word = name.substr(start, end - start);
    unsigned number = 0;
    const char* at = kNameWords;
    const char* const stop = kNameWords + kNameWordsSize;
    for (;; ++number) {
      if (at == stop) return false;
      const auto* line_end =
          static_cast<const char*>(__builtin_memchr(at, '\n', static_cast<size_t>(stop - at)));
      if (word == std::string_view(at, static_cast<size_t>(line_end - at))) break;
      at = line_end + 1;
    }
    if (number < Entries::kTwoBytes) {
      encoded += static_cast<char>(number);
    } else {
      encoded += static_cast<char>(Entries::kTwoBytes + (number - Entries::kTwoBytes) / 256);
      encoded += static_cast<char>((number - Entries::kTwoBytes) % 256);
    }
    start = end + 1;
  }
  return true;
}

std::vector<std::string_view> all_words() {
  std::vector<std::string_view> words;
  for (size_t start = 0; start < kNameWordsSize;) {
    const std::string_view rest(kNameWords + start, kNameWordsSize - start);
    words.push_back(rest.substr(0, rest.find('\n')));
    start += words.back().size() + 1;
  }
  return words;
}

}  // namespace

std::optional<char32_t> character_named(std::string_view given) {
  std::string name(given);
  for (char& c : name) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  if (name.starts_with(kIdeographPrefix)) return ideograph_named(name.substr(kIdeographPrefix.size()));
  if (name.starts_with(kSyllablePrefix)) return syllable_named(name);
  std::string encoded;
  unsigned words;
  if (encode(name, encoded, words)) {
    for (Entries entries; entries.next();) {
      if (entries.words() == words && entries.encoded() == encoded) return entries.code_point();
    }
  }
  for (size_t i = 0; i < kAliasCount; ++i) {
    if (name == kAliases[i].name) return kAliases[i].code_point;
  }
  return std::nullopt;
}

std::string character_name(char32_t c) {
  if (c >= kFirstSyllable && c < kFirstSyllable + kSyllableCount) return syllable(c - kFirstSyllable);
  if (is_ideograph(c)) return fmt::format("{}{:04X}", kIdeographPrefix, static_cast<uint32_t>(c));
  for (Entries entries; entries.next();) {
    if (entries.code_point() < c) continue;
    if (entries.code_point() > c) break;
    const std::vector<std::string_view> words = all_words();
    std::string name;
    const std::string_view encoded = entries.encoded();
    for (size_t i = 0; i < encoded.size(); ++i) {
      unsigned number = static_cast<uint8_t>(encoded[i]);
      if (number >= Entries::kTwoBytes) {
        number =
            Entries::kTwoBytes + (number - Entries::kTwoBytes) * 256 + static_cast<uint8_t>(encoded[++i]);
      }
      if (!name.empty()) name += ' ';
      name += words[number];
    }
    return name;
  }
  return "";
}

}  // namespace midden::text
