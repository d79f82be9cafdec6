#pragma once

// SurvivingFile: what was appended is in the file however the process ends, SIGKILL included, because it
// stands in pages of the file itself. The part that is not yet written to is newlines until close().

#include <sys/types.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace midden {

class SurvivingFile {
 public:
  SurvivingFile() = default;
  ~SurvivingFile() { close(); }
  SurvivingFile(const SurvivingFile&) = delete;
  SurvivingFile& operator=(const SurvivingFile&) = delete;

  // False, with errno set, when the file cannot be written. What is no regular file is written to from time
  // to time instead.
  bool open(const char* path);
  bool is_open() const { return descriptor_ >= 0; }
  // Nothing happens in a child after fork: the file is its parent's.
  void append(std::string_view text);
  // False when something was not written.
  bool close();

 private:
  static constexpr std::size_t kWindow = 256 * 1024;
  bool map_next();
  void unmap();
  void write_out();

  int descriptor_ = -1;
  pid_t owner_ = 0;
  bool regular_ = false;
  bool sound_ = true;
  char* window_ = nullptr;
  std::size_t used_ = 0;    // of the window
  std::size_t before_ = 0;  // bytes of the file in front of it
  std::string waiting_;     // for what is no regular file
};

}  // namespace midden
