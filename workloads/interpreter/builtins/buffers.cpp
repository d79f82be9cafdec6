#include "workloads/interpreter/builtins/buffers.h"

#include "workloads/interpreter/builtins/strings.h"

namespace midden::python {

bool buffer_view(Value value, BufferView* view) {
  *view = {};
  if (Bytes* bytes = unwrap_as<Bytes>(value, Kind::Bytes)) {
    view->data = bytes->data;
    view->size = bytes->length;
    return true;
  }
  if (const Value array = unwrap(value, Kind::ByteArray)) {
    view->data = bytearray_data(array);
    view->size = array.as<ByteArray>()->length;
    view->read_only = false;
    return true;
  }
  if (const ArrayArray* array = unwrap_as<ArrayArray>(value, Kind::ArrayArray)) {
    const Value buffer = load(array->buffer);
    view->data = buffer ? buffer.as<Buffer>()->data : nullptr;
    view->size = array->length * array->item_size;
    view->read_only = false;
    view->format = array->type_code;
    view->item_size = array->item_size;
    return true;
  }
  const MemoryView* memory = unwrap_as<MemoryView>(value, Kind::MemoryView);
  if (!memory) return false;
  const Value object = load(memory->object);
  if (!object || memory->stride != memory->item_size || !buffer_view(object, view)) return false;
  // The object may have shrunk since the view was made.
  const std::uint64_t end = memory->offset + memory->count * memory->item_size;
  if (end > view->size) {
    view->size = view->size > memory->offset ? view->size - memory->offset : 0;
  } else {
    view->size = memory->count * memory->item_size;
  }
  view->data += memory->offset;
  view->read_only = memory->read_only;
  view->format = memory->format;
  view->item_size = memory->item_size;
  return true;
}

}  // namespace midden::python
