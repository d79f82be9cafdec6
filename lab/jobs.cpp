#include "lab/jobs.h"

#include <fmt/format.h>

#include <cstdio>

#include "lab/error.h"
#include "lab/experiment.h"

namespace midden::lab {

std::vector<Job> study_jobs(const Study& study, const Shard& shard) {
  const std::size_t heaps = study.heaps.size(), configurations = study.configurations.size();
  const std::size_t cells = study.programs.size() * configurations * heaps;
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
      job.program = cell / (configurations * heaps);
      job.configuration = cell / heaps % configurations;
      job.heap = cell % heaps;
      job.round = round;
      job.position = position++;
      std::size_t unit = static_cast<std::size_t>(round) * study.programs.size() + job.program;
      if (unit % static_cast<std::size_t>(shard.count) != static_cast<std::size_t>(shard.index - 1)) continue;
      job.id = fmt::format("{}/{}/{}/{}", study.programs[job.program].name,
                           study.configurations[job.configuration].name, study.heaps[job.heap].label, round);
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
