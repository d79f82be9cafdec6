// One measured invocation: a contestant runs a program in a fresh process, is judged by how it ended, and
// leaves a record. Comparisons and studies are made of these.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "lab/invocation.h"
#include "lab/programs.h"

namespace midden::lab {

struct Contestant {
  std::string name;                  // what users type: tagged-refcount, python3
  std::string label;                 // what its row says
  std::string note;                  // for the legend, if anything is to be said
  std::vector<std::string> command;  // executable and its options; program and arguments follow
  bool is_peer = false;              // peers know neither --json nor any other option of ours
  std::filesystem::path peer_hooks;  // of a peer: the folder of its sitecustomize (peers.h)
  nlohmann::json description;
};

enum class Outcome { kOk, kMemory, kTimeout, kFailed, kInterrupted };

// "ok", "memory", "timeout", "failed", "interrupted"
const char* outcome_name(Outcome outcome);

struct Measurement {
  Outcome outcome = Outcome::kOk;
  std::string failure;  // empty, or what tables say
  Invocation invocation;
  nlohmann::json record;  // see record.h; with last_stderr_line when it failed
  std::string output;     // stdout
};

struct Limits {
  std::uint64_t heap = 0;  // only what messages say; the command has it
  double timeout_s = 0;    // 0: never
};

// `scratch` is a directory for the files of this invocation. An InterruptGuard must be alive.
Measurement measure(const Contestant& contestant, const Program& program,
                    const std::vector<std::string>& arguments, const Limits& limits,
                    const std::filesystem::path& scratch, const std::function<void(double)>& tick = {});

}  // namespace midden::lab
