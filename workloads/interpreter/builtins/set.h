#pragma once

// The table of a set: CPython's algorithm, so that sets iterate in CPython's order.
//
//   slots   keys
//   raw     SetCounters, one 64-bit hash per key; a removed key leaves nothing and the hash -1
//
// The smallest table has 8 cells; a set without a table stands for an empty one of 8.

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/quick.h"
#include "workloads/interpreter/builtins/results.h"

namespace midden::python {

struct SetCounters {
  std::uint64_t fill;    // cells in use, removed ones included
  std::uint64_t finger;  // where pop() looks next
};

inline constexpr std::uint64_t kSetMinimumSize = 8;
inline constexpr std::int64_t kSetRemovedHash = -1;
inline constexpr std::int64_t kSetAbsent = -1;
inline constexpr std::int64_t kSetError = -2;
inline constexpr std::int64_t kSetUnknown = -3;

class SetView {
 public:
  explicit SetView(SetTable* table) : table_(table) {}
  explicit SetView(Value set) : table_(load(set.as<Set>()->table).as<SetTable>()) {}

  SetTable* table() const { return table_; }
  std::uint64_t size() const { return table_->extent_word.slot_count; }
  std::uint64_t mask() const { return size() - 1; }
  SetCounters& counters() const { return *reinterpret_cast<SetCounters*>(table_->keys + size()); }
  Slot& slot(std::uint64_t cell) const { return table_->keys[cell]; }
  Value key(std::uint64_t cell) const { return load(table_->keys[cell]); }
  std::int64_t& hash(std::uint64_t cell) const {
    return reinterpret_cast<std::int64_t*>(table_->keys + size() + 2)[cell];
  }
  bool is_unused(std::uint64_t cell) const { return !key(cell) && hash(cell) != kSetRemovedHash; }

 private:
  SetTable* table_;
};

inline std::uint64_t set_length(Value set) { return set.as<Set>()->length; }
// Cells of the table; 0 without one.
inline std::uint64_t set_cells(Value set) {
  const Value table = load(set.as<Set>()->table);
  return table ? table.as<SetTable>()->extent_word.slot_count : 0;
}
// Set or FrozenSet, or what a subclass carries; else null.
inline Value as_set(Value value) {
  if (value.is(Kind::Set) || value.is(Kind::FrozenSet)) return value;
  const Value set = unwrap(value, Kind::Set);
  return set ? set : unwrap(value, Kind::FrozenSet);
}

// The sets below are exact Set or FrozenSet objects; FrozenSets only while they are being built.

// Cell, kSetAbsent or kSetError; may run __eq__.
std::int64_t set_find(Vm& vm, const Local& set, const Local& key, std::int64_t hash);
bool set_add_hashed(Vm& vm, const Local& set, const Local& key, std::int64_t hash);
void set_remove_cell(Vm& vm, Value set, std::int64_t cell);
void set_clear(Vm& vm, Value set);
// All keys of another set or frozenset.
bool set_merge(Vm& vm, const Local& set, const Local& other);
// A key for `in`, remove and discard: a set among them (unhashable) is looked up as a frozenset.
bool set_key_hash(Vm& vm, Local& key, std::int64_t* hash);
Owned set_copy(Vm& vm, Value set, Kind kind);

}  // namespace midden::python
