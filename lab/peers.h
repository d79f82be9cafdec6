// Real interpreters that run the same file, as further rows.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

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

}  // namespace midden::lab
