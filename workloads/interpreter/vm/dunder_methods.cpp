#include "workloads/interpreter/vm/dunder_methods.h"

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/dict.h"
#include "workloads/interpreter/builtins/integers.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/vm/calls.h"
#include "workloads/interpreter/vm/classes.h"
#include "workloads/interpreter/vm/exceptions.h"
#include "workloads/interpreter/vm/registration.h"

namespace midden::python {

namespace {

// The builtin object that a method works on: the receiver, or what an instance of a derived class carries.
Value builtin_self(Value receiver) {
  if (!receiver.is(Kind::Instance)) return receiver;
  auto* instance = receiver.as<Instance>();
  if (class_of(instance).as<Type>()->payload == Kind::Instance) return receiver;
  return load(instance->slots_[0]);
}
const KindOperations& operations_of(Vm& vm, Value self) {
  return *vm.operations[static_cast<unsigned>(self.kind())];
}
Owned none() { return retain(Value::none()); }

Owned dunder_repr(Vm& vm, Arguments a) {
  Value self = builtin_self(a[0]);
  return operations_of(vm, self).repr(vm, self);
}
Owned dunder_str(Vm& vm, Arguments a) {
  Value self = builtin_self(a[0]);
  return operations_of(vm, self).str(vm, self);
}
Owned dunder_hash(Vm& vm, Arguments a) {
  std::int64_t result;
  if (!hash(vm, builtin_self(a[0]), &result)) return nullptr;
  return make_int(vm, result);
}
Owned dunder_bool(Vm& vm, Arguments a) {
  int truth = is_true(vm, builtin_self(a[0]));
  return truth < 0 ? Owned() : retain(Value::boolean(truth));
}
Owned dunder_len(Vm& vm, Arguments a) {
  std::int64_t size = length(vm, builtin_self(a[0]));
  return size < 0 ? Owned() : make_int(vm, size);
}
Owned dunder_getitem(Vm& vm, Arguments a) {
  const Value self = builtin_self(a[0]);
  // The receiver itself may define __missing__.
  return self.is(Kind::Dict) ? dict_subscript(vm, a[0], a[1]) : get_item(vm, self, a[1]);
}
Owned dunder_setitem(Vm& vm, Arguments a) {
  return set_item(vm, builtin_self(a[0]), a[1], a[2]) ? none() : Owned();
}
Owned dunder_delitem(Vm& vm, Arguments a) {
  return set_item(vm, builtin_self(a[0]), a[1], Value{}) ? none() : Owned();
}
Owned dunder_contains(Vm& vm, Arguments a) {
  int found = contains(vm, builtin_self(a[0]), a[1]);
  return found < 0 ? Owned() : retain(Value::boolean(found));
}
Owned dunder_iter(Vm& vm, Arguments a) { return get_iterator(vm, builtin_self(a[0])); }
Owned dunder_next(Vm& vm, Arguments a) {
  Value self = builtin_self(a[0]);
  Owned value = operations_of(vm, self).next(vm, self);
  if (!value && !has_pending(vm)) return raise_exhausted(vm, builtin_self(a[0]));
  return value;
}
Owned dunder_index(Vm& vm, Arguments a) {
  Value self = builtin_self(a[0]);
  return operations_of(vm, self).index(vm, self);
}
Owned dunder_call(Vm& vm, Arguments a) {
  std::uint32_t keywords = a.keyword_names() ? a.keyword_names().as<Tuple>()->length() : 0;
  std::vector<Value> arguments;
  for (std::uint32_t i = 1; i < a.count() + keywords; ++i) arguments.push_back(Value{a.data()[i]});
  return call_span(vm, builtin_self(a[0]), arguments, a.keyword_names());
}
Owned dunder_get(Vm& vm, Arguments a) {
  Value instance = a[1].is_none() ? Value{} : a[1];
  Value owner = a.has(2) ? a[2] : instance ? type_of(vm, instance) : Value::none();
  Value self = builtin_self(a[0]);
  if (!instance && self.is(Kind::Property)) return retain(a[0]);
  return bind_descriptor(vm, self, instance, owner);
}
Owned dunder_set(Vm& vm, Arguments a) {
  Value self = builtin_self(a[0]);
  return operations_of(vm, self).set_descriptor(vm, self, a[1], a[2]) ? none() : Owned();
}
Owned dunder_delete(Vm& vm, Arguments a) {
  Value self = builtin_self(a[0]);
  return operations_of(vm, self).set_descriptor(vm, self, a[1], Value{}) ? none() : Owned();
}
Owned dunder_format(Vm& vm, Arguments a) {
  // An empty specification means str(), which a derived class may have overridden.
  if (is_str(a[1]) && a[1].as<Str>()->length == 0) return str(vm, a[0]);
  return format(vm, builtin_self(a[0]), a[1]);
}

template <Comparison op>
Owned dunder_compare(Vm& vm, Arguments a) {
  Value self = builtin_self(a[0]);
  return operations_of(vm, self).compare(vm, self, builtin_self(a[1]), op);
}
template <BinaryOperator op>
Owned dunder_binary(Vm& vm, Arguments a) {
  Value self = builtin_self(a[0]);
  return operations_of(vm, self).binary(vm, op, self, builtin_self(a[1]));
}
template <BinaryOperator op>
Owned dunder_reflected(Vm& vm, Arguments a) {
  Value self = builtin_self(a[0]);
  return operations_of(vm, self).binary(vm, op, builtin_self(a[1]), self);
}
template <BinaryOperator op>
Owned dunder_inplace(Vm& vm, Arguments a) {
  Value self = builtin_self(a[0]);
  Owned result = operations_of(vm, self).inplace(vm, op, self, a[1]);
  // An instance of a derived class stays what it is.
  if (result && result.value() == builtin_self(a[0])) return retain(a[0]);
  return result;
}
template <UnaryOperator op>
Owned dunder_unary(Vm& vm, Arguments a) {
  Value self = builtin_self(a[0]);
  return operations_of(vm, self).unary(vm, op, self);
}

constexpr NativeDefinition kRepr{"__repr__", dunder_repr, ""}, kStr{"__str__", dunder_str, ""},
    kHash{"__hash__", dunder_hash, ""}, kBool{"__bool__", dunder_bool, ""}, kLen{"__len__", dunder_len, ""},
    kGetItem{"__getitem__", dunder_getitem, "key, /"},
    kSetItem{"__setitem__", dunder_setitem, "key, value, /"},
    kDelItem{"__delitem__", dunder_delitem, "key, /"}, kContains{"__contains__", dunder_contains, "key, /"},
    kIter{"__iter__", dunder_iter, ""}, kNext{"__next__", dunder_next, ""},
    kIndex{"__index__", dunder_index, ""}, kInt{"__int__", dunder_index, ""},
    kCall{"__call__", dunder_call, "*args, **kwargs"}, kGet{"__get__", dunder_get, "instance, owner=, /"},
    kSet{"__set__", dunder_set, "instance, value, /"}, kDelete{"__delete__", dunder_delete, "instance, /"},
    kFormat{"__format__", dunder_format, "format_spec, /"};

constexpr NativeDefinition kComparisons[] = {
    {"__lt__", dunder_compare<Comparison::less>, "value, /"},
    {"__le__", dunder_compare<Comparison::less_equal>, "value, /"},
    {"__eq__", dunder_compare<Comparison::equal>, "value, /"},
    {"__ne__", dunder_compare<Comparison::not_equal>, "value, /"},
    {"__gt__", dunder_compare<Comparison::greater>, "value, /"},
    {"__ge__", dunder_compare<Comparison::greater_equal>, "value, /"},
};

struct BinaryMethods {
  NativeDefinition forward, reflected, inplace;
};
#define BINARY(op, name)                                                       \
  {                                                                            \
    {"__" name "__", dunder_binary<BinaryOperator::op>, "value, /"},           \
        {"__r" name "__", dunder_reflected<BinaryOperator::op>, "value, /"}, { \
      "__i" name "__", dunder_inplace<BinaryOperator::op>, "value, /"          \
    }                                                                          \
  }
constexpr BinaryMethods kBinary[] = {
    BINARY(add, "add"),
    BINARY(subtract, "sub"),
    BINARY(multiply, "mul"),
    BINARY(true_divide, "truediv"),
    BINARY(floor_divide, "floordiv"),
    BINARY(modulo, "mod"),
    BINARY(power, "pow"),
    BINARY(matrix_multiply, "matmul"),
    BINARY(left_shift, "lshift"),
    BINARY(right_shift, "rshift"),
    BINARY(bit_and, "and"),
    BINARY(bit_or, "or"),
    BINARY(bit_xor, "xor"),
    BINARY(divmod, "divmod"),
};
constexpr NativeDefinition kUnary[] = {
    {"__neg__", dunder_unary<UnaryOperator::negate>, ""},
    {"__pos__", dunder_unary<UnaryOperator::positive>, ""},
    {"__invert__", dunder_unary<UnaryOperator::invert>, ""},
    {"__abs__", dunder_unary<UnaryOperator::absolute>, ""},
};

bool has_reflected(BinaryOperator op, Kind kind) {
  bool is_sequence = kind == Kind::List || kind == Kind::Tuple || kind == Kind::Str || kind == Kind::Bytes ||
                     kind == Kind::ByteArray || kind == Kind::Deque;
  if (!is_sequence) return true;
  return op == BinaryOperator::multiply || op == BinaryOperator::modulo;
}

}  // namespace

void add_dunder_methods(Vm& vm, Type* type, const KindOperations& operations, Kind kind) {
  auto add = [&](const NativeDefinition& definition) {
    Local function(vm, make_native_function(vm, definition, Value::of(type), ""));
    dict_set_name(vm, load(type->dict), intern_immortal(vm, definition.name), function);
  };
  if (operations.repr) add(kRepr);
  if (operations.str) add(kStr);
  if (operations.hash) add(kHash);
  if (operations.truth) add(kBool);
  if (operations.length) add(kLen);
  if (operations.get_item) add(kGetItem);
  if (operations.set_item) {
    add(kSetItem);
    add(kDelItem);
  }
  if (operations.contains) add(kContains);
  if (operations.iterate || operations.next) add(kIter);
  if (operations.next) add(kNext);
  if (operations.index) {
    add(kIndex);
    add(kInt);
  }
  if (operations.call) add(kCall);
  if (operations.get_descriptor) add(kGet);
  if (operations.set_descriptor) {
    add(kSet);
    add(kDelete);
  }
  if (operations.format) add(kFormat);
  if (operations.compare) {
    for (const NativeDefinition& definition : kComparisons) add(definition);
  }
  for (unsigned op = 0; op < std::size(kBinary); ++op) {
    if (operations.binary && (operations.binary_operators >> op & 1)) {
      add(kBinary[op].forward);
      if (has_reflected(static_cast<BinaryOperator>(op), kind)) add(kBinary[op].reflected);
    }
    if (operations.inplace && (operations.inplace_operators >> op & 1)) add(kBinary[op].inplace);
  }
  if (operations.unary) {
    for (const NativeDefinition& definition : kUnary) add(definition);
  }
}

}  // namespace midden::python
