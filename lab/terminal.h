// What we know about the terminal, and the line at its bottom that shows what is going on.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace midden::lab {

// Columns a text takes: code points, without colour sequences.
std::size_t display_width(std::string_view text);
// Cut to at most `columns`.
std::string cut_to(std::string_view text, std::size_t columns);

// Broken at blanks into lines of at most `columns`; lines after the first begin with `indent` blanks.
std::string wrapped(std::string_view text, std::size_t columns, std::size_t indent);

bool stdout_is_terminal();
bool stderr_is_terminal();
bool use_colour();  // stdout is a terminal, and NO_COLOR is not set
std::size_t terminal_columns();

// One line on stderr that is rewritten in place on a terminal. Elsewhere it shows nothing, so that logs stay
// readable; note() prints a line of its own everywhere.
class StatusLine {
 public:
  StatusLine();
  ~StatusLine();
  StatusLine(const StatusLine&) = delete;
  StatusLine& operator=(const StatusLine&) = delete;

  bool live() const { return live_; }
  void show(std::string_view text);
  void note(std::string_view text);
  void clear();

 private:
  bool live_;
  bool shown_ = false;
};

}  // namespace midden::lab
