// Making bytes and bytearrays, and seeing their content.

#include <cstring>

#include "workloads/interpreter/builtins/buffers.h"
#include "workloads/interpreter/builtins/strings.h"

namespace midden::python {
namespace {

Buffer* allocate_buffer(Vm& vm, std::uint64_t bytes) {
  return allocate_extent<Buffer>(vm, Kind::Buffer, 0, bytes);
}

}  // namespace

Bytes* allocate_bytes(Vm& vm, std::uint64_t length) {
  Bytes* object = allocate_extent<Bytes>(vm, Kind::Bytes, 0, sizeof(Bytes) - sizeof(ExtentObject) + length);
  if (!object) [[unlikely]]
    return nullptr;
  object->length = length;
  object->hash = -1;
  return object;
}

Owned make_bytes(Vm& vm, std::string_view bytes) {
  Bytes* object = allocate_bytes(vm, bytes.size());
  if (!object) return nullptr;
  if (!bytes.empty()) std::memcpy(object->data, bytes.data(), bytes.size());
  return adopt(object);
}

Owned make_bytearray(Vm& vm, std::string_view bytes) {
  ByteArray* object = allocate<ByteArray>(vm, Kind::ByteArray);
  if (!object) return nullptr;
  object->length = 0;
  if (bytes.empty()) return adopt(object);
  Local result(vm, adopt(object));
  if (!bytearray_resize(vm, result, bytes.size())) return nullptr;
  std::memcpy(bytearray_data(result), bytes.data(), bytes.size());
  return result.take();
}

bool bytearray_resize(Vm& vm, Value bytearray, std::uint64_t length) {
  ByteArray* object = bytearray.as<ByteArray>();
  const Value old = load(object->buffer);
  const std::uint64_t capacity = old ? old.as<Buffer>()->capacity() : 0;
  if (length <= capacity && (length * 4 >= capacity || capacity <= 64)) {
    object->length = length;
    return true;
  }
  const Local keep(vm, bytearray);
  const std::uint64_t wanted = length > capacity ? length + (length >> 3) + 8 : length;
  Buffer* fresh = allocate_buffer(vm, wanted);
  if (!fresh) return false;
  object = keep.as<ByteArray>();
  const std::uint64_t kept = object->length < length ? object->length : length;
  if (kept > 0) std::memcpy(fresh->data, bytearray_data(keep), kept);
  object->length = length;
  store(vm, object, object->buffer, adopt(fresh));
  return true;
}

bool bytes_view(Value value, std::string_view* view) {
  if (const Bytes* bytes = unwrap_as<Bytes>(value, Kind::Bytes)) {
    *view = {reinterpret_cast<const char*>(bytes->data), bytes->length};
    return true;
  }
  if (const Value array = unwrap(value, Kind::ByteArray)) {
    *view = {reinterpret_cast<const char*>(bytearray_data(array)), array.as<ByteArray>()->length};
    return true;
  }
  BufferView buffer;
  if (!buffer_view(value, &buffer)) return false;
  *view = {reinterpret_cast<const char*>(buffer.data), buffer.size};
  return true;
}

}  // namespace midden::python
