#include "workloads/interpreter/builtins/set_operations.h"

#include "workloads/interpreter/builtins/dict.h"

namespace midden::python {
namespace {

bool discard_hashed(Vm& vm, const Local& set, const Local& key, std::int64_t hash, bool* removed) {
  const std::int64_t cell = set_find(vm, set, key, hash);
  if (cell == kSetError) return false;
  *removed = cell >= 0;
  if (*removed) set_remove_cell(vm, set, cell);
  return true;
}

bool hash_key(Vm& vm, const Local& key, std::int64_t* hash) {
  return quick_hash(key, hash) || python::hash(vm, key, hash);
}

}  // namespace

Value set_next(Value set, std::uint64_t* cell, std::int64_t* hash) {
  const std::uint64_t cells = set_cells(set);
  for (; *cell < cells; ++*cell) {
    const SetView view(set);
    const Value key = view.key(*cell);
    if (!key) continue;
    *hash = view.hash((*cell)++);
    return key;
  }
  return {};
}

Owned set_union(Vm& vm, const Local& set, Value other, Kind kind) {
  Local right(vm, other);
  Local result(vm, set_copy(vm, set, kind));
  if (!result || !set_update(vm, result, right)) return nullptr;
  return result.take();
}

Owned set_intersection(Vm& vm, const Local& set, Value other, Kind kind) {
  Local left(vm, set.get()), right(vm, other);
  Local result(vm, make_set(vm, kind));
  if (!result) return nullptr;
  if (const Value plain = as_set(right)) {
    if (plain == left.get()) return set_copy(vm, left, kind);
    right = plain;
    // The smaller one is walked.
    if (set_length(right) > set_length(left)) {
      Local swapped(vm, left.get());
      left = right.get();
      right = swapped.get();
    }
    std::uint64_t cell = 0;
    std::int64_t hash;
    for (;;) {
      Local key(vm, set_next(right, &cell, &hash));
      if (!key) return result.take();
      const std::int64_t found = set_find(vm, left, key, hash);
      if (found == kSetError || (found >= 0 && !set_add_hashed(vm, result, key, hash))) return nullptr;
    }
  }
  Local iterator(vm, get_iterator(vm, right));
  if (!iterator) return nullptr;
  for (;;) {
    Local key(vm, next(vm, iterator));
    if (!key) return has_pending(vm) ? nullptr : result.take();
    std::int64_t hash;
    if (!hash_key(vm, key, &hash)) return nullptr;
    const std::int64_t found = set_find(vm, left, key, hash);
    if (found == kSetError || (found >= 0 && !set_add_hashed(vm, result, key, hash))) return nullptr;
  }
}

Owned set_difference(Vm& vm, const Local& set, Value other, Kind kind) {
  Local right(vm, other);
  const Value plain = as_set(right);
  const bool is_mapping = right.get().is(Kind::Dict);
  const std::uint64_t other_length = plain ? set_length(plain) : is_mapping ? dict_length(right) : 0;
  // Few keys to remove, or keys that can only be walked: remove them from a copy.
  if ((!plain && !is_mapping) || set_length(set) / 4 > other_length) {
    Local result(vm, set_copy(vm, set, kind));
    if (!result || !set_difference_update(vm, result, right)) return nullptr;
    return result.take();
  }
  if (plain) right = plain;
  Local result(vm, make_set(vm, kind));
  if (!result) return nullptr;
  std::uint64_t cell = 0;
  std::int64_t hash;
  for (;;) {
    Local key(vm, set_next(set, &cell, &hash));
    if (!key) return result.take();
    const std::int64_t found = is_mapping ? dict_find(vm, right, key, hash) : set_find(vm, right, key, hash);
    if (found == kSetError || (found < 0 && !set_add_hashed(vm, result, key, hash))) return nullptr;
  }
}

bool set_difference_update(Vm& vm, const Local& set, Value other) {
  Local right(vm, other);
  if (const Value plain = as_set(right)) {
    if (plain == set.get()) {
      set_clear(vm, set);
      return true;
    }
    right = plain;
    std::uint64_t cell = 0;
    std::int64_t hash;
    for (;;) {
      Local key(vm, set_next(right, &cell, &hash));
      bool removed;
      if (!key) return true;
      if (!discard_hashed(vm, set, key, hash, &removed)) return false;
    }
  }
  Local iterator(vm, get_iterator(vm, right));
  if (!iterator) return false;
  for (;;) {
    Local key(vm, next(vm, iterator));
    if (!key) return !has_pending(vm);
    std::int64_t hash;
    bool removed;
    if (!hash_key(vm, key, &hash) || !discard_hashed(vm, set, key, hash, &removed)) return false;
  }
}

bool set_symmetric_difference_update(Vm& vm, const Local& set, Value other) {
  if (as_set(other) == set.get()) {
    set_clear(vm, set);
    return true;
  }
  Local right(vm, as_set(other) ? retain(as_set(other)) : set_from(vm, other, Kind::Set));
  if (!right) return false;
  std::uint64_t cell = 0;
  std::int64_t hash;
  for (;;) {
    Local key(vm, set_next(right, &cell, &hash));
    if (!key) return true;
    bool removed;
    if (!discard_hashed(vm, set, key, hash, &removed)) return false;
    if (!removed && !set_add_hashed(vm, set, key, hash)) return false;
  }
}

Owned set_symmetric_difference(Vm& vm, const Local& set, Value other, Kind kind) {
  Local result(vm, set_from(vm, other, kind));
  if (!result || !set_symmetric_difference_update(vm, result, set)) return nullptr;
  return result.take();
}

int set_is_disjoint(Vm& vm, const Local& set, Value other) {
  Local right(vm, other);
  if (const Value plain = as_set(right)) {
    Local small(vm, plain), large(vm, set.get());
    if (set_length(small) > set_length(large)) {
      small = set.get();
      large = as_set(right);
    }
    std::uint64_t cell = 0;
    std::int64_t hash;
    for (;;) {
      Local key(vm, set_next(small, &cell, &hash));
      if (!key) return 1;
      const std::int64_t found = set_find(vm, large, key, hash);
      if (found != kSetAbsent) return found == kSetError ? -1 : 0;
    }
  }
  Local iterator(vm, get_iterator(vm, right));
  if (!iterator) return -1;
  for (;;) {
    Local key(vm, next(vm, iterator));
    if (!key) return has_pending(vm) ? -1 : 1;
    std::int64_t hash;
    if (!hash_key(vm, key, &hash)) return -1;
    const std::int64_t found = set_find(vm, set, key, hash);
    if (found != kSetAbsent) return found == kSetError ? -1 : 0;
  }
}

int set_is_subset(Vm& vm, const Local& set, const Local& other) {
  if (set_length(set) > set_length(other)) return 0;
  std::uint64_t cell = 0;
  std::int64_t hash;
  for (;;) {
    Local key(vm, set_next(set, &cell, &hash));
    if (!key) return 1;
    const std::int64_t found = set_find(vm, other, key, hash);
    if (found < 0) return found == kSetError ? -1 : 0;
  }
}

}  // namespace midden::python
