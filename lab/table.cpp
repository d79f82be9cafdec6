#include "lab/table.h"

#include <algorithm>
#include <sstream>

#include "lab/terminal.h"

namespace midden::lab {

namespace {

std::string padded(const std::string& text, std::size_t width, Align align) {
  std::size_t have = display_width(text);
  std::string space(width > have ? width - have : 0, ' ');
  return align == Align::kLeft ? text + space : space + text;
}

std::string painted(std::string line, Style style, bool colour) {
  line.erase(line.find_last_not_of(' ') + 1);
  if (!colour || style == Style::kPlain) return line;
  const char* code = style == Style::kGood ? "\033[32m" : style == Style::kBad ? "\033[31m" : "\033[2m";
  return code + line + "\033[0m";
}

}  // namespace

void Table::add_column(const std::string& heading, Align align) {
  Column column{{}, align};
  std::istringstream lines(heading);
  for (std::string line; std::getline(lines, line);) column.heading.push_back(line);
  columns_.push_back(std::move(column));
}

void Table::add_row(std::vector<std::string> cells, Style style) {
  cells.resize(columns_.size());
  rows_.push_back({std::move(cells), {}, style, false});
}

void Table::add_note_row(std::string first, std::string text, Style style) {
  rows_.push_back({{std::move(first)}, std::move(text), style, false});
}

void Table::add_rule() { rows_.push_back({{}, {}, Style::kDim, true}); }

std::vector<std::size_t> Table::widths() const {
  std::vector<std::size_t> widths;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    std::size_t width = 0;
    for (const std::string& line : columns_[i].heading) width = std::max(width, display_width(line));
    for (const Row& row : rows_) {
      if (i < row.cells.size()) width = std::max(width, display_width(row.cells[i]));
    }
    widths.push_back(width);
  }
  return widths;
}

std::string Table::render(Look look) const {
  if (columns_.empty()) return {};
  if (look == Look::kMarkdown) return render_markdown();
  const bool colour = look == Look::kColour;
  std::vector<std::size_t> width = widths();
  std::size_t content = 0;
  for (std::size_t w : width) content += w;
  std::size_t gap = content + 2 * (columns_.size() - 1) <= kTableWidth ? 2 : 1;

  std::string text;
  std::size_t next = 1;
  bool first_part = true;
  do {
    std::vector<std::size_t> part = {0};
    std::size_t used = width[0];
    while (next < columns_.size() && (part.size() == 1 || used + gap + width[next] <= kTableWidth)) {
      used += gap + width[next];
      part.push_back(next++);
    }
    if (!first_part) text += '\n';
    text += render_part(part, gap, first_part, colour);
    first_part = false;
  } while (next < columns_.size());
  return text;
}

std::string Table::render_markdown() const {
  auto line = [](const std::vector<std::string>& cells) {
    std::string text = "|";
    for (const std::string& cell : cells) {
      text += ' ';
      for (char c : cell) text += c == '|' ? std::string("\\|") : std::string(1, c);
      text += " |";
    }
    return text + "\n";
  };
  std::vector<std::string> headings, rules;
  for (const Column& column : columns_) {
    std::string heading;
    for (const std::string& part : column.heading) heading += (heading.empty() ? "" : " ") + part;
    headings.push_back(heading);
    rules.push_back(column.align == Align::kLeft ? ":---" : "---:");
  }
  std::string text = line(headings) + line(rules);
  for (const Row& row : rows_) {
    if (row.is_rule) continue;
    std::vector<std::string> cells = row.cells;
    if (!row.note.empty()) cells.push_back(row.note);
    cells.resize(columns_.size());
    text += line(cells);
  }
  return text + "\n";
}

std::string Table::render_part(const std::vector<std::size_t>& part, std::size_t gap, bool with_notes,
                               bool colour) const {
  std::vector<std::size_t> width = widths();
  std::size_t heading_lines = 0, total = 0;
  for (std::size_t i : part) {
    heading_lines = std::max(heading_lines, columns_[i].heading.size());
    total += width[i] + (i == part[0] ? 0 : gap);
  }
  std::string between(gap, ' '), text;
  for (std::size_t line = 0; line < heading_lines; ++line) {
    std::string out;
    for (std::size_t i : part) {
      const auto& heading = columns_[i].heading;
      std::size_t blank = heading_lines - heading.size();
      out += (i == part[0] ? "" : between) +
             padded(line < blank ? "" : heading[line - blank], width[i], columns_[i].align);
    }
    text += painted(out, Style::kDim, colour) + '\n';
  }
  for (const Row& row : rows_) {
    std::string out;
    if (row.is_rule) {
      for (std::size_t i = 0; i < total; ++i) out += "─";
    } else if (!row.note.empty()) {
      if (!with_notes) continue;
      out = padded(row.cells[0], width[0], Align::kLeft) + between;
      std::size_t room = kTableWidth - std::min(kTableWidth - 1, display_width(out));
      out += cut_to(row.note, room);
    } else {
      for (std::size_t i : part) {
        out += (i == part[0] ? "" : between) + padded(row.cells[i], width[i], columns_[i].align);
      }
    }
    text += painted(out, row.style, colour) + '\n';
  }
  return text;
}

}  // namespace midden::lab
