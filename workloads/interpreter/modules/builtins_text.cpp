// Builtin functions that make or print text.

#include <charconv>

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/keywords.h"
#include "workloads/interpreter/builtins/results.h"
#include "workloads/interpreter/modules/builtins_functions.h"
#include "workloads/interpreter/modules/io.h"

namespace midden::python {
namespace {

// --- print -------------------------------------------------------------------------------------------------

// Straight into the buffer of a builtin text file.
bool print_value(Vm& vm, FileStream* stream, Value value) {
  if (is_str(value)) return stream_write(vm, stream, value);
  if (is_small_int(value) && stream->takes_ascii()) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, small_int(value)).ptr;
    if (const int error = stream->write_ascii({digits, static_cast<std::size_t>(end - digits)})) {
      raise_os_error(vm, error, Value{});
      return false;
    }
    return true;
  }
  Local text(vm, str(vm, value));
  if (!text) return false;
  // str() may have run code that closed the file.
  if (stream->is_closed()) {
    raise_value_error(vm, "I/O operation on closed file.");
    return false;
  }
  return stream_write(vm, stream, as_kind(text, Kind::Str));
}

// By calling file.write for each piece, as for any object.
bool print_piece(Vm& vm, const Local& file, Value value) {
  Local text(vm, is_str(value) ? retain(value) : str(vm, value));
  return text && call_method(vm, file, intern_immortal(vm, "write"), {text});
}

// The text of sep= or end=; null argument or None: the default.
bool separator(Vm& vm, Value argument, const char* name, const char* usual, Local& result) {
  if (!argument || argument.is_none()) {
    result = usual[0] == ' ' ? vm.characters[' '] : vm.characters['\n'];
    return true;
  }
  if (!as_kind(argument, Kind::Str)) {
    raise_type_error(vm, "%s must be None or a string, not %s", name, type_name(vm, argument).c_str());
    return false;
  }
  result = as_kind(argument, Kind::Str);
  return true;
}

Owned print(Vm& vm, Arguments arguments) {
  int positions[4];
  if (!find_keywords(vm, arguments, "print", {"sep", "end", "file", "flush"}, positions)) return nullptr;
  auto keyword = [&](int i) {
    return positions[i] < 0 ? Value{} : arguments[static_cast<std::size_t>(positions[i])];
  };
  Local between(vm), end(vm);
  if (!separator(vm, keyword(0), "sep", " ", between) || !separator(vm, keyword(1), "end", "\n", end))
    return nullptr;
  Local file(vm, keyword(2));
  if (!file || file.get().is_none()) {
    file = dict_get_name(vm, Value{vm.sys_dict}, vm.names.stdout);
    if (!file) return raise(vm, ExceptionClass::RuntimeError, "lost sys.stdout");
    if (file.get().is_none()) return owned_none();
  }
  FileStream* stream = file_stream(file);
  const bool direct = stream && stream->is_text && stream->writable();
  for (std::uint32_t i = 0; i < arguments.count(); ++i) {
    if (direct) {
      if (i > 0 && !print_value(vm, stream, between)) return nullptr;
      if (!print_value(vm, stream, arguments[i])) return nullptr;
    } else {
      if (i > 0 && !print_piece(vm, file, between)) return nullptr;
      if (!print_piece(vm, file, arguments[i])) return nullptr;
    }
  }
  if (!(direct ? print_value(vm, stream, end) : print_piece(vm, file, end))) return nullptr;
  if (keyword(3)) {
    const int flush = is_true(vm, keyword(3));
    if (flush < 0 || (flush && !call_method(vm, file, vm.names.flush))) return nullptr;
  }
  return owned_none();
}

Owned input(Vm& vm, Arguments arguments) {
  if (arguments[0]) {
    Local text(vm, str(vm, arguments[0]));
    if (!text) return nullptr;
    Local out(vm, dict_get_name(vm, Value{vm.sys_dict}, vm.names.stdout));
    if (out && !print_piece(vm, out, text)) return nullptr;
  }
  flush_files(vm);
  Local in(vm, dict_get_name(vm, Value{vm.sys_dict}, intern_immortal(vm, "stdin")));
  if (!in || in.get().is_none()) return raise(vm, ExceptionClass::RuntimeError, "input(): lost sys.stdin");
  Local line(vm, call_method(vm, in, vm.names.readline));
  if (!line) return nullptr;
  if (!is_str(line)) return raise_type_error(vm, "object.readline() returned non-string");
  const std::uint64_t length = str_view(line).length;
  if (length == 0) return raise(vm, ExceptionClass::EOFError, "EOF when reading a line");
  return str_view(line).at(length - 1) == '\n' ? make_substring(vm, line, 0, length - 1) : line.take();
}

// --- conversions -------------------------------------------------------------------------------------------

Owned repr_function(Vm& vm, Arguments arguments) { return repr(vm, arguments[0]); }
Owned ascii_function(Vm& vm, Arguments arguments) { return ascii(vm, arguments[0]); }

Owned format_function(Vm& vm, Arguments arguments) {
  if (arguments[1] && !as_kind(arguments[1], Kind::Str)) {
    return raise_type_error(vm, "format() argument 2 must be str, not %s",
                            type_name(vm, arguments[1]).c_str());
  }
  return format(vm, arguments[0], arguments[1] ? as_kind(arguments[1], Kind::Str) : vm.empty_string);
}

Owned in_base(Vm& vm, Value value, const char* specification) {
  Local number(vm, index_to_int(vm, value));
  if (!number) return nullptr;
  Local spec(vm, make_str(vm, specification));
  return spec ? format(vm, number, spec) : nullptr;
}
Owned binary(Vm& vm, Arguments arguments) { return in_base(vm, arguments[0], "#b"); }
Owned octal(Vm& vm, Arguments arguments) { return in_base(vm, arguments[0], "#o"); }
Owned hexadecimal(Vm& vm, Arguments arguments) { return in_base(vm, arguments[0], "#x"); }

Owned character(Vm& vm, Arguments arguments) {
  std::int64_t code;
  if (!to_index(vm, arguments[0], &code)) {
    if (!pending_is(vm, ExceptionClass::OverflowError)) return nullptr;
    clear_pending(vm);
    return raise(vm, ExceptionClass::OverflowError, "Python int too large to convert to C int");
  }
  if (code < 0 || code > 0x10FFFF) return raise_value_error(vm, "chr() arg not in range(0x110000)");
  return make_char(vm, static_cast<char32_t>(code));
}

Owned ordinal(Vm& vm, Arguments arguments) {
  const Value text = as_kind(arguments[0], Kind::Str);
  if (text) {
    const text::StringView view = str_view(text);
    if (view.length == 1) return make_int(vm, static_cast<std::int64_t>(view.at(0)));
    return raise_type_error(vm, "ord() expected a character, but string of length %llu found",
                            static_cast<unsigned long long>(view.length));
  }
  std::string_view bytes;
  if ((as_kind(arguments[0], Kind::Bytes) || as_kind(arguments[0], Kind::ByteArray)) &&
      bytes_view(arguments[0], &bytes)) {
    if (bytes.size() == 1) return make_int(vm, static_cast<unsigned char>(bytes[0]));
    return raise_type_error(vm, "ord() expected a character, but string of length %zu found", bytes.size());
  }
  return raise_type_error(vm, "ord() expected string of length 1, but %s found",
                          type_name(vm, arguments[0]).c_str());
}

constexpr auto kForm = NativeDefinition::function;
constexpr NativeDefinition kFunctions[] = {
    {"print", print, "*args, **kwargs", kForm},
    {"input", input, "prompt=, /", kForm},
    {"repr", repr_function, "object, /", kForm},
    {"ascii", ascii_function, "object, /", kForm},
    {"format", format_function, "value, format_spec=, /", kForm},
    {"bin", binary, "number, /", kForm},
    {"oct", octal, "number, /", kForm},
    {"hex", hexadecimal, "number, /", kForm},
    {"chr", character, "i, /", kForm},
    {"ord", ordinal, "c, /", kForm},
    {"open", open_file, "file, mode=, buffering=, encoding=, errors=, newline=, closefd=, opener=", kForm},
};

}  // namespace

std::span<const NativeDefinition> builtins_text_functions() { return kFunctions; }

}  // namespace midden::python
