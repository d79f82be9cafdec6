// The jobs of a study: one invocation each, in the order in which they are run.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "lab/study.h"

namespace midden::lab {

struct Job {
  std::string id;  // PROGRAM/CONFIGURATION/HEAP/ROUND, or canary/SHARD/NUMBER
  // Indices into the study. Peers follow the configurations; their heap is 0 and means nothing.
  std::size_t program = 0, configuration = 0, heap = 0;
  int round = 0;
  int position = 0;  // in the round
  bool canary = false;
};

inline constexpr const char* kNoHeapLabel = "-";

// Null: the job runs a configuration.
const Peer* peer_of(const Study& study, const Job& job);
// Of a peer its name.
const std::string& configuration_name(const Study& study, const Job& job);
// Of a peer kNoHeapLabel.
std::string heap_label(const Study& study, const Job& job);

struct Shard {
  int index = 1, count = 1;
};

// Rounds one after the other, each in an order drawn anew over all programs, configurations and heap sizes.
// A shard gets whole rounds of a program, so that what is compared has run on one machine, and canaries of
// its own.
std::vector<Job> study_jobs(const Study& study, const Shard& shard);

// "2/4" → {2, 4}. Throws UserError.
Shard parse_shard(const std::string& text);

}  // namespace midden::lab
