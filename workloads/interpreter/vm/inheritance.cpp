// What a class inherits from: its bases, their linearisation, whose layout it extends, who its subclasses
// are.

#include "workloads/interpreter/vm/inheritance.h"

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/integers.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/vm/classes.h"

namespace midden::python {

namespace {

// The C3 merge. `sequences` is a List of Lists that is used up; fills `result`.
bool merge_linearisations(Vm& vm, const Local& sequences, const Local& result) {
  for (;;) {
    std::uint64_t count = list_length(sequences);
    Value candidate;
    bool all_empty = true;
    for (std::uint64_t i = 0; i < count && !candidate; ++i) {
      Value sequence = list_item(sequences, i);
      std::uint64_t start = static_cast<std::uint64_t>(small_int(list_item(sequence, 0)));
      if (start >= list_length(sequence)) continue;
      all_empty = false;
      Value head = list_item(sequence, start);
      bool in_a_tail = false;
      for (std::uint64_t j = 0; j < count && !in_a_tail; ++j) {
        Value other = list_item(sequences, j);
        std::uint64_t other_start = static_cast<std::uint64_t>(small_int(list_item(other, 0)));
        for (std::uint64_t x = other_start + 1; x < list_length(other); ++x)
          in_a_tail |= list_item(other, x) == head;
      }
      if (!in_a_tail) candidate = head;
    }
    if (all_empty) return true;
    if (!candidate) {
      std::string names;
      for (std::uint64_t i = 0; i < count; ++i) {
        Value sequence = list_item(sequences, i);
        std::uint64_t start = static_cast<std::uint64_t>(small_int(list_item(sequence, 0)));
        if (start >= list_length(sequence)) continue;
        std::string name = to_utf8(load(list_item(sequence, start).as<Type>()->name));
        if (names.find(name) == std::string::npos) names += (names.empty() ? "" : ", ") + name;
      }
      raise_type_error(vm, "Cannot create a consistent method resolution\norder (MRO) for bases %s",
                       names.c_str());
      return false;
    }
    Local chosen(vm, candidate);
    if (!list_append(vm, result, candidate)) return false;
    for (std::uint64_t j = 0; j < count; ++j) {
      Local sequence(vm, list_item(sequences, j));
      std::int64_t start = small_int(list_item(sequence, 0));
      if (static_cast<std::uint64_t>(start) < list_length(sequence) &&
          list_item(sequence, static_cast<std::uint64_t>(start)) == chosen.get()) {
        Owned next = make_int(vm, start + 1);
        auto* items = load(sequence.as<List>()->storage).as<Storage>();
        store(vm, items, items->items[0], std::move(next));
      }
    }
  }
}

bool add_sequence(Vm& vm, Value sequences_value, Value tuple_value) {
  Local sequences(vm, sequences_value), tuple(vm, tuple_value);
  Local list(vm, make_list(vm));
  if (!list) return false;
  // The first item counts how much of the sequence has been used; items start at index 1.
  if (!list_append(vm, list, make_int(vm, 1))) return false;
  for (std::uint32_t i = 0; i < tuple.as<Tuple>()->length(); ++i) {
    if (!list_append(vm, list, load(tuple.as<Tuple>()->items[i]))) return false;
  }
  return list_append(vm, sequences, list.get());
}

}  // namespace

Owned linearise(Vm& vm, Value type_value, Value bases_value) {
  Local type(vm, type_value), bases(vm, bases_value);
  Local sequences(vm, make_list(vm)), result(vm, make_list(vm));
  if (!sequences || !result) return nullptr;
  if (!list_append(vm, result, type.get())) return nullptr;
  for (std::uint32_t i = 0; i < bases.as<Tuple>()->length(); ++i) {
    Value base = load(bases.as<Tuple>()->items[i]);
    if (!add_sequence(vm, sequences, load(base.as<Type>()->mro))) return nullptr;
  }
  if (!add_sequence(vm, sequences, bases)) return nullptr;
  if (!merge_linearisations(vm, sequences, result)) return nullptr;
  return list_to_tuple(vm, result);
}

Value best_base(Vm& vm, Value bases) {
  Value winner;
  for (std::uint32_t i = 0; i < bases.as<Tuple>()->length(); ++i) {
    Value base = load(bases.as<Tuple>()->items[i]);
    Type* type = base.as<Type>();
    if (type->flags & kTypeFinal) {
      raise_type_error(vm, "type '%s' is not an acceptable base type", to_utf8(load(type->name)).c_str());
      return {};
    }
    auto weight = [](Type* t) {
      bool builtin_layout = t->layout != Kind::Instance || t->payload != Kind::Instance;
      return (builtin_layout ? 1u : 0u) + t->reserved_slots;
    };
    if (!winner || (weight(type) > weight(winner.as<Type>()) && is_subtype(vm, base, winner))) {
      winner = base;
    } else if (weight(type) > 0 && !is_subtype(vm, winner, base)) {
      if (weight(winner.as<Type>()) == 0) {
        winner = base;
      } else if (!(type->flags & winner.as<Type>()->flags & kTypeException) ||
                 weight(type) != weight(winner.as<Type>())) {
        // Two layouts neither of which extends the other.
        Value solid = winner;
        bool related = false;
        for (Value up = solid; up; up = load(up.as<Type>()->base))
          related |= is_subtype(vm, base, up) && weight(up.as<Type>()) == weight(winner.as<Type>());
        for (Value up = base; up; up = load(up.as<Type>()->base))
          related |= is_subtype(vm, winner, up) && weight(up.as<Type>()) == weight(type);
        if (!related) {
          raise_type_error(vm, "multiple bases have instance lay-out conflict");
          return {};
        }
        if (weight(type) > weight(winner.as<Type>())) winner = base;
      }
    }
  }
  return winner;
}

namespace {

// Whether each of the list's weak references is to stay.
template <class Keep>
void filter_subclasses(Vm& vm, Value list_value, Keep keep) {
  List* list = list_value.as<List>();
  Storage* storage = load(list->storage).as<Storage>();
  std::uint64_t kept = 0;
  for (std::uint64_t i = 0; i < list->length; ++i) {
    Value reference = load(storage->items[i]);
    if (!keep(Value{vm.mutator.read_weak(reference.object())})) continue;
    if (kept != i) store(vm, storage, storage->items[kept], reference);
    ++kept;
  }
  for (std::uint64_t i = kept; i < list->length; ++i) store(vm, storage, storage->items[i], Value{});
  list->length = kept;
}

// Now and then: when the list's length is a power of two.
void forget_dead_subclasses(Vm& vm, const Local& base) {
  Value list = load(base.as<Type>()->subclasses);
  const std::uint64_t length = list_length(list);
  if (length < 8 || (length & (length - 1)) != 0) return;
  filter_subclasses(vm, list, [](Value subclass) { return bool(subclass); });
}

}  // namespace

bool register_subclass(Vm& vm, Value base_value, Value type_value) {
  Local base(vm, base_value), type(vm, type_value);
  WeakReference* reference = allocate<WeakReference>(vm, Kind::WeakReference);
  if (!reference) return false;
  reference->referent = type.get().bits;
  reference->hash = -1;
  Local held(vm, adopt(reference));
  vm.mutator.register_weak_reference(reference);
  if (!base.as<Type>()->subclasses.load()) {
    Owned list = make_list(vm);
    if (!list) return false;
    store(vm, base.as<Type>(), base.as<Type>()->subclasses, std::move(list));
  }
  forget_dead_subclasses(vm, base);
  return list_append(vm, load(base.as<Type>()->subclasses), held.get());
}

namespace {

std::string name_of(Value type) { return to_utf8(load(type.as<Type>()->name)); }

// Instances of classes with either base look the same.
bool same_layout(const Type* a, const Type* b) {
  if (a == b) return true;
  constexpr std::uint16_t kLayoutFlags = kTypeBuiltin | kTypeNoDict | kTypeException | kTypeMeta;
  return ((a->flags ^ b->flags) & kLayoutFlags) == 0 && !(a->flags & kTypeBuiltin) &&
         a->payload == b->payload && a->reserved_slots == b->reserved_slots;
}

bool check_new_bases(Vm& vm, const Local& type, Value bases) {
  if (!bases) {
    raise_type_error(vm, "cannot delete '__bases__' attribute of type '%s'", name_of(type).c_str());
    return false;
  }
  if (!bases.is(Kind::Tuple)) {
    raise_type_error(vm, "can only assign tuple to %s.__bases__, not %s", name_of(type).c_str(),
                     type_name(vm, bases).c_str());
    return false;
  }
  if (bases.as<Tuple>()->length() == 0) {
    raise_type_error(vm, "can only assign non-empty tuple to %s.__bases__, not ()", name_of(type).c_str());
    return false;
  }
  for (std::uint32_t i = 0; i < bases.as<Tuple>()->length(); ++i) {
    Value base = load(bases.as<Tuple>()->items[i]);
    if (!base.is(Kind::Type)) {
      raise_type_error(vm, "%s.__bases__ must be tuple of classes, not '%s'", name_of(type).c_str(),
                       type_name(vm, base).c_str());
      return false;
    }
    if (is_subtype(vm, base, type)) {
      raise_type_error(vm, "a __bases__ item causes an inheritance cycle");
      return false;
    }
  }
  return true;
}

// Gives the type and its subclasses new linearisations; appends each type and its old one to `changes`.
bool linearise_again(Vm& vm, Value type_value, Value bases_value, const Local& changes) {
  RecursionGuard guard(vm, "");
  if (!guard) return false;
  Local type(vm, type_value), bases(vm, bases_value);
  Local mro(vm, linearise(vm, type, bases));
  if (!mro || !list_append(vm, changes, type.get()) || !list_append(vm, changes, load(type.as<Type>()->mro)))
    return false;
  store(vm, type.as<Type>(), type.as<Type>()->mro, mro.get());
  for (std::uint64_t i = 0; type.as<Type>()->subclasses.load(); ++i) {
    Value list = load(type.as<Type>()->subclasses);
    if (i >= list_length(list)) break;
    Local subclass(vm, Value{vm.mutator.read_weak(list_item(list, i).object())});
    if (subclass && !linearise_again(vm, subclass, load(subclass.as<Type>()->bases), changes)) return false;
  }
  return true;
}

void undo(Vm& vm, const Local& changes) {
  for (std::uint64_t i = list_length(changes); i >= 2; i -= 2) {
    Value type = list_item(changes, i - 2);
    store(vm, type.as<Type>(), type.as<Type>()->mro, list_item(changes, i - 1));
  }
}

}  // namespace

bool set_bases(Vm& vm, Value type_value, Value bases_value) {
  Local type(vm, type_value), bases(vm, bases_value);
  if (!check_new_bases(vm, type, bases)) return false;
  Value base_value = best_base(vm, bases);
  if (!base_value) return false;
  Local base(vm, base_value), old_base(vm, load(type.as<Type>()->base));
  if (!same_layout(base.as<Type>(), old_base.as<Type>())) {
    raise_type_error(vm, "__bases__ assignment: '%s' object layout differs from '%s'", name_of(base).c_str(),
                     name_of(old_base).c_str());
    return false;
  }
  Local changes(vm, make_list(vm));
  if (!changes) return false;
  bool ok = linearise_again(vm, type, bases, changes);
  for (std::uint32_t i = 0; ok && i < bases.as<Tuple>()->length(); ++i) {
    ok = register_subclass(vm, load(bases.as<Tuple>()->items[i]), type);
  }
  if (!ok) {
    undo(vm, changes);
    return false;
  }
  Value old_bases = load(type.as<Type>()->bases);
  for (std::uint32_t i = 0; i < old_bases.as<Tuple>()->length(); ++i) {
    Value list = load(load(old_bases.as<Tuple>()->items[i]).as<Type>()->subclasses);
    if (!list) continue;
    bool once = false;  // it may have been registered again just now
    filter_subclasses(vm, list, [&](Value subclass) {
      const bool gone = !once && subclass == type.get();
      once |= gone;
      return !gone;
    });
  }
  store(vm, type.as<Type>(), type.as<Type>()->bases, bases.get());
  store(vm, type.as<Type>(), type.as<Type>()->base, base.get());
  type_modified(vm, type);
  return true;
}

}  // namespace midden::python
