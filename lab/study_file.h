// Reading TOML so that every refusal says where: file, line and column.
#pragma once

#include <toml++/toml.h>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace midden::lab {

class StudyFile {
 public:
  // Throws UserError when it cannot be read or is no TOML.
  explicit StudyFile(const std::filesystem::path& file);

  const toml::table& root() const { return root_; }

  // "study.toml:12:4"
  std::string where(const toml::source_region& source) const;
  [[noreturn]] void refuse(const toml::source_region& source, const std::string& message) const;

  // Unknown keys are refused with the nearest and the list of the valid ones.
  void check_keys(const toml::table& table, const std::string& what,
                  const std::vector<std::string>& valid) const;

  // The value of a key, or the given one when the table has none.
  std::int64_t whole(const toml::table& table, const char* key, std::int64_t otherwise, std::int64_t least,
                     std::int64_t most) const;
  double number(const toml::table& table, const char* key, double otherwise, double least, double most) const;
  std::string text(const toml::table& table, const char* key, const std::string& otherwise) const;
  std::uint64_t size(const toml::node& node, const std::string& key) const;
  // An empty table when there is none.
  const toml::table& section(const char* key) const;

  // A string, or a list of them.
  std::vector<std::string> texts(const toml::node& node, const std::string& key) const;

 private:
  std::string name_;
  toml::table root_;
};

}  // namespace midden::lab
