// The module _weakref.

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/dict.h"
#include "workloads/interpreter/modules/weakref_object.h"
#include "workloads/interpreter/vm/heap_walk.h"

namespace midden::python {
namespace {

Owned get_weak_reference_count(Vm& vm, Arguments arguments) {
  std::int64_t count = 0;
  collect_dead_objects(vm);
  if (Model::is_reference(arguments[0].bits)) {
    for_each_weak_reference(vm, arguments[0], [&](Value) { ++count; });
  }
  return make_int(vm, count);
}

Owned get_weak_references(Vm& vm, Arguments arguments) {
  collect_dead_objects(vm);
  std::vector<Word> found;
  if (Model::is_reference(arguments[0].bits)) {
    for_each_weak_reference(vm, arguments[0], [&](Value reference) { found.push_back(reference.bits); });
  }
  RootedWords roots(vm, found.size());
  if (!roots) return nullptr;
  for (std::size_t i = 0; i < found.size(); ++i) roots.set(i, Value{found[i]});
  return make_list(vm, roots.data(), roots.size());
}

Owned proxy(Vm& vm, Arguments arguments) {
  if (!check_weakly_referenceable(vm, arguments[0])) return nullptr;
  const bool has_callback = arguments[1] && !arguments[1].is_none();
  const Kind kind = is_callable(vm, arguments[0]) ? Kind::WeakCallableProxy : Kind::WeakProxy;
  return has_callback ? make_weak(vm, kind, arguments[0], arguments[1])
                      : make_plain_weak(vm, kind, arguments[0]);
}

bool initialize_weakref(Vm& vm, Value module_value) {
  Local module(vm, module_value);
  for (const auto types : {weakref_types(), weak_proxy_types()}) {
    for (const TypeDefinition& type : types) {
      define_type(vm, type);
      if (!add_type(vm, module, type.kind)) return false;
    }
  }
  auto type = [&](Kind kind) { return retain(Value::of(vm.kind_types[static_cast<unsigned>(kind)])); };
  return add_to_module(vm, module, "ref", type(Kind::WeakReference)) &&
         add_to_module(vm, module, "CallableProxyType", type(Kind::WeakCallableProxy));
}

constexpr auto kForm = NativeDefinition::function;
constexpr NativeDefinition kFunctions[] = {
    {"getweakrefcount", get_weak_reference_count, "object, /", kForm},
    {"getweakrefs", get_weak_references, "object, /", kForm},
    {"proxy", proxy, "object, callback=, /", kForm},
};

}  // namespace

const ModuleDefinition kWeakrefModule = {
    .name = "_weakref", .functions = kFunctions, .initialize = initialize_weakref};

}  // namespace midden::python
