#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "workloads/interpreter/syntax/parser.h"
#include "workloads/interpreter/syntax/problem.h"

namespace midden::syntax {

// Turns what was read into UTF-8 with '\n' line ends and a final newline, in `to.text`.
std::optional<SyntaxProblem> decode_source(std::string_view bytes, SourceOrigin origin, Source& to);

// What is wrong with a text as UTF-8, in the words of Python's codec ("'utf-8' codec can't decode byte …").
struct Utf8Fault {
  size_t position;
  std::string message;
};
std::optional<Utf8Fault> find_utf8_fault(std::string_view text);

// Every ill-formed byte replaced by U+FFFD.
std::string repaired_utf8(std::string_view text);

}  // namespace midden::syntax
