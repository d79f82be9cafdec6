#pragma once

// Attributes that only some exception classes have: OSError.errno, SyntaxError.lineno …

#include <algorithm>

#include "workloads/interpreter/vm/exceptions.h"
#include "workloads/interpreter/vm/heap_access.h"

namespace midden::python {

// --- BaseException's own methods, for those of derived classes
Owned exception_new(Vm& vm, Arguments arguments);
Owned exception_init(Vm& vm, Arguments arguments);
bool exception_take_arguments(Vm& vm, Arguments arguments);   // args = arguments
bool exception_refuse_keywords(Vm& vm, Arguments arguments);  // false: TypeError
Owned exception_text(Vm& vm, Value self);                     // BaseException.__str__

// A slot as an attribute; nothing in it is None.
template <unsigned slot>
Owned exception_get(Vm&, Value self) {
  Value value = exception_slot(self, slot);
  return retain(value ? value : Value::none());
}
template <unsigned slot>
bool exception_set(Vm& vm, Value self, Value value) {
  set_exception_slot(vm, self, slot, value);
  return true;
}
#define EXCEPTION_FIELD(name, slot) \
  { name, exception_get<slot>, exception_set<slot> }

// Reserved slots of a class that adds some; 0: as many as its base.
unsigned exception_field_count(ExceptionClass type);
void add_exception_fields(Vm& vm);  // start-up

}  // namespace midden::python
