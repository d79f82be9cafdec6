// The module _functools: reduce, cmp_to_key; partial and the cache have files of their own.

#include "workloads/interpreter/modules/functools.h"

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/results.h"

namespace midden::python {
namespace {

// cmp_to_key(function) makes one without an object, calling that makes one with.
struct CmpKey : Object {
  static constexpr unsigned kSlots = 2;
  Slot function, object;
};

Owned make_key(Vm& vm, Value function, Value object) {
  Local held_function(vm, function), held_object(vm, object);
  CmpKey* key = allocate<CmpKey>(vm, Kind::CmpKey);
  if (!key) return nullptr;
  initialize(vm, key, key->function, held_function.take());
  if (held_object) initialize(vm, key, key->object, held_object.take());
  return adopt(key);
}

Owned key_call(Vm& vm, Value self, Arguments arguments) {
  const Value names = arguments.keyword_names();
  if (arguments.count() + (names ? names.as<Tuple>()->length() : 0) != 1) {
    return raise_type_error(vm, "K() missing required argument 'obj' (pos 1)");
  }
  return make_key(vm, load(self.as<CmpKey>()->function), arguments[0]);
}

Owned key_compare(Vm& vm, Value left, Value right, Comparison op) {
  if (!right.is(Kind::CmpKey)) return raise_type_error(vm, "other argument must be K instance");
  const Value a = load(left.as<CmpKey>()->object), b = load(right.as<CmpKey>()->object);
  if (!a || !b) return raise(vm, ExceptionClass::AttributeError, "object");
  Local order(vm, call(vm, load(left.as<CmpKey>()->function), {a, b}));
  if (!order) return nullptr;
  Local zero(vm, make_int(vm, 0));
  return compare(vm, order, zero, op);
}

Owned get_object(Vm&, Value self) { return retain(load(self.as<CmpKey>()->object)); }

constexpr GetSetDefinition kKeyGetters[] = {{"obj", get_object}};
constexpr KindOperations kKeyOperations = {.unhashable = true, .compare = key_compare, .call = key_call};
constexpr TypeDefinition kKeyType = {
    .kind = Kind::CmpKey,
    .name = "KeyWrapper",
    .module = "functools",
    .operations = &kKeyOperations,
    .getters = kKeyGetters,
    .flags = kTypeFinal,
};

Owned cmp_to_key(Vm& vm, Arguments arguments) { return make_key(vm, arguments[0], Value{}); }

Owned reduce(Vm& vm, Arguments arguments) {
  Local iterator(vm, get_iterator(vm, arguments[1]));
  if (!iterator) {
    if (!pending_is(vm, ExceptionClass::TypeError)) return nullptr;
    clear_pending(vm);
    return raise_type_error(vm, "reduce() arg 2 must support iteration");
  }
  Local result(vm, arguments[2]);
  for (;;) {
    Local item(vm, next(vm, iterator));
    if (!item) break;
    if (!result) {
      result = item.get();
      continue;
    }
    result = call(vm, arguments[0], {result, item});
    if (!result) return nullptr;
  }
  if (has_pending(vm)) return nullptr;
  return result ? result.take() : raise_type_error(vm, "reduce() of empty iterable with no initial value");
}

bool initialize_functools(Vm& vm, Value module_value) {
  Local module(vm, module_value);
  define_type(vm, kPartialType);
  define_type(vm, kLruCacheType);
  define_type(vm, kKeyType);
  return add_type(vm, module, Kind::Partial) && add_type(vm, module, Kind::LruCache);
}

constexpr auto kForm = NativeDefinition::function;
constexpr NativeDefinition kFunctions[] = {
    {"cmp_to_key", cmp_to_key, "mycmp", kForm},
    {"reduce", reduce, "function, iterable, initial=, /", kForm},
};

}  // namespace

const ModuleDefinition kFunctoolsModule = {
    .name = "_functools", .functions = kFunctions, .initialize = initialize_functools};

}  // namespace midden::python
