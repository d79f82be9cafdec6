#include "workloads/interpreter/builtins/floats.h"

#include <cmath>

#include "workloads/interpreter/builtins/complex_numbers.h"
#include "workloads/interpreter/builtins/library_errors.h"
#include "workloads/interpreter/text/hash.h"

namespace midden::python {

Owned make_complex(Vm& vm, double real, double imaginary) {
  Complex* object = allocate<Complex>(vm, Kind::Complex);
  if (!object) return nullptr;
  object->real = real;
  object->imaginary = imaginary;
  return adopt(object);
}

Owned float_power(Vm& vm, double left, double right) {
  double out;
  bool is_complex = false;
  if (const auto error = numeric::float_power(left, right, out, is_complex)) {
    if (error.kind == numeric::ErrorKind::kOverflowError) return raise_result_out_of_range(vm);
    return raise_error(vm, error);
  }
  if (is_complex) return complex_power(vm, {left, 0.0}, {right, 0.0});
  return make_float(vm, out);
}

std::int64_t float_hash(Vm& vm, Value number) {
  const double value = float_value(number);
  if (std::isnan(value)) return static_cast<std::int64_t>(vm.mutator.identity(number.object()));
  return text::hash_float(value, 0);
}

}  // namespace midden::python
