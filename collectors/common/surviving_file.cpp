#include "collectors/common/surviving_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace midden {

bool SurvivingFile::open(const char* path) {
  struct stat status {};
  descriptor_ = ::open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  // A pipe or a terminal may be for writing only.
  if (descriptor_ < 0) descriptor_ = ::open(path, O_WRONLY | O_CLOEXEC);
  if (descriptor_ < 0) return false;
  owner_ = getpid();
  regular_ = fstat(descriptor_, &status) == 0 && S_ISREG(status.st_mode);
  return true;
}

bool SurvivingFile::map_next() {
  unmap();
  const auto begin = static_cast<off_t>(before_);
  // Space is taken now: where there is none, writing to a mapped page would be the end.
  void* memory = MAP_FAILED;
  if (posix_fallocate(descriptor_, begin, kWindow) == 0)
    memory = mmap(nullptr, kWindow, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor_, begin);
  sound_ = memory != MAP_FAILED;
  if (!sound_) return false;
  window_ = static_cast<char*>(memory);
  std::memset(window_, '\n', kWindow);
  return true;
}

void SurvivingFile::unmap() {
  if (!window_) return;
  munmap(window_, kWindow);
  window_ = nullptr;
  before_ += used_;
  used_ = 0;
}

void SurvivingFile::append(std::string_view text) {
  if (descriptor_ < 0 || !sound_ || getpid() != owner_) return;
  if (!regular_) {
    waiting_ += text;
    if (waiting_.size() >= kWindow) write_out();
    return;
  }
  while (!text.empty()) {
    if ((!window_ || used_ == kWindow) && !map_next()) return;
    const std::size_t part = std::min(text.size(), kWindow - used_);
    std::memcpy(window_ + used_, text.data(), part);
    used_ += part;
    text.remove_prefix(part);
  }
}

void SurvivingFile::write_out() {
  const char* from = waiting_.data();
  std::size_t left = waiting_.size();
  while (left > 0 && sound_) {
    const ssize_t written = write(descriptor_, from, left);
    if (written < 0 && errno == EINTR) continue;
    sound_ = written > 0;
    if (!sound_) break;
    from += written;
    left -= static_cast<std::size_t>(written);
  }
  waiting_.clear();
}

bool SurvivingFile::close() {
  if (descriptor_ < 0) return true;
  const bool ours = getpid() == owner_;
  if (ours && !regular_) write_out();
  unmap();
  if (ours && regular_) sound_ &= ftruncate(descriptor_, static_cast<off_t>(before_)) == 0;
  ::close(descriptor_);
  descriptor_ = -1;
  return sound_ || !ours;
}

}  // namespace midden
