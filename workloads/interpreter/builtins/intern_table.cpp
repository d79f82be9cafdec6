#include "workloads/interpreter/builtins/intern_table.h"

#include <algorithm>
#include <utility>

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
  entries_[i] = {string.bits, hash, state, false, false};
  if (state == State::weak) note_weak(i, true, filtering_);
  string.as<Str>()->interned = 1;
  ++live_;
  ++used_;
}

void InternTable::note_weak(std::size_t i, bool recent, bool suspect) {
  if constexpr (Collector::kCounts) return;
  const auto position = static_cast<std::uint32_t>(i);
  if (recent && !std::exchange(entries_[i].recent, true)) recent_.push_back(position);
  if (suspect && !std::exchange(entries_[i].suspect, true)) suspects_.push_back(position);
}

void InternTable::make_room() {
  if constexpr (Collector::kCounts) {
    for (Entry& entry : entries_) {
      if (entry.state != State::weak || Mutator::reference_count(entry.word) != 1) continue;
      Mutator::release(entry.word);
      entry = {0, 0, State::dead, false, false};
      --live_;
    }
  }
  std::size_t capacity = 1024;
  while (capacity < live_ * 4) capacity *= 2;
  std::vector<Entry> old(capacity);
  old.swap(entries_);
  const std::size_t mask = capacity - 1;
  recent_.clear();
  suspects_.clear();
  filter_position_ = 0;
  for (const Entry& entry : old) {
    if (entry.state != State::weak && entry.state != State::immortal) continue;
    std::size_t i = entry.hash & mask;
    while (entries_[i].state != State::empty) i = (i + 1) & mask;
    entries_[i] = {entry.word, entry.hash, entry.state, false, false};
    if (entry.state == State::weak) note_weak(i, entry.recent, entry.suspect);
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

// Afterwards the entry is in recent_ only if it may change again.
void InternTable::visit_entry(std::size_t i, WeakVisitor& visitor) {
  Entry& entry = entries_[i];
  entry.recent = false;
  if (entry.state != State::weak) return;
  visitor.visit(entry.word);
  if (entry.word == 0) {
    entry.state = State::dead;
    --live_;
  } else if (visitor.may_change(entry.word)) {
    note_weak(i, true, false);
  }
}

// Each entry once: of one that has moved, a visitor does not know the new place.
void InternTable::visit_weak(WeakVisitor& visitor) {
  if constexpr (Collector::kCounts) return;
  const WeakVisitor::Scope scope = visitor.scope();
  const std::vector<std::uint32_t> recent = std::exchange(recent_, {});
  if (scope == WeakVisitor::Scope::all) {
    for (std::size_t i = 0; i < entries_.size(); ++i) visit_entry(i, visitor);
  } else {
    if (scope == WeakVisitor::Scope::suspected) {
      for (std::uint32_t i : suspects_) {
        if (!entries_[i].recent) visit_entry(i, visitor);
      }
    }
    for (std::uint32_t i : recent) visit_entry(i, visitor);
    if (scope == WeakVisitor::Scope::young) return;
  }
  for (std::uint32_t i : suspects_) entries_[i].suspect = false;
  suspects_.clear();
  filtering_ = false;
}

bool InternTable::filter_weak(const WeakFilter& filter, bool restart) {
  if constexpr (Collector::kCounts) return true;
  constexpr std::size_t kFew = 1000;
  if (restart) filter_position_ = 0;
  filtering_ = true;
  const std::size_t end = std::min(entries_.size(), filter_position_ + kFew);
  for (; filter_position_ < end; ++filter_position_) {
    const Entry& entry = entries_[filter_position_];
    if (entry.state == State::weak && !filter.alive(entry.word)) note_weak(filter_position_, false, true);
  }
  return filter_position_ == entries_.size();
}

}  // namespace midden::python
