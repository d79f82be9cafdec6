// int and bool: what operators and syntax do with them, and their construction. Methods: int_methods.cpp.

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/int_internal.h"
#include "workloads/interpreter/builtins/library_errors.h"
#include "workloads/interpreter/text/format_spec.h"
#include "workloads/interpreter/text/hash.h"
#include "workloads/interpreter/text/number_text.h"

namespace midden::python {
namespace {

Value plain(const Vm& vm, Value value) { return is_int(value) ? value : as_int(vm, value); }

Owned int_repr(Vm& vm, Value self) { return int_to_str(vm, self); }

bool hash_of_int(Vm&, Value self, std::int64_t* result) {
  *result = int_hash(self);
  return true;
}

Owned compare_ints(Vm& vm, Value left, Value right, Comparison op) {
  left = plain(vm, left);
  right = plain(vm, right);
  if (!left || !right) return make_not_implemented();
  return comparison_result(int_compare(left, right), op);
}

int int_truth(Vm&, Value self) { return !is_small_int(self) || small_int(self) != 0; }

Owned binary(Vm& vm, BinaryOperator op, Value left, Value right) {
  left = plain(vm, left);
  right = plain(vm, right);
  if (!left || !right) return make_not_implemented();
  return int_binary(vm, op, left, right);
}

Owned unary(Vm& vm, UnaryOperator op, Value self) {
  if (is_small_int(self) && small_int(self) != INT64_MIN) {
    const std::int64_t value = small_int(self);
    switch (op) {
      case UnaryOperator::negate:
        return make_int(vm, -value);
      case UnaryOperator::positive:
        return retain(self);
      case UnaryOperator::invert:
        return make_int(vm, ~value);
      case UnaryOperator::absolute:
        return value < 0 ? make_int(vm, -value) : retain(self);
    }
  }
  numeric::BigInteger out;
  switch (op) {
    case UnaryOperator::negate:
      numeric::negate(out, int_view(self));
      break;
    case UnaryOperator::positive:
      return retain(self);
    case UnaryOperator::invert:
      numeric::bit_not(out, int_view(self));
      break;
    case UnaryOperator::absolute:
      numeric::absolute(out, int_view(self));
      break;
  }
  return make_int(vm, out);
}

Owned index(Vm&, Value self) { return retain(self); }

Owned format_int(Vm& vm, Value self, text::StringView specification) {
  if (specification.empty()) return int_to_str(vm, self);
  text::StringBuilder out;
  if (const auto error = text::format_int(out, int_view(self), specification)) return raise_error(vm, error);
  return make_str(vm, out);
}

// --- int(x=0, base=10) -------------------------------------------------------------------------------------
Owned int_from_bytes_text(Vm& vm, std::string_view bytes, std::int64_t base) {
  numeric::BigInteger value;
  if (const auto error = text::parse_int(value, as_view(bytes), base, vm.int_max_str_digits, true)) {
    return raise_error(vm, error);
  }
  return make_int(vm, value);
}

// Null without a pending exception: neither str nor bytes.
Owned int_from_any_text(Vm& vm, Value value, std::int64_t base) {
  if (const Value text = unwrap(value, Kind::Str)) {
    return int_from_text(vm, str_view(text), static_cast<int>(base));
  }
  std::string_view bytes;
  return bytes_view(value, &bytes) ? int_from_bytes_text(vm, bytes, base) : nullptr;
}

Owned int_value(Vm& vm, Arguments arguments) {
  if (!arguments[1]) {
    if (arguments[2]) return raise_type_error(vm, "int() missing string argument");
    return make_int(vm, 0);
  }
  if (arguments[2]) {
    std::int64_t base;
    if (!to_index(vm, arguments[2], &base, true)) return nullptr;
    if (base != 0 && (base < 2 || base > 36)) {
      return raise_value_error(vm, "int() base must be >= 2 and <= 36, or 0");
    }
    Owned result = int_from_any_text(vm, arguments[1], base);
    if (result || has_pending(vm)) return result;
    return raise_type_error(vm, "int() can't convert non-string with explicit base");
  }
  if (is_str(arguments[1])) return int_from_text(vm, str_view(arguments[1]), 10);
  Owned result = number_to_int(vm, arguments[1]);
  if (result || has_pending(vm)) return result;
  result = int_from_any_text(vm, arguments[1], 10);
  if (result || has_pending(vm)) return result;
  return raise_type_error(vm,
                          "int() argument must be a string, a bytes-like object or a real number, not '%s'",
                          type_name(vm, arguments[1]).c_str());
}

Owned int_construct(Vm& vm, Arguments arguments) {
  Owned value = int_value(vm, arguments);
  return value ? wrap_payload(vm, arguments[0], std::move(value)) : nullptr;
}

// --- bool --------------------------------------------------------------------------------------------------
Owned bool_repr(Vm& vm, Value self) { return make_str(vm, self.is_true() ? "True" : "False"); }

bool hash_of_bool(Vm&, Value self, std::int64_t* result) {
  *result = self.is_true();
  return true;
}

int bool_truth(Vm&, Value self) { return self.is_true(); }

Owned bool_binary(Vm& vm, BinaryOperator op, Value left, Value right) {
  if (left.is_boolean() && right.is_boolean()) {
    const bool a = left.is_true();
    const bool b = right.is_true();
    if (op == BinaryOperator::bit_and) return make_bool(a && b);
    if (op == BinaryOperator::bit_or) return make_bool(a || b);
    if (op == BinaryOperator::bit_xor) return make_bool(a != b);
  }
  return binary(vm, op, left, right);
}

Owned bool_unary(Vm& vm, UnaryOperator op, Value self) { return unary(vm, op, as_int(vm, self)); }
Owned bool_index(Vm& vm, Value self) { return retain(as_int(vm, self)); }

Owned format_bool(Vm& vm, Value self, text::StringView specification) {
  if (specification.empty()) return bool_repr(vm, self);
  text::StringBuilder out;
  if (const auto error = text::format_int(out, self.is_true(), specification, "bool")) {
    return raise_error(vm, error);
  }
  return make_str(vm, out);
}

Owned bool_construct(Vm& vm, Arguments arguments) {
  if (!arguments[1]) return make_bool(false);
  const int truth = is_true(vm, arguments[1]);
  return truth < 0 ? nullptr : make_bool(truth);
}

constexpr std::uint32_t kOperators =
    (operator_bit(BinaryOperator::divmod) * 2 - 1) & ~operator_bit(BinaryOperator::matrix_multiply);

const KindOperations kIntOperations = {
    .repr = int_repr,
    .hash = hash_of_int,
    .compare = compare_ints,
    .truth = int_truth,
    .binary = binary,
    .binary_operators = kOperators,
    .unary = unary,
    .index = index,
    .format = format_int,
};

const KindOperations kBoolOperations = {
    .repr = bool_repr,
    .hash = hash_of_bool,
    .compare = compare_ints,
    .truth = bool_truth,
    .binary = bool_binary,
    .binary_operators = kOperators,
    .unary = bool_unary,
    .index = bool_index,
    .format = format_bool,
};

}  // namespace

const TypeDefinition kIntType = {
    .kind = Kind::Int,
    .name = "int",
    .module = "builtins",
    .operations = &kIntOperations,
    .methods = kIntMethods,
    .getters = kIntGetters,
    .construct = int_construct,
    .construct_signature = "x=, /, base=",
};

const TypeDefinition kBoolType = {
    .kind = Kind::True,
    .name = "bool",
    .module = "builtins",
    .operations = &kBoolOperations,
    .construct = bool_construct,
    .construct_signature = "x=, /",
    .flags = kTypeFinal,
    .base = Kind::Int,
};

}  // namespace midden::python
