#include "collectors/common/live_figures.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <string>

namespace midden {
namespace {

constexpr std::size_t kBytes = 4096;
constexpr std::size_t kNames = 1024;
constexpr std::size_t kFirstKind = 16;
// Whoever watches looks ten times a second.
constexpr std::uint64_t kBetweenChanges = 5'000'000;

}  // namespace

bool LiveFigures::open(const char* path, std::uint64_t start_ns) {
  const int descriptor = ::open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return false;
  void* memory = MAP_FAILED;
  if (int error = posix_fallocate(descriptor, 0, kBytes)) {
    errno = error;
  } else {
    memory = mmap(nullptr, kBytes, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
  }
  const int error = errno;
  ::close(descriptor);
  errno = error;
  if (memory == MAP_FAILED) return false;
  words_ = static_cast<std::uint64_t*>(memory);
  owner_ = getpid();
  std::string names;
  for (std::size_t i = 0; i < std::size(cycles_); ++i)
    names += (i ? "," : "") + std::string(name_of(static_cast<CycleKind>(i)));
  std::memcpy(reinterpret_cast<char*>(words_) + kNames, names.c_str(), names.size() + 1);
  put(2, start_ns);
  put(1, 1);
  std::uint64_t magic;
  std::memcpy(&magic, "mid-live", sizeof magic);
  put(0, magic);
  return true;
}

void LiveFigures::close() {
  if (words_) munmap(words_, kBytes);
  words_ = nullptr;
}

void LiveFigures::put(std::size_t word, std::uint64_t value) {
  // Relaxed: pairs with nothing, the reader is another process that shows what it happens to see.
  std::atomic_ref<std::uint64_t>(words_[word]).store(value, std::memory_order_relaxed);
}

void LiveFigures::on_event(const Event& event) {
  if (!words_) return;
  switch (event.type) {
    case EventType::cycle_begin:
      ++depth_;
      break;
    case EventType::cycle_end:
      depth_ -= depth_ > 0;
      ++cycles_[static_cast<std::size_t>(event.kind)];
      break;
    case EventType::pause_begin:
      pause_began_ = event.time_ns;
      break;
    case EventType::pause_end:
      latest_ns_ = event.time_ns - pause_began_;
      pause_began_ = 0;
      ++pauses_;
      pauses_ns_ += latest_ns_;
      longest_ns_ = std::max(longest_ns_, latest_ns_);
      break;
    case EventType::phase_begin:
      return;
    case EventType::phase_end:
      if (event.thread == 0) return;
      helpers_ns_ += event.cpu_ns;
      break;
  }
  // Young collections come in thousands.
  const bool young = event.kind == CycleKind::generation0 || event.kind == CycleKind::generation1 ||
                     event.kind == CycleKind::young;
  if (young && event.time_ns - published_at_ < kBetweenChanges) return;
  if (getpid() != owner_) return;  // a child after fork
  publish(event);
}

void LiveFigures::publish(const Event& event) {
  published_at_ = event.time_ns;
  put(7, depth_ ? static_cast<std::uint64_t>(event.kind) + 1 : 0);
  put(8, pause_began_);
  put(9, pauses_);
  put(10, pauses_ns_);
  put(11, longest_ns_);
  put(12, latest_ns_);
  put(13, helpers_ns_);
  for (std::size_t i = 0; i < std::size(cycles_); ++i) put(kFirstKind + i, cycles_[i]);
  if (sampler_ && (event.type == EventType::cycle_begin || event.type == EventType::cycle_end)) {
    const HeapSample sample = sampler_();
    put(4, sample.held);
    put(5, event.type == EventType::cycle_end && event.figures->bytes_live ? event.figures->bytes_live
                                                                           : sample.live);
    put(6, sample.worklist);
  }
  put(3, event.time_ns);
}

}  // namespace midden
