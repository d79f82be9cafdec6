// From other objects to int.

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/floats.h"
#include "workloads/interpreter/builtins/library_errors.h"

namespace midden::python {
namespace {

// The result of __int__, __index__ …, which must be an int.
Owned checked_int(Vm& vm, const char* method, Owned&& result) {
  if (!result) return nullptr;
  if (is_int(result.value())) return std::move(result);
  const Local rooted(vm, std::move(result));
  const Value plain = rooted.get().is_boolean() ? Value{} : unwrap(rooted, Kind::Int);
  if (plain) return retain(plain);
  if (rooted.get().is_boolean()) return retain(as_int(vm, rooted));
  return raise_type_error(vm, "%s returned non-int (type %s)", method, type_name(vm, rooted).c_str());
}

}  // namespace

Owned int_from_double(Vm& vm, double value) {
  if (value > -9.2e18 && value < 9.2e18) return make_int(vm, static_cast<std::int64_t>(value));
  numeric::BigInteger out;
  if (const auto error = numeric::from_double(out, value)) return raise_error(vm, error);
  return make_int(vm, out);
}

Owned index_to_int(Vm& vm, Value value) {
  if (const Value integer = as_int(vm, value)) return retain(integer);
  const Local keep(vm, value);
  Owned result = call_special(vm, keep, vm.names.__index__);
  if (result) return checked_int(vm, "__index__", std::move(result));
  if (has_pending(vm)) return nullptr;
  return raise_type_error(vm, "'%s' object cannot be interpreted as an integer", type_name(vm, keep).c_str());
}

Owned number_to_int(Vm& vm, Value value) {
  if (is_int(value)) return retain(value);
  if (is_float(value)) return int_from_double(vm, float_value(value));
  if (value.is_boolean()) return retain(as_int(vm, value));
  const Local keep(vm, value);
  Owned result = call_special(vm, keep, vm.names.__int__);
  if (result) return checked_int(vm, "__int__", std::move(result));
  if (has_pending(vm)) return nullptr;
  result = call_special(vm, keep, vm.names.__index__);
  if (result) return checked_int(vm, "__index__", std::move(result));
  if (has_pending(vm)) return nullptr;
  result = call_special(vm, keep, vm.names.__trunc__);
  if (!result) return nullptr;
  if (as_int(vm, result.value())) return checked_int(vm, "__trunc__", std::move(result));
  const Local truncated(vm, std::move(result));
  result = call_special(vm, truncated, vm.names.__index__);
  if (result) return checked_int(vm, "__index__", std::move(result));
  if (has_pending(vm)) return nullptr;
  return raise_type_error(vm, "__trunc__ returned non-Integral (type %s)", type_name(vm, truncated).c_str());
}

}  // namespace midden::python
