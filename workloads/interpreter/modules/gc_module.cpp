// The module gc, on what every heap offers.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <utility>

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/dict.h"
#include "workloads/interpreter/builtins/results.h"
#include "workloads/interpreter/vm/classes.h"
#include "workloads/interpreter/vm/finalization.h"
#include "workloads/interpreter/vm/heap_walk.h"
#include "workloads/interpreter/vm/roots.h"

namespace midden::python {
namespace {

// A member of this module; null if a program deleted it.
Value member(Vm& vm, const char* name) {
  const Value module = dict_get_name(vm, Value{vm.modules}, intern_immortal(vm, "gc"));
  if (!module || !module.is(Kind::Module)) return {};
  return dict_get_name(vm, load(module.as<Module>()->dict), intern_immortal(vm, name));
}

template <class Number>
Owned make_number_tuple(Vm& vm, const std::array<Number, 3>& numbers) {
  Local a(vm, make_int(vm, numbers[0])), b(vm, make_int(vm, numbers[1])), c(vm, make_int(vm, numbers[2]));
  return a && b && c ? make_tuple(vm, {a, b, c}) : nullptr;
}

// {"generation": …, "collected": …, "uncollectable": 0}
Owned make_information(Vm& vm, std::int64_t generation, std::int64_t collected) {
  Local dict(vm, make_dict(vm));
  auto set = [&](const char* name, std::int64_t number) {
    Local value(vm, make_int(vm, number));
    return value && dict_set_name(vm, dict, intern_immortal(vm, name), value);
  };
  if (!dict || !set("generation", generation) || !set("collected", collected) || !set("uncollectable", 0))
    return nullptr;
  return dict.take();
}

// Calls every function in gc.callbacks; their exceptions are reported, not raised.
void call_callbacks(Vm& vm, const char* phase, std::int64_t generation, std::int64_t collected) {
  Local callbacks(vm, member(vm, "callbacks"));
  if (!callbacks || !callbacks.get().is(Kind::List) || list_length(callbacks) == 0) return;
  Local text(vm, make_str(vm, phase)), information(vm, make_information(vm, generation, collected));
  for (std::uint64_t i = 0; text && information && i < list_length(callbacks); ++i) {
    Local callback(vm, list_item(callbacks, i));
    const Owned done = call(vm, callback, {text, information});
    if (!done) report_unraisable(vm, callback);
  }
}

// gc.DEBUG_SAVEALL: what finalization has saved since goes to gc.garbage.
void hand_over_saved(Vm& vm) {
  std::vector<Word>& saved = vm.finalization->saved();
  if (saved.empty()) return;
  OtherHalves halves;
  for (const Word word : saved) halves.add(Value{word});
  Local garbage(vm, member(vm, "garbage"));
  for (std::size_t i = 0; i < saved.size(); ++i) {
    Owned object = Owned::adopt(Value{std::exchange(saved[i], 0)});
    if (garbage && garbage.get().is(Kind::List) && !is_internal(object.value()) &&
        !halves.contains(object.value()))
      list_append(vm, garbage, std::move(object));
  }
  saved.clear();
}

enum DebugFlag { kDebugStats = 1, kDebugCollectable = 2, kDebugUncollectable = 4, kDebugSaveAll = 32 };

int& debug_flags(Vm& vm) { return vm.finalization->debug_flags; }

std::size_t container_count(Vm& vm, int generation) {
  std::size_t count = 0;
  for_each_container_of(vm, generation, [&](Object* object) { count += !is_internal(Value::of(object)); });
  return count;
}

bool hears(Vm& vm) {
  if (debug_flags(vm) != 0) return true;
  const Value callbacks = member(vm, "callbacks");
  return callbacks && callbacks.is(Kind::List) && list_length(callbacks) > 0;
}

void before_collection(Vm& vm, int generation) {
  call_callbacks(vm, "start", generation, 0);
  vm.finalization->collection_began = std::chrono::steady_clock::now();
  if (!(debug_flags(vm) & kDebugStats)) return;
  const std::size_t counts[] = {container_count(vm, 0), container_count(vm, 1), container_count(vm, 2)};
  fprintf(stderr,
          "gc: collecting generation %d...\ngc: objects in each generation: %zu %zu %zu\n"
          "gc: objects in permanent generation: %zu\n",
          generation, counts[0], counts[1], counts[2], vm.heap->freeze_count());
}

void after_collection(Vm& vm, int generation, std::uint64_t collected) {
  hand_over_saved(vm);
  if (debug_flags(vm) & kDebugStats) {
    const std::chrono::duration<double> elapsed =
        std::chrono::steady_clock::now() - vm.finalization->collection_began;
    fprintf(stderr, "gc: done, %llu unreachable, 0 uncollectable, %.4fs elapsed\n",
            static_cast<unsigned long long>(collected), elapsed.count());
  }
  call_callbacks(vm, "stop", generation, static_cast<std::int64_t>(collected));
}

// gc.DEBUG_COLLECTABLE. There is nothing uncollectable here, so DEBUG_UNCOLLECTABLE has nothing to tell.
void found_unreachable(Vm& vm, Object* object) {
  const Value value = Value::of(object);
  if (is_internal(value)) return;
  fprintf(stderr, "gc: collectable <%s %p>\n", type_name(vm, value).c_str(), static_cast<void*>(object));
}

constexpr CollectionListener kListener{hears, before_collection, after_collection, found_unreachable};

Owned collect(Vm& vm, Arguments arguments) {
  std::int64_t generation = 2;
  if (arguments[0] && !to_index(vm, arguments[0], &generation)) return nullptr;
  if (generation < 0 || generation > 2) return raise_value_error(vm, "invalid generation");
  if (vm.finalization->collecting()) return make_int(vm, 0);
  const std::uint64_t found =
      vm.finalization->collect(vm, {CollectionReason::explicit_request, static_cast<int>(generation)});
  return make_int(vm, static_cast<std::int64_t>(found));
}

Owned enable(Vm& vm, Arguments) {
  vm.heap->set_enabled(true);
  return owned_none();
}
Owned disable(Vm& vm, Arguments) {
  vm.heap->set_enabled(false);
  return owned_none();
}
Owned is_enabled(Vm& vm, Arguments) { return owned_bool(vm.heap->enabled()); }

Owned get_threshold(Vm& vm, Arguments) { return make_number_tuple(vm, vm.heap->thresholds()); }
Owned set_threshold(Vm& vm, Arguments arguments) {
  const std::uint32_t given = arguments.count();
  if (given < 1 || given > 3) {
    return raise_type_error(vm, "set_threshold() takes at %s %d argument%s (%u given)",
                            given ? "most" : "least", given ? 3 : 1, given ? "s" : "", given);
  }
  std::array<int, 3> thresholds = vm.heap->thresholds();
  for (std::uint32_t i = 0; i < given; ++i) {
    std::int64_t number;
    if (!to_index(vm, arguments[i], &number)) return nullptr;
    if (number > INT32_MAX || number < INT32_MIN) {
      return raise(vm, ExceptionClass::OverflowError, "signed integer is %s",
                   number > 0 ? "greater than maximum" : "less than minimum");
    }
    thresholds[i] = static_cast<int>(number);
    vm.heap->set_thresholds(thresholds);  // those before one that is refused count
  }
  return owned_none();
}
Owned get_count(Vm& vm, Arguments) { return make_number_tuple(vm, vm.heap->counts()); }

Owned get_stats(Vm& vm, Arguments) {
  Local list(vm, make_list(vm));
  for (int generation = 0; list && generation < 3; ++generation) {
    const GenerationStatistics statistics = vm.heap->generation_statistics(generation);
    Local dict(vm, make_dict(vm));
    auto set = [&](const char* name, std::uint64_t number) {
      Local value(vm, make_int(vm, static_cast<std::int64_t>(number)));
      return value && dict_set_name(vm, dict, intern_immortal(vm, name), value);
    };
    if (!dict || !set("collections", statistics.collections) || !set("collected", statistics.collected) ||
        !set("uncollectable", statistics.uncollectable) || !list_append(vm, list, dict.get())) {
      return nullptr;
    }
  }
  return list.take();
}

Owned freeze(Vm& vm, Arguments) {
  vm.heap->freeze();
  return owned_none();
}
Owned unfreeze(Vm& vm, Arguments) {
  vm.heap->unfreeze();
  return owned_none();
}
Owned get_freeze_count(Vm& vm, Arguments) {
  return make_int(vm, static_cast<std::int64_t>(vm.heap->freeze_count()));
}

// --- looking at objects ------------------------------------------------------------------------------------

bool has_slots(Value value) { return Model::is_reference(value.bits) && value.object()->slot_count() > 0; }

// Instances of `object` itself refer to nothing but their class.
bool is_plain_object(Vm& vm, Value value) {
  return value.is(Kind::Instance) && type_of(vm, value) == Value::of(vm.object_type);
}

Owned get_objects(Vm& vm, Arguments arguments) {
  std::int64_t generation = -1;
  if (arguments[0] && !arguments[0].is_none()) {
    if (!is_index_like(vm, arguments[0])) {
      return raise_type_error(vm, "argument should be integer or None, not '%s'",
                              type_name(vm, arguments[0]).c_str());
    }
    if (!to_index(vm, arguments[0], &generation)) return nullptr;
    if (generation < -1) return raise_value_error(vm, "generation parameter cannot be negative");
    if (generation > 2) {
      return raise_value_error(
          vm, "generation parameter must be less than the number of available generations (3)");
    }
  }
  return collect_containers(
      vm, [&](Value value) { return !is_plain_object(vm, value); }, static_cast<int>(generation));
}

bool names_one_of(const Slot& slot, const std::vector<Word>& targets) {
  return std::binary_search(targets.begin(), targets.end(), slot.load());
}

// The class of an instance, if it is one that can die: the instance refers to it.
Value own_class(Value value) {
  if (!value.is(Kind::Instance)) return {};
  const Value type = class_of(value.as<Instance>());
  return type.as<Type>()->flags & kTypeBuiltin ? Value{} : type;
}

// True when some slot of the object, or of what it keeps its contents in, names one of the (sorted)
// addresses.
bool refers_to(Value value, const std::vector<Word>& targets) {
  const Object* object = value.object();
  const Slot* slots = object->slots();
  if (const Value heap_class = own_class(value);
      heap_class && std::binary_search(targets.begin(), targets.end(), heap_class.bits))
    return true;
  for (std::size_t i = 0; i < object->slot_count(); ++i) {
    if (names_one_of(slots[i], targets)) return true;
    const Value part = load(slots[i]);
    if (!part || !has_slots(part)) continue;
    if (part == other_half(value) && refers_to(part, targets)) return true;
    if (!is_internal(part) || part.is(Kind::Shape)) continue;
    const Slot* inner = part.object()->slots();
    for (std::size_t j = 0; j < part.object()->slot_count(); ++j) {
      if (names_one_of(inner[j], targets)) return true;
    }
  }
  return false;
}

Owned get_referrers(Vm& vm, Arguments arguments) {
  collect_dead_objects(vm);
  std::vector<Word> targets;
  for (std::uint32_t i = 0; i < arguments.count(); ++i) targets.push_back(arguments[i].bits);
  std::sort(targets.begin(), targets.end());
  // The list that is made may move objects: referrers are counted and found again with fresh addresses.
  std::vector<Word> referrers;
  const OtherHalves halves = find_other_halves(vm);
  vm.heap->for_each_container([&](Object* object) {
    const Value value = Value::of(object);
    if (!is_internal(value) && !halves.contains(value) && refers_to(value, targets))
      referrers.push_back(value.bits);
  });
  RootedWords roots(vm, referrers.size());
  if (!roots) return nullptr;
  for (std::size_t i = 0; i < referrers.size(); ++i) roots.set(i, Value{referrers[i]});
  return make_list(vm, roots.data(), roots.size());
}

// The keys of a dict whose keys are all strings are not told, as in CPython.
bool has_only_string_keys(Value table) {
  const Object* object = table.object();
  for (std::size_t i = 0; i < object->slot_count(); i += 2) {
    const Value key = load(object->slots()[i]);
    if (key && !key.is(Kind::Str)) return false;
  }
  return true;
}

// In the order in which CPython goes through them; of a dict's entry the value before the key.
bool add_referents(Vm& vm, const Local& list, Value value) {
  Local object(vm, value);
  const SlotOrder<Model> order(kind_table()[static_cast<unsigned>(value.kind())], value.object());
  const bool entries = value.is(Kind::DictTable);
  const bool values_only = value.is(Kind::DictTable) && has_only_string_keys(value);
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (values_only && i % 2 == 1) continue;
    const Value referent = load(object.get().object()->slots()[entries ? i ^ 1 : order[i]]);
    if (!referent) continue;
    if (referent.is(Kind::Shape)) {
      const Value heap_class = own_class(object);
      if (heap_class && !list_append(vm, list, heap_class)) return false;
      continue;
    }
    const bool internal =
        referent == other_half(object) || (Model::is_reference(referent.bits) && is_internal(referent));
    if (!(internal ? add_referents(vm, list, referent) : list_append(vm, list, referent))) return false;
  }
  return true;
}

Owned get_referents(Vm& vm, Arguments arguments) {
  Local list(vm, make_list(vm));
  for (std::uint32_t i = 0; list && i < arguments.count(); ++i) {
    if (has_slots(arguments[i]) && !add_referents(vm, list, arguments[i])) return nullptr;
  }
  return list.take();
}

Owned is_tracked(Vm& vm, Arguments arguments) {
  const Value value = arguments[0];
  return owned_bool(has_slots(value) && !is_plain_object(vm, value) && vm.heap->is_tracked(value.object()));
}

// A finalizer runs once: the flag is gone when it has.
Owned is_finalized(Vm& vm, Arguments arguments) {
  const Value value = arguments[0];
  if (!value.is(Kind::Instance)) return owned_bool(false);
  const bool defines = lookup_in_type(vm, type_of(vm, value), vm.names.__del__) ? true : false;
  return owned_bool(defines && !value.object()->header.has_flag(kFlagFinalizable));
}

Owned set_debug(Vm& vm, Arguments arguments) {
  std::int64_t flags;
  if (!to_index(vm, arguments[0], &flags)) return nullptr;
  debug_flags(vm) = static_cast<int>(flags);
  vm.heap->set_save_all(flags & kDebugSaveAll);
  vm.heap->set_report_unreachable(flags & kDebugCollectable);
  return owned_none();
}
Owned get_debug(Vm& vm, Arguments) { return make_int(vm, debug_flags(vm)); }

bool initialize_gc(Vm& vm, Value module_value) {
  Local module(vm, module_value);
  intern_immortal(vm, "gc");
  intern_immortal(vm, "callbacks");
  vm.finalization->set_listener(&kListener);
  static constexpr struct {
    const char* name;
    int value;
  } kFlags[] = {{"DEBUG_STATS", 1},
                {"DEBUG_COLLECTABLE", 2},
                {"DEBUG_UNCOLLECTABLE", 4},
                {"DEBUG_SAVEALL", 32},
                {"DEBUG_LEAK", 38}};
  for (const auto& flag : kFlags) {
    if (!add_to_module(vm, module, flag.name, make_int(vm, flag.value))) return false;
  }
  return add_to_module(vm, module, "callbacks", make_list(vm)) &&
         add_to_module(vm, module, "garbage", make_list(vm));
}

constexpr auto kForm = NativeDefinition::function;
constexpr NativeDefinition kFunctions[] = {
    {"collect", collect, "generation=", kForm},
    {"enable", enable, "", kForm},
    {"disable", disable, "", kForm},
    {"isenabled", is_enabled, "", kForm},
    {"get_threshold", get_threshold, "", kForm},
    {"set_threshold", set_threshold, "*thresholds", kForm},
    {"get_count", get_count, "", kForm},
    {"get_stats", get_stats, "", kForm},
    {"freeze", freeze, "", kForm},
    {"unfreeze", unfreeze, "", kForm},
    {"get_freeze_count", get_freeze_count, "", kForm},
    {"get_objects", get_objects, "generation=", kForm},
    {"get_referrers", get_referrers, "*objects", kForm},
    {"get_referents", get_referents, "*objects", kForm},
    {"is_tracked", is_tracked, "object, /", kForm},
    {"is_finalized", is_finalized, "object, /", kForm},
    {"set_debug", set_debug, "flags, /", kForm},
    {"get_debug", get_debug, "", kForm},
};

}  // namespace

const ModuleDefinition kGcModule = {.name = "gc", .functions = kFunctions, .initialize = initialize_gc};

}  // namespace midden::python
