// Containers, iteration and conversions: one entry for builtin kinds (KindOperations), one for classes
// (dunder methods).

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/integers.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/vm/calls.h"
#include "workloads/interpreter/vm/classes.h"

namespace midden::python {

namespace {

const KindOperations* operations_of(const Vm& vm, Value value) {
  return vm.operations[static_cast<unsigned>(value.kind())];
}

}  // namespace

std::int64_t length(Vm& vm, Value value) {
  if (!has_python_class(vm, value)) {
    const KindOperations* operations = operations_of(vm, value);
    if (operations && operations->length) return operations->length(vm, value);
    raise_type_error(vm, "object of type '%s' has no len()", type_name(vm, value).c_str());
    return -1;
  }
  Local held(vm, value);
  Owned result = call_special(vm, value, vm.names.__len__);
  if (!result) {
    if (!has_pending(vm))
      raise_type_error(vm, "object of type '%s' has no len()", type_name(vm, held).c_str());
    return -1;
  }
  Local number(vm, std::move(result));
  std::int64_t size;
  if (!to_index(vm, number, &size)) return -1;
  if (size < 0) {
    raise_value_error(vm, "__len__() should return >= 0");
    return -1;
  }
  return size;
}

Owned get_item(Vm& vm, Value container, Value key) {
  Kind kind = container.kind();
  if (kind != Kind::Instance) {
    const KindOperations* operations = operations_of(vm, container);
    if (operations && operations->get_item) return operations->get_item(vm, container, key);
    if (kind == Kind::Type) {
      Local held(vm, container), held_key(vm, key);
      Value metatype = load(container.as<Type>()->metatype);
      if (lookup_in_type(vm, metatype, vm.names.__getitem__)) {
        return call_special(vm, held, vm.names.__getitem__, {held_key});
      }
      Owned method = get_attribute_or_null(vm, held, vm.names.__class_getitem__);
      if (method) {
        Local callee(vm, std::move(method));
        return call(vm, callee, {held_key});
      }
      if (has_pending(vm)) return nullptr;
      return raise_type_error(vm, "type '%s' is not subscriptable",
                              to_utf8(load(held.as<Type>()->name)).c_str());
    }
    return raise_type_error(vm, "'%s' object is not subscriptable", type_name(vm, container).c_str());
  }
  Local held(vm, container);
  Owned result = call_special(vm, container, vm.names.__getitem__, {key});
  if (!result && !has_pending(vm)) {
    return raise_type_error(vm, "'%s' object is not subscriptable", type_name(vm, held).c_str());
  }
  return result;
}

bool set_item(Vm& vm, Value container, Value key, Value value) {
  const char* action = value ? "assignment" : "deletion";
  if (!has_python_class(vm, container)) {
    const KindOperations* operations = operations_of(vm, container);
    if (operations && operations->set_item) return operations->set_item(vm, container, key, value);
    raise_type_error(vm, "'%s' object %s item %s", type_name(vm, container).c_str(),
                     value ? "does not support" : "doesn't support", action);
    return false;
  }
  Local held(vm, container);
  Owned done = value ? call_special(vm, container, vm.names.__setitem__, {key, value})
                     : call_special(vm, container, vm.names.__delitem__, {key});
  if (!done && !has_pending(vm)) {
    raise_type_error(vm, "'%s' object %s item %s", type_name(vm, held).c_str(),
                     value ? "does not support" : "doesn't support", action);
  }
  return bool(done);
}

int contains(Vm& vm, Value container_value, Value item_value) {
  if (!container_value.is(Kind::Instance)) {
    const KindOperations* operations = operations_of(vm, container_value);
    if (operations && operations->contains) return operations->contains(vm, container_value, item_value);
  }
  Local container(vm, container_value), item(vm, item_value);
  if (has_python_class(vm, container)) {
    Value method = lookup_in_type(vm, type_of(vm, container), vm.names.__contains__);
    if (method && !method.is_none()) {
      Owned result = call_special(vm, container, vm.names.__contains__, {item});
      if (!result) return -1;
      Local answer(vm, std::move(result));
      return is_true(vm, answer);
    }
  }
  Local iterator(vm, get_iterator(vm, container));
  if (!iterator) {
    if (pending_is(vm, ExceptionClass::TypeError)) {
      clear_pending(vm);
      raise_type_error(vm, "argument of type '%s' is not iterable", type_name(vm, container).c_str());
    }
    return -1;
  }
  for (;;) {
    Local candidate(vm, next(vm, iterator));
    if (!candidate) return has_pending(vm) ? -1 : 0;
    int equal = is_equal(vm, candidate, item);
    if (equal != 0) return equal;
  }
}

Owned get_iterator(Vm& vm, Value iterable_value) {
  Kind kind = iterable_value.kind();
  if (kind != Kind::Instance && kind != Kind::Type) {
    const KindOperations* operations = operations_of(vm, iterable_value);
    if (operations && operations->iterate) return operations->iterate(vm, iterable_value);
    if (operations && operations->next) return retain(iterable_value);
    return raise_type_error(vm, "'%s' object is not iterable", type_name(vm, iterable_value).c_str());
  }
  Local iterable(vm, iterable_value);
  Value method = lookup_in_type(vm, type_of(vm, iterable), vm.names.__iter__);
  if (method && !method.is_none()) {
    Local iterator(vm, call_special(vm, iterable, vm.names.__iter__));
    if (!iterator) return nullptr;
    const KindOperations* operations = operations_of(vm, iterator);
    bool has_next = iterator.get().is(Kind::Instance)
                        ? bool(lookup_in_type(vm, type_of(vm, iterator), vm.names.__next__))
                        : operations && operations->next;
    if (!has_next) {
      return raise_type_error(vm, "iter() returned non-iterator of type '%s'",
                              type_name(vm, iterator).c_str());
    }
    return iterator.take();
  }
  if (!method && kind == Kind::Instance && lookup_in_type(vm, type_of(vm, iterable), vm.names.__getitem__)) {
    auto* iterator = allocate<ContainerIterator>(vm, Kind::SequenceIterator);
    if (!iterator) return nullptr;
    iterator->index = 0;
    iterator->expected_length = 0;
    initialize(vm, iterator, iterator->container, iterable);
    return adopt(iterator);
  }
  return raise_type_error(vm, "'%s' object is not iterable", type_name(vm, iterable).c_str());
}

Owned next(Vm& vm, Value iterator) {
  if (iterator.is(Kind::Generator)) return generator_next(vm, iterator);
  if (!iterator.is(Kind::Instance)) {
    const KindOperations* operations = operations_of(vm, iterator);
    // Iterators over iterators over iterators …
    if (static_cast<const char*>(__builtin_frame_address(0)) < vm.native_stack_limit) [[unlikely]] {
      return raise(vm, ExceptionClass::RecursionError, "maximum recursion depth exceeded");
    }
    if (operations && operations->next) {
      Owned result = operations->next(vm, iterator);
      // A function that it called may have said StopIteration.
      if (!result && has_pending(vm)) [[unlikely]]
        clear_stop_iteration(vm);
      return result;
    }
    return raise_type_error(vm, "'%s' object is not an iterator", type_name(vm, iterator).c_str());
  }
  Local held(vm, iterator);
  Owned result = call_special(vm, iterator, vm.names.__next__);
  if (result) return result;
  if (!has_pending(vm)) {
    return raise_type_error(vm, "'%s' object is not an iterator", type_name(vm, held).c_str());
  }
  clear_stop_iteration(vm);
  return nullptr;
}

std::int64_t length_hint(Vm& vm, Value iterable_value, std::int64_t fallback) {
  Local iterable(vm, iterable_value);
  Kind kind = iterable.get().kind();
  if (kind != Kind::Instance) {
    const KindOperations* operations = operations_of(vm, iterable);
    if (operations && operations->length) return operations->length(vm, iterable);
  } else if (lookup_in_type(vm, type_of(vm, iterable), vm.names.__len__)) {
    return length(vm, iterable);
  }
  if (!lookup_in_type(vm, type_of(vm, iterable), vm.names.__length_hint__)) return fallback;
  Local answer(vm, call_special(vm, iterable, vm.names.__length_hint__));
  if (!answer) {
    if (!pending_is(vm, ExceptionClass::TypeError)) return -1;
    clear_pending(vm);
    return fallback;
  }
  if (answer.get().is_not_implemented()) return fallback;
  std::int64_t hint;
  if (!is_int(answer)) {
    raise_type_error(vm, "__length_hint__ must be an integer, not %s", type_name(vm, answer).c_str());
    return -1;
  }
  if (!to_index(vm, answer, &hint)) return -1;
  if (hint < 0) {
    raise_value_error(vm, "__length_hint__() should return >= 0");
    return -1;
  }
  return hint;
}

bool to_index(Vm& vm, Value value, std::int64_t* result, bool clip) {
  if (is_small_int(value)) {
    *result = small_int(value);
    return true;
  }
  Local number(vm, as_int(vm, value));
  if (!number) {
    const KindOperations* operations = operations_of(vm, value);
    if (value.is(Kind::Instance)) {
      Local held(vm, value);
      Owned index = call_special(vm, value, vm.names.__index__);
      if (!index) {
        if (!has_pending(vm)) {
          raise_type_error(vm, "'%s' object cannot be interpreted as an integer",
                           type_name(vm, held).c_str());
        }
        return false;
      }
      if (!as_int(vm, index.value())) {
        raise_type_error(vm, "__index__ returned non-int (type %s)", type_name(vm, index.value()).c_str());
        return false;
      }
      number = as_int(vm, index.value());
    } else if (operations && operations->index) {
      number = operations->index(vm, value);
      if (!number) return false;
    } else {
      raise_type_error(vm, "'%s' object cannot be interpreted as an integer", type_name(vm, value).c_str());
      return false;
    }
  }
  if (is_small_int(number)) {
    *result = small_int(number);
    return true;
  }
  auto* big = number.as<BigInt>();
  bool negative = big->signed_limb_count < 0;
  if (big->signed_limb_count == 1 && big->limbs[0] <= INT64_MAX) {
    *result = static_cast<std::int64_t>(big->limbs[0]);
    return true;
  }
  if (big->signed_limb_count == -1 && big->limbs[0] <= std::uint64_t{1} << 63) {
    *result = static_cast<std::int64_t>(~big->limbs[0] + 1);
    return true;
  }
  if (clip) {
    *result = negative ? INT64_MIN : INT64_MAX;
    return true;
  }
  raise(vm, ExceptionClass::OverflowError, "Python int too large to convert to C ssize_t");
  return false;
}

bool to_double(Vm& vm, Value value, double* result) {
  if (value.is(Kind::Float)) {
    *result = value.as<Float>()->value;
    return true;
  }
  if (is_small_int(value)) {
    *result = static_cast<double>(small_int(value));
    return true;
  }
  Local held(vm, value);
  if (Value number = as_int(vm, value)) return int_to_double(vm, number, result);
  if (Value number = unwrap(value, Kind::Float)) {
    *result = number.as<Float>()->value;
    return true;
  }
  if (value.is(Kind::Instance)) {
    Owned converted = call_special(vm, value, vm.names.__float__);
    if (!converted && has_pending(vm)) return false;
    if (converted) {
      if (converted.value().is(Kind::Float)) {
        *result = converted.value().as<Float>()->value;
        return true;
      }
      raise_type_error(vm, "%s.__float__ returned non-float (type %s)", type_name(vm, held).c_str(),
                       type_name(vm, converted.value()).c_str());
      return false;
    }
    if (lookup_in_type(vm, type_of(vm, held), vm.names.__index__)) {
      Local index(vm, call_special(vm, held, vm.names.__index__));
      if (!index) return false;
      if (Value number = as_int(vm, index)) return int_to_double(vm, number, result);
    }
  }
  raise_type_error(vm, "must be real number, not %s", type_name(vm, held).c_str());
  return false;
}

}  // namespace midden::python
