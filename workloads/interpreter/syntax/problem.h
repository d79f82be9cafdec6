#pragma once

#include <cstdint>
#include <string>

namespace midden::syntax {

// What is wrong with a source text, ready to be raised: the exception's class and the attributes that
// CPython's SyntaxError has.
enum class ProblemKind : uint8_t {
  kSyntaxError,
  kIndentationError,
  kTabError,
  kMemoryError,     // too deeply nested for the parser; no position
  kRecursionError,  // too deeply nested for the symbol table; no position
  kValueError,      // NUL in a source given as text; no position
};

struct SyntaxProblem {
  ProblemKind kind = ProblemKind::kSyntaxError;
  std::string message;
  std::string filename;
  int line = 0;          // `lineno`, from 1
  int offset = 0;        // `offset`, from 1, in characters; 0 or -1 where CPython says so
  int end_line = 0;      // `end_lineno`
  int end_offset = 0;    // `end_offset`
  bool has_end = true;   // false: end_offset is None, and end_lineno when end_line is 0
  bool has_text = true;  // false: `text` is None
  std::string text;      // the source line, with its newline if it has one; UTF-8
};

const char* problem_class_name(ProblemKind kind);  // "SyntaxError", …

}  // namespace midden::syntax
