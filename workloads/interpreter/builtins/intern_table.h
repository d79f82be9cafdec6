#pragma once

// The table behind intern(): at most one Str per text.
//
// An entry is immortal (a name of the machine or of code) or weak. Under a tracing collector a weak entry
// goes when its string dies (visit_weak). Counting collectors free outside cycles, so there a weak entry owns
// a count, and entries that nobody else holds are shed when the table would have to grow.
//
// When an immortal name arrives whose text has a weak entry, the immortal string takes the entry over and the
// other one loses its `interned` mark. So two strings that both carry the mark are equal only if identical.

#include <cstdint>
#include <vector>

#include "collectors/common/embedder.h"
#include "workloads/interpreter/vm/objects.h"

namespace midden::python {

class InternTable {
 public:
  // The string with this text; null if there is none. Borrowed.
  Value find(text::StringView text, std::int64_t hash) const;
  // There is no entry with this text. Marks the string.
  void insert_weak(Value string, std::int64_t hash);
  // Replaces a weak entry with the same text.
  void insert_immortal(Value string, std::int64_t hash);

  // Where strings are counted these entries are roots; elsewhere the table has none.
  void visit_roots(RootVisitor& visitor);
  void visit_weak(WeakVisitor& visitor);
  // Embedder::filter_weak.
  bool filter_weak(const WeakFilter& filter, bool restart);

  std::size_t size() const { return live_; }

 private:
  enum class State : std::uint8_t { empty, weak, immortal, dead };
  struct Entry {
    Word word = 0;
    std::uint32_t hash = 0;
    State state = State::empty;
    bool recent = false;   // in recent_
    bool suspect = false;  // in suspects_
  };

  std::size_t locate(text::StringView text, std::uint32_t hash) const;
  void insert(Value string, std::uint32_t hash, State state);
  void make_room();
  void note_weak(std::size_t i, bool recent, bool suspect);
  void visit_entry(std::size_t i, WeakVisitor& visitor);

  std::vector<Entry> entries_;  // a power of two of them, or none
  std::size_t live_ = 0;
  std::size_t used_ = 0;  // live and dead
  // Positions of weak entries: set since the last visit, or that may change in the next one of young ones;
  // and found dead by the filter, or set since it began.
  std::vector<std::uint32_t> recent_;
  std::vector<std::uint32_t> suspects_;
  bool filtering_ = false;
  std::size_t filter_position_ = 0;
};

}  // namespace midden::python
