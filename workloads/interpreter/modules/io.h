#pragma once

// Python's file objects, as other native code uses them.

#include "workloads/interpreter/modules/file_stream.h"
#include "workloads/interpreter/vm/heap_access.h"

namespace midden::python {

struct File : Object {
  static constexpr unsigned kSlots = 2;
  Slot name;
  Slot mode;
  FileStream* stream;  // owned by Vm::files, which outlives every File
  std::uint64_t closed;
};

Owned make_file(Vm& vm, FileStream* stream, Value name, Value mode);
// stdin, stdout, stderr and their __…__ doubles.
bool add_standard_streams(Vm& vm, Value sys_dict);
// Writes out what sys.stdout, sys.stderr and open files still hold.
void flush_files(Vm& vm);
// The stream behind a File (not closed); null for anything else.
inline FileStream* file_stream(Value value) {
  if (!value.is(Kind::File) || value.as<File>()->closed) return nullptr;
  FileStream* stream = value.as<File>()->stream;
  return stream->is_closed() ? nullptr : stream;
}
FileTable& file_table(Vm& vm);

// Writes the text of an exact str; false: an exception is pending. `stream` is open and a writable text
// stream.
bool stream_write(Vm& vm, FileStream* stream, Value string);
// open()
Owned open_file(Vm& vm, Arguments arguments);
extern const char* const kOpenSignature;

// The path in a str, bytes or os.PathLike as bytes for the system; false: TypeError.
bool path_argument(Vm& vm, Value path, const char* function, std::string* out);
// A raise of OSError's subclass io.UnsupportedOperation.
std::nullptr_t raise_unsupported_operation(Vm& vm, const char* message);
std::nullptr_t raise_codec_error(Vm& vm, const FileStream::TextResult& result, Value text);

}  // namespace midden::python
