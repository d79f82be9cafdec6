// The module itertools; the iterators themselves are in itertools_*.cpp.

#include "workloads/interpreter/modules/itertools.h"

#include "workloads/interpreter/builtins/definitions.h"

namespace midden::python {

Owned make_itertool(Vm& vm, Kind kind, Value type, std::initializer_list<Value> slots, std::int64_t number,
                    std::int64_t limit, std::int64_t step) {
  Local cls(vm, type);
  RootedWords values(vm, slots.size());
  if (!values) return nullptr;
  std::size_t i = 0;
  for (const Value value : slots) values.set(i++, value);
  ItertoolsObject* object = allocate<ItertoolsObject>(vm, kind);
  if (!object) return nullptr;
  object->number = number;
  object->limit = limit;
  object->step = step;
  for (i = 0; i < values.size(); ++i) {
    if (values[i]) initialize(vm, object, object->slots()[i], values.take(i));
  }
  return wrap_payload(vm, cls, adopt(object));
}

namespace {

bool initialize_itertools(Vm& vm, Value module_value) {
  Local module(vm, module_value);
  for (const auto types : {itertools_simple_types(), itertools_filter_types(), itertools_combinatoric_types(),
                           itertools_grouping_types()}) {
    for (const TypeDefinition& type : types) {
      define_type(vm, type);
      if (!add_type(vm, module, type.kind)) return false;
    }
  }
  return true;
}

constexpr NativeDefinition kFunctions[] = {
    {"tee", itertools_tee, "iterable, n=, /", NativeDefinition::function},
};

}  // namespace

const ModuleDefinition kItertoolsModule = {
    .name = "itertools", .functions = kFunctions, .initialize = initialize_itertools};

}  // namespace midden::python
