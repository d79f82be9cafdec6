// Temporary files, and small helpers for reading text.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace midden::lab {

// A directory of our own that goes away with the object.
class ScratchDirectory {
 public:
  ScratchDirectory();
  ~ScratchDirectory();
  ScratchDirectory(const ScratchDirectory&) = delete;
  ScratchDirectory& operator=(const ScratchDirectory&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// The whole file; empty when it cannot be read.
std::string read_file(const std::filesystem::path& path);

// The last line that is not blank, without its newline.
std::string last_line(std::string_view text);

// Without blanks and newlines at either end.
std::string trimmed(std::string_view text);

// Fails with a UserError that names the option and the file, before anything has run, if it cannot be
// written.
void check_writable(const std::string& file, std::string_view option);
void write_file(const std::string& file, std::string_view text, std::string_view option);

}  // namespace midden::lab
