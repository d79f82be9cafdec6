// The methods of list, and its iterators.

#include "workloads/interpreter/builtins/list_methods.h"
#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/integers.h"
#include "workloads/interpreter/builtins/keywords.h"
#include "workloads/interpreter/builtins/list.h"
#include "workloads/interpreter/builtins/sequence.h"

namespace midden::python {
namespace {

Value receiver(Arguments arguments) { return as_kind(arguments[0], Kind::List); }

Owned append(Vm& vm, Arguments arguments) {
  return list_append(vm, receiver(arguments), arguments[1]) ? owned_none() : nullptr;
}

Owned extend(Vm& vm, Arguments arguments) {
  return list_extend(vm, receiver(arguments), arguments[1]) ? owned_none() : nullptr;
}

Owned clear(Vm& vm, Arguments arguments) {
  list_clear(vm, receiver(arguments));
  return owned_none();
}

Owned copy(Vm& vm, Arguments arguments) { return list_from(vm, receiver(arguments)); }

Owned insert(Vm& vm, Arguments arguments) {
  std::int64_t index;
  if (!to_index(vm, arguments[1], &index)) return nullptr;
  Local list(vm, receiver(arguments)), item(vm, arguments[2]);
  const auto length = static_cast<std::int64_t>(list_length(list));
  if (index < 0) index = std::max<std::int64_t>(index + length, 0);
  index = std::min(index, length);
  return list_insert(vm, list, static_cast<std::uint64_t>(index), item) ? owned_none() : nullptr;
}

Owned pop(Vm& vm, Arguments arguments) {
  std::int64_t index = -1;
  if (arguments[1] && !to_index(vm, arguments[1], &index)) return nullptr;
  Local list(vm, receiver(arguments));
  const auto length = static_cast<std::int64_t>(list_length(list));
  if (length == 0) return raise_index_error(vm, "pop from empty list");
  if (index < 0) index += length;
  if (index < 0 || index >= length) return raise_index_error(vm, "pop index out of range");
  return list_take(vm, list, static_cast<std::uint64_t>(index));
}

Owned remove(Vm& vm, Arguments arguments) {
  Local list(vm, receiver(arguments)), item(vm, arguments[1]);
  const std::int64_t at = sequence_find(vm, list, item, 0, INT64_MAX);
  if (at == -2) return nullptr;
  if (at < 0) return raise_value_error(vm, "list.remove(x): x not in list");
  if (static_cast<std::uint64_t>(at) < list_length(list)) {
    static_cast<void>(list_take(vm, list, static_cast<std::uint64_t>(at)));
  }
  return owned_none();
}

Owned index(Vm& vm, Arguments arguments) {
  Local list(vm, receiver(arguments)), item(vm, arguments[1]);
  std::int64_t start, stop;
  const auto length = static_cast<std::int64_t>(list_length(list));
  if (!search_bounds(vm, arguments[2], arguments[3], length, &start, &stop)) return nullptr;
  const std::int64_t at = sequence_find(vm, list, item, start, stop);
  if (at == -2) return nullptr;
  if (at >= 0) return make_int(vm, at);
  Local shown(vm, repr(vm, item));
  return shown ? raise_value_error(vm, "%s is not in list", to_utf8(shown).c_str()) : nullptr;
}

Owned count(Vm& vm, Arguments arguments) {
  Local list(vm, receiver(arguments)), item(vm, arguments[1]);
  const std::int64_t found = sequence_count(vm, list, item);
  return found < 0 ? nullptr : make_int(vm, found);
}

Owned reverse(Vm& vm, Arguments arguments) {
  Local list(vm, receiver(arguments));
  const std::uint64_t length = list_length(list);
  if (length < 2) return owned_none();
  Storage* storage = load(list.as<List>()->storage).as<Storage>();
  for (std::uint64_t low = 0, high = length - 1; low < high; ++low, --high) {
    Owned held = take(vm, storage, storage->items[low]);
    store(vm, storage, storage->items[low], take(vm, storage, storage->items[high]));
    store(vm, storage, storage->items[high], std::move(held));
  }
  return owned_none();
}

Owned sort(Vm& vm, Arguments arguments) {
  if (arguments.count() > 1) return raise_type_error(vm, "sort() takes no positional arguments");
  return list_sort_by_keywords(vm, receiver(arguments), arguments) ? owned_none() : nullptr;
}

Owned initialize_list(Vm& vm, Arguments arguments) {
  if (!check_plain_arguments(vm, arguments, "list", 0, 1)) return nullptr;
  list_clear(vm, receiver(arguments));
  if (arguments.count() > 1 && !list_extend(vm, receiver(arguments), arguments[1])) return nullptr;
  return owned_none();
}

Owned reversed(Vm& vm, Arguments arguments) {
  const Value list = receiver(arguments);
  // The index counts down: it is one above the next item.
  return make_container_iterator(vm, Kind::ListReverseIterator, list, list_length(list));
}

Owned size_of(Vm& vm, Arguments arguments) {
  const Value storage = load(receiver(arguments).as<List>()->storage);
  const std::uint64_t capacity = storage ? storage.as<Storage>()->capacity() : 0;
  return make_int(vm, static_cast<std::int64_t>(56 + 8 * capacity));
}

// --- iterators ---------------------------------------------------------------------------------------------

Owned iterate_self(Vm&, Value self) { return retain(self); }

Owned iterator_next(Vm& vm, Value self) {
  ContainerIterator* iterator = self.as<ContainerIterator>();
  const Value list = load(iterator->container);
  if (!list) return nullptr;
  if (iterator->index < list_length(list)) return retain(list_item(list, iterator->index++));
  store(vm, iterator, iterator->container, Value{});
  return nullptr;
}

Owned iterator_length_hint(Vm& vm, Arguments arguments) {
  const ContainerIterator* iterator = arguments[0].as<ContainerIterator>();
  const Value list = load(iterator->container);
  const std::uint64_t length = list ? list_length(list) : 0;
  return make_int(vm, length > iterator->index ? static_cast<std::int64_t>(length - iterator->index) : 0);
}

Owned reverse_next(Vm& vm, Value self) {
  ContainerIterator* iterator = self.as<ContainerIterator>();
  const Value list = load(iterator->container);
  if (!list) return nullptr;
  if (iterator->index > 0 && iterator->index <= list_length(list))
    return retain(list_item(list, --iterator->index));
  store(vm, iterator, iterator->container, Value{});
  return nullptr;
}

Owned reverse_length_hint(Vm& vm, Arguments arguments) {
  const ContainerIterator* iterator = arguments[0].as<ContainerIterator>();
  const Value list = load(iterator->container);
  const bool valid = list && iterator->index <= list_length(list);
  return make_int(vm, valid ? static_cast<std::int64_t>(iterator->index) : 0);
}

constexpr NativeDefinition kIteratorMethods[] = {{"__length_hint__", iterator_length_hint, ""}};
constexpr NativeDefinition kReverseMethods[] = {{"__length_hint__", reverse_length_hint, ""}};
constexpr KindOperations kIteratorOperations = {.iterate = iterate_self, .next = iterator_next};
constexpr KindOperations kReverseOperations = {.iterate = iterate_self, .next = reverse_next};

}  // namespace

bool list_sort_by_keywords(Vm& vm, Value list, const Arguments& arguments) {
  int positions[2];
  if (!find_keywords(vm, arguments, "sort", {"key", "reverse"}, positions)) return false;
  auto keyword = [&](int i) {
    return positions[i] < 0 ? Value{} : arguments[static_cast<std::size_t>(positions[i])];
  };
  Local held(vm, list);
  const int backwards = keyword(1) ? is_true(vm, keyword(1)) : 0;
  if (backwards < 0) return false;
  return list_sort(vm, held, keyword(0) && !keyword(0).is_none() ? keyword(0) : Value{}, backwards);
}

const NativeDefinition kListMethods[15] = {
    {"__init__", initialize_list, "*args, **kwargs"},
    {"append", append, "object, /"},
    {"clear", clear, ""},
    {"copy", copy, ""},
    {"count", count, "value, /"},
    {"extend", extend, "iterable, /"},
    {"index", index, "value, start=, stop=, /"},
    {"insert", insert, "index, object, /"},
    {"pop", pop, "index=, /"},
    {"remove", remove, "value, /"},
    {"reverse", reverse, ""},
    {"sort", sort, "*args, **kwargs"},
    {"__reversed__", reversed, ""},
    {"__sizeof__", size_of, ""},
    {"__class_getitem__", class_get_item, "item, /", NativeDefinition::class_method},
};

const TypeDefinition kListIteratorType = {
    .kind = Kind::ListIterator,
    .name = "list_iterator",
    .module = "builtins",
    .operations = &kIteratorOperations,
    .methods = kIteratorMethods,
    .flags = kTypeFinal,
};
const TypeDefinition kListReverseIteratorType = {
    .kind = Kind::ListReverseIterator,
    .name = "list_reverseiterator",
    .module = "builtins",
    .operations = &kReverseOperations,
    .methods = kReverseMethods,
    .flags = kTypeFinal,
};

}  // namespace midden::python
