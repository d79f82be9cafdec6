// The Python programs that can be run: shipped ones by name, any other by path.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "lab/layout.h"

namespace midden::lab {

struct Program {
  std::string name;  // what tables call it: the file's name without .py
  std::filesystem::path path;
};

std::vector<Program> shipped_programs(const Layout& layout);

// A path to an existing file, or the name of a shipped program. Throws UserError.
Program find_program(const Layout& layout, const std::string& given);

// The first line of the module's docstring; empty when it has none.
std::string docstring_line(const std::filesystem::path& program);

}  // namespace midden::lab
