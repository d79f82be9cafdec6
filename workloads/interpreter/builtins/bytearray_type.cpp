// What changes a bytearray: item assignment, augmented assignment, and the methods.

#include <cstring>

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/bytes_internal.h"
#include "workloads/interpreter/builtins/containers.h"

namespace midden::python {
namespace {

constexpr const char* kRange = "byte must be in range(0, 256)";

std::uint64_t size(Value self) { return self.as<ByteArray>()->length; }
Value plain_self(Arguments arguments) { return unwrap(arguments[0], Kind::ByteArray); }

// Replaces [start, stop) by `bytes`, which lie outside the heap.
bool splice(Vm& vm, const Local& self, std::uint64_t start, std::uint64_t stop, std::string_view bytes) {
  const std::uint64_t old_length = size(self);
  const std::uint64_t tail = old_length - stop;
  const std::uint64_t new_length = start + bytes.size() + tail;
  if (new_length > old_length && !bytearray_resize(vm, self, new_length)) return false;
  std::uint8_t* data = bytearray_data(self);
  if (tail > 0) std::memmove(data + start + bytes.size(), data + stop, tail);
  if (!bytes.empty()) std::memcpy(data + start, bytes.data(), bytes.size());
  return new_length >= old_length || bytearray_resize(vm, self, new_length);
}

void delete_strided(Value self, std::int64_t start, std::int64_t step, std::int64_t count) {
  if (step < 0) {
    start += step * (count - 1);
    step = -step;
  }
  std::uint8_t* data = bytearray_data(self);
  auto target = static_cast<std::uint64_t>(start);
  std::int64_t next_gap = start;
  std::int64_t gaps = count;
  for (auto i = static_cast<std::uint64_t>(start); i < size(self); ++i) {
    if (gaps > 0 && static_cast<std::int64_t>(i) == next_gap) {
      next_gap += step;
      --gaps;
    } else {
      data[target++] = data[i];
    }
  }
}

bool set_slice(Vm& vm, const Local& self, Value slice, Value value) {
  const Local keep_slice(vm, slice);
  std::string bytes;
  if (value) {
    const Local source(vm, value);
    std::string_view view;
    const bool bad = unwrap(value, Kind::Str) || (!bytes_view(value, &view) && is_index_like(vm, value));
    if (bad) {
      raise_type_error(vm, "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
      return false;
    }
    if (!collect_bytes(vm, source, Kind::ByteArray, &bytes)) return false;
  }
  std::int64_t start;
  std::int64_t stop;
  std::int64_t step;
  std::int64_t count;
  const auto length = static_cast<std::int64_t>(size(self));
  if (!slice_indices(vm, keep_slice, length, &start, &stop, &step, &count)) return false;
  if (step == 1) {
    return splice(vm, self, static_cast<std::uint64_t>(start),
                  static_cast<std::uint64_t>(start + (count > 0 ? count : 0)), bytes);
  }
  if (!value) {
    if (count <= 0) return true;
    delete_strided(self, start, step, count);
    return bytearray_resize(vm, self, static_cast<std::uint64_t>(length - count));
  }
  if (static_cast<std::int64_t>(bytes.size()) != count) {
    raise_value_error(vm, "attempt to assign bytes of size %zu to extended slice of size %lld", bytes.size(),
                      static_cast<long long>(count));
    return false;
  }
  std::uint8_t* data = bytearray_data(self);
  for (std::int64_t i = 0; i < count; ++i) {
    data[start + i * step] = static_cast<std::uint8_t>(bytes[static_cast<std::size_t>(i)]);
  }
  return true;
}

}  // namespace

// --- methods -----------------------------------------------------------------------------------------------
Owned bytearray_append(Vm& vm, Arguments arguments) {
  std::uint8_t byte;
  if (!byte_argument(vm, arguments[1], kRange, &byte)) return nullptr;
  const std::uint64_t length = size(plain_self(arguments));
  if (!bytearray_resize(vm, plain_self(arguments), length + 1)) return nullptr;
  bytearray_data(plain_self(arguments))[length] = byte;
  return make_none();
}

Owned bytearray_extend(Vm& vm, Arguments arguments) {
  std::string bytes;
  std::string_view view;
  if (unwrap(arguments[1], Kind::Str) && str_view(unwrap(arguments[1], Kind::Str)).length > 0) {
    return raise_type_error(vm, "'str' object cannot be interpreted as an integer");
  }
  if (!bytes_view(arguments[1], &view) && !has_special(vm, arguments[1], vm.names.__iter__) &&
      !has_special(vm, arguments[1], vm.names.__getitem__)) {
    return raise_type_error(vm, "can't extend bytearray with %s", type_name(vm, arguments[1]).c_str());
  }
  if (!unwrap(arguments[1], Kind::Str) && !collect_bytes(vm, arguments[1], Kind::ByteArray, &bytes)) {
    return nullptr;
  }
  const Local self(vm, plain_self(arguments));
  return splice(vm, self, size(self), size(self), bytes) ? make_none() : nullptr;
}

Owned bytearray_insert(Vm& vm, Arguments arguments) {
  std::int64_t index;
  std::uint8_t byte;
  if (!to_index(vm, arguments[1], &index) || !byte_argument(vm, arguments[2], kRange, &byte)) return nullptr;
  const Local self(vm, plain_self(arguments));
  const auto length = static_cast<std::int64_t>(size(self));
  if (index < 0) index = index + length < 0 ? 0 : index + length;
  const auto at = static_cast<std::uint64_t>(index < length ? index : length);
  const char content = static_cast<char>(byte);
  return splice(vm, self, at, at, {&content, 1}) ? make_none() : nullptr;
}

Owned bytearray_pop(Vm& vm, Arguments arguments) {
  std::int64_t index = -1;
  if (!optional_index(vm, arguments[1], &index)) return nullptr;
  const Local self(vm, plain_self(arguments));
  const auto length = static_cast<std::int64_t>(size(self));
  if (length == 0) return raise_index_error(vm, "pop from empty bytearray");
  if (index < 0) index += length;
  if (index < 0 || index >= length) return raise_index_error(vm, "pop index out of range");
  const std::uint8_t byte = bytearray_data(self)[index];
  const auto at = static_cast<std::uint64_t>(index);
  return splice(vm, self, at, at + 1, {}) ? make_int(vm, byte) : nullptr;
}

Owned bytearray_remove(Vm& vm, Arguments arguments) {
  std::uint8_t byte;
  if (!byte_argument(vm, arguments[1], kRange, &byte)) return nullptr;
  const Local self(vm, plain_self(arguments));
  const void* data = bytearray_data(self);
  const void* found = size(self) > 0 ? std::memchr(data, byte, size(self)) : nullptr;
  if (!found) return raise_value_error(vm, "value not found in bytearray");
  const auto at =
      static_cast<std::uint64_t>(static_cast<const char*>(found) - static_cast<const char*>(data));
  return splice(vm, self, at, at + 1, {}) ? make_none() : nullptr;
}

Owned bytearray_clear(Vm& vm, Arguments arguments) {
  return bytearray_resize(vm, plain_self(arguments), 0) ? make_none() : nullptr;
}

Owned bytearray_reverse(Vm&, Arguments arguments) {
  const Value self = plain_self(arguments);
  std::uint8_t* data = bytearray_data(self);
  for (std::uint64_t i = 0, j = size(self); i + 1 < j; ++i, --j) std::swap(data[i], data[j - 1]);
  return make_none();
}

bool bytearray_set_item(Vm& vm, Value self_value, Value key, Value value) {
  const Local self(vm, self_value);
  if (key.is(Kind::Slice)) return set_slice(vm, self, key, value);
  const Local item(vm, value);
  std::int64_t index;
  if (!index_argument(vm, key, "bytearray indices must be integers or slices, not %s", &index)) return false;
  std::uint8_t byte = 0;
  if (item && !byte_argument(vm, item, kRange, &byte)) return false;
  const auto length = static_cast<std::int64_t>(size(self));
  if (index < 0) index += length;
  if (index < 0 || index >= length) {
    raise_index_error(vm, "bytearray index out of range");
    return false;
  }
  if (item) {
    bytearray_data(self)[index] = byte;
    return true;
  }
  const auto at = static_cast<std::uint64_t>(index);
  return splice(vm, self, at, at + 1, {});
}

Owned bytearray_inplace(Vm& vm, BinaryOperator op, Value left, Value right) {
  const Local receiver(vm, left);
  const Local self(vm, unwrap(left, Kind::ByteArray));
  if (op == BinaryOperator::add) {
    std::string_view view;
    if (!bytes_view(right, &view)) return cannot_concatenate(vm, right, "can't concat %s to bytearray");
    if (!splice(vm, self, size(self), size(self), std::string(view))) return nullptr;
    return retain(receiver);
  }
  if (op != BinaryOperator::multiply) return make_not_implemented();
  std::int64_t count;
  switch (repeat_count(vm, right, &count)) {
    case RepeatCount::not_implemented:
      return make_not_implemented();
    case RepeatCount::error:
      return nullptr;
    case RepeatCount::ok:
      break;
  }
  const std::uint64_t length = size(self);
  if (count < 0) count = 0;
  if (length > 0 && static_cast<std::uint64_t>(count) > UINT32_MAX / length) return raise_memory_error(vm);
  if (!bytearray_resize(vm, self, length * static_cast<std::uint64_t>(count))) return nullptr;
  std::uint8_t* data = bytearray_data(self);
  for (std::int64_t i = 1; i < count; ++i)
    std::memcpy(data + static_cast<std::uint64_t>(i) * length, data, length);
  return retain(receiver);
}

}  // namespace midden::python
