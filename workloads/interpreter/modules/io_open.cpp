// open(), the standard streams, and the module _io.

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/results.h"
#include "workloads/interpreter/modules/io.h"
#include "workloads/interpreter/vm/imports.h"

namespace midden::python {
namespace {

struct Mode {
  bool reading = false, writing = false, appending = false, creating = false, updating = false;
  bool text = false, binary = false;
  bool readable() const { return reading || updating; }
  bool writable() const { return !reading || updating; }
};

bool parse_mode(Vm& vm, const std::string& text, Mode* mode) {
  bool invalid = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.find(text[i], i + 1) != std::string::npos) invalid = true;
    switch (text[i]) {
      case 'r':
        mode->reading = true;
        break;
      case 'w':
        mode->writing = true;
        break;
      case 'a':
        mode->appending = true;
        break;
      case 'x':
        mode->creating = true;
        break;
      case '+':
        mode->updating = true;
        break;
      case 't':
        mode->text = true;
        break;
      case 'b':
        mode->binary = true;
        break;
      default:
        invalid = true;
    }
  }
  if (invalid) {
    raise_value_error(vm, "invalid mode: '%s'", text.c_str());
    return false;
  }
  if (mode->text && mode->binary) {
    raise_value_error(vm, "can't have text and binary mode at once");
    return false;
  }
  if (mode->reading + mode->writing + mode->appending + mode->creating != 1) {
    raise_value_error(vm, "must have exactly one of create/read/write/append mode");
    return false;
  }
  return true;
}

int open_flags(const Mode& mode) {
  int flags = O_CLOEXEC | (mode.updating ? O_RDWR : mode.reading ? O_RDONLY : O_WRONLY);
  if (mode.writing) flags |= O_CREAT | O_TRUNC;
  if (mode.appending) flags |= O_CREAT | O_APPEND;
  if (mode.creating) flags |= O_CREAT | O_EXCL;
  return flags;
}

bool given(Value value) { return value && !value.is_none(); }

// encoding, errors and newline of a text file.
bool configure_text(Vm& vm, FileStream* stream, Value encoding, Value errors, Value newline) {
  stream->is_text = true;
  if (given(encoding)) {
    const std::string name = to_utf8(encoding);
    if (name != "locale" && !text::find_codec(name, stream->codec)) {
      raise(vm, ExceptionClass::LookupError, "unknown encoding: %s", name.c_str());
      return false;
    }
    if (name != "locale") stream->encoding = name;
  }
  if (given(errors) && !text::find_error_handler(to_utf8(errors), stream->errors)) {
    raise(vm, ExceptionClass::LookupError, "unknown error handler name '%s'", to_utf8(errors).c_str());
    return false;
  }
  if (!given(newline)) return true;
  const std::string how = to_utf8(newline);
  if (how.empty()) {
    stream->newline = Newline::untranslated;
  } else if (how == "\n") {
    stream->newline = Newline::line_feed;
  } else if (how == "\r") {
    stream->newline = Newline::carriage_return;
  } else if (how == "\r\n") {
    stream->newline = Newline::both;
  } else {
    raise_value_error(vm, "illegal newline value: %s", how.c_str());
    return false;
  }
  return true;
}

Owned standard_stream(Vm& vm, int descriptor, const char* name, bool writes) {
  auto stream = std::make_unique<FileStream>(descriptor, !writes, writes);
  stream->is_text = true;
  stream->encoding = "utf-8";
  stream->owns_descriptor = false;
  stream->line_buffered = descriptor == 2 || (writes && ::isatty(descriptor));
  stream->errors = descriptor == 2 ? text::ErrorHandler::kBackslashReplace : text::ErrorHandler::kStrict;
  Local file_name(vm, make_str(vm, name)), mode(vm, make_str(vm, writes ? "w" : "r"));
  return make_file(vm, file_table(vm).add(std::move(stream)), file_name, mode);
}

// As CPython's files: what nobody closed is closed when it dies.
void close_unreachable_file(Vm&, Value object) {
  File* file = object.as<File>();
  if (!file->closed && file->stream->owns_descriptor) file->stream->close();
}

}  // namespace

const char* const kOpenSignature = "file, mode=, buffering=, encoding=, errors=, newline=, closefd=, opener=";

FileTable& file_table(Vm& vm) {
  if (!vm.files) vm.files = std::make_shared<FileTable>();
  return *vm.files;
}

void flush_files(Vm& vm) {
  if (vm.files) vm.files->flush_all();
}

std::nullptr_t raise_unsupported_operation(Vm& vm, const char* message) {
  Local module(vm, import_module(vm, "_io"));
  if (!module) return nullptr;
  Local type(vm, dict_get_name(vm, module_dict(module), intern_immortal(vm, "UnsupportedOperation")));
  if (!type) return raise(vm, ExceptionClass::OSError, "%s", message);
  Local text(vm, make_str_utf8(vm, message));
  Owned exception = text ? call(vm, type, {text}) : nullptr;
  return exception ? raise_object(vm, std::move(exception)) : nullptr;
}

std::nullptr_t raise_codec_error(Vm& vm, const FileStream::TextResult& result, Value text) {
  const bool decoding = !text;
  Local object(vm, decoding ? make_bytes(vm, result.bytes) : retain(text));
  Local encoding(vm, make_str_utf8(vm, result.codec.encoding)),
      reason(vm, make_str_utf8(vm, result.codec.reason));
  Local start(vm, make_int(vm, static_cast<std::int64_t>(result.codec.start)));
  Local end(vm, make_int(vm, static_cast<std::int64_t>(result.codec.end)));
  if (!object || !encoding || !reason || !start || !end) return nullptr;
  const auto type = decoding ? ExceptionClass::UnicodeDecodeError : ExceptionClass::UnicodeEncodeError;
  Owned exception = call(vm, exception_type(vm, type), {encoding, object, start, end, reason});
  return exception ? raise_object(vm, std::move(exception)) : nullptr;
}

bool path_argument(Vm& vm, Value path, const char* function, std::string* out) {
  Local held(vm, path);
  if (!as_kind(held, Kind::Str) && !as_kind(held, Kind::Bytes)) {
    Local converted(vm, call_special(vm, held, vm.names.__fspath__));
    if (!converted) {
      if (!has_pending(vm)) {
        raise_type_error(vm, "%sexpected str, bytes or os.PathLike object, not %s", function,
                         type_name(vm, held).c_str());
      }
      return false;
    }
    held = converted.get();
  }
  out->clear();
  std::string_view bytes;
  if (const Value string = as_kind(held, Kind::Str)) {
    text::append_utf8(*out, str_view(string), true);
  } else if (bytes_view(held, &bytes)) {
    *out = bytes;
  } else {
    raise_type_error(vm, "expected str, bytes or os.PathLike object, not %s", type_name(vm, held).c_str());
    return false;
  }
  if (out->find('\0') == std::string::npos) return true;
  raise_value_error(vm, "embedded null byte");
  return false;
}

Owned open_file(Vm& vm, Arguments arguments) {
  enum { kPath, kMode, kBuffering, kEncoding, kErrors, kNewline, kCloseDescriptor };
  std::string mode_text = "r";
  if (given(arguments[kMode])) {
    if (!is_str(arguments[kMode])) {
      return raise_type_error(vm, "open() argument 'mode' must be str, not %s",
                              type_name(vm, arguments[kMode]).c_str());
    }
    mode_text = to_utf8(arguments[kMode]);
  }
  Mode mode;
  if (!parse_mode(vm, mode_text, &mode)) return nullptr;
  if (mode.binary) {
    const char* forbidden = given(arguments[kEncoding])  ? "an encoding"
                            : given(arguments[kErrors])  ? "an errors"
                            : given(arguments[kNewline]) ? "a newline"
                                                         : nullptr;
    if (forbidden) return raise_value_error(vm, "binary mode doesn't take %s argument", forbidden);
  }
  std::int64_t buffering = -1;
  if (given(arguments[kBuffering]) && !to_index(vm, arguments[kBuffering], &buffering)) return nullptr;
  if (buffering == 0 && !mode.binary) return raise_value_error(vm, "can't have unbuffered text I/O");

  // Files that nobody closed may be what is opened now.
  flush_files(vm);
  int descriptor;
  std::int64_t number;
  bool owns = true;
  if (as_int(vm, arguments[kPath])) {
    if (!to_index(vm, arguments[kPath], &number)) return nullptr;
    if (number < 0) return raise_value_error(vm, "negative file descriptor");
    descriptor = static_cast<int>(number);
    if (arguments[kCloseDescriptor]) {
      const int truth = is_true(vm, arguments[kCloseDescriptor]);
      if (truth < 0) return nullptr;
      owns = truth;
    }
  } else {
    std::string path;
    if (!path_argument(vm, arguments[kPath], "", &path)) return nullptr;
    do {
      descriptor = ::open(path.c_str(), open_flags(mode), 0666);
    } while (descriptor < 0 && errno == EINTR);
    if (descriptor < 0) return raise_os_error(vm, errno, arguments[kPath]);
  }
  auto stream = std::make_unique<FileStream>(descriptor, mode.readable(), mode.writable());
  stream->owns_descriptor = owns;
  struct stat status;
  if (::fstat(descriptor, &status) < 0) return raise_os_error(vm, errno, arguments[kPath]);
  if (S_ISDIR(status.st_mode)) return raise_os_error(vm, EISDIR, arguments[kPath]);
  if (mode.appending) ::lseek(descriptor, 0, SEEK_END);
  if (buffering == 0) stream->buffer_size = 0;
  if (buffering > 1) stream->buffer_size = static_cast<std::size_t>(buffering);
  stream->line_buffered = buffering == 1 || (buffering < 0 && !mode.binary && ::isatty(descriptor));
  if (!mode.binary &&
      !configure_text(vm, stream.get(), arguments[kEncoding], arguments[kErrors], arguments[kNewline])) {
    return nullptr;
  }
  Local mode_string(vm, make_str_utf8(vm, mode_text));
  return make_file(vm, file_table(vm).add(std::move(stream)), arguments[kPath], mode_string);
}

bool add_standard_streams(Vm& vm, Value sys_dict) {
  Local dict(vm, sys_dict);
  if (!vm.kind_types[static_cast<unsigned>(Kind::File)]) define_type(vm, kFileType);
  vm.flush_streams = flush_files;
  vm.native_finalizers[static_cast<unsigned>(Kind::File)] = close_unreachable_file;
  static constexpr struct {
    int descriptor;
    const char *name, *shown, *original;
  } kStreams[] = {{0, "stdin", "<stdin>", "__stdin__"},
                  {1, "stdout", "<stdout>", "__stdout__"},
                  {2, "stderr", "<stderr>", "__stderr__"}};
  for (const auto& stream : kStreams) {
    Local file(vm, standard_stream(vm, stream.descriptor, stream.shown, stream.descriptor > 0));
    if (!file || !dict_set_name(vm, dict, intern_immortal(vm, stream.name), file) ||
        !dict_set_name(vm, dict, intern_immortal(vm, stream.original), file)) {
      return false;
    }
  }
  return true;
}

namespace {

bool initialize_io(Vm& vm, Value module_value) {
  Local module(vm, module_value);
  for (const TypeDefinition* type : {&kFileType, &kStringIoType, &kBytesIoType}) {
    if (!vm.kind_types[static_cast<unsigned>(type->kind)]) define_type(vm, *type);
  }
  if (!add_type(vm, module, Kind::File) || !add_type(vm, module, Kind::StringIO) ||
      !add_type(vm, module, Kind::BytesIO) ||
      !add_to_module(vm, module, "DEFAULT_BUFFER_SIZE", make_int(vm, 8192))) {
    return false;
  }
  Local name(vm, make_str(vm, "UnsupportedOperation"));
  Local bases(vm, make_tuple(vm, {exception_type(vm, ExceptionClass::OSError),
                                  exception_type(vm, ExceptionClass::ValueError)}));
  Local members(vm, make_dict(vm));
  Local home(vm, make_str(vm, "io"));
  if (!members || !dict_set_name(vm, members, vm.names.__module__, home)) return false;
  return add_to_module(
      vm, module, "UnsupportedOperation",
      call(vm, Value::of(vm.kind_types[static_cast<unsigned>(Kind::Type)]), {name, bases, members}));
}

constexpr NativeDefinition kFunctions[] = {
    {"open", open_file,
     "file, mode=, buffering=, encoding=, errors=, newline=, closefd=, opener=", NativeDefinition::function},
};

}  // namespace

const ModuleDefinition kIoModule = {.name = "_io", .functions = kFunctions, .initialize = initialize_io};

}  // namespace midden::python
