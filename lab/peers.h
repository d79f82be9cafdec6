// Real interpreters that run the same file, as further rows.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "lab/layout.h"
#include "lab/measurement.h"

namespace midden::lab {

struct Peer {
  std::string name;   // what the user types: python3
  std::string label;  // what its row says: python3 3.11.2 (Debian)
  std::string note;   // the build in full, for the legend under the table
  std::string executable;
  nlohmann::json json;  // the same for the record
};

const std::vector<std::string>& peer_names();

// Finds it and asks for its version and build. `python3` is /usr/bin/python3 where that exists, since another
// python3 on the PATH is often an unoptimised build. Throws UserError for an unknown name or one that is not
// installed.
Peer find_peer(const std::string& name);

// As a row. Its collections are logged by lab/peer_hooks, which the interpreter runs before the program.
Contestant peer_contestant(const Peer& peer, const Layout& layout);

// What makes a peer log its collections; the program sees nothing of it.
std::vector<std::pair<std::string, std::string>> peer_environment(const std::filesystem::path& hooks,
                                                                  const std::filesystem::path& log);

// Where PyPy leaves its own log (pypy_log.h) if `log` is where lines of ours are wanted.
std::filesystem::path pypy_log(const std::filesystem::path& log);

// Reads such a log, a line per cycle as --gc-log writes them, into the record: `cycles` by kind, `pauses` and
// cpu.pause_s. Leaves out what is damaged; without a log, everything.
void add_peer_log(nlohmann::json& record, const std::filesystem::path& log);

}  // namespace midden::lab
