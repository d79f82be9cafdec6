#include "lab/programs.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <string_view>

#include "lab/error.h"
#include "lab/suggest.h"

namespace fs = std::filesystem;

namespace midden::lab {

std::vector<Program> shipped_programs(const Layout& layout) {
  std::vector<Program> programs;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(layout.programs, ignored)) {
    fs::path path = entry.path();
    if (path.extension() == ".py" && !path.stem().string().starts_with("_")) {
      programs.push_back({path.stem().string(), path});
    }
  }
  std::sort(programs.begin(), programs.end(), [](auto& a, auto& b) { return a.name < b.name; });
  return programs;
}

Program find_program(const Layout& layout, const std::string& given) {
  std::error_code ignored;
  fs::path path = given;
  if (fs::is_directory(path, ignored) && given.find('/') != std::string::npos) {
    throw UserError(fmt::format("program {}: is a directory; give the path of a .py file in it", given));
  }
  if (fs::exists(path, ignored) && !fs::is_directory(path, ignored)) {
    if (access(path.c_str(), R_OK) != 0) {
      throw UserError(fmt::format("program {}: no permission to read it", given));
    }
    return {path.stem().string(), path};
  }
  if (given.find('/') != std::string::npos || given.ends_with(".py")) {
    throw UserError(fmt::format(
        "program {}: no such file; give the path of a .py file, or a name from 'midden list programs'",
        given));
  }
  std::vector<std::string> names;
  for (const Program& program : shipped_programs(layout)) {
    if (program.name == given) return program;
    names.push_back(program.name);
  }
  throw UserError(unknown_name("program", given, names) + "; or give the path of a .py file");
}

std::string docstring_line(const fs::path& program) {
  std::ifstream file(program);
  for (std::string line; std::getline(file, line);) {
    std::string_view text = line;
    if (text.empty() || text[0] == '#') continue;
    if (text[0] == 'r' || text[0] == 'R') text.remove_prefix(1);
    for (std::string_view quote : {"\"\"\"", "'''", "\"", "'"}) {
      if (!text.starts_with(quote)) continue;
      text.remove_prefix(quote.size());
      std::string first(text.substr(0, text.find(quote)));
      if (first.empty() && quote.size() == 3 && std::getline(file, line)) first = line;  // text begins below
      return first;
    }
    return {};
  }
  return {};
}

}  // namespace midden::lab
