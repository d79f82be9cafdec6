#include "lab/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace midden::lab {

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  bool in_escape = false;
  for (unsigned char c : text) {
    if (c == '\033') in_escape = true;
    if (!in_escape && (c & 0xC0) != 0x80) ++width;
    if (in_escape && c == 'm') in_escape = false;
  }
  return width;
}

std::string cut_to(std::string_view text, std::size_t columns) {
  std::size_t width = 0, end = 0;
  while (end < text.size()) {
    bool begins = (static_cast<unsigned char>(text[end]) & 0xC0) != 0x80;
    if (begins && width == columns) break;
    width += begins;
    ++end;
  }
  return std::string(text.substr(0, end));
}

std::string wrapped(std::string_view text, std::size_t columns, std::size_t indent) {
  std::string result, line;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    std::size_t end = std::min(text.find(' ', begin), text.size());
    std::string_view word = text.substr(begin, end - begin);
    if (!line.empty() && display_width(line) + 1 + display_width(word) > columns) {
      result += line + "\n";
      line = std::string(indent, ' ');
      line += word;
    } else {
      if (begin != 0) line += ' ';
      line += word;
    }
    begin = end + 1;
  }
  return result + line;
}

bool stdout_is_terminal() { return isatty(STDOUT_FILENO) == 1; }
bool stderr_is_terminal() { return isatty(STDERR_FILENO) == 1; }

bool use_colour() {
  const char* no_colour = std::getenv("NO_COLOR");
  return stdout_is_terminal() && (no_colour == nullptr || *no_colour == '\0');
}

std::size_t terminal_columns() {
  winsize size{};
  if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 80;
}

StatusLine::StatusLine() {
  const char* term = std::getenv("TERM");
  live_ = stderr_is_terminal() && !(term != nullptr && std::string_view(term) == "dumb");
}

StatusLine::~StatusLine() { clear(); }

void StatusLine::show(std::string_view text) {
  if (!live_) return;
  std::string line = cut_to(text, terminal_columns() - 1);
  std::fprintf(stderr, "\r\033[K%s", line.c_str());
  std::fflush(stderr);
  shown_ = true;
}

void StatusLine::note(std::string_view text) {
  clear();
  std::fprintf(stderr, "midden: %.*s\n", static_cast<int>(text.size()), text.data());
}

void StatusLine::clear() {
  if (shown_) std::fputs("\r\033[K", stderr);
  std::fflush(stderr);
  shown_ = false;
}

}  // namespace midden::lab
