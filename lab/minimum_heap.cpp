#include "lab/minimum_heap.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "lab/size.h"
#include "lab/suggest.h"

namespace midden::lab {

namespace {

constexpr std::uint64_t kHeapStep = 64 << 10;

class MinimumHeapSearch {
 public:
  MinimumHeapSearch(const MinimumHeapRules& rules, const HeapTrial& trial) : rules_(rules), trial_(trial) {}

  MinimumHeap run() {
    Outcome free = trial_(0, 0);
    if (free == Outcome::kInterrupted) result_.interrupted = true;
    if (free != Outcome::kOk) {
      result_.failure = fmt::format("{} without a limit", outcome_name(free));
      return result_;
    }
    std::uint64_t below = 0, enough = kLeastHeap;
    while (!passes(enough) && !result_.interrupted) {
      if (enough >= rules_.largest) {
        result_.failure =
            fmt::format("does not pass within {}, the largest heap", format_size(rules_.largest));
        return finished();
      }
      below = enough;
      enough = std::min(enough * 2, rules_.largest);
    }
    while (!result_.interrupted && below != 0 && enough - below > kHeapStep &&
           static_cast<double>(enough) > static_cast<double>(below) * (1 + rules_.precision)) {
      std::uint64_t middle = (below + enough) / 2 / kHeapStep * kHeapStep;
      if (middle <= below) break;
      (passes(middle) ? enough : below) = middle;
    }
    while (below != 0 && !result_.interrupted && tallies_[below].total() < rules_.trials) run_one(below);
    if (!result_.interrupted) result_.heap = enough;
    return finished();
  }

 private:
  bool passes(std::uint64_t heap) {
    while (tallies_[heap].total() < rules_.trials) {
      if (run_one(heap) != Outcome::kOk) return false;
    }
    return true;
  }

  Outcome run_one(std::uint64_t heap) {
    HeapTrials& tally = tallies_[heap];
    tally.heap = heap;
    Outcome outcome = trial_(heap, tally.total());
    if (outcome == Outcome::kInterrupted) {
      result_.interrupted = true;
    } else {
      ++(outcome == Outcome::kOk        ? tally.passed
         : outcome == Outcome::kMemory  ? tally.memory
         : outcome == Outcome::kTimeout ? tally.timeout
                                        : tally.failed);
    }
    return outcome;
  }

  MinimumHeap& finished() {
    for (const auto& [heap, tally] : tallies_) result_.tried.push_back(tally);
    return result_;
  }

  const MinimumHeapRules& rules_;
  const HeapTrial& trial_;
  std::map<std::uint64_t, HeapTrials> tallies_;
  MinimumHeap result_;
};

}  // namespace

MinimumHeap search_minimum_heap(const MinimumHeapRules& rules, const HeapTrial& trial) {
  return MinimumHeapSearch(rules, trial).run();
}

std::string minimum_heap_text(const MinimumHeap& minimum) {
  if (minimum.heap == 0) return "none: " + minimum.failure;
  std::string text = format_size(minimum.heap);
  const HeapTrials* below = nullptr;
  for (const HeapTrials& tally : minimum.tried) {
    if (tally.heap < minimum.heap) below = &tally;
    if (tally.heap == minimum.heap)
      text += fmt::format(": {} of {} trials passed", tally.passed, tally.total());
  }
  if (below == nullptr) return text;
  std::vector<std::string> causes;
  if (below->memory != 0) causes.push_back(fmt::format("memory {}", below->memory));
  if (below->timeout != 0) causes.push_back(fmt::format("timeout {}", below->timeout));
  if (below->failed != 0) causes.push_back(fmt::format("failed {}", below->failed));
  return text + fmt::format("; at {} {} of {} ({})", format_size(below->heap), below->passed, below->total(),
                            join(causes, ", "));
}

}  // namespace midden::lab
