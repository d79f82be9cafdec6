// Binary and unary operators, comparison, truth and hashing.

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/integers.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/vm/calls.h"
#include "workloads/interpreter/vm/classes.h"
#include "workloads/interpreter/vm/loop_support.h"

namespace midden::python {

namespace {

using Names = Vm::Names;
struct OperatorNames {
  const char* symbol;
  Value Names::*forward;
  Value Names::*reflected;
  Value Names::*inplace;
};
constexpr OperatorNames kOperators[] = {
    {"+", &Names::__add__, &Names::__radd__, &Names::__iadd__},
    {"-", &Names::__sub__, &Names::__rsub__, &Names::__isub__},
    {"*", &Names::__mul__, &Names::__rmul__, &Names::__imul__},
    {"/", &Names::__truediv__, &Names::__rtruediv__, &Names::__itruediv__},
    {"//", &Names::__floordiv__, &Names::__rfloordiv__, &Names::__ifloordiv__},
    {"%", &Names::__mod__, &Names::__rmod__, &Names::__imod__},
    {"** or pow()", &Names::__pow__, &Names::__rpow__, &Names::__ipow__},
    {"@", &Names::__matmul__, &Names::__rmatmul__, &Names::__imatmul__},
    {"<<", &Names::__lshift__, &Names::__rlshift__, &Names::__ilshift__},
    {">>", &Names::__rshift__, &Names::__rrshift__, &Names::__irshift__},
    {"&", &Names::__and__, &Names::__rand__, &Names::__iand__},
    {"|", &Names::__or__, &Names::__ror__, &Names::__ior__},
    {"^", &Names::__xor__, &Names::__rxor__, &Names::__ixor__},
    {"divmod()", &Names::__divmod__, &Names::__rdivmod__, &Names::__divmod__},
};
const OperatorNames& names_of(BinaryOperator op) { return kOperators[static_cast<unsigned>(op)]; }

const KindOperations* operations_of(const Vm& vm, Value value) {
  return vm.operations[static_cast<unsigned>(value.kind())];
}

Owned not_implemented() { return retain(Value::not_implemented()); }

// value's own method for the operator: the kind's, or the class's. Null: error.
Owned try_operator(Vm& vm, BinaryOperator op, Value Names::*name, Value self, Value left, Value right,
                   bool reflected) {
  if (!has_python_class(vm, self)) {
    const KindOperations* operations = operations_of(vm, self);
    if (!operations || !operations->binary ||
        !(operations->binary_operators >> static_cast<unsigned>(op) & 1)) {
      return not_implemented();
    }
    return operations->binary(vm, op, left, right);
  }
  Value other = reflected ? left : right;
  Local held(vm, other);
  Owned result = call_special(vm, self, vm.names.*name, {other});
  if (!result && !has_pending(vm)) return not_implemented();
  return result;
}

bool is_sequence_for_repeat(Value value) {
  switch (value.kind()) {
    case Kind::List:
    case Kind::Tuple:
    case Kind::Str:
    case Kind::Bytes:
    case Kind::ByteArray:
      return true;
    default:
      return false;
  }
}

std::nullptr_t raise_unsupported(Vm& vm, BinaryOperator op, Value left, Value right, bool inplace) {
  std::string left_name = type_name(vm, left), right_name = type_name(vm, right);
  if (op == BinaryOperator::add) {
    switch (left.kind()) {
      case Kind::Str:
      case Kind::List:
      case Kind::Tuple:
        return raise_type_error(vm, "can only concatenate %s (not \"%s\") to %s", left_name.c_str(),
                                right_name.c_str(), left_name.c_str());
      case Kind::Bytes:
      case Kind::ByteArray:
        return raise_type_error(vm, "can't concat %s to %s", right_name.c_str(), left_name.c_str());
      default:
        break;
    }
  }
  if (op == BinaryOperator::multiply) {
    if (is_sequence_for_repeat(left)) {
      return raise_type_error(vm, "can't multiply sequence by non-int of type '%s'", right_name.c_str());
    }
    if (is_sequence_for_repeat(right)) {
      return raise_type_error(vm, "can't multiply sequence by non-int of type '%s'", left_name.c_str());
    }
  }
  std::string symbol = names_of(op).symbol;
  if (inplace) symbol = op == BinaryOperator::power ? "**=" : symbol + "=";
  return raise_type_error(vm, "unsupported operand type(s) for %s: '%s' and '%s'", symbol.c_str(),
                          left_name.c_str(), right_name.c_str());
}

Owned binary_or_not_implemented(Vm& vm, BinaryOperator op, Value left_value, Value right_value) {
  const OperatorNames& names = names_of(op);
  Kind left_kind = left_value.kind(), right_kind = right_value.kind();
  if (!has_python_class(vm, left_value) && !has_python_class(vm, right_value)) {
    const KindOperations* operations = operations_of(vm, left_value);
    bool known =
        operations && operations->binary && (operations->binary_operators >> static_cast<unsigned>(op) & 1);
    if (left_kind == right_kind) {
      return known ? operations->binary(vm, op, left_value, right_value) : not_implemented();
    }
    Local left(vm, left_value), right(vm, right_value);
    if (known) {
      Owned result = operations->binary(vm, op, left, right);
      if (!result || !result.value().is_not_implemented()) return result;
    }
    return try_operator(vm, op, names.reflected, right, left, right, true);
  }
  Local left(vm, left_value), right(vm, right_value);
  Value left_type = type_of(vm, left), right_type = type_of(vm, right);
  bool right_first = left_type != right_type && right_kind == Kind::Instance &&
                     is_subtype(vm, right_type, left_type) &&
                     lookup_in_type(vm, right_type, vm.names.*names.reflected) !=
                         lookup_in_type(vm, left_type, vm.names.*names.reflected);
  if (right_first) {
    Owned result = try_operator(vm, op, names.reflected, right, left, right, true);
    if (!result || !result.value().is_not_implemented()) return result;
  }
  Owned result = try_operator(vm, op, names.forward, left, left, right, false);
  if (!result || !result.value().is_not_implemented()) return result;
  if (right_first || type_of(vm, left) == type_of(vm, right)) return not_implemented();
  return try_operator(vm, op, names.reflected, right, left, right, true);
}

}  // namespace

Owned binary_operation(Vm& vm, BinaryOperator op, Value left_value, Value right_value) {
  Local left(vm, left_value), right(vm, right_value);
  Owned result = binary_or_not_implemented(vm, op, left, right);
  if (result && result.value().is_not_implemented()) return raise_unsupported(vm, op, left, right, false);
  return result;
}

Owned inplace_operation(Vm& vm, BinaryOperator op, Value left_value, Value right_value) {
  Local left(vm, left_value), right(vm, right_value);
  if (left.get().is(Kind::Instance)) {
    Owned result = call_special(vm, left, vm.names.*names_of(op).inplace, {right});
    if (result && !result.value().is_not_implemented()) return result;
    if (!result && has_pending(vm)) return nullptr;
  } else if (const KindOperations* operations = operations_of(vm, left); operations && operations->inplace) {
    Owned result = operations->inplace(vm, op, left, right);
    if (!result || !result.value().is_not_implemented()) return result;
  }
  Owned result = binary_or_not_implemented(vm, op, left, right);
  if (result && result.value().is_not_implemented()) return raise_unsupported(vm, op, left, right, true);
  return result;
}

Owned unary_operation(Vm& vm, UnaryOperator op, Value operand_value) {
  static constexpr Value Names::*kNames[] = {&Names::__neg__, &Names::__pos__, &Names::__invert__,
                                             &Names::__abs__};
  static constexpr const char* kSymbols[] = {"unary -", "unary +", "unary ~", "abs()"};
  auto index = static_cast<unsigned>(op);
  Local operand(vm, operand_value);
  if (operand.get().is(Kind::Instance)) {
    Owned result = call_special(vm, operand, vm.names.*kNames[index]);
    if (result || has_pending(vm)) return result;
  } else if (const KindOperations* operations = operations_of(vm, operand); operations && operations->unary) {
    Owned result = operations->unary(vm, op, operand);
    if (!result || !result.value().is_not_implemented()) return result;
  }
  return raise_type_error(vm, "bad operand type for %s: '%s'", kSymbols[index],
                          type_name(vm, operand).c_str());
}

namespace {

constexpr Value Names::*kComparisonNames[] = {&Names::__lt__, &Names::__le__, &Names::__eq__,
                                              &Names::__ne__, &Names::__gt__, &Names::__ge__};
constexpr Comparison kSwapped[] = {Comparison::greater,   Comparison::greater_equal, Comparison::equal,
                                   Comparison::not_equal, Comparison::less,          Comparison::less_equal};

bool is_object_default(const Vm& vm, Value method) {
  return method.is(Kind::NativeFunction) &&
         load(method.as<NativeFunction>()->owner) == Value::of(vm.object_type);
}

Owned try_compare(Vm& vm, Value self_value, Value other_value, Comparison op) {
  if (!has_python_class(vm, self_value)) {
    const KindOperations* operations = operations_of(vm, self_value);
    if (!operations || !operations->compare) return not_implemented();
    return operations->compare(vm, self_value, other_value, op);
  }
  Value method =
      lookup_in_type(vm, type_of(vm, self_value), vm.names.*kComparisonNames[static_cast<unsigned>(op)]);
  if (method && !is_object_default(vm, method)) {
    if (method.is(Kind::Function)) return call(vm, method, {self_value, other_value});
    Owned result =
        call_special(vm, self_value, vm.names.*kComparisonNames[static_cast<unsigned>(op)], {other_value});
    return result || has_pending(vm) ? std::move(result) : not_implemented();
  }
  if (op != Comparison::not_equal) return not_implemented();
  // object.__ne__ inverts __eq__.
  Value equal = lookup_in_type(vm, type_of(vm, self_value), vm.names.__eq__);
  if (!equal || is_object_default(vm, equal)) return not_implemented();
  Owned result = call_special(vm, self_value, vm.names.__eq__, {other_value});
  if (!result || result.value().is_not_implemented()) return result;
  Local answer(vm, std::move(result));
  int truth = is_true(vm, answer);
  if (truth < 0) return nullptr;
  return retain(Value::boolean(!truth));
}

}  // namespace

Owned compare(Vm& vm, Value left_value, Value right_value, Comparison op) {
  Kind left_kind = left_value.kind();
  if (left_kind == right_value.kind() && !has_python_class(vm, left_value) &&
      !has_python_class(vm, right_value)) {
    const KindOperations* operations = operations_of(vm, left_value);
    if (operations && operations->compare) {
      Local left(vm, left_value), right(vm, right_value);
      Owned result = operations->compare(vm, left, right, op);
      if (!result || !result.value().is_not_implemented()) return result;
      if (op != Comparison::equal && op != Comparison::not_equal) {
        goto unsupported;
      }
      return retain(Value::boolean(is_identical(left, right) == (op == Comparison::equal)));
    }
  }
  {
    Local left(vm, left_value), right(vm, right_value);
    Value left_type = type_of(vm, left), right_type = type_of(vm, right);
    bool right_first =
        left_type != right_type && right.get().is(Kind::Instance) && is_subtype(vm, right_type, left_type);
    Comparison swapped = kSwapped[static_cast<unsigned>(op)];
    if (right_first) {
      Owned result = try_compare(vm, right, left, swapped);
      if (!result || !result.value().is_not_implemented()) return result;
    }
    Owned result = try_compare(vm, left, right, op);
    if (!result || !result.value().is_not_implemented()) return result;
    if (!right_first) {
      result = try_compare(vm, right, left, swapped);
      if (!result || !result.value().is_not_implemented()) return result;
    }
    if (op == Comparison::equal) return retain(Value::boolean(is_identical(left, right)));
    if (op == Comparison::not_equal) return retain(Value::boolean(!is_identical(left, right)));
    left_value = left;
    right_value = right;
  }
unsupported:
  static constexpr const char* kSymbols[] = {"<", "<=", "==", "!=", ">", ">="};
  return raise_type_error(vm, "'%s' not supported between instances of '%s' and '%s'",
                          kSymbols[static_cast<unsigned>(op)], type_name(vm, left_value).c_str(),
                          type_name(vm, right_value).c_str());
}

bool compare_strs(Value left, Value right, Comparison op) {
  if (op == Comparison::equal) return str_equal(left, right);
  if (op == Comparison::not_equal) return !str_equal(left, right);
  const int order = left == right ? 0 : text::compare(str_view(left), str_view(right));
  switch (op) {
    case Comparison::less:
      return order < 0;
    case Comparison::less_equal:
      return order <= 0;
    case Comparison::greater:
      return order > 0;
    default:
      return order >= 0;
  }
}

int compare_truth(Vm& vm, Value left, Value right, Comparison op) {
  if (left.is(Kind::Str) && right.is(Kind::Str)) return compare_strs(left, right, op);
  Owned result = compare(vm, left, right, op);
  if (!result) return -1;
  int truth = quick_truth(result.value());
  if (truth >= 0) return truth;
  Local answer(vm, std::move(result));
  return is_true(vm, answer);
}

int is_equal(Vm& vm, Value left, Value right) {
  if (left == right) return 1;
  if (both_small_ints(left, right)) return small_int(left) == small_int(right);
  return compare_truth(vm, left, right, Comparison::equal);
}

int is_less(Vm& vm, Value left, Value right) {
  if (both_small_ints(left, right)) return small_int(left) < small_int(right);
  if (both_floats(left, right)) return float_value(left) < float_value(right);
  return compare_truth(vm, left, right, Comparison::less);
}

int is_true(Vm& vm, Value value) {
  int quick = quick_truth(value);
  if (quick >= 0) return quick;
  if (!has_python_class(vm, value)) {
    const KindOperations* operations = operations_of(vm, value);
    if (!operations) return 1;
    if (operations->truth) return operations->truth(vm, value);
    if (!operations->length) return 1;
    std::int64_t size = operations->length(vm, value);
    return size < 0 ? -1 : size != 0;
  }
  Value type = type_of(vm, value);
  if (lookup_in_type(vm, type, vm.names.__bool__)) {
    Local held(vm, value);
    Owned result = call_special(vm, value, vm.names.__bool__);
    if (!result) return -1;
    if (result.value().is_boolean()) return result.value().is_true();
    raise_type_error(vm, "__bool__ should return bool, returned %s", type_name(vm, result.value()).c_str());
    return -1;
  }
  if (!lookup_in_type(vm, type, vm.names.__len__)) return 1;
  std::int64_t size = length(vm, value);
  return size < 0 ? -1 : size != 0;
}

bool hash(Vm& vm, Value value, std::int64_t* result) {
  if (is_str(value)) {
    *result = str_hash(value);
    return true;
  }
  if (is_small_int(value)) {
    *result = int_hash(value);
    return true;
  }
  auto identity_hash = [&] {
    auto number = static_cast<std::int64_t>(vm.mutator.identity(value.object()));
    *result = number;
    return true;
  };
  if (!has_python_class(vm, value)) {
    const KindOperations* operations = operations_of(vm, value);
    if (operations && operations->hash) return operations->hash(vm, value, result);
    if (operations && operations->unhashable) {
      raise_type_error(vm, "unhashable type: '%s'", type_name(vm, value).c_str());
      return false;
    }
    if (Model::is_constant(value.bits)) {
      *result = static_cast<std::int64_t>(Model::constant_of(value.bits)) + 0x7A3F1;
      return true;
    }
    return identity_hash();
  }
  Value method = lookup_in_type(vm, type_of(vm, value), vm.names.__hash__);
  if (!method || method.is_none()) {
    raise_type_error(vm, "unhashable type: '%s'", type_name(vm, value).c_str());
    return false;
  }
  if (is_object_default(vm, method)) return identity_hash();
  Owned answer = call_special(vm, value, vm.names.__hash__);
  if (!answer) return false;
  Value number = as_int(vm, answer.value());
  if (!number) {
    raise_type_error(vm, "__hash__ method should return an integer");
    return false;
  }
  // What fits a word is the hash itself; only larger integers are hashed once more.
  if (!int_to_int64(number, result)) *result = int_hash(number);
  if (*result == -1) *result = -2;
  return true;
}

}  // namespace midden::python
