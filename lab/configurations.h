// The configurations that can be run: which exist, what they are called, what options they take.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "lab/layout.h"

namespace midden::lab {

struct Configuration {
  std::string name;
  std::string model;
  std::string collector;
  std::filesystem::path executable;
  bool is_default = false;  // part of the default build and of what `compare` runs when not told otherwise

  bool built() const;
};

inline constexpr const char* kDefaultModel = "tagged";
inline constexpr const char* kDefaultCollector = "refcount";

// All that the build knows, built or not, in the order of configurations.cmake.
std::vector<Configuration> known_configurations(const Layout& layout);

std::vector<std::string> collector_names(const std::vector<Configuration>& configurations);
std::vector<std::string> model_names(const std::vector<Configuration>& configurations);

// Throws UserError: an unknown collector or model, or a pair that does not exist.
const Configuration& find_configuration(const std::vector<Configuration>& configurations,
                                        const std::string& model, const std::string& collector);

// One option of a configuration, as its --describe tells it.
struct Option {
  std::string name;
  std::string type;
  std::string default_value;
  std::string range;  // as shown to users: "1..64", "insertion|snapshot"
  std::string help;
  std::optional<double> minimum, maximum;
};

struct Description {
  std::string name;
  std::string model;
  std::string collector;
  std::string summary;  // what the collector is, in a few words
  std::vector<Option> options;
  nlohmann::json json;  // all that the executable said
};

// Asks the executable. Throws UserError when it cannot be run or does not obey the contract.
Description describe(const std::filesystem::path& executable);

// Whether the setting (key=value) is one of this configuration's. Throws UserError for a malformed setting or
// a value that cannot be of the option's type; false when the configuration has no such option.
bool takes_setting(const Description& description, const std::string& setting);

// Every setting must be an option. Throws UserError that lists the options and suggests the nearest.
void check_settings(const Description& description, const std::vector<std::string>& settings);

}  // namespace midden::lab
