// Lookup, insertion, deletion and growth of dicts.

#include <algorithm>
#include <cstring>

#include "workloads/interpreter/builtins/dict.h"

namespace midden::python {
namespace {

constexpr std::uint64_t usable_entries(unsigned log2) { return ((std::uint64_t{1} << log2) * 2) / 3; }

unsigned log2_for(std::uint64_t minimum) {
  unsigned log2 = 3;
  while ((std::uint64_t{1} << log2) < minimum) ++log2;
  return log2;
}

// An empty table whose index has 2^log2 cells.
DictTable* allocate_table(Vm& vm, unsigned log2) {
  const std::uint64_t entries = usable_entries(log2);
  const unsigned width = log2 <= 7 ? 1 : log2 <= 15 ? 2 : 4;
  const std::uint64_t index_bytes = std::uint64_t{width} << log2;
  DictTable* table = allocate_extent<DictTable>(vm, Kind::DictTable, entries * 2,
                                                sizeof(DictCounters) + entries * 8 + index_bytes);
  if (!table) return nullptr;
  DictView view(table);
  view.counters() = {0, static_cast<std::uint32_t>(entries), log2, width};
  std::memset(view.index(), 0xFF, index_bytes);
  return table;
}

void index_entry(const DictView& view, std::int64_t hash, std::int32_t entry) {
  DictProbe probe(hash, view.mask());
  while (view.index_at(probe.position) >= 0) probe.advance();
  view.set_index(probe.position, entry);
}

// `give_up`: the old table dies; under counting its references move, instead of being counted up here and
// down there.
void copy_slots(Vm& vm, const DictView& from, Slot* source, const DictView& to, Slot* target,
                std::size_t count, bool give_up) {
  if constexpr (Collector::kCounts) {
    if (give_up) {
      for (std::size_t i = 0; i < count; ++i) {
        initialize(vm, to.table(), target[i], take(vm, from.table(), source[i]));
      }
      return;
    }
  }
  vm.mutator.copy(to.table(), target, source, count, CopyMode::fill);
}

// Copies the live entries of `from` to the empty table `to`.
void copy_entries(Vm& vm, const DictView& from, const DictView& to, bool give_up) {
  const std::uint32_t used = from.used();
  std::uint32_t filled = 0;
  for (std::uint32_t entry = 0; entry < used;) {
    // A run without deleted entries is copied at once.
    const std::uint32_t start = entry;
    while (entry < used && from.key(entry)) ++entry;
    const std::uint32_t count = entry - start;
    if (count > 0) {
      copy_slots(vm, from, &from.key_slot(start), to, &to.key_slot(filled), std::size_t{2} * count, give_up);
      std::memcpy(&to.hash(filled), &from.hash(start), std::size_t{8} * count);
      filled += count;
    }
    while (entry < used && !from.key(entry)) ++entry;
  }
  to.used() = filled;
  to.counters().usable -= filled;
  for (std::uint32_t entry = 0; entry < filled; ++entry) {
    index_entry(to, to.hash(entry), static_cast<std::int32_t>(entry));
  }
}

bool replace_table(Vm& vm, const Local& dict, unsigned log2) {
  DictTable* table = allocate_table(vm, log2);
  if (!table) return false;
  Dict* owner = dict.as<Dict>();
  if (load(owner->table)) copy_entries(vm, DictView(dict.get()), DictView(table), true);
  store(vm, owner, owner->table, adopt(table));
  dict_keys_changed(vm, owner);
  return true;
}

// Same width for the whole probe sequence: the loop is compiled once per width.
template <class Cell, class Match>
[[gnu::always_inline]] inline std::int64_t find_in(const DictView& view, std::int64_t hash, Match match) {
  const Cell* index = static_cast<const Cell*>(view.index());
  for (DictProbe probe(hash, view.mask());; probe.advance()) {
    const std::int32_t entry = index[probe.position];
    if (entry == kDictEmpty) return kDictAbsent;
    if (entry < 0) continue;
    const int equal = match(static_cast<std::uint32_t>(entry));
    if (equal > 0) return entry;
    if (equal < 0) return kDictUnknown;
  }
}

template <class Match>
[[gnu::always_inline]] inline std::int64_t find_with(Value dict, std::int64_t hash, Match match) {
  const Value table = load(dict.as<Dict>()->table);
  if (!table) return kDictAbsent;
  const DictView view(table.as<DictTable>());
  auto matcher = [&](std::uint32_t entry) { return match(view, entry); };
  switch (view.counters().width) {
    case 1:
      return find_in<std::int8_t>(view, hash, matcher);
    case 2:
      return find_in<std::int16_t>(view, hash, matcher);
    default:
      return find_in<std::int32_t>(view, hash, matcher);
  }
}

std::int64_t find_string(Value dict, Value key, std::int64_t hash) {
  return find_with(dict, hash, [key, hash](const DictView& view, std::uint32_t entry) {
    const Value found = view.key(entry);
    if (found == key) return 1;
    if (view.hash(entry) != hash) return 0;
    return is_str(found) ? int{str_equal(found, key)} : quick_equal(found, key);
  });
}

}  // namespace

std::int64_t dict_find_quick(Value dict, Value key, std::int64_t hash) {
  if (is_str(key)) return find_string(dict, key, hash);
  return find_with(dict, hash, [key, hash](const DictView& view, std::uint32_t entry) {
    return view.hash(entry) == hash ? quick_equal(view.key(entry), key) : 0;
  });
}

std::int64_t dict_find(Vm& vm, const Local& dict, const Local& key, std::int64_t hash) {
  const std::int64_t quick = dict_find_quick(dict, key, hash);
  if (quick != kDictUnknown) [[likely]]
    return quick;
restart:
  Local table(vm, load(dict.as<Dict>()->table));
  if (!table) return kDictAbsent;
  for (DictProbe probe(hash, DictView(dict.get()).mask());; probe.advance()) {
    const DictView view(table.as<DictTable>());
    const std::int32_t entry = view.index_at(probe.position);
    if (entry == kDictEmpty) return kDictAbsent;
    if (entry < 0 || view.hash(static_cast<std::uint32_t>(entry)) != hash) continue;
    Local found(vm, view.key(static_cast<std::uint32_t>(entry)));
    const int equal = is_equal(vm, found, key);
    if (equal < 0) return kDictError;
    // __eq__ may have changed the dict.
    const Value now = load(dict.as<Dict>()->table);
    if (now != table.get() ||
        DictView(now.as<DictTable>()).key(static_cast<std::uint32_t>(entry)) != found.get()) {
      goto restart;
    }
    if (equal) return entry;
  }
}

namespace {

bool has_room(Value dict) {
  const Value table = load(dict.as<Dict>()->table);
  return table && DictView(table.as<DictTable>()).counters().usable > 0;
}

// Counting collectors track a dict only once it refers to something that may be in a cycle.
void track_entry(Vm& vm, Dict* dict, Value key, Value value) {
  vm.mutator.may_track(dict, key.bits);
  vm.mutator.may_track(dict, value.bits);
}

// The table has room and no such key. Allocates nothing.
[[gnu::always_inline]] inline void insert_into_room(Vm& vm, Value dict, Value key, Value value,
                                                    std::int64_t hash) {
  Dict* owner = dict.as<Dict>();
  const DictView view(dict);
  const std::uint32_t entry = view.used()++;
  --view.counters().usable;
  initialize(vm, view.table(), view.key_slot(entry), key);
  initialize(vm, view.table(), view.value_slot(entry), value);
  track_entry(vm, owner, key, value);
  view.hash(entry) = hash;
  index_entry(view, hash, static_cast<std::int32_t>(entry));
  ++owner->length;
  dict_keys_changed(vm, owner);
}

}  // namespace

bool dict_insert_new(Vm& vm, const Local& dict, const Local& key, const Local& value, std::int64_t hash) {
  if (!has_room(dict) && !replace_table(vm, dict, log2_for(dict.as<Dict>()->length * 3))) return false;
  insert_into_room(vm, dict, key, value, hash);
  return true;
}

bool dict_set_hashed(Vm& vm, const Local& dict, const Local& key, const Local& value, std::int64_t hash) {
  const std::int64_t entry = dict_find(vm, dict, key, hash);
  if (entry == kDictError) return false;
  if (entry == kDictAbsent) return dict_insert_new(vm, dict, key, value, hash);
  dict_set_entry_value(vm, dict, static_cast<std::uint32_t>(entry), value);
  return true;
}

void dict_remove_entry(Vm& vm, Value dict, std::int64_t entry) {
  Dict* owner = dict.as<Dict>();
  const DictView view(dict);
  const auto e = static_cast<std::uint64_t>(entry);
  DictProbe probe(view.hash(e), view.mask());
  while (view.index_at(probe.position) != entry) probe.advance();
  view.set_index(probe.position, kDictDeleted);
  --owner->length;
  dict_keys_changed(vm, owner);
  store(vm, view.table(), view.key_slot(e), Value{});
  store(vm, view.table(), view.value_slot(e), Value{});
}

bool dict_reserve(Vm& vm, const Local& dict, std::uint64_t entries) {
  const Value table = load(dict.as<Dict>()->table);
  if (table) {
    const DictView view(table.as<DictTable>());
    if (view.used() + std::uint64_t{view.counters().usable} >= entries) return true;
  }
  if (entries == 0) return true;
  return replace_table(vm, dict, log2_for((entries * 3 + 1) / 2));
}

Owned make_dict(Vm& vm) {
  Dict* dict = allocate<Dict>(vm, Kind::Dict);
  if (!dict) return nullptr;
  dict->length = 0;
  dict_keys_changed(vm, dict);
  return adopt(dict);
}

Owned dict_copy(Vm& vm, Value dict) {
  Local source(vm, dict), copy(vm, make_dict(vm));
  if (!copy) return nullptr;
  const std::uint64_t length = source.as<Dict>()->length;
  if (length == 0) return copy.take();
  DictTable* table = allocate_table(vm, log2_for((length * 3 + 1) / 2));
  if (!table) return nullptr;
  copy_entries(vm, DictView(source.get()), DictView(table), false);
  Dict* target = copy.as<Dict>();
  target->length = length;
  initialize(vm, target, target->table, adopt(table));
  const DictView view(copy.get());
  for (std::uint32_t entry = 0; entry < view.used(); ++entry) {
    track_entry(vm, target, view.key(entry), view.value(entry));
  }
  return copy.take();
}

void dict_clear(Vm& vm, Value dict) {
  Dict* owner = dict.as<Dict>();
  owner->length = 0;
  dict_keys_changed(vm, owner);
  store(vm, owner, owner->table, Value{});
}

// --- names -------------------------------------------------------------------------------------------------

std::int64_t dict_find_name(Vm&, Value dict, Value name) {
  std::int64_t hash = name.as<Str>()->hash;
  if (hash == -1) hash = str_hash(name);
  const std::int64_t entry = find_string(dict, name, hash);
  return entry < 0 ? -1 : entry;
}

Value dict_get_name(Vm& vm, Value dict, Value name) {
  const std::int64_t entry = dict_find_name(vm, dict, name);
  return entry < 0 ? Value{} : DictView(dict).value(static_cast<std::uint64_t>(entry));
}

bool dict_set_name(Vm& vm, Value dict, Value name, Value value) {
  const std::int64_t entry = dict_find_name(vm, dict, name);
  if (entry >= 0) {
    dict_set_entry_value(vm, dict, static_cast<std::uint32_t>(entry), value);
    return true;
  }
  Local d(vm, dict), k(vm, name), v(vm, value);
  return dict_insert_new(vm, d, k, v, str_hash(name));
}

// --- entries -----------------------------------------------------------------------------------------------

std::uint32_t dict_entry_count(Value dict) {
  const Value table = load(dict.as<Dict>()->table);
  return table ? DictView(table.as<DictTable>()).used() : 0;
}
Value dict_entry_key(Value dict, std::uint32_t entry) { return DictView(dict).key(entry); }
Value dict_entry_value(Value dict, std::uint32_t entry) { return DictView(dict).value(entry); }
void dict_set_entry_value(Vm& vm, Value dict, std::uint32_t entry, Value value) {
  const DictView view(dict);
  vm.mutator.may_track(dict.object(), value.bits);
  store(vm, view.table(), view.value_slot(entry), value);
}

// --- any key -----------------------------------------------------------------------------------------------

Owned dict_get(Vm& vm, Value dict, Value key) {
  std::int64_t hash;
  if (quick_hash(key, &hash)) {
    const std::int64_t entry = dict_find_quick(dict, key, hash);
    if (entry >= 0) return retain(DictView(dict).value(static_cast<std::uint64_t>(entry)));
    if (entry == kDictAbsent) return nullptr;
  }
  Local d(vm, dict), k(vm, key);
  if (!python::hash(vm, k, &hash)) return nullptr;
  const std::int64_t entry = dict_find(vm, d, k, hash);
  return entry < 0 ? nullptr : retain(DictView(d.get()).value(static_cast<std::uint64_t>(entry)));
}

bool dict_set(Vm& vm, Value dict, Value key, Value value) {
  std::int64_t hash;
  if (quick_hash(key, &hash)) {
    const std::int64_t entry = dict_find_quick(dict, key, hash);
    if (entry >= 0) {
      dict_set_entry_value(vm, dict, static_cast<std::uint32_t>(entry), value);
      return true;
    }
    if (entry == kDictAbsent && has_room(dict)) {
      insert_into_room(vm, dict, key, value, hash);
      return true;
    }
    Local d(vm, dict), k(vm, key), v(vm, value);
    if (entry == kDictAbsent) return dict_insert_new(vm, d, k, v, hash);
    return dict_set_hashed(vm, d, k, v, hash);
  }
  Local d(vm, dict), k(vm, key), v(vm, value);
  return python::hash(vm, k, &hash) && dict_set_hashed(vm, d, k, v, hash);
}

int dict_delete(Vm& vm, Value dict, Value key) {
  Local d(vm, dict), k(vm, key);
  std::int64_t hash;
  if (!quick_hash(key, &hash) && !python::hash(vm, k, &hash)) return -1;
  const std::int64_t entry = dict_find(vm, d, k, hash);
  if (entry == kDictError) return -1;
  if (entry == kDictAbsent) return 0;
  dict_remove_entry(vm, d, entry);
  return 1;
}

int dict_contains(Vm& vm, Value dict, Value key) {
  std::int64_t hash;
  if (quick_hash(key, &hash)) {
    const std::int64_t entry = dict_find_quick(dict, key, hash);
    if (entry != kDictUnknown) return entry >= 0;
  }
  Local d(vm, dict), k(vm, key);
  if (!python::hash(vm, k, &hash)) return -1;
  const std::int64_t entry = dict_find(vm, d, k, hash);
  return entry == kDictError ? -1 : entry >= 0;
}

}  // namespace midden::python
