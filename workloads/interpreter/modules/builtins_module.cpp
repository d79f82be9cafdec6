<<<<<<< HEAD
// The module builtins: the functions of several tables under one name.

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/modules/modules.h"
#include "workloads/interpreter/vm/imports.h"
#include "workloads/interpreter/vm/startup.h"

namespace midden::python {

std::span<const NativeDefinition> bringup_functions();
namespace {

bool initialize_builtins(Vm& vm, Value module_value) {
  Local module(vm, module_value);
  if (!add_functions(vm, module, evaluation_functions())) return false;
  if (!add_functions(vm, module, bringup_functions())) return false;
  auto set = [&](const char* name, Value value) {
    return dict_set_name(vm, module_dict(module), intern_immortal(vm, name), value);
  };
  return set("None", Value::none()) && set("True", Value::boolean(true)) && set("False", Value::boolean(false)) &&
         set("Ellipsis", Value::ellipsis()) && set("NotImplemented", Value::not_implemented()) &&
         set("__debug__", Value::boolean(true));
=======
// The module builtins: its functions, and the types and constants of its namespace. Exceptions, __import__
// and
// __build_class__ are added by the virtual machine.

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/generic_alias.h"
#include "workloads/interpreter/builtins/results.h"
#include "workloads/interpreter/modules/builtins_functions.h"
#include "workloads/interpreter/vm/registration.h"

namespace midden::python {
namespace {

bool add_functions(Vm& vm, const Local& module, std::span<const NativeDefinition> functions) {
  for (const NativeDefinition& function : functions) {
    if (!add_to_module(vm, module, function.name, make_native_function(vm, function, Value{}, "")))
      return false;
  }
  return true;
}

bool initialize_builtins(Vm& vm, Value module_value) {
  Local module(vm, module_value);
  vm.make_union = make_union;
  for (const auto functions : {builtins_object_functions(), builtins_sequence_functions(),
                               builtins_text_functions(), builtins_code_functions()}) {
    if (!add_functions(vm, module, functions)) return false;
  }
  constexpr Kind kTypes[] = {
      Kind::Int,       Kind::Float,     Kind::Complex,      Kind::True,        Kind::Str,
      Kind::Bytes,     Kind::ByteArray, Kind::MemoryView,   Kind::Tuple,       Kind::List,
      Kind::Dict,      Kind::Set,       Kind::FrozenSet,    Kind::Range,       Kind::Slice,
      Kind::Type,      Kind::Property,  Kind::StaticMethod, Kind::ClassMethod, Kind::Super,
      Kind::Enumerate, Kind::Zip,       Kind::Map,          Kind::Filter,      Kind::Reversed};
  for (const Kind kind : kTypes) {
    if (vm.kind_types[static_cast<unsigned>(kind)] && !add_type(vm, module, kind)) return false;
  }
  return add_to_module(vm, module, "object", retain(Value::of(vm.object_type))) &&
         add_to_module(vm, module, "Ellipsis", Owned::adopt(Value::ellipsis())) &&
         add_to_module(vm, module, "NotImplemented", owned_not_implemented()) &&
         add_to_module(vm, module, "None", owned_none()) &&
         add_to_module(vm, module, "True", owned_bool(true)) &&
         add_to_module(vm, module, "False", owned_bool(false)) &&
         add_to_module(vm, module, "__debug__", owned_bool(true));
>>>>>>> dd28abd (Module builtins; StringIO and BytesIO)
}

}  // namespace

<<<<<<< HEAD
const ModuleDefinition kBuiltinsModule{"builtins", {}, initialize_builtins};

bool register_native_modules(Vm& vm) {
  static constexpr const ModuleDefinition* kModules[] = {&kBuiltinsModule, &kSysModule, &kTracebackModule, &kMathModule, &kRandomModule,
                                                         &kTimeModule,     &kStructModule, &kArrayModule};
  for (const ModuleDefinition* definition : kModules) register_native_module(vm, *definition);
  return true;
}
=======
const ModuleDefinition kBuiltinsModule = {.name = "builtins", .initialize = initialize_builtins};
>>>>>>> dd28abd (Module builtins; StringIO and BytesIO)

}  // namespace midden::python
