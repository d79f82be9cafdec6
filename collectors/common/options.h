#pragma once

// The options of a collector, as a table: --set is checked against it and --describe prints it.

#include <cstddef>
#include <cstdint>
#include <string>

namespace midden {

struct HeapSettings;

enum class OptionType : std::uint8_t { integer, number, size, boolean, choice };
const char* name_of(OptionType type);

struct OptionDescription {
  const char* name;
  OptionType type;
  const char* default_value;  // spelled as on the command line
  double minimum;
  double maximum;
  const char* help;
  // The words a choice is between, in order: "insertion|snapshot".
  const char* choices = nullptr;
};

// A collector's table: C::kOptions, C::kOptionCount.
struct OptionTable {
  const OptionDescription* first;
  std::size_t count;
};

// What is wrong with `name=value`, in one sentence that names the valid options and suggests the nearest;
// empty when nothing is.
std::string option_problem(OptionTable table, const std::string& name, const std::string& value);

// The value in force: as set, or the table's default; of a choice the word's position. `name` must be in the
// table.
double option_number(OptionTable table, const HeapSettings& settings, const char* name);
inline std::size_t option_size(OptionTable table, const HeapSettings& settings, const char* name) {
  return static_cast<std::size_t>(option_number(table, settings, name));
}
inline bool option_flag(OptionTable table, const HeapSettings& settings, const char* name) {
  return option_number(table, settings, name) != 0;
}

}  // namespace midden
