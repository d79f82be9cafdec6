#pragma once

// The lines of carets under the source lines of a traceback.

#include <list>
#include <string>
#include <string_view>

#include "workloads/interpreter/syntax/parser.h"

namespace midden::syntax {

// Who prints: the interpreter itself and the module `traceback` differ in how they treat blanks.
enum class CaretStyle { kInterpreter, kTracebackModule };

// A range of the source text; columns count UTF-8 bytes from 0, -1: unknown.
struct CaretRange {
  int line;
  int end_line;
  int column;
  int end_column;
};

// What stands under `line` (as in the file, without its newline) when it is printed with four blanks of
// indentation; without a newline. Empty: nothing is printed, since the range is unknown or is the whole line.
std::string carets(std::string_view line, const CaretRange& range, CaretStyle style);

// The line as it is printed: without the blanks in front (and behind, in the module's style).
std::string_view stripped_line(std::string_view line, CaretStyle style);

// Reads source files for tracebacks and keeps the last ones.
class SourceLines {
 public:
  // The line without its newline; empty if there is none. Valid until the next call.
  std::string_view line(const std::string& file_name, int number);

 private:
  struct File {
    Source source;
    std::string_view last;
    int last_number = 0;
  };
  File& find(const std::string& file_name);

  std::list<File> files_;  // the last one used first
};

}  // namespace midden::syntax
