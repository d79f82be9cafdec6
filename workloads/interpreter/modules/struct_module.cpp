#include <cstdarg>
#include <cstdio>
#include <cstring>

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/buffers.h"
#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/item_codec.h"
#include "workloads/interpreter/modules/own_type.h"
#include "workloads/interpreter/modules/struct_format.h"
#include "workloads/interpreter/vm/imports.h"

namespace midden::python {
namespace {

struct StructObject : Object {
  static constexpr unsigned kSlots = 1;
  Slot format;  // Str
  std::uint64_t size;
};

// struct.error is made in Python, as any exception class.
constexpr const char* kErrorClass = R"(
class error(Exception):
    __module__ = 'struct'
)";

// What a function that fails returns, be it a truth or an object.
struct Failure {
  operator bool() const { return false; }
  operator Owned() const { return nullptr; }
};

[[gnu::format(printf, 2, 3)]] Failure raise_struct_error(Vm& vm, const char* format, ...) {
  char message[256];
  va_list arguments;
  va_start(arguments, format);
  std::vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  const Local text(vm, make_str_utf8(vm, message));
  const Local module(vm, import_module(vm, "struct"));
  if (!text || !module) return {};
  const Local name(vm, intern_immortal(vm, "error"));
  if (!name) return {};
  const Local type(vm, get_attribute(vm, module, name));
  if (!type) return {};
  Local exception(vm, call(vm, type, {text.get()}));
  if (!exception) return {};
  raise_object(vm, exception.take());
  return {};
}

// False: exception.
bool layout_of(Vm& vm, Value format, StructLayout* layout) {
  std::string_view bytes;
  std::string copy;
  if (const Value text = unwrap(format, Kind::Str)) {
    copy = to_utf8(text);
    bytes = copy;
  } else if (!format.is(Kind::Bytes) || !bytes_view(format, &bytes)) {
    raise_type_error(vm, "Struct() argument 1 must be a str or bytes object, not %s",
                     type_name(vm, format).c_str());
    return false;
  }
  const char* problem = parse_struct_format(bytes, layout);
  if (problem) raise_struct_error(vm, "%s", problem);
  return !problem;
}

// --- packing -----------------------------------------------------------------------------------------------
bool raise_out_of_range(Vm& vm, const StructField& field, Value value) {
  const Value integer = as_int(vm, value);
  std::int64_t number = 0;
  const bool fits = integer && int_to_int64(integer, &number);
  switch (field.item_code) {
    case 'f':
    case 'e':
      raise(vm, ExceptionClass::OverflowError, "float too large to pack with %c format", field.code);
      return false;
    case 'b':
      if (fits) return raise_struct_error(vm, "byte format requires -128 <= number <= 127");
      break;
    case 'B':
      if (fits) return raise_struct_error(vm, "ubyte format requires 0 <= number <= 255");
      break;
    case 'h':
      if (fits) return raise_struct_error(vm, "short format requires -32768 <= number <= 32767");
      break;
    case 'H':
      if (fits) return raise_struct_error(vm, "ushort format requires 0 <= number <= 65535");
      break;
    case 'i':
      if (fits) {
        return raise_struct_error(vm, "'%c' format requires -2147483648 <= number <= 2147483647", field.code);
      }
      break;
    case 'I':
      if (fits && number >= 0) {
        return raise_struct_error(vm, "'%c' format requires 0 <= number <= 4294967295", field.code);
      }
      break;
    default:
      break;
  }
  return raise_struct_error(vm, "argument out of range");
}

bool raise_wrong_type(Vm& vm, char code) {
  switch (code) {
    case 'c':
      return raise_struct_error(vm, "char format requires a bytes object of length 1");
    case 'e':
    case 'f':
    case 'd':
      return raise_struct_error(vm, "required argument is not a float");
    default:
      return raise_struct_error(vm, "required argument is not an integer");
  }
}

bool pack_item(Vm& vm, const StructField& field, bool swap, Value value_argument, char* target) {
  const Local value(vm, value_argument);
  std::uint8_t scratch[8];
  switch (write_item(vm, field.item_code, value, scratch)) {
    case ItemStatus::ok:
      break;
    case ItemStatus::wrong_type:
      return raise_wrong_type(vm, field.item_code);
    case ItemStatus::out_of_range:
      return raise_out_of_range(vm, field, value);
    case ItemStatus::error:
      return false;
  }
  for (std::uint32_t i = 0; i < field.size; ++i) {
    target[i] = static_cast<char>(scratch[swap ? field.size - 1 - i : i]);
  }
  return true;
}

bool pack_string(Vm& vm, const StructField& field, Value value, char* target) {
  std::string_view bytes;
  if (!(unwrap(value, Kind::Bytes) || unwrap(value, Kind::ByteArray)) || !bytes_view(value, &bytes)) {
    return raise_struct_error(vm, "argument for '%c' must be a bytes object", field.code);
  }
  std::uint64_t room = field.count;
  if (field.code == 'p') {
    if (room == 0) return true;
    --room;
    const std::uint64_t length = bytes.size() < room ? bytes.size() : room;
    *target++ = static_cast<char>(length < 255 ? length : 255);
  }
  std::memcpy(target, bytes.data(), bytes.size() < room ? bytes.size() : room);
  return true;
}

// Packs arguments[first …] into `out`, which has the layout's size. False: exception.
bool pack_values(Vm& vm, const StructLayout& layout, Arguments arguments, std::uint32_t first,
                 const char* function, char* out) {
  const std::uint64_t given = arguments.count() - first;
  if (given != layout.values) {
    return raise_struct_error(vm, "%s expected %llu items for packing (got %llu)", function,
                              static_cast<unsigned long long>(layout.values),
                              static_cast<unsigned long long>(given));
  }
  std::size_t at = first;
  for (const StructField& field : layout.fields) {
    char* target = out + field.offset;
    if (!field.item_code) {
      if (!pack_string(vm, field, arguments[at++], target)) return false;
      continue;
    }
    for (std::uint64_t i = 0; i < field.count; ++i, target += field.size) {
      if (!pack_item(vm, field, layout.big_endian, arguments[at++], target)) return false;
    }
  }
  return true;
}

Owned pack_bytes(Vm& vm, const StructLayout& layout, Arguments arguments, std::uint32_t first) {
  std::string out(layout.size, '\0');
  return pack_values(vm, layout, arguments, first, "pack", out.data()) ? make_bytes(vm, out) : nullptr;
}

// --- unpacking ---------------------------------------------------------------------------------------------
Owned unpack_string(Vm& vm, const StructField& field, const char* source) {
  std::uint64_t length = field.count;
  if (field.code == 'p') {
    if (length == 0) return make_bytes(vm, {});
    const auto stored = static_cast<std::uint8_t>(*source++);
    length = stored < length - 1 ? stored : length - 1;
  }
  return make_bytes(vm, {source, length});
}

// `bytes` lie outside the heap.
Owned unpack_values(Vm& vm, const StructLayout& layout, const char* bytes) {
  if (layout.values == 0) return retain(vm.empty_tuple);
  Tuple* fresh = allocate_tuple(vm, layout.values);
  if (!fresh) return nullptr;
  Local tuple(vm, adopt(fresh));
  std::size_t at = 0;
  for (const StructField& field : layout.fields) {
    const char* source = bytes + field.offset;
    const std::uint64_t count = field.item_code ? field.count : 1;
    for (std::uint64_t i = 0; i < count; ++i, source += field.size) {
      Owned item;
      if (field.item_code) {
        std::uint8_t scratch[8];
        for (std::uint32_t k = 0; k < field.size; ++k) {
          scratch[k] = static_cast<std::uint8_t>(source[layout.big_endian ? field.size - 1 - k : k]);
        }
        item = read_item(vm, field.item_code, scratch);
      } else {
        item = unpack_string(vm, field, source);
      }
      if (!item) return nullptr;
      initialize(vm, tuple.as<Tuple>(), tuple.as<Tuple>()->items[at++], std::move(item));
    }
  }
  return tuple.take();
}

// --- Struct ------------------------------------------------------------------------------------------------
// Methods of Struct serve as functions of the module too: there the format stands in the receiver's place.
bool self_layout(Vm& vm, Arguments arguments, StructLayout* layout) {
  const StructObject* object = unwrap_as<StructObject>(arguments[0], Kind::Struct);
  return layout_of(vm, object ? load(object->format) : arguments[0], layout);
}

Owned construct(Vm& vm, Arguments arguments) {
  StructLayout layout;
  if (!layout_of(vm, arguments[1], &layout)) return nullptr;
  std::string_view bytes;
  Local text(vm, unwrap(arguments[1], Kind::Str));
  if (!text && bytes_view(arguments[1], &bytes)) text = make_str_utf8(vm, std::string(bytes));
  if (!text) return nullptr;
  auto* object = allocate<StructObject>(vm, Kind::Struct);
  if (!object) return nullptr;
  object->size = layout.size;
  initialize(vm, object, object->format, text.get());
  return wrap_payload(vm, arguments[0], adopt(object));
}

Owned struct_pack(Vm& vm, Arguments arguments) {
  StructLayout layout;
  return self_layout(vm, arguments, &layout) ? pack_bytes(vm, layout, arguments, 1) : nullptr;
}

Owned calcsize(Vm& vm, Arguments arguments) {
  StructLayout layout;
  return layout_of(vm, arguments[0], &layout) ? make_uint(vm, layout.size) : nullptr;
}

bool buffer_argument(Vm& vm, Value value, std::string_view* bytes) {
  if (bytes_view(value, bytes)) return true;
  raise_type_error(vm, "a bytes-like object is required, not '%s'", type_name(vm, value).c_str());
  return false;
}

Owned struct_unpack(Vm& vm, Arguments arguments) {
  StructLayout layout;
  std::string_view bytes;
  if (!self_layout(vm, arguments, &layout) || !buffer_argument(vm, arguments[1], &bytes)) return nullptr;
  if (bytes.size() != layout.size) {
    return raise_struct_error(vm, "unpack requires a buffer of %llu bytes",
                              static_cast<unsigned long long>(layout.size));
  }
  return unpack_values(vm, layout, std::string(bytes).data());
}

// Makes `offset` positive and checks that the struct fits behind it.
bool check_offset(Vm& vm, const char* function, const char* verb, std::uint64_t size, std::size_t available,
                  std::int64_t* offset) {
  const auto length = static_cast<std::int64_t>(available);
  const std::int64_t given = *offset;
  if (given < 0) {
    if (given + static_cast<std::int64_t>(size) > 0) {
      return raise_struct_error(vm, "not enough data to %s %llu bytes", verb,
                                static_cast<unsigned long long>(size));
    }
    if (given + length < 0) {
      return raise_struct_error(vm, "offset %lld out of range for %lld-byte buffer",
                                static_cast<long long>(given), static_cast<long long>(length));
    }
    *offset += length;
  }
  if (length - *offset >= static_cast<std::int64_t>(size)) return true;
  return raise_struct_error(
      vm,
      "%s requires a buffer of at least %llu bytes for %sing %llu bytes at offset %lld (actual buffer size "
      "is "
      "%lld)",
      function, static_cast<unsigned long long>(size) + static_cast<unsigned long long>(*offset), verb,
      static_cast<unsigned long long>(size), static_cast<long long>(*offset), static_cast<long long>(length));
}

Owned struct_unpack_from(Vm& vm, Arguments arguments) {
  StructLayout layout;
  std::int64_t offset = 0;
  std::string_view bytes;
  if (!self_layout(vm, arguments, &layout) || !optional_index(vm, arguments[2], &offset) ||
      !buffer_argument(vm, arguments[1], &bytes) ||
      !check_offset(vm, "unpack_from", "unpack", layout.size, bytes.size(), &offset)) {
    return nullptr;
  }
  const std::string part(bytes.substr(static_cast<std::size_t>(offset), layout.size));
  return unpack_values(vm, layout, part.data());
}

Owned struct_pack_into(Vm& vm, Arguments arguments) {
  StructLayout layout;
  std::int64_t offset;
  if (!self_layout(vm, arguments, &layout)) return nullptr;
  BufferView buffer;
  if (!buffer_view(arguments[1], &buffer) || buffer.read_only) {
    return raise_type_error(vm, "argument must be read-write bytes-like object, not %s",
                            type_name(vm, arguments[1]).c_str());
  }
  if (!to_index(vm, arguments[2], &offset) || !buffer_view(arguments[1], &buffer) ||
      !check_offset(vm, "pack_into", "pack", layout.size, buffer.size, &offset)) {
    return nullptr;
  }
  std::string out(layout.size, '\0');
  if (!pack_values(vm, layout, arguments, 3, "pack_into", out.data())) return nullptr;
  const auto at = static_cast<std::uint64_t>(offset);
  if (!buffer_view(arguments[1], &buffer) || at + out.size() > buffer.size) {
    return raise_struct_error(vm, "buffer changed size while packing");
  }
  std::memcpy(buffer.data + at, out.data(), out.size());
  return make_none();
}

Owned struct_iter_unpack(Vm& vm, Arguments arguments) {
  StructLayout layout;
  std::string_view bytes;
  if (!self_layout(vm, arguments, &layout) || !buffer_argument(vm, arguments[1], &bytes)) return nullptr;
  if (layout.size == 0) return raise_struct_error(vm, "cannot iteratively unpack with a struct of length 0");
  if (bytes.size() % layout.size != 0) {
    return raise_struct_error(vm, "iterative unpacking requires a buffer of a multiple of %llu bytes",
                              static_cast<unsigned long long>(layout.size));
  }
  const std::string copy(bytes);
  const Local list(vm, make_list(vm, copy.size() / layout.size));
  if (!list) return nullptr;
  for (std::size_t at = 0; at < copy.size(); at += layout.size) {
    Owned item = unpack_values(vm, layout, copy.data() + at);
    if (!item || !list_append(vm, list, std::move(item))) return nullptr;
  }
  return get_iterator(vm, list);
}

Owned get_size(Vm& vm, Value self) {
  return make_uint(vm, unwrap_as<StructObject>(self, Kind::Struct)->size);
}
Owned get_format(Vm&, Value self) {
  return retain(load(unwrap_as<StructObject>(self, Kind::Struct)->format));
}

const NativeDefinition kMethods[] = {
    {"pack", struct_pack, "*values"},
    {"unpack", struct_unpack, "buffer, /"},
    {"unpack_from", struct_unpack_from, "buffer, offset="},
    {"pack_into", struct_pack_into, "buffer, offset, /, *values"},
    {"iter_unpack", struct_iter_unpack, "buffer, /"},
};

const GetSetDefinition kGetters[] = {
    {"size", get_size},
    {"format", get_format},
};

const KindOperations kOperations = {};

Owned clear_cache(Vm&, Arguments) { return make_none(); }

constexpr auto kFunction = NativeDefinition::function;

const NativeDefinition kFunctions[] = {
    {"pack", struct_pack, "format, /, *values", kFunction},
    {"unpack", struct_unpack, "format, buffer, /", kFunction},
    {"unpack_from", struct_unpack_from, "format, /, buffer, offset=", kFunction},
    {"pack_into", struct_pack_into, "format, buffer, offset, /, *values", kFunction},
    {"iter_unpack", struct_iter_unpack, "format, buffer, /", kFunction},
    {"calcsize", calcsize, "format, /", kFunction},
    {"_clearcache", clear_cache, "", kFunction},
};

bool initialize_struct(Vm& vm, Value module_value) {
  const Local module(vm, module_value);
  if (!add_own_type(vm, module, kStructType)) return false;
  Code* code = compile_source(vm, kErrorClass, "<struct>", "exec", false);
  if (!code) return false;
  const Local globals(vm, module_dict(module));
  return static_cast<bool>(execute(vm, code, globals, {}));
}

}  // namespace

const TypeDefinition kStructType = {
    .kind = Kind::Struct,
    .name = "Struct",
    .module = "_struct",
    .operations = &kOperations,
    .methods = kMethods,
    .getters = kGetters,
    .construct = construct,
    .construct_signature = "format",
};

const ModuleDefinition kStructModule = {"struct", kFunctions, initialize_struct};

}  // namespace midden::python
