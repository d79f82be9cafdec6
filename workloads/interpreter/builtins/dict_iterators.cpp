// Iterators over dicts.

#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/dict_views.h"
#include "workloads/interpreter/builtins/sequence.h"

namespace midden::python {
namespace {

constexpr std::uint64_t kInvalid = UINT64_MAX;

Owned iterate_self(Vm&, Value self) { return retain(self); }

// The next live entry, and the iterator moved past it; -1: exhausted, or an error is pending.
std::int64_t advance(Vm& vm, ContainerIterator* iterator) {
  const Value dict = load(iterator->container);
  if (!dict) return -1;
  if (iterator->expected_length != dict_length(dict)) {
    iterator->expected_length = kInvalid;  // the error stays
    raise(vm, ExceptionClass::RuntimeError, "dictionary changed size during iteration");
    return -1;
  }
  if (dict_length(dict) > 0) {
    const DictView view(dict);
    const std::uint32_t used = view.used();
    for (std::uint64_t entry = iterator->index; entry < used; ++entry) {
      if (!view.key(entry)) continue;
      iterator->index = entry + 1;
      return static_cast<std::int64_t>(entry);
    }
  }
  store(vm, iterator, iterator->container, Value{});
  return -1;
}

Owned next_key(Vm& vm, Value self) {
  ContainerIterator* iterator = self.as<ContainerIterator>();
  const std::int64_t entry = advance(vm, iterator);
  return entry < 0 ? nullptr
                   : retain(dict_entry_key(load(iterator->container), static_cast<std::uint32_t>(entry)));
}

Owned next_value(Vm& vm, Value self) {
  ContainerIterator* iterator = self.as<ContainerIterator>();
  const std::int64_t entry = advance(vm, iterator);
  return entry < 0 ? nullptr
                   : retain(dict_entry_value(load(iterator->container), static_cast<std::uint32_t>(entry)));
}

Owned next_item(Vm& vm, Value self) {
  ContainerIterator* iterator = self.as<ContainerIterator>();
  const std::int64_t entry = advance(vm, iterator);
  if (entry < 0) return nullptr;
  Local dict(vm, load(iterator->container));
  return dict_item_tuple(vm, dict, static_cast<std::uint32_t>(entry));
}

std::int64_t live_entries(Value dict, std::uint64_t start, std::uint64_t stop) {
  if (dict_length(dict) == 0) return 0;
  const DictView view(dict);
  std::int64_t count = 0;
  for (std::uint64_t entry = start; entry < stop && entry < view.used(); ++entry)
    count += !view.key(entry).is_null();
  return count;
}

Owned length_hint(Vm& vm, Arguments arguments) {
  const ContainerIterator* iterator = arguments[0].as<ContainerIterator>();
  const Value dict = load(iterator->container);
  if (!dict || iterator->expected_length != dict_length(dict)) return make_int(vm, 0);
  return make_int(vm, live_entries(dict, iterator->index, UINT64_MAX));
}

Owned next_reversed(Vm& vm, Value self) {
  DictReverseIterator* iterator = self.as<DictReverseIterator>();
  const Value dict = load(iterator->container);
  if (!dict) return nullptr;
  if (iterator->expected_length != dict_length(dict)) {
    iterator->expected_length = kInvalid;
    return raise(vm, ExceptionClass::RuntimeError, "dictionary changed size during iteration");
  }
  if (dict_length(dict) > 0) {
    const DictView view(dict);
    std::uint64_t entry = std::min<std::uint64_t>(iterator->index, view.used());
    while (entry > 0) {
      --entry;
      if (!view.key(entry)) continue;
      iterator->index = entry;
      if (iterator->yields == 0) return retain(view.key(entry));
      if (iterator->yields == 1) return retain(view.value(entry));
      Local held(vm, dict);
      return dict_item_tuple(vm, held, static_cast<std::uint32_t>(entry));
    }
  }
  store(vm, iterator, iterator->container, Value{});
  return nullptr;
}

Owned reverse_length_hint(Vm& vm, Arguments arguments) {
  const DictReverseIterator* iterator = arguments[0].as<DictReverseIterator>();
  const Value dict = load(iterator->container);
  if (!dict || iterator->expected_length != dict_length(dict)) return make_int(vm, 0);
  return make_int(vm, live_entries(dict, 0, iterator->index));
}

constexpr NativeDefinition kMethods[] = {{"__length_hint__", length_hint, ""}};
constexpr NativeDefinition kReverseMethods[] = {{"__length_hint__", reverse_length_hint, ""}};
constexpr KindOperations kKeyOperations = {.iterate = iterate_self, .next = next_key};
constexpr KindOperations kValueOperations = {.iterate = iterate_self, .next = next_value};
constexpr KindOperations kItemOperations = {.iterate = iterate_self, .next = next_item};
constexpr KindOperations kReverseOperations = {.iterate = iterate_self, .next = next_reversed};

}  // namespace

Owned make_dict_iterator(Vm& vm, Kind kind, Value dict) {
  return make_container_iterator(vm, kind, dict, 0, dict_length(dict));
}

Owned make_dict_reverse_iterator(Vm& vm, Value dict, unsigned yields) {
  Local held(vm, dict);
  DictReverseIterator* iterator = allocate<DictReverseIterator>(vm, Kind::DictReverseIterator);
  if (!iterator) return nullptr;
  iterator->index = dict_entry_count(held);
  iterator->expected_length = dict_length(held);
  iterator->yields = yields;
  initialize(vm, iterator, iterator->container, held.take());
  return adopt(iterator);
}

Owned dict_item_tuple(Vm& vm, const Local& dict, std::uint32_t entry) {
  Tuple* tuple = allocate_tuple(vm, 2);
  if (!tuple) return nullptr;
  initialize(vm, tuple, tuple->items[0], dict_entry_key(dict, entry));
  initialize(vm, tuple, tuple->items[1], dict_entry_value(dict, entry));
  return adopt(tuple);
}

const TypeDefinition kDictKeyIteratorType = {
    .kind = Kind::DictKeyIterator,
    .name = "dict_keyiterator",
    .module = "builtins",
    .operations = &kKeyOperations,
    .methods = kMethods,
    .flags = kTypeFinal,
};
const TypeDefinition kDictValueIteratorType = {
    .kind = Kind::DictValueIterator,
    .name = "dict_valueiterator",
    .module = "builtins",
    .operations = &kValueOperations,
    .methods = kMethods,
    .flags = kTypeFinal,
};
const TypeDefinition kDictItemIteratorType = {
    .kind = Kind::DictItemIterator,
    .name = "dict_itemiterator",
    .module = "builtins",
    .operations = &kItemOperations,
    .methods = kMethods,
    .flags = kTypeFinal,
};
const TypeDefinition kDictReverseIteratorType = {
    .kind = Kind::DictReverseIterator,
    .name = "dict_reversekeyiterator",
    .module = "builtins",
    .operations = &kReverseOperations,
    .methods = kReverseMethods,
    .flags = kTypeFinal,
};

}  // namespace midden::python
