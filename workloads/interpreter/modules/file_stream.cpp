#include "workloads/interpreter/modules/file_stream.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace midden::python {
namespace {

constexpr std::size_t kReadSize = 65536;

int write_fully(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return errno;
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

bool is_wide(text::Codec codec) {
  switch (codec) {
    case text::Codec::kUtf8:
    case text::Codec::kUtf8Sig:
    case text::Codec::kLatin1:
    case text::Codec::kAscii:
      return false;
    default:
      return true;
  }
}

// Bytes of the UTF-8 sequence that begins with `first`, or 1 for what begins none.
std::size_t sequence_length(unsigned char first) {
  if (first >= 0xF0) return 4;
  if (first >= 0xE0) return 3;
  if (first >= 0xC0) return 2;
  return 1;
}

}  // namespace

int FileStream::fill() {
  if (input_position_ > 0) {
    input_.erase(0, input_position_);
    input_position_ = 0;
  }
  const std::size_t old = input_.size();
  input_.resize(old + kReadSize);
  for (;;) {
    const ssize_t count = ::read(fd_, input_.data() + old, kReadSize);
    if (count < 0 && errno == EINTR) continue;
    input_.resize(old + static_cast<std::size_t>(count > 0 ? count : 0));
    if (count < 0) return errno;
    at_end_ = count == 0;
    return 0;
  }
}

int FileStream::drop_input() {
  if (input_position_ < input_.size()) {
    const auto left = static_cast<off_t>(input_.size() - input_position_);
    if (::lseek(fd_, -left, SEEK_CUR) < 0 && errno != ESPIPE) return errno;
  }
  input_.clear();
  input_position_ = 0;
  at_end_ = false;
  return 0;
}

int FileStream::write(std::string_view bytes) {
  if (input_position_ < input_.size()) {
    if (const int error = drop_input()) return error;
  }
  if (output_.size() + bytes.size() > buffer_size) {
    if (const int error = flush()) return error;
    if (bytes.size() >= buffer_size) return write_fully(fd_, bytes);
  }
  output_.append(bytes);
  if (line_buffered && bytes.find('\n') != std::string_view::npos) return flush();
  return 0;
}

int FileStream::flush() {
  if (output_.empty()) return 0;
  const int error = write_fully(fd_, output_);
  output_.clear();
  return error;
}

int FileStream::close() {
  if (fd_ < 0) return 0;
  int error = flush();
  if (owns_descriptor && ::close(fd_) < 0 && error == 0) error = errno;
  fd_ = -1;
  input_ = std::string();
  output_ = std::string();
  return error;
}

int FileStream::seek(std::int64_t offset, int whence, std::int64_t* position) {
  if (const int error = flush()) return error;
  if (const int error = drop_input()) return error;
  const off_t at = ::lseek(fd_, offset, whence);
  if (at < 0) return errno;
  *position = at;
  return 0;
}

int FileStream::tell(std::int64_t* position) {
  const off_t at = ::lseek(fd_, 0, SEEK_CUR);
  if (at < 0) return errno;
  *position = at - static_cast<std::int64_t>(unread().size()) + static_cast<std::int64_t>(output_.size());
  return 0;
}

int FileStream::truncate(std::int64_t size) {
  if (const int error = flush()) return error;
  return ::ftruncate(fd_, size) < 0 ? errno : 0;
}

int FileStream::read(std::int64_t limit, std::string* out) {
  if (const int error = flush()) return error;
  const auto wanted = limit < 0 ? SIZE_MAX : static_cast<std::size_t>(limit);
  while (unread().size() < wanted && !at_end_) {
    if (const int error = fill()) return error;
  }
  at_end_ = false;
  const std::string_view bytes = unread().substr(0, wanted);
  out->append(bytes);
  input_position_ += bytes.size();
  return 0;
}

int FileStream::read_line(std::int64_t limit, std::string* out) {
  if (const int error = flush()) return error;
  const auto wanted = limit < 0 ? SIZE_MAX : static_cast<std::size_t>(limit);
  std::size_t searched = 0;
  for (;;) {
    const std::string_view bytes = unread();
    const std::size_t found = bytes.find('\n', searched);
    if (found != std::string_view::npos || bytes.size() >= wanted || at_end_) {
      const std::size_t length =
          std::min({found == std::string_view::npos ? bytes.size() : found + 1, wanted});
      out->append(bytes.substr(0, length));
      input_position_ += length;
      at_end_ = false;
      return 0;
    }
    searched = bytes.size();
    if (const int error = fill()) return error;
  }
}

// --- text --------------------------------------------------------------------------------------------------

FileStream::TextResult FileStream::write_text(text::StringView text) {
  TextResult result;
  std::string bytes;
  result.codec =
      text::encode(bytes, codec == text::Codec::kUtf8Sig ? text::Codec::kUtf8 : codec, text, errors);
  if (result.codec) return result;
  if (newline == Newline::carriage_return || newline == Newline::both) {
    std::string translated;
    for (const char c : bytes) {
      if (c != '\n')
        translated += c;
      else
        translated += newline == Newline::both ? "\r\n" : "\r";
    }
    bytes.swap(translated);
  }
  result.error = write(bytes);
  return result;
}

FileStream::TextResult FileStream::decode(std::string_view bytes, text::StringBuilder* out) {
  TextResult result;
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  const text::Codec used = codec == text::Codec::kUtf8Sig ? text::Codec::kUtf8 : codec;
  result.codec = text::decode(*out, used, {data, bytes.size()}, errors);
  if (result.codec) result.bytes = bytes;
  return result;
}

// Lines cannot be found in UTF-16 or UTF-32 bytes: the rest of the file is read and recoded at once. A byte
// order mark of utf-8-sig is skipped here too.
int FileStream::prepare_wide() {
  if (wide_prepared_) return 0;
  wide_prepared_ = true;
  if (codec == text::Codec::kUtf8Sig) {
    while (unread().size() < 3 && !at_end_) {
      if (const int error = fill()) return error;
    }
    if (unread().starts_with("\xEF\xBB\xBF")) input_position_ += 3;
    return 0;
  }
  if (!is_wide(codec)) return 0;
  while (!at_end_) {
    if (const int error = fill()) return error;
  }
  text::StringBuilder all;
  if (decode(unread(), &all).codec) return EILSEQ;
  input_ = all.to_utf8();
  input_position_ = 0;
  codec = text::Codec::kUtf8;
  return 0;
}

FileStream::TextResult FileStream::read_text(std::int64_t limit, text::StringBuilder* out) {
  TextResult result;
  if ((result.error = flush()) || (result.error = prepare_wide())) return result;
  const bool translate = newline == Newline::universal;
  if (limit < 0) {
    while (!at_end_) {
      if ((result.error = fill())) return result;
    }
    at_end_ = false;
    std::string bytes(unread());
    input_position_ = input_.size();
    if (translate && bytes.find('\r') != std::string::npos) {
      std::string translated;
      for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (bytes[i] != '\r')
          translated += bytes[i];
        else if (i + 1 == bytes.size() || bytes[i + 1] != '\n')
          translated += '\n';
      }
      bytes.swap(translated);
    }
    return decode(bytes, out);
  }
  const bool multibyte = codec == text::Codec::kUtf8 || codec == text::Codec::kUtf8Sig;
  std::string bytes;
  while (limit > 0) {
    if (unread().size() < 4 && !at_end_) {
      if ((result.error = fill())) return result;
    }
    const std::string_view rest = unread();
    if (rest.empty()) break;
    if (translate && rest[0] == '\r') {
      bytes += '\n';
      input_position_ += rest.size() > 1 && rest[1] == '\n' ? 2 : 1;
    } else {
      std::size_t length = multibyte ? sequence_length(static_cast<unsigned char>(rest[0])) : 1;
      length = std::min(length, rest.size());
      bytes.append(rest.substr(0, length));
      input_position_ += length;
    }
    --limit;
  }
  at_end_ = false;
  return decode(bytes, out);
}

FileStream::TextResult FileStream::read_text_line(std::int64_t limit, text::StringBuilder* out) {
  TextResult result;
  if ((result.error = flush()) || (result.error = prepare_wide())) return result;
  std::size_t searched = 0;
  for (;;) {
    const std::string_view bytes = unread();
    // The end of the line, and how many bytes end it.
    std::size_t end = std::string_view::npos, mark = 0;
    switch (newline) {
      case Newline::universal:
      case Newline::untranslated:
        end = bytes.find_first_of("\r\n", searched);
        if (end != std::string_view::npos) {
          mark = 1;
          if (bytes[end] == '\r') {
            if (end + 1 == bytes.size() && !at_end_) {
              end = std::string_view::npos;  // a line feed may follow
              searched = bytes.size() - 1;
            } else if (end + 1 < bytes.size() && bytes[end + 1] == '\n') {
              mark = 2;
            }
          }
        }
        break;
      case Newline::line_feed:
        end = bytes.find('\n', searched);
        mark = 1;
        break;
      case Newline::carriage_return:
        end = bytes.find('\r', searched);
        mark = 1;
        break;
      case Newline::both:
        end = bytes.find("\r\n", searched > 0 ? searched - 1 : 0);
        mark = 2;
        break;
    }
    if (end == std::string_view::npos && !at_end_) {
      if (searched + 1 != bytes.size() || bytes.empty() || bytes.back() != '\r') searched = bytes.size();
      if ((result.error = fill())) return result;
      continue;
    }
    at_end_ = false;
    const std::size_t content = end == std::string_view::npos ? bytes.size() : end;
    if (end == std::string_view::npos) mark = 0;
    if (limit >= 0 && static_cast<std::size_t>(limit) < content + mark) return read_text(limit, out);
    const bool translate = newline == Newline::universal && mark > 0;
    std::string line(bytes.substr(0, translate ? content : content + mark));
    if (translate) line += '\n';
    input_position_ += content + mark;
    return decode(line, out);
  }
}

}  // namespace midden::python
