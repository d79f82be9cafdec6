#pragma once

// How exceptions are printed: tracebacks, chains, groups, notes, suggestions.

#include <string>
#include <unordered_set>
#include <vector>

#include "workloads/interpreter/syntax/carets.h"
#include "workloads/interpreter/vm/exceptions.h"
#include "workloads/interpreter/vm/heap_access.h"

namespace midden::python {

// Collects the text. Nothing may be pending; whatever goes wrong while printing is swallowed.
class ExceptionPrinter {
 public:
  ExceptionPrinter(Vm& vm, syntax::CaretStyle style) : vm_(vm), style_(style) {}

  // With its causes and contexts (`chain`) and, for groups, with what they contain.
  void print(Value exception, bool chain = true);
  // "Traceback (most recent call last):" and its entries; nothing for None or null.
  void print_traceback(Value traceback);
  // The entries alone; limit as sys.tracebacklimit: negative: all, else the last ones.
  void print_entries(Value traceback);
  // "ValueError: text" with notes; the lines before it for a SyntaxError.
  void print_message(Value exception);
  // "module.Class", without the module for builtins and the program.
  void print_class(Value type);
  // str() or "<exception str() failed>".
  void print_text_of(Value value);

  void set_limit(std::int64_t limit) { limit_ = limit; }
  std::string& text() { return text_; }
  // Where the pieces of text end that the module `traceback` gives as list items.
  const std::vector<std::size_t>& breaks() const { return breaks_; }

 private:
  void print_one(Value exception);
  void print_group(Value exception);
  void print_entry(Value entry);
  // False: it has none. *message becomes what stands behind the class.
  bool print_syntax_place(Value exception, Local* message);
  bool print_syntax_lines(Value exception, Local* message);
  void print_marked_line(std::string_view line, std::int64_t offset, std::int64_t end_offset);
  void print_notes(Value exception);
  void print_suggestion(Value exception);
  void repeated(std::uint64_t count);
  // Text in the module's style keeps to the margin of groups, line for line.
  void append_lines(std::string_view lines);
  void end_piece() { breaks_.push_back(text_.size()); }
  void indent() { text_.append(2 * group_depth_, ' '); }
  void margin();

  Vm& vm_;
  syntax::CaretStyle style_;
  std::string text_;
  std::vector<std::size_t> breaks_;
  std::int64_t limit_ = 1000;
  unsigned group_depth_ = 0;
  bool need_close_ = false;
  std::unordered_set<std::uint64_t> seen_;
  syntax::SourceLines sources_;
};

// Writes to sys.stderr, or to the process's when that is missing or fails.
void write_to_stderr(Vm& vm, const std::string& text);

}  // namespace midden::python
