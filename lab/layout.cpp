#include "lab/layout.h"

#include <cstdlib>
#include <fstream>
#include <string>

namespace fs = std::filesystem;

namespace midden::lab {

namespace {

fs::path source_of_build_tree(const fs::path& build) {
  std::ifstream cache(build / "CMakeCache.txt");
  const std::string key = "CMAKE_HOME_DIRECTORY:INTERNAL=";
  for (std::string line; std::getline(cache, line);) {
    if (line.starts_with(key)) return line.substr(key.size());
  }
  return {};
}

}  // namespace

Layout find_layout() {
  Layout layout;
  std::error_code ignored;
  fs::path self = fs::read_symlink("/proc/self/exe", ignored);
  fs::path prefix = self.parent_path().parent_path();  // <build>/lab/midden or <prefix>/bin/midden
  layout.root = source_of_build_tree(prefix);
  if (!layout.root.empty()) {
    layout.build = prefix;
    layout.vms = prefix / "vm";
    layout.programs = layout.root / "workloads" / "programs";
    layout.peer_hooks = layout.root / "lab" / "peer_hooks";
  } else {
    layout.vms = prefix / "libexec" / "midden" / "vm";
    layout.programs = prefix / "share" / "midden" / "programs";
    layout.peer_hooks = prefix / "share" / "midden" / "peer_hooks";
  }
  if (const char* vms = std::getenv("MIDDEN_VMS")) {
    layout.vms = vms;
    layout.build.clear();
  }
  if (const char* programs = std::getenv("MIDDEN_PROGRAMS")) layout.programs = programs;
  return layout;
}

}  // namespace midden::lab
