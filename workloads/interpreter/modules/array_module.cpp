// array.array: construction, methods, and the module.

#include <algorithm>
#include <cstring>

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/modules/array_object.h"
#include "workloads/interpreter/modules/own_type.h"

namespace midden::python {
namespace {

constexpr const char* kTypeCodes = "bBuhHiIlLqQfd";

Value self_of(Arguments arguments) { return plain_array(arguments[0]); }

std::string_view content(Value array) {
  return {reinterpret_cast<const char*>(array_data(array)),
          array_of(array)->length * array_of(array)->item_size};
}

// --- construction ------------------------------------------------------------------------------------------
bool append_text(Vm& vm, const Local& array, Value text) {
  std::u32string characters;
  const text::StringView view = str_view(text);
  for (std::uint64_t i = 0; i < view.length; ++i) characters.push_back(view.at(i));
  const std::uint64_t length = array_of(array)->length;
  return array_splice(vm, array, length, length,
                      {reinterpret_cast<const char*>(characters.data()), characters.size() * 4});
}

bool append_bytes(Vm& vm, const Local& array, std::string_view bytes) {
  if (bytes.size() % array_of(array)->item_size != 0) {
    raise_value_error(vm, "bytes length not a multiple of item size");
    return false;
  }
  const std::uint64_t length = array_of(array)->length;
  return array_splice(vm, array, length, length, std::string(bytes));
}

bool fill(Vm& vm, const Local& array, Value initial) {
  const char code = array_of(array)->type_code;
  if (const Value text = unwrap(initial, Kind::Str)) {
    if (code == 'u') return append_text(vm, array, text);
    raise_type_error(vm, "cannot use a str to initialize an array with typecode '%c'", code);
    return false;
  }
  std::string_view bytes;
  if ((unwrap(initial, Kind::Bytes) || unwrap(initial, Kind::ByteArray)) && bytes_view(initial, &bytes)) {
    return append_bytes(vm, array, bytes);
  }
  if (plain_array(initial) && array_of(plain_array(initial))->type_code != code) {
    const Local source(vm, initial);
    const Local items(vm, list_from(vm, source));
    return items && array_extend(vm, array, items);
  }
  return array_extend(vm, array, initial);
}

Owned construct(Vm& vm, Arguments arguments) {
  const Value code_text = unwrap(arguments[1], Kind::Str);
  if (!code_text || str_view(code_text).length != 1) {
    return raise_type_error(vm, "array() argument 1 must be a unicode character, not %s",
                            type_name(vm, arguments[1]).c_str());
  }
  const char32_t code = str_view(code_text).at(0);
  if (code > 127 || code == 0 || !std::strchr(kTypeCodes, static_cast<int>(code))) {
    return raise_value_error(vm, "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)");
  }
  Local array(vm, make_array(vm, static_cast<char>(code), 0));
  if (!array || (arguments[2] && !fill(vm, array, arguments[2]))) return nullptr;
  return wrap_payload(vm, arguments[0], array.take());
}

// --- methods -----------------------------------------------------------------------------------------------
Owned append(Vm& vm, Arguments arguments) {
  return array_append(vm, self_of(arguments), arguments[1]) ? make_none() : nullptr;
}

Owned extend(Vm& vm, Arguments arguments) {
  return array_extend(vm, self_of(arguments), arguments[1]) ? make_none() : nullptr;
}

Owned insert(Vm& vm, Arguments arguments) {
  std::int64_t index;
  if (!to_index(vm, arguments[1], &index)) return nullptr;
  std::uint8_t bytes[8];
  if (!array_encode(vm, array_of(self_of(arguments))->type_code, arguments[2], bytes)) return nullptr;
  const Value self = self_of(arguments);
  const auto length = static_cast<std::int64_t>(array_of(self)->length);
  if (index < 0) index = std::max<std::int64_t>(index + length, 0);
  const auto at = static_cast<std::uint64_t>(std::min(index, length));
  const std::string_view item(reinterpret_cast<const char*>(bytes), array_of(self)->item_size);
  return array_splice(vm, self, at, at, item) ? make_none() : nullptr;
}

Owned pop(Vm& vm, Arguments arguments) {
  std::int64_t index = -1;
  if (!optional_index(vm, arguments[1], &index)) return nullptr;
  const auto length = static_cast<std::int64_t>(array_of(self_of(arguments))->length);
  if (length == 0) return raise_index_error(vm, "pop from empty array");
  if (index < 0) index += length;
  if (index < 0 || index >= length) return raise_index_error(vm, "pop index out of range");
  const auto at = static_cast<std::uint64_t>(index);
  Local item(vm, array_item(vm, self_of(arguments), at));
  return item && array_splice(vm, self_of(arguments), at, at + 1, {}) ? item.take() : nullptr;
}

// The first index from `start` on of an item equal to the argument; -1: none, -2: exception.
std::int64_t find(Vm& vm, Arguments arguments, std::int64_t start, std::int64_t stop) {
  Local item(vm);
  for (std::int64_t i = start;
       i < stop && i < static_cast<std::int64_t>(array_of(self_of(arguments))->length); ++i) {
    item = array_item(vm, self_of(arguments), static_cast<std::uint64_t>(i));
    if (!item) return -2;
    const int same = is_equal(vm, item, arguments[1]);
    if (same < 0) return -2;
    if (same) return i;
  }
  return -1;
}

Owned remove(Vm& vm, Arguments arguments) {
  const std::int64_t index = find(vm, arguments, 0, INT64_MAX);
  if (index == -2) return nullptr;
  if (index < 0) return raise_value_error(vm, "array.remove(x): x not in array");
  const auto at = static_cast<std::uint64_t>(index);
  return array_splice(vm, self_of(arguments), at, at + 1, {}) ? make_none() : nullptr;
}

Owned index_of(Vm& vm, Arguments arguments) {
  std::int64_t start = 0;
  std::int64_t stop = INT64_MAX;
  if (!slice_argument(vm, arguments[2], &start) || !slice_argument(vm, arguments[3], &stop)) return nullptr;
  const auto length = static_cast<std::int64_t>(array_of(self_of(arguments))->length);
  if (start < 0) start = std::max<std::int64_t>(start + length, 0);
  if (stop < 0) stop += length;
  const std::int64_t index = find(vm, arguments, start, stop);
  if (index == -2) return nullptr;
  if (index < 0) return raise_value_error(vm, "array.index(x): x not in array");
  return make_int(vm, index);
}

Owned count(Vm& vm, Arguments arguments) {
  std::int64_t total = 0;
  for (std::int64_t from = 0;;) {
    const std::int64_t index = find(vm, arguments, from, INT64_MAX);
    if (index == -2) return nullptr;
    if (index < 0) return make_int(vm, total);
    ++total;
    from = index + 1;
  }
}

void reverse_items(std::uint8_t* data, std::uint64_t length, std::uint32_t item_size) {
  for (std::uint64_t i = 0, j = length; i + 1 < j; ++i, --j) {
    std::swap_ranges(data + i * item_size, data + (i + 1) * item_size, data + (j - 1) * item_size);
  }
}

Owned reverse(Vm&, Arguments arguments) {
  const Value self = self_of(arguments);
  reverse_items(array_data(self), array_of(self)->length, array_of(self)->item_size);
  return make_none();
}

Owned byteswap(Vm&, Arguments arguments) {
  const Value self = self_of(arguments);
  const std::uint32_t item_size = array_of(self)->item_size;
  for (std::uint64_t i = 0; i < array_of(self)->length; ++i) {
    reverse_items(array_data(self) + i * item_size, item_size, 1);
  }
  return make_none();
}

Owned tobytes(Vm& vm, Arguments arguments) {
  const std::string copy(content(self_of(arguments)));
  return make_bytes(vm, copy);
}

Owned frombytes(Vm& vm, Arguments arguments) {
  std::string_view bytes;
  if (!bytes_view(arguments[1], &bytes)) {
    return raise_type_error(vm, "a bytes-like object is required, not '%s'",
                            type_name(vm, arguments[1]).c_str());
  }
  const Local self(vm, self_of(arguments));
  return append_bytes(vm, self, bytes) ? make_none() : nullptr;
}

Owned tolist(Vm& vm, Arguments arguments) {
  Local list(vm, make_list(vm, array_of(self_of(arguments))->length));
  if (!list) return nullptr;
  for (std::uint64_t i = 0; i < array_of(self_of(arguments))->length; ++i) {
    Owned item = array_item(vm, self_of(arguments), i);
    if (!item || !list_append(vm, list, std::move(item))) return nullptr;
  }
  return list.take();
}

Owned fromlist(Vm& vm, Arguments arguments) {
  if (!unwrap(arguments[1], Kind::List)) return raise_type_error(vm, "arg must be list");
  const Local self(vm, self_of(arguments));
  const std::uint64_t before = array_of(self)->length;
  if (array_extend(vm, self, arguments[1])) return make_none();
  array_of(self)->length = before;  // all or nothing
  return nullptr;
}

bool check_unicode(Vm& vm, Arguments arguments, const char* method) {
  if (array_of(self_of(arguments))->type_code == 'u') return true;
  raise_value_error(vm, "%s() may only be called on unicode type arrays", method);
  return false;
}

Owned tounicode(Vm& vm, Arguments arguments) {
  if (!check_unicode(vm, arguments, "tounicode")) return nullptr;
  text::StringBuilder out;
  for (std::uint64_t i = 0; i < array_of(self_of(arguments))->length; ++i) {
    char32_t c;
    std::memcpy(&c, array_data(self_of(arguments)) + i * 4, 4);
    out.append(c);
  }
  return make_str(vm, out);
}

Owned fromunicode(Vm& vm, Arguments arguments) {
  if (!check_unicode(vm, arguments, "fromunicode")) return nullptr;
  const Value text = str_argument(vm, arguments[1], "fromunicode() argument must be str, not %s");
  if (!text) return nullptr;
  const Local self(vm, self_of(arguments));
  return append_text(vm, self, text) ? make_none() : nullptr;
}

// Objects move, so the address is the object's number.
Owned buffer_info(Vm& vm, Arguments arguments) {
  const Local number(vm, make_uint(vm, vm.mutator.identity(self_of(arguments).object())));
  if (!number) return nullptr;
  const Local length(vm, make_uint(vm, array_of(self_of(arguments))->length));
  return length ? make_tuple(vm, {number.get(), length.get()}) : nullptr;
}

Owned copy(Vm& vm, Arguments arguments) {
  Local result(vm, make_array(vm, array_of(self_of(arguments))->type_code, 0));
  return result && array_extend(vm, result, self_of(arguments)) ? result.take() : nullptr;
}

Owned get_itemsize(Vm& vm, Value self) { return make_int(vm, array_of(plain_array(self))->item_size); }
Owned get_typecode(Vm& vm, Value self) {
  return make_char(vm, static_cast<char32_t>(array_of(plain_array(self))->type_code));
}

const NativeDefinition kMethods[] = {
    {"append", append, "v, /"},
    {"extend", extend, "bb, /"},
    {"insert", insert, "i, v, /"},
    {"pop", pop, "i=, /"},
    {"remove", remove, "v, /"},
    {"index", index_of, "v, start=, stop=, /"},
    {"count", count, "v, /"},
    {"reverse", reverse, ""},
    {"byteswap", byteswap, ""},
    {"tobytes", tobytes, ""},
    {"frombytes", frombytes, "buffer, /"},
    {"tolist", tolist, ""},
    {"fromlist", fromlist, "list, /"},
    {"tounicode", tounicode, ""},
    {"fromunicode", fromunicode, "ustr, /"},
    {"buffer_info", buffer_info, ""},
    {"__copy__", copy, ""},
    {"__deepcopy__", copy, "memo, /"},
};

const GetSetDefinition kGetters[] = {
    {"itemsize", get_itemsize},
    {"typecode", get_typecode},
};

bool initialize_array(Vm& vm, Value module_value) {
  const Local module(vm, module_value);
  if (!add_own_type(vm, module, kArrayType)) return false;
  Owned codes = make_str(vm, kTypeCodes);
  return codes && add_to_module(vm, module, "typecodes", std::move(codes));
}

}  // namespace

const TypeDefinition kArrayType = {
    .kind = Kind::ArrayArray,
    .name = "array",
    .module = "array",
    .operations = &kArrayOperations,
    .methods = kMethods,
    .getters = kGetters,
    .construct = construct,
    .construct_signature = "typecode, initializer=, /",
};

const ModuleDefinition kArrayModule = {"array", {}, initialize_array};

}  // namespace midden::python
