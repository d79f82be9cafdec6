// Tables: for the terminal at most kTableWidth columns wide, colour only when asked; or as Markdown.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace midden::lab {

inline constexpr std::size_t kTableWidth = 100;

enum class Align { kLeft, kRight };
enum class Style { kPlain, kGood, kBad, kDim };
enum class Look { kPlain, kColour, kMarkdown };

class Table {
 public:
  // A heading may have several lines, separated by '\n'; they stand at the bottom of the heading.
  void add_column(const std::string& heading, Align align = Align::kRight);

  void add_row(std::vector<std::string> cells, Style style = Style::kPlain);
  // The first cell, and a text that takes the place of all others.
  void add_note_row(std::string first, std::string text, Style style = Style::kBad);
  void add_rule();

  // Columns stand two blanks apart, or one where the table would be too wide otherwise. What is still too
  // wide is split: further columns follow below, each part with the first column repeated.
  // Markdown is neither cut nor split, and ends with an empty line.
  std::string render(Look look) const;

 private:
  struct Column {
    std::vector<std::string> heading;
    Align align;
  };
  struct Row {
    std::vector<std::string> cells;
    std::string note;
    Style style = Style::kPlain;
    bool is_rule = false;
  };

  std::vector<std::size_t> widths() const;
  std::string render_part(const std::vector<std::size_t>& columns, std::size_t gap, bool with_notes,
                          bool colour) const;
  std::string render_markdown() const;

  std::vector<Column> columns_;
  std::vector<Row> rows_;
};

}  // namespace midden::lab
