#include "workloads/interpreter/builtins/intern_table.h"

namespace midden::python {
namespace {

constexpr std::size_t kAbsent = ~std::size_t{0};

}  // namespace

std::size_t InternTable::locate(text::StringView text, std::uint32_t hash) const {
  if (entries_.empty()) return kAbsent;
  const std::size_t mask = entries_.size() - 1;
  for (std::size_t i = hash & mask;; i = (i + 1) & mask) {
    const Entry& entry = entries_[i];
    if (entry.state == State::empty) return kAbsent;
    if (entry.state != State::dead && entry.hash == hash &&
        text::equal(Value{entry.word}.as<Str>()->view(), text)) {
      return i;
    }
  }
}

Value InternTable::find(text::StringView text, std::int64_t hash) const {
  const std::size_t i = locate(text, static_cast<std::uint32_t>(hash));
  return i == kAbsent ? Value{} : Value{entries_[i].word};
}

void InternTable::insert_weak(Value string, std::int64_t hash) {
  Mutator::retain(Collector::kCounts ? string.bits : 0);
  insert(string, static_cast<std::uint32_t>(hash), State::weak);
}

void InternTable::insert_immortal(Value string, std::int64_t hash) {
  const std::size_t i = locate(string.as<Str>()->view(), static_cast<std::uint32_t>(hash));
  if (i == kAbsent) {
    insert(string, static_cast<std::uint32_t>(hash), State::immortal);
    return;
  }
  Entry& entry = entries_[i];
  const Word old = entry.word;
  Value{old}.as<Str>()->interned = 0;
  entry.word = string.bits;
  entry.state = State::immortal;
  string.as<Str>()->interned = 1;
  Mutator::release(Collector::kCounts ? old : 0);
}

void InternTable::insert(Value string, std::uint32_t hash, State state) {
  if (used_ * 2 >= entries_.size()) make_room();
  const std::size_t mask = entries_.size() - 1;
  std::size_t i = hash & mask;
  while (entries_[i].state != State::empty) i = (i + 1) & mask;
  entries_[i] = {string.bits, hash, state};
  string.as<Str>()->interned = 1;
  ++live_;
  ++used_;
}

void InternTable::make_room() {
  if constexpr (Collector::kCounts) {
    for (Entry& entry : entries_) {
      if (entry.state != State::weak || Mutator::reference_count(entry.word) != 1) continue;
      Mutator::release(entry.word);
      entry = {0, 0, State::dead};
      --live_;
    }
  }
  std::size_t capacity = 1024;
  while (capacity < live_ * 4) capacity *= 2;
  std::vector<Entry> old(capacity);
  old.swap(entries_);
  const std::size_t mask = capacity - 1;
  for (const Entry& entry : old) {
    if (entry.state != State::weak && entry.state != State::immortal) continue;
    std::size_t i = entry.hash & mask;
    while (entries_[i].state != State::empty) i = (i + 1) & mask;
    entries_[i] = entry;
  }
  used_ = live_;
}

void InternTable::visit_roots(RootVisitor& visitor) {
  if constexpr (Collector::kCounts) {
    for (Entry& entry : entries_) {
      if (entry.state == State::weak) visitor.visit(&entry.word, 1);
    }
  } else {
    (void)visitor;
  }
}

void InternTable::visit_weak(WeakVisitor& visitor) {
  if constexpr (!Collector::kCounts) {
    for (Entry& entry : entries_) {
      if (entry.state != State::weak) continue;
      visitor.visit(entry.word);
      if (entry.word != 0) continue;
      entry.state = State::dead;
      --live_;
    }
  } else {
    (void)visitor;
  }
}

}  // namespace midden::python
