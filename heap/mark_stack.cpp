#include "heap/mark_stack.h"

#include <cstring>

namespace midden {

MarkSegment* SegmentPool::obtain() {
  {
    std::lock_guard lock(mutex_);
    if (MarkSegment* segment = empty_) {
      empty_ = segment->next;
      segment->next = nullptr;
      return segment;
    }
  }
  budget_.force(sizeof(MarkSegment));
  return new MarkSegment;
}

void SegmentPool::recycle(MarkSegment* segment) {
  std::lock_guard lock(mutex_);
  segment->next = empty_;
  empty_ = segment;
}

void SegmentPool::publish(MarkSegment* segment) {
  std::lock_guard lock(mutex_);
  segment->next = published_;
  published_ = segment;
  published_count_.fetch_add(1, std::memory_order_release);
}

MarkSegment* SegmentPool::steal() {
  std::lock_guard lock(mutex_);
  MarkSegment* segment = published_;
  if (!segment) return nullptr;
  published_ = segment->next;
  segment->next = nullptr;
  published_count_.fetch_sub(1, std::memory_order_release);
  return segment;
}

void SegmentPool::trim() {
  std::lock_guard lock(mutex_);
  while (MarkSegment* segment = empty_) {
    empty_ = segment->next;
    delete segment;
    budget_.give_back(sizeof(MarkSegment));
  }
}

MarkStack::~MarkStack() {
  while (MarkSegment* segment = current_) {
    current_ = segment->next;
    pool_.recycle(segment);
  }
}

void MarkStack::open(MarkSegment* segment) {
  current_ = segment;
  begin_ = top_ = segment->words;
  end_ = begin_ + MarkSegment::kWords;
}

void MarkStack::grow() {
  MarkSegment* full = current_;
  full->size = MarkSegment::kWords;
  open(pool_.obtain());
  current_->next = full;
}

bool MarkStack::shrink() {
  MarkSegment* below = current_->next;
  if (!below) return false;
  pool_.recycle(current_);
  current_ = below;
  begin_ = below->words;
  top_ = begin_ + below->size;
  end_ = begin_ + MarkSegment::kWords;
  return top_ != begin_;
}

bool MarkStack::share() {
  if (MarkSegment* below = current_->next) {
    // The segment below the current one is full and has not been touched for a while.
    current_->next = below->next;
    pool_.publish(below);
    return true;
  }
  const std::size_t size = static_cast<std::size_t>(top_ - begin_);
  if (size < 16) return false;
  const std::size_t half = size / 2;
  MarkSegment* segment = pool_.obtain();
  std::memcpy(segment->words, begin_, half * sizeof(std::uintptr_t));
  segment->size = half;
  std::memmove(begin_, begin_ + half, (size - half) * sizeof(std::uintptr_t));
  top_ -= half;
  pool_.publish(segment);
  return true;
}

void MarkStack::share_all() {
  while (MarkSegment* below = current_->next) {
    current_->next = below->next;
    pool_.publish(below);
  }
  if (top_ == begin_) return;
  current_->size = static_cast<std::size_t>(top_ - begin_);
  pool_.publish(current_);
  open(pool_.obtain());
}

void MarkStack::adopt(MarkSegment* segment) {
  pool_.recycle(current_);
  current_ = segment;
  begin_ = segment->words;
  top_ = begin_ + segment->size;
  end_ = begin_ + MarkSegment::kWords;
}

}  // namespace midden
