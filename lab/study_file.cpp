#include "lab/study_file.h"

#include <fmt/format.h>

#include "lab/error.h"
#include "lab/scratch.h"
#include "lab/size.h"
#include "lab/study.h"
#include "lab/suggest.h"

namespace midden::lab {

StudyFile::StudyFile(const std::filesystem::path& file) : name_(file.string()) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(file, ignored))
    throw UserError(fmt::format("study {}: no such file; give the path of a TOML file", name_));
  try {
    root_ = toml::parse(read_file(file), name_);
  } catch (const toml::parse_error& error) {
    refuse(error.source(), std::string(error.description()));
  }
}

std::string StudyFile::where(const toml::source_region& source) const {
  return fmt::format("{}:{}:{}", name_, source.begin.line, source.begin.column);
}

void StudyFile::refuse(const toml::source_region& source, const std::string& message) const {
  throw UserError(where(source) + ": " + message);
}

void StudyFile::check_keys(const toml::table& table, const std::string& what,
                           const std::vector<std::string>& valid) const {
  for (const auto& [key, value] : table) {
    std::string name(key.str());
    if (std::find(valid.begin(), valid.end(), name) == valid.end())
      refuse(key.source(), unknown_name("key of " + what, name, valid));
  }
}

std::int64_t StudyFile::whole(const toml::table& table, const char* key, std::int64_t otherwise,
                              std::int64_t least, std::int64_t most) const {
  const toml::node* node = table.get(key);
  if (node == nullptr) return otherwise;
  if (!node->is_integer()) refuse(node->source(), fmt::format("{}: a whole number is needed", key));
  std::int64_t value = node->as_integer()->get();
  if (value < least || value > most)
    refuse(node->source(), fmt::format("{} = {}: must be from {} to {}", key, value, least, most));
  return value;
}

double StudyFile::number(const toml::table& table, const char* key, double otherwise, double least,
                         double most) const {
  const toml::node* node = table.get(key);
  if (node == nullptr) return otherwise;
  if (!node->is_number()) refuse(node->source(), fmt::format("{}: a number is needed", key));
  double value = *node->value<double>();
  // Written so that nan is refused too.
  if (!(value >= least && value <= most))
    refuse(node->source(), fmt::format("{} = {:g}: must be from {:g} to {:g}", key, value, least, most));
  return value;
}

std::string StudyFile::text(const toml::table& table, const char* key, const std::string& otherwise) const {
  const toml::node* node = table.get(key);
  if (node == nullptr) return otherwise;
  if (!node->is_string()) refuse(node->source(), fmt::format("{}: a string is needed", key));
  return node->as_string()->get();
}

std::uint64_t StudyFile::size(const toml::node& node, const std::string& key) const {
  std::uint64_t bytes = 0;
  if (node.is_integer()) {
    std::int64_t given = node.as_integer()->get();
    bytes = given < 0 ? 0 : static_cast<std::uint64_t>(given);
  } else if (node.is_string()) {
    try {
      bytes = parse_size(node.as_string()->get(), key);
    } catch (const UserError& error) {
      refuse(node.source(), error.what());
    }
  } else {
    refuse(node.source(), key + ": a size is needed, such as \"64M\"");
  }
  if (bytes < kLeastHeap)
    refuse(node.source(), fmt::format("{}: a heap of {} bytes is below the least, 1M", key, bytes));
  return bytes;
}

const toml::table& StudyFile::section(const char* key) const {
  const toml::node* node = root_.get(key);
  static const toml::table kNone;
  if (node == nullptr) return kNone;
  if (!node->is_table()) refuse(node->source(), fmt::format("{0}: a table is needed, [{0}]", key));
  return *node->as_table();
}

std::vector<std::string> StudyFile::texts(const toml::node& node, const std::string& key) const {
  if (node.is_string()) return {node.as_string()->get()};
  if (!node.is_array()) refuse(node.source(), key + ": a string or a list of strings is needed");
  std::vector<std::string> values;
  for (const toml::node& element : *node.as_array()) {
    if (!element.is_string()) refuse(element.source(), key + ": each element must be a string");
    values.push_back(element.as_string()->get());
  }
  return values;
}

}  // namespace midden::lab
