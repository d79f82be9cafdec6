#pragma once

// Dividing an exception group by a condition on its leaves.

#include <unordered_set>

#include "workloads/interpreter/vm/exceptions.h"
#include "workloads/interpreter/vm/heap_access.h"

namespace midden::python {

struct GroupCondition {
  enum class Form { by_class, by_function, by_identity };
  Form form;
  const Local* value;                                // the class, tuple of classes, or function
  const std::unordered_set<std::uint64_t>* numbers;  // by_identity: object numbers of leaves
};

// What split() and subgroup() accept. False: TypeError.
bool condition_form(Vm& vm, Value condition, GroupCondition::Form* form);
// *match and *rest stay null when there is nothing of the kind; rest may be null. False: error pending.
bool split_group(Vm& vm, Value exception, const GroupCondition& condition, Local* match, Local* rest);

}  // namespace midden::python
