// except*: which part of a group a handler gets, and what is raised in the end.

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/vm/classes.h"
#include "workloads/interpreter/vm/exception_groups.h"
#include "workloads/interpreter/vm/loop_support.h"
#include "workloads/interpreter/vm/split_group.h"

namespace midden::python {

namespace {

bool is_exception_class(Value value) {
  return value.is(Kind::Type) && (value.as<Type>()->flags & kTypeException);
}

bool check_star_type(Vm& vm, Value type) {
  if (Value tuple = unwrap(type, Kind::Tuple)) {
    for (std::uint32_t i = 0; i < tuple.as<Tuple>()->length(); ++i) {
      if (!check_star_type(vm, load(tuple.as<Tuple>()->items[i]))) return false;
    }
    return true;
  }
  if (!is_exception_class(type)) {
    raise_type_error(vm, "catching classes that do not inherit from BaseException is not allowed");
    return false;
  }
  if (is_subtype(vm, type, exception_type(vm, ExceptionClass::BaseExceptionGroup))) {
    raise_type_error(vm, "catching ExceptionGroup with except* is not allowed. Use except instead.");
    return false;
  }
  return true;
}

Owned make_group(Vm& vm, const Local& members) {
  return call(vm, exception_type(vm, ExceptionClass::BaseExceptionGroup), {vm.empty_string, members});
}

// Both are (parts of) the same raised group.
bool same_origin(Vm& vm, Value left, Value right) {
  if (!is_exception_group(vm, left) || !is_exception_group(vm, right)) return false;
  for (unsigned slot : {kExceptionTraceback, kExceptionContext, kExceptionCause}) {
    if (exception_slot(left, slot) != exception_slot(right, slot)) return false;
  }
  return instance_attribute(vm, left, vm.names.__notes__) ==
         instance_attribute(vm, right, vm.names.__notes__);
}

bool add_leaves(Vm& vm, Value exception_value, std::unordered_set<std::uint64_t>& numbers) {
  if (!is_exception_group(vm, exception_value)) {
    numbers.insert(object_number(vm, exception_value));
    return true;
  }
  RecursionGuard guard(vm, " in collect_exception_group_leaf_ids");
  if (!guard) return false;
  Local members(vm, group_exceptions(exception_value));
  for (std::uint32_t i = 0; members && i < members.as<Tuple>()->length(); ++i) {
    if (!add_leaves(vm, load(members.as<Tuple>()->items[i]), numbers)) return false;
  }
  return true;
}

}  // namespace

bool match_exception_group(Vm& vm, Word* group, Value type_value, Word* match) {
  Local type(vm, type_value), exception(vm, Value{*group});
  if (!check_star_type(vm, type)) return false;
  if (exception.get().is_none()) {
    set_register(*match, Value::none());
    return true;
  }
  int all = match_exception(vm, exception, type);
  if (all < 0) return false;
  Local part(vm), rest(vm);
  if (all) {
    part = exception.get();
    if (!is_exception_group(vm, exception)) {
      Local members(vm, make_tuple(vm, {exception.get()}));
      if (!members || !(part = make_group(vm, members))) return false;
    }
  } else if (is_exception_group(vm, exception)) {
    Local pair(vm, call_method(vm, exception, intern_immortal(vm, "split"), {type.get()}));
    if (!pair) return false;
    if (!pair.get().is(Kind::Tuple) || pair.as<Tuple>()->length() < 2) {
      raise_type_error(vm, "%s.split must return a 2-tuple", type_name(vm, exception).c_str());
      return false;
    }
    part = load(pair.as<Tuple>()->items[0]);
    rest = load(pair.as<Tuple>()->items[1]);
  } else {
    rest = exception.get();
  }
  set_register(*match, part ? part.get() : Value::none());
  set_register(*group, rest ? rest.get() : Value::none());
  if (part && is_exception(vm, part)) set_register(vm.handled, part.get());
  return true;
}

Owned prepare_reraise_star(Vm& vm, Value raised_value, Value original_value) {
  Local exceptions(vm, raised_value), original(vm, original_value);
  if (list_length(exceptions) == 0) return retain(Value::none());
  if (!is_exception_group(vm, original)) return retain(list_item(exceptions, 0));
  Local raised(vm, make_list(vm));
  if (!raised) return nullptr;
  std::unordered_set<std::uint64_t> again;
  bool any_again = false;
  for (std::uint64_t i = 0; i < list_length(exceptions); ++i) {
    Local each(vm, list_item(exceptions, i));
    if (each.get().is_none()) continue;
    if (same_origin(vm, each, original)) {
      any_again = true;
      if (!add_leaves(vm, each, again)) return nullptr;
    } else if (!list_append(vm, raised, each.get())) {
      return nullptr;
    }
  }
  if (any_again) {
    Local projection(vm);
    GroupCondition leaves{GroupCondition::Form::by_identity, nullptr, &again};
    if (!split_group(vm, original, leaves, &projection, nullptr)) return nullptr;
    if (list_length(raised) == 0) return projection ? projection.take() : retain(Value::none());
    if (projection && !list_append(vm, raised, projection.get())) return nullptr;
  }
  if (list_length(raised) == 0) return retain(Value::none());
  return make_group(vm, raised);
}

}  // namespace midden::python
