// The module _collections: deque (deque.cpp), defaultdict, _count_elements.

#include "workloads/interpreter/modules/collections.h"

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/default_dict.h"
#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/dict.h"
#include "workloads/interpreter/builtins/sequence.h"

namespace midden::python {
namespace {

DefaultDict* as_default_dict(Value value) { return as_kind(value, Kind::DefaultDict).as<DefaultDict>(); }

Owned make_default_dict(Vm& vm, Value factory, Value dict) {
  Local held_factory(vm, factory), held_dict(vm, dict);
  DefaultDict* object = allocate<DefaultDict>(vm, Kind::DefaultDict);
  if (!object) return nullptr;
  initialize(vm, object, object->dict, held_dict.take());
  initialize(vm, object, object->factory, held_factory.take());
  return adopt(object);
}

// defaultdict(factory=None, /, *dict arguments).
bool fill(Vm& vm, const Local& object, Arguments arguments) {
  const std::uint32_t given = arguments.count() - 1;
  if (given > 0 && !arguments[1].is_none() && !is_callable(vm, arguments[1])) {
    raise_type_error(vm, "first argument must be callable or None");
    return false;
  }
  if (given > 2) {
    raise_type_error(vm, "dict expected at most 1 argument, got %u", given - 1);
    return false;
  }
  DefaultDict* state = object.as<DefaultDict>();
  store(vm, state, state->factory, given > 0 ? arguments[1] : Value::none());
  if (given == 2 && !dict_update(vm, load(state->dict), arguments[2])) return false;
  const std::uint32_t named = arguments.keyword_names() ? arguments.keyword_names().as<Tuple>()->length() : 0;
  for (std::uint32_t i = 0; i < named; ++i) {
    const Value key = load(arguments.keyword_names().as<Tuple>()->items[i]);
    if (!dict_set(vm, load(object.as<DefaultDict>()->dict), key, arguments[arguments.count() + i]))
      return false;
  }
  return true;
}

Owned construct(Vm& vm, Arguments arguments) {
  Local dict(vm, make_dict(vm));
  if (!dict) return nullptr;
  Local object(vm, make_default_dict(vm, Value::none(), dict));
  if (!object) return nullptr;
  if (!constructs_exactly(vm, arguments[0], Kind::DefaultDict))
    return wrap_payload(vm, arguments[0], object.take());
  return fill(vm, object, arguments) ? object.take() : nullptr;
}

Owned initialize_default_dict(Vm& vm, Arguments arguments) {
  Local object(vm, as_kind(arguments[0], Kind::DefaultDict));
  return fill(vm, object, arguments) ? owned_none() : nullptr;
}

// A new value for a missing key.
Owned make_missing(Vm& vm, const Local& self, const Local& key) {
  const Value factory = load(as_default_dict(self)->factory);
  if (factory.is_none()) return raise_with(vm, ExceptionClass::KeyError, key);
  Local value(vm, call(vm, factory));
  if (!value || !dict_set(vm, as_dict(self), key, value)) return nullptr;
  return value.take();
}

Owned missing(Vm& vm, Arguments arguments) {
  Local self(vm, arguments[0]), key(vm, arguments[1]);
  return make_missing(vm, self, key);
}

Owned get_item_operation(Vm& vm, Value self, Value key) {
  Local object(vm, self), held(vm, key);
  Owned found = dict_get(vm, load(self.as<DefaultDict>()->dict), key);
  if (found || has_pending(vm)) return found;
  return make_missing(vm, object, held);
}

// With the instance itself: a subclass may have its own __missing__.
Owned subscript(Vm& vm, Arguments arguments) {
  if (arguments[0].is(Kind::DefaultDict)) return get_item_operation(vm, arguments[0], arguments[1]);
  return dict_subscript(vm, arguments[0], arguments[1]);
}

Owned copy(Vm& vm, Arguments arguments) {
  Local factory(vm, load(as_default_dict(arguments[0])->factory));
  if (!arguments[0].is(Kind::DefaultDict))
    return call(vm, type_of(vm, arguments[0]), {factory, arguments[0]});
  Local dict(vm, dict_copy(vm, as_dict(arguments[0])));
  return dict ? make_default_dict(vm, factory, dict) : nullptr;
}

Owned show(Vm& vm, Value self) {
  Local whole(vm, self), object(vm, as_kind(self, Kind::DefaultDict));
  const std::string name = class_name(vm, whole);
  Local factory(vm);
  {
    ReprGuard guard(vm, object);
    factory = guard.first() ? repr(vm, load(object.as<DefaultDict>()->factory)) : make_str(vm, "...");
    if (!factory) return nullptr;
  }
  Local dict(vm, repr(vm, load(object.as<DefaultDict>()->dict)));
  if (!dict) return nullptr;
  text::StringBuilder out;
  out.append_utf8(name);
  out.append(U'(');
  out.append(str_view(factory));
  out.append(", ");
  out.append(str_view(dict));
  out.append(U')');
  return make_str(vm, out);
}
Owned repr_method(Vm& vm, Arguments arguments) { return show(vm, arguments[0]); }

Owned reduce(Vm& vm, Arguments arguments) {
  Local factory(vm, load(as_default_dict(arguments[0])->factory));
  Local inner(vm, factory.get().is_none() ? retain(vm.empty_tuple) : make_tuple(vm, {factory}));
  if (!inner) return nullptr;
  Local items(vm, call_method(vm, arguments[0], vm.names.items));
  Local iterator(vm, items ? get_iterator(vm, items) : nullptr);
  if (!iterator) return nullptr;
  return make_tuple(vm, {type_of(vm, arguments[0]), inner, Value::none(), Value::none(), iterator});
}

Owned binary(Vm& vm, BinaryOperator op, Value left, Value right) {
  if (op != BinaryOperator::bit_or || !as_dict(left) || !as_dict(right)) return owned_not_implemented();
  const Value with_factory = as_kind(left, Kind::DefaultDict) ? left : right;
  Local factory(vm, load(as_default_dict(with_factory)->factory)), other(vm, as_dict(right));
  Local dict(vm, dict_copy(vm, as_dict(left)));
  if (!dict || !dict_update(vm, dict, other)) return nullptr;
  return make_default_dict(vm, factory, dict);
}

Owned get_factory(Vm&, Value self) { return retain(load(as_default_dict(self)->factory)); }
bool set_factory(Vm& vm, Value self, Value value) {
  DefaultDict* state = as_default_dict(self);
  store(vm, state, state->factory, value ? value : Value::none());
  return true;
}

constexpr NativeDefinition kMethods[] = {
    {"__init__", initialize_default_dict, "*args, **kwargs"},
    {"__missing__", missing, "key, /"},
    {"__getitem__", subscript, "key, /"},
    {"copy", copy, ""},
    {"__copy__", copy, ""},
    {"__reduce__", reduce, ""},
    {"__repr__", repr_method, ""},
};
constexpr GetSetDefinition kGetters[] = {{"default_factory", get_factory, set_factory}};

const KindOperations kOperations = [] {
  KindOperations operations = dict_operations();
  operations.repr = show;
  operations.get_item = get_item_operation;
  operations.binary = binary;
  return operations;
}();

const TypeDefinition kDefaultDictType = {
    .kind = Kind::DefaultDict,
    .name = "defaultdict",
    .module = "collections",
    .operations = &kOperations,
    .methods = kMethods,
    .getters = kGetters,
    .construct = construct,
    .construct_signature = "*args, **kwargs",
    .base = Kind::Dict,
};

// --- _count_elements ---------------------------------------------------------------------------------------

// Counts items into a plain dict, without calling anything for keys that are there.
bool count_into_dict(Vm& vm, const Local& dict, const Local& iterator) {
  Local one(vm, make_int(vm, 1));
  for (;;) {
    Local key(vm, next(vm, iterator));
    if (!key) return !has_pending(vm);
    std::int64_t hash;
    if (!quick_hash(key, &hash) && !python::hash(vm, key, &hash)) return false;
    const std::int64_t entry = dict_find(vm, dict, key, hash);
    if (entry == kDictError) return false;
    if (entry == kDictAbsent) {
      if (!dict_insert_new(vm, dict, key, one, hash)) return false;
      continue;
    }
    const Value old = dict_entry_value(dict, static_cast<std::uint32_t>(entry));
    if (is_small_int(old) && small_int(old) < INT64_MAX) {
      Local larger(vm, make_int(vm, small_int(old) + 1));
      if (!larger) return false;
      dict_set_entry_value(vm, dict, static_cast<std::uint32_t>(entry), larger);
    } else {
      Local larger(vm, binary_operation(vm, BinaryOperator::add, old, one));
      if (!larger || !dict_set(vm, dict, key, larger)) return false;
    }
  }
}

bool count_into_mapping(Vm& vm, const Local& mapping, const Local& iterator) {
  Local one(vm, make_int(vm, 1)), zero(vm, make_int(vm, 0));
  for (;;) {
    Local key(vm, next(vm, iterator));
    if (!key) return !has_pending(vm);
    Local old(vm, call_method(vm, mapping, vm.names.get, {key, zero}));
    if (!old) return false;
    Local larger(vm, binary_operation(vm, BinaryOperator::add, old, one));
    if (!larger || !set_item(vm, mapping, key, larger)) return false;
  }
}

Owned count_elements(Vm& vm, Arguments arguments) {
  Local iterator(vm, get_iterator(vm, arguments[1]));
  if (!iterator) return nullptr;
  Local mapping(vm, arguments[0]);
  // A Counter stores as a dict does unless a subclass says otherwise.
  const Value dict = as_dict(mapping);
  const Value plain_type = Value::of(vm.kind_types[static_cast<unsigned>(Kind::Dict)]);
  const bool plain = dict &&
                     lookup_in_type(vm, type_of(vm, mapping), vm.names.get) ==
                         lookup_in_type(vm, plain_type, vm.names.get) &&
                     lookup_in_type(vm, type_of(vm, mapping), vm.names.__setitem__) ==
                         lookup_in_type(vm, plain_type, vm.names.__setitem__);
  if (!plain) return count_into_mapping(vm, mapping, iterator) ? owned_none() : nullptr;
  Local table(vm, dict);
  return count_into_dict(vm, table, iterator) ? owned_none() : nullptr;
}

bool initialize_collections(Vm& vm, Value module_value) {
  Local module(vm, module_value);
  for (const TypeDefinition& type : deque_types()) {
    define_type(vm, type);
    if (!add_type(vm, module, type.kind)) return false;
  }
  define_type(vm, kDefaultDictType);
  return add_type(vm, module, Kind::DefaultDict);
}

constexpr NativeDefinition kFunctions[] = {
    {"_count_elements", count_elements, "mapping, iterable, /", NativeDefinition::function},
};

}  // namespace

const ModuleDefinition kCollectionsModule = {
    .name = "_collections", .functions = kFunctions, .initialize = initialize_collections};

}  // namespace midden::python
