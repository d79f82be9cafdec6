#pragma once

// The table of a dict, and lookups in it.
//
//   slots   key, value, key, value … in insertion order; a deleted entry has no key
//   raw     Counters, one 64-bit hash per entry, the index: entry numbers by hash, int8, int16 or int32
//
// A table never changes its size: a dict that grows gets another one.

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/quick.h"
#include "workloads/interpreter/builtins/results.h"

namespace midden::python {

struct DictCounters {
  std::uint32_t used;    // entries in use, deleted ones included
  std::uint32_t usable;  // insertions until the table is full: deleted index cells count
  std::uint32_t log2;    // of the index's size
  std::uint32_t width;   // bytes of an index cell
};
static_assert(sizeof(DictCounters) == 2 * sizeof(Word));

inline constexpr std::int32_t kDictEmpty = -1;
inline constexpr std::int32_t kDictDeleted = -2;
// Answers of lookups besides an entry's number.
inline constexpr std::int64_t kDictAbsent = -1;
inline constexpr std::int64_t kDictError = -2;
inline constexpr std::int64_t kDictUnknown = -3;  // only general code can tell

// A view of a table's parts; as short-lived as any address.
class DictView {
 public:
  explicit DictView(DictTable* table)
      : table_(table),
        counters_(reinterpret_cast<DictCounters*>(table->entries + table->extent_word.slot_count)) {}
  explicit DictView(Value dict) : DictView(load(dict.as<Dict>()->table).as<DictTable>()) {}

  DictTable* table() const { return table_; }
  std::uint32_t capacity() const { return table_->extent_word.slot_count / 2; }
  std::uint32_t& used() const { return counters_->used; }
  DictCounters& counters() const { return *counters_; }
  std::uint64_t mask() const { return (std::uint64_t{1} << counters_->log2) - 1; }
  Slot& key_slot(std::uint64_t entry) const { return table_->entries[2 * entry]; }
  Slot& value_slot(std::uint64_t entry) const { return table_->entries[2 * entry + 1]; }
  Value key(std::uint64_t entry) const { return load(key_slot(entry)); }
  Value value(std::uint64_t entry) const { return load(value_slot(entry)); }
  std::int64_t& hash(std::uint64_t entry) const { return hashes()[entry]; }
  std::int64_t* hashes() const { return reinterpret_cast<std::int64_t*>(counters_ + 1); }
  void* index() const { return hashes() + capacity(); }

  std::int32_t index_at(std::uint64_t i) const {
    switch (counters_->width) {
      case 1:
        return static_cast<const std::int8_t*>(index())[i];
      case 2:
        return static_cast<const std::int16_t*>(index())[i];
      default:
        return static_cast<const std::int32_t*>(index())[i];
    }
  }
  void set_index(std::uint64_t i, std::int32_t entry) const {
    switch (counters_->width) {
      case 1:
        static_cast<std::int8_t*>(index())[i] = static_cast<std::int8_t>(entry);
        break;
      case 2:
        static_cast<std::int16_t*>(index())[i] = static_cast<std::int16_t>(entry);
        break;
      default:
        static_cast<std::int32_t*>(index())[i] = entry;
    }
  }

 private:
  DictTable* table_;
  DictCounters* counters_;
};

// The order in which index cells are tried for a hash.
struct DictProbe {
  std::uint64_t mask;
  std::uint64_t perturb;
  std::uint64_t position;
  DictProbe(std::int64_t hash, std::uint64_t index_mask)
      : mask(index_mask), perturb(static_cast<std::uint64_t>(hash)), position(perturb & index_mask) {}
  void advance() {
    perturb >>= 5;
    position = (position * 5 + perturb + 1) & mask;
  }
};

inline void dict_keys_changed(Vm& vm, Dict* dict) {
  if (vm.next_version == 0) vm.next_version = 1;
  dict->keys_version = vm.next_version++;
}

// Entry number, kDictAbsent or kDictUnknown; runs nothing, moves nothing.
std::int64_t dict_find_quick(Value dict, Value key, std::int64_t hash);
// Entry number, kDictAbsent or kDictError; may run __eq__. Arguments rooted by the caller.
std::int64_t dict_find(Vm& vm, const Local& dict, const Local& key, std::int64_t hash);
// With a known hash; the general forms of containers.h compute it.
bool dict_set_hashed(Vm& vm, const Local& dict, const Local& key, const Local& value, std::int64_t hash);
// The key is known to be absent.
bool dict_insert_new(Vm& vm, const Local& dict, const Local& key, const Local& value, std::int64_t hash);
void dict_remove_entry(Vm& vm, Value dict, std::int64_t entry);
// Makes room for this many entries in all.
bool dict_reserve(Vm& vm, const Local& dict, std::uint64_t entries);
// d[key] for subscripts: KeyError when absent (after __missing__ of a subclass).
Owned dict_subscript(Vm& vm, Value self, Value key);
// The two halves of update(): from a mapping (with keys()), from an iterable of pairs.
bool dict_merge_mapping(Vm& vm, const Local& dict, const Local& mapping);
bool dict_merge_pairs(Vm& vm, const Local& dict, const Local& pairs);
// What a dict can do, for types derived from it.
const KindOperations& dict_operations();
// True for a plain dict, whose table can be read directly (a subclass may override keys and __getitem__).
inline bool is_dict(Value value) { return value.is(Kind::Dict); }
// The Dict in a dict, a defaultdict or an instance of a class derived from them; else null.
Value as_dict_slow(Value value);
inline Value as_dict(Value value) { return is_dict(value) ? value : as_dict_slow(value); }

}  // namespace midden::python
