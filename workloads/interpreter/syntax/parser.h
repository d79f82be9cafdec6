#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "workloads/interpreter/syntax/arena.h"
#include "workloads/interpreter/syntax/ast.h"
#include "workloads/interpreter/syntax/problem.h"

namespace midden::syntax {

enum class SourceOrigin : uint8_t {
  kFile,   // the bytes of a file: encoding declaration and byte order mark count
  kBytes,  // a bytes object given to exec/eval/compile: as a file, but errors are worded differently
  kText,   // a str object, already UTF-8 (lone surrogates refused before): encoding declarations are ignored
};

// A decoded source text: kept because error messages quote its lines.
struct Source {
  std::string filename;
  std::string text;  // UTF-8, newlines are '\n'
  SourceOrigin origin = SourceOrigin::kFile;
  bool encoding_known = true;               // false: bytes that declare none
  std::string_view line(int number) const;  // from 1, without the newline; empty beyond the end
};

// Either a tree or a problem. Exactly one of {module/expression, problem} is set. The tree dies with the
// result (move it to keep it).
struct ParseResult {
  std::unique_ptr<Arena> arena;
  std::unique_ptr<Source> source;
  Module* module = nullptr;
  Expression* expression = nullptr;
  std::optional<SyntaxProblem> problem;

  explicit operator bool() const { return !problem; }
};

ParseResult parse_module(std::string_view source, std::string_view filename,
                         SourceOrigin origin = SourceOrigin::kFile);

// As eval(): one expression, with leading blanks stripped by the caller as CPython's eval() does.
ParseResult parse_expression(std::string_view source, std::string_view filename,
                             SourceOrigin origin = SourceOrigin::kText);

}  // namespace midden::syntax
