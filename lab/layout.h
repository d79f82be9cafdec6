// Where things are: a build tree beside its sources, or an installed copy.
#pragma once

#include <filesystem>

namespace midden::lab {

struct Layout {
  std::filesystem::path root;   // the source tree; empty when installed
  std::filesystem::path build;  // the build tree this program belongs to; empty when installed
  std::filesystem::path vms;  // the executables of the configurations, and configurations.txt that lists them
  std::filesystem::path programs;    // the shipped programs
  std::filesystem::path peer_hooks;  // what logs the collections of real interpreters

  bool can_build() const { return !build.empty(); }
};

// Derived from the place of this executable. MIDDEN_VMS and MIDDEN_PROGRAMS name other directories; with
// MIDDEN_VMS set nothing is built.
Layout find_layout();

}  // namespace midden::lab
