// Building from within: what `midden build`, `midden test` and a configuration that is not built yet need.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "lab/configurations.h"
#include "lab/layout.h"

namespace midden::lab {

// The build tree of a preset, beside ours. Throws UserError for an unknown preset, and when installed.
std::filesystem::path preset_directory(const Layout& layout, const std::string& preset);
std::vector<std::string> preset_names();

// Configures the build tree if needed and builds the targets, quietly but for a progress line. On failure
// shows what failed and throws UserError.
void build_targets(const Layout& layout, const std::filesystem::path& build,
                   const std::vector<std::string>& targets, const std::string& what);

// The names of all targets of a configured build tree that a user may name.
std::vector<std::string> target_names(const std::filesystem::path& build);

// Builds those of the configurations that are missing or older than the last change. Throws UserError when
// one is missing and cannot be built.
void ensure_built(const Layout& layout, const std::vector<Configuration>& configurations);

}  // namespace midden::lab
