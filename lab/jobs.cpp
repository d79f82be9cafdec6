#include "lab/jobs.h"

#include <fmt/format.h>

#include <cstdio>

#include "lab/error.h"
#include "lab/experiment.h"

namespace midden::lab {

const Peer* peer_of(const Study& study, const Job& job) {
  const std::size_t configurations = study.configurations.size();
  return job.configuration < configurations ? nullptr : &study.peers[job.configuration - configurations];
}

const std::string& configuration_name(const Study& study, const Job& job) {
  const Peer* peer = peer_of(study, job);
  return peer != nullptr ? peer->name : study.configurations[job.configuration].name;
}

std::string heap_label(const Study& study, const Job& job) {
  return peer_of(study, job) != nullptr ? kNoHeapLabel : study.heaps[job.heap].label;
}

std::vector<Job> study_jobs(const Study& study, const Shard& shard) {
  const std::size_t heaps = study.heaps.size(), configurations = study.configurations.size();
  const std::size_t of_program = configurations * heaps + study.peers.size();
  const std::size_t cells = study.programs.size() * of_program;
  std::vector<Job> jobs;
  int canaries = 0, since_canary = 0;
  auto add_canary = [&] {
    if (study.canary.every == 0) return;
    std::string id = fmt::format("canary/{}of{}/{}", shard.index, shard.count, canaries);
    jobs.push_back({id, study.canary.program, study.canary.configuration, heaps - 1, canaries++, 0, true});
    since_canary = 0;
  };
  for (int round = 0; round < study.invocations; ++round) {
    int position = 0;
    for (std::size_t cell : round_order(study.seed, round, cells)) {
      Job job;
      job.program = cell / of_program;
      const std::size_t within = cell % of_program;
      if (within < configurations * heaps) {
        job.configuration = within / heaps;
        job.heap = within % heaps;
      } else {
        job.configuration = configurations + within - configurations * heaps;
      }
      job.round = round;
      job.position = position++;
      std::size_t unit = static_cast<std::size_t>(round) * study.programs.size() + job.program;
      if (unit % static_cast<std::size_t>(shard.count) != static_cast<std::size_t>(shard.index - 1)) continue;
      job.id = fmt::format("{}/{}/{}/{}", study.programs[job.program].name, configuration_name(study, job),
                           heap_label(study, job), round);
      if (jobs.empty() || since_canary == study.canary.every) add_canary();
      jobs.push_back(std::move(job));
      ++since_canary;
    }
  }
  if (!jobs.empty()) add_canary();
  return jobs;
}

Shard parse_shard(const std::string& text) {
  Shard shard;
  char rest = 0;
  if (std::sscanf(text.c_str(), "%d/%d%c", &shard.index, &shard.count, &rest) != 2 || shard.count < 1 ||
      shard.index < 1 || shard.index > shard.count) {
    throw UserError(fmt::format("--shard {}: give i/n with i from 1 to n, such as 2/4", text));
  }
  return shard;
}

}  // namespace midden::lab
