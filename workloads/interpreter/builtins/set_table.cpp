// Lookup, insertion, removal and growth of sets.

#include <cstring>

#include "workloads/interpreter/builtins/dict.h"
#include "workloads/interpreter/builtins/set.h"

namespace midden::python {
namespace {

constexpr std::uint64_t kLinearProbes = 9;
constexpr unsigned kPerturbShift = 5;

// Runs of neighbouring cells, then a jump.
struct SetProbe {
  std::uint64_t mask, perturb, start, cell, last;
  SetProbe(std::int64_t hash, std::uint64_t table_mask)
      : mask(table_mask), perturb(static_cast<std::uint64_t>(hash)), start(perturb & table_mask) {
    begin_run();
  }
  void advance() {
    if (cell < last) {
      ++cell;
      return;
    }
    perturb >>= kPerturbShift;
    start = (start * 5 + 1 + perturb) & mask;
    begin_run();
  }

 private:
  void begin_run() {
    cell = start;
    last = start + kLinearProbes <= mask ? start + kLinearProbes : start;
  }
};

SetTable* allocate_table(Vm& vm, std::uint64_t size) {
  SetTable* table = allocate_extent<SetTable>(vm, Kind::SetTable, size, sizeof(SetCounters) + size * 8);
  if (!table) return nullptr;
  const SetView view(table);
  view.counters() = {0, 0};
  std::memset(&view.hash(0), 0, size * 8);
  return table;
}

// The key is in no cell, and no cell is a removed one.
void insert_clean(Vm& vm, const SetView& view, Value key, std::int64_t hash) {
  SetProbe probe(hash, view.mask());
  while (view.key(probe.cell)) probe.advance();
  initialize(vm, view.table(), view.slot(probe.cell), key);
  view.hash(probe.cell) = hash;
  ++view.counters().fill;
}

bool resize(Vm& vm, const Local& set, std::uint64_t minimum) {
  std::uint64_t size = kSetMinimumSize;
  while (size <= minimum) size <<= 1;
  SetTable* table = allocate_table(vm, size);
  if (!table) return false;
  const SetView view(table);
  Set* owner = set.as<Set>();
  if (load(owner->table)) {
    const SetView old(set.get());
    for (std::uint64_t cell = 0; cell < old.size(); ++cell) {
      if (old.key(cell)) insert_clean(vm, view, old.key(cell), old.hash(cell));
    }
    view.counters().finger = old.counters().finger;
  }
  store(vm, owner, owner->table, adopt(table));
  return true;
}

// Room for `more` keys at once, before they are inserted one by one.
bool reserve_more(Vm& vm, const Local& set, std::uint64_t more) {
  const Value table = load(set.as<Set>()->table);
  const std::uint64_t fill = table ? SetView(set.get()).counters().fill : 0;
  const std::uint64_t mask = table ? SetView(set.get()).mask() : kSetMinimumSize - 1;
  return (fill + more) * 5 < mask * 3 || resize(vm, set, (set_length(set) + more) * 2);
}

std::int64_t find_quick(Value set, Value key, std::int64_t hash) {
  if (set_cells(set) == 0) return kSetAbsent;
  const SetView view(set);
  for (SetProbe probe(hash, view.mask());; probe.advance()) {
    const Value found = view.key(probe.cell);
    if (!found) {
      if (view.hash(probe.cell) != kSetRemovedHash) return kSetAbsent;
    } else if (view.hash(probe.cell) == hash) {
      const int equal = quick_equal(found, key);
      if (equal > 0) return static_cast<std::int64_t>(probe.cell);
      if (equal < 0) return kSetUnknown;
    }
  }
}

// The last removed cell on the way is used again. True: a cell that had never been used is filled.
bool insert_absent(Vm& vm, Value set, Value key, std::int64_t hash) {
  const SetView view(set);
  SetProbe probe(hash, view.mask());
  std::int64_t removed = -1;
  for (; !view.is_unused(probe.cell); probe.advance()) {
    if (!view.key(probe.cell)) removed = static_cast<std::int64_t>(probe.cell);
  }
  const std::uint64_t cell = removed >= 0 ? static_cast<std::uint64_t>(removed) : probe.cell;
  initialize(vm, view.table(), view.slot(cell), key);
  view.hash(cell) = hash;
  ++set.as<Set>()->length;
  if (removed >= 0) return false;
  ++view.counters().fill;
  return true;
}

bool grow_when_full(Vm& vm, Value set) {
  const SetView view(set);
  if (view.counters().fill * 5 < view.mask() * 3) return true;
  const std::uint64_t length = set_length(set);
  Local owner(vm, set);
  return resize(vm, owner, length > 50000 ? length * 2 : length * 4);
}

bool update_from_dict(Vm& vm, const Local& set, const Local& dict) {
  if (!reserve_more(vm, set, dict_length(dict))) return false;
  for (std::uint32_t entry = 0; entry < dict_entry_count(dict); ++entry) {
    Local key(vm, dict_entry_key(dict, entry));
    if (!key) continue;
    if (!set_add_hashed(vm, set, key, DictView(dict.get()).hash(entry))) return false;
  }
  return true;
}

}  // namespace

std::int64_t set_find(Vm& vm, const Local& set, const Local& key, std::int64_t hash) {
  const std::int64_t quick = find_quick(set, key, hash);
  if (quick != kSetUnknown) return quick;
restart:
  if (set_cells(set) == 0) return kSetAbsent;
  Local table(vm, load(set.as<Set>()->table));
  for (SetProbe probe(hash, SetView(set.get()).mask());; probe.advance()) {
    const SetView view(table.as<SetTable>());
    Local found(vm, view.key(probe.cell));
    if (!found) {
      if (view.hash(probe.cell) != kSetRemovedHash) return kSetAbsent;
      continue;
    }
    if (view.hash(probe.cell) != hash) continue;
    const int equal = is_equal(vm, found, key);
    if (equal < 0) return kSetError;
    // __eq__ may have changed the set.
    const Value now = load(set.as<Set>()->table);
    if (now != table.get() || SetView(now.as<SetTable>()).key(probe.cell) != found.get()) goto restart;
    if (equal) return static_cast<std::int64_t>(probe.cell);
  }
}

bool set_add_hashed(Vm& vm, const Local& set, const Local& key, std::int64_t hash) {
  if (set_cells(set) == 0 && !resize(vm, set, 0)) return false;
  const std::int64_t cell = set_find(vm, set, key, hash);
  if (cell >= 0) return true;
  if (cell == kSetError) return false;
  if (set_cells(set) == 0 && !resize(vm, set, 0)) return false;  // __eq__ cleared it
  return !insert_absent(vm, set, key, hash) || grow_when_full(vm, set);
}

void set_remove_cell(Vm& vm, Value set, std::int64_t cell) {
  const SetView view(set);
  --set.as<Set>()->length;
  view.hash(static_cast<std::uint64_t>(cell)) = kSetRemovedHash;
  store(vm, view.table(), view.slot(static_cast<std::uint64_t>(cell)), Value{});
}

void set_clear(Vm& vm, Value set) {
  Set* owner = set.as<Set>();
  owner->length = 0;
  store(vm, owner, owner->table, Value{});
}

bool set_merge(Vm& vm, const Local& set, const Local& other) {
  if (set.get() == other.get() || set_length(other) == 0) return true;
  if (!reserve_more(vm, set, set_length(other))) return false;
  if (set_cells(set) == 0 && !resize(vm, set, 0)) return false;
  const SetView target(set.get()), source(other.get());
  if (target.counters().fill == 0) {
    Set* owner = set.as<Set>();
    const SetCounters& counters = source.counters();
    if (target.mask() == source.mask() && counters.fill == set_length(other)) {
      vm.mutator.copy(target.table(), &target.slot(0), &source.slot(0), source.size(), CopyMode::fill);
      std::memcpy(&target.hash(0), &source.hash(0), source.size() * 8);
      target.counters().fill = counters.fill;
    } else {
      for (std::uint64_t cell = 0; cell < source.size(); ++cell) {
        if (source.key(cell)) insert_clean(vm, target, source.key(cell), source.hash(cell));
      }
    }
    owner->length = target.counters().fill;
    return true;
  }
  for (std::uint64_t cell = 0; cell < set_cells(other); ++cell) {
    Local key(vm, SetView(other.get()).key(cell));
    if (key && !set_add_hashed(vm, set, key, SetView(other.get()).hash(cell))) return false;
  }
  return true;
}

bool set_key_hash(Vm& vm, Local& key, std::int64_t* hash) {
  if (quick_hash(key, hash)) return true;
  if (python::hash(vm, key, hash)) return true;
  const Value unhashable = as_kind(key, Kind::Set);
  if (!unhashable || !pending_is(vm, ExceptionClass::TypeError)) return false;
  // A set is looked up as if frozen.
  clear_pending(vm);
  key = set_copy(vm, unhashable, Kind::FrozenSet);
  if (!key) return false;
  return python::hash(vm, key, hash);
}

Owned make_set(Vm& vm, Kind kind) {
  Set* set = allocate<Set>(vm, kind);
  if (!set) return nullptr;
  set->length = 0;
  set->hash = -1;
  return adopt(set);
}

Owned set_copy(Vm& vm, Value set, Kind kind) {
  Local source(vm, set), copy(vm, make_set(vm, kind));
  if (!copy || !set_merge(vm, copy, source)) return nullptr;
  return copy.take();
}

bool set_add(Vm& vm, Value set, Value key) {
  std::int64_t hash;
  const bool quick = quick_hash(key, &hash);
  if (quick && set_cells(set) > 0) [[likely]] {
    const std::int64_t cell = find_quick(set, key, hash);
    if (cell >= 0) return true;
    if (cell == kSetAbsent) return !insert_absent(vm, set, key, hash) || grow_when_full(vm, set);
  }
  Local s(vm, set), k(vm, key);
  if (!quick && !python::hash(vm, k, &hash)) return false;
  return set_add_hashed(vm, s, k, hash);
}

int set_contains(Vm& vm, Value set, Value key) {
  std::int64_t hash;
  if (quick_hash(key, &hash)) {
    const std::int64_t cell = find_quick(set, key, hash);
    if (cell != kSetUnknown) return cell >= 0;
  }
  Local s(vm, set), k(vm, key);
  if (!set_key_hash(vm, k, &hash)) return -1;
  const std::int64_t cell = set_find(vm, s, k, hash);
  return cell == kSetError ? -1 : cell >= 0;
}

int set_discard(Vm& vm, Value set, Value key) {
  Local s(vm, set), k(vm, key);
  std::int64_t hash;
  if (!set_key_hash(vm, k, &hash)) return -1;
  const std::int64_t cell = set_find(vm, s, k, hash);
  if (cell < 0) return cell == kSetError ? -1 : 0;
  set_remove_cell(vm, s, cell);
  return 1;
}

bool set_update(Vm& vm, Value set, Value iterable) {
  Local target(vm, set), source(vm, iterable);
  if (const Value other = as_set(source)) {
    Local keys(vm, other);
    return set_merge(vm, target, keys);
  }
  if (source.get().is(Kind::Dict)) return update_from_dict(vm, target, source);
  Local iterator(vm, get_iterator(vm, source));
  if (!iterator) return false;
  for (;;) {
    Local key(vm, next(vm, iterator));
    if (!key) return !has_pending(vm);
    std::int64_t hash;
    if (!quick_hash(key, &hash) && !python::hash(vm, key, &hash)) return false;
    if (!set_add_hashed(vm, target, key, hash)) return false;
  }
}

Owned set_from(Vm& vm, Value iterable, Kind kind) {
  Local source(vm, iterable), set(vm, make_set(vm, kind));
  if (!set || !set_update(vm, set, source)) return nullptr;
  return set.take();
}

}  // namespace midden::python
