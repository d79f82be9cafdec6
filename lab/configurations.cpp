#include "lab/configurations.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <sstream>

#include "lab/error.h"
#include "lab/invocation.h"
#include "lab/scratch.h"
#include "lab/size.h"
#include "lab/suggest.h"

namespace fs = std::filesystem;
using nlohmann::json;

namespace midden::lab {

bool Configuration::built() const { return access(executable.c_str(), X_OK) == 0; }

std::vector<Configuration> known_configurations(const Layout& layout) {
  std::vector<Configuration> configurations;
  std::ifstream list(layout.vms / "configurations.txt");
  for (std::string line; std::getline(list, line);) {
    std::istringstream words(line);
    Configuration configuration;
    std::string kind;
    if (!(words >> configuration.name >> configuration.model >> configuration.collector)) continue;
    words >> kind;
    configuration.is_default = kind == "default";
    configuration.executable = layout.vms / configuration.name;
    configurations.push_back(std::move(configuration));
  }
  return configurations;
}

namespace {

template <typename Field>
std::vector<std::string> distinct(const std::vector<Configuration>& configurations, Field field) {
  std::vector<std::string> names;
  for (const Configuration& configuration : configurations) {
    if (std::find(names.begin(), names.end(), configuration.*field) == names.end()) {
      names.push_back(configuration.*field);
    }
  }
  return names;
}

// JSON values as users write them: strings without quotes.
std::string plain(const json& object, const char* key) {
  auto found = object.find(key);
  if (found == object.end() || found->is_null()) return {};
  if (found->is_string()) return found->get<std::string>();
  if (found->is_array()) {
    std::vector<std::string> parts;
    for (const json& part : *found) parts.push_back(part.is_string() ? part.get<std::string>() : part.dump());
    return join(parts, "|");
  }
  return found->dump();
}

std::optional<double> number(const json& object, const char* key) {
  auto found = object.find(key);
  if (found == object.end() || !found->is_number()) return std::nullopt;
  return found->get<double>();
}

std::string bound(const Option& option, double value) {
  if (option.type == "size") return value < 1 ? "0" : format_size(static_cast<std::uint64_t>(value));
  return fmt::format("{:.15g}", value);
}

// "1..64"; an end that no one reaches is left out.
std::string range_of(const Option& option) {
  constexpr double kUnlimited = 1e15;
  bool above = option.maximum && *option.maximum < kUnlimited;
  if (option.minimum && above) return bound(option, *option.minimum) + ".." + bound(option, *option.maximum);
  if (option.minimum) return "from " + bound(option, *option.minimum);
  return above ? "up to " + bound(option, *option.maximum) : "";
}

Option option_from(const json& told) {
  Option option{plain(told, "name"), plain(told, "type"),     plain(told, "default"), plain(told, "range"),
                plain(told, "help"), number(told, "minimum"), number(told, "maximum")};
  if (option.range.empty() && option.type != "boolean") option.range = range_of(option);
  return option;
}

// The value as a number, when it is one of the option's type.
std::optional<double> numeric_value(const Option& option, const std::string& value) {
  if (option.type == "size")
    return value == "0" ? 0.0 : static_cast<double>(parse_size(value, "--set " + option.name));
  double result = 0;
  auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), result);
  bool whole = error == std::errc() && end == value.data() + value.size() && !value.empty();
  if (!whole || std::isnan(result)) return std::nullopt;
  if (option.type == "integer" && result != std::floor(result)) return std::nullopt;
  return result;
}

void check_value(const Option& option, const std::string& value) {
  auto refuse = [&](const std::string& wanted) {
    return UserError(fmt::format("--set {}={}: '{}' is not {}", option.name, value, value, wanted));
  };
  if (option.type == "integer" || option.type == "number" || option.type == "size") {
    auto given = numeric_value(option, value);
    if (!given) throw refuse(option.type == "integer" ? "a whole number" : "a number");
    if ((option.minimum && *given < *option.minimum) || (option.maximum && *given > *option.maximum)) {
      throw refuse("in the range " + option.range);
    }
  } else if (option.type == "boolean") {
    static const std::vector<std::string> kValid = {"on", "off", "true", "false", "yes", "no", "1", "0"};
    if (std::find(kValid.begin(), kValid.end(), value) == kValid.end()) throw refuse("on or off");
  } else if (option.range.find('|') != std::string::npos) {
    std::vector<std::string> valid;
    std::istringstream parts(option.range);
    for (std::string part; std::getline(parts, part, '|');) valid.push_back(trimmed(part));
    if (std::find(valid.begin(), valid.end(), value) == valid.end()) {
      throw UserError(
          fmt::format("--set {}={}: {}", option.name, value, unknown_name("value", value, valid)));
    }
  }
}

}  // namespace

std::vector<std::string> collector_names(const std::vector<Configuration>& configurations) {
  return distinct(configurations, &Configuration::collector);
}

std::vector<std::string> model_names(const std::vector<Configuration>& configurations) {
  return distinct(configurations, &Configuration::model);
}

const Configuration& find_configuration(const std::vector<Configuration>& configurations,
                                        const std::string& model, const std::string& collector) {
  auto collectors = collector_names(configurations), models = model_names(configurations);
  if (std::find(collectors.begin(), collectors.end(), collector) == collectors.end()) {
    throw UserError(unknown_name("collector", collector, collectors));
  }
  if (std::find(models.begin(), models.end(), model) == models.end()) {
    throw UserError(unknown_name("model", model, models));
  }
  std::vector<std::string> pairs;
  for (const Configuration& configuration : configurations) {
    if (configuration.model == model && configuration.collector == collector) return configuration;
    if (configuration.collector == collector) pairs.push_back(configuration.model);
  }
  throw UserError(fmt::format("collector '{}' does not exist on model '{}'; it exists on: {}", collector,
                              model, join(pairs, ", ")));
}

Description describe(const fs::path& executable) {
  std::string error;
  std::string text = output_of({{executable.string(), "--describe"}, {}}, 20, error);
  if (!error.empty())
    throw UserError(fmt::format("{}: could not be asked for --describe: {}", executable.string(), error));
  json answer = json::parse(text, nullptr, false);
  if (!answer.is_object()) {
    throw UserError(
        fmt::format("{}: --describe printed no JSON object; it must be an executable made by midden_add_vm",
                    executable.string()));
  }
  Description description;
  description.name = plain(answer, "name");
  description.model = plain(answer, "model");
  description.collector = plain(answer, "collector");
  description.summary = plain(answer, "summary");
  if (description.name.empty()) description.name = executable.filename().string();
  for (const json& option : answer.value("options", json::array())) {
    description.options.push_back(option_from(option));
  }
  description.json = std::move(answer);
  return description;
}

bool takes_setting(const Description& description, const std::string& setting) {
  std::size_t equals = setting.find('=');
  if (equals == std::string::npos || equals == 0) {
    throw UserError(fmt::format("--set {}: no value; write --set KEY=VALUE", setting));
  }
  std::string key = setting.substr(0, equals);
  for (const Option& option : description.options) {
    if (option.name != key) continue;
    check_value(option, setting.substr(equals + 1));
    return true;
  }
  return false;
}

void check_settings(const Description& description, const std::vector<std::string>& settings) {
  std::vector<std::string> names;
  for (const Option& option : description.options) names.push_back(option.name);
  for (const std::string& setting : settings) {
    if (takes_setting(description, setting)) continue;
    throw UserError("--set: " + unknown_name(fmt::format("option of {}", description.name),
                                             setting.substr(0, setting.find('=')), names));
  }
}

}  // namespace midden::lab
