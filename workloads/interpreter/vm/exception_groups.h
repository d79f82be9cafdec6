#pragma once

// BaseExceptionGroup, ExceptionGroup and except*.

#include "workloads/interpreter/vm/exceptions.h"

namespace midden::python {

bool is_exception_group(const Vm& vm, Value value);
// The Tuple of its members; null while __new__ has not filled them. Borrowed.
inline Value group_exceptions(Value group) {
  Value members = exception_slot(group, kGroupExceptions);
  return members && members.is(Kind::Tuple) ? members : Value{};
}
// Adds the members of the two classes (start-up).
void define_exception_groups(Vm& vm);

}  // namespace midden::python
