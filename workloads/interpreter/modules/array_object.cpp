#include "workloads/interpreter/modules/array_object.h"

#include <cmath>
#include <cstring>

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/floats.h"
#include "workloads/interpreter/builtins/item_codec.h"

namespace midden::python {
namespace {

bool raise_overflow(Vm& vm, const char* message) {
  raise(vm, ExceptionClass::OverflowError, "%s", message);
  return false;
}

bool raise_beyond(Vm& vm, const char* what, bool above) {
  raise(vm, ExceptionClass::OverflowError, "%s is %s", what,
        above ? "greater than maximum" : "less than minimum");
  return false;
}

bool raise_out_of_range(Vm& vm, char code, Value value) {
  const Local integer(vm, index_to_int(vm, value));
  if (!integer) return false;
  std::int64_t number = 0;
  const bool fits = int_to_int64(integer, &number);
  const bool negative = int_view(integer).sign() < 0;
  switch (code) {
    case 'q':
      return raise_overflow(vm, "int too big to convert");
    case 'Q':
      return raise_overflow(vm,
                            negative ? "can't convert negative int to unsigned" : "int too big to convert");
    case 'I':
    case 'L':
      if (negative) return raise_overflow(vm, "can't convert negative value to unsigned int");
      return code == 'I' && fits ? raise_beyond(vm, "unsigned int", true)
                                 : raise_overflow(vm, "Python int too large to convert to C unsigned long");
    default:
      break;
  }
  if (!fits || code == 'l') return raise_overflow(vm, "Python int too large to convert to C long");
  const char* what = code == 'b'   ? "signed char"
                     : code == 'B' ? "unsigned byte integer"
                     : code == 'h' ? "signed short"
                     : code == 'H' ? "unsigned short"
                                   : "signed integer";
  return raise_beyond(vm, what, number > 0);
}

}  // namespace

Owned make_array(Vm& vm, char type_code, std::uint64_t length) {
  ArrayArray* array = allocate<ArrayArray>(vm, Kind::ArrayArray);
  if (!array) return nullptr;
  array->length = 0;
  array->item_size = native_item_size(type_code);
  array->type_code = type_code;
  Local result(vm, adopt(array));
  return length == 0 || array_resize(vm, result, length) ? result.take() : nullptr;
}

bool array_resize(Vm& vm, Value array, std::uint64_t length) {
  const std::uint64_t item_size = array_of(array)->item_size;
  const Value old = load(array_of(array)->buffer);
  const std::uint64_t capacity = old ? old.as<Buffer>()->capacity() / item_size : 0;
  if (length > UINT32_MAX) {
    raise_memory_error(vm);
    return false;
  }
  if (length <= capacity && (length * 4 >= capacity || capacity <= 16)) {
    array_of(array)->length = length;
    return true;
  }
  const Local keep(vm, array);
  const std::uint64_t wanted = length > capacity && capacity > 0 ? length + (length >> 3) + 4 : length;
  Buffer* fresh = allocate_extent<Buffer>(vm, Kind::Buffer, 0, wanted * item_size);
  if (!fresh) return false;
  ArrayArray* object = array_of(keep);
  const std::uint64_t kept = object->length < length ? object->length : length;
  if (kept > 0) std::memcpy(fresh->data, array_data(keep), kept * item_size);
  object->length = length;
  store(vm, object, object->buffer, adopt(fresh));
  return true;
}

Owned array_item(Vm& vm, Value array, std::uint64_t index) {
  const ArrayArray* object = array_of(array);
  return read_item(vm, object->type_code, array_data(array) + index * object->item_size);
}

bool array_encode(Vm& vm, char code, Value value_argument, std::uint8_t* bytes) {
  if (code == 'd' && is_float(value_argument)) {
    const double number = float_value(value_argument);
    std::memcpy(bytes, &number, sizeof number);
    return true;
  }
  const Local value(vm, value_argument);
  switch (write_item(vm, code, value, bytes)) {
    case ItemStatus::ok:
      return true;
    case ItemStatus::error:
      return false;
    case ItemStatus::wrong_type:
      break;
    case ItemStatus::out_of_range: {
      if (code != 'f') return raise_out_of_range(vm, code, value);
      double number;
      if (!to_double(vm, value, &number)) return false;
      const float infinity = std::copysign(INFINITY, static_cast<float>(number));
      std::memcpy(bytes, &infinity, sizeof infinity);
      return true;
    }
  }
  if (code == 'u') {
    raise_type_error(vm, "array item must be unicode character");
  } else {
    raise_type_error(vm,
                     code == 'f' || code == 'd' ? "must be real number, not %s"
                                                : "'%s' object cannot be interpreted as an integer",
                     type_name(vm, value).c_str());
  }
  return false;
}

bool array_append(Vm& vm, Value array, Value value) {
  const Local keep(vm, array);
  std::uint8_t bytes[8];
  if (!array_encode(vm, array_of(array)->type_code, value, bytes)) return false;
  const std::uint64_t length = array_of(keep)->length;
  if (!array_resize(vm, keep, length + 1)) return false;
  const std::uint32_t item_size = array_of(keep)->item_size;
  std::memcpy(array_data(keep) + length * item_size, bytes, item_size);
  return true;
}

bool array_extend(Vm& vm, Value array, Value iterable) {
  const Local keep(vm, array);
  const Local source(vm, iterable);
  if (plain_array(source)) {
    if (array_of(plain_array(source))->type_code != array_of(keep)->type_code) {
      raise_type_error(vm, "can only extend with array of same kind");
      return false;
    }
    BufferView view;
    buffer_view(source, &view);
    const std::string bytes(reinterpret_cast<const char*>(view.data), view.size);
    return array_splice(vm, keep, array_of(keep)->length, array_of(keep)->length, bytes);
  }
  const Local iterator(vm, get_iterator(vm, source));
  if (!iterator) return false;
  Local item(vm);
  for (;;) {
    item = next(vm, iterator);
    if (!item) return !has_pending(vm);
    if (!array_append(vm, keep, item)) return false;
  }
}

bool array_splice(Vm& vm, Value array, std::uint64_t start, std::uint64_t stop, std::string_view bytes) {
  const Local keep(vm, array);
  const std::uint64_t item_size = array_of(keep)->item_size;
  const std::uint64_t old_length = array_of(keep)->length;
  const std::uint64_t tail = (old_length - stop) * item_size;
  const std::uint64_t new_length = old_length - (stop - start) + bytes.size() / item_size;
  if (new_length > old_length && !array_resize(vm, keep, new_length)) return false;
  std::uint8_t* data = array_data(keep);
  if (tail > 0) std::memmove(data + start * item_size + bytes.size(), data + stop * item_size, tail);
  if (!bytes.empty()) std::memcpy(data + start * item_size, bytes.data(), bytes.size());
  return new_length >= old_length || array_resize(vm, keep, new_length);
}

}  // namespace midden::python
