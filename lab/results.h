// The results of a study: one file of JSON Lines, to which lines are appended and in which none is rewritten.
// Every line has
//
//   schema   "midden-study/1"
//   kind     study | trial | minimum | invocation
//   id       what the line is about; no two lines of a file have the same
//   study    the hash of what the study declares
//
// and, by kind,
//
//   study       definition; programs {name: hash of the file}; builds {configuration: {hash, version,
//   build}};
//               environment (environment.h). One line per machine; the first line of a file is one.
//               id: origin/HASH
//   trial       program, model, heap (bytes; 0: no limit), outcome, wall_s, timeout_s: one run of the search
//               id: trial/PROGRAM/MODEL/HEAP/NUMBER
//   minimum     program, model, configuration, heap (bytes; null when none was found), failure, and trials, a
//               list of {heap, passed, memory, timeout, failed}
//               id: minimum/PROGRAM/MODEL
//   invocation  program, configuration (with options, or a peer's name), heap_label, heap (bytes; of a peer
//               null and the label -), round, position, canary,
//               outcome (ok, memory, timeout, failed), failure (null or text), warmup_s (wall times of the
//               runs before it), output (hash of stdout), started_at (Unix time), host, origin (of its study
//               line) and record, the run record (record.h)
//               id: PROGRAM/CONFIGURATION/HEAP/ROUND or canary/SHARD/NUMBER
//
// Each line goes out in one write under a lock, so several processes may share a file.
#pragma once

#include <cstddef>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace midden::lab {

inline constexpr const char* kStudySchema = "midden-study/1";

class Results {
 public:
  // A file that does not exist is one without lines. Throws UserError when it cannot be read.
  explicit Results(std::filesystem::path file);

  const std::filesystem::path& file() const { return file_; }
  const std::vector<nlohmann::json>& lines() const { return lines_; }
  // The number, from 1, of lines()[index] in the file.
  std::size_t line_number(std::size_t index) const { return numbers_[index]; }
  const nlohmann::json* find(const std::string& id) const;

  // What was skipped: "study.jsonl line 7: …".
  const std::vector<std::string>& complaints() const { return complaints_; }

  // False, and nothing is written, when a line of this id is there by now. Throws UserError when it cannot be
  // written.
  bool append(nlohmann::json line);

 private:
  void read_new(int descriptor);
  void take(std::string_view text);

  std::filesystem::path file_;
  std::vector<nlohmann::json> lines_;
  std::vector<std::size_t> numbers_;
  std::unordered_map<std::string, std::size_t> by_id_;
  std::vector<std::string> complaints_;
  std::size_t consumed_ = 0;  // bytes of the file
  std::size_t line_ = 0;
  bool open_line_ = false;  // the last line has no newline: its writer was killed
};

// Why a line about a study does not belong to the results that another such line begins; empty if it does.
std::string foreign_reason(const nlohmann::json& known, const nlohmann::json& other);

// 64 bits of FNV-1a as hexadecimal digits: tells apart versions of a file, nothing more.
std::string content_hash(std::string_view text);

}  // namespace midden::lab
