#pragma once

// Native objects with a __dict__: attributes of the class first when they are data, then the object's own.

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/vm/classes.h"

namespace midden::python {

// T has a slot `dict` (Dict or nothing).
template <class T>
Owned get_own_attribute(Vm& vm, Value self, Value name) {
  Local object(vm, self), held(vm, name);
  if (name == vm.names.__dict__) {
    if (!load(object.as<T>()->dict)) {
      Owned dict = make_dict(vm);
      if (!dict) return nullptr;
      T* state = object.as<T>();
      store(vm, state, state->dict, std::move(dict));
    }
    return retain(load(object.as<T>()->dict));
  }
  if (const Value dict = load(object.as<T>()->dict)) {
    if (const Value own = dict_get_name(vm, dict, held)) return retain(own);
  }
  Owned found = generic_get_attribute(vm, object, held);
  if (found || has_pending(vm)) return found;
  return raise_no_attribute(vm, object, held);
}

template <class T>
bool set_own_attribute(Vm& vm, Value self, Value name, Value value) {
  Local object(vm, self), held(vm, name), content(vm, value);
  const Value member = lookup_in_type(vm, type_of(vm, object), held);
  if (member && is_data_descriptor(vm, member)) return generic_set_attribute(vm, object, held, content);
  if (!load(object.as<T>()->dict)) {
    Owned dict = make_dict(vm);
    if (!dict) return false;
    T* state = object.as<T>();
    store(vm, state, state->dict, std::move(dict));
  }
  if (content) return dict_set(vm, load(object.as<T>()->dict), held, content);
  const int deleted = dict_delete(vm, load(object.as<T>()->dict), held);
  if (deleted == 0) raise_no_attribute(vm, object, held);
  return deleted > 0;
}

}  // namespace midden::python
