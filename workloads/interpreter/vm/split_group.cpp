#include "workloads/interpreter/vm/split_group.h"

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/vm/classes.h"
#include "workloads/interpreter/vm/exception_groups.h"

namespace midden::python {

namespace {

bool is_exception_class(Value value) {
  return value.is(Kind::Type) && (value.as<Type>()->flags & kTypeException);
}

// 1, 0, -1
int matches(Vm& vm, Value exception, const GroupCondition& condition) {
  switch (condition.form) {
    case GroupCondition::Form::by_class:
      return match_exception(vm, exception, *condition.value);
    case GroupCondition::Form::by_function: {
      Local held(vm, exception);
      Local answer(vm, call(vm, *condition.value, {held}));
      return answer ? is_true(vm, answer) : -1;
    }
    case GroupCondition::Form::by_identity:
      return !is_exception_group(vm, exception) && condition.numbers->contains(object_number(vm, exception));
  }
  return -1;
}

// A group like `original` with these members, or nothing if there are none. False: error pending.
bool derive(Vm& vm, const Local& original, const Local& members, Local* result) {
  if (list_length(members) == 0) return true;
  Local derived(vm, call_method(vm, original, intern_immortal(vm, "derive"), {members.get()}));
  if (!derived) return false;
  if (!is_exception_group(vm, derived)) {
    raise_type_error(vm, "derive must return an instance of BaseExceptionGroup");
    return false;
  }
  for (unsigned slot : {kExceptionTraceback, kExceptionContext, kExceptionCause}) {
    set_exception_slot(vm, derived, slot, exception_slot(original, slot));
  }
  set_exception_slot(vm, derived, kExceptionFlags, Value::boolean(true));
  Local notes(vm, get_attribute_or_null(vm, original, vm.names.__notes__));
  if (!notes && has_pending(vm)) return false;
  if (notes && (notes.get().is(Kind::List) || notes.get().is(Kind::Tuple))) {
    Local copy(vm, list_from(vm, notes));
    if (!copy || !set_attribute(vm, derived, vm.names.__notes__, copy)) return false;
  }
  *result = derived.get();
  return true;
}

}  // namespace

bool condition_form(Vm& vm, Value condition, GroupCondition::Form* form) {
  *form = GroupCondition::Form::by_class;
  if (is_exception_class(condition)) return true;
  if (condition.is(Kind::Function)) {
    *form = GroupCondition::Form::by_function;
    return true;
  }
  bool classes = condition.is(Kind::Tuple);
  for (std::uint32_t i = 0; classes && i < condition.as<Tuple>()->length(); ++i) {
    classes = is_exception_class(load(condition.as<Tuple>()->items[i]));
  }
  if (!classes) raise_type_error(vm, "expected a function, exception type or tuple of exception types");
  return classes;
}

bool split_group(Vm& vm, Value exception_value, const GroupCondition& condition, Local* match, Local* rest) {
  Local exception(vm, exception_value);
  int all = matches(vm, exception, condition);
  if (all < 0) return false;
  if (all) {
    *match = exception.get();
    return true;
  }
  if (!is_exception_group(vm, exception)) {
    if (rest) *rest = exception.get();
    return true;
  }
  RecursionGuard guard(vm, " in exceptiongroup_split_recursive");
  if (!guard) return false;
  Local matching(vm, make_list(vm)), others(vm, make_list(vm)), members(vm, group_exceptions(exception));
  if (!matching || !others) return false;
  for (std::uint32_t i = 0; members && i < members.as<Tuple>()->length(); ++i) {
    Local yes(vm), no(vm);
    if (!split_group(vm, load(members.as<Tuple>()->items[i]), condition, &yes, rest ? &no : nullptr))
      return false;
    if (yes && !list_append(vm, matching, yes.get())) return false;
    if (no && !list_append(vm, others, no.get())) return false;
  }
  return derive(vm, exception, matching, match) && (!rest || derive(vm, exception, others, rest));
}

}  // namespace midden::python
