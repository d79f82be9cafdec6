#include "lab/canary.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "lab/record.h"
#include "lab/statistics.h"
#include "lab/wording.h"

using nlohmann::json;

namespace midden::lab {

std::vector<std::string> canary_lines(const json& definition, const Results& results) {
  const bool by_cpu = definition.at("metric") == "cpu";
  std::map<std::string, std::vector<std::pair<double, double>>> by_host;
  for (const json& line : results.lines()) {
    if (line["kind"] != "invocation" || !line["canary"].get<bool>() || line["outcome"] != "ok") continue;
    Figures figures = figures_of(line["record"]);
    by_host[line["host"]].emplace_back(line["started_at"], by_cpu ? figures.cpu_s : figures.wall_s);
  }
  std::vector<std::string> lines;
  for (auto& [host, runs] : by_host) {
    std::sort(runs.begin(), runs.end());
    std::size_t half = runs.size() / 2;
    std::vector<double> all, early, late;
    for (const auto& [when, seconds] : runs) all.push_back(seconds);
    for (std::size_t i = 0; i < half; ++i) {
      early.push_back(all[i]);
      late.push_back(all[all.size() - half + i]);
    }
    const json& canary = definition.at("canary");
    std::string line =
        fmt::format("canary on {}: {} under {} at {}, {} run{}, median {} s", host,
                    canary.at("program").get<std::string>(), canary.at("configuration").get<std::string>(),
                    definition.at("heaps").back().get<std::string>(), all.size(), all.size() == 1 ? "" : "s",
                    seconds_text(median(all)));
    if (half >= 2) {
      Estimate drift = ratio_estimate(late, early);
      line += fmt::format("; from the first half to the second {:+.1f} % (95 % interval {:+.1f} to {:+.1f})",
                          (drift.value - 1) * 100, (drift.low - 1) * 100, (drift.high - 1) * 100);
      if (drift.low > 1 || drift.high < 1) line += ": the machine has drifted";
    } else {
      line += "; too few to tell drift";
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace midden::lab
