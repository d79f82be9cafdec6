#include "workloads/interpreter/vm/named_tuple.h"

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/vm/calls.h"
#include "workloads/interpreter/vm/classes.h"

namespace midden::python {

Owned make_named_tuple(Vm& vm, const char* type_name, const Local& items,
                       std::span<const char* const> names) {
  Local tuple_type(vm, Value::of(vm.kind_types[static_cast<unsigned>(Kind::Tuple)]));
  Local bases(vm, make_tuple(vm, {tuple_type.get()})), name_space(vm, make_dict(vm)),
      module(vm, make_str_utf8(vm, "sys"));
  if (!bases || !name_space || !module || !dict_set_name(vm, name_space, vm.names.__module__, module))
    return nullptr;
  Local type(vm, make_class(vm, load(tuple_type.as<Type>()->metatype), intern_immortal(vm, type_name), bases,
                            name_space, {}));
  if (!type) return nullptr;
  Local made(vm, call(vm, type, {items.get()}));
  for (std::uint32_t i = 0; made && i < names.size(); ++i) {
    if (!set_attribute(vm, made, intern_immortal(vm, names[i]), load(items.as<Tuple>()->items[i])))
      return nullptr;
  }
  return made.take();
}

}  // namespace midden::python
