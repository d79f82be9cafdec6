#include "heap/young_space.h"

#include <sys/mman.h>

#include <cstdio>
#include <cstdlib>
#include <new>
#include <utility>

#include "heap/memory_source.h"
#include "heap/sanitizers.h"

namespace midden {

YoungSpace::YoungSpace(void* owner, Budget& budget, std::size_t bytes, bool protect)
    : budget_(budget),
      blocks_(static_cast<unsigned>((bytes + kBlockBytes - 1) / kBlockBytes)),
      protect_(protect) {
  if (blocks_ == 0) return;
  const unsigned areas = protect ? 4 : 3;
  const std::size_t chunks = (areas * blocks_ + kUsable - 1) / kUsable;
  void* memory = obtain_memory(chunks * kChunkBytes, kChunkBytes);
  if (!memory) {
    std::fputs("midden: the system has no memory for the nursery\n", stderr);
    std::abort();
  }
  range_ = {reinterpret_cast<std::uintptr_t>(memory), chunks * kChunkBytes};
  for (unsigned i = 0; i < areas * blocks_; ++i) {
    Block* fresh = new (block(i)) Block{};
    fresh->owner = owner;
    fresh->use = BlockUse::bump;
    fresh->bytes = kBlockBytes;
    fresh->start = fresh->top =
        reinterpret_cast<char*>(range_.start + i / kUsable * kChunkBytes + (i % kUsable + 1) * kBlockBytes);
    mark_unusable(fresh->start, kBlockBytes);
  }
  for (unsigned i = 0; i < areas; ++i) {
    Area& area = areas_[i];
    area.first = i * blocks_;
    const auto start = reinterpret_cast<std::uintptr_t>(block(area.first)->begin());
    area.range = {start, reinterpret_cast<std::uintptr_t>(block(area.first + blocks_ - 1)->end()) - start};
  }
}

YoungSpace::~YoungSpace() {
  if (!exists()) return;
  budget_.give_back(2 * kBlockBytes * (areas_[eden_].opened + areas_[survivors_].opened));
  void* memory = reinterpret_cast<void*>(range_.start);
  // The allocator below writes into memory that is given back to it.
  if (protect_) mprotect(memory, range_.bytes, PROT_READ | PROT_WRITE);
  mark_usable(memory, range_.bytes);
  return_memory(memory, range_.bytes);
}

bool YoungSpace::open(Area& area, Window& window) {
  close(area, window);
  if (area.opened == blocks_) return false;
  Block* next = block(area.first + area.opened++);
  if (protect_) mprotect(next->begin(), kBlockBytes, PROT_READ | PROT_WRITE);
  mark_usable(next->begin(), kBlockBytes);
  next->top = next->begin();
  window = {next->begin(), next->end()};
  return true;
}

bool YoungSpace::open(Window& window) {
  if (full() || !budget_.request(2 * kBlockBytes)) {
    close(window);
    return false;
  }
  return open(areas_[eden_], window);
}

void YoungSpace::close(Area& area, Window& window) {
  if (!window.cursor) return;
  // Not always the last one: several threads copy.
  Block* open = Block::of(window.limit - 1);
  open->top = window.cursor;
  area.closed_bytes += static_cast<std::size_t>(window.cursor - open->begin());
  window = {};
}

void YoungSpace::begin_copying() {
  budget_.give_back(kBlockBytes * (areas_[eden_].opened + areas_[survivors_].opened));
}

bool YoungSpace::open_copies(Window& window) {
  std::lock_guard lock(copies_mutex_);
  if (!open(areas_[copies_], window)) return false;
  budget_.force(kBlockBytes);
  return true;
}

void YoungSpace::close_copies(Window& window) {
  std::lock_guard lock(copies_mutex_);
  close(areas_[copies_], window);
}

void YoungSpace::end_copying() {
  budget_.give_back(kBlockBytes * (areas_[eden_].opened + areas_[survivors_].opened));
  budget_.force(kBlockBytes * areas_[copies_].opened);
  retire(areas_[eden_]);
  retire(areas_[survivors_]);
  std::swap(survivors_, copies_);
  if (protect_) eden_ ^= 1;  // 2 and 3
}

void YoungSpace::retire(Area& area) {
  for (unsigned i = 0; i < area.opened; ++i) {
    Block* left = block(area.first + i);
    mark_unusable(left->begin(), kBlockBytes);
    if (protect_) mprotect(left->begin(), kBlockBytes, PROT_NONE);
  }
  area.opened = 0;
  area.closed_bytes = 0;
}

std::size_t YoungSpace::eden_bytes(const Window& window) const {
  const Area& eden = areas_[eden_];
  return eden.closed_bytes +
         (window.cursor ? static_cast<std::size_t>(window.cursor - last_of(eden)->begin()) : 0);
}

std::size_t YoungSpace::used_bytes(const Window& window) const {
  return eden_bytes(window) + survivor_bytes();
}

}  // namespace midden
