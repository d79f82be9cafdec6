#include "workloads/interpreter/syntax/source.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "workloads/interpreter/syntax/text.h"

namespace midden::syntax {

std::string_view Source::line(int number) const {
  std::string_view rest = text;
  for (int i = 1; i < number; ++i) {
    size_t newline = rest.find('\n');
    if (newline == std::string_view::npos) return {};
    rest.remove_prefix(newline + 1);
  }
  return rest.substr(0, rest.find('\n'));
}

std::optional<Utf8Fault> find_utf8_fault(std::string_view text) {
  auto byte = [&](size_t at) { return static_cast<unsigned char>(text[at]); };
  for (size_t i = 0; i < text.size();) {
    unsigned char c = byte(i);
    if (c < 0x80) {
      ++i;
      continue;
    }
    size_t length = c >= 0xC2 && c <= 0xDF ? 2 : c >= 0xE0 && c <= 0xEF ? 3 : c >= 0xF0 && c <= 0xF4 ? 4 : 0;
    auto fault = [&](size_t count, const char* reason) {
      return count == 1
                 ? Utf8Fault{i, fmt::format("'utf-8' codec can't decode byte 0x{:02x} in position {}: {}", c,
                                            i, reason)}
                 : Utf8Fault{i, fmt::format("'utf-8' codec can't decode bytes in position {}-{}: {}", i,
                                            i + count - 1, reason)};
    };
    if (length == 0) return fault(1, "invalid start byte");
    for (size_t k = 1; k < length; ++k) {
      if (i + k >= text.size()) return fault(k, "unexpected end of data");
      unsigned char next = byte(i + k);
      unsigned char low = 0x80, high = 0xBF;
      if (k == 1) {
        if (c == 0xE0) low = 0xA0;
        if (c == 0xED) high = 0x9F;
        if (c == 0xF0) low = 0x90;
        if (c == 0xF4) high = 0x8F;
      }
      if (next < low || next > high) return fault(k, "invalid continuation byte");
    }
    i += length;
  }
  return std::nullopt;
}

std::string repaired_utf8(std::string_view text) {
  std::string result;
  while (auto fault = find_utf8_fault(text)) {
    result += text.substr(0, fault->position);
    result += "\xEF\xBF\xBD";
    text.remove_prefix(fault->position + 1);
  }
  result += text;
  return result;
}

namespace {

SyntaxProblem without_position(ProblemKind kind, std::string message) {
  SyntaxProblem problem;
  problem.kind = kind;
  problem.message = std::move(message);
  problem.offset = -1;
  problem.has_end = problem.has_text = false;
  return problem;
}

// The name in `# -*- coding: NAME -*-`, which may stand in the first line, or in the second when the first is
// blank or a comment.
std::string declared_encoding(std::string_view text) {
  for (int number = 0; number < 2; ++number) {
    std::string_view line = text.substr(0, text.find_first_of("\r\n"));
    size_t at = line.find_first_not_of(" \t\f");
    if (at != std::string_view::npos && line[at] != '#') return "";
    size_t coding = at == std::string_view::npos ? at : line.find("coding", at);
    while (coding != std::string_view::npos) {
      size_t i = coding + 6;
      if (i < line.size() && (line[i] == ':' || line[i] == '=')) {
        i = std::min(line.find_first_not_of(" \t", i + 1), line.size());
        std::string name;
        for (; i < line.size() && (std::isalnum(static_cast<unsigned char>(line[i])) || line[i] == '-' ||
                                   line[i] == '_' || line[i] == '.');
             ++i) {
          name.push_back(line[i]);
        }
        if (!name.empty()) return name;
      }
      coding = line.find("coding", coding + 1);
    }
    size_t next = text.find('\n');
    if (next == std::string_view::npos) return "";
    text.remove_prefix(next + 1);
  }
  return "";
}

enum class Encoding { kUtf8, kLatin1, kAscii, kUnknown };

Encoding encoding_named(std::string_view name) {
  std::string plain;
  for (char c : name)
    plain.push_back(c == '_' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
  auto is = [&](std::string_view family) {
    return plain == family || plain.starts_with(std::string(family) + "-");
  };
  if (is("utf-8") || plain == "utf8" || plain == "u8") return Encoding::kUtf8;
  if (is("latin-1") || is("iso-8859-1") || is("iso-latin-1") || plain == "latin1" || plain == "l1" ||
      plain == "iso8859-1") {
    return Encoding::kLatin1;
  }
  if (plain == "ascii" || plain == "us-ascii") return Encoding::kAscii;
  return Encoding::kUnknown;
}

void append_with_unix_newlines(std::string& to, std::string_view text) {
  to.reserve(to.size() + text.size() + 1);
  for (size_t i = 0; i < text.size();) {
    size_t end = std::min(text.find('\r', i), text.size());
    to += text.substr(i, end - i);
    if (end < text.size()) {
      to.push_back('\n');
      end += end + 1 < text.size() && text[end + 1] == '\n' ? 2 : 1;
    }
    i = end;
  }
  if (!to.empty() && to.back() != '\n') to.push_back('\n');
}

}  // namespace

std::optional<SyntaxProblem> decode_source(std::string_view bytes, SourceOrigin origin, Source& to) {
  if (bytes.find('\0') != std::string_view::npos) {
    return origin == SourceOrigin::kFile
               ? without_position(ProblemKind::kSyntaxError, "source code cannot contain null bytes")
               : without_position(ProblemKind::kValueError, "source code string cannot contain null bytes");
  }
  if (origin == SourceOrigin::kText) {
    append_with_unix_newlines(to.text, bytes);
    return std::nullopt;
  }
  bool has_mark = bytes.starts_with("\xEF\xBB\xBF");
  if (has_mark) bytes.remove_prefix(3);
  std::string name = declared_encoding(bytes);
  to.encoding_known = has_mark || !name.empty();
  Encoding encoding = name.empty() ? Encoding::kUtf8 : encoding_named(name);
  if (has_mark && encoding != Encoding::kUtf8) {
    return without_position(
        ProblemKind::kSyntaxError,
        fmt::format("encoding problem: {} with BOM", encoding == Encoding::kLatin1 ? "iso-8859-1" : name));
  }
  if (encoding == Encoding::kUnknown) {
    return without_position(
        ProblemKind::kSyntaxError,
        (origin == SourceOrigin::kFile ? "encoding problem: " : "unknown encoding: ") + name);
  }
  if (encoding == Encoding::kAscii) {
    auto bad = std::ranges::find_if(bytes, [](unsigned char c) { return c >= 128; });
    if (bad != bytes.end()) {
      return without_position(
          ProblemKind::kSyntaxError,
          origin == SourceOrigin::kFile
              ? "encoding problem: " + name
              : fmt::format(
                    "'ascii' codec can't decode byte 0x{:02x} in position {}: ordinal not in range(128)",
                    static_cast<unsigned char>(*bad), bad - bytes.begin()));
    }
  }
  if (encoding == Encoding::kLatin1) {
    std::string utf8;
    for (unsigned char c : bytes) append_utf8(utf8, c);
    append_with_unix_newlines(to.text, utf8);
    return std::nullopt;
  }
  // Where no encoding is declared, a file must be UTF-8 throughout. Otherwise only names and strings must,
  // and they are checked where they are read.
  if (origin == SourceOrigin::kFile && name.empty() && !has_mark) {
    if (auto fault = find_utf8_fault(bytes)) {
      auto line =
          1 + std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(fault->position), '\n');
      return without_position(
          ProblemKind::kSyntaxError,
          fmt::format(
              "Non-UTF-8 code starting with '\\x{:02x}' in file {} on line {}, but no encoding declared; see "
              "https://peps.python.org/pep-0263/ for details",
              static_cast<unsigned char>(bytes[fault->position]), to.filename, line));
    }
  }
  append_with_unix_newlines(to.text, bytes);
  return std::nullopt;
}

}  // namespace midden::syntax
