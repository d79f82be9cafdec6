// memoryview, over bytes, bytearray and array, in one dimension.

#include <cstring>

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/buffers.h"
#include "workloads/interpreter/builtins/bytes_hex.h"
#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/item_codec.h"
#include "workloads/interpreter/text/hash.h"

namespace midden::python {
namespace {

constexpr const char* kReleased = "operation forbidden on released memoryview object";

MemoryView* view_of(Value self) { return self.as<MemoryView>(); }

// The address of an item; null with an exception when the view was released or its object has shrunk.
std::uint8_t* item_address(Vm& vm, Value self, std::uint64_t index) {
  const MemoryView* view = view_of(self);
  const Value object = load(view->object);
  BufferView buffer;
  if (!object || !buffer_view(object, &buffer)) {
    return static_cast<std::uint8_t*>(raise_value_error(vm, kReleased));
  }
  const std::uint64_t at =
      view->offset + static_cast<std::uint64_t>(static_cast<std::int64_t>(index) * view->stride);
  if (at + view->item_size > buffer.size) {
    return static_cast<std::uint8_t*>(raise_index_error(vm, "index out of bounds on dimension 1"));
  }
  return buffer.data + at;
}

bool check_alive(Vm& vm, Value self) {
  if (load(view_of(self)->object)) return true;
  raise_value_error(vm, kReleased);
  return false;
}

// The viewed bytes in order, outside the heap.
bool copy_bytes(Vm& vm, Value self, std::string* out) {
  if (!check_alive(vm, self)) return false;
  const MemoryView* view = view_of(self);
  for (std::uint64_t i = 0; i < view->count; ++i) {
    const std::uint8_t* item = item_address(vm, self, i);
    if (!item) return false;
    out->append(reinterpret_cast<const char*>(item), view->item_size);
  }
  return true;
}

// A view of the same object with other bounds; `like` says everything else.
Owned make_view(Vm& vm, Value like, std::uint64_t offset, std::uint64_t count, std::int64_t stride) {
  const Local source(vm, like);
  MemoryView* view = allocate<MemoryView>(vm, Kind::MemoryView);
  if (!view) return nullptr;
  const MemoryView* from = source.as<MemoryView>();
  view->offset = offset;
  view->count = count;
  view->stride = stride;
  view->item_size = from->item_size;
  view->format = from->format;
  view->read_only = from->read_only;
  view->unused = 0;
  view->hash = -1;
  initialize(vm, view, view->object, load(from->object));
  return adopt(view);
}

Owned construct(Vm& vm, Arguments arguments) {
  if (const Value other = unwrap(arguments[1], Kind::MemoryView)) {
    if (!check_alive(vm, other)) return nullptr;
    const MemoryView* view = view_of(other);
    return make_view(vm, other, view->offset, view->count, view->stride);
  }
  BufferView buffer;
  if (!buffer_view(arguments[1], &buffer)) {
    return raise_type_error(vm, "memoryview: a bytes-like object is required, not '%s'",
                            type_name(vm, arguments[1]).c_str());
  }
  MemoryView* view = allocate<MemoryView>(vm, Kind::MemoryView);
  if (!view) return nullptr;
  view->offset = 0;
  view->count = buffer.size / buffer.item_size;
  view->stride = buffer.item_size;
  view->item_size = buffer.item_size;
  view->format = buffer.format;
  view->read_only = buffer.read_only;
  view->unused = 0;
  view->hash = -1;
  initialize(vm, view, view->object, arguments[1]);
  return adopt(view);
}

// --- operations --------------------------------------------------------------------------------------------
std::int64_t length(Vm& vm, Value self) {
  return check_alive(vm, self) ? static_cast<std::int64_t>(view_of(self)->count) : -1;
}

bool item_index(Vm& vm, const Local& self, Value key, std::uint64_t* index) {
  std::int64_t number;
  if (!index_argument(vm, key, "memoryview: invalid slice key", &number)) return false;
  const auto count = static_cast<std::int64_t>(self.as<MemoryView>()->count);
  if (number < 0) number += count;
  if (number < 0 || number >= count) {
    raise_index_error(vm, "index out of bounds on dimension 1");
    return false;
  }
  *index = static_cast<std::uint64_t>(number);
  return true;
}

Owned slice_view(Vm& vm, const Local& self, Value slice) {
  std::int64_t start;
  std::int64_t stop;
  std::int64_t step;
  std::int64_t count;
  if (!slice_indices(vm, slice, static_cast<std::int64_t>(self.as<MemoryView>()->count), &start, &stop, &step,
                     &count)) {
    return nullptr;
  }
  const MemoryView* view = self.as<MemoryView>();
  return make_view(vm, self, view->offset + static_cast<std::uint64_t>(start * view->stride),
                   static_cast<std::uint64_t>(count > 0 ? count : 0), view->stride * step);
}

Owned get_item(Vm& vm, Value self_value, Value key) {
  if (!check_alive(vm, self_value)) return nullptr;
  const Local self(vm, self_value);
  if (key.is(Kind::Slice)) return slice_view(vm, self, key);
  std::uint64_t index;
  if (!item_index(vm, self, key, &index)) return nullptr;
  const std::uint8_t* item = item_address(vm, self, index);
  return item ? read_item(vm, self.as<MemoryView>()->format, item) : nullptr;
}

bool set_slice(Vm& vm, const Local& self, Value slice, Value value) {
  std::string bytes;
  BufferView buffer;
  if (value.is(Kind::MemoryView)) {
    if (!copy_bytes(vm, value, &bytes)) return false;
  } else if (buffer_view(value, &buffer)) {
    bytes.assign(reinterpret_cast<const char*>(buffer.data), buffer.size);
  } else {
    raise_type_error(vm, "a bytes-like object is required, not '%s'", type_name(vm, value).c_str());
    return false;
  }
  const Local target(vm, slice_view(vm, self, slice));
  if (!target) return false;
  const MemoryView* view = target.as<MemoryView>();
  if (view->count * view->item_size != bytes.size()) {
    raise_value_error(vm, "memoryview assignment: lvalue and rvalue have different structures");
    return false;
  }
  for (std::uint64_t i = 0; i < view->count; ++i) {
    std::uint8_t* item = item_address(vm, target, i);
    if (!item) return false;
    std::memcpy(item, bytes.data() + i * view->item_size, view->item_size);
  }
  return true;
}

bool set_item(Vm& vm, Value self_value, Value key, Value value_argument) {
  if (!check_alive(vm, self_value)) return false;
  if (view_of(self_value)->read_only) {
    raise_type_error(vm, "cannot modify read-only memory");
    return false;
  }
  if (!value_argument) {
    raise_type_error(vm, "cannot delete memory");
    return false;
  }
  const Local self(vm, self_value);
  const Local value(vm, value_argument);
  if (key.is(Kind::Slice)) return set_slice(vm, self, key, value);
  std::uint64_t index;
  if (!item_index(vm, self, key, &index)) return false;
  const char format = self.as<MemoryView>()->format;
  std::uint8_t scratch[8];
  switch (write_item(vm, format, value, scratch)) {
    case ItemStatus::ok:
      break;
    case ItemStatus::wrong_type:
      raise_type_error(vm, "memoryview: invalid type for format '%c'", format);
      return false;
    case ItemStatus::out_of_range:
      raise_value_error(vm, "memoryview: invalid value for format '%c'", format);
      return false;
    case ItemStatus::error:
      return false;
  }
  std::uint8_t* item = item_address(vm, self, index);
  if (!item) return false;
  std::memcpy(item, scratch, self.as<MemoryView>()->item_size);
  return true;
}

Owned make_item_list(Vm& vm, Value self_value) {
  if (!check_alive(vm, self_value)) return nullptr;
  const Local self(vm, self_value);
  Local list(vm, make_list(vm, view_of(self)->count));
  if (!list) return nullptr;
  for (std::uint64_t i = 0; i < view_of(self)->count; ++i) {
    const std::uint8_t* address = item_address(vm, self, i);
    if (!address) return nullptr;
    Owned item = read_item(vm, view_of(self)->format, address);
    if (!item || !list_append(vm, list, std::move(item))) return nullptr;
  }
  return list.take();
}

Owned iterate(Vm& vm, Value self) {
  const Local items(vm, make_item_list(vm, self));
  return items ? get_iterator(vm, items) : nullptr;
}

// The content of a view or of anything bytes-like; false: neither.
bool content(Vm& vm, Value value, std::string* out, char* format) {
  if (const Value view = unwrap(value, Kind::MemoryView)) {
    *format = view_of(view)->format;
    if (copy_bytes(vm, view, out)) return true;
    clear_pending(vm);
    return false;
  }
  BufferView buffer;
  if (!buffer_view(value, &buffer)) return false;
  out->assign(reinterpret_cast<const char*>(buffer.data), buffer.size);
  *format = buffer.format;
  return true;
}

Owned compare_views(Vm& vm, Value left, Value right, Comparison op) {
  if (op != Comparison::equal && op != Comparison::not_equal) return make_not_implemented();
  std::string a;
  std::string b;
  char left_format;
  char right_format;
  bool same = left == right;
  if (!same) {
    if (!content(vm, left, &a, &left_format) || !content(vm, right, &b, &right_format)) {
      return make_not_implemented();
    }
    same = a == b && left_format == right_format;
  }
  return make_bool(same == (op == Comparison::equal));
}

bool hash_view(Vm& vm, Value self, std::int64_t* result) {
  if (!check_alive(vm, self)) return false;
  MemoryView* view = view_of(self);
  if (!view->read_only) {
    raise_value_error(vm, "cannot hash writable memoryview object");
    return false;
  }
  if (view->hash == -1) {
    std::string bytes;
    if (!copy_bytes(vm, self, &bytes)) return false;
    view->hash = text::hash_bytes(bytes.data(), bytes.size());
  }
  *result = view->hash;
  return true;
}

Owned repr_view(Vm& vm, Value self) {
  const bool alive = static_cast<bool>(load(view_of(self)->object));
  char text[64];
  std::snprintf(text, sizeof text, "<%s at 0x%llx>", alive ? "memory" : "released memory",
                static_cast<unsigned long long>(vm.mutator.identity(self.object())));
  return make_str_utf8(vm, text);
}

// --- methods -----------------------------------------------------------------------------------------------
Owned tobytes(Vm& vm, Arguments arguments) {
  std::string bytes;
  return copy_bytes(vm, arguments[0], &bytes) ? make_bytes(vm, bytes) : nullptr;
}

Owned tolist(Vm& vm, Arguments arguments) { return make_item_list(vm, arguments[0]); }

Owned hex(Vm& vm, Arguments arguments) {
  std::string bytes;
  return copy_bytes(vm, arguments[0], &bytes) ? bytes_hex(vm, bytes, arguments[1], arguments[2]) : nullptr;
}

Owned release(Vm& vm, Arguments arguments) {
  MemoryView* view = arguments[0].as<MemoryView>();
  store(vm, view, view->object, Value{});
  return make_none();
}

Owned enter(Vm& vm, Arguments arguments) {
  return check_alive(vm, arguments[0]) ? retain(arguments[0]) : nullptr;
}

Owned toreadonly(Vm& vm, Arguments arguments) {
  if (!check_alive(vm, arguments[0])) return nullptr;
  const MemoryView* view = view_of(arguments[0]);
  Owned result = make_view(vm, arguments[0], view->offset, view->count, view->stride);
  if (result) view_of(result.value())->read_only = true;
  return result;
}

Owned cast(Vm& vm, Arguments arguments) {
  if (!check_alive(vm, arguments[0])) return nullptr;
  const Value text = str_argument(vm, arguments[1], "cast() argument 'format' must be str, not %s");
  if (!text) return nullptr;
  const std::string format = to_utf8(text);
  const char code = format.size() == 1 ? format[0] : format.size() == 2 && format[0] == '@' ? format[1] : 0;
  const std::uint32_t size = code == 'u' || code == 'e' ? 0 : native_item_size(code);
  if (size == 0) {
    return raise_value_error(
        vm,
        "memoryview: destination format must be a native single character format prefixed "
        "with an optional '@'");
  }
  const MemoryView* view = view_of(arguments[0]);
  if (view->stride != view->item_size) {
    return raise_type_error(vm, "memoryview: casts are restricted to C-contiguous views");
  }
  const std::uint64_t bytes = view->count * view->item_size;
  if (bytes % size != 0) return raise_type_error(vm, "memoryview: length is not a multiple of itemsize");
  Owned result = make_view(vm, arguments[0], view->offset, bytes / size, size);
  if (!result) return nullptr;
  view_of(result.value())->item_size = size;
  view_of(result.value())->format = code;
  return result;
}

// --- attributes --------------------------------------------------------------------------------------------
Owned number(Vm& vm, Value self, std::int64_t value) {
  return check_alive(vm, self) ? make_int(vm, value) : nullptr;
}
Owned get_nbytes(Vm& vm, Value self) {
  return number(vm, self, static_cast<std::int64_t>(view_of(self)->count * view_of(self)->item_size));
}
Owned get_itemsize(Vm& vm, Value self) { return number(vm, self, view_of(self)->item_size); }
Owned get_ndim(Vm& vm, Value self) { return number(vm, self, 1); }
Owned get_format(Vm& vm, Value self) {
  const char format = view_of(self)->format;
  if (!check_alive(vm, self)) return nullptr;
  return format == 'u' ? make_char(vm, U'w') : make_char(vm, static_cast<char32_t>(format));
}
Owned get_readonly(Vm& vm, Value self) {
  return check_alive(vm, self) ? make_bool(view_of(self)->read_only) : nullptr;
}
Owned get_obj(Vm& vm, Value self) {
  return check_alive(vm, self) ? retain(load(view_of(self)->object)) : nullptr;
}
Owned single(Vm& vm, Value self, std::int64_t value) {
  if (!check_alive(vm, self)) return nullptr;
  const Local item(vm, make_int(vm, value));
  return item ? make_tuple(vm, {item.get()}) : nullptr;
}
Owned get_shape(Vm& vm, Value self) {
  return single(vm, self, static_cast<std::int64_t>(view_of(self)->count));
}
Owned get_strides(Vm& vm, Value self) { return single(vm, self, view_of(self)->stride); }
Owned get_contiguous(Vm& vm, Value self) {
  const MemoryView* view = view_of(self);
  return check_alive(vm, self) ? make_bool(view->count <= 1 || view->stride == view->item_size) : nullptr;
}

const NativeDefinition kMethods[] = {
    {"tobytes", tobytes, "order="}, {"tolist", tolist, ""},         {"hex", hex, "sep=, bytes_per_sep="},
    {"release", release, ""},       {"toreadonly", toreadonly, ""}, {"cast", cast, "format"},
    {"__enter__", enter, ""},       {"__exit__", release, "*args"},
};

const GetSetDefinition kGetters[] = {
    {"nbytes", get_nbytes},
    {"itemsize", get_itemsize},
    {"ndim", get_ndim},
    {"format", get_format},
    {"readonly", get_readonly},
    {"obj", get_obj},
    {"shape", get_shape},
    {"strides", get_strides},
    {"contiguous", get_contiguous},
    {"c_contiguous", get_contiguous},
};

const KindOperations kOperations = {
    .repr = repr_view,
    .hash = hash_view,
    .compare = compare_views,
    .length = length,
    .get_item = get_item,
    .set_item = set_item,
    .iterate = iterate,
};

}  // namespace

const TypeDefinition kMemoryViewType = {
    .kind = Kind::MemoryView,
    .name = "memoryview",
    .module = "builtins",
    .operations = &kOperations,
    .methods = kMethods,
    .getters = kGetters,
    .construct = construct,
    .construct_signature = "object",
    .flags = kTypeFinal,
};

}  // namespace midden::python
