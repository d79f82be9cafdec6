#pragma once

// What memoryview and array.array have in common with bytes: a run of items in raw memory.

#include "workloads/interpreter/vm/heap_access.h"

namespace midden::python {

// A view of a bytes, a bytearray, an array or another view's object. It holds positions, not addresses: the
// object may move, and a bytearray may get another buffer.
struct MemoryView : Object {
  static constexpr unsigned kSlots = 1;
  Slot object;           // nothing once released
  std::uint64_t offset;  // bytes from the start of the object's content
  std::uint64_t count;   // items
  std::int64_t stride;   // bytes from item to item
  std::uint32_t item_size;
  char format;  // as in struct; 'B' for bytes
  bool read_only;
  std::uint16_t unused;
  std::int64_t hash;
};

struct ArrayArray : Object {
  static constexpr unsigned kSlots = 1;
  Slot buffer;           // Buffer or nothing
  std::uint64_t length;  // items
  std::uint32_t item_size;
  char type_code;
  std::uint8_t unused[3];
};

// The bytes behind an object, valid until the next allocation.
struct BufferView {
  std::uint8_t* data = nullptr;
  std::uint64_t size = 0;
  bool read_only = true;
  char format = 'B';
  std::uint32_t item_size = 1;
};
// bytes, bytearray, array, and memoryviews without gaps. False: something else.
bool buffer_view(Value value, BufferView* view);

}  // namespace midden::python
