#include "workloads/interpreter/builtins/integers.h"

#include <cstring>

#include "workloads/interpreter/builtins/library_errors.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/text/hash.h"
#include "workloads/interpreter/text/number_text.h"

namespace midden::python {
namespace {

Owned make_big(Vm& vm, std::span<const std::uint64_t> limbs, bool negative) {
  BigInt* object =
      allocate_extent<BigInt>(vm, Kind::Int, 0, sizeof(BigInt) - sizeof(ExtentObject) + limbs.size_bytes());
  if (!object) return nullptr;
  const auto count = static_cast<std::int64_t>(limbs.size());
  object->signed_limb_count = negative ? -count : count;
  std::memcpy(object->limbs, limbs.data(), limbs.size_bytes());
  return adopt(object);
}

}  // namespace

Owned make_int_object(Vm& vm, std::int64_t value) {
  if constexpr (Model::kUnboxedIntegers) {
    const std::uint64_t magnitude =
        value < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
    return make_big(vm, {&magnitude, 1}, value < 0);
  } else {
    return make_int(vm, value);
  }
}

Owned make_uint(Vm& vm, std::uint64_t value) {
  if (value <= INT64_MAX) return make_int(vm, static_cast<std::int64_t>(value));
  return make_big(vm, {&value, 1}, false);
}

Owned make_int(Vm& vm, const numeric::BigInteger& value) {
  if (value.fits_int64()) return make_int(vm, value.to_int64());
  return make_big(vm, value.limbs(), value.negative());
}

bool int_to_int64(Value integer, std::int64_t* result) {
  if (is_small_int(integer)) {
    *result = small_int(integer);
    return true;
  }
  const numeric::IntegerView view = int_view(integer);
  if (!view.fits_int64()) return false;
  *result = view.to_int64();
  return true;
}

Value as_int(const Vm& vm, Value value) {
  switch (value.kind()) {
    case Kind::Int:
      return value;
    case Kind::False:
    case Kind::True:
      if constexpr (Model::kUnboxedIntegers) {
        return {Model::from_small_integer(value.is_true())};
      } else {
        return vm.small_integers[5 + value.is_true()];
      }
    case Kind::Instance:
      return unwrap(value, Kind::Int);
    default:
      return {};
  }
}

Owned int_to_str(Vm& vm, Value integer) {
  if (is_small_int(integer)) {
    char buffer[24];
    char* const end = buffer + sizeof buffer;
    char* start = end;
    const std::int64_t value = small_int(integer);
    std::uint64_t rest =
        value < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
    do {
      *--start = static_cast<char>('0' + rest % 10);
      rest /= 10;
    } while (rest != 0);
    if (value < 0) *--start = '-';
    return make_str(vm, std::string_view(start, static_cast<std::size_t>(end - start)));
  }
  std::string digits;
  if (const auto error = numeric::append_integer(digits, int_view(integer), 10, vm.int_max_str_digits)) {
    return raise_error(vm, error);
  }
  return make_str(vm, std::string_view(digits));
}

Owned int_from_text(Vm& vm, text::StringView text, int base) {
  numeric::BigInteger value;
  if (const auto error = text::parse_int(value, text, base, vm.int_max_str_digits)) {
    return raise_error(vm, error);
  }
  return make_int(vm, value);
}

Owned int_from_literal(Vm& vm, const std::string& digits) {
  numeric::BigInteger value;
  if (const auto error = text::parse_int(value, std::string_view(digits), 0, vm.int_max_str_digits)) {
    return raise_error(vm, error);
  }
  return make_int(vm, value);
}

int int_compare(Value left, Value right) {
  if (is_small_int(left) && is_small_int(right)) {
    const std::int64_t a = small_int(left);
    const std::int64_t b = small_int(right);
    return (a > b) - (a < b);
  }
  return numeric::compare(int_view(left), int_view(right));
}

std::int64_t int_hash(Value integer) {
  if (is_small_int(integer)) return text::hash_int(small_int(integer));
  const numeric::IntegerView view = int_view(integer);
  return text::hash_limbs(view.limbs(), view.sign() < 0);
}

bool int_to_double(Vm& vm, Value integer, double* result) {
  if (is_small_int(integer)) {
    *result = static_cast<double>(small_int(integer));
    return true;
  }
  if (const auto error = numeric::to_double(*result, int_view(integer))) {
    raise_error(vm, error);
    return false;
  }
  return true;
}

}  // namespace midden::python
