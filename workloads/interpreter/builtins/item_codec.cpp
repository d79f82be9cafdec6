#include "workloads/interpreter/builtins/item_codec.h"

#include <cstring>

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/floats.h"
#include "workloads/interpreter/builtins/half_float.h"

namespace midden::python {
namespace {

template <class T>
T load_as(const std::uint8_t* bytes) {
  T value;
  std::memcpy(&value, bytes, sizeof value);
  return value;
}

template <class T>
ItemStatus store_as(T value, std::uint8_t* bytes) {
  std::memcpy(bytes, &value, sizeof value);
  return ItemStatus::ok;
}

template <class T>
ItemStatus store_integer(Vm& vm, Value value, std::uint8_t* bytes) {
  if (!is_index_like(vm, value)) return ItemStatus::wrong_type;
  const Local integer(vm, index_to_int(vm, value));
  if (!integer) return ItemStatus::error;
  if constexpr (sizeof(T) == 8 && static_cast<T>(-1) > 0) {
    const numeric::IntegerView view = int_view(integer);
    if (view.sign() < 0 || view.limbs().size() > 1) return ItemStatus::out_of_range;
    return store_as<T>(view.is_zero() ? 0 : view.limbs()[0], bytes);
  } else {
    std::int64_t wide;
    if (!int_to_int64(integer, &wide) || wide != static_cast<std::int64_t>(static_cast<T>(wide))) {
      return ItemStatus::out_of_range;
    }
    return store_as(static_cast<T>(wide), bytes);
  }
}

ItemStatus to_real(Vm& vm, Value value, double* number) {
  if (is_float(value)) {
    *number = float_value(value);
    return ItemStatus::ok;
  }
  if (!as_int(vm, value) && !has_special(vm, value, vm.names.__float__) &&
      !has_special(vm, value, vm.names.__index__)) {
    return ItemStatus::wrong_type;
  }
  return to_double(vm, value, number) ? ItemStatus::ok : ItemStatus::error;
}

}  // namespace

std::uint32_t native_item_size(char format) {
  switch (format) {
    case 'c':
    case 'b':
    case 'B':
    case '?':
      return 1;
    case 'h':
    case 'H':
    case 'e':
      return 2;
    case 'i':
    case 'I':
    case 'f':
    case 'u':
      return 4;
    case 'l':
    case 'L':
    case 'q':
    case 'Q':
    case 'n':
    case 'N':
    case 'P':
    case 'd':
      return 8;
    default:
      return 0;
  }
}

Owned read_item(Vm& vm, char format, const std::uint8_t* bytes) {
  switch (format) {
    case 'c':
      return make_bytes(vm, std::string(1, static_cast<char>(*bytes)));
    case 'b':
      return make_int(vm, load_as<std::int8_t>(bytes));
    case 'B':
      return make_int(vm, *bytes);
    case '?':
      return make_bool(*bytes != 0);
    case 'h':
      return make_int(vm, load_as<std::int16_t>(bytes));
    case 'H':
      return make_int(vm, load_as<std::uint16_t>(bytes));
    case 'i':
      return make_int(vm, load_as<std::int32_t>(bytes));
    case 'I':
      return make_int(vm, load_as<std::uint32_t>(bytes));
    case 'l':
    case 'q':
    case 'n':
      return make_int(vm, load_as<std::int64_t>(bytes));
    case 'L':
    case 'Q':
    case 'N':
    case 'P':
      return make_uint(vm, load_as<std::uint64_t>(bytes));
    case 'e':
      return make_float(vm, half_to_double(load_as<std::uint16_t>(bytes)));
    case 'f':
      return make_float(vm, static_cast<double>(load_as<float>(bytes)));
    case 'd':
      return make_float(vm, load_as<double>(bytes));
    case 'u': {
      const auto code_point = load_as<std::uint32_t>(bytes);
      if (code_point > 0x10FFFF) {
        return raise_value_error(vm, "character U+%x is not in range [U+0000; U+10ffff]", code_point);
      }
      return make_char(vm, code_point);
    }
    default:
      return nullptr;
  }
}

ItemStatus write_item(Vm& vm, char format, Value value, std::uint8_t* bytes) {
  switch (format) {
    case 'c': {
      std::string_view view;
      if (!value.is(Kind::Bytes) || !bytes_view(value, &view) || view.size() != 1)
        return ItemStatus::wrong_type;
      *bytes = static_cast<std::uint8_t>(view[0]);
      return ItemStatus::ok;
    }
    case 'b':
      return store_integer<std::int8_t>(vm, value, bytes);
    case 'B':
      return store_integer<std::uint8_t>(vm, value, bytes);
    case '?': {
      const int truth = is_true(vm, value);
      *bytes = truth > 0;
      return truth < 0 ? ItemStatus::error : ItemStatus::ok;
    }
    case 'h':
      return store_integer<std::int16_t>(vm, value, bytes);
    case 'H':
      return store_integer<std::uint16_t>(vm, value, bytes);
    case 'i':
      return store_integer<std::int32_t>(vm, value, bytes);
    case 'I':
      return store_integer<std::uint32_t>(vm, value, bytes);
    case 'l':
    case 'q':
    case 'n':
      return store_integer<std::int64_t>(vm, value, bytes);
    case 'L':
    case 'Q':
    case 'N':
    case 'P':
      return store_integer<std::uint64_t>(vm, value, bytes);
    case 'e': {
      double number;
      const ItemStatus status = to_real(vm, value, &number);
      std::uint16_t half;
      if (status != ItemStatus::ok) return status;
      return double_to_half(number, &half) ? store_as(half, bytes) : ItemStatus::out_of_range;
    }
    case 'f': {
      double number;
      const ItemStatus status = to_real(vm, value, &number);
      if (status != ItemStatus::ok) return status;
      const auto single = static_cast<float>(number);
      const bool overflows = __builtin_isinf(single) && !__builtin_isinf(number);
      return overflows ? ItemStatus::out_of_range : store_as(single, bytes);
    }
    case 'd': {
      double number;
      const ItemStatus status = to_real(vm, value, &number);
      return status == ItemStatus::ok ? store_as(number, bytes) : status;
    }
    case 'u': {
      const Value text = unwrap(value, Kind::Str);
      if (!text || str_view(text).length != 1) return ItemStatus::wrong_type;
      return store_as(static_cast<std::uint32_t>(str_view(text).at(0)), bytes);
    }
    default:
      return ItemStatus::wrong_type;
  }
}

}  // namespace midden::python
