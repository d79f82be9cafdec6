// The methods of file objects.

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/results.h"
#include "workloads/interpreter/modules/io.h"
#include "workloads/interpreter/text/quote.h"

namespace midden::python {
namespace {

// What a method needs of its file.
enum class Need { open, readable, writable };

FileStream* receiver(Vm& vm, Value self, Need need = Need::open) {
  FileStream* stream = file_stream(self);
  if (!stream) {
    raise_value_error(vm, "I/O operation on closed file.");
    return nullptr;
  }
  if (need == Need::readable && !stream->readable()) {
    raise_unsupported_operation(vm, stream->is_text ? "not readable" : "read");
    return nullptr;
  }
  if (need == Need::writable && !stream->writable()) {
    raise_unsupported_operation(vm, stream->is_text ? "not writable" : "write");
    return nullptr;
  }
  return stream;
}

Owned check(Vm& vm, int error) { return error ? raise_os_error(vm, error, Value{}) : owned_none(); }

Owned text_result(Vm& vm, const FileStream::TextResult& result, const text::StringBuilder& text) {
  if (result.error) return raise_os_error(vm, result.error, Value{});
  if (result.codec) return raise_codec_error(vm, result, Value{});
  return make_str(vm, text);
}

Owned read_some(Vm& vm, FileStream* stream, std::int64_t limit, bool line) {
  if (stream->is_text) {
    text::StringBuilder text;
    const auto result = line ? stream->read_text_line(limit, &text) : stream->read_text(limit, &text);
    return text_result(vm, result, text);
  }
  std::string bytes;
  if (const int error = line ? stream->read_line(limit, &bytes) : stream->read(limit, &bytes)) {
    return raise_os_error(vm, error, Value{});
  }
  return make_bytes(vm, bytes);
}

bool limit_argument(Vm& vm, Value argument, std::int64_t* limit) {
  *limit = -1;
  return !argument || argument.is_none() || to_index(vm, argument, limit);
}

// An empty str or bytes: the end of the file.
bool is_empty(Value value) { return is_str(value) ? str_view(value).empty() : bytes_text(value).empty(); }

Owned read(Vm& vm, Arguments arguments) {
  std::int64_t limit;
  if (!limit_argument(vm, arguments[1], &limit)) return nullptr;
  FileStream* stream = receiver(vm, arguments[0], Need::readable);
  return stream ? read_some(vm, stream, limit, false) : nullptr;
}

Owned read_line(Vm& vm, Arguments arguments) {
  std::int64_t limit;
  if (!limit_argument(vm, arguments[1], &limit)) return nullptr;
  FileStream* stream = receiver(vm, arguments[0], Need::readable);
  return stream ? read_some(vm, stream, limit, true) : nullptr;
}

Owned read_lines(Vm& vm, Arguments arguments) {
  std::int64_t limit;
  if (!limit_argument(vm, arguments[1], &limit)) return nullptr;
  FileStream* stream = receiver(vm, arguments[0], Need::readable);
  if (!stream) return nullptr;
  Local lines(vm, make_list(vm));
  if (!lines) return nullptr;
  std::uint64_t total = 0;
  for (;;) {
    Local line(vm, read_some(vm, stream, -1, true));
    if (!line) return nullptr;
    if (is_empty(line)) return lines.take();
    total += is_str(line) ? str_view(line).length : bytes_text(line).length;
    if (!list_append(vm, lines, line.get())) return nullptr;
    if (limit > 0 && total >= static_cast<std::uint64_t>(limit)) return lines.take();
  }
}

bool write_value(Vm& vm, FileStream* stream, Value value, std::int64_t* count) {
  if (stream->is_text) {
    const Value string = as_kind(value, Kind::Str);
    if (!string) {
      raise_type_error(vm, "write() argument must be str, not %s", type_name(vm, value).c_str());
      return false;
    }
    *count = static_cast<std::int64_t>(str_view(string).length);
    return stream_write(vm, stream, string);
  }
  std::string_view bytes;
  if (!bytes_view(value, &bytes)) {
    raise_type_error(vm, "a bytes-like object is required, not '%s'", type_name(vm, value).c_str());
    return false;
  }
  *count = static_cast<std::int64_t>(bytes.size());
  if (const int error = stream->write(bytes)) {
    raise_os_error(vm, error, Value{});
    return false;
  }
  return true;
}

Owned write(Vm& vm, Arguments arguments) {
  FileStream* stream = receiver(vm, arguments[0], Need::writable);
  std::int64_t count;
  return stream && write_value(vm, stream, arguments[1], &count) ? make_int(vm, count) : nullptr;
}

Owned write_lines(Vm& vm, Arguments arguments) {
  if (!receiver(vm, arguments[0], Need::writable)) return nullptr;
  Local iterator(vm, get_iterator(vm, arguments[1]));
  if (!iterator) return nullptr;
  for (;;) {
    Local line(vm, next(vm, iterator));
    if (!line) return has_pending(vm) ? nullptr : owned_none();
    FileStream* stream = receiver(vm, arguments[0], Need::writable);
    std::int64_t count;
    if (!stream || !write_value(vm, stream, line, &count)) return nullptr;
  }
}

Owned read_into(Vm& vm, Arguments arguments) {
  FileStream* stream = receiver(vm, arguments[0], Need::readable);
  if (!stream) return nullptr;
  if (!arguments[1].is(Kind::ByteArray)) {
    return raise_type_error(vm, "readinto() argument must be read-write bytes-like object, not %s",
                            type_name(vm, arguments[1]).c_str());
  }
  std::string bytes;
  const auto room = static_cast<std::int64_t>(arguments[1].as<ByteArray>()->length);
  if (const int error = stream->read(room, &bytes)) return raise_os_error(vm, error, Value{});
  if (!bytes.empty()) std::memcpy(bytearray_data(arguments[1]), bytes.data(), bytes.size());
  return make_int(vm, static_cast<std::int64_t>(bytes.size()));
}

Owned flush(Vm& vm, Arguments arguments) {
  FileStream* stream = receiver(vm, arguments[0]);
  return stream ? check(vm, stream->flush()) : nullptr;
}

Owned close(Vm& vm, Arguments arguments) {
  File* file = arguments[0].as<File>();
  if (file->closed) return owned_none();
  file->closed = 1;
  return check(vm, file->stream->close());
}

Owned seek(Vm& vm, Arguments arguments) {
  std::int64_t offset, whence = 0, position;
  if (!to_index(vm, arguments[1], &offset) || (arguments[2] && !to_index(vm, arguments[2], &whence)))
    return nullptr;
  FileStream* stream = receiver(vm, arguments[0]);
  if (!stream) return nullptr;
  if (stream->is_text && whence == 1 && offset != 0) {
    return raise_unsupported_operation(vm, "can't do nonzero cur-relative seeks");
  }
  if (stream->is_text && whence == 2 && offset != 0) {
    return raise_unsupported_operation(vm, "can't do nonzero end-relative seeks");
  }
  if (whence == 0 && offset < 0) {
    return raise_value_error(vm, "negative seek %s %lld", stream->is_text ? "position" : "value",
                             static_cast<long long>(offset));
  }
  if (whence == 1) {  // the descriptor is ahead of what the program has read
    if (const int error = stream->tell(&position)) return raise_os_error(vm, error, Value{});
    offset += position;
    whence = 0;
  }
  if (const int error = stream->seek(offset, static_cast<int>(whence), &position)) {
    return raise_os_error(vm, error, Value{});
  }
  return make_int(vm, position);
}

Owned tell(Vm& vm, Arguments arguments) {
  FileStream* stream = receiver(vm, arguments[0]);
  std::int64_t position;
  if (!stream) return nullptr;
  if (const int error = stream->tell(&position)) return raise_os_error(vm, error, Value{});
  return make_int(vm, position);
}

Owned truncate(Vm& vm, Arguments arguments) {
  FileStream* stream = receiver(vm, arguments[0], Need::writable);
  if (!stream) return nullptr;
  std::int64_t size;
  if (arguments[1] && !arguments[1].is_none()) {
    if (!to_index(vm, arguments[1], &size)) return nullptr;
  } else if (const int error = stream->tell(&size)) {
    return raise_os_error(vm, error, Value{});
  }
  if (const int error = stream->truncate(size)) return raise_os_error(vm, error, Value{});
  return make_int(vm, size);
}

Owned file_number(Vm& vm, Arguments arguments) {
  FileStream* stream = receiver(vm, arguments[0]);
  return stream ? make_int(vm, stream->descriptor()) : nullptr;
}

Owned is_terminal(Vm& vm, Arguments arguments) {
  FileStream* stream = receiver(vm, arguments[0]);
  return stream ? owned_bool(::isatty(stream->descriptor())) : nullptr;
}

Owned is_readable(Vm& vm, Arguments arguments) {
  FileStream* stream = receiver(vm, arguments[0]);
  return stream ? owned_bool(stream->readable()) : nullptr;
}
Owned is_writable(Vm& vm, Arguments arguments) {
  FileStream* stream = receiver(vm, arguments[0]);
  return stream ? owned_bool(stream->writable()) : nullptr;
}
Owned is_seekable(Vm& vm, Arguments arguments) {
  FileStream* stream = receiver(vm, arguments[0]);
  return stream ? owned_bool(::lseek(stream->descriptor(), 0, SEEK_CUR) >= 0) : nullptr;
}

Owned enter(Vm& vm, Arguments arguments) {
  return receiver(vm, arguments[0]) ? retain(arguments[0]) : nullptr;
}
Owned leave(Vm& vm, Arguments arguments) { return close(vm, arguments); }

Owned detach(Vm& vm, Arguments) { return raise_unsupported_operation(vm, "detach"); }

// reconfigure(encoding=, errors=, newline=, line_buffering=, write_through=)
Owned reconfigure(Vm& vm, Arguments arguments) {
  FileStream* stream = receiver(vm, arguments[0]);
  if (!stream) return nullptr;
  if (const int error = stream->flush()) return raise_os_error(vm, error, Value{});
  if (arguments[1] && is_str(arguments[1])) {
    const std::string name = to_utf8(arguments[1]);
    if (!text::find_codec(name, stream->codec)) {
      return raise(vm, ExceptionClass::LookupError, "unknown encoding: %s", name.c_str());
    }
    stream->encoding = name;
  }
  if (arguments[2] && is_str(arguments[2]) &&
      !text::find_error_handler(to_utf8(arguments[2]), stream->errors)) {
    return raise(vm, ExceptionClass::LookupError, "unknown error handler name '%s'",
                 to_utf8(arguments[2]).c_str());
  }
  if (arguments[4] && !arguments[4].is_none()) {
    const int truth = is_true(vm, arguments[4]);
    if (truth < 0) return nullptr;
    stream->line_buffered = truth;
  }
  return owned_none();
}

// --- attributes --------------------------------------------------------------------------------------------

const char* errors_name(text::ErrorHandler errors) {
  switch (errors) {
    case text::ErrorHandler::kStrict:
      return "strict";
    case text::ErrorHandler::kIgnore:
      return "ignore";
    case text::ErrorHandler::kReplace:
      return "replace";
    case text::ErrorHandler::kBackslashReplace:
      return "backslashreplace";
    case text::ErrorHandler::kXmlCharRefReplace:
      return "xmlcharrefreplace";
    case text::ErrorHandler::kSurrogateEscape:
      return "surrogateescape";
    default:
      return "surrogatepass";
  }
}

Owned get_name(Vm&, Value self) { return retain(load(self.as<File>()->name)); }
Owned get_mode(Vm&, Value self) { return retain(load(self.as<File>()->mode)); }
Owned get_closed(Vm&, Value self) { return owned_bool(file_stream(self) == nullptr); }
Owned get_encoding(Vm& vm, Value self) { return make_str_utf8(vm, self.as<File>()->stream->encoding); }
Owned get_errors(Vm& vm, Value self) { return make_str(vm, errors_name(self.as<File>()->stream->errors)); }
Owned get_newlines(Vm&, Value) { return owned_none(); }
Owned get_line_buffering(Vm&, Value self) { return owned_bool(self.as<File>()->stream->line_buffered); }

// A binary file on the same descriptor. What the text layer holds is written first; the two do not share a
// buffer.
Owned get_buffer(Vm& vm, Value self) {
  Local file(vm, self);
  FileStream* stream = receiver(vm, file);
  if (!stream) return nullptr;
  if (!stream->is_text) return file.take();
  if (const int error = stream->flush()) return raise_os_error(vm, error, Value{});
  auto binary = std::make_unique<FileStream>(stream->descriptor(), stream->readable(), stream->writable());
  binary->owns_descriptor = false;
  // Unbuffered, so that its output cannot come after later text.
  binary->buffer_size = 0;
  return make_file(vm, file_table(vm).add(std::move(binary)), load(file.as<File>()->name),
                   load(file.as<File>()->mode));
}

Owned file_repr(Vm& vm, Value self) {
  Local file(vm, self);
  const FileStream* stream = file.as<File>()->stream;
  Local name(vm, repr(vm, load(file.as<File>()->name)));
  if (!name) return nullptr;
  text::StringBuilder out;
  if (!stream->is_text) {
    out.append(stream->readable() && stream->writable() ? "<_io.BufferedRandom name="
               : stream->readable()                     ? "<_io.BufferedReader name="
                                                        : "<_io.BufferedWriter name=");
    out.append(str_view(name));
  } else {
    out.append("<_io.TextIOWrapper name=");
    out.append(str_view(name));
    out.append(" mode=");
    text::append_repr(out, str_view(load(file.as<File>()->mode)));
    out.append(" encoding='");
    out.append_utf8(stream->encoding);
    out.append(U'\'');
  }
  out.append(U'>');
  return make_str(vm, out);
}

Owned file_iterate(Vm& vm, Value self) { return receiver(vm, self) ? retain(self) : nullptr; }

Owned file_next(Vm& vm, Value self) {
  FileStream* stream = receiver(vm, self, Need::readable);
  if (!stream) return nullptr;
  Owned line = read_some(vm, stream, -1, true);
  if (!line || !is_empty(line.value())) return line;
  return nullptr;
}

constexpr NativeDefinition kMethods[] = {
    {"read", read, "size=, /"},
    {"read1", read, "size=, /"},
    {"readline", read_line, "size=, /"},
    {"readlines", read_lines, "hint=, /"},
    {"readinto", read_into, "buffer, /"},
    {"write", write, "text, /"},
    {"writelines", write_lines, "lines, /"},
    {"flush", flush, ""},
    {"close", close, ""},
    {"seek", seek, "offset, whence=, /"},
    {"tell", tell, ""},
    {"truncate", truncate, "pos=, /"},
    {"fileno", file_number, ""},
    {"isatty", is_terminal, ""},
    {"readable", is_readable, ""},
    {"writable", is_writable, ""},
    {"seekable", is_seekable, ""},
    {"detach", detach, ""},
    {"reconfigure", reconfigure, "*, encoding=, errors=, newline=, line_buffering=, write_through="},
    {"__enter__", enter, ""},
    {"__exit__", leave, "*args"},
};
constexpr GetSetDefinition kGetters[] = {
    {"name", get_name},     {"mode", get_mode},
    {"closed", get_closed}, {"encoding", get_encoding},
    {"errors", get_errors}, {"newlines", get_newlines},
    {"buffer", get_buffer}, {"line_buffering", get_line_buffering},
};
constexpr KindOperations kOperations = {.repr = file_repr, .iterate = file_iterate, .next = file_next};

}  // namespace

const TypeDefinition kFileType = {
    .kind = Kind::File,
    .name = "TextIOWrapper",
    .module = "_io",
    .operations = &kOperations,
    .methods = kMethods,
    .getters = kGetters,
    .flags = kTypeFinal,
};

Owned make_file(Vm& vm, FileStream* stream, Value name, Value mode) {
  Local held_name(vm, name), held_mode(vm, mode);
  File* file = allocate<File>(vm, Kind::File);
  if (!file) return nullptr;
  file->stream = stream;
  file->closed = 0;
  initialize(vm, file, file->name, held_name.take());
  initialize(vm, file, file->mode, held_mode.take());
  if (stream->owns_descriptor) vm.mutator.register_finalizable(file);
  return adopt(file);
}

bool stream_write(Vm& vm, FileStream* stream, Value string) {
  const FileStream::TextResult result = stream->write_text(str_view(string));
  if (result.error) {
    raise_os_error(vm, result.error, Value{});
    return false;
  }
  if (result.codec) {
    raise_codec_error(vm, result, string);
    return false;
  }
  return true;
}

}  // namespace midden::python
