// The module builtins: the functions of several tables under one name.

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/generic_alias.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/modules/builtins_functions.h"
#include "workloads/interpreter/modules/modules.h"
#include "workloads/interpreter/vm/generators.h"
#include "workloads/interpreter/vm/imports.h"
#include "workloads/interpreter/vm/startup.h"

namespace midden::python {

namespace {

bool initialize_builtins(Vm& vm, Value module_value) {
  Local module(vm, module_value);
  if (!add_functions(vm, module, evaluation_functions())) return false;
  if (!add_functions(vm, module, async_functions())) return false;
  vm.make_union = make_union;
  for (const auto functions :
       {builtins_object_functions(), builtins_sequence_functions(), builtins_text_functions()}) {
    if (!add_functions(vm, module, functions)) return false;
  }
  auto set = [&](const char* name, Value value) {
    return dict_set_name(vm, module_dict(module), intern_immortal(vm, name), value);
  };
  return set("None", Value::none()) && set("True", Value::boolean(true)) &&
         set("False", Value::boolean(false)) && set("Ellipsis", Value::ellipsis()) &&
         set("NotImplemented", Value::not_implemented()) && set("__debug__", Value::boolean(true));
}

}  // namespace

const ModuleDefinition kBuiltinsModule{"builtins", {}, initialize_builtins};

bool register_native_modules(Vm& vm) {
  static constexpr const ModuleDefinition* kModules[] = {
      &kBuiltinsModule,    &kSysModule,       &kTracebackModule, &kMathModule,  &kRandomModule,
      &kTimeModule,        &kStructModule,    &kArrayModule,     &kIoModule,    &kItertoolsModule,
      &kCollectionsModule, &kFunctoolsModule, &kOperatorModule,  &kHeapqModule, &kBisectModule,
      &kWeakrefModule,     &kGcModule,        &kPosixModule,     &kSignalModule};
  for (const ModuleDefinition* definition : kModules) register_native_module(vm, *definition);
  return true;
}

}  // namespace midden::python
