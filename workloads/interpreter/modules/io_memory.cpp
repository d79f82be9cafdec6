// io.StringIO and io.BytesIO.

#include <cstring>

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/results.h"
#include "workloads/interpreter/modules/io.h"

namespace midden::python {
namespace {

// Text written at the end waits in `pieces` and is joined to `text` when something else is wanted.
struct StringIo : Object {
  static constexpr unsigned kSlots = 2;
  Slot text;    // Str; nothing once closed
  Slot pieces;  // List of Str
  std::uint64_t position;
  std::uint64_t length;  // of text and pieces
};

struct BytesIo : Object {
  static constexpr unsigned kSlots = 1;
  Slot bytes;  // ByteArray; nothing once closed
  std::uint64_t position;
};

bool limit_argument(Vm& vm, Value argument, std::int64_t* limit) {
  *limit = -1;
  return !argument || argument.is_none() || to_index(vm, argument, limit);
}

// --- StringIO ----------------------------------------------------------------------------------------------

// The receiver; null: it is closed.
Value text_receiver(Vm& vm, Value self) {
  const Value object = as_kind(self, Kind::StringIO);
  if (load(object.as<StringIo>()->text)) return object;
  raise_value_error(vm, "I/O operation on closed file");
  return {};
}

// Joins the pieces; afterwards `text` is all there is.
bool join_pieces(Vm& vm, const Local& object) {
  Local pieces(vm, load(object.as<StringIo>()->pieces));
  if (list_length(pieces) == 0) return true;
  text::StringBuilder out;
  out.append(str_view(load(object.as<StringIo>()->text)));
  for (std::uint64_t i = 0; i < list_length(pieces); ++i) out.append(str_view(list_item(pieces, i)));
  Local joined(vm, make_str(vm, out));
  if (!joined) return false;
  Owned fresh = make_list(vm);
  if (!fresh) return false;
  StringIo* state = object.as<StringIo>();
  store(vm, state, state->pieces, std::move(fresh));
  store(vm, state, state->text, joined.take());
  return true;
}

// Writes anywhere but at the end: text before, padding, the new text, text after.
bool splice(Vm& vm, const Local& object, const Local& addition) {
  if (!join_pieces(vm, object)) return false;
  const StringIo* state = object.as<StringIo>();
  const text::StringView old = str_view(load(state->text)), added = str_view(addition);
  const std::uint64_t position = state->position, end = position + added.length;
  text::StringBuilder out;
  out.append(old.slice(0, std::min(position, old.length)));
  if (position > old.length) out.append_repeated(0, position - old.length);
  out.append(added);
  if (end < old.length) out.append(old.slice(end, old.length));
  Owned result = make_str(vm, out);
  if (!result) return false;
  StringIo* target = object.as<StringIo>();
  target->length = str_view(result.value()).length;
  target->position = end;
  store(vm, target, target->text, std::move(result));
  return true;
}

bool write_text(Vm& vm, const Local& object, const Local& string) {
  const std::uint64_t added = str_view(string).length;
  if (added == 0) return true;
  if (object.as<StringIo>()->position != object.as<StringIo>()->length) return splice(vm, object, string);
  if (!list_append(vm, load(object.as<StringIo>()->pieces), string.get())) return false;
  StringIo* state = object.as<StringIo>();
  state->length += added;
  state->position += added;
  return true;
}

Owned text_construct(Vm& vm, Arguments arguments) {
  Local pieces(vm, make_list(vm));
  if (!pieces) return nullptr;
  const bool given = arguments[1] && !arguments[1].is_none();
  if (given && !as_kind(arguments[1], Kind::Str)) {
    return raise_type_error(vm, "initial_value must be str or None, not %s",
                            type_name(vm, arguments[1]).c_str());
  }
  StringIo* object = allocate<StringIo>(vm, Kind::StringIO);
  if (!object) return nullptr;
  const Value text = given ? as_kind(arguments[1], Kind::Str) : vm.empty_string;
  object->position = 0;
  object->length = str_view(text).length;
  initialize(vm, object, object->text, text);
  initialize(vm, object, object->pieces, pieces.take());
  return wrap_payload(vm, arguments[0], adopt(object));
}

Owned text_initialize(Vm&, Arguments) { return owned_none(); }

Owned text_write(Vm& vm, Arguments arguments) {
  Local object(vm, text_receiver(vm, arguments[0]));
  if (!object) return nullptr;
  Local string(vm, as_kind(arguments[1], Kind::Str));
  if (!string) {
    return raise_type_error(vm, "string argument expected, got '%s'", type_name(vm, arguments[1]).c_str());
  }
  const std::uint64_t count = str_view(string).length;
  return write_text(vm, object, string) ? make_int(vm, static_cast<std::int64_t>(count)) : nullptr;
}

// Text from the position on, at most `limit` code points, or up to the end of the line.
Owned take_text(Vm& vm, const Local& object, std::int64_t limit, bool line) {
  if (!join_pieces(vm, object)) return nullptr;
  StringIo* state = object.as<StringIo>();
  const text::StringView text = str_view(load(state->text));
  const std::uint64_t start = std::min(state->position, text.length);
  std::uint64_t stop = text.length;
  if (limit >= 0) stop = std::min(stop, start + static_cast<std::uint64_t>(limit));
  if (line) {
    for (std::uint64_t i = start; i < stop; ++i) {
      if (text.at(i) == '\n') stop = i + 1;
    }
  }
  if (start < stop) state->position = stop;
  return make_substring(vm, load(state->text), start, stop);
}

Owned text_read(Vm& vm, Arguments arguments) {
  std::int64_t limit;
  if (!limit_argument(vm, arguments[1], &limit)) return nullptr;
  Local object(vm, text_receiver(vm, arguments[0]));
  return object ? take_text(vm, object, limit, false) : nullptr;
}

Owned text_read_line(Vm& vm, Arguments arguments) {
  std::int64_t limit;
  if (!limit_argument(vm, arguments[1], &limit)) return nullptr;
  Local object(vm, text_receiver(vm, arguments[0]));
  return object ? take_text(vm, object, limit, true) : nullptr;
}

Owned text_value(Vm& vm, Arguments arguments) {
  Local object(vm, text_receiver(vm, arguments[0]));
  return object && join_pieces(vm, object) ? retain(load(object.as<StringIo>()->text)) : nullptr;
}

Owned text_next(Vm& vm, Value self) {
  Local object(vm, text_receiver(vm, self));
  if (!object) return nullptr;
  Owned line = take_text(vm, object, -1, true);
  if (line && str_view(line.value()).empty()) return nullptr;
  return line;
}

Owned text_seek(Vm& vm, Arguments arguments) {
  std::int64_t offset, whence = 0;
  if (!to_index(vm, arguments[1], &offset) || (arguments[2] && !to_index(vm, arguments[2], &whence)))
    return nullptr;
  Local object(vm, text_receiver(vm, arguments[0]));
  if (!object) return nullptr;
  if (whence < 0 || whence > 2) {
    return raise_value_error(vm, "Invalid whence (%lld, should be 0, 1 or 2)",
                             static_cast<long long>(whence));
  }
  if (whence == 0 && offset < 0) {
    return raise_value_error(vm, "Negative seek position %lld", static_cast<long long>(offset));
  }
  if (whence != 0 && offset != 0)
    return raise(vm, ExceptionClass::OSError, "Can't do nonzero cur-relative seeks");
  StringIo* state = object.as<StringIo>();
  if (whence == 0) state->position = static_cast<std::uint64_t>(offset);
  if (whence == 2) state->position = state->length;
  return make_int(vm, static_cast<std::int64_t>(state->position));
}

Owned text_tell(Vm& vm, Arguments arguments) {
  const Value object = text_receiver(vm, arguments[0]);
  return object ? make_int(vm, static_cast<std::int64_t>(object.as<StringIo>()->position)) : nullptr;
}

Owned text_truncate(Vm& vm, Arguments arguments) {
  Local object(vm, text_receiver(vm, arguments[0]));
  if (!object) return nullptr;
  std::int64_t size = static_cast<std::int64_t>(object.as<StringIo>()->position);
  if (arguments[1] && !arguments[1].is_none() && !to_index(vm, arguments[1], &size)) return nullptr;
  if (size < 0) return raise_value_error(vm, "Negative size value %lld", static_cast<long long>(size));
  if (!join_pieces(vm, object)) return nullptr;
  const auto kept = static_cast<std::uint64_t>(size);
  if (kept < object.as<StringIo>()->length) {
    Owned shorter = make_substring(vm, load(object.as<StringIo>()->text), 0, kept);
    if (!shorter) return nullptr;
    StringIo* state = object.as<StringIo>();
    state->length = kept;
    store(vm, state, state->text, std::move(shorter));
  }
  return make_int(vm, size);
}

Owned text_close(Vm& vm, Arguments arguments) {
  StringIo* state = as_kind(arguments[0], Kind::StringIO).as<StringIo>();
  store(vm, state, state->text, Value{});
  return owned_none();
}
Owned text_closed(Vm&, Value self) {
  return owned_bool(load(as_kind(self, Kind::StringIO).as<StringIo>()->text).is_null());
}

// --- BytesIO -----------------------------------------------------------------------------------------------

Value bytes_receiver(Vm& vm, Value self) {
  const Value object = as_kind(self, Kind::BytesIO);
  if (load(object.as<BytesIo>()->bytes)) return object;
  raise_value_error(vm, "I/O operation on closed file.");
  return {};
}

Value content(const Local& object) { return load(object.as<BytesIo>()->bytes); }
std::uint64_t content_length(const Local& object) { return content(object).as<ByteArray>()->length; }
std::string_view content_view(const Local& object) {
  return {reinterpret_cast<const char*>(bytearray_data(content(object))), content_length(object)};
}

Owned bytes_construct(Vm& vm, Arguments arguments) {
  std::string initial;
  if (arguments[1] && !arguments[1].is_none()) {
    std::string_view view;
    if (!bytes_view(arguments[1], &view)) {
      return raise_type_error(vm, "a bytes-like object is required, not '%s'",
                              type_name(vm, arguments[1]).c_str());
    }
    initial = view;
  }
  Local bytes(vm, make_bytearray(vm, initial));
  if (!bytes) return nullptr;
  BytesIo* object = allocate<BytesIo>(vm, Kind::BytesIO);
  if (!object) return nullptr;
  object->position = 0;
  initialize(vm, object, object->bytes, bytes.take());
  return wrap_payload(vm, arguments[0], adopt(object));
}

Owned bytes_write(Vm& vm, Arguments arguments) {
  Local object(vm, bytes_receiver(vm, arguments[0]));
  std::string_view view;
  if (!object) return nullptr;
  if (!bytes_view(arguments[1], &view)) {
    return raise_type_error(vm, "a bytes-like object is required, not '%s'",
                            type_name(vm, arguments[1]).c_str());
  }
  const std::uint64_t count = view.size();
  if (count == 0) return make_int(vm, 0);
  const std::uint64_t old = content_length(object), position = object.as<BytesIo>()->position,
                      end = position + count;
  if (end > old && !bytearray_resize(vm, content(object), end)) return nullptr;
  std::uint8_t* data = bytearray_data(content(object));
  if (position > old) std::memset(data + old, 0, position - old);
  bytes_view(arguments[1], &view);  // it may have moved
  std::memcpy(data + position, view.data(), count);
  object.as<BytesIo>()->position = end;
  return make_int(vm, static_cast<std::int64_t>(count));
}

Owned take_bytes(Vm& vm, const Local& object, std::int64_t limit, bool line) {
  const std::string_view all = content_view(object);
  BytesIo* state = object.as<BytesIo>();
  std::string_view rest = all.substr(std::min<std::uint64_t>(state->position, all.size()));
  if (limit >= 0) rest = rest.substr(0, static_cast<std::size_t>(limit));
  if (line) {
    const std::size_t end = rest.find('\n');
    if (end != std::string_view::npos) rest = rest.substr(0, end + 1);
  }
  state->position += rest.size();
  return make_bytes(vm, std::string(rest));
}

Owned bytes_read(Vm& vm, Arguments arguments) {
  std::int64_t limit;
  if (!limit_argument(vm, arguments[1], &limit)) return nullptr;
  Local object(vm, bytes_receiver(vm, arguments[0]));
  return object ? take_bytes(vm, object, limit, false) : nullptr;
}

Owned bytes_read_line(Vm& vm, Arguments arguments) {
  std::int64_t limit;
  if (!limit_argument(vm, arguments[1], &limit)) return nullptr;
  Local object(vm, bytes_receiver(vm, arguments[0]));
  return object ? take_bytes(vm, object, limit, true) : nullptr;
}

Owned bytes_read_into(Vm& vm, Arguments arguments) {
  Local object(vm, bytes_receiver(vm, arguments[0]));
  if (!object) return nullptr;
  if (!arguments[1].is(Kind::ByteArray)) {
    return raise_type_error(vm, "readinto() argument must be read-write bytes-like object, not %s",
                            type_name(vm, arguments[1]).c_str());
  }
  const std::string_view all = content_view(object);
  std::string_view rest = all.substr(std::min<std::uint64_t>(object.as<BytesIo>()->position, all.size()));
  rest = rest.substr(0, arguments[1].as<ByteArray>()->length);
  if (!rest.empty()) std::memcpy(bytearray_data(arguments[1]), rest.data(), rest.size());
  object.as<BytesIo>()->position += rest.size();
  return make_int(vm, static_cast<std::int64_t>(rest.size()));
}

Owned bytes_value(Vm& vm, Arguments arguments) {
  Local object(vm, bytes_receiver(vm, arguments[0]));
  return object ? make_bytes(vm, std::string(content_view(object))) : nullptr;
}

// A view of the present content; writing through it is not supported.
Owned bytes_buffer(Vm& vm, Arguments arguments) {
  Local content(vm, bytes_value(vm, arguments));
  return content ? call(vm, Value::of(vm.kind_types[static_cast<unsigned>(Kind::MemoryView)]), {content})
                 : nullptr;
}

Owned bytes_next(Vm& vm, Value self) {
  Local object(vm, bytes_receiver(vm, self));
  if (!object) return nullptr;
  Owned line = take_bytes(vm, object, -1, true);
  if (line && bytes_text(line.value()).empty()) return nullptr;
  return line;
}

Owned bytes_seek(Vm& vm, Arguments arguments) {
  std::int64_t offset, whence = 0;
  if (!to_index(vm, arguments[1], &offset) || (arguments[2] && !to_index(vm, arguments[2], &whence)))
    return nullptr;
  Local object(vm, bytes_receiver(vm, arguments[0]));
  if (!object) return nullptr;
  if (whence < 0 || whence > 2) {
    return raise_value_error(vm, "invalid whence (%lld, should be 0, 1 or 2)",
                             static_cast<long long>(whence));
  }
  if (whence == 0 && offset < 0)
    return raise_value_error(vm, "negative seek value %lld", static_cast<long long>(offset));
  if (whence == 1) offset += static_cast<std::int64_t>(object.as<BytesIo>()->position);
  if (whence == 2) offset += static_cast<std::int64_t>(content_length(object));
  object.as<BytesIo>()->position = static_cast<std::uint64_t>(std::max<std::int64_t>(offset, 0));
  return make_int(vm, std::max<std::int64_t>(offset, 0));
}

Owned bytes_tell(Vm& vm, Arguments arguments) {
  const Value object = bytes_receiver(vm, arguments[0]);
  return object ? make_int(vm, static_cast<std::int64_t>(object.as<BytesIo>()->position)) : nullptr;
}

Owned bytes_truncate(Vm& vm, Arguments arguments) {
  Local object(vm, bytes_receiver(vm, arguments[0]));
  if (!object) return nullptr;
  std::int64_t size = static_cast<std::int64_t>(object.as<BytesIo>()->position);
  if (arguments[1] && !arguments[1].is_none() && !to_index(vm, arguments[1], &size)) return nullptr;
  if (size < 0) return raise_value_error(vm, "negative size value %lld", static_cast<long long>(size));
  if (static_cast<std::uint64_t>(size) < content_length(object) &&
      !bytearray_resize(vm, content(object), static_cast<std::uint64_t>(size))) {
    return nullptr;
  }
  return make_int(vm, size);
}

Owned bytes_close(Vm& vm, Arguments arguments) {
  BytesIo* state = as_kind(arguments[0], Kind::BytesIO).as<BytesIo>();
  store(vm, state, state->bytes, Value{});
  return owned_none();
}
Owned bytes_closed(Vm&, Value self) {
  return owned_bool(load(as_kind(self, Kind::BytesIO).as<BytesIo>()->bytes).is_null());
}

// --- both --------------------------------------------------------------------------------------------------

Owned enter(Vm&, Arguments arguments) { return retain(arguments[0]); }
Owned text_leave(Vm& vm, Arguments arguments) { return text_close(vm, arguments); }
Owned bytes_leave(Vm& vm, Arguments arguments) { return bytes_close(vm, arguments); }
Owned yes(Vm&, Arguments) { return owned_bool(true); }
Owned no(Vm&, Arguments) { return owned_bool(false); }
Owned nothing(Vm&, Arguments) { return owned_none(); }
Owned no_file_number(Vm& vm, Arguments) { return raise_unsupported_operation(vm, "fileno"); }
Owned iterate_self(Vm&, Value self) { return retain(self); }

// readlines and writelines in terms of the other methods, so that subclasses may override those.
Owned read_lines(Vm& vm, Arguments arguments) {
  Local lines(vm, make_list(vm));
  if (!lines || !list_extend(vm, lines, arguments[0])) return nullptr;
  return lines.take();
}
Owned write_lines(Vm& vm, Arguments arguments) {
  Local iterator(vm, get_iterator(vm, arguments[1]));
  if (!iterator) return nullptr;
  for (;;) {
    Local line(vm, next(vm, iterator));
    if (!line) return has_pending(vm) ? nullptr : owned_none();
    if (!call_method(vm, arguments[0], intern_immortal(vm, "write"), {line})) return nullptr;
  }
}

constexpr NativeDefinition kTextMethods[] = {
    {"__init__", text_initialize, "*args, **kwargs"},
    {"write", text_write, "text, /"},
    {"read", text_read, "size=, /"},
    {"readline", text_read_line, "size=, /"},
    {"readlines", read_lines, "hint=, /"},
    {"writelines", write_lines, "lines, /"},
    {"getvalue", text_value, ""},
    {"seek", text_seek, "pos, whence=, /"},
    {"tell", text_tell, ""},
    {"truncate", text_truncate, "pos=, /"},
    {"close", text_close, ""},
    {"flush", nothing, ""},
    {"isatty", no, ""},
    {"readable", yes, ""},
    {"writable", yes, ""},
    {"seekable", yes, ""},
    {"fileno", no_file_number, ""},
    {"__enter__", enter, ""},
    {"__exit__", text_leave, "*args"},
};
constexpr GetSetDefinition kTextGetters[] = {{"closed", text_closed}};
constexpr KindOperations kTextOperations = {.iterate = iterate_self, .next = text_next};

constexpr NativeDefinition kBytesMethods[] = {
    {"__init__", text_initialize, "*args, **kwargs"},
    {"write", bytes_write, "data, /"},
    {"read", bytes_read, "size=, /"},
    {"read1", bytes_read, "size=, /"},
    {"readline", bytes_read_line, "size=, /"},
    {"readinto", bytes_read_into, "buffer, /"},
    {"readlines", read_lines, "hint=, /"},
    {"writelines", write_lines, "lines, /"},
    {"getvalue", bytes_value, ""},
    {"getbuffer", bytes_buffer, ""},
    {"seek", bytes_seek, "pos, whence=, /"},
    {"tell", bytes_tell, ""},
    {"truncate", bytes_truncate, "size=, /"},
    {"close", bytes_close, ""},
    {"flush", nothing, ""},
    {"isatty", no, ""},
    {"readable", yes, ""},
    {"writable", yes, ""},
    {"seekable", yes, ""},
    {"fileno", no_file_number, ""},
    {"__enter__", enter, ""},
    {"__exit__", bytes_leave, "*args"},
};
constexpr GetSetDefinition kBytesGetters[] = {{"closed", bytes_closed}};
constexpr KindOperations kBytesOperations = {.iterate = iterate_self, .next = bytes_next};

}  // namespace

const TypeDefinition kStringIoType = {
    .kind = Kind::StringIO,
    .name = "StringIO",
    .module = "_io",
    .operations = &kTextOperations,
    .methods = kTextMethods,
    .getters = kTextGetters,
    .construct = text_construct,
    .construct_signature = "initial_value=, newline=",
};
const TypeDefinition kBytesIoType = {
    .kind = Kind::BytesIO,
    .name = "BytesIO",
    .module = "_io",
    .operations = &kBytesOperations,
    .methods = kBytesMethods,
    .getters = kBytesGetters,
    .construct = bytes_construct,
    .construct_signature = "initial_bytes=",
};

}  // namespace midden::python
