// array.array: what operators and syntax do with it.

#include <cstring>

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/modules/array_object.h"

namespace midden::python {
namespace {

std::string raw_items(Value array) {
  return {reinterpret_cast<const char*>(array_data(array)),
          array_of(array)->length * array_of(array)->item_size};
}

Owned array_from_bytes(Vm& vm, char type_code, std::uint32_t item_size, const std::string& bytes) {
  Local result(vm, make_array(vm, type_code, bytes.size() / item_size));
  if (!result) return nullptr;
  if (!bytes.empty()) std::memcpy(array_data(result), bytes.data(), bytes.size());
  return result.take();
}

Owned item_list(Vm& vm, const Local& array) {
  Local list(vm, make_list(vm, array_of(array)->length));
  if (!list) return nullptr;
  for (std::uint64_t i = 0; i < array_of(array)->length; ++i) {
    Owned item = array_item(vm, array, i);
    if (!item || !list_append(vm, list, std::move(item))) return nullptr;
  }
  return list.take();
}

Owned array_repr(Vm& vm, Value self) {
  const Local array(vm, self);
  const char code = array_of(array)->type_code;
  text::StringBuilder out;
  out.append("array('");
  out.append(static_cast<char32_t>(code));
  out.append(U'\'');
  if (array_of(array)->length > 0) {
    out.append(", ");
    Local content(vm);
    if (code == 'u') {
      text::StringBuilder text;
      for (std::uint64_t i = 0; i < array_of(array)->length; ++i) {
        char32_t c;
        std::memcpy(&c, array_data(array) + i * 4, 4);
        text.append(c);
      }
      content = make_str(vm, text);
    } else {
      content = item_list(vm, array);
    }
    if (!content) return nullptr;
    const Local text(vm, repr(vm, content));
    if (!text) return nullptr;
    out.append(str_view(text));
  }
  out.append(U')');
  return make_str(vm, out);
}

Owned array_compare(Vm& vm, Value left_value, Value right_value, Comparison op) {
  const Local left(vm, plain_array(left_value));
  const Local right(vm, plain_array(right_value));
  if (!left || !right) return make_not_implemented();
  const bool equality = op == Comparison::equal || op == Comparison::not_equal;
  if (equality && array_of(left)->length != array_of(right)->length) {
    return make_bool(op == Comparison::not_equal);
  }
  Local a(vm);
  Local b(vm);
  for (std::uint64_t i = 0; i < array_of(left)->length && i < array_of(right)->length; ++i) {
    a = array_item(vm, left, i);
    if (!a) return nullptr;
    b = array_item(vm, right, i);
    if (!b) return nullptr;
    const int same = is_equal(vm, a, b);
    if (same < 0) return nullptr;
    if (!same) return equality ? make_bool(op == Comparison::not_equal) : compare(vm, a, b, op);
  }
  const std::uint64_t m = array_of(left)->length;
  const std::uint64_t n = array_of(right)->length;
  return comparison_result((m > n) - (m < n), op);
}

std::int64_t array_length(Vm&, Value self) { return static_cast<std::int64_t>(array_of(self)->length); }

bool item_index(Vm& vm, const Local& self, Value key, const char* out_of_range, std::uint64_t* result) {
  std::int64_t index;
  if (!index_argument(vm, key, "array indices must be integers", &index)) return false;
  const auto length = static_cast<std::int64_t>(array_of(self)->length);
  if (index < 0) index += length;
  if (index < 0 || index >= length) {
    raise_index_error(vm, "%s", out_of_range);
    return false;
  }
  *result = static_cast<std::uint64_t>(index);
  return true;
}

Owned array_subscript(Vm& vm, Value self_value, Value key) {
  if (is_small_int(key)) {
    std::int64_t index = small_int(key);
    const auto length = static_cast<std::int64_t>(array_of(self_value)->length);
    if (index < 0) index += length;
    if (index >= 0 && index < length) return array_item(vm, self_value, static_cast<std::uint64_t>(index));
  }
  const Local self(vm, self_value);
  if (!key.is(Kind::Slice)) {
    std::uint64_t index;
    return item_index(vm, self, key, "array index out of range", &index) ? array_item(vm, self, index)
                                                                         : nullptr;
  }
  std::int64_t start;
  std::int64_t stop;
  std::int64_t step;
  std::int64_t count;
  if (!slice_indices(vm, key, static_cast<std::int64_t>(array_of(self)->length), &start, &stop, &step,
                     &count)) {
    return nullptr;
  }
  const std::uint32_t item_size = array_of(self)->item_size;
  std::string bytes;
  for (std::int64_t i = 0; i < count; ++i) {
    bytes.append(reinterpret_cast<const char*>(array_data(self)) +
                     static_cast<std::uint64_t>(start + i * step) * item_size,
                 item_size);
  }
  return array_from_bytes(vm, array_of(self)->type_code, item_size, bytes);
}

bool assign_slice(Vm& vm, const Local& self, Value slice, Value value) {
  std::string bytes;
  if (value) {
    const Value source = plain_array(value);
    if (!source) {
      raise_type_error(vm, "can only assign array (not \"%s\") to array slice", type_name(vm, value).c_str());
      return false;
    }
    if (array_of(source)->type_code != array_of(self)->type_code) {
      raise_type_error(vm, "bad argument type for built-in operation");
      return false;
    }
    bytes = raw_items(source);
  }
  std::int64_t start;
  std::int64_t stop;
  std::int64_t step;
  std::int64_t count;
  const auto length = static_cast<std::int64_t>(array_of(self)->length);
  if (!slice_indices(vm, slice, length, &start, &stop, &step, &count)) return false;
  if (count < 0) count = 0;
  const std::uint32_t item_size = array_of(self)->item_size;
  if (step == 1) {
    return array_splice(vm, self, static_cast<std::uint64_t>(start),
                        static_cast<std::uint64_t>(start + count), bytes);
  }
  if (!value) {
    if (step < 0) {
      start += step * (count - 1);
      step = -step;
    }
    for (std::int64_t i = count - 1; i >= 0; --i) {
      const auto at = static_cast<std::uint64_t>(start + i * step);
      if (!array_splice(vm, self, at, at + 1, {})) return false;
    }
    return true;
  }
  const auto given = static_cast<std::int64_t>(bytes.size() / item_size);
  if (given != count) {
    raise_value_error(vm, "attempt to assign array of size %lld to extended slice of size %lld",
                      static_cast<long long>(given), static_cast<long long>(count));
    return false;
  }
  for (std::int64_t i = 0; i < count; ++i) {
    std::memcpy(array_data(self) + static_cast<std::uint64_t>(start + i * step) * item_size,
                bytes.data() + static_cast<std::uint64_t>(i) * item_size, item_size);
  }
  return true;
}

bool array_assign(Vm& vm, Value self_value, Value key, Value value_argument) {
  const Local self(vm, self_value);
  const Local value(vm, value_argument);
  if (key.is(Kind::Slice)) return assign_slice(vm, self, key, value);
  std::uint64_t index;
  if (!item_index(vm, self, key, "array assignment index out of range", &index)) return false;
  if (!value) return array_splice(vm, self, index, index + 1, {});
  std::uint8_t bytes[8];
  if (!array_encode(vm, array_of(self)->type_code, value, bytes)) return false;
  if (index >= array_of(self)->length) {  // the conversion may have shrunk it
    raise_index_error(vm, "array assignment index out of range");
    return false;
  }
  const std::uint32_t item_size = array_of(self)->item_size;
  std::memcpy(array_data(self) + index * item_size, bytes, item_size);
  return true;
}

int array_contains(Vm& vm, Value self_value, Value item_argument) {
  const Local self(vm, self_value);
  const Local wanted(vm, item_argument);
  Local item(vm);
  for (std::uint64_t i = 0; i < array_of(self)->length; ++i) {
    item = array_item(vm, self, i);
    if (!item) return -1;
    const int same = is_equal(vm, item, wanted);
    if (same != 0) return same;
  }
  return 0;
}

Owned array_repeat(Vm& vm, Value self_value, Value other) {
  const Local self(vm, self_value);
  std::int64_t count;
  switch (repeat_count(vm, other, &count)) {
    case RepeatCount::not_implemented:
      return make_not_implemented();
    case RepeatCount::error:
      return nullptr;
    case RepeatCount::ok:
      break;
  }
  if (count < 0) count = 0;
  const std::uint64_t length = array_of(self)->length;
  if (length > 0 && static_cast<std::uint64_t>(count) > UINT32_MAX / length) return raise_memory_error(vm);
  Local result(vm, make_array(vm, array_of(self)->type_code, length * static_cast<std::uint64_t>(count)));
  if (!result || length == 0) return result.take();
  const std::uint64_t size = length * array_of(self)->item_size;
  for (std::int64_t i = 0; i < count; ++i) {
    std::memcpy(array_data(result) + static_cast<std::uint64_t>(i) * size, array_data(self), size);
  }
  return result.take();
}

Owned array_binary(Vm& vm, BinaryOperator op, Value left, Value right) {
  const Value a = plain_array(left);
  if (op == BinaryOperator::multiply)
    return a ? array_repeat(vm, a, right) : array_repeat(vm, plain_array(right), left);
  if (op != BinaryOperator::add || !a) return make_not_implemented();
  const Value b = plain_array(right);
  if (!b) return cannot_concatenate(vm, right, "can only append array (not \"%s\") to array");
  if (array_of(a)->type_code != array_of(b)->type_code) {
    return raise_type_error(vm, "bad argument type for built-in operation");
  }
  return array_from_bytes(vm, array_of(a)->type_code, array_of(a)->item_size, raw_items(a) + raw_items(b));
}

Owned array_inplace(Vm& vm, BinaryOperator op, Value left, Value right) {
  const Local receiver(vm, left);
  const Local self(vm, plain_array(left));
  if (op == BinaryOperator::add) {
    if (!plain_array(right)) {
      return raise_type_error(vm, "can only extend array with array (not \"%s\")",
                              type_name(vm, right).c_str());
    }
    return array_extend(vm, self, right) ? retain(receiver) : nullptr;
  }
  if (op != BinaryOperator::multiply) return make_not_implemented();
  const Local repeated(vm, array_repeat(vm, self, right));
  if (!repeated || repeated.get().is_not_implemented()) return retain(repeated);
  return array_splice(vm, self, 0, array_of(self)->length, raw_items(repeated)) ? retain(receiver) : nullptr;
}

Owned array_iterate(Vm& vm, Value self) {
  const Local keep(vm, self);
  auto* iterator = allocate<ContainerIterator>(vm, Kind::SequenceIterator);
  if (!iterator) return nullptr;
  iterator->index = 0;
  iterator->expected_length = 0;
  initialize(vm, iterator, iterator->container, keep.get());
  return adopt(iterator);
}

}  // namespace

const KindOperations kArrayOperations = {
    .repr = array_repr,
    .unhashable = true,
    .compare = array_compare,
    .length = array_length,
    .get_item = array_subscript,
    .set_item = array_assign,
    .contains = array_contains,
    .iterate = array_iterate,
    .binary = array_binary,
    .inplace = array_inplace,
    .binary_operators = operator_bit(BinaryOperator::add) | operator_bit(BinaryOperator::multiply),
    .inplace_operators = operator_bit(BinaryOperator::add) | operator_bit(BinaryOperator::multiply),
};

}  // namespace midden::python
