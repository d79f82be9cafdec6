#pragma once

// CodeTemplate: what the compiler makes of one code block. Knows no objects; each virtual machine turns it
// into its own code with real constants and interned names.

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "workloads/interpreter/compiler/bytecode.h"

namespace midden {

struct CodeTemplate;

struct ConstantValue {
  enum class Type {
    none,
    false_,
    true_,
    ellipsis,
    integer,
    big_integer,
    floating,
    complex,
    string,
    bytes,
    tuple,
    frozenset,
    code
  };
  Type type = Type::none;
  std::int64_t integer = 0;
  double floating = 0;  // complex: the imaginary part
  std::string
      text;  // string: UTF-8 (lone surrogates as WTF-8); bytes: the bytes; big_integer: decimal or 0x… digits
  std::vector<ConstantValue> items;  // tuple, frozenset
  std::shared_ptr<CodeTemplate> code;
};

// Where an instruction stands in the source. Columns count UTF-8 bytes from 0; -1: unknown.
struct SourceRange {
  std::int32_t line = -1;
  std::int32_t end_line = -1;
  std::int32_t column = -1;
  std::int32_t end_column = -1;
};

// Instructions [start, end) (word indices) are covered by the handler at `target`: registers from `depth` on
// are emptied, then execution goes on there with PushException depth. The first entry that covers wins, so
// inner blocks come first.
struct HandlerRange {
  std::uint32_t start;
  std::uint32_t end;
  std::uint32_t target;
  std::uint16_t depth;
};

struct CodeTemplate {
  std::string name;
  std::string qualified_name;
  std::string file_name;
  std::int32_t first_line = 1;

  std::uint32_t positional_count = 0;  // with positional-only ones
  std::uint32_t positional_only_count = 0;
  std::uint32_t keyword_only_count = 0;
  bool has_star_arguments = false;
  bool has_star_keywords = false;
  bool is_generator = false;
  bool is_coroutine = false;
  bool is_async_generator = false;
  bool is_class_body = false;  // r[0] is the namespace
  bool is_nested = false;
  bool is_optimized = true;  // function-like (CO_OPTIMIZED); false for modules and class bodies

  std::uint32_t register_count = 0;
  std::vector<std::string> local_names;  // co_varnames: registers 0 … in order, parameters first
  std::vector<std::string> cell_names;   // captured locals; cell_registers[i] holds the cell
  std::vector<std::uint16_t> cell_registers;
  std::vector<std::string> free_names;  // free_registers[i] is filled by LoadFree i
  std::vector<std::uint16_t> free_registers;

  std::vector<Instruction> instructions;  // cache words included
  std::vector<SourceRange> positions;     // parallel to `instructions`
  std::vector<ConstantValue> constants;
  std::vector<std::string> names;
  std::vector<HandlerRange> handlers;
  std::string docstring;
  bool has_docstring = false;
};

}  // namespace midden
