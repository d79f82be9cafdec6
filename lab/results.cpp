#include "lab/results.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <initializer_list>

#include "lab/error.h"

using nlohmann::json;

namespace midden::lab {

namespace {

constexpr std::array kTallyKeys = {"heap", "passed", "memory", "timeout", "failed"};

class LockedFile {
 public:
  LockedFile(const std::filesystem::path& file, int flags) : descriptor_(open(file.c_str(), flags, 0666)) {
    if (descriptor_ < 0) return;
    while (flock(descriptor_, LOCK_EX) != 0 && errno == EINTR) {
    }
  }
  ~LockedFile() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  LockedFile(const LockedFile&) = delete;
  LockedFile& operator=(const LockedFile&) = delete;

  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

UserError file_error(const std::filesystem::path& file, const char* what) {
  return UserError(fmt::format("results {}: {}: {}", file.string(), what, std::strerror(errno)));
}

// Whether a line has what its kind promises and readers rely on.
bool is_complete(const json& line) {
  auto all = [&](std::initializer_list<const char*> keys, bool (json::*is)() const noexcept) {
    return std::all_of(keys.begin(), keys.end(),
                       [&](const char* key) { return line.contains(key) && (line[key].*is)(); });
  };
  const std::string kind = line["kind"];
  if (kind == "study") return all({"programs", "builds"}, &json::is_object);
  if (kind == "trial") return all({"outcome"}, &json::is_string) && all({"wall_s"}, &json::is_number);
  if (kind == "minimum") {
    return all({"program", "model"}, &json::is_string) && all({"trials"}, &json::is_array) &&
           line.contains("heap") && line.contains("failure") &&
           std::all_of(line["trials"].begin(), line["trials"].end(), [](const json& tally) {
             return std::all_of(kTallyKeys.begin(), kTallyKeys.end(), [&](const char* key) {
               return tally.is_object() && tally.contains(key) && tally[key].is_number();
             });
           });
  }
  return kind == "invocation" &&
         all({"program", "configuration", "heap_label", "outcome", "output", "host"}, &json::is_string) &&
         all({"round", "position", "started_at"}, &json::is_number) && all({"canary"}, &json::is_boolean) &&
         all({"record"}, &json::is_object) && all({"warmup_s"}, &json::is_array) &&
         line.contains("failure") &&
         std::all_of(line["warmup_s"].begin(), line["warmup_s"].end(),
                     [](const json& seconds) { return seconds.is_number(); });
}

}  // namespace

Results::Results(std::filesystem::path file) : file_(std::move(file)) {
  LockedFile opened(file_, O_RDONLY | O_CLOEXEC);
  if (opened.descriptor() >= 0) {
    read_new(opened.descriptor());
  } else if (errno != ENOENT) {
    throw file_error(file_, "cannot be read");
  }
}

void Results::read_new(int descriptor) {
  std::string text;
  char buffer[65536];
  ssize_t got;
  while ((got = pread(descriptor, buffer, sizeof buffer, static_cast<off_t>(consumed_ + text.size()))) != 0) {
    if (got > 0) {
      text.append(buffer, static_cast<std::size_t>(got));
    } else if (errno != EINTR) {
      throw file_error(file_, "cannot be read");
    }
  }
  consumed_ += text.size();
  std::string_view rest = text;
  if (open_line_ && rest.starts_with('\n')) rest.remove_prefix(1);  // set by who wrote next
  while (!rest.empty()) {
    std::size_t end = rest.find('\n');
    open_line_ = end == std::string_view::npos;
    take(rest.substr(0, end));
    rest.remove_prefix(open_line_ ? rest.size() : end + 1);
  }
}

void Results::take(std::string_view text) {
  ++line_;
  if (text.empty()) return;
  auto skip = [&](const char* why) {
    complaints_.push_back(fmt::format("{} line {}: {}; skipped", file_.string(), line_, why));
  };
  json line = json::parse(text, nullptr, false);
  if (line.is_discarded()) return skip(open_line_ ? "truncated" : "not JSON");
  auto is_text = [&](const char* key) { return line.contains(key) && line[key].is_string(); };
  if (!line.is_object() || !is_text("schema") || line["schema"] != kStudySchema || !is_text("kind") ||
      !is_text("id") || !is_text("study"))
    return skip("not a line of midden-study/1");
  if (!is_complete(line)) return skip("incomplete");
  std::string id = line["id"];
  if (!by_id_.emplace(id, lines_.size()).second) return skip("a second line of the same id");
  lines_.push_back(std::move(line));
  numbers_.push_back(line_);
}

const json* Results::find(const std::string& id) const {
  auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &lines_[found->second];
}

bool Results::append(json line) {
  LockedFile opened(file_, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC);
  if (opened.descriptor() < 0) throw file_error(file_, "cannot be written");
  read_new(opened.descriptor());
  if (find(line.at("id")) != nullptr) return false;
  line["schema"] = kStudySchema;
  std::string text = line.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
  if (open_line_) text.insert(0, "\n");
  std::size_t written = 0;
  while (written < text.size()) {
    ssize_t count = write(opened.descriptor(), text.data() + written, text.size() - written);
    if (count < 0 && errno != EINTR) throw file_error(file_, "cannot be written");
    if (count > 0) written += static_cast<std::size_t>(count);
  }
  fdatasync(opened.descriptor());
  read_new(opened.descriptor());
  return true;
}

std::string foreign_reason(const json& known, const json& other) {
  if (known.at("study") != other.at("study")) return "another study, or the study has changed since";
  auto difference = [&](const char* section) -> std::string {
    if (!known.contains(section) || !other.contains(section)) return "unknown";
    for (const auto& [name, value] : known[section].items()) {
      if (!other[section].contains(name) || other[section][name] != value) return name;
    }
    return {};
  };
  if (std::string name = difference("programs"); !name.empty())
    return fmt::format("the text of the program '{}' is another", name);
  if (std::string name = difference("builds"); !name.empty())
    return fmt::format("another build of '{}'", name);
  return {};
}

std::string content_hash(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (unsigned char c : text) hash = (hash ^ c) * 0x100000001b3;
  return fmt::format("{:016x}", hash);
}

}  // namespace midden::lab
