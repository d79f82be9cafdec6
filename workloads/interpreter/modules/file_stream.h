#pragma once

// A file without Python: a descriptor with buffers, and text encoding on top. Positions are those of bytes.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "workloads/interpreter/text/codecs.h"

namespace midden::python {

// What newline= says.
enum class Newline : std::uint8_t { universal, untranslated, line_feed, carriage_return, both };

class FileStream {
 public:
  FileStream(int descriptor, bool readable, bool writable)
      : fd_(descriptor), readable_(readable), writable_(writable) {}
  ~FileStream() { close(); }
  FileStream(const FileStream&) = delete;

  // Settings, made before use.
  bool is_text = false;
  bool line_buffered = false;
  bool owns_descriptor = true;
  bool appends = false;
  Newline newline = Newline::universal;
  text::Codec codec = text::Codec::kUtf8;
  std::string encoding = "UTF-8";  // as the program spelled it
  text::ErrorHandler errors = text::ErrorHandler::kStrict;
  std::size_t buffer_size = 8192;

  int descriptor() const { return fd_; }
  bool readable() const { return readable_; }
  bool writable() const { return writable_; }
  bool is_closed() const { return fd_ < 0; }

  // All answer 0 or an errno.
  int write(std::string_view bytes);
  int flush();
  int close();
  int seek(std::int64_t offset, int whence, std::int64_t* position);
  int tell(std::int64_t* position);
  int truncate(std::int64_t size);

  // Bytes: up to `limit` (negative: all), to the end of a line, or what one system call gives.
  int read(std::int64_t limit, std::string* out);
  int read_line(std::int64_t limit, std::string* out);

  // Text. `limit` counts code points.
  struct TextResult {
    int error = 0;           // errno
    text::CodecError codec;  // what could not be encoded or decoded
    std::string bytes;       // that it happened in
  };
  TextResult write_text(text::StringView text);
  TextResult read_text(std::int64_t limit, text::StringBuilder* out);
  TextResult read_text_line(std::int64_t limit, text::StringBuilder* out);
  // ASCII without line feeds needs neither encoding nor translation.
  int write_ascii(std::string_view text) { return write(text); }
  bool takes_ascii() const { return newline != Newline::carriage_return && newline != Newline::both; }

 private:
  int fill();  // reads more into the buffer
  std::string_view unread() const { return std::string_view(input_).substr(input_position_); }
  int drop_input();  // makes the descriptor's position the one that the program sees
  TextResult decode(std::string_view bytes, text::StringBuilder* out);
  int prepare_wide();

  int fd_;
  bool readable_, writable_;
  bool at_end_ = false;
  bool wide_prepared_ = false;  // UTF-16 and UTF-32 input is turned into UTF-8 when first read
  std::string output_;
  std::string input_;
  std::size_t input_position_ = 0;
};

// The open files of one interpreter, to be flushed at its end.
class FileTable {
 public:
  ~FileTable() { flush_all(); }
  FileStream* add(std::unique_ptr<FileStream> stream) {
    streams_.push_back(std::move(stream));
    return streams_.back().get();
  }
  void flush_all() {
    for (auto& stream : streams_) {
      if (!stream->is_closed()) stream->flush();
    }
  }

 private:
  std::vector<std::unique_ptr<FileStream>> streams_;
};

}  // namespace midden::python
