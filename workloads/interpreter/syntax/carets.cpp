#include "workloads/interpreter/syntax/carets.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <optional>

#include "workloads/interpreter/syntax/source.h"
#include "workloads/interpreter/syntax/text.h"

namespace midden::syntax {

namespace {

constexpr std::size_t kFilesKept = 8;
// Nobody's source file is larger; the name may be that of anything.
constexpr off_t kLargestSource = 64 << 20;

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f'; }

std::size_t byte_position(std::string_view utf8, std::size_t character) {
  std::size_t i = 0;
  while (i < utf8.size() && (character > 0 || is_continuation(utf8[i]))) {
    if (!is_continuation(utf8[i])) --character;
    ++i;
  }
  return i;
}

std::size_t characters_before(std::string_view line, int column) {
  return count_characters(line.substr(0, std::min(line.size(), static_cast<std::size_t>(column))));
}

// The part of an expression that gets ^ while the rest gets ~, in characters of the segment.
struct Anchors {
  std::size_t start;
  std::size_t end;
};

std::optional<Anchors> find_anchors(std::string_view segment) {
  ParseResult parsed = parse_module(segment, "<segment>", SourceOrigin::kText);
  if (!parsed || parsed.module->body.size() != 1) return {};
  const auto* statement = try_as<ExprStmt>(parsed.module->body[0]);
  if (!statement) return {};
  auto column = [&](int bytes) { return characters_before(segment, bytes); };
  if (const auto* operation = try_as<BinOp>(statement->value)) {
    std::size_t end = static_cast<std::size_t>(operation->right->at.column);
    std::size_t i = static_cast<std::size_t>(operation->left->at.end_column);
    if (operation->left->at.end_line > 1 || operation->right->at.line > 1) return {};
    while (i < end && i < segment.size() && is_blank(segment[i])) ++i;
    if (i >= end || i >= segment.size()) return {};
    // Operators have one or two characters.
    bool two = i + 1 < end && !is_blank(segment[i + 1]);
    return Anchors{column(static_cast<int>(i)), column(static_cast<int>(i + (two ? 2 : 1)))};
  }
  if (const auto* subscript = try_as<Subscript>(statement->value)) {
    if (subscript->slice->at.end_line > 1) return {};
    return Anchors{column(subscript->value->at.end_column), column(subscript->slice->at.end_column + 1)};
  }
  return {};
}

}  // namespace

std::string_view stripped_line(std::string_view line, CaretStyle style) {
  while (!line.empty() && is_blank(line.front())) line.remove_prefix(1);
  if (style == CaretStyle::kTracebackModule) {
    while (!line.empty() && (is_blank(line.back()) || line.back() == '\r')) line.remove_suffix(1);
  }
  return line;
}

std::string carets(std::string_view line, const CaretRange& range, CaretStyle style) {
  if (range.line < 0 || range.end_line < 0 || range.column < 0 || range.end_column < 0) return {};
  std::string_view shown = stripped_line(line, style);
  if (shown.empty()) return {};
  const auto shown_length = static_cast<std::size_t>(count_characters(shown));
  std::size_t start = characters_before(line, range.column);
  std::size_t end;
  // Characters of the line that stand left of the printed text. The module counts those behind it, too.
  std::size_t removed = style == CaretStyle::kInterpreter
                            ? static_cast<std::size_t>(shown.data() - line.data())
                            : static_cast<std::size_t>(count_characters(line)) - shown_length;
  std::optional<Anchors> anchors;
  if (range.line == range.end_line) {
    end = characters_before(line, range.end_column);
    if (end < start) return {};
    std::size_t from = byte_position(line, start), to = byte_position(line, end);
    anchors = find_anchors(line.substr(from, to - from));
  } else if (style == CaretStyle::kInterpreter) {
    std::string_view text = line;
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    end = count_characters(text);
  } else {
    end = removed + shown_length;
  }
  if (end < start) end = start;
  if (!anchors) {
    bool whole =
        style == CaretStyle::kInterpreter ? end - start == shown_length : end - start >= shown_length;
    if (whole) return {};
  }
  std::string under(4 + (start > removed ? start - removed : 0), ' ');
  if (anchors) {
    for (std::size_t i = 0; i < end - start; ++i) {
      under += i >= anchors->start && i < anchors->end ? '^' : '~';
    }
  } else {
    under.append(end - start, '^');
  }
  return under;
}

SourceLines::File& SourceLines::find(const std::string& file_name) {
  for (auto file = files_.begin(); file != files_.end(); ++file) {
    if (file->source.filename != file_name) continue;
    files_.splice(files_.begin(), files_, file);
    return files_.front();
  }
  if (files_.size() >= kFilesKept) files_.pop_back();
  File& file = files_.emplace_front();
  file.source.filename = file_name;
  if (file_name.empty() || file_name.front() == '<') return file;
  int descriptor = open(file_name.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return file;
  struct stat status;
  if (fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_size <= kLargestSource) {
    std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
    std::size_t filled = 0;
    while (filled < bytes.size()) {
      ssize_t count = read(descriptor, bytes.data() + filled, bytes.size() - filled);
      if (count <= 0) break;
      filled += static_cast<std::size_t>(count);
    }
    bytes.resize(filled);
    if (decode_source(bytes, SourceOrigin::kFile, file.source)) file.source.text.clear();
  }
  close(descriptor);
  return file;
}

std::string_view SourceLines::line(const std::string& file_name, int number) {
  File& file = find(file_name);
  if (file.last_number != number) {
    file.last = file.source.line(number);
    file.last_number = number;
  }
  return file.last;
}

}  // namespace midden::syntax
