#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/floats.h"
#include "workloads/interpreter/builtins/int_internal.h"
#include "workloads/interpreter/builtins/library_errors.h"

namespace midden::python {
namespace {

Value plain_self(Vm& vm, Arguments arguments) { return as_int(vm, arguments[0]); }

Owned whole(Vm& vm, Arguments arguments) { return retain(plain_self(vm, arguments)); }

Owned bit_length(Vm& vm, Arguments arguments) {
  return make_uint(vm, numeric::bit_length(int_view(plain_self(vm, arguments))));
}

Owned bit_count(Vm& vm, Arguments arguments) {
  return make_uint(vm, numeric::bit_count(int_view(plain_self(vm, arguments))));
}

Owned to_float(Vm& vm, Arguments arguments) {
  double number;
  return int_to_double(vm, plain_self(vm, arguments), &number) ? make_float(vm, number) : nullptr;
}

Owned as_integer_ratio(Vm& vm, Arguments arguments) {
  const Local one(vm, make_int(vm, 1));
  if (!one) return nullptr;
  return make_tuple(vm, {plain_self(vm, arguments), one.get()});
}

Owned round(Vm& vm, Arguments arguments) {
  if (!arguments[1] || arguments[1].is_none()) return whole(vm, arguments);
  const Local digits(vm, index_to_int(vm, arguments[1]));
  if (!digits) return nullptr;
  if (int_view(digits).sign() >= 0) return whole(vm, arguments);
  numeric::BigInteger out;
  numeric::round_to_tens(out, int_view(plain_self(vm, arguments)), int_view(digits));
  return make_int(vm, out);
}

// Unlike the operator, the method takes a modulus.
Owned power(Vm& vm, Arguments arguments) {
  const Value exponent = as_int(vm, arguments[1]);
  if (!exponent) return make_not_implemented();
  if (!arguments[2] || arguments[2].is_none()) {
    return int_binary(vm, BinaryOperator::power, plain_self(vm, arguments), exponent);
  }
  const Value modulus = as_int(vm, arguments[2]);
  return modulus ? int_power_modulo(vm, plain_self(vm, arguments), exponent, modulus)
                 : make_not_implemented();
}

Owned getnewargs(Vm& vm, Arguments arguments) { return make_tuple(vm, {plain_self(vm, arguments)}); }

// byteorder=, with "big" as default.
bool byte_order(Vm& vm, Value argument, const char* function, bool* little) {
  *little = false;
  if (!argument) return true;
  const Value text = unwrap(argument, Kind::Str);
  if (!text) {
    raise_type_error(vm, "%s() argument 'byteorder' must be str, not %s", function,
                     type_name(vm, argument).c_str());
    return false;
  }
  const text::StringView view = str_view(text);
  *little = text::equal(view, "little");
  if (*little || text::equal(view, "big")) return true;
  raise_value_error(vm, "byteorder must be either 'little' or 'big'");
  return false;
}

bool truth_argument(Vm& vm, Value argument, bool* truth) {
  *truth = false;
  if (!argument) return true;
  const int answer = is_true(vm, argument);
  *truth = answer > 0;
  return answer >= 0;
}

Owned to_bytes(Vm& vm, Arguments arguments) {
  std::int64_t length = 1;
  bool little;
  bool is_signed;
  if (!optional_index(vm, arguments[1], &length) || !byte_order(vm, arguments[2], "to_bytes", &little) ||
      !truth_argument(vm, arguments[3], &is_signed)) {
    return nullptr;
  }
  if (length < 0) return raise_value_error(vm, "length argument must be non-negative");
  if (length > UINT32_MAX) return raise_memory_error(vm);
  std::string out(static_cast<std::size_t>(length), '\0');
  const auto error = numeric::to_bytes({reinterpret_cast<std::uint8_t*>(out.data()), out.size()},
                                       int_view(plain_self(vm, arguments)), little, is_signed);
  if (error) return raise_error(vm, error);
  return make_bytes(vm, out);
}

Owned from_bytes(Vm& vm, Arguments arguments) {
  bool little;
  bool is_signed;
  if (!byte_order(vm, arguments[2], "from_bytes", &little) || !truth_argument(vm, arguments[3], &is_signed)) {
    return nullptr;
  }
  const Local bytes(vm, bytes_from(vm, arguments[1]));
  if (!bytes) return nullptr;
  const text::StringView view = bytes_text(bytes);
  numeric::BigInteger out;
  numeric::from_bytes(out, view.narrow(), little, is_signed);
  Local result(vm, make_int(vm, out));
  if (!result || arguments[0] == Value::of(vm.kind_types[static_cast<unsigned>(Kind::Int)])) {
    return result.take();
  }
  return call(vm, arguments[0], {result.get()});
}

Owned get_self(Vm& vm, Value self) { return retain(as_int(vm, self)); }
Owned get_zero(Vm& vm, Value) { return make_int(vm, 0); }
Owned get_one(Vm& vm, Value) { return make_int(vm, 1); }

const NativeDefinition kMethods[] = {
    {"bit_length", bit_length, ""},
    {"bit_count", bit_count, ""},
    {"as_integer_ratio", as_integer_ratio, ""},
    {"conjugate", whole, ""},
    {"to_bytes", to_bytes, "length=, byteorder=, *, signed="},
    {"from_bytes", from_bytes, "bytes, byteorder=, *, signed=", NativeDefinition::class_method},
    {"__float__", to_float, ""},
    {"__pow__", power, "value, mod=, /"},
    {"__trunc__", whole, ""},
    {"__floor__", whole, ""},
    {"__ceil__", whole, ""},
    {"__round__", round, "ndigits=, /"},
    {"__getnewargs__", getnewargs, ""},
};

const GetSetDefinition kGetters[] = {
    {"real", get_self},
    {"imag", get_zero},
    {"numerator", get_self},
    {"denominator", get_one},
};

}  // namespace

constinit const std::span<const NativeDefinition> kIntMethods(kMethods);
constinit const std::span<const GetSetDefinition> kIntGetters(kGetters);

}  // namespace midden::python
