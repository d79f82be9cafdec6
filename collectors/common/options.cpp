#include "collectors/common/options.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>
#include <vector>

#include "collectors/common/heap_settings.h"

namespace midden {
namespace {

// Position of a word in "one|two|three".
std::optional<double> choice_number(std::string_view choices, std::string_view text) {
  for (double at = 0;; ++at) {
    const std::size_t bar = choices.find('|');
    if (choices.substr(0, bar) == text) return at;
    if (bar == std::string_view::npos) return std::nullopt;
    choices.remove_prefix(bar + 1);
  }
}

// 1.5, 700, 64M, on, off, true, false, a word.
std::optional<double> parse(const OptionDescription& option, std::string_view text) {
  const OptionType type = option.type;
  if (type == OptionType::choice) return choice_number(option.choices, text);
  if (type == OptionType::boolean) {
    for (std::string_view yes : {"on", "true", "yes", "1"}) {
      if (text == yes) return 1;
    }
    for (std::string_view no : {"off", "false", "no", "0"}) {
      if (text == no) return 0;
    }
    return std::nullopt;
  }
  double value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end == text.data()) return std::nullopt;
  std::string_view suffix(end, static_cast<std::size_t>(text.data() + text.size() - end));
  if (type == OptionType::size && suffix.size() == 1) {
    static constexpr std::string_view kUnits = "kmg";
    const std::size_t unit = kUnits.find(static_cast<char>(suffix[0] | 0x20));
    if (unit == std::string_view::npos) return std::nullopt;
    for (std::size_t i = 0; i <= unit; ++i) value *= 1024;
    suffix = {};
  }
  if (!suffix.empty()) return std::nullopt;
  if (type != OptionType::number && value != static_cast<double>(static_cast<std::int64_t>(value)))
    return std::nullopt;
  return value;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1])});
      diagonal = above;
    }
  }
  return row.back();
}

const OptionDescription* find(OptionTable table, std::string_view name) {
  for (std::size_t i = 0; i < table.count; ++i) {
    if (name == table.first[i].name) return &table.first[i];
  }
  return nullptr;
}

std::string spelled(double value) {
  std::string text = std::to_string(value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

}  // namespace

const char* name_of(OptionType type) {
  switch (type) {
    case OptionType::integer:
      return "integer";
    case OptionType::number:
      return "number";
    case OptionType::size:
      return "size";
    case OptionType::boolean:
      return "boolean";
    case OptionType::choice:
      return "choice";
  }
  return "";
}

std::string option_problem(OptionTable table, const std::string& name, const std::string& value) {
  const OptionDescription* option = find(table, name);
  if (!option) {
    if (table.count == 0) return "unknown option '" + name + "': this collector has none";
    std::string valid;
    const OptionDescription* nearest = table.first;
    for (std::size_t i = 0; i < table.count; ++i) {
      const OptionDescription& candidate = table.first[i];
      valid += (i ? ", " : "") + std::string(candidate.name);
      if (edit_distance(name, candidate.name) < edit_distance(name, nearest->name)) nearest = &candidate;
    }
    std::string problem = "unknown option '" + name + "': valid are " + valid;
    if (edit_distance(name, nearest->name) <= 1 + name.size() / 3)
      problem += "; did you mean " + std::string(nearest->name) + "?";
    return problem;
  }
  std::optional<double> number = parse(*option, value);
  if (option->type == OptionType::choice) {
    if (number) return {};
    return "option " + name + " must be one of " + option->choices + ", not '" + value + "'";
  }
  if (!number) return "option " + name + " wants a " + name_of(option->type) + ", not '" + value + "'";
  if (!(*number >= option->minimum && *number <= option->maximum)) {  // so that nan fails
    return "option " + name + " must be between " + spelled(option->minimum) + " and " +
           spelled(option->maximum) + ", not " + value;
  }
  return {};
}

double option_number(OptionTable table, const HeapSettings& settings, const char* name) {
  const OptionDescription* option = find(table, name);
  auto set = settings.options.find(name);
  const std::string& text = set != settings.options.end() ? set->second : std::string(option->default_value);
  return parse(*option, text).value_or(0);
}

}  // namespace midden
