#include "lab/scratch.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>

#include "lab/error.h"

namespace fs = std::filesystem;

namespace midden::lab {

ScratchDirectory::ScratchDirectory() {
  std::error_code error;
  fs::path parent = fs::temp_directory_path(error);
  std::string pattern = (parent / "midden-XXXXXX").string();
  if (error || mkdtemp(pattern.data()) == nullptr) {
    throw UserError(
        fmt::format("cannot make a temporary directory in {}: {}; set TMPDIR to a place that can be written",
                    parent.string(), error ? error.message() : std::strerror(errno)));
  }
  path_ = pattern;
}

ScratchDirectory::~ScratchDirectory() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (file) text << file.rdbuf();
  return std::move(text).str();
}

std::string trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  std::size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(kBlank) - begin + 1));
}

std::string last_line(std::string_view text) {
  std::string all = trimmed(text);
  std::size_t newline = all.find_last_of('\n');
  return newline == std::string::npos ? all : all.substr(newline + 1);
}

void check_writable(const std::string& file, std::string_view option) {
  int descriptor = open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor < 0) {
    throw UserError(
        fmt::format("{} {}: {}; give a file that can be written", option, file, std::strerror(errno)));
  }
  close(descriptor);
}

void write_file(const std::string& file, std::string_view text, std::string_view option) {
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out << text;
  out.close();
  if (!out)
    throw UserError(fmt::format("{} {}: could not write all of it: {}", option, file, std::strerror(errno)));
}

}  // namespace midden::lab
