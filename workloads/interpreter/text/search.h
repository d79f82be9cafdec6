// The searching and cutting methods of str and bytes, as algorithms that yield index ranges. Searching is
// linear: memchr and memmem for Latin-1 and bytes, two-way search for wide text.
#pragma once

#include <cstdint>
#include <vector>

#include "workloads/interpreter/text/string_builder.h"
#include "workloads/interpreter/text/string_view.h"

namespace midden::text {

inline constexpr int64_t kNotFound = -1;
inline constexpr int64_t kNoLimit = -1;  // maxsplit, count

// Which code points count as space or line end: those of str or of bytes.
enum class TextKind : uint8_t { kStr, kBytes };

// find/rfind/count/startswith arguments (negative from the end, clamped) into a range of `length`. False when
// start > length after clamping, or start > end: nothing can be found, not even the empty string.
bool clamp_range(int64_t start, int64_t end, uint64_t length, Range& out);

// Index in the whole view, or kNotFound.
int64_t find(StringView haystack, StringView needle, Range within);
int64_t rfind(StringView haystack, StringView needle, Range within);
int64_t find(StringView haystack, StringView needle);
int64_t find(StringView haystack, char32_t c, uint64_t from = 0);
uint64_t count(StringView haystack, StringView needle, Range within);
bool contains(StringView haystack, StringView needle);
bool starts_with(StringView s, StringView prefix);
bool ends_with(StringView s, StringView suffix);

// Appends s with up to `limit` occurrences replaced; returns how many were (0: the caller may return s
// itself).
uint64_t replace(StringBuilder& out, StringView s, StringView old_text, StringView new_text,
                 int64_t limit = kNoLimit);

// Cutting. Results are appended to `out` in order from left to right.
void split_space(std::vector<Range>& out, StringView s, TextKind kind, int64_t limit = kNoLimit);
void rsplit_space(std::vector<Range>& out, StringView s, TextKind kind, int64_t limit = kNoLimit);
void split(std::vector<Range>& out, StringView s, StringView separator,
           int64_t limit = kNoLimit);  // separator not empty
void rsplit(std::vector<Range>& out, StringView s, StringView separator, int64_t limit = kNoLimit);
void split_lines(std::vector<Range>& out, StringView s, TextKind kind, bool keep_ends);
// partition and rpartition are find and rfind of a non-empty separator.

Range strip_space(StringView s, TextKind kind, bool left, bool right);
Range strip(StringView s, StringView characters, bool left, bool right);

void append_expanded_tabs(StringBuilder& out, StringView s, int64_t tab_size);
void append_centered(StringBuilder& out, StringView s, int64_t width, char32_t fill = ' ');
void append_left_justified(StringBuilder& out, StringView s, int64_t width, char32_t fill = ' ');
void append_right_justified(StringBuilder& out, StringView s, int64_t width, char32_t fill = ' ');
void append_zero_filled(StringBuilder& out, StringView s, int64_t width);
void append_repeated(StringBuilder& out, StringView s, uint64_t times);

}  // namespace midden::text
