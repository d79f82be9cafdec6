// enumerate, zip, map, filter, reversed, and the iterators that iter() makes of sequences and callables.

#include "workloads/interpreter/builtins/iterators.h"

#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/keywords.h"
#include "workloads/interpreter/builtins/sequence.h"

namespace midden::python {
namespace {

Owned iterate_self(Vm&, Value self) { return retain(self); }

Value builtin_class(const Vm& vm, Kind kind) { return Value::of(vm.kind_types[static_cast<unsigned>(kind)]); }

// --- iter(sequence) ----------------------------------------------------------------------------------------

// StopIteration or IndexError: the end, and no error.
bool end_of_sequence(Vm& vm) {
  if (!pending_is(vm, ExceptionClass::IndexError) && !pending_is(vm, ExceptionClass::StopIteration))
    return false;
  clear_pending(vm);
  return true;
}

Owned sequence_next(Vm& vm, Value self) {
  if (!load(self.as<ContainerIterator>()->container)) return nullptr;
  Local iterator(vm, self);
  Local index(vm, make_int(vm, static_cast<std::int64_t>(self.as<ContainerIterator>()->index)));
  if (!index) return nullptr;
  Owned item = get_item(vm, load(iterator.as<ContainerIterator>()->container), index);
  ContainerIterator* state = iterator.as<ContainerIterator>();
  if (item) {
    ++state->index;
  } else if (end_of_sequence(vm)) {
    state = iterator.as<ContainerIterator>();
    store(vm, state, state->container, Value{});
  }
  return item;
}

Owned sequence_length_hint(Vm& vm, Arguments arguments) {
  const ContainerIterator* iterator = arguments[0].as<ContainerIterator>();
  if (!load(iterator->container)) return make_int(vm, 0);
  if (!lookup_in_type(vm, type_of(vm, load(iterator->container)), vm.names.__len__))
    return owned_not_implemented();
  const std::int64_t total = length(vm, load(iterator->container));
  if (total < 0) return nullptr;
  const auto index = static_cast<std::int64_t>(arguments[0].as<ContainerIterator>()->index);
  return make_int(vm, std::max<std::int64_t>(total - index, 0));
}

constexpr NativeDefinition kSequenceMethods[] = {{"__length_hint__", sequence_length_hint, ""}};
constexpr KindOperations kSequenceOperations = {.iterate = iterate_self, .next = sequence_next};

// --- iter(callable, sentinel) ------------------------------------------------------------------------------

Owned callable_next(Vm& vm, Value self) {
  Local iterator(vm, self);
  const Value callable = load(iterator.as<CallableIterator>()->callable);
  if (!callable) return nullptr;
  Local result(vm, call(vm, callable));
  if (!result) {
    if (!clear_stop_iteration(vm)) return nullptr;
  } else {
    const Value sentinel = load(iterator.as<CallableIterator>()->sentinel);
    if (!sentinel) return nullptr;  // exhausted by a recursive call
    const int equal = is_equal(vm, result, sentinel);
    if (equal < 0) return nullptr;
    if (!equal) return result.take();
  }
  CallableIterator* state = iterator.as<CallableIterator>();
  store(vm, state, state->callable, Value{});
  store(vm, state, state->sentinel, Value{});
  return nullptr;
}

constexpr KindOperations kCallableOperations = {.iterate = iterate_self, .next = callable_next};

// --- enumerate ---------------------------------------------------------------------------------------------

Owned enumerate_construct(Vm& vm, Arguments arguments) {
  if (!arguments[1]) return raise_type_error(vm, "enumerate() missing required argument 'iterable'");
  Local start(vm, make_int(vm, 0));
  if (arguments[2]) {
    if (!as_int(vm, arguments[2])) {
      std::int64_t number;
      if (!to_index(vm, arguments[2], &number)) return nullptr;
      start = make_int(vm, number);
    } else {
      start = as_int(vm, arguments[2]);
    }
  }
  Local iterator(vm, get_iterator(vm, arguments[1]));
  if (!iterator) return nullptr;
  Enumerate* object = allocate<Enumerate>(vm, Kind::Enumerate);
  if (!object) return nullptr;
  initialize(vm, object, object->iterator, iterator.take());
  initialize(vm, object, object->index, start.take());
  return wrap_payload(vm, arguments[0], adopt(object));
}

Owned enumerate_next(Vm& vm, Value self) {
  Local object(vm, as_kind(self, Kind::Enumerate));
  Local item(vm, next(vm, load(object.as<Enumerate>()->iterator)));
  if (!item) return nullptr;
  const Value index = load(object.as<Enumerate>()->index);
  Local following(vm);
  if (is_small_int(index) && small_int(index) < INT64_MAX) {
    following = make_int(vm, small_int(index) + 1);
  } else {
    Local one(vm, make_int(vm, 1));
    following = int_binary(vm, BinaryOperator::add, load(object.as<Enumerate>()->index), one);
  }
  if (!following) return nullptr;
  Tuple* pair = allocate_tuple(vm, 2);
  if (!pair) return nullptr;
  Enumerate* state = object.as<Enumerate>();
  initialize(vm, pair, pair->items[0], load(state->index));
  initialize(vm, pair, pair->items[1], item.take());
  store(vm, state, state->index, following.take());
  return adopt(pair);
}

constexpr NativeDefinition kEnumerateMethods[] = {
    {"__class_getitem__", class_get_item, "item, /", NativeDefinition::class_method},
};
constexpr KindOperations kEnumerateOperations = {.iterate = iterate_self, .next = enumerate_next};

// --- zip, map: iterators in step ---------------------------------------------------------------------------

// Iterators over arguments[first …].
Owned make_iterators(Vm& vm, Arguments arguments, std::uint32_t first) {
  const std::uint32_t count = arguments.count() - first;
  if (count == 0) return retain(vm.empty_tuple);
  Local iterators(vm);
  {
    Tuple* tuple = allocate_tuple(vm, count);
    if (!tuple) return nullptr;
    iterators = adopt(tuple);
  }
  for (std::uint32_t i = 0; i < count; ++i) {
    Owned iterator = get_iterator(vm, arguments[first + i]);
    if (!iterator) return nullptr;
    Tuple* tuple = iterators.as<Tuple>();
    initialize(vm, tuple, tuple->items[i], std::move(iterator));
  }
  return iterators.take();
}

Owned zip_construct(Vm& vm, Arguments arguments) {
  int strict_at;
  if (!find_keywords(vm, arguments, "zip", {"strict"}, &strict_at)) return nullptr;
  const int strict = strict_at < 0 ? 0 : is_true(vm, arguments[static_cast<std::size_t>(strict_at)]);
  if (strict < 0) return nullptr;
  Local iterators(vm, make_iterators(vm, arguments, 1));
  if (!iterators) return nullptr;
  ZipIterator* object = allocate<ZipIterator>(vm, Kind::Zip);
  if (!object) return nullptr;
  object->strict = static_cast<std::uint64_t>(strict);
  initialize(vm, object, object->iterators, iterators.take());
  return wrap_payload(vm, arguments[0], adopt(object));
}

// Iterator number `ended` is exhausted. Under strict all must end together.
Owned zip_ended(Vm& vm, const Local& object, std::uint32_t ended) {
  if (has_pending(vm) || !object.as<ZipIterator>()->strict) return nullptr;
  if (ended > 0) {
    const char* plural = ended == 1 ? " " : "s 1-";
    return raise_value_error(vm, "zip() argument %u is shorter than argument%s%u", ended + 1, plural, ended);
  }
  const std::uint32_t count = load(object.as<ZipIterator>()->iterators).as<Tuple>()->length();
  for (std::uint32_t i = 1; i < count; ++i) {
    const Owned extra = next(vm, load(load(object.as<ZipIterator>()->iterators).as<Tuple>()->items[i]));
    if (extra) {
      const char* plural = i == 1 ? " " : "s 1-";
      return raise_value_error(vm, "zip() argument %u is longer than argument%s%u", i + 1, plural, i);
    }
    if (has_pending(vm)) return nullptr;
  }
  return nullptr;
}

Owned zip_next(Vm& vm, Value self) {
  Local object(vm, as_kind(self, Kind::Zip));
  const std::uint32_t count = load(object.as<ZipIterator>()->iterators).as<Tuple>()->length();
  if (count == 0) return nullptr;
  Local result(vm);
  {
    Tuple* tuple = allocate_tuple(vm, count);
    if (!tuple) return nullptr;
    result = adopt(tuple);
  }
  for (std::uint32_t i = 0; i < count; ++i) {
    Owned item = next(vm, load(load(object.as<ZipIterator>()->iterators).as<Tuple>()->items[i]));
    if (!item) return zip_ended(vm, object, i);
    Tuple* tuple = result.as<Tuple>();
    initialize(vm, tuple, tuple->items[i], std::move(item));
  }
  return result.take();
}

Owned map_construct(Vm& vm, Arguments arguments) {
  const Value names = arguments.keyword_names();
  if (names && names.as<Tuple>()->length() > 0)
    return raise_type_error(vm, "map() takes no keyword arguments");
  if (arguments.count() < 3) return raise_type_error(vm, "map() must have at least two arguments.");
  Local iterators(vm, make_iterators(vm, arguments, 2));
  if (!iterators) return nullptr;
  MapIterator* object = allocate<MapIterator>(vm, Kind::Map);
  if (!object) return nullptr;
  initialize(vm, object, object->function, arguments[1]);
  initialize(vm, object, object->iterators, iterators.take());
  return wrap_payload(vm, arguments[0], adopt(object));
}

Owned map_next(Vm& vm, Value self) {
  Local object(vm, as_kind(self, Kind::Map));
  auto iterator = [&](std::uint32_t i) {
    return load(load(object.as<MapIterator>()->iterators).as<Tuple>()->items[i]);
  };
  const std::uint32_t count = load(object.as<MapIterator>()->iterators).as<Tuple>()->length();
  if (count == 1) {
    Local item(vm, next(vm, iterator(0)));
    return item ? call(vm, load(object.as<MapIterator>()->function), {item}) : nullptr;
  }
  RootedWords items(vm, count);
  if (!items) return nullptr;
  for (std::uint32_t i = 0; i < count; ++i) {
    items.set(i, next(vm, iterator(i)));
    if (!items[i]) return nullptr;
  }
  return call_span(vm, load(object.as<MapIterator>()->function), items.values());
}

constexpr KindOperations kZipOperations = {.iterate = iterate_self, .next = zip_next};
constexpr KindOperations kMapOperations = {.iterate = iterate_self, .next = map_next};

// --- filter ------------------------------------------------------------------------------------------------

Owned filter_construct(Vm& vm, Arguments arguments) {
  Local iterator(vm, get_iterator(vm, arguments[2]));
  if (!iterator) return nullptr;
  FilterIterator* object = allocate<FilterIterator>(vm, Kind::Filter);
  if (!object) return nullptr;
  initialize(vm, object, object->function, arguments[1]);
  initialize(vm, object, object->iterator, iterator.take());
  return wrap_payload(vm, arguments[0], adopt(object));
}

Owned filter_next(Vm& vm, Value self) {
  Local object(vm, as_kind(self, Kind::Filter));
  for (;;) {
    Local item(vm, next(vm, load(object.as<FilterIterator>()->iterator)));
    if (!item) return nullptr;
    const Value function = load(object.as<FilterIterator>()->function);
    int good;
    if (function.is_none() || function == builtin_class(vm, Kind::True)) {
      good = is_true(vm, item);
    } else {
      Local answer(vm, call(vm, function, {item}));
      if (!answer) return nullptr;
      good = is_true(vm, answer);
    }
    if (good < 0) return nullptr;
    if (good) return item.take();
  }
}

constexpr KindOperations kFilterOperations = {.iterate = iterate_self, .next = filter_next};

// --- reversed ----------------------------------------------------------------------------------------------

Owned reversed_construct(Vm& vm, Arguments arguments) {
  if (constructs_exactly(vm, arguments[0], Kind::Reversed)) return make_reversed(vm, arguments[1]);
  Local iterator(vm, make_reversed(vm, arguments[1]));
  return iterator ? wrap_payload(vm, arguments[0], iterator.take()) : nullptr;
}

Owned reversed_next(Vm& vm, Value self) {
  Local iterator(vm, as_kind(self, Kind::Reversed));
  ContainerIterator* state = iterator.as<ContainerIterator>();
  if (!load(state->container)) return nullptr;
  if (state->index > 0) {
    Local index(vm, make_int(vm, static_cast<std::int64_t>(--state->index)));
    if (!index) return nullptr;
    Owned item = get_item(vm, load(iterator.as<ContainerIterator>()->container), index);
    if (item || !end_of_sequence(vm)) return item;
  }
  state = iterator.as<ContainerIterator>();
  store(vm, state, state->container, Value{});
  return nullptr;
}

Owned reversed_length_hint(Vm& vm, Arguments arguments) {
  const ContainerIterator* iterator = as_kind(arguments[0], Kind::Reversed).as<ContainerIterator>();
  return make_int(vm, load(iterator->container) ? static_cast<std::int64_t>(iterator->index) : 0);
}

constexpr NativeDefinition kReversedMethods[] = {{"__length_hint__", reversed_length_hint, ""}};
constexpr KindOperations kReversedOperations = {.iterate = iterate_self, .next = reversed_next};

}  // namespace

Owned make_reversed(Vm& vm, Value sequence) {
  Local source(vm, sequence);
  const Value name = intern_immortal(vm, "__reversed__");
  const Value method = lookup_in_type(vm, type_of(vm, source), name);
  if (method && !method.is_none()) return call_special(vm, source, name);
  if (method || as_kind(source, Kind::Dict) ||
      !lookup_in_type(vm, type_of(vm, source), vm.names.__getitem__) || source.get().is(Kind::MappingProxy)) {
    return raise_type_error(vm, "'%s' object is not reversible", type_name(vm, source).c_str());
  }
  const std::int64_t count = length(vm, source);
  if (count < 0) return nullptr;
  return make_container_iterator(vm, Kind::Reversed, source, static_cast<std::uint64_t>(count));
}

Owned make_callable_iterator(Vm& vm, Value callable, Value sentinel) {
  Local held(vm, callable), end(vm, sentinel);
  CallableIterator* iterator = allocate<CallableIterator>(vm, Kind::CallableIterator);
  if (!iterator) return nullptr;
  initialize(vm, iterator, iterator->callable, held.take());
  initialize(vm, iterator, iterator->sentinel, end.take());
  return adopt(iterator);
}

const TypeDefinition kSequenceIteratorType = {
    .kind = Kind::SequenceIterator,
    .name = "iterator",
    .module = "builtins",
    .operations = &kSequenceOperations,
    .methods = kSequenceMethods,
    .flags = kTypeFinal,
};
const TypeDefinition kCallableIteratorType = {
    .kind = Kind::CallableIterator,
    .name = "callable_iterator",
    .module = "builtins",
    .operations = &kCallableOperations,
    .flags = kTypeFinal,
};
const TypeDefinition kEnumerateType = {
    .kind = Kind::Enumerate,
    .name = "enumerate",
    .module = "builtins",
    .operations = &kEnumerateOperations,
    .methods = kEnumerateMethods,
    .construct = enumerate_construct,
    .construct_signature = "iterable=, start=",
};
const TypeDefinition kZipType = {
    .kind = Kind::Zip,
    .name = "zip",
    .module = "builtins",
    .operations = &kZipOperations,
    .construct = zip_construct,
    .construct_signature = "*iterables, **kwargs",
};
const TypeDefinition kMapType = {
    .kind = Kind::Map,
    .name = "map",
    .module = "builtins",
    .operations = &kMapOperations,
    .construct = map_construct,
    .construct_signature = "*args, **kwargs",
};
const TypeDefinition kFilterType = {
    .kind = Kind::Filter,
    .name = "filter",
    .module = "builtins",
    .operations = &kFilterOperations,
    .construct = filter_construct,
    .construct_signature = "function, iterable, /",
};
const TypeDefinition kReversedType = {
    .kind = Kind::Reversed,
    .name = "reversed",
    .module = "builtins",
    .operations = &kReversedOperations,
    .methods = kReversedMethods,
    .construct = reversed_construct,
    .construct_signature = "sequence, /",
};

}  // namespace midden::python
